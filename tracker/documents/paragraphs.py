"""Lines with their places on pages -> paragraphs: a sentence that a page broke into lines is whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

BREAK = "\ufffe"  # a hyphen at the end of a line, which may be part of the word or not

_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[•◦▪‣●○■□–—*·-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s")
_NUMBER = re.compile(r"\W*(?:page|seite|strona|p\.)?\W*\d{1,4}(?:\s*(?:/|of|von|z|sur)\s*\d{1,4})?\W*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONGEST_MARK = 200  # characters
_LONGEST_NUMBER = 40  # characters
_FIGURES = 5  # in a running line, one of which may be the number of the page
_EDGE = 3  # lines at the head and at the foot of a page that may run through all pages


class Line(NamedTuple):
    """A line as it is printed; places in points from the left and the lower edge of the page."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> str:
    """The text of the pages, a line for each paragraph.

    Lines that run through the pages (headers, footers) stand once: the first time at the head of the text or at
    its foot, and not between the halves of a sentence. Page numbers are left out.
    """
    head, body, foot = _apart(pages)
    lines = [line for page in body for line in page]
    return "\n".join([*head, *_mended(_joined(lines)), *foot])


# -- what runs through the pages ------------------------------------------------------------------------------


def _apart(pages: Sequence[Sequence[Line]]) -> tuple[list[str], list[list[Line]], list[str]]:
    """The running lines at the head, the pages without what runs through them, and the running lines at the foot."""
    edges = [_edges(page) for page in pages]
    seen = Counter(mark for page in edges for mark in {mark for line in page for mark in _marks(line)})
    often = max(2, (len(pages) + 2) // 3)
    running = {mark for mark, count in seen.items() if count >= often} if len(pages) > 1 else set()
    head: dict[str, str] = {}
    foot: dict[str, str] = {}
    body = []
    for page, edge in zip(pages, edges, strict=True):
        kept = []
        middle = (page[0].bottom + page[-1].bottom) / 2 if page else 0
        for line in page:
            numbers = len(pages) > 1 and len(line.text) < _LONGEST_NUMBER and _NUMBER.fullmatch(line.text)
            mark = next((mark for mark in _marks(line) if mark in running), None) if line in edge else None
            if mark is None and not (numbers and line in edge):
                kept.append(line)
            elif mark is not None and not numbers:
                (head if line.bottom >= middle else foot).setdefault(mark[0], line.text.strip())
        body.append(kept)
    return list(head.values()), body, list(foot.values())


def _edges(page: Sequence[Line]) -> set[Line]:
    """The uppermost and the lowest lines of a page."""
    upwards = sorted(page, key=lambda line: line.bottom)
    return {*upwards[:_EDGE], *upwards[-_EDGE:]}


def _marks(line: Line) -> Iterator[tuple[str, int]]:
    """What a running line may have in common on all pages: its height, and its words but for the page's number."""
    words = " ".join(line.text[:_LONGEST_MARK].split())
    height = round(line.bottom / 4)
    yield words, height
    for figures in islice(re.finditer(r"\d{1,4}", words), _FIGURES):
        yield f"{words[: figures.start()]}#{int(figures[0]) - line.page}{words[figures.end() :]}", height


# -- what belongs together ------------------------------------------------------------------------------------


def _joined(lines: Sequence[Line]) -> Iterator[str]:
    """The lines that belong together as one, in the order in which they came."""
    pitch = _usual_pitch(lines)
    ends = _ends_of_columns(lines)
    parts: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and not _continues(before, line, pitch, ends):
            yield "".join(parts)
            parts = []
        if parts and not parts[-1].endswith(BREAK):
            parts.append(" ")
        parts.append(line.text.strip())
        before = line
    yield "".join(parts)


def _continues(before: Line, line: Line, pitch: float, ends: dict[tuple[int, int], float]) -> bool:
    """Whether a line goes on with what the line before it says."""
    if before.text.endswith(BREAK):
        return True
    if not 0.75 < line.height / before.height < 1.34 or _ITEM.match(line.text):
        return False
    words = line.text.lstrip("\"'“‘«(")
    ended = bool(_ENDED.search(before.text))
    goes_on = not ended and words[:1].islower()
    full = _first_word_had_no_room(before, line, ends)
    step = before.bottom - line.bottom
    if line.page != before.page:
        return goes_on or (not ended and full)
    if step < -0.3 * line.height:  # the next column, or what stands on the page by itself
        return line.left > before.right - line.height and (goes_on or (not ended and full))
    if step <= 0.3 * line.height:  # beside each other
        return 0 <= line.left - before.right < 2 * line.height
    if step > pitch * line.height:
        return goes_on and step < 2 * pitch * line.height
    if ended and line.left > before.left + 0.8 * line.height:  # the first line of a paragraph is indented
        return False
    return full or goes_on


def _usual_pitch(lines: Sequence[Line]) -> float:
    """How far apart the lines of a paragraph stand at most, in heights of a line: a little over what is usual."""
    steps = Counter(
        round((before.bottom - line.bottom) / line.height, 1)
        for before, line in pairwise(lines)
        if before.page == line.page and 0.5 < (before.bottom - line.bottom) / line.height < 4
    )
    usual = max(steps, key=lambda step: (steps[step], -step), default=1.2)
    return 1.15 * max(usual, 1.2)


def _ends_of_columns(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """How far to the right the lines of a column reach, by page and by where its lines begin."""
    ends: dict[tuple[int, int], float] = {}
    for line in lines:
        for place in (_column(line) - 1, _column(line), _column(line) + 1):
            ends[line.page, place] = max(line.right, ends.get((line.page, place), 0))
    return ends


def _column(line: Line) -> int:
    return round(line.left / (2 * line.height))


def _first_word_had_no_room(before: Line, line: Line, ends: dict[tuple[int, int], float]) -> bool:
    """Whether a line ended because the next word did not fit: so it is not the last of its paragraph."""
    letter = (line.right - line.left) / max(1, len(line.text))
    first, _, _ = line.text.partition(" ")
    return before.right + (len(first) + 2) * letter > ends[before.page, _column(before)]


# -- words broken at the end of a line ------------------------------------------------------------------------


def _mended(paragraphs: Iterator[str]) -> Iterator[str]:
    """Words broken at the end of a line, whole again where the text itself shows how they are written."""
    texts = list(paragraphs)
    if not any(BREAK in text for text in texts):
        yield from texts
        return
    words = {word.casefold() for text in texts for word in _WORD.findall(text)}
    halves = re.compile(rf"([^\W_]{{1,60}}){BREAK}([^\W_]{{1,60}})")
    found = {pair for text in texts for pair in halves.findall(text)}
    breaks = any(_written(pair, words) == "whole" for pair in found)

    def whole(match: re.Match[str]) -> str:
        one, two = match.groups()
        written = _written((one, two), words)
        mend = written == "whole" or (not written and breaks and one[-1].islower() and two[0].islower())
        return one + two if mend else f"{one}-{two}"

    for text in texts:
        yield halves.sub(whole, text).replace(BREAK, "-")


def _written(pair: tuple[str, str], words: set[str]) -> str:
    """How the text writes a word elsewhere: ``hyphened`` or ``whole``; nothing where it does not tell."""
    one, two = (each.casefold() for each in pair)
    if f"{one}-{two}" in words:
        return "hyphened"
    return "whole" if one + two in words else ""
