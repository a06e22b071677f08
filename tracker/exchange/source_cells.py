"""Cells to sources: whole links, and what is no link, kept as the words that it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.exchange.cells import Line, Missing, at, filled, one_line, text_of
from tracker.exchange.mapping import Sources

# A link inside a link is set off (…/web/2022/https://…, ?url=https://…); two that run together are not.
_RUN_TOGETHER = re.compile(r"[^/=?&#:]https?://", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)
_LONGEST = 2000


class SourcesRead(NamedTuple):
    """Links in the order of the columns, each once; and what is none."""

    links: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def is_link(text: str) -> bool:
    """Whether a text is one whole link, as it stands."""
    return bool(len(text) <= _LONGEST and _LINK.fullmatch(text) and not _RUN_TOGETHER.search(text))


def read_sources(line: Line, columns: Sequence[str], split: str, missing: Missing) -> SourcesRead:
    """The sources in some columns; ``split`` is what separates several in one cell."""
    pieces = []
    for place in columns:
        for cell in at(line, place):
            if not missing(cell):
                text = text_of(cell)
                pieces += [text_of(each) for each in (text.split(split) if split else [text])]
    pieces = [each for each in pieces if not missing(each)]
    links = tuple(dict.fromkeys(each for each in pieces if is_link(each)))
    return SourcesRead(links, tuple(dict.fromkeys(one_line(each) for each in pieces if not is_link(each))))


def sources_of(line: Line, mapping: Sources, missing: Missing) -> SourcesRead:
    """The sources of a row: those of its columns, and those made from the items of a list."""
    links, others = read_sources(line, mapping.columns, mapping.split, missing)
    if mapping.each:
        items = [each for each in at(line, mapping.each) if isinstance(each, dict)]
        others += tuple(dict.fromkeys(filled(mapping.text, each) for each in items))
    return SourcesRead(links, others)
