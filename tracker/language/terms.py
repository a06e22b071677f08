"""What a text is about, as terms that two texts can share: stems, figures, types, kinds of thing, codes of actors.

``deliver`` is a stem; ``#1000000`` a figure, however it is written; ``_leopard 2`` a type; ``~shell`` a kind of thing
that has several names; ``=GB`` an actor; ``@2023-03`` the month in which something was said, ``@4 july`` a day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from tracker.language.abroad import each_abroad
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.spellings import SPELT

if TYPE_CHECKING:
    from tracker.language.actors import Mention
    from tracker.language.vocabulary import Vocabulary
    from tracker.model import Document

_TELLING = {"#": 1.25, "=": 0.6, "~": 0.4, "@": 0.5, "_": 1.4}  # by the first sign of a term
_YEAR, _SMALL, _COMMON, _DAY = 0.3, 0.45, 0.35, 0.6
_READ = 3000  # characters of a sentence, for all but its terms
_BEGINNING = 5  # words
_LONGEST_LABEL = 40  # characters
_LABEL = re.compile(r"(?:\W{0,2}\d{1,2}\W )?(?:[^\W\d]\S*[ ]?){1,5}")  # a few words, none with a number
_LONGEST_WORD = 40
_REMEMBERED = 50_000  # words
_LAST_DAY = 31  # of a month
_LARGEST = Decimal(10) ** 18

_TOKEN = re.compile(
    r"([^\W\d_]+(?:-?\d{1,4}[^\W\d_]{0,2}(?![^\W_]))?)|(\d{1,15}(?:[.,]\d{1,15}){0,5})([^\W\d_]{1,4}(?![^\W_]))?"
)
_WORD, _FIGURE = re.compile(r"[^\W\d_]+"), re.compile(r"\d")
_NOTHING: tuple[tuple[str, ...], str] = ((), "")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")

_PATTERNS = patterns(__name__)
_PLAIN_TAILS = frozenset(_PATTERNS.words("plain-tails"))
_ENDINGS = _PATTERNS["endings"]
MONTH = _PATTERNS["month"]
_MONTHS = tuple(_PATTERNS.parts["month-beginnings"].split("|"))
_CUT = tuple(_PATTERNS.parts["months-cut"].split("|"))


class Sentence(NamedTuple):
    """A sentence and its terms. ``codes``: the actors that it names; ``goes_on``: whether it refers to what was said.

    ``new_line``: whether it begins a line; ``label``: whether it is a few words that tell what follows is about.
    """

    place: Passage
    terms: tuple[str, ...]
    codes: frozenset[str]
    goes_on: bool
    new_line: bool
    label: bool = False


def read_sentences(
    text: str, places: Iterable[Passage], named: Sequence[Mention], document: Document, words: Vocabulary
) -> Iterator[Sentence]:
    """The sentences of a document's masked text with their terms; ``named``: every actor in the text, in order."""
    day, month = document.published_on, tuple(filter(text.__contains__, _MONTHS))
    end = at = 0
    for place in places:
        here = at
        while at < len(named) and named[at].start < place.end:
            at += 1
        actors = named[here:at]
        terms = dict.fromkeys(each_term(text, place, actors, words))
        said = text[place.start : min(place.end, place.start + _READ)]
        if document.language != "en":
            terms.update(dict.fromkeys(each_abroad(said, words)))
            codes = frozenset(term[1:] for term in terms if term[0] == "=")
        else:
            codes = frozenset(actor.code for actor in actors if actor.kind != "place")
        beginning = said[:100].lower().split(maxsplit=_BEGINNING)[:_BEGINNING]
        goes_on = not words.commitments.isdisjoint(terms) or not words.anaphors.isdisjoint(beginning)
        if any(map(said.__contains__, month)):
            terms.update(dict.fromkeys(months(said, day)))
        new_line = end == 0 or text.find("\n", end, place.start) >= 0
        label = new_line and len(said) <= _LONGEST_LABEL and _LABEL.fullmatch(said) is not None
        yield Sentence(place, tuple(terms), codes, goes_on, new_line, label)
        end = place.end


