"""A register as the checks read it: streamed, so that memory does not grow with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from tracker import rows
from tracker.checks import Case, Unlogged
from tracker.lineage import Relation, relation
from tracker.model import Document, Enquiry, Membership, Original
from tracker.proposals import Filed
from tracker.register import audit, damage, proposed, records
from tracker.register.connect import Reader
from tracker.register.logged import Logged

Item = TypeVar("Item")


class RegisterContents:
    """The :class:`tracker.checks.Contents` of an open register, and what ``tracker.proposal_checks`` reads of it."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.uncompared = 0
        self.left_out = False
        self.text = lru_cache(maxsize=32)(self._text)
        self.document = lru_cache(maxsize=32)(self._document)

    def cases(self) -> Iterator[Case]:
        """Every pledge with its follow-ups, spans and disputes, by ref: ordered streams walked side by side."""
        dicts = self.reader.dicts
        hanging = [_Groups(dicts(name), itemgetter("pledge")) for name in ("follow_ups", "disputes")]
        spans = _Groups(dicts("spans"), itemgetter("ref"))
        for row in dicts("pledges"):
            followed, disputed = (each.of(row["ref"]) for each in hanging)
            yield from self._readable(_case, [(row, followed, spans.of(row["ref"]), disputed)])

    def enquiries(self) -> Iterator[Enquiry]:
        return self._readable(rows.enquiry, self.reader.dicts("enquiries"))

    def memberships(self) -> tuple[Membership, ...]:
        return tuple(self._readable(rows.membership, self.reader.dicts("memberships")))

    def relations(self) -> tuple[Relation, ...]:
        return tuple(self._readable(relation, self.reader.dicts("relations")))

    def damage(self) -> Iterator[damage.Damage]:
        for each in damage.damage(self.reader):
            self.left_out = True
            yield each

    def _readable(self, made: Callable[[Any], Item], read: Iterable[Any]) -> Iterator[Item]:
        """Records made of what was read, without those that cannot be."""
        for each in read:
            try:
                record = made(each)
            except damage.UNREADABLE:
                self.left_out = True
            else:
                yield record

    def texts(self) -> Iterator[tuple[str, str, str]]:
        return records.texts(self.reader)

    def originals(self) -> Iterator[tuple[Original, bytes | None]]:
        """Every original with its bytes, one at a time; ``None`` where they cannot be unpacked."""
        for each in list(records.originals(self.reader)):
            yield each, records.original_data(self.reader, each.document)

    def proposals(self) -> Iterator[Filed]:
        return self._readable(proposed.filed_row, self.reader.dicts("proposals"))

    def tally(self) -> Mapping[tuple[str, str], int]:
        return {(row["standing"], row["day"]): int(row["change"]) for row in self.reader.dicts("tallies")}

    def broken_revisions(self) -> Iterator[tuple[int, str]]:
        return audit.broken(audit.Revision(*row.values()) for row in self.reader.dicts("revisions"))

    def unlogged(self) -> Iterator[Unlogged]:
        """What the log does not tell; ``uncompared`` is then the number of records of which it cannot be said."""
        logged = Logged(self.reader)
        yield from logged.differences()
        self.uncompared = logged.uncompared

    def _document(self, ref: str) -> Document:
        return records.document(self.reader, ref, text=True)

    def _text(self, document: str) -> str | None:
        return records.document_text(self.reader, document)


def _case(read: tuple[rows.Row, list[rows.Row], list[rows.Row], list[rows.Row]]) -> Case:
    """A pledge with all that is kept of it, of their rows."""
    pledge, followed, spans, disputed = read
    return Case(
        records.pledge_of(pledge),
        tuple(map(rows.follow_up, followed)),
        tuple(map(records.span, spans)),
        frozenset(row["pressing"] for row in spans),
        tuple(map(rows.dispute, disputed)),
    )


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
