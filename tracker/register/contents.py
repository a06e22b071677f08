"""A register as the checks read it: streamed, so that memory does not grow with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, TypeVar

from tracker.checks import Case
from tracker.lineage import Relation
from tracker.model import Document, Enquiry, Membership, Original
from tracker.proposals import Filed
from tracker.register import audit, proposed, records
from tracker.register.connect import Reader

Item = TypeVar("Item")


class RegisterContents:
    """The :class:`tracker.checks.Contents` of an open register, and what ``tracker.proposal_checks`` reads of it."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.text = lru_cache(maxsize=32)(self._text)
        self.document = lru_cache(maxsize=32)(self._document)

    def cases(self) -> Iterator[Case]:
        """Every pledge with its follow-ups, spans and disputes, by ref: ordered streams walked side by side."""
        follow_ups = _Groups(records.follow_ups(self.reader), lambda each: each.pledge)
        disputes = _Groups(records.disputes(self.reader), lambda each: each.pledge)
        spans = _Groups(self.reader.dicts("spans"), lambda row: row["ref"])
        for pledge in records.pledges(self.reader):
            rows = spans.of(pledge.ref)
            kept = tuple(records.span(row) for row in rows)
            orders = frozenset(row["pressing"] for row in rows)
            yield Case(pledge, tuple(follow_ups.of(pledge.ref)), kept, orders, tuple(disputes.of(pledge.ref)))

    def enquiries(self) -> Iterator[Enquiry]:
        return records.enquiries(self.reader)

    def memberships(self) -> tuple[Membership, ...]:
        return records.memberships(self.reader)

    def relations(self) -> tuple[Relation, ...]:
        return tuple(records.relations(self.reader))

    def texts(self) -> Iterator[tuple[str, str, str]]:
        return records.texts(self.reader)

    def originals(self) -> Iterator[tuple[Original, bytes | None]]:
        """Every original with its bytes, one at a time; ``None`` where they cannot be unpacked."""
        for each in list(records.originals(self.reader)):
            yield each, records.original_data(self.reader, each.document)

    def proposals(self) -> Iterator[Filed]:
        return proposed.everything(self.reader)

    def tally(self) -> Mapping[tuple[str, str], int]:
        return {(row["standing"], row["day"]): int(row["change"]) for row in self.reader.dicts("tallies")}

    def broken_revisions(self) -> Iterator[tuple[int, str]]:
        return audit.broken(audit.Revision(*row.values()) for row in self.reader.dicts("revisions"))

    def _document(self, ref: str) -> Document:
        return records.document(self.reader, ref, text=True)

    def _text(self, document: str) -> str | None:
        return records.document_text(self.reader, document)


class _Groups:
    """An ordered stream, taken group by group in the order of the keys asked for."""

    def __init__(self, items: Iterable[Any], key: Callable[[Any], str]) -> None:
        self.groups = groupby(items, key)
        self.ahead = next(self.groups, None)

    def of(self, key: str) -> list[Any]:
        """The items with a key; keys must be asked for in order."""
        while self.ahead is not None and self.ahead[0] < key:
            self.ahead = next(self.groups, None)
        if self.ahead is None or self.ahead[0] != key:
            return []
        found = list(self.ahead[1])
        self.ahead = next(self.groups, None)
        return found
