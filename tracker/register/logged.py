"""What the log last said of each record, held against the record as it stands.

A line of its own tells a record whole, the line of an import tells it by a digest. Older programs wrote no digests into
the lines of imports: of what these brought only the number can be compared. Both sides are streams in the order of
names, walked side by side: of a register only the lines of imports are held, some 50 bytes for each record.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from tracker.checks import Unlogged
from tracker.register.audit import as_json, shown
from tracker.register.connect import Reader
from tracker.register.named import PROPOSAL, digest_of

# What the log tells of, each with a field that is never empty and that no kind before it has. What the machine
# proposes is not among it, nor which documents it has read.
KINDS = {
    "follow_ups": "outcome",
    "pledges": "summary",
    "enquiries": "enquirer",
    "relations": "other",
    "originals": "extractor",
    "documents": "language",
    "feeds": "publisher",
    "parties": "code",
    "memberships": "group",
    "rules": "says",
    "decisions": "decided",
    "foreign_ids": "foreign_id",
    "disputes": "party",
    "citations": "record",
}
_LAST = 1 << 63  # a record comes after all lines about it
_ENTRY = re.compile(r"[^\n]+")


class _Said(NamedTuple):
    """What a line says of a record: how it read before and since, as JSON, or since as a digest."""

    name: str
    number: int
    before: str | None
    after: str | None


class _Stands(NamedTuple):
    """A record as it is, as a line of its own would tell it."""

    name: str
    number: int
    kind: str
    says: str


class _Last(NamedTuple):
    """What the log last said of a record, in which line."""

    number: int
    says: str

    @property
    def whole(self) -> bool:
        """Whether it says the record whole, or by a digest."""
        return self.says.startswith("{")

    def tells(self, says: str) -> bool:
        if not self.whole:
            return self.says == digest_of(says)
        return self.says == says or _canonical(self.says) == says


class Logged:
    """The comparison of a register with its log; ``uncompared``: how many records it could only count."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.uncompared = 0
        self._changes: list[_Said] = []
        self._brought: list[tuple[int, str]] = []
        self._older: Counter[str] = Counter()  # by kind, what lines without digests say that they have added
        self._counted: Counter[str] = Counter()  # what must be of those
        for number, after in reader.rows(reader.sql.STATEMENTS["imports"]):
            self._read_import(number, json.loads(after or "{}"))

    def differences(self) -> Iterator[Unlogged]:
        """Every record that is not what the log last said of it, by name; then the numbers that differ."""
        sides: list[Iterable[_Said | _Stands]] = [
            (_Said(*row.values()) for row in self.reader.streamed("revisions_by_record")),
            sorted(self._changes),
            *(_entries(number, brought) for number, brought in self._brought),
            *(self._standing(kind) for kind in KINDS),
        ]
        for name, group in groupby(merge(*sides, key=itemgetter(0, 1)), key=itemgetter(0)):
            said: list[_Said] = []
            standing: list[_Stands] = []
            for each in group:
                said.append(each) if isinstance(each, _Said) else standing.append(each)
            if not _undisturbed(said, standing):
                yield from self._compare(name, said, standing)
        for kind in KINDS:
            added, there = self._older[kind], self._counted[kind]
            if added and added != there:
                what = kind.replace("_", "-")
                yield Unlogged(
                    "counted", "import", f"imports have added {added:,} {what}, of which {there:,} are there"
                )

    def _compare(self, name: str, said: list[_Said], standing: list[_Stands]) -> Iterator[Unlogged]:
        last = _replayed(name, said)
        if not last and not said and len(standing) == 1:  # most of what an older import has brought
            rest, gone = standing, last
        else:
            rest = [each for each in standing if not any(one.tells(each.says) for one in last)]
            gone = [one for one in last if not any(one.tells(each.says) for each in standing)]
        self._counted.update(_came_before(name, said))
        if len(rest) == len(gone) == 1:
            how = "changed" if gone[0].whole else "imported"
            yield Unlogged(how, name, _difference(gone[0], rest[0].says))
            return
        for one in gone:
            yield Unlogged("missing", name, f"revision {one.number:,} of the log tells of it, and it is not there")
        for each in rest:
            if each.kind == "rules":  # older programs kept them without a line
                self.uncompared += 1
                continue
            if self._older[each.kind]:
                self._counted[each.kind] += 1
                self.uncompared += 1
            else:
                yield Unlogged("untold", name, "it is there, and the log does not tell of it")

    def _standing(self, kind: str) -> Iterator[_Stands]:
        for row in self.reader.streamed(f"logged_{kind}"):
            name = row.pop("logged_as")
            if kind == "pledges":
                row |= {"parties": row["parties"].split(), "partners": row["partners"].split()}
            yield _Stands(name, _LAST, kind, as_json(row) or "")

    def _read_import(self, number: int, line: Mapping[str, Any]) -> None:
        for each in line.get("updated", ()):
            before, after = each["before"], each["after"]
            if PROPOSAL in after or each["record"].endswith("/scan"):
                continue
            was, now = _as_line(before), _as_line(after)
            if "foreign_id" in after and before and before["record"] != after["record"]:
                self._changes.append(_Said(f"{before['record']}/id", number, was, None))
                was = None
            self._changes.append(_Said(each["record"], number, was, now))
        if "brought" in line:
            self._brought.append((number, line["brought"]))
        else:
            self._older.update({kind: count for kind, count in line.get("added", {}).items() if kind in KINDS})


