"""Writers of reports: one module a format family, imported only when it is asked for.

::

    cells      a value -> its text; what a text may do to a terminal is taken from it here
    plain      one record a line, for pipes
    data       csv, json, jsonl, for programs
    markdown   for letters and pages
    table      for a terminal: as wide as it is, wrapped where a text is wider than its column
    widths     how much room columns take, and which stay
    terminal   headed paragraphs and quotes, for a single record
    html       one page that needs nothing else, for publication and for paper
    xlsx       a workbook, for spreadsheets; quantities gives amount, unit and firmness cells of their own
    ics        days as a calendar; dated says which a report has
    palette    how each standing looks
    bars       charts in block characters
    drawing    charts as SVG; svg, frame and timeline are its parts

Every writer takes the rows as they come and keeps no more than 200 of them.
"""

from __future__ import annotations

from typing import BinaryIO, TextIO

from tracker.errors import UsageError
from tracker.reports import Report

TEXT = ("table", "plain", "csv", "json", "jsonl", "md", "html")
BYTES = ("xlsx", "ics")
FORMATS = TEXT + BYTES


def write(
    report: Report,
    format: str,  # noqa: A002  (the word that the command line uses)
    out: TextIO,
    *,
    width: int = 80,
    colour: bool = False,
) -> None:
    """Write a report to ``out`` in one of :data:`TEXT`; its rows are consumed once.

    ``width`` (columns of the terminal) and ``colour`` bear on ``table`` alone. Raises ``UsageError`` for a
    format that is not known, and where a package that it needs is not installed.
    """
    if format == "plain":
        from tracker.render import plain

        plain.write(report, out)
    elif format == "table":
        from tracker.render import table

        table.write(report, out, width=width, colour=colour)
    elif format in ("csv", "json", "jsonl"):
        from tracker.render import data

        {"csv": data.write_csv, "json": data.write_json, "jsonl": data.write_jsonl}[format](report, out)
    elif format == "md":
        from tracker.render import markdown

        markdown.write(report, out)
    elif format == "html":
        from tracker.render import html

        html.write(report, out)
    else:
        raise _unknown(format)


def write_bytes(report: Report, format: str, out: BinaryIO) -> str:  # noqa: A002  (the word that the command line uses)
    """Write a report to ``out`` in one of :data:`BYTES`; its rows are consumed once.

    Return what of it the format had no place for, in a sentence; an empty one where all is there.

    Raises ``UsageError`` for a format that is not known, for a report that the format has no place for, and where a
    package that it needs is not installed.
    """
    if format == "xlsx":
        from tracker.render import xlsx

        xlsx.write(report, out)
        return ""
    if format == "ics":
        from tracker.render import ics

        return ics.write(report, out)
    raise _unknown(format)


def _unknown(format: str) -> UsageError:  # noqa: A002  (the word that the command line uses)
    return UsageError(f"No format is called {format!r}.", remedy=f"Choose one of: {', '.join(FORMATS)}.")
