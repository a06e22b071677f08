"""One record a line, fields separated by a tab: for pipes, ``cut``, ``sort`` and ``grep``."""

from __future__ import annotations

from itertools import islice
from typing import TextIO

from tracker.render import cells
from tracker.reports import Report, Section

_BATCH = 200


def write(report: Report, out: TextIO) -> None:
    """Write every row whole, without header or padding; what is said about the rows follows as ``# `` lines.

    With several sections the first field is the section's key. Nothing depends on the terminal.
    """
    several = len(report.sections) > 1
    remarks: list[str] = []
    for section in report.sections:
        _rows(section, out, f"{cells.one_line(section.key)}\t" if several else "")
        if section.note:
            remarks.append(section.note)
        if section.more:
            where = f"{section.title or section.key}: " if several else ""
            remarks.append(f"{where}{section.more} more; --limit 0 lists all")
    out.write("".join(f"# {cells.one_line(remark)}\n" for remark in (*remarks, *report.notes)))


def _rows(section: Section, out: TextIO, start: str) -> None:
    rows = iter(section.rows)
    while batch := tuple(islice(rows, _BATCH)):
        columns = [cells.texts(column) for column in zip(*batch, strict=True)]
        lines = map("\t".join, zip(*columns, strict=True))
        out.write(start + f"\n{start}".join(lines) + "\n")
