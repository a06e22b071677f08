"""Keys and names: no row twice, and what a row names is in the package or in the register."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

from tracker.errors import NotFoundError
from tracker.exchange.fields import Field, Resource
from tracker.exchange.problems import Problems
from tracker.exchange.resources import DOCUMENTS, FOLLOW_UPS, PLEDGE_PARTIES, PLEDGES, RESOURCES
from tracker.exchange.review_resources import DECISIONS, PROPOSALS
from tracker.exchange.tables import Rows
from tracker.lineage import Relation
from tracker.model import Document, FollowUp, Membership, Pledge
from tracker.register import records
from tracker.register.connect import Reader

Tables = dict[Resource, Rows]
# Who made a pledge is told with the pledge or not at all, and so is what was decided on a proposal: a half could not
# be compared with the register.
_TOLD_WITH = {PLEDGE_PARTIES: PLEDGES, DECISIONS: PROPOSALS}


class Known:
    """What the register holds already; without a reader, nothing."""

    def __init__(self, reader: Reader | None) -> None:
        self.reader = reader
        self.pledge = lru_cache(maxsize=4096)(self._pledge)
        self.follow_up = lru_cache(maxsize=4096)(self._follow_up)
        self.document = lru_cache(maxsize=4096)(self._document)
        self.text = lru_cache(maxsize=32)(self._text)

    def has(self, resource: Resource, key: str) -> bool:
        """Whether the register holds a record with this key."""
        if self.reader is None:
            return False
        if resource is PLEDGES:
            return self.pledge(key) is not None
        if resource is DOCUMENTS:
            return self.document(key) is not None
        if resource is FOLLOW_UPS:
            return self.follow_up(key) is not None
        return records.party(self.reader, key) is not None

    def relations(self) -> tuple[Relation, ...]:
        return tuple(records.relations(self.reader)) if self.reader else ()

    def memberships(self) -> tuple[Membership, ...]:
        return records.memberships(self.reader) if self.reader else ()

    def _pledge(self, ref: str) -> Pledge | None:
        try:
            return records.pledge(self.reader, ref) if self.reader else None
        except NotFoundError:
            return None

    def _follow_up(self, ref: str) -> FollowUp | None:
        try:
            return records.follow_up(self.reader, ref) if self.reader else None
        except NotFoundError:
            return None

    def _document(self, ref: str) -> Document | None:
        try:
            return records.document(self.reader, ref) if self.reader else None
        except NotFoundError:
            return None

    def _text(self, ref: str) -> str | None:
        return records.document_text(self.reader, ref) if self.reader else None


def check(
    tables: Tables, known: Known, problems: Problems, elsewhere: Mapping[Resource, Container[str]] | None = None
) -> None:
    """Report every key that comes twice and every name that leads nowhere.

    ``elsewhere`` has the keys of the files whose rows are not among ``tables``, or not all of them.
    """
    among = dict(elsewhere or {})
    for resource, listed in tables.items():
        _check_keys(resource, listed, problems)
        among.setdefault(resource, {*listed[resource.key[0]]})
    for resource in tables:
        for field in resource.fields:
            if field.names:
                target = next(each for each in RESOURCES if each.name == field.names)
                if problems.read_whole(target):
                    _check_names(resource, field, target, tables[resource], (among[target], known), problems)


def _check_keys(resource: Resource, rows: Rows, problems: Problems) -> None:
    keys = {*zip(*map(rows.__getitem__, resource.key), strict=True)}
    if len(keys) == len(rows) and not (resource is PLEDGES and any(map(_taken, filter(None, rows["ref"])))):
        return
    seen: dict[tuple[Any, ...], int] = {}
    last = resource.key[-1]
    needed = [each.name for each in resource.fields if each.name in resource.key and each.required]
    values = itemgetter(*resource.key, resource.key[-1])  # twice, so that it is a tuple for one name too
    for number, row in rows:
        key = values(row)[:-1]
        if None in key and any(row[name] is None for name in needed):
            continue
        first = seen.setdefault(key, number)
        if first != number:
            named = " ".join(str(part) for part in key if part is not None)
            problems.row(resource, number, last, f"{named} stands in row {first} already; keep one of them")
        elif resource is PLEDGES and _taken(key[0]):
            taken = "a dispute, a document, an enquiry, a proposal or a relation"
            says = f"{key[0]} would be the ref of {taken}; begin it with another code"
            problems.row(resource, number, last, says)


def _taken(ref: str) -> bool:
    """Whether a pledge's ref would be that of another kind of record."""
    return ref.startswith(("A-", "D-", "E-", "P-", "R-"))


def _check_names(
    resource: Resource,
    field: Field,
    target: Resource,
    listed: Rows,
    among: tuple[Container[str], Known],
    problems: Problems,
) -> None:
    there, known = among
    inside = _TOLD_WITH.get(resource) is target
    column = field.name
    strange = {
        name
        for name in {*listed[column]}
        if name is not None and name not in there and (inside or not known.has(target, name))
    }
    for (number, _), name in zip(listed.lines, listed[column], strict=True) if strange else ():
        if name not in strange:
            continue
        where = target.file if inside or known.reader is None else f"{target.file} or in the register"
        says = f"{name} is not in {where}; {_hint(target, name)}"
        problems.row(resource, number, column, says)


@lru_cache(maxsize=256)
def _hint(target: Resource, name: str) -> str:
    if target.name == "parties":
        from tracker.language.parties import known_party, suggest

        meant = None if known_party(name) else suggest(name)
        if meant:
            return f"did you mean {meant.code} ({meant.name})?"
    return "add it, or correct the name"
