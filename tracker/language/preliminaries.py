"""Deeds that are only on the way to what was promised: done to a piece of it, or to what has to come before it.

"The piers of the bridge were finished", "the cabinet approved the bill": what was promised is a bridge, and a law. A
pledge that names the piece itself is kept by it.
"""

from __future__ import annotations

from collections.abc import Collection

from tracker.language.deeds import kinds_of
from tracker.language.outcome_signs import Signs
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.sightings import Cue
from tracker.language.terms import stem
from tracker.language.vocabulary import Vocabulary

_READ = 600  # characters of a sentence
_BEFORE = 160  # characters in which the subject of a deed stands
_AFTER = 120  # and its object
_DEEDS = ("fulfils.", "fulfils:", "acts.")
_MANNERS = ("fulfils.timely", "fulfils.fullness")
_PROPOSE, _CONVENE = "propose", "convene"  # kinds of deed

_PATTERNS = patterns(__name__)
_PIECES, _BILLS = _PATTERNS.words("pieces"), _PATTERNS.words("bills")
_PAPERS = frozenset(map(stem, _PATTERNS.words("papers")))
_MEETINGS = frozenset(map(stem, _PATTERNS.words("meetings")))
_PROMISED_PAPERS = frozenset(map(stem, _PATTERNS.words("promised-papers")))
_PIECE = _PATTERNS["piece"]
_OBJECT, _SUBJECT, _FOR = _PATTERNS["object"], _PATTERNS["subject"], _PATTERNS["for"]
_BILL, _READING, _IN_FORCE = _PATTERNS["bill"], _PATTERNS["reading"], _PATTERNS["in-force"]


def is_bill_on_its_way(text: str, place: Passage) -> bool:
    """Whether a sentence tells of a bill that is on its way and not in force."""
    said = text[place.start : min(place.end, place.start + _READ)]
    if not any(map(said.__contains__, _BILLS)) or _IN_FORCE.search(said):
        return False
    return _BILL.search(said) is not None or _READING.search(said) is not None


def is_to_propose(terms: Collection[str], words: Vocabulary) -> bool:
    """Whether a pledge with these terms promises to put something forward, as a bill: not the law itself."""
    return _PROPOSE in kinds_of(terms, words)


def only_on_the_way(text: str, place: Passage, found: Signs, terms: Collection[str], words: Vocabulary) -> bool:
    """Whether every deed that a sentence tells of is one on the way to what a pledge with these terms promised."""
    start, end = place.start, min(place.end, place.start + _READ)
    said = text[start:end]
    if not any(map(said.__contains__, _PIECES)):
        return False
    deeds = [cue for cue in found.cues if cue.rule.startswith(_DEEDS) and cue.rule not in _MANNERS]
    return bool(deeds) and all(_is_of_a_piece(text, start, end, cue, terms, words) for cue in deeds)


def _is_of_a_piece(text: str, start: int, end: int, cue: Cue, terms: Collection[str], words: Vocabulary) -> bool:
    """Whether the deed told at a place was done to a piece, which the pledge does not name, or is one itself."""
    told = text[cue.start : cue.end].rstrip()
    ended = cue.start + len(told)
    before = text[max(start, cue.start - _BEFORE) : cue.start]
    found = _OBJECT.match(text[ended : min(end, ended + _AFTER)]) or _SUBJECT.search(before) or _FOR.search(before)
    found = found or _PIECE.search(told)
    if found is None:
        return False
    piece = stem(found["piece"].lower())
    if piece in terms or words.alike.get(piece) in terms:
        return False
    if piece in _MEETINGS and _CONVENE in kinds_of(terms, words):
        return False
    return piece not in _PAPERS or _PROMISED_PAPERS.isdisjoint(terms)
