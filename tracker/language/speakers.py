"""Who speaks at a place of a text: in a quotation, or in the turn that a speaker's label ("PM: …") begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tracker.language.clauses import Clauses
from tracker.language.noun_phrases import Phrase
from tracker.language.passages import Passage
from tracker.language.patterns import patterns

_QUOTE = re.compile('[“”"\n]')
_TURN = re.compile(r"(?:\A|\n)\s*(?P<who>[A-Z](?:[^\n:“\"]|(?<=[0-9]):(?=[0-9]{2}\))){0,120}):(?=\s)")
_BRACKETS = re.compile(r"\([^()]*\)")
_WORDS = 6  # of a label, at most
_LONGEST = 200  # characters of one in a record of debates

_PATTERNS = patterns(__name__)
_ASKED = _PATTERNS["asked"]
_HEADS = _PATTERNS["heads"]
_OF_RECORD = _PATTERNS["of-record"]
_SEAT = _PATTERNS["seat"]
_IN_OFFICE = _PATTERNS["in-office"]


class Turn(NamedTuple):
    """From where on somebody speaks: ``codes`` whom they speak for, ``own``: whether for whom the publisher does."""

    start: int
    codes: tuple[str, ...]
    own: bool


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand in double quotation marks; a line ends them."""
    start = -1
    for sign in _QUOTE.finditer(text):
        if start < 0 and sign[0] in '“"' and not text[sign.start() - 1 : sign.start()].isalnum():
            start = sign.start()
        elif start >= 0 and sign[0] != "“":
            yield start, sign.end()
            start = -1
    if start >= 0:
        yield start, len(text)


def turns(clauses: Clauses, told: Callable[[str], tuple[str, ...]]) -> Iterator[Turn]:
    """The turns of a transcript, in order: a line that begins with a person or a question's "Q:" begins one.

    ``told``: the parties that a label in plain spelling names, for "PRESIDENT MACRON:".
    """
    for label in _TURN.finditer(clauses.text):
        who = label["who"]
        people = [
            each
            for each in clauses.named(label.start("who"), label.end("who"))
            if each.kind == "leader" or (each.kind == "role" and each.codes and not each.prep)
        ]
        if len(_BRACKETS.sub("", who).split()) > _WORDS:
            continue
        if who.isupper() and (codes := told(who.title())):
            yield Turn(label.end(), codes[:1], False)
        elif people:
            named = people[-1].ref == "" or len(people[-1].codes) == 1
            yield Turn(label.end(), people[-1].codes if named else (), not named)
        elif _HEADS.match(who) or _ASKED.match(who):
            yield Turn(label.end(), (), _HEADS.match(who) is not None)
        elif _SEAT.match(who):
            yield Turn(label.end(), (), _IN_OFFICE.search(who) is not None)


def without_speaker(text: str, place: Passage) -> Passage:
    """The passage without the label of a record of debates that it begins with: "Ms KING (Ballarat) (14:09): ..."."""
    found = _OF_RECORD.match(text, *place) if ":" in text[place.start : place.start + _LONGEST] else None
    return Passage(found.end(), place.end) if found and found.end() < place.end else place


def turn(found: list[Turn], place: int) -> Turn | None:
    """The turn that a place stands in."""
    at = bisect_right(found, place, key=lambda each: each.start) - 1
    return found[at] if at >= 0 else None


def before_colon(clauses: Clauses, quote: int) -> Phrase | None:
    """Who is named last before a colon and a quotation: 'Merz: "We …"'."""
    lead = clauses.text[max(0, quote - 3) : quote].rstrip()
    if not lead.endswith(":"):
        return None
    line = clauses.text.rfind("\n", 0, quote) + 1
    named = [each for each in clauses.named(max(line, quote - 120), quote) if not each.prep and each.ref != "we"]
    return named[-1] if named else None
