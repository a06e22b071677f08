"""The form of passages: too long for a sentence, a heading, a question, the title told again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.language.listing import BULLET
from tracker.language.passages import Passage
from tracker.language.patterns import patterns

_STRETCH = 2_000  # characters; a longer run of words is read in stretches
_ENDS = frozenset(".!?…:;,\"”’'»)]")
_NEARBY, _HEADING = 300, 60  # characters
_LABEL, _FAR = 80, 1_000  # characters of a label; from a sentence to the label of its paragraph
_LABELLED = re.compile(r"(?:\A|\n)[ \t]*([A-Z][^\n:“\"]{0,60}:\s)")
_ASKER = patterns(__name__)["asker"]


def stretches(text: str, passage: Passage) -> Iterator[Passage]:
    """A sentence, or the stretches of one that is too long to be one."""
    start, end = passage
    while end - start > _STRETCH:
        blank = text.rfind(" ", start + _STRETCH // 2, start + _STRETCH)
        cut = blank if blank > 0 else start + _STRETCH
        yield Passage(start, cut)
        start = cut
    yield Passage(start, end)


def form(text: str, passage: Passage) -> Iterator[tuple[str, Passage]]:
    """What the form of a sentence says: a line without a full stop is a heading, a question, or who asks it, asks."""
    last = text[passage.end - 1]
    if last == "?" or text[passage.end - 2 : passage.end] in ('?"', "?”") or _is_of_asker(text, passage):
        yield "question", Passage(passage.end - 1, passage.end)
    if last in _ENDS:
        return
    line_end = text.find("\n", passage.end)
    if text[passage.end : line_end if line_end >= 0 else len(text)].strip():
        return
    line_start = text.rfind("\n", 0, passage.start) + 1
    if not BULLET.match(text, line_start, passage.start):
        yield "heading", passage


def _is_of_asker(text: str, passage: Passage) -> bool:
    """Whether a passage stands in the paragraph of whoever asks, by its last label: "QUESTION (The Courier): …"."""
    start = max(text.rfind("\n\n", max(0, passage.start - _FAR), passage.start), 0)
    start = start or max(text.rfind("\n", max(0, passage.start - _FAR), passage.start), 0)
    end = min(len(text), passage.start + _LABEL)
    if text.find(":", start, end) < 0:
        return False
    labels = [each.start(1) for each in _LABELLED.finditer(text, start, end) if each.start(1) <= passage.start]
    return bool(labels) and _ASKER.match(text, labels[-1]) is not None


def letters(words: str) -> str:
    """The letters and figures that a line begins with, by which a title is known again."""
    return "".join(letter for letter in words[:400].casefold() if letter.isalnum())


def lower_case(text: str, start: int, end: int) -> tuple[str, int]:
    """A stretch in lower case, letter for letter, with the letter before it, and what to add to a place in it.

    A pattern in lower case finds its words there in half the time that it takes to find them whatever their case.
    """
    begun = max(0, start - 1)
    said = text[begun:end]
    low = said.lower()
    if len(low) != len(said):  # a letter that is longer in lower case
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in said)
    return low, begun


def paragraph(text: str, passage: Passage) -> Passage:
    """The paragraph that a passage stands in, with the heading above it; of a long one what is near."""
    gap = "\n\n" if "\n\n" in text else "\n"
    least, most = max(0, passage.start - _NEARBY), min(len(text), passage.end + _NEARBY)
    start = text.rfind(gap, least, passage.start)
    end = text.find(gap, passage.end, most)
    if start > least:
        above = text.rfind(gap, least, start)
        heading = text[above + len(gap) : start].strip() if above >= 0 else ""
        if heading and len(heading) < _HEADING and heading[-1] not in _ENDS:
            start = above
    return Passage(max(start, least), end if end >= 0 else most)
