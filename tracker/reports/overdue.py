"""The overdue report: what has passed, what needs review, what comes due. Three lists, never summed.

Counting rules: late begins the day after the deadline's latest day; *overdue* needs a stated deadline; *slip* is
counted from the original latest day to the one promised last; conditional pledges are counted, not listed.
What a party answers is printed in words with its line, and moves none. A package and a replaced pledge are listed, and
counted by the pledges that count in their place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tracker.reports import Report, Section
from tracker.reports.charts import drawn, slips, timeline
from tracker.reports.letters import Letter
from tracker.reports.lines import Line, aside, counting
from tracker.reports.overdue_rows import COLUMNS, Listed, Overdue, row
from tracker.reports.rules_used import rules_used
from tracker.reports.sources import Source, cited

__all__ = ["COLUMNS", "Listed", "Overdue", "horizon", "overdue"]

HORIZON_DAYS = 30


def horizon(as_of: str) -> str:
    """The first day that is not "in the next 30 days"."""
    return (date.fromisoformat(as_of) + timedelta(days=HORIZON_DAYS + 1)).isoformat()


class Asked(NamedTuple):
    """How the report was asked for. ``country`` is the one party that it is about, ``scope`` what else narrows it.

    ``by_country`` (code to name) groups by party, and then ``most`` is the number of lines that a list may have.
    """

    country: str | None = None
    scope: str = ""
    since: str | None = None
    by_country: Mapping[str, str] | None = None
    most: int | None = None

    @property
    def about(self) -> str:
        """Whose commitments, for the title: “ of FR, topic missiles”."""
        return f" of {self.scope}" if self.country and self.scope else f", {self.scope}," if self.scope else ""


class Part(NamedTuple):
    """A list, or one party's part of it: the lines that are shown, and those that a limit has left out."""

    key: str
    title: str
    lines: list[Line]
    total: int
    besides: str = ""
    more: int = 0


EVERYTHING = Asked()


def overdue(found: Overdue, as_of: str, rules: Mapping[tuple[str, str], str], asked: Asked = EVERYTHING) -> Report:
    """The report. ``rules`` puts a deadline rule (version, name) in words.

    Grouped by country, each party has its three lists, so that they make a letter; a joint pledge stands under every
    party named, and is counted once in the totals; asked for one country, it stands under that one alone. With
    ``since`` the lists hold only what became late after that day, and what is due soon is left out.
    """
    lists = [
        _whole("overdue", "Overdue (stated deadlines)", found.overdue),
        _whole("review_due", "Review due (inferred windows)", found.review_due),
        *([] if asked.since else [_whole("due_soon", f"Due in the next {HORIZON_DAYS} days", found.due_soon)]),
    ]
    grouped = asked.by_country is not None
    parts = list(_grouped(lists, asked)) if grouped else lists
    shown = {line.ref for part in parts for line in part.lines}
    read = [part._replace(lines=[line for line in part.lines if line.ref in shown]) for part in lists]
    every = [line for part in read for line in part.lines]
    notes = (
        *([f"Only what became late after {asked.since}."] if asked.since else []),
        *(note for part in read for note in (_total(part), part.besides) if note),
        f"Counted, not listed as late: {found.conditional} conditional ({found.conditional_past} of them past"
        f" their deadline), {found.undated} whose day is not known.",
        "The lists are never summed: a stated deadline that has passed is overdue; an inferred window that has"
        " passed calls for review.",
        *rules_used(((line, found.worded(line)) for line in every), rules),
        *cited(_sources(found, every)),
        f"As of {as_of}: only documents published on or before that day are known.",
    )
    lead = ("For each party: what has passed, what calls for review, what comes due.",) if grouped else ()
    title = f"Overdue commitments{asked.about} as of {as_of}"
    charts = drawn((timeline("Deadlines", as_of, every), slips("Deadlines that have moved", every)))
    sections = tuple(_section(part, as_of, found) for part in parts)
    return Report("overdue", title, as_of, COLUMNS, sections, lead, notes, _facts(found, every), charts)


def _whole(key: str, title: str, listed: Listed) -> Part:
    lines = list(listed.lines)
    more = listed.total + len(listed.besides) - len(lines)
    return Part(key, title, lines, listed.total, _besides(lines, listed), more)


def _besides(lines: Sequence[Line], listed: Listed) -> str:
    """Which of a list do not count, in sentences: of the lines, and of what a limit has left out."""
    shown = {line.ref for line in lines}
    return aside(lines, (line for line in listed.besides if line.ref not in shown))


def _facts(found: Overdue, every: Sequence[Line]) -> tuple[tuple[str, object], ...]:
    return (
        ("overdue", found.overdue.total),
        ("review_due", found.review_due.total),
        ("due_soon", found.due_soon.total),
        ("conditional", found.conditional),
        ("conditional_past", found.conditional_past),
        ("undated", found.undated),
        ("disputed", [each._asdict() for line in every for each in found.answers.get(line.ref, ())]),
        ("documents", [each._asdict() for each in _sources(found, every)]),
    )


def _sources(found: Overdue, every: Iterable[Line]) -> Iterator[Source]:
    """The documents behind the lines, by their refs."""
    refs = {ref for line in every for ref in found.documents(line)}
    return (found.sources[ref] for ref in sorted(refs & found.sources.keys()))


def _section(part: Part, as_of: str, found: Overdue) -> Section:
    rows = [row(line, as_of, found) for line in part.lines]
    letter = Letter(tuple(column.key for column in COLUMNS), as_of, found.replaced)
    return Section(part.key, f"{part.title}: {part.total}", rows, part.more, note=part.besides, letter=letter)


def _grouped(lists: Sequence[Part], asked: Asked) -> Iterator[Part]:
    """The lists party by party; what a party has nothing of is left out, what nobody has is said once."""
    names = asked.by_country or {}
    of: dict[str, dict[str, list[Line]]] = {}
    for part in lists:
        for line in part.lines:
            for code in [asked.country] if asked.country else line.parties.split():
                of.setdefault(code, {}).setdefault(part.key, []).append(line)
    for code in sorted(of):
        for part in lists:
            if mine := of[code].get(part.key):
                shown, left = mine[: asked.most], mine[len(mine[: asked.most]) :]
                title = f"{names.get(code, code)} ({code}) · {part.title}"
                besides = aside(shown, left)
                yield Part(f"{part.key}/{code}", title, shown, len(counting(mine)), besides, len(left))
    yield from (part for part in lists if not part.lines)


def _total(part: Part) -> str:
    """A total with the refs behind it, as far as they are listed."""
    counted = counting(part.lines)
    refs = ", ".join(line.ref for line in counted)
    if part.total > len(counted):
        refs += f"{', ' if refs else ''}and {part.total - len(counted)} more not listed here"
    words = part.title.partition(" (")[0] if part.key != "due_soon" else part.title
    return f"{words}: {part.total}{f' ({refs})' if refs else ''}."
