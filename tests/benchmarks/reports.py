"""Reports on 100,000 pledges beside plain scripts that fetch and write the same rows with ``sqlite3`` and ``csv``."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from tests.benchmarks.measure import Program, compare, python, run, tracker
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
# The three lists with every column of the report: line for line what it writes.
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
            summary, deadline_latest,
            CASE WHEN deadline_latest < :day
                THEN CAST(julianday(:day) - julianday(deadline_latest) AS INTEGER) END,
            (SELECT CAST(julianday(substr(max(coalesce(d.published_on, f.recorded_on) || ' ' || f.deadline_latest), 12))
                - julianday(pledge.deadline_latest) AS INTEGER)
                FROM follow_up f JOIN document d ON d.id = f.document_id
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
            answered.disputed, counting.refs,
            standing, deadline_basis, deadline_phrase, NULL, deadline_rule || ' (table ' || deadline_rules || ')',
            made_on, document.ref, pledge.quote, answered.answer, shared.done,
            told.deeds, asked.looked,
            (SELECT substr(max(coalesce(d.published_on, f.recorded_on) || ' ' || d.ref), 12)
                FROM follow_up f JOIN document d ON d.id = f.document_id
                WHERE f.pledge_id = pledge.id AND f.retracted IS NULL
                AND coalesce(d.published_on, f.recorded_on) <= :day),
            pledge.quote_start || '–' || pledge.quote_end,
            rtrim(document.title, '.') || '. ' || document.publisher || ', '
                || coalesce(document.published_on, 'day not known') || coalesce('. ' || document.url, ''), :day
        FROM span JOIN pledge ON pledge.id = span.pledge_id JOIN document ON document.id = pledge.document_id
        LEFT JOIN (SELECT pledge_id, max(coalesce(published_on, dispute.recorded_on)) AS disputed,
                group_concat('by ' || code || ': ' || dispute.quote, ' And ') AS answer
            FROM dispute JOIN document ON document.id = document_id JOIN party ON party.id = party_id
            WHERE retracted IS NULL AND coalesce(published_on, dispute.recorded_on) <= :day
            GROUP BY pledge_id) AS answered ON answered.pledge_id = pledge.id
        LEFT JOIN (SELECT other_id, group_concat(span.ref, ' ') AS refs
            FROM relation JOIN span ON span.pledge_id = relation.pledge_id
            WHERE retracted IS NULL AND since <= :day GROUP BY other_id) AS counting ON counting.other_id = pledge.id
        LEFT JOIN (SELECT pledge_id,
                group_concat(code || ' on ' || done_on || ' (' || ref || ', ' || source || ')', ', ') AS done
            FROM (SELECT *, row_number() OVER (PARTITION BY pledge_id, code ORDER BY done_on, length(ref), ref) AS place
                FROM (SELECT f.pledge_id, code, f.ref, d.ref AS source,
                        coalesce(f.dated, d.published_on, f.recorded_on) AS done_on
                    FROM follow_up f JOIN document d ON d.id = f.document_id JOIN party ON party.id = f.party_id
                    WHERE outcome = 'fulfils' AND f.retracted IS NULL
                    AND coalesce(d.published_on, f.recorded_on) <= :day) ORDER BY code)
            WHERE place = 1 GROUP BY pledge_id) AS shared ON shared.pledge_id = pledge.id
        LEFT JOIN (SELECT pledge_id, group_concat('a part or a step without a figure' || coalesce(' by ' || code, '')
                || ' on ' || done_on || ' (' || ref || ', ' || source || ')', ', ') AS deeds
            FROM (SELECT f.pledge_id, code, f.ref, d.ref AS source,
                    coalesce(f.dated, d.published_on, f.recorded_on) AS done_on
                FROM follow_up f JOIN document d ON d.id = f.document_id LEFT JOIN party ON party.id = f.party_id
                WHERE outcome = 'advances' AND f.retracted IS NULL
                AND coalesce(d.published_on, f.recorded_on) <= :day ORDER BY done_on, length(f.ref), f.ref)
            GROUP BY pledge_id) AS told ON told.pledge_id = pledge.id
        LEFT JOIN (SELECT pledge_id, enquirer || ' at ' || place || ' (' || ref || ')' AS looked, row_number()
                OVER (PARTITION BY pledge_id ORDER BY enquired_on DESC, length(ref) DESC, ref DESC) AS back
            FROM enquiry WHERE enquired_on <= :day) AS asked ON asked.pledge_id = pledge.id AND back = 1
        WHERE span.since <= :day AND (span.until IS NULL OR span.until > :day) AND {condition}
        ORDER BY span.pressing, span.ref''', asked)
    out.writerows(rows)
"""
)
# The four tables with every column of the report, counted by the database; line for line what it writes.
_SCORECARD = (
    _BEGIN
    + """
from datetime import date
from statistics import median
known = '''span.since <= :day AND (span.until IS NULL OR span.until > :day) AND pledge.id NOT IN (
    SELECT other_id FROM relation JOIN span AS counting ON counting.pledge_id = relation.pledge_id
    WHERE relation.retracted IS NULL AND counting.since <= :day)'''
bound = '''(SELECT pledge_id, party_id FROM pledge_party WHERE role = 'party'
    UNION SELECT pledge_id, member_id FROM pledge_party JOIN membership ON group_id = party_id
    JOIN pledge ON pledge.id = pledge_id WHERE role = 'party'
    AND (made_on IS NULL OR since IS NULL OR since <= made_on)
    AND (made_on IS NULL OR until IS NULL OR until > made_on)) AS bound'''
by_party = (
    f"span JOIN pledge ON span.pledge_id = pledge.id JOIN {bound} ON bound.pledge_id = pledge.id"
    " JOIN party ON party.id = bound.party_id",
    "party.code",
    '''NOT EXISTS (SELECT 1 FROM pledge_party AS other WHERE other.pledge_id = pledge.id
        AND other.role = 'party' AND other.party_id != bound.party_id)''',
)
by_topic = "span JOIN pledge ON span.pledge_id = pledge.id", "pledge.topic", "1"
done = '''(SELECT min(coalesce(f.dated, d.published_on, f.recorded_on))
    FROM follow_up f JOIN document d ON d.id = f.document_id
    WHERE f.pledge_id = pledge.id AND f.outcome = 'fulfils' AND f.retracted IS NULL
    AND coalesce(d.published_on, f.recorded_on) <= :day AND (f.party_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM pledge_party AS other WHERE other.pledge_id = pledge.id AND other.role = 'party'
        AND other.party_id != f.party_id)))'''
standings = ("overdue", "review due", "open", "advanced", "conditional", "dropped", "fulfilled late", "fulfilled")
names = dict(register.execute("SELECT code, name FROM party"))
enquired = dict(register.execute(f'''SELECT code, max(enquired_on) FROM enquiry
    JOIN {bound} ON bound.pledge_id = enquiry.pledge_id JOIN party ON party.id = bound.party_id
    WHERE enquired_on <= :day GROUP BY code''', {"day": day}))
enquired.update(register.execute('''SELECT topic, max(enquired_on) FROM enquiry JOIN pledge ON pledge.id = pledge_id
    WHERE enquired_on <= :day GROUP BY topic''', {"day": day}))

def counted(tables, key, direct):
    scores, took = {}, {}
    for own, alone, standing, count, declared, refs in register.execute(f'''SELECT {key}, {direct}, standing, count(*),
            sum(self_declared), group_concat(pledge.ref, ' ') FROM {tables} WHERE {known}
            GROUP BY 1, 2, 3''', {"day": day}):
        scores.setdefault(alone, {}).setdefault(own, {})[standing] = count, declared, refs
    for own, alone, made, kept in register.execute(f'''SELECT {key}, {direct}, made_on, {done} FROM {tables}
            WHERE {known} AND standing IN ('fulfilled', 'fulfilled late')''', {"day": day}):
        if made and kept:
            days = (date.fromisoformat(kept) - date.fromisoformat(made)).days
            took.setdefault(alone, {}).setdefault(own, []).append(max(0, days))
    return scores, took

def row(own, name, counts, took, last):
    made = sum(count for count, *_ in counts.values())
    refs = sorted(" ".join(refs for *_, refs in counts.values()).split())
    told = [counts[each] for each in ("advanced", "dropped", "fulfilled late", "fulfilled") if each in counts]
    of = sum(count for count, *_ in told)
    return (own, name, made, *(counts.get(each, (0,))[0] for each in standings), round(median(took)) if took else None,
        f"{sum(own for _, own, _ in told)}/{of}" if of else None, last, " ".join(refs))

def write(section, scores, took):
    rows = [row(own, names.get(own), counts, took.get(own), enquired.get(own)) for own, counts in scores.items()]
    for each in sorted(rows, key=lambda row: (-row[3], -row[2], row[0])):
        out.writerow((section, *each, day))

scores, took = counted(*by_party)
write("direct", scores.get(1, {}), took.get(1, {}))
write("joint", scores.get(0, {}), took.get(0, {}))
scores, took = ({} if not each else each[1] for each in counted(*by_topic))
names = {}
write("topics", scores, took)
total = {}
for counts in scores.values():
    for standing, (count, declared, refs) in counts.items():
        before = total.get(standing, (0, 0, ""))
        total[standing] = before[0] + count, before[1] + declared, f"{before[2]} {refs}"
everyday = [each for days in took.values() for each in days]
out.writerow(("all", *row("all", "each pledge once", total, everyday, None), day))
"""
)
PLAIN = {"overdue": _OVERDUE, "scorecard": _SCORECARD}


