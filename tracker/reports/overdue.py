"""The overdue report: what has passed, what needs review, what comes due. Three lists, never summed.

Counting rules: late begins the day after the deadline's latest day; *overdue* needs a stated deadline; *slip* is
counted from the original latest day to the one promised last; conditional pledges are counted, not listed.
What a party answers is printed in words with its line, and moves none. A package and a replaced pledge are listed, and
counted by the pledges that count in their place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tracker.reports import Column, Report, Section, Under
from tracker.reports.charts import drawn, slips, timeline
from tracker.reports.done import PartDone, parts_told
from tracker.reports.letters import Letter
from tracker.reports.lines import Answer, Line, answered, aside, counting, days_between

HORIZON_DAYS = 30
_PHRASES = 5  # that are shown of those which a rule has read

COLUMNS = (
    Column("ref", "Ref", "ref"),
    Column("parties", "Party"),
    Column("summary", "Pledge", wide=True),
    Column("deadline", "Deadline", "day"),
    Column("days_late", "Late", "number"),
    Column("slip_days", "Slip", "number", keep=6),
    Column("restated", "Restated", "number", keep=4),
    Column("last_word", "Last word", "day", keep=2),
    Column("last_enquiry", "Last enquiry", "day", keep=3),
    Column("disputed", "Disputed", "day", keep=5, spare=True),
    Column("counted_as", "Counted as", keep=6, spare=True, below=True),
    Column("standing", "Standing", "standing", keep=13),
    Column("basis", "Basis", keep=9),
    Column("phrase", "In the words", keep=7),
    Column("rule", "Rule", keep=10),
    Column("made_on", "Made", "day", keep=8),
    Column("document", "Document", "ref", keep=11),
    Column("quote", "Quote", keep=12),
    Column("answer", "Dispute", keep=14, spare=True, below=True),
    Column("parts_done", "Part done", keep=15, spare=True, below=True),
    Column("looked", "Who looked", keep=16, spare=True),
)


class Listed(NamedTuple):
    """One of the three lists: its lines (as many as asked), and how many there are in all that count.

    ``besides`` are all in whose place others count, whether they are among the lines or left out.
    """

    lines: Iterable[Line]
    total: int
    besides: Sequence[Line] = ()


class Overdue(NamedTuple):
    """What the report is made of. ``conditional`` counts the pledges whose condition is not met, and how many of
    them are past their deadline; ``undated`` those whose day is not known, which are never late. ``answers`` are what
    parties answered to the lines that are disputed, ``replaced`` what replaces some of them, and ``done`` what single
    parties have done of their part, ``looked`` who made the last enquiry and where, each by the pledge's ref.
    """

    overdue: Listed
    review_due: Listed
    due_soon: Listed
    conditional: int
    conditional_past: int
    undated: int
    answers: Mapping[str, tuple[Answer, ...]] = {}
    replaced: Mapping[str, Sequence[str]] = {}
    done: Mapping[str, tuple[PartDone, ...]] = {}
    looked: Mapping[str, str] = {}


def horizon(as_of: str) -> str:
    """The first day that is not "in the next 30 days"."""
    return (date.fromisoformat(as_of) + timedelta(days=HORIZON_DAYS + 1)).isoformat()


def overdue(
    found: Overdue,
    as_of: str,
    rules: Mapping[tuple[str, str], str],
    *,
    scope: str = "",
    by_country: Mapping[str, str] | None = None,
    since: str | None = None,
    cited: Iterable[str] = (),
) -> Report:
    """The report. ``rules`` puts a deadline rule (version, name) in words; ``by_country`` (code to name) groups.

    Grouped, each list is read whole, and each party has its three lists, so that they make a letter; a joint pledge
    stands under every party named, and is counted once in the totals. ``since``: the lists hold only what became late
    after that day, and what is due soon is left out. ``cited`` are notes on the documents quoted.
    """
    lists = (
        ("overdue", "Overdue (stated deadlines)", found.overdue),
        ("review_due", "Review due (inferred windows)", found.review_due),
        ("due_soon", f"Due in the next {HORIZON_DAYS} days", found.due_soon),
    )[: 2 if since else 3]
    used: dict[tuple[str, str, str], set[str]] = {}
    sections: list[Section] = []
    totals: list[str] = []
    read: list[tuple[str, str, list[Line]]] = []
    for key, title, listed in lists:
        lines = list(listed.lines)
        besides = _besides(lines, listed)
        _note_rules(used, lines)
        read.append((key, title, lines))
        if by_country is None:
            more = listed.total + len(listed.besides) - len(lines)
            sections.append(_section(key, f"{title}: {listed.total}", lines, as_of, found, more, besides))
        totals.append(_total(key, title, lines, listed.total))
        if besides:
            totals.append(besides)
    if by_country is not None:
        sections.extend(_grouped(read, as_of, by_country, found))
    sections = [_with_what_stands_beside(each, found) for each in sections]
    notes = (
        *([f"Only what became late after {since}."] if since else []),
        *totals,
        f"Counted, not listed as late: {found.conditional} conditional ({found.conditional_past} of them past"
        f" their deadline), {found.undated} whose day is not known.",
        "The lists are never summed: a stated deadline that has passed is overdue; an inferred window that has"
        " passed calls for review.",
        *_rules(used, rules),
        *cited,
        f"As of {as_of}: only documents published on or before that day are known.",
    )
    facts = _facts(found, read)
    lead = (
        ("For each party: what has passed, what calls for review, what comes due.",) if by_country is not None else ()
    )
    title = f"Overdue commitments{f' of {scope}' if scope else ''} as of {as_of}"
    every = [line for _, _, lines in read for line in lines]
    charts = (timeline("Deadlines", as_of, every), slips("Deadlines that have moved", every))
    shown = drawn(charts)
    return Report("overdue", title, as_of, COLUMNS, tuple(sections), lead, notes, facts, shown)


def _besides(lines: Sequence[Line], listed: Listed) -> str:
    """Which of a list do not count, in sentences: of the lines, and of what a limit has left out."""
    shown = {line.ref for line in lines}
    return aside(lines, (line for line in listed.besides if line.ref not in shown))


def _facts(found: Overdue, read: list[tuple[str, str, list[Line]]]) -> tuple[tuple[str, object], ...]:
    return (
        ("overdue", found.overdue.total),
        ("review_due", found.review_due.total),
        ("due_soon", found.due_soon.total),
        ("conditional", found.conditional),
        ("conditional_past", found.conditional_past),
        ("undated", found.undated),
        ("disputed", _answers(read, found.answers)),
    )


def _section(
    key: str,
    title: str,
    lines: list[Line],
    as_of: str,
    found: Overdue,
    more: int = 0,
    besides: str = "",
) -> Section:
    rows = [_row(line, as_of, found.answers.get(line.ref, ())) for line in lines]
    letter = Letter(tuple(column.key for column in COLUMNS), as_of, found.replaced)
    return Section(key, title, rows, more, note=besides, letter=letter)


def _with_what_stands_beside(section: Section, found: Overdue) -> Section:
    """A section with what single parties have done, under whomever a line is listed, and who looked for more."""
    refs = [str(row[0]) for row in section.rows]
    beside = [(parts_told(found.done.get(ref, ())), found.looked.get(ref)) for ref in refs]
    return section._replace(rows=[(*row, *more) for row, more in zip(section.rows, beside, strict=True)])


def _row(line: Line, as_of: str, answers: Sequence[Answer]) -> tuple[object, ...]:
    latest = line.latest or ""
    slip = days_between(latest, line.slipped_to) if latest and line.slipped_to else None
    return (
        line.ref,
        line.parties,
        line.summary,
        line.latest,
        days_between(latest, as_of) if latest and latest < as_of else None,
        slip,
        line.restated,
        line.last_word,
        line.last_enquiry,
        line.disputed,
        line.counted_as or None,
        line.standing,
        line.basis,
        line.phrase,
        f"{line.rule} (table {line.rules})" if line.rule else None,
        line.made_on,
        line.document,
        line.quote,
        answered(answers),
    )


def _grouped(
    lists: list[tuple[str, str, list[Line]]],
    as_of: str,
    names: Mapping[str, str],
    found: Overdue,
) -> Iterator[Section]:
    """The lists party by party; what a party has nothing of is left out, what nobody has is said once."""
    of: dict[str, dict[str, list[Line]]] = {}
    for key, _, lines in lists:
        for line in lines:
            for code in line.parties.split():
                of.setdefault(code, {}).setdefault(key, []).append(line)
    for code in sorted(of):
        for key, title, _ in lists:
            if mine := of[code].get(key):
                heading = f"{names.get(code, code)} ({code}) · {title}: {len(counting(mine))}"
                yield _section(f"{key}/{code}", heading, mine, as_of, found, besides=aside(mine))
    yield from (Section(key, f"{title}: 0", ()) for key, title, lines in lists if not lines)


def _answers(
    lists: list[tuple[str, str, list[Line]]], answers: Mapping[str, tuple[Answer, ...]]
) -> list[dict[str, str | None]]:
    """What was answered to all lines, for programs."""
    return [each._asdict() for _, _, lines in lists for line in lines for each in answers.get(line.ref, ())]


def _total(key: str, title: str, lines: list[Line], total: int) -> str:
    """A total with the refs behind it, as far as they are listed."""
    counted = counting(lines)
    refs = ", ".join(line.ref for line in counted)
    if total > len(counted):
        refs += f"{', ' if refs else ''}and {total - len(counted)} more not listed here"
    words = title.partition(" (")[0] if key != "due_soon" else title
    return f"{words}: {total}{f' ({refs})' if refs else ''}."


def _note_rules(used: dict[tuple[str, str, str], set[str]], lines: Iterable[Line]) -> None:
    read = {(line.rule, line.rules, line.basis, line.phrase) for line in lines}
    for rule, rules, basis, phrase in read:
        if rule:
            used.setdefault((rule, rules or "", basis or ""), set()).add(phrase or "")


def _rules(used: Mapping[tuple[str, str, str], set[str]], rules: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The rule table as far as the report used it."""
    if used:
        yield "Deadline rules used, as kept in the register:"
    for name, version, basis in sorted(used):
        says = rules.get((version, name)) or "not kept with this register"
        said = sorted(used[name, version, basis])
        phrases = ", ".join(f"“{phrase}”" for phrase in said[:_PHRASES])
        phrases += f" and {len(said) - _PHRASES} more" if len(said) > _PHRASES else ""
        yield Under(f"{name} ({basis}, table {version}): {says}. Said here: {phrases}.")
