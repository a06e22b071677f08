"""Two readings of one report: which line of the one is which of the other, and which only one of them has."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, NamedTuple

Row = Mapping[str, Any]
Sections = Mapping[str, Mapping[str, Any]]

# What a line is about, the first that it has; and what tells it from others about the same.
_ABOUT = ("ref", "key", "party")
_KIND = ("said", "unit", "what")
_BESIDE = (*_KIND, "on", "document")


class Line(NamedTuple):
    """A line that the two do not have alike: where it stands, what it said and says; ``None``: one has no such line."""

    where: str
    before: Row | None
    after: Row | None

    @property
    def ref(self) -> str:
        """The record that it is about; none where it sums up."""
        return str((self.after or self.before or {}).get("ref") or "")

    @property
    def name(self) -> str:
        """What it is about, in words."""
        row = self.after or self.before or {}
        if self.ref:
            return self.ref
        return ", ".join(dict.fromkeys(str(row[name]) for name in (*_ABOUT, "said", "unit") if row.get(name)))


class _Left(NamedTuple):
    """A line with the key and the name of its section."""

    section: str
    place: str
    row: Row


def sections(report: Mapping[str, Any]) -> Sections:
    """The sections of a report by their keys; where a key comes again, with a number."""
    found: dict[str, Mapping[str, Any]] = {}
    times: Counter[str] = Counter()
    for each in report["sections"]:
        times[each["key"]] += 1
        again = times[each["key"]]
        found[f"{each['key']} ({again})" if again > 1 else each["key"]] = {"title": "", **each}
    return found


def differing(was: Sections, now: Sections) -> Iterator[Line]:
    """The lines that the two do not have alike: changed, moved, gone and new; none of a section that only one has.

    Columns that came into the report since are left out: nobody had asked for them.
    """
    gone, new = list[_Left](), list[_Left]()
    asked = {name for each in was.values() for row in each["rows"] for name in row}
    columns = next(([*row] for each in now.values() for row in each["rows"]), [])
    for key in was:
        if key in now:
            place = _named(key, now[key])
            rows: list[Row] = now[key]["rows"]
            if asked:
                rows = [{name: row[name] for name in row if name in asked} for row in rows]
            lost, added = _unlike(was[key]["rows"], rows)
            gone += (_Left(key, place, {name: row[name] for name in sorted(row, key=_order(columns))}) for row in lost)
            new += (_Left(key, place, row) for row in added)
    for alike in (_one_line, _one_place, _one_subject):
        gone, new, found = _paired(gone, new, alike)
        yield from found
    yield from (Line(each.place, each.row, None) for each in gone)
    yield from (Line(each.place, None, each.row) for each in new)


def _named(key: str, section: Mapping[str, Any]) -> str:
    """A section by the words above it, without its figures; by its key where there are none."""
    return f"“{str(section['title']).partition(':')[0] or key}”"


def _order(columns: list[str]) -> Callable[[str], int]:
    """Fields in the order of a report's columns."""
    return lambda name: columns.index(name) if name in columns else len(columns)


def shown(value: Any) -> str:
    """A value of a report in words."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name.replace('_', ' ')} {shown(each)}" for name, each in value.items() if each or each == 0)
    if isinstance(value, list):
        return ", ".join(map(shown, value)) or "empty"
    if value is None or value == "":
        return "empty"
    return f"“{value}”" if isinstance(value, str) and " " in value else str(value)


def _unlike(was: list[Row], now: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that only one of two sections has; of equal rows as many as the other has fewer."""
    return _beyond(was, now), _beyond(now, was)


def _beyond(rows: list[Row], others: list[Row]) -> list[Row]:
    there = Counter(map(_said, others))
    left = []
    for row in rows:
        said = _said(row)
        if there[said]:
            there[said] -= 1
        else:
            left.append(_full(row))
    return left


def _full(row: Row) -> Row:
    """What a row says, without what is empty: a column or a figure that a later program adds says nothing yet."""
    return {key: each for key, each in row.items() if each not in (None, 0, [])}


def _said(row: Row) -> str:
    return json.dumps(_full(row), sort_keys=True)


def _paired(
    gone: list[_Left], new: list[_Left], alike: Callable[[_Left], Hashable]
) -> tuple[list[_Left], list[_Left], list[Line]]:
    """What is left of the lines of the two, and those that are about the same, in their order."""
    waiting: defaultdict[Hashable, list[_Left]] = defaultdict(list)
    for each in reversed(new):
        waiting[alike(each)].append(each)
    left, pairs = list[_Left](), list[Line]()
    for each in gone:
        if not (others := waiting[alike(each)]):
            left.append(each)
            continue
        other = others.pop()
        moved = "" if each.section == other.section else f", now in {other.place}"
        pairs.append(Line(f"{each.place}{moved}", each.row, other.row))
    still = {id(each.row) for others in waiting.values() for each in others}
    return left, [each for each in new if id(each.row) in still], pairs


def _about(row: Row) -> Hashable:
    return next((row[name] for name in _ABOUT if row.get(name)), None)


def _one_line(line: _Left) -> Hashable:
    return (line.section, _about(line.row), *(line.row.get(name) for name in _BESIDE))


def _one_place(line: _Left) -> Hashable:
    return (line.section, _about(line.row), *(line.row.get(name) for name in _KIND))


def _one_subject(line: _Left) -> Hashable:
    return (line.row.get("ref") or id(line.row), *(line.row.get(name) for name in _KIND))
