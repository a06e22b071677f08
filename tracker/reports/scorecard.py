"""The scorecard: what was made and what became of it, for each country and each topic. Counts, never a grade.

Counting rules: a pledge counts once for every party that it binds and once in the total; direct pledges (one party
alone) and joint ones (with others, or through a group) stand apart; days to fulfilment run from the day it was made to
the day of the deed (else of the first document that tells of it); *self-declared* is the share of those whose standing
rests on documents, and on the pledgers' own alone. Only what has been recorded is counted. A package is counted by its
items, a replaced pledge by the one that replaces it.
"""

from collections.abc import Iterable, Mapping
from statistics import median
from typing import NamedTuple

from tracker.reports import Column, Report, Section
from tracker.reports.behind import REFS
from tracker.reports.charts import drawn, standing_bars
from tracker.reports.lines import STANDINGS

_KEYS = tuple(each.replace(" ", "_") for each in STANDINGS)
# What the heads of a terminal stand for: where there is room for the words, it is not needed.
HEADS = "Review: review due. Adv.: advanced. Cond.: conditional. Drop.: dropped. Late: fulfilled late. Kept: in time."
_ON_DOCUMENTS = ("advanced", "dropped", "fulfilled late", "fulfilled")
# Short, so that all of them, which add up to what was made, fit into 80 columns.
_TITLES = {
    "review due": "Review",
    "advanced": "Adv.",
    "conditional": "Cond.",
    "dropped": "Drop.",
    "fulfilled late": "Late",
    "fulfilled": "Kept",
}

COLUMNS = (
    Column("key", "Of", "ref"),
    Column("name", "Name", wide=True, keep=7),
    Column("made", "Made", "number"),
    *(
        Column(key, _TITLES.get(standing, standing.capitalize()), "number")
        for key, standing in zip(_KEYS, STANDINGS, strict=True)
    ),
    Column("median_days", "Median days", "number", keep=5, below=True),
    Column("self_declared", "Self-declared", "number", keep=5, below=True),
    Column("last_enquiry", "Last enquiry", "day", keep=6, below=True),
    REFS,
)


class Score(NamedTuple):
    """The pledges of one country or topic with one standing, and their ``refs``; ``declared`` of them self-declared."""

    key: str
    direct: bool
    standing: str
    pledges: int
    declared: int
    refs: tuple[str, ...] = ()


class Kept(NamedTuple):
    """A pledge that was fulfilled, for one country or topic: the days that it took, where both ends are known."""

    key: str
    direct: bool
    days: int


class Coverage(NamedTuple):
    """What the register has looked at by the day: documents with their first and last day, scans, enquiries.

    ``disputed`` counts the pledges overdue or due for review to which a party has answered; ``aside`` names those
    in whose place others count.
    """

    documents: int
    first: str | None
    last: str | None
    scanned: int
    enquiries: int
    last_enquiry: str | None
    undated: int
    disputed: int = 0
    aside: str = ""


class Scores(NamedTuple):
    """What the report is made of: the scores by country, by topic and of all (key ``""``), each pledge once."""

    countries: tuple[Score, ...]
    topics: tuple[Score, ...]
    everything: tuple[Score, ...]
    kept_by_country: tuple[Kept, ...]
    kept_by_topic: tuple[Kept, ...]
    kept: tuple[Kept, ...]
    enquired: Mapping[str, str]  # the last enquiry, by country and topic


def scorecard(found: Scores, coverage: Coverage, as_of: str, names: Mapping[str, str], *, scope: str = "") -> Report:
    """The scorecard; ``names`` are those of the parties, by code."""
    direct = _rows(found.countries, found.kept_by_country, found.enquired, names, direct=True)
    joint = _rows(found.countries, found.kept_by_country, found.enquired, names, direct=False)
    topics = _rows(found.topics, found.kept_by_topic, found.enquired, {})
    total = _rows(found.everything, found.kept, {}, {"": "each pledge once"})
    sections = (
        Section("direct", "By party: direct pledges", direct),
        Section("joint", "By party: joint pledges, also through groups", joint),
        Section("topics", "By topic", topics),
        Section("all", "All", [("all", *row[1:]) for row in total]),
    )
    made = sum(each.pledges for each in found.everything)
    facts = (
        ("made", made),
        *((key, _sum(found.everything, standing)) for key, standing in zip(_KEYS, STANDINGS, strict=True)),
        ("undated", coverage.undated),
        ("disputed", coverage.disputed),
        ("documents", coverage.documents),
        ("scanned", coverage.scanned),
        ("enquiries", coverage.enquiries),
        ("last_enquiry", coverage.last_enquiry),
        ("refs", {key: _refs(found.everything, standing) for key, standing in zip(_KEYS, STANDINGS, strict=True)}),
    )
    title = f"Scorecard{f' of {scope}' if scope else ''} as of {as_of}"
    charts = drawn(
        standing_bars(f"Pledges by {what}", _bars(rows, names))
        for what, rows in (("party, direct", direct), ("party, joint", joint), ("topic", topics))
    )
    notes = tuple(_notes(coverage, made, as_of))
    return Report("scorecard", title, as_of, COLUMNS, sections, notes=notes, facts=facts, charts=charts)


