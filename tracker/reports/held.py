"""Sources whose text is not held, marked in a report: what is quoted from them is not verified."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from tracker.reports import Report

NOT_HELD = "text not held"
_MOST = 20  # refs that the note names


def marked(report: Report, without_text: Collection[str], *, on_paper: bool) -> Report:
    """The report with a note on the sources that it lists without their texts; on paper each is marked in its row too.

    For programs a ref stays a ref. Rows are held, for the note tells of them.
    """
    places = [place for place, column in enumerate(report.columns) if column.key == "document"]
    if not places or not without_text:
        return report
    named: dict[str, None] = {}
    sections = []
    for section in report.sections:
        rows = list(section.rows)
        named.update(dict.fromkeys(_named(rows, places, without_text)))
        sections.append(section._replace(rows=_told(rows, places, named)) if on_paper else section._replace(rows=rows))
    if not named:
        return report._replace(sections=tuple(sections))
    refs = sorted(named)
    more = f" and {len(refs) - _MOST} more" if len(refs) > _MOST else ""
    note = f"Text not held, so that what is quoted from them is not verified: {', '.join(refs[:_MOST])}{more}."
    return report._replace(sections=tuple(sections), notes=(*report.notes, note))


def _named(rows: Sequence[Sequence[Any]], places: Sequence[int], without_text: Collection[str]) -> Iterator[str]:
    for row in rows:
        yield from (row[place] for place in places if row[place] in without_text)


def _told(rows: Sequence[Sequence[Any]], places: Sequence[int], named: Collection[str]) -> list[Sequence[Any]]:
    return [
        tuple(f"{cell} ({NOT_HELD})" if at in places and cell in named else cell for at, cell in enumerate(row))
        if any(row[place] in named for place in places)
        else row
        for row in rows
    ]
