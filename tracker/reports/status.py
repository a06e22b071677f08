"""The list: how the pledges stand on a day, most pressing first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from tracker.reports import Column, Report, Section
from tracker.reports.lines import Answer, Line, answered, aside, days_between

COLUMNS = (
    Column("ref", "Ref", "ref"),
    Column("standing", "Standing", "standing"),
    Column("parties", "Party"),
    Column("summary", "Pledge", wide=True),
    Column("deadline", "Deadline", "day", keep=2),
    Column("days_late", "Late", "number", keep=3),
    Column("basis", "Basis", keep=5),
    Column("phrase", "In the words", keep=7),
    Column("given", "Deadline as given", keep=7, spare=True),
    Column("topic", "Topic", keep=6),
    Column("made_on", "Made", "day", keep=4),
    Column("restated", "Restated", "number", keep=8, spare=True),
    Column("joint_via", "Joint via", keep=3, spare=True, below=True),
    Column("evidence", "Evidence", keep=9, spare=True, below=True),
    Column("condition", "Condition", keep=11, spare=True, below=True),
    Column("disputed", "Disputed", "day", keep=4, spare=True),
    Column("counted_as", "Counted as", keep=4, spare=True, below=True),
    Column("answer", "Dispute", keep=10, spare=True, below=True),
)
_VIA = [each.key for each in COLUMNS].index("joint_via")


def status(
    lines: Iterable[Line],
    as_of: str,
    counts: Mapping[str, int],
    *,
    limit: int | None = None,
    understood: str = "",
    joint: bool = False,
    besides: Collection[Line] = (),
    answers: Mapping[str, Sequence[Answer]] = MappingProxyType({}),
    notes: Sequence[str] = (),
) -> Report:
    """The pledges of a list on a day; ``counts`` are those by standing before any limit.

    ``besides`` are listed too and not counted: packages and replaced pledges, in whose place others count.

    ``answers`` are what parties answered to those that are disputed, by the pledge's ref; ``notes`` the foot.

    ``joint`` adds the column that marks what binds a country only through a group ("joint via COW").
    """
    total = sum(counts.values())
    columns = COLUMNS if joint else tuple(each for each in COLUMNS if each.key != "joint_via")
    said = " · ".join(f"{count} {standing}" for standing, count in counts.items())
    counted = f"As of {as_of}, {_pledges(total)}{': ' if said else ''}{said}"
    lead = tuple(each for each in (understood, counted, aside(besides)) if each)
    more = max(0, total + len(besides) - limit) if limit is not None else 0
    rows = (_row(line, as_of, joint, answers.get(line.ref, ())) for line in lines)
    return Report("status", "", as_of, columns, (Section("pledges", "", rows, more),), lead=lead, notes=(*notes,))


def _row(line: Line, as_of: str, joint: bool, answers: Sequence[Answer]) -> tuple[object, ...]:
    late = line.standing in ("overdue", "review due") and line.latest
    said = line.said
    row = (
        line.ref,
        line.standing,
        line.parties,
        line.summary,
        line.latest,
        days_between(str(line.latest), as_of) if late else None,
        line.basis,
        said,
        line.phrase if said is None else None,
        line.topic,
        line.made_on,
        line.restated or None,
        line.via or None,
        "self-declared" if line.self_declared else None,
        line.condition,
        line.disputed,
        line.counted_as or None,
        answered(answers),
    )
    return row if joint else row[:_VIA] + row[_VIA + 1 :]


def _pledges(number: int) -> str:
    return f"{number} pledge" if number == 1 else f"{number} pledges"