def _bars(rows: Iterable[tuple[object, ...]], names: Mapping[str, str]) -> Iterable[tuple[str, Mapping[str, int]]]:
    """The counts of each row of a table, by standing."""
    for key, _, _, *counted in rows:
        counts = {standing: int(str(count)) for standing, count in zip(STANDINGS, counted, strict=False)}
        yield names.get(str(key), str(key)), counts


def _rows(
    scores: Iterable[Score],
    kept: Iterable[Kept],
    enquired: Mapping[str, str],
    names: Mapping[str, str],
    *,
    direct: bool | None = None,
) -> list[tuple[object, ...]]:
    """A row for each key, the most pledges overdue first, then the most made."""
    of: dict[str, dict[str, Score]] = {}
    for each in scores:
        if direct in (None, each.direct):
            of.setdefault(each.key, {})[each.standing] = each
    days: dict[str, list[int]] = {}
    for one in kept:
        if direct in (None, one.direct):
            days.setdefault(one.key, []).append(one.days)
    rows = [
        (
            key,
            names.get(key),
            sum(each.pledges for each in mine.values()),
            *(mine[standing].pledges if standing in mine else 0 for standing in STANDINGS),
            _median(days.get(key, [])),
            _share(mine),
            enquired.get(key),
            tuple(sorted(ref for each in mine.values() for ref in each.refs)) or None,
        )
        for key, mine in of.items()
    ]
    return sorted(rows, key=lambda row: (-int(str(row[3])), -int(str(row[2])), str(row[0])))


def _median(days: list[int]) -> int | None:
    return round(median(days)) if days else None


def _share(mine: Mapping[str, Score]) -> str | None:
    """The share of self-declared ones among those whose standing rests on documents, with both counts."""
    told = [mine[standing] for standing in _ON_DOCUMENTS if standing in mine]
    of = sum(each.pledges for each in told)
    return f"{sum(each.declared for each in told)}/{of}" if of else None


def _sum(scores: Iterable[Score], standing: str) -> int:
    return sum(each.pledges for each in scores if each.standing == standing)


def _refs(scores: Iterable[Score], standing: str) -> list[str]:
    return sorted(ref for each in scores if each.standing == standing for ref in each.refs)


def _notes(coverage: Coverage, made: int, as_of: str) -> Iterable[str]:
    days = f", published from {coverage.first} to {coverage.last}" if coverage.first else ""
    yield f"Recorded pledges only: {made}, of which {coverage.undated} of a day that is not known (never late)."
    yield (
        f"Coverage: {coverage.documents} documents{days}; {coverage.scanned} of them scanned for pledges."
        " What nobody has entered is not counted, and nothing is said about it."
    )
    looked = (
        f"{coverage.enquiries} so far, the last on {coverage.last_enquiry}" if coverage.enquiries else "none so far"
    )
    yield f"Enquiries that found nothing: {looked}."
    if coverage.disputed:
        yield (
            f"Disputed by a party, of what is overdue or due for review: {coverage.disputed}. A dispute changes no"
            " standing; the overdue report prints it."
        )
    if coverage.aside:
        yield coverage.aside
    yield (
        "A joint pledge counts for every party that it binds, by the standing of the whole, and once in the last table;"
        " what one party has done of it stands in the ledger and the overdue report. Median days: from pledge to"
        " deed. Self-declared: of those whose standing rests on documents, how many rest on the pledgers' own alone."
    )
    yield HEADS
    yield f"As of {as_of}: only documents published on or before that day are known."