def measure(folder: Path, rounds: int) -> list[Line]:
    """The overdue report and the scorecard as csv, each beside its plain script."""
    path = str(register(folder, SIZES[-1]))
    lines: list[Line] = []
    for name in PLAIN:
        plain, ours = beside(name, path)
        require_alike(plain, ours)
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


def beside(name: str, path: str) -> tuple[Program, Program]:
    """The plain script of a report, and the report, both of one register."""
    from tracker.reports.overdue import horizon

    plain = python(PLAIN[name], path, AS_OF, horizon(AS_OF))
    return plain, tracker("report", name, "--as-of", AS_OF, "--format", "csv", "--register", path)


def require_alike(plain: Program, ours: Program) -> None:
    """Both must write the same lines (ours below a heading), or nothing is measured."""
    if _digest(plain) != _digest(ours, heading=True):
        raise RuntimeError("The plain script and the report write different lines.")


def _digest(program: Program, *, heading: bool = False) -> str:
    """The digest of what a program prints, below its heading; nothing is kept, so that this process stays small."""
    found, begun = sha256(), not heading

    def keep(piece: bytes) -> None:
        nonlocal begun
        if not begun:
            _, end, piece = piece.partition(b"\n")
            begun = bool(end)
        found.update(piece)

    run(program, keep)
    return found.hexdigest()
