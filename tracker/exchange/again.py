"""Find the records of a table's rows again: by foreign id, and where ids repeat, by what the rows say."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tracker.exchange.found import Found
from tracker.model import FollowUp, ForeignId, Pledge
from tracker.register import imported, records
from tracker.register.comparing import content
from tracker.register.connect import Reader

# What a table does not tell of a record, or not a person's edit of it.
_APART = ("ref", "pledge", "recorded_on", "document", "start", "end", "retracted")
_FEW = 500  # up to here records are read one by one
OWN = "row"  # the part of a row that the row itself is


def foreign_id(found: Found) -> tuple[str, str]:
    """The id of a row, by the columns that tell it from others, and which of its records is meant."""
    named = " | ".join(each.replace("|", "||") for each in found.key)
    return named, found.kind if found.kind and not found.own else OWN


def digest(record: Pledge | FollowUp) -> str:
    """The sha256 of what a table tells of a record."""
    told = {name: value for name, value in content(record).items() if name not in _APART}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Recorded(NamedTuple):
    """A record that a row has given before."""

    named: ForeignId
    record: Pledge | FollowUp

    @property
    def edited(self) -> bool:
        return digest(self.record) != self.named.taken


class Before:
    """What earlier imports of the same table have recorded."""

    def __init__(self, reader: Reader, source: str) -> None:
        named = list(imported.foreign_ids_from(reader, source))
        self.tables = {each.foreign_id: each.record for each in named if each.part == "table"}
        rows = [each for each in named if each.part != "table"]
        found = _records(reader, [each.record for each in rows])
        self._free: defaultdict[tuple[str, str], list[Recorded]] = defaultdict(list)
        self._serials: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._all: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for each in rows:
            self._all[each.foreign_id, each.part].append(each.record)
            key = each.foreign_id, each.part
            self._serials[key] = max(self._serials[key], each.serial)
            if each.record in found:
                self._free[key].append(Recorded(each, found[each.record]))

    def match(self, found: Iterable[Found]) -> dict[int, Recorded]:
        """The records of rows, by the place of the row among those given.

        Of several records under one id that one is taken which says the same in all, wherever its row stands now; then
        one whose words, party and day are the same, then the words alone, then party and day. What follows a pledge is
        looked for among what follows that first.
        A row that has neither is another pledge under a used id, and new; unless the one record there was edited here.
        """
        listed, matched = list(found), dict[int, Recorded]()
        offered = Counter(map(foreign_id, listed))
        pledges = [place for place, each in enumerate(listed) if not each.kind]
        follow_ups = [place for place, each in enumerate(listed) if each.kind]
        for alike in _ALIKE:
            self._match(listed, pledges, alike, matched)
        owners = {listed[place].line.number: one.record.ref for place, one in matched.items()}
        for same_pledge in (True, False):
            for alike in _ALIKE:
                self._match(listed, follow_ups, alike, matched, owners if same_pledge else None)
        for place, each in enumerate(listed):
            free = self._free.get(foreign_id(each), [])
            alone = len(free) == 1 and len(self._all[foreign_id(each)]) == 1 == offered[foreign_id(each)]
            if place not in matched and alone and free[0].edited:
                matched[place] = free.pop()
        return matched

    def _match(
        self,
        listed: Sequence[Found],
        places: Iterable[int],
        alike: Alike,
        matched: dict[int, Recorded],
        owners: Mapping[int, str] | None = None,
    ) -> None:
        """Match rows with records that are alike, and (``owners``: refs by row) that follow the same pledge."""
        for place in places:
            each = listed[place]
            if place in matched:
                continue
            free = self._free.get(foreign_id(each), [])
            owner = owners.get(each.of, "") if owners is not None else None
            for one in free:
                if alike(each, one.record) and owner in (None, getattr(one.record, "pledge", "")):
                    free.remove(one)
                    matched[place] = one
                    break

    def next_serial(self, found: Found) -> int:
        """The serial of a row that is new under its id."""
        key = foreign_id(found)
        self._serials[key] += 1
        return self._serials[key]

    @property
    def gone(self) -> list[str]:
        """The refs of records whose rows are not in the table any more."""
        return sorted(each.record.ref for free in self._free.values() for each in free)


def _same_words(found: Found, record: Pledge | FollowUp) -> bool:
    return found.words == record.quote.text


def _same_day(found: Found, record: Pledge | FollowUp) -> bool:
    day = record.made_on if isinstance(record, Pledge) else record.dated
    return found.day == day and (not isinstance(record, Pledge) or found.parties == record.parties)


def _same_all(found: Found, record: Pledge | FollowUp) -> bool:
    if not _same_words_and_day(found, record):
        return False
    held = (record.quantity.amount, record.quantity.unit) if record.quantity else None
    counted = (found.counted, found.unit) if found.counted is not None and found.unit else None
    amount = (found.amount, found.currency) if found.amount is not None else None
    if isinstance(record, FollowUp):  # what is not delivered, or in another unit, is only noted
        return held in (None, counted, amount) and found.outcome == record.outcome
    if held != (counted or amount):
        return False
    due = record.deadline.phrase if record.deadline else ""
    said = found.deadline.phrase if found.deadline else ""
    return (due, record.condition or "", record.topic) == (said, found.condition, found.topic)


def _same_words_and_day(found: Found, record: Pledge | FollowUp) -> bool:
    return _same_words(found, record) and _same_day(found, record)


Alike = Callable[[Found, Pledge | FollowUp], bool]
_ALIKE: tuple[Alike, ...] = (_same_all, _same_words_and_day, _same_words, _same_day)  # the most alike first


def kept(record: Pledge | FollowUp, offered: Pledge | FollowUp) -> Pledge | FollowUp:
    """What is offered for a recorded record, with what a table cannot change: ref, day of recording, retraction.

    A follow-up whose outcome has changed is known from the import that tells so.
    """
    same_words = record.quote.text == offered.quote.text
    quote = replace(record.quote, text=offered.quote.text) if not same_words else record.quote
    if isinstance(record, FollowUp) and isinstance(offered, FollowUp) and record.outcome is not offered.outcome:
        return replace(offered, ref=record.ref, retracted=record.retracted)
    if not same_words:
        quote = replace(quote, start=None, end=None)
    return replace(
        offered,
        ref=record.ref,
        quote=quote,
        recorded_on=record.recorded_on,
        published_on=record.published_on,
        issuer=record.issuer,
        event=record.event,
        retracted=record.retracted,
    )


def _records(reader: Reader, refs: list[str]) -> dict[str, Pledge | FollowUp]:
    wanted = set(refs)
    if len(wanted) <= _FEW:
        return {ref: records.follow_up(reader, ref) if "." in ref else records.pledge(reader, ref) for ref in wanted}
    everything: list[Pledge | FollowUp] = [*records.pledges(reader), *records.follow_ups(reader)]
    return {each.ref: each for each in everything if each.ref in wanted}
