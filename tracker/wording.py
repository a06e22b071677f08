"""Whether words stand in a text, as people retype them; what does not stand there is nobody's words."""

from __future__ import annotations

ALIKE = {ord(each): group[0] for group in ("'’‘ʼ`", '"“”„«»', "-–—‑‐") for each in group}


def stands_in(text: str, words: str) -> bool:
    """Whether words stand in a text: any blank is a blank, any quote or dash alike, and capitals do not count.

    They begin and end at the edge of a word.
    """
    return _found(text, words) or _found(folded(text), folded(words))


def folded(text: str) -> str:
    """A text as :func:`stands_in` compares it."""
    return " ".join(text.translate(ALIKE).casefold().split())


def _found(text: str, words: str) -> bool:
    place = text.find(words) if words else -1
    while place >= 0:
        if not (_inside_a_word(text, place) or _inside_a_word(text, place + len(words))):
            return True
        place = text.find(words, place + 1)
    return False


def _inside_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def attributed(phrase: str, quote: str) -> str:
    """The words of a deadline as a quotation where they stand in the quote; else as what a person gave."""
    if stands_in(quote, phrase):
        return f"“{phrase}”"
    return f"{phrase} (given with the record, not in the words quoted)"
