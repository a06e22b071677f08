"""What in a register cannot be read: a file that is not whole, values that are none, keys that name nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from tracker.errors import DamagedError
from tracker.register.audit import shown
from tracker.register.connect import Reader
from tracker.words import Basis, Outcome, PartyKind, Qualifier, RelationKind, Standing

# What reading a damaged value raises, somewhere in the middle of a command.
UNREADABLE = (ValueError, ArithmeticError, LookupError, TypeError, AssertionError)


class Damage(NamedTuple):
    """Something that cannot be read: in which record, and what stands there."""

    record: str
    says: str


def damage(reader: Reader) -> Iterator[Damage]:
    """Everything in a register that cannot be read: the file, then values, then keys."""
    if reader.location.dialect == "sqlite":
        for (said,) in list(reader.rows("PRAGMA integrity_check")):
            if said != "ok":
                yield Damage("file", f"it is not whole: {said}")
    for name in reader.sql.STATEMENTS:
        if name.startswith("values_"):
            yield from _values(reader, name)
        elif name.startswith("loose_"):
            column = name.removeprefix("loose_").partition(".")[2]
            for record, key in reader.rows(reader.sql.STATEMENTS[name]):
                yield Damage(record, f"its {column} is {key}, and there is nothing with that key")
    for (record,) in reader.rows(reader.sql.STATEMENTS["pledges_of_nobody"]):
        yield Damage(record, "no party has pledged it")


def damaged(reader: Reader, record: str | None = None) -> DamagedError | None:
    """The refusal of what cannot be read: the first that is found, or what is wrong with a record."""
    for each in damage(reader):
        if record in (None, each.record):
            return DamagedError(
                f"The register {reader.location} is damaged at {each.record}: {each.says}.",
                why="It was changed past tracker, or by a fault of the disk.",
                remedy="See all that is damaged with: tracker check; then restore a backup with: tracker restore FILE",
            )
    return None


def _values(reader: Reader, name: str) -> Iterator[Damage]:
    """The values of a table that are not what they are read as."""
    table = name.removeprefix("values_")
    fields = [(field, *_READ.get(f"{table}.{field}", _read(field))) for field in reader.sql.COLUMNS[name][1:]]
    for record, *values in reader.rows(reader.sql.STATEMENTS[name]):
        for (field, what, sound), value in zip(fields, values, strict=True):
            if value is not None and not sound(value):
                yield Damage(record, f"its {field} is no {what}: {shown(value)}")


def _sound(read: Callable[[str], Any]) -> Callable[[str], bool]:
    """Whether something can be read; days and words are few and come again."""

    @lru_cache(maxsize=4096)
    def sound(value: str) -> bool:
        try:
            read(value)
        except UNREADABLE:
            return False
        return True

    return sound


def _finite(value: str) -> None:
    if not Decimal(value).is_finite():
        raise ValueError(value)


_DAY = ("day", _sound(date.fromisoformat))
_STRUCTURE = ("JSON", _sound(json.loads))
_READ: dict[str, tuple[str, Callable[[str], bool]]] = {
    "party.kind": ("kind of party", _sound(PartyKind)),
    "relation.kind": ("kind of relation", _sound(RelationKind)),
    "proposal.kind": ("kind of proposal", _sound(("pledge", "follow-up").index)),
    "amount": ("number", _sound(_finite)),
    "outcome": ("outcome", _sound(Outcome)),
    "qualifier": ("qualifier", _sound(Qualifier)),
    "deadline_basis": ("basis", _sound(Basis)),
    "standing": ("standing", _sound(Standing)),
    **dict.fromkeys(("facts", "cues", "mentions"), _STRUCTURE),
}


def _read(field: str) -> tuple[str, Callable[[str], bool]]:
    return _READ.get(field, _DAY)
