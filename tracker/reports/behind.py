"""The refs behind the totals of a report that sums up: a column for programs, on paper a list at its foot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.reports import Column, Report, Section, Under

REFS = Column("refs", "Refs", keep=9)
_OF = ("key", "unit", "said")  # what a row is about
_ELSEWHERE = "The refs behind each total stand in the formats md, html, csv, json and xlsx."


def listed(report: Report) -> Report:
    """The report with the refs of each row in a list at its foot, by standing where it counts standings."""
    place = _place(report)
    if place is None:
        return report
    by_standing: Mapping[str, Sequence[str]] = dict(report.facts).get("refs", {})
    standing = {ref: name.replace("_", " ") for name, refs in by_standing.items() for ref in refs}
    told = [
        Under(f"{_about(report, section, row)}: {_named(row[place], standing)}.")
        for section in report.sections
        for row in section.rows
        if row[place]
    ]
    made = _without(report, place)
    return made._replace(notes=(*made.notes, "The pledges behind each row:", *told)) if told else made


def left_out(report: Report, instead: str = _ELSEWHERE) -> Report:
    """The report without the refs, where there is no room for them; ``instead`` says where they are."""
    place = _place(report)
    if place is None:
        return report
    made = _without(report, place)
    return made._replace(notes=(*made.notes, instead))


def _place(report: Report) -> int | None:
    return next((place for place, column in enumerate(report.columns) if column.key == REFS.key), None)


def _without(report: Report, place: int) -> Report:
    """The report without a column; its rows are held."""

    def cut(section: Section) -> Section:
        return section._replace(rows=[(*row[:place], *row[place + 1 :]) for row in section.rows])

    columns = (*report.columns[:place], *report.columns[place + 1 :])
    return report._replace(columns=columns, sections=tuple(map(cut, report.sections)))


def _about(report: Report, section: Section, row: Sequence[Any]) -> str:
    """What a row is about, in words: whose it is, in what, said how, and in which table."""
    keys = [column.key for column in report.columns]
    told = ", ".join(str(row[keys.index(name)]) for name in _OF if name in keys and row[keys.index(name)])
    return f"{told} ({section.title[:1].lower()}{section.title[1:]})"


def _named(refs: Sequence[str], standing: Mapping[str, str]) -> str:
    """The refs of a row, those of a standing together."""
    return "; ".join(_each(refs, standing)) if standing else " ".join(refs)


def _each(refs: Sequence[str], standing: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys(standing.values()):
        if mine := [ref for ref in refs if standing.get(ref) == name]:
            yield f"{len(mine)} {name} {' '.join(mine)}"