def _entries(number: int, brought: str) -> Iterator[_Said]:
    """What the line of an import says that it has brought, by name."""
    for entry in _ENTRY.finditer(brought):
        name, _, digest = entry[0].rpartition(" ")
        yield _Said(name, number, None, digest)


def _undisturbed(said: list[_Said], standing: list[_Stands]) -> bool:
    """Whether a record was recorded once and stands so: that is soon told of most."""
    if len(said) != 1 or len(standing) != 1 or said[0].before is not None:
        return False
    return _Last(said[0].number, said[0].after or "").tells(standing[0].says)


def _replayed(name: str, said: Iterable[_Said]) -> list[_Last]:
    """What the log last said under a name: one thing of a record, some of what hangs on it (citations, decisions)."""
    last: list[_Last] = []
    single = "/" not in name
    for _, number, before, after in said:
        if before is not None:
            kept = [each for each in last if not each.tells(_canonical(before))]
            last = [] if len(kept) == len(last) == 1 else kept
        if single:
            last = []
        if after is not None and not any(_same(each.says, after) for each in last):
            last.append(_Last(number, after))
    return last


def _same(one: str, other: str) -> bool:
    """Whether two lines say the same, one of them perhaps by a digest."""
    return one == other or digest_of(one) == other or one == digest_of(other)


def _came_before(name: str, said: list[_Said]) -> Iterator[str]:
    """The kinds of what must have come under a name with imports that told no digests: it was changed since."""
    if "/" not in name:
        if said and said[0].before is not None:
            yield _kind(said[0].before)
        return
    there: list[_Last] = []
    for _, number, before, after in said:
        if before is not None:
            known = [each for each in there if each.tells(_canonical(before))]
            if not known:
                yield _kind(before)
            there = [each for each in there if each not in known]
        if after is not None:
            there.append(_Last(number, after))


def _kind(says: str) -> str:
    """The kind of a record, by what a line says of it."""
    told = json.loads(says)
    return next(kind for kind, field in KINDS.items() if field in told)


def _difference(last: _Last, says: str) -> str:
    """What differs between what the log last said and the record: its fields, where the log has told them."""
    if not last.whole:
        return f"it is not as revision {last.number:,}, an import, has brought it: the digest differs"
    told, stands = json.loads(_canonical(last.says)), json.loads(says)
    differing = [
        f"{name} is {shown(stands.get(name))}, and was {shown(told.get(name))} there"
        for name in sorted({*told, *stands})
        if told.get(name) != stands.get(name)
    ]
    return f"it is not as revision {last.number:,} of the log has left it: {'; '.join(differing)}"


def _as_line(row: Mapping[str, Any]) -> str | None:
    """A record in the line of an import, as a line of its own would tell it."""
    told = {name: value for name, value in row.items() if name not in ("proposal", "number")}
    if "topic" in told:
        told |= {role: _codes(told.get(role, "")) for role in ("parties", "partners")}
    return as_json(told) if row else None


def _canonical(says: str) -> str:
    """What a line says, as this program would write it."""
    return _as_line(json.loads(says)) or ""


def _codes(told: str | list[str]) -> list[str]:
    return told.split() if isinstance(told, str) else told
