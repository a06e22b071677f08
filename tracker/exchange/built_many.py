"""Pledges and follow-ups by the thousand: built from the columns of their sound rows, all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, make_dataclass
from functools import lru_cache
from typing import Any, TypeVar

from tracker import rows
from tracker.exchange.sources import Facts
from tracker.exchange.tables import Rows
from tracker.model import Deadline, FollowUp, Pledge, Quantity, Quote
from tracker.words import Outcome

Kind = TypeVar("Kind", Quote, Pledge, FollowUp)
_REMEMBERED = 4096
_ROLES = ("party", "partner")

_day = lru_cache(_REMEMBERED)(rows.day)
_outcome = lru_cache(_REMEMBERED)(Outcome)


def _opened(kind: type[Any]) -> type[Any]:
    """A class with the slots of a frozen one, which asks of no value whether it may be set: a third of the time."""
    return make_dataclass(kind.__name__, [each.name for each in fields(kind)], slots=True, eq=False, repr=False)


_OPENED: dict[type[Any], type[Any]] = {kind: _opened(kind) for kind in (Quote, Pledge, FollowUp)}


def _made(kind: type[Kind], *columns: Iterable[Any]) -> list[Kind]:
    """Records of a frozen class from the columns of its fields, frozen when they are filled."""
    found = [*map(_OPENED[kind], *columns)]
    for each in found:
        each.__class__ = kind
    return found


def pledges(listed: Rows, facts: Sequence[Facts], parties: Rows) -> list[Pledge]:
    """The pledges of some rows, as ``rows.pledge`` makes them; ``facts`` are those of the documents quoted."""
    if not listed.lines:
        return []
    published_on, issuer, event = zip(*facts, strict=True)
    in_role = _by_role(parties)
    return _made(
        Pledge,
        listed["ref"],
        [in_role["party"].get(ref, ()) for ref in listed["ref"]],
        listed["summary"],
        listed["topic"],
        _quotes(listed),
        map(_day, listed["made_on"]),
        map(_day, listed["recorded_on"]),
        [in_role["partner"].get(ref, ()) for ref in listed["ref"]],
        listed["speaker"],
        _deadlines(listed),
        listed["condition"],
        _quantities(listed),
        map(_day, published_on),
        issuer,
        event,
        listed["retracted"],
    )


def follow_ups(listed: Rows, facts: Sequence[Facts]) -> list[FollowUp]:
    """The follow-ups of some rows, as ``rows.follow_up`` makes them."""
    if not listed.lines:
        return []
    published_on, issuer, event = zip(*facts, strict=True)
    return _made(
        FollowUp,
        listed["ref"],
        listed["pledge"],
        map(_outcome, listed["outcome"]),
        _quotes(listed),
        map(_day, listed["recorded_on"]),
        map(_day, published_on),
        map(_day, listed["dated"]),
        listed["party"],
        _quantities(listed),
        _deadlines(listed),
        listed["note"],
        issuer,
        event,
        listed["retracted"],
    )


def _by_role(parties: Rows) -> dict[str, dict[str, tuple[str, ...]]]:
    """Who is a party, and who a partner, by the pledge's ref; in the order of their positions."""
    named: dict[str, defaultdict[str, list[tuple[int, str]]]] = {role: defaultdict(list) for role in _ROLES}
    columns = (parties[name] for name in ("pledge", "position", "party", "role"))
    for pledge, position, party, role in zip(*columns, strict=True):
        named[role][pledge].append((position, party))
    return {
        role: {pledge: tuple([party for _, party in sorted(each)]) for pledge, each in found.items()}
        for role, found in named.items()
    }


def _quotes(listed: Rows) -> list[Quote]:
    return _made(Quote, *map(listed.__getitem__, ("document", "quote", "start", "end")))


def _deadlines(listed: Rows) -> Iterator[Deadline | None]:
    names = (f"deadline_{part}" for part in ("phrase", "earliest", "latest", "basis", "rule", "rules"))
    return map(rows.deadline, *map(listed.__getitem__, names))


def _quantities(listed: Rows) -> Iterator[Quantity | None]:
    return map(rows.quantity, *map(listed.__getitem__, ("amount", "unit", "qualifier")))
