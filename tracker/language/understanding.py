"""Understand the bare words of a question: ``france missiles overdue`` is a country, a text and a standing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from tracker.language.parties import KnownParty, known_party, named, read_words, suggest
from tracker.words import Standing

_ALSO = {"late": Standing.OVERDUE, "review": Standing.REVIEW_DUE, "done": Standing.FULFILLED}

_TURNING = frozenset(("not", "no", "without", "except", "and", "or", "but"))
_SPELT, _ALIKE = 4, 0.75  # letters of a word that may be misspelt, and how near it must be


class Understood(NamedTuple):
    """What some words were taken for; ``said`` tells it in a line."""

    country: str | None
    topic: str | None
    standings: tuple[str, ...]
    text: str | None
    said: str


def understand(words: Sequence[str], topics: Collection[str], codes: Collection[str] = ()) -> Understood:
    """Take words for standings, one topic of the register, one party, and else for text, in that order.

    ``codes`` are the parties of the register: a code of its own is understood, and a known country that is not
    in it is still a country (about which nothing is recorded).
    """
    left = [part for word in words for part in word.split()]
    standings, left = _standings(left)
    topic, left = _topic(left, topics)
    own = next((word for word in left if word in codes or (len(word) > 2 and word.upper() in codes)), None)
    if own:
        left.remove(own)
        parties = [(own, known_party(own) or KnownParty(own.upper(), own.upper(), ""))]
    else:
        parties, left = read_words(left)
    country = parties[0][1] if parties else None
    left = [word for words, _ in parties[1:] for word in words.split()] + left
    text = " ".join(left) or None
    said = [
        f"country {country.code} ({country.name})" if country else "",
        f"topic {topic}" if topic else "",
        f"standing {' or '.join(standings)}" if standings else "",
        f"text “{text}”" if text else "",
    ]
    line = " · ".join(part for part in said if part)
    return Understood(
        country.code if country else None, topic, tuple(standings), text, line and f"Understood as: {line}"
    )


def meant(text: str, topics: Collection[str], codes: Collection[str]) -> list[str]:
    """What may have been meant by words that no pledge has, in sentences: another spelling, or what a list cannot do.

    ``topics`` and ``codes``: those of the register.
    """
    told = []
    for word in text.split():
        plain = word.casefold()
        if plain in _TURNING:
            told.append(f"A list is narrowed by every word: “{word}” was looked for as a word of the pledges.")
        elif party := named(word):
            told.append(f"A list is of one party: ask for {party.name} by itself.")
        elif meant := _near(plain, topics, codes):
            told.append(f"Did you mean {meant}?")
    return told


def _near(word: str, topics: Collection[str], codes: Collection[str]) -> str | None:
    """The code, standing, topic or party that a word of a question is near to."""
    if word.upper() in codes or known_party(word):
        party = known_party(word)
        return f"{word.upper()} ({party.name})" if party else word.upper()
    if len(word) < _SPELT:
        return None
    from difflib import get_close_matches

    near = get_close_matches(word, [*Standing, *_ALSO, *topics], n=1, cutoff=_ALIKE)
    party = suggest(word, codes)
    return near[0] if near else party.name if party and party.code in codes else None


def _standings(words: list[str]) -> tuple[list[str], list[str]]:
    found: list[str] = []
    left: list[str] = []
    at = 0
    while at < len(words):
        pair = " ".join(words[at : at + 2]).casefold().replace("-", " ")
        one = words[at].casefold().replace("-", " ")
        if pair in tuple(Standing) and pair != one:
            found.append(pair)
            at += 2
        elif one in tuple(Standing) or one in _ALSO:
            found.append(str(_ALSO.get(one, one)))
            at += 1
        else:
            left.append(words[at])
            at += 1
    return list(dict.fromkeys(found)), left


def _topic(words: list[str], topics: Collection[str]) -> tuple[str | None, list[str]]:
    """The longest run of words that spells a topic ("air defence" spells air-defence)."""
    spelt = {topic.casefold().replace("-", " "): topic for topic in topics}
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length]).casefold().replace("-", " ")
            if run in spelt:
                return spelt[run], words[:start] + words[start + length :]
    return None, words
