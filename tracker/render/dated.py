"""What of a report stands on a day: the entries of its calendar.

Each kind of report tells by its columns which it is: a list of pledges has deadlines; what was said again has the days
on which it was said, and the deadlines said then; changes have the day of each; a ledger has each party's last word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from tracker.render import cells
from tracker.reports import Report

_TOLD = {
    "pledges": (
        "standing",
        "condition",
        "counted_as",
        "phrase",
        "given",
        "basis",
        "rule",
        "quote",
        "document",
        "made_on",
        "evidence",
        "answer",
    ),
    "again": ("deadline", "latest", "slip_days", "quantity", "document", "words"),
    "changes": ("parties", "summary", "before", "after", "document"),
    "ledger": ("name", "via", "standing", "self_declared", "delivered", "document", "follow_ups", "answer"),
}  # in the description
_STOOD = ("new", "moved")  # changes of which the standing is the news
_QUOTED = {
    *(("pledges", "condition"), ("pledges", "phrase"), ("pledges", "quote")),
    *(("again", "deadline"), ("again", "words")),
}
Row = Mapping[str, Any]


class Dated(NamedTuple):
    """An entry of a calendar: ``name`` stays the same over reports and days, ``day`` is ISO text."""

    name: str
    day: str
    summary: str
    told: tuple[str, ...]
    topic: str = ""


class Entries:
    """The entries of a report, each name once, as its rows come; ``left`` says then how many rows have no day."""

    def __init__(self, report: Report, kind: str) -> None:
        self._report, self._kind = report, kind
        self._listed = self._undated = 0

    def __iter__(self) -> Iterator[Dated]:
        """Read the rows, once."""
        entries, seen = _KINDS[self._kind][1], set[str]()
        for facts, told in self._rows():
            found = [each for each in entries(facts, told) if each.day]
            self._listed += 1
            self._undated += not found
            for each in found:
                if each.name not in seen:
                    seen.add(each.name)
                    yield each

    def _rows(self) -> Iterator[tuple[Row, tuple[str, ...]]]:
        """Each row by the keys of its columns, and what is told of it."""
        kind, titles = self._kind, {column.key: cells.markup(column.title) for column in self._report.columns}
        for section in self._report.sections:
            for row in section.rows:
                facts = dict(zip(titles, row, strict=True))
                told = tuple(
                    f"{titles[key]}: {f'“{_told(facts, key)}”' if (kind, key) in _QUOTED else _told(facts, key)}"
                    for key in _TOLD[kind]
                    if facts.get(key) not in (None, "")
                )
                yield facts, told

    @property
    def left(self) -> str:
        """What of the rows read has no place in a calendar, in a sentence; nothing where all have a day."""
        if not self._undated:
            return ""
        return f"Without a day, and so without an event in the calendar: {self._undated:,} of {self._listed:,} listed."


def dated(report: Report) -> Entries | None:
    """The entries of a report; ``None`` for a report without days of its own."""
    keys = {column.key for column in report.columns}
    found = next((kind for kind, (needed, _) in _KINDS.items() if needed <= keys), None)
    return Entries(report, found) if found else None


def _pledges(row: Row, told: tuple[str, ...]) -> Iterator[Dated]:
    """The deadline of a pledge."""
    ref = _said(row, "ref")
    summary = f"{_said(row, 'parties')}: {_said(row, 'summary')}"
    yield Dated(ref, _said(row, "deadline"), summary, (ref, *told), _said(row, "topic"))


def _again(row: Row, told: tuple[str, ...]) -> Iterator[Dated]:
    """The day on which something was said of a pledge, and the deadline that was said then."""
    ref, what, on = (_said(row, key) for key in ("ref", "what", "on"))
    name = _name(row, "what", "document", "words")
    yield Dated(name, on, f"{ref} {what}", (ref, *told))
    # The deadline that a pledge was made with is the one that lists of pledges have.
    own = ref if what.startswith("made") else f"{name}.deadline"
    yield Dated(own, _said(row, "latest"), f"{ref}: deadline said on {on}", (ref, *told))


def _changes(row: Row, told: tuple[str, ...]) -> Iterator[Dated]:
    """The day of a change."""
    ref, what = _said(row, "ref"), _said(row, "what")
    summary = f"{ref} {what}: {_said(row, 'after')}" if what in _STOOD else f"{ref} {what}"
    # A pledge is new once, however it stands at the end.
    name = _name(row, "what") if what == "new" else _name(row, "on", "what", "before", "after")
    yield Dated(name, _said(row, "on"), summary, (ref, *told))


def _ledger(row: Row, told: tuple[str, ...]) -> Iterator[Dated]:
    """The last word of a party, or of an item: it is called like the follow-up that has it."""
    last = cells.markup((row["follow_ups"] or ("",))[-1])
    of = last.rpartition(".")[0]
    yield Dated(last, _said(row, "last_word"), f"{_said(row, 'party')}: last word on {of}", (last, *told))


def _name(row: Row, *keys: str) -> str:
    """A name for what happened to a record: the same wherever the same is told of it."""
    told = "\0".join(cells.text(row[key]) for key in keys)
    return f"{_said(row, 'ref')}.{blake2b(told.encode(errors='surrogatepass'), digest_size=6).hexdigest()}"


def _said(row: Row, key: str) -> str:
    return cells.markup(cells.text(row.get(key)))


def _told(row: Row, key: str) -> str:
    return cells.markup(cells.text(row.get(key), grouped=True))


_KINDS: Mapping[str, tuple[set[str], Callable[[Row, tuple[str, ...]], Iterator[Dated]]]] = {
    "pledges": ({"ref", "parties", "summary", "deadline"}, _pledges),
    "again": ({"ref", "on", "what", "latest", "words"}, _again),
    "changes": ({"ref", "on", "what", "before", "after"}, _changes),
    "ledger": ({"party", "last_word", "follow_ups"}, _ledger),
}
