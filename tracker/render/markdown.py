"""A report as Markdown (CommonMark with GitHub's tables): for letters, pages and pull requests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from tracker.render import cells
from tracker.render.terminal import Block
from tracker.reports import Column, Report, Section, Under

if TYPE_CHECKING:
    from tracker.reports.letters import Letter

_BATCH = 200
_SPECIAL = re.compile(
    r"[\\`*\[\]<>|~]"  # special wherever they stand
    r"|(?<![^\W_])_|_(?![^\W_])"  # special at the edge of a word
    r"|&(?=#?\w{1,32};)"  # would begin an entity
    r"|^\s*#"  # would begin a heading
)
_BEGINNING = re.compile(r"^(\s*(?:\d{1,9}(?=[.)])|(?=[-+=])))")  # of a list or of a rule


def write(report: Report, out: TextIO) -> None:
    """Write title, lead, each section, charts in words and the notes; no value becomes markup.

    A section is a table, or where it has a ``letter`` a list of sentences.
    """
    blocks = [f"# {escape(report.title)}"] if report.title else []
    blocks += map(paragraph, report.lead)
    _blocks(blocks, out)
    between = bool(blocks)
    for section in report.sections:
        if between:
            out.write("\n")
        between = True
        if section.title:
            out.write(f"## {escape(section.title)}\n\n")
        if section.letter:
            _letter(section, section.letter, out)
        else:
            _table(report.columns, section, out)
        remarks = [paragraph(section.note)] if section.note else []
        if section.more:
            remarks.append(f"{section.more} more, not listed here.")
        if remarks:
            out.write("\n")
            _blocks(remarks, out)
    if report.charts and not any(section.letter for section in report.sections):  # sentences say it already
        out.write("\n" if between else "")
        between = True
        _blocks([f"**{escape(chart.title)}.** {escape(chart.words)}" for chart in report.charts], out)
    if report.notes:
        out.write("\n" if between else "")
        out.writelines(f"{'  ' if isinstance(note, Under) else ''}- {paragraph(note)}\n" for note in report.notes)


def escape(value: str) -> str:
    """Write a text as one harmless line that Markdown shows as it stands."""
    return _SPECIAL.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], cells.one_line(value))


def paragraph(value: str) -> str:
    """Escape a text that stands by itself, where it could begin a list or a rule."""
    return _BEGINNING.sub(r"\1\\", escape(value))


def _blocks(blocks: list[str], out: TextIO) -> None:
    if blocks:
        out.write("\n\n".join(blocks) + "\n")


def _table(columns: tuple[Column, ...], section: Section, out: TextIO) -> None:
    rows = iter(section.rows)
    batch = tuple(islice(rows, _BATCH))
    if not batch:
        out.write("none\n")
        return
    out.write(_row([escape(column.title) for column in columns]))
    out.write(_row(["---:" if column.kind == "number" else "---" for column in columns]))
    while batch:
        out.write("".join(_row([escape(cells.text(value, grouped=True)) for value in row]) for row in batch))
        batch = tuple(islice(rows, _BATCH))


def _letter(section: Section, letter: Letter, out: TextIO) -> None:
    """Each row as an item with its sentences below."""
    empty = True
    for row in section.rows:
        about, *sentences = letter.told(row)
        out.write(f"- **{escape(about).strip()}**\n")
        out.writelines(f"  - {paragraph(sentence)}\n" for sentence in sentences)
        empty = False
    if empty:
        out.write("none\n")


def _row(written: list[str]) -> str:
    return f"| {' | '.join(written)} |\n"


def document(title: str, blocks: Iterable[Block]) -> str:
    """Headed paragraphs as Markdown: a title, a heading a block, its lines as a list."""
    parts = [f"# {paragraph(title)}\n"]
    for block in blocks:
        if block.heading:
            parts.append(f"\n## {paragraph(block.heading)}\n")
        parts.append("\n" + "".join(f"- {paragraph(line)}\n" for line in block.lines) if block.lines else "")
    return "".join(parts)
