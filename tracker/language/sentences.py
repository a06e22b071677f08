"""Where sentences begin and end in a masked text: a line ends one, and so does a stop that closes no abbreviation.

A splitter of our own: measured beside ``nupunkt`` it is faster and takes what follows an abbreviation into account
("4 Sept. Paris will host" are two sentences, "the U.S. House" is one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.wordlists import word_lists

_WORDS = word_lists("sentences")
_PATTERNS = patterns(__name__)

_OPENING = "\"'“”„‘«‹([{"
_CLOSING = "\"'”’»›)]}"
_STOP = re.compile(rf"(?P<stop>[.!?…]{{1,20}})[{re.escape(_CLOSING)}]{{0,5}}(?=(?P<gap>\s|$)|[A-Z][a-z])|[。！？؟۔।]+")
_SIGN = re.compile(r"[.!?…。！？؟۔।]")
_LEAD = _PATTERNS["lead"]
_BROKEN_OFF = _PATTERNS["broken-off"]
_LINE = re.compile(r"[^\n]+")
_WORD_BEFORE = re.compile(r"[^\s(\[{“„«\"'‘/—–]{1,30}\Z")
_NEXT = re.compile(rf"\s{{0,99}}[{re.escape(_OPENING)}…]*\s?(?P<word>[^\s.,;:!?{re.escape(_CLOSING)}—–-]{{0,30}})")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\Z|[^\W\d_]\Z")

_TITLES = _WORDS["titles"]
_NUMBERED = _WORDS["numbered"]
_MONTHS = _WORDS["months"]
_DAYS = _WORDS["days"]
_FIRMS = _WORDS["firms"]
_CLOCK = frozenset(_PATTERNS.words("clock"))
_AFTER_CLOCK = _WORDS["after_clock"]
_STARTERS = _WORDS["starters"]
_FOR_EXAMPLE = _PATTERNS.words("for-example")
_ENDS_TOO = _PATTERNS.words("ends-too")
_SAYS = re.compile(rf"(?:[^\s“\"]{{1,25}} ){{0,6}}?(?:{'|'.join(sorted(_WORDS['says']))})\b")
_LONGEST_WRAPPED = 110  # characters in a line that was broken to fit a page
_KEPT = 1_000_000  # characters; a longer text is divided again for each who asks
_ATTRIBUTION = 120  # characters looked at after a quote


def sentences(text: str) -> list[Passage]:
    """The sentences of a masked text, in order, without the blanks and the bullet or number before them.

    Lines that were broken to fit a page are read on; a heading is a sentence. Takes time in proportion to the text;
    those of the last texts are kept, for several readers ask for the same.
    """
    return list(_last_divided(text) if len(text) <= _KEPT else _divided(text))


def _divided(text: str) -> tuple[Passage, ...]:
    return tuple(each for run in _runs(text) for each in _split(text, run))


_last_divided = lru_cache(maxsize=4)(_divided)


def _runs(text: str) -> Iterator[Passage]:
    """The stretches that no sentence crosses: lines, and lines of one paragraph that were broken to fit a page."""
    start = end = last = -1
    for line in _LINE.finditer(text):
        if line[0].isspace():
            continue
        if start >= 0 and line.start() == end + 1 and _goes_on(text, last, end, line):
            last, end = line.span()
            continue
        if start >= 0:
            yield Passage(start, end)
        start, end = line.span()
        last = start
    if start >= 0:
        yield Passage(start, end)


def _goes_on(text: str, start: int, end: int, line: re.Match[str]) -> bool:
    """Whether the line that ends there was broken off, and the next goes on with the sentence."""
    before = text[max(start, end - _LONGEST_WRAPPED) : end].rstrip()
    after = text[line.start() : line.start() + _LONGEST_WRAPPED].lstrip()
    if not before or before[-1] in ".!?…:;|" or not after or _LEAD.match(after):
        return False
    if after[0].islower():
        return True
    return end - start <= _LONGEST_WRAPPED and _BROKEN_OFF.search(before) is not None


def _split(text: str, run: Passage) -> Iterator[Passage]:
    start = _begin(text, run.start, run.end)
    for stop in _stops(text, start, run.end):
        if stop.end() > start and _ends(text, start, stop, run.end):
            yield Passage(start, stop.end())
            start = _begin(text, stop.end(), run.end)
    end = run.end
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Passage(start, end)


def _stops(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The stops in a stretch, as ``_STOP.finditer`` gives them, looked for at their signs only."""
    after = start
    for sign in _SIGN.finditer(text, start, end):
        if sign.start() >= after and (stop := _STOP.match(text, sign.start(), end)):
            after = stop.end()
            yield stop


def _begin(text: str, start: int, end: int) -> int:
    """Where the words begin after blanks and a bullet or number."""
    while start < end and text[start].isspace():
        start += 1
    lead = _LEAD.match(text, start, end)
    if lead is None:
        return start
    start = lead.end()
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence ends with this stop."""
    signs = stop["stop"]
    if signs is None:
        return True
    after = _NEXT.match(text, stop.end(), end)
    word = after["word"] if after else ""
    if after is None or after.start("word") >= end:
        return True
    if stop["gap"] is None:
        return _glued(text, start, stop, word)
    if word[:1].islower() and not any(letter.isupper() for letter in word[1:3]):
        return False
    closed = stop.end() > stop.start() + len(signs)
    if closed and signs != "." and _SAYS.match(text, stop.end() + 1, min(end, stop.end() + _ATTRIBUTION)):
        return False
    return signs != "." or not _is_abbreviation(text, start, stop, word, closed)


def _glued(text: str, start: int, stop: re.Match[str], word: str) -> bool:
    """Whether a sentence ends with a stop that no blank follows: after a plain word, before one that begins one."""
    before = text[max(start, stop.start() - 4) : stop.start()]
    plain = (
        before.isalpha() and before.islower() and text[stop.end() + len(word) : stop.end() + len(word) + 1].isspace()
    )
    return plain and word[:1].isupper() and word.lower() in _STARTERS


def _is_abbreviation(text: str, start: int, stop: re.Match[str], word: str, closed: bool) -> bool:
    """Whether the full stop belongs to the word before it and closes no sentence."""
    found = _WORD_BEFORE.search(text, max(start, stop.start() - 30), stop.start())
    if found is None or closed:
        return False
    before, key = found[0], found[0].lower()
    begins = word.lower() in _STARTERS or text[stop.end() + 1 : stop.end() + 2] in ("“", "„", "«")
    if key in _CLOCK:
        return word.lower() in _AFTER_CLOCK
    if key in _NUMBERED and key not in _TITLES:
        return word[:1].isdigit()
    if key in _MONTHS or key in _DAYS:
        return word[:1].isdigit() or before[0].islower()
    if key in _TITLES or key.replace(".", "") in _FOR_EXAMPLE:
        return not (begins and key in _ENDS_TOO)
    if key in _FIRMS or _DOTTED.match(before):
        return not begins
    return before.isdigit() and found.start() == start and len(before) < 4 and before == text[start : stop.start()]
