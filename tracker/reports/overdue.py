"""The overdue report: what has passed, what needs review, what comes due. Three lists, never summed.

Counting rules: late begins the day after the deadline's latest day; *overdue* needs a stated deadline; *slip* is
counted from the original latest day to the latest day promised since; conditional pledges are counted, not listed.
What a party answers is printed in words below the list, and moves no line. A package and a replaced pledge
are listed, and counted by the pledges that count in their place.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from tracker.reports import Column, Report, Section
from tracker.reports.charts import drawn, slips, timeline
from tracker.reports.lines import Answer, Line, aside, counting, days_between

HORIZON_DAYS = 30
_PHRASES = 5  # that are shown of those which a rule has read

COLUMNS = (
    Column("ref", "Ref", "ref"),
    Column("parties", "Party"),
    Column("summary", "Pledge", wide=True),
    Column("deadline", "Deadline", "day"),
    Column("days_late", "Late", "number"),
    Column("slip_days", "Slip", "number", keep=5),
    Column("restated", "Restated", "number", keep=4),
    Column("last_word", "Last word", "day", keep=2),
    Column("last_enquiry", "Last enquiry", "day", keep=3),
    Column("disputed", "Disputed", "day", keep=1, spare=True),
    Column("counted_as", "Counted as", keep=6, spare=True),
    Column("standing", "Standing", "standing", keep=12),
    Column("basis", "Basis", keep=8),
    Column("phrase", "In the words", keep=6),
    Column("rule", "Rule", keep=9),
    Column("made_on", "Made", "day", keep=7),
    Column("document", "Document", "ref", keep=10),
    Column("quote", "Quote", keep=11),
)


class Listed(NamedTuple):
    """One of the three lists: its lines (as many as asked), and how many there are in all that count.

    ``aside``: how many more there are in whose place others count.
    """

    lines: Iterable[Line]
    total: int
    aside: int = 0


class Overdue(NamedTuple):
    """What the report is made of. ``conditional`` counts the pledges whose condition is not met, and how many of
    them are past their deadline; ``undated`` those whose day is not known, which are never late. ``answers`` are what
    parties answered to the lines that are disputed, by the pledge's ref.
    """

    overdue: Listed
    review_due: Listed
    due_soon: Listed
    conditional: int
    conditional_past: int
    undated: int
    answers: Mapping[str, tuple[Answer, ...]] = {}


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
) -> Report:
    """The report. ``rules`` puts a deadline rule (version, name) in words; ``by_country`` (code to name) groups.

    Grouped, each list is read whole, and each party has its three lists, so that they make a letter; a joint pledge
    stands under every party named, and is counted once in the totals. ``since``: the lists hold only what became late
    after that day, and what is due soon is left out.
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
        _note_rules(used, lines)
        read.append((key, title, lines))
        if by_country is None:
            more = listed.total + listed.aside - len(lines)
            note = _note(lines, found.answers)
            sections.append(Section(key, f"{title}: {listed.total}", _rows(lines, as_of), more, note))
        totals.append(_total(key, title, lines, listed.total))
        if besides := aside(lines):
            totals.append(besides)
    if by_country is not None:
        sections.extend(_grouped(read, as_of, by_country, found.answers))
    notes = (
        *([f"Only what became late after {since}."] if since else []),
        *totals,
        f"Counted, not listed as late: {found.conditional} conditional ({found.conditional_past} of them past"
        f" their deadline), {found.undated} whose day is not known.",
        "The lists are never summed: a stated deadline that has passed is overdue; an inferred window that has"
        " passed calls for review.",
        *_rules(used, rules),
        f"As of {as_of}: only documents published on or before that day are known.",
    )
    facts = (
        ("overdue", found.overdue.total),
        ("review_due", found.review_due.total),
        ("due_soon", found.due_soon.total),
        ("conditional", found.conditional),
        ("conditional_past", found.conditional_past),
        ("undated", found.undated),
        ("disputed", _answers(read, found.answers)),
    )
    title = f"Overdue commitments{f' of {scope}' if scope else ''} as of {as_of}"
    every = [line for _, _, lines in read for line in lines]
    charts = (timeline("Deadlines", as_of, every), slips("Deadlines that have moved", every))
    return Report("overdue", title, as_of, COLUMNS, tuple(sections), notes=notes, facts=facts, charts=drawn(charts))


def _rows(lines: Iterable[Line], as_of: str) -> list[tuple[object, ...]]:
    return [_row(line, as_of) for line in lines]


def _row(line: Line, as_of: str) -> tuple[object, ...]:
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
    )


def _grouped(
    lists: list[tuple[str, str, list[Line]]],
    as_of: str,
    names: Mapping[str, str],
    answers: Mapping[str, tuple[Answer, ...]],
) -> Iterator[Section]:
    """The lists party by party; what a party has nothing of is left out, what nobody has is said once."""
    of: dict[str, dict[str, list[Line]]] = {}
    for key, _, lines in lists:
        for line in lines:
            for code in line.parties.split():
                of.setdefault(code, {}).setdefault(key, []).append(line)
    yield from (Section(key, f"{title}: 0", ()) for key, title, lines in lists if not lines)
    for code in sorted(of):
        for key, title, _ in lists:
            if mine := of[code].get(key):
                heading = f"{names.get(code, code)} ({code}) · {title}: {len(counting(mine))}"
                yield Section(f"{key}/{code}", heading, _rows(mine, as_of), note=_note(mine, answers))


def _note(lines: list[Line], answers: Mapping[str, tuple[Answer, ...]]) -> str:
    """What stands below a list: which of it do not count, and what was answered."""
    return " ".join(filter(None, (aside(lines), _disputed(lines, answers))))


def _disputed(lines: Iterable[Line], answers: Mapping[str, tuple[Answer, ...]]) -> str:
    """What was answered to some lines, in words."""
    return " ".join(each.told for line in lines for each in answers.get(line.ref, ()))


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
    for line in lines:
        if line.rule:
            key = (line.rule, line.rules or "", line.basis or "")
            used.setdefault(key, set()).add(line.phrase or "")


def _rules(used: Mapping[tuple[str, str, str], set[str]], rules: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The rule table as far as the report used it."""
    if used:
        yield "Deadline rules used, as kept in the register:"
    for name, version, basis in sorted(used):
        says = rules.get((version, name)) or "not kept with this register"
        said = sorted(used[name, version, basis])
        phrases = ", ".join(f"“{phrase}”" for phrase in said[:_PHRASES])
        phrases += f" and {len(said) - _PHRASES} more" if len(said) > _PHRASES else ""
        yield f"{name} ({basis}, table {version}): {says}. Said here: {phrases}."