def each_term(text: str, place: Passage, actors: Iterable[Mention], words: Vocabulary) -> list[str]:
    """The terms of a passage as they are told. ``actors``: those named in it; their words are their codes only."""
    terms: list[str] = []
    start = place.start
    for actor in actors:
        if actor.start >= start:
            _add(terms, text[start : actor.start], words)
            start = actor.end
        if actor.end == start:
            terms.append(f"={actor.code}")
    _add(terms, text[start : place.end], words)
    return terms


def figure(value: Decimal) -> str:
    """The term for a figure."""
    return f"#{value.normalize():f}"


def telling(term: str, words: Vocabulary) -> float:
    """How much a term tells of what a text is about, beside how rare it is."""
    if term[0] == "#":
        return _figure_tells(term)
    if term[0] == "@" and " " in term:
        return _DAY
    return _COMMON if term in words.common else _TELLING.get(term[0], 1.0)


@lru_cache(maxsize=10_000)
def _figure_tells(term: str) -> float:
    """How much a figure tells: a small one little, a year less."""
    value = Decimal(term[1:])
    if value < 13:
        return _SMALL
    return _YEAR if 1900 <= value <= 2100 and value % 1 == 0 else _TELLING["#"]


@lru_cache(maxsize=10_000)
def rarity(often: int, total: int) -> float:
    """From 1, for a term of one pledge only, towards 0: BM25's weight as a share of the greatest."""
    return log(1 + (total - often + 0.5) / (often + 0.5)) / log(1 + (total - 0.5) / 1.5)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word, in lower case, without the ending that its kin differ in, however it is spelt."""
    word = SPELT.get(word, word)
    if word.endswith(("ies", "ied")) and len(word) > 4:
        word = f"{word[:-3]}y"
    word = word.removesuffix("s") if not word.endswith("ss") else word
    word = word.removesuffix("y") if word.endswith("ery") else word
    short = _ENDINGS.sub("", word)
    while len(short) >= 4 and short != word:
        word, short = short, _ENDINGS.sub("", short)
    return word


def _add(terms: list[str], text: str, words: Vocabulary) -> None:
    """Add the terms of a text that names no actor: at once, where all its chunks were met before and hold no number."""
    chunks = text.split()
    known = list(map(words.chunks.get, chunks))
    if None in known:
        _add_plain(terms, text, words)
        for chunk, found in zip(chunks, known, strict=True):
            if found is None:
                _learn(chunk, words)
    else:
        terms += [term for each in known if each for term in each]


def _learn(chunk: str, words: Vocabulary) -> None:
    """Remember the terms of a chunk that holds no number: they are the same wherever it stands."""
    if len(chunk) > _LONGEST_WORD or chunk in words.chunks or _FIGURE.search(chunk):
        return
    known = [words.ordinary.get(word, _NOTHING if word in _PLAIN_TAILS else None) for word in _WORD.findall(chunk)]
    if len(words.chunks) >= _REMEMBERED:
        words.chunks.clear()
    if None not in known:
        words.chunks[chunk] = tuple([term for each in known if each for term in each[0]])


def _add_plain(terms: list[str], text: str, words: Vocabulary) -> None:
    """Add the terms of a text that names no actor. A figure waits for its scale ("1.5 million"), a name for its number.

    Most words are ordinary: what each adds, and the name that it may be, is worked out once.
    """
    value: Decimal | None = None
    name = ""
    ordinary = words.ordinary
    for word, digits, tail in _TOKEN.findall(text):
        known = ordinary.get(word)
        if known is None:
            folded = (word or tail).casefold()
            scale = words.scales.get(folded)
            if digits:
                _add_figure(terms, value)
                value = value_of(digits)
                if name and len(digits) < 3 and scale is None:
                    value = _numbered(terms, name, digits, value, words)
                name = ""
            if scale is not None:
                value = min((Decimal(1) if value is None else value) * scale, _LARGEST)
                continue
            if not digits and folded in words.numbers:
                value, name = _added(value, words.numbers[folded]), ""
                continue
            if not folded or folded in _PLAIN_TAILS:
                continue  # the name before may still have a number
            known = _worded(word, folded, words)
            if word:
                _keep(ordinary, word, known)
        if value is not None:
            _add_figure(terms, value, words.months if value <= _LAST_DAY else (), known[1] or word or tail)
            value = None
        terms += known[0]
        name = known[1]
    _add_figure(terms, value)


def _numbered(terms: list[str], name: str, digits: str, value: Decimal, words: Vocabulary) -> Decimal | None:
    """Add the type that a name and a number are ("Leopard 2"), and give the number back; a day ("July 4") is none."""
    if name in words.months:
        if value is not None and 1 <= value <= _LAST_DAY:
            terms.append(f"@{value} {name}")
        return None
    terms.append(f"_{name} {digits}")
    return value


def _keep(ordinary: dict[str, tuple[tuple[str, ...], str]], word: str, known: tuple[tuple[str, ...], str]) -> None:
    if len(ordinary) >= _REMEMBERED:
        ordinary.clear()
    ordinary[word] = known


def _added(value: Decimal | None, number: Decimal) -> Decimal:
    """The number that follows another: "twenty-five" is one, "twenty or thirty" two."""
    return value + number if value is not None and number < 10 <= value < 100 else number


def _worded(word: str, folded: str, words: Vocabulary) -> tuple[tuple[str, ...], str]:
    """The terms of a word, and the name that a number after it would belong to ("Leopard 2")."""
    if folded in words.small or not 1 < len(folded) <= _LONGEST_WORD:
        return (), ""
    if "-" in folded or folded[-1].isdigit() or folded[-2].isdigit():
        return (f"_{folded.replace('-', '').removesuffix('s')}",), ""
    short = stem(folded)
    if word[:1].isupper() and folded.removesuffix("s") in words.types:
        return (f"_{folded.removesuffix('s')}", short), short
    kind = words.alike.get(short)
    return ((short, kind) if kind else (short,)), (short if word[:1].isupper() else "")


def _add_figure(terms: list[str], value: Decimal | None, months: Collection[str] = (), name: str = "") -> None:
    """Add a figure, or the day that it is beside one of ``months`` ("4 July"); a calibre is a type ("155 mm")."""
    if value is None or (value < 2 and name not in months):
        return
    if name in months:
        terms.append(f"@{value} {name}")
    else:
        terms.append(f"_{value:f}mm" if name == "mm" else figure(value))


@lru_cache(maxsize=10_000)
def value_of(digits: str) -> Decimal:
    """The value of figures with separators: 1,155,000 and 1.155.000, 89.6 and 18,1."""
    if _THOUSANDS.fullmatch(digits):
        plain = digits.replace(",", "") if "," in digits else digits.replace(".", "")
    else:
        whole, _, part = digits.replace(",", ".").partition(".")
        plain = f"{whole}.{part.replace('.', '')}" if part else whole
    return min(Decimal(plain), _LARGEST)


def months(text: str, said_on: date | None) -> Iterator[str]:
    """The months that a text names, as terms; a month without a year is the last one before the day it was said."""
    for found in MONTH.finditer(text):
        if found["year"] or said_on:
            year, month = month_of(found["month"], found["year"], said_on or date.max)
            yield f"@{year}-{month:02}"


def names_a_month(text: str) -> bool:
    """Whether the beginning of a month's name stands anywhere in a text."""
    return any(map(text.__contains__, _CUT))


def month_of(word: str, year: str | None, said_on: date) -> tuple[int, int]:
    """The year and the month that the beginning of a month's name means, looking back."""
    month = _CUT.index(word[:3]) + 1
    return (int(year) if year else said_on.year - (month > said_on.month)), month
