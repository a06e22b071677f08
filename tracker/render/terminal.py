"""Headed paragraphs and quotes for a terminal: what ``show`` and ``explain`` are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TextIO

from tracker.render import cells


class Block(NamedTuple):
    """A heading and the lines below it; either may be empty."""

    heading: str
    lines: tuple[str, ...]


def paragraphs(blocks: Iterable[Block], out: TextIO, width: int = 80, colour: bool = False) -> None:
    """Write blocks with an empty line between them, wrapped to ``width`` columns.

    Lines are set in by two under their heading, and their continuations by two more. ``colour`` makes the
    heading bold. Whatever the texts hold, the terminal only shows it.
    """
    for number, block in enumerate(blocks):
        lines = cells.wrap(cells.one_line(block.heading), width) if block.heading else []
        if colour:
            lines = [f"\x1b[1m{line}\x1b[0m" for line in lines]
        indent = "  " if block.heading else ""
        for line in block.lines:
            lines += cells.wrap(cells.one_line(line), width, indent, indent + "  ")
        out.write(("\n" if number else "") + "".join(f"{line}\n" for line in lines))


def quote(text: str, start: int, end: int, width: int, context: int = 120) -> list[str]:
    """Return the words ``text[start:end]`` as »quote« in their context, as lines of ``width`` columns.

    ``context`` is how many characters of the text stand on either side at most; words are not cut, and ``…``
    says that the text goes on.
    """
    before, after = text[max(0, start - context) : start], text[end : end + context]
    if start > context:
        before = "… " + _from_a_word(before, text[start - context - 1])
    if end + context < len(text):
        after = _from_a_word(after[::-1], text[end + context])[::-1] + " …"
    return cells.wrap(f"{_edges(before)}»{cells.one_line(text[start:end]).strip()}«{_edges(after)}", width)


def _from_a_word(part: str, neighbour: str) -> str:
    """Drop the half of a word that a part begins with; ``neighbour`` is the character before it."""
    if neighbour.isspace() or not part or part[0].isspace():
        return part.lstrip()
    place = next((number for number, each in enumerate(part) if each.isspace()), len(part))
    return part[place:].lstrip() if part[place:].strip() else part[place:][:1]


def _edges(part: str) -> str:
    """Make a part one harmless line, and keep a blank at either end where the text has one."""
    line = cells.one_line(part).strip()
    if not line:
        return " " if part[:1].isspace() else ""
    return (" " if part[0].isspace() else "") + line + (" " if part[-1].isspace() else "")
