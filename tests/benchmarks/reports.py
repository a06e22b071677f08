"""Reports on 100,000 pledges beside plain scripts that fetch and write the same rows with ``sqlite3`` and ``csv``."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measure import Program, compare, lines_of, python, tracker
from tests.benchmarks.registers import AS_OF, SIZES, register
from tests.benchmarks.table import Line

_MOST = 1.3
_BEGIN = """
import csv, sqlite3, sys
path, day, soon = sys.argv[1:]
asked = {"day": day, "soon": soon}
register = sqlite3.connect(path)
out = csv.writer(sys.stdout, lineterminator="\\n")
"""
# The three lists with every column of the report.
_OVERDUE = (
    _BEGIN
    + """
lists = {
    "overdue": "span.standing = 'overdue' AND span.pressing < :day",
    "review_due": "span.standing = 'review due' AND span.pressing < :day",
    "due_soon": "span.standing IN ('open', 'advanced') AND span.pressing >= :day AND span.pressing < :soon",
}
for name, condition in lists.items():
    rows = register.execute(f'''
        SELECT '{name}', pledge.ref,
            (SELECT group_concat(code, ' ') FROM (SELECT code FROM pledge_party JOIN party ON party.id = party_id
                WHERE pledge_id = pledge.id AND role = 'party' ORDER BY position)),
            summary, deadline_latest, julianday(:day) - julianday(deadline_latest),
            (SELECT max(f.deadline_latest) FROM follow_up f JOIN document d ON d.id = f.document_id
                WHERE f.pledge_id = pledge.id AND f.retracted IS NULL
                AND coalesce(d.published_on, f.recorded_on) <= :day),
            (SELECT count(*) FROM follow_up f JOIN document d ON d.id = f.document_id
                WHERE f.pledge_id = pledge.id AND f.retracted IS NULL AND outcome = 'restates'
                AND coalesce(d.published_on, f.recorded_on) <= :day),
            (SELECT max(coalesce(d.published_on, f.recorded_on))
                FROM follow_up f JOIN document d ON d.id = f.document_id
                WHERE f.pledge_id = pledge.id AND f.retracted IS NULL
                AND coalesce(d.published_on, f.recorded_on) <= :day),
            (SELECT max(enquired_on) FROM enquiry WHERE enquiry.pledge_id = pledge.id AND enquired_on <= :day),
            standing, deadline_basis, deadline_phrase, deadline_rule, made_on, document.ref, quote, :day
        FROM span JOIN pledge ON pledge.id = span.pledge_id JOIN document ON document.id = pledge.document_id
        WHERE span.since <= :day AND (span.until IS NULL OR span.until > :day) AND {condition}
        ORDER BY span.pressing, span.ref''', asked)
    out.writerows(rows)
"""
)
# The counts by party and topic, and the days that fulfilment took, by the statements of the report itself.
_SCORECARD = (
    _BEGIN
    + """
from datetime import date
from statistics import median
from tracker.register.sql.sqlite import PREDICATES, STATEMENTS
asked = {"as_of": day}
where = " WHERE " + PREDICATES["as_of"]
for kind, grouping in (("party", "party.code, direct"), ("topic", "pledge.topic")):
    counted = register.execute(f"{STATEMENTS['scores_by_' + kind]}{where} GROUP BY {grouping}, span.standing", asked)
    out.writerows(counted)
    took = {}
    fulfilled = f"{where} AND span.standing IN ('fulfilled', 'fulfilled late')"
    for key, direct, made, done in register.execute(STATEMENTS["kept_by_" + kind] + fulfilled, asked):
        if made and done:
            days = (date.fromisoformat(done) - date.fromisoformat(made)).days
            took.setdefault((key, direct), []).append(days)
    out.writerows((*key, median(days)) for key, days in took.items())
"""
)


def measure(folder: Path, rounds: int) -> list[Line]:
    """The overdue report and the scorecard as csv, each beside its plain script."""
    path = str(register(folder, SIZES[-1]))
    lines: list[Line] = []
    for name, source in (("overdue", _OVERDUE), ("scorecard", _SCORECARD)):
        plain = python(source, path, AS_OF, _soon())
        ours = tracker("report", name, "--as-of", AS_OF, "--format", "csv", "--register", path)
        if name == "overdue":
            _require_alike(plain, ours)
        costs = compare({"plain": plain, "tracker": ours}, max(2, rounds // 5))
        floor = f"plain sqlite3 and csv, {name} @{SIZES[-1]}"
        lines += [
            Line(floor, "", None, cost=costs["plain"], remark="a floor"),
            Line(
                f"report {name}, csv @{SIZES[-1]}",
                floor,
                costs["tracker"].cpu / costs["plain"].cpu,
                most=_MOST,
                cost=costs["tracker"],
            ),
        ]
    return lines


def _soon() -> str:
    from tracker.reports.overdue import horizon

    return horizon(AS_OF)


def _require_alike(plain: Program, ours: Program) -> None:
    """Both must list the same pledges, or nothing is measured (ours has a heading)."""
    counts = lines_of(plain), lines_of(ours) - 1
    if counts[0] != counts[1]:
        raise RuntimeError(f"The plain script lists {counts[0]} pledges, the report {counts[1]}.")
