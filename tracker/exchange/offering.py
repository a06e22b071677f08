"""What a table says, as records for the register: with refs, documents, citations and foreign ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from tracker.exchange import again
from tracker.exchange.counted import Counted, counted, with_noted
from tracker.exchange.found import Found, Judged, Left
from tracker.exchange.mapping import TableMapping
from tracker.exchange.package import Package
from tracker.exchange.packages_in import packed
from tracker.exchange.rejects import are_rejects
from tracker.exchange.table_documents import Serials, TableDocuments
from tracker.faults import Finding, follow_up_faults, pledge_faults
from tracker.language.parties import known_party
from tracker.model import Citation, Document, FollowUp, ForeignId, Party, Pledge, Quote
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.writes import Writer
from tracker.words import Outcome, PartyKind

_LONGEST_SUMMARY = 160


class Offer(NamedTuple):
    """What an import of a table would do: the records that are new or changed, and every row that does not come.

    ``refs``: of what each found thing is (or would be) recorded as, in the order of ``judged.found``; ``""``: rejected.
    ``quantities``: what each counts, in the same order.
    ``unchanged``, ``edited`` (here, and left so): how many records; ``gone``: refs of those whose rows are gone;
    none are of the rejects of another table, which are only some of its rows.
    """

    package: Package
    judged: Judged
    refs: list[str]
    quantities: list[Counted]
    left: Sequence[Left]
    unchanged: int
    edited: int
    gone: Sequence[str]


def offer(
    writer: Writer,
    judged: Judged,
    mapping: TableMapping,
    *,
    recorded_on: date,
    published_on: date | None = None,
    update: bool = False,
) -> Offer:
    """Turn what a table says into records, held against what the register has of it.

    A record that was edited here since it was imported, and that the table tells otherwise now, is among the rows left,
    unless ``update`` says to take the table's.
    """
    offering = _Offering(writer, judged, mapping, recorded_on, published_on, update)
    return offering.run()


class _Offering:
    def __init__(
        self,
        writer: Writer,
        judged: Judged,
        mapping: TableMapping,
        recorded_on: date,
        published_on: date | None,
        update: bool,
    ) -> None:
        self.judged, self.mapping, self.recorded_on, self.update = judged, mapping, recorded_on, update
        self.published_on = published_on
        self.reader: Reader = writer.reader
        self.serials = Serials(writer.next_ref)
        self.before = again.Before(self.reader, mapping.name)
        self.documents = TableDocuments(self.reader, mapping, self.serials, recorded_on)
        self.ids: list[ForeignId] = []
        self.citations: list[Citation] = []
        self.pledges: dict[int, Pledge] = {}  # by row
        self.new: list[Pledge | FollowUp] = []
        self.left = list(judged.left)
        self.unchanged = self.edited = 0

    def run(self) -> Offer:
        table = self._table()
        matched = self.before.match(self.judged.found)
        refs = [""] * len(self.judged.found)
        order = sorted(range(len(refs)), key=lambda place: bool(self.judged.found[place].kind))  # pledges first
        for place in order:
            refs[place] = self._take(self.judged.found[place], matched.get(place), table)
        if not self.new and not any(refs):
            self.documents.new.clear()
            self.ids.clear()
        relations, judged = packed(self.reader, self.judged, self.pledges, self.serials, self.recorded_on)
        quantities = [counted(each, self.pledges.get(each.of) if each.kind else None) for each in judged.found]
        judged = with_noted(judged, quantities)
        package = Package(
            parties=self._parties(),
            documents=self.documents.new,
            memberships=[],
            pledges=[each for each in self.new if isinstance(each, Pledge)],
            follow_ups=[each for each in self.new if isinstance(each, FollowUp)],
            enquiries=[],
            rules=[],
            relations=relations,
            citations=list(dict.fromkeys(self.citations)),
            foreign_ids=self.ids,
        )
        left = sorted(self.left, key=lambda each: each.line.number)
        gone = [] if are_rejects(judged.columns) else self.before.gone
        return Offer(package, judged, refs, quantities, left, self.unchanged, self.edited, gone)

    def _table(self) -> Document:
        release = str(self.published_on or "undated")
        if ref := self.before.tables.get(release):
            return records.document(self.reader, ref)
        document = self.documents.table(self.published_on)
        taken = "0" * 64  # nothing of a table's own record is updated
        self.ids.append(ForeignId(self.mapping.name, release, "table", 1, document.ref, taken))
        return document

    def _take(self, found: Found, before: again.Recorded | None, table: Document) -> str:
        """Record what a row says, or say why not; returns its ref."""
        pledge = self.pledges.get(found.of) if found.kind else None
        if found.kind and pledge is None:
            return self._reject(found, "pledge_left", f"the pledge on row {found.of} does not come")
        if before and (fault := _moved(before, pledge)):
            return self._reject(found, "kind_changed", fault)
        record: Pledge | FollowUp
        faults: list[Finding]
        if pledge:
            record = self._follow_up(found, pledge, table, before)
            faults = [*follow_up_faults(pledge, record, None)]
        else:
            record = self._pledge(found, table, before)
            faults = [*pledge_faults(record, None)]
        if faults:
            return self._reject(found, "not_recordable", "; ".join(each.message for each in faults))
        if before:
            return self._again(found, before, record)
        self._keep(found, record, self.before.next_serial(found))
        self.new.append(record)
        return record.ref

    def _again(self, found: Found, before: again.Recorded, offered: Pledge | FollowUp) -> str:
        """Hold what a row says against what it has said before and against what is recorded."""
        record = again.kept(before.record, offered)
        told, taken = again.digest(record), before.named.taken
        if told == again.digest(before.record):
            self.unchanged += 1
            record = before.record
        elif before.edited and not self.update:
            if told != taken:
                why = f"{record.ref} was edited here since it was imported, and the table tells it otherwise now"
                return self._reject(found, "edited_here", f"{why}; take the table's with --update", record.ref)
            self.edited += 1
            record = before.record
        else:
            self.new.append(record)
        if isinstance(record, Pledge):
            self.pledges[found.line.number] = record
        self._cite(found, record.ref)
        if told != taken and record is not before.record:
            self.ids.append(replace(before.named, taken=told))
        return record.ref

    def _keep(self, found: Found, record: Pledge | FollowUp, serial: int) -> None:
        named, part = again.foreign_id(found)
        self.ids.append(ForeignId(self.mapping.name, named, part, serial, record.ref, again.digest(record)))
        if isinstance(record, Pledge):
            self.pledges[found.line.number] = record
        self._cite(found, record.ref)

    def _cite(self, found: Found, ref: str) -> None:
        self.citations += [Citation(ref, document) for document in self.documents.cited(found)]

    def _reject(self, found: Found, code: str, reason: str, ref: str = "") -> str:
        self.left.append(Left(found.line, (code,), reason, found.id))
        if ref and not found.kind:
            self.pledges[found.line.number] = records.pledge(self.reader, ref)
        return ""

    # -- records ---------------------------------------------------------------------------------------

    def _pledge(self, found: Found, table: Document, before: again.Recorded | None) -> Pledge:
        year = (found.day or self.published_on or self.recorded_on).year
        quantity = counted(found)
        more = [*quantity.noted]
        if found.date_words and not self.mapping.date.find:
            more.append(f"day in the table: “{found.date_words}”")
        if found.due_words:
            more.append(f"deadline in the table: “{found.due_words}”")
        return Pledge(
            ref=before.record.ref if before else self.serials.next(f"{found.parties[0]}-{year}-"),
            parties=found.parties,
            summary=_summary(found.words, more),
            topic=found.topic,
            quote=Quote(table.ref, found.words, None, None),
            made_on=found.day,
            recorded_on=self.recorded_on,
            deadline=found.deadline,
            condition=found.condition or None,
            quantity=quantity.taken,
            published_on=table.published_on,
        )

    def _follow_up(self, found: Found, pledge: Pledge, table: Document, before: again.Recorded | None) -> FollowUp:
        quantity = counted(found, pledge)
        more = [*quantity.noted]
        early = found.day and pledge.made_on and found.day < pledge.made_on
        if early:
            more.append(f"dated {found.day} in the table, before the pledge")
        if found.date_words:
            more.append(f"day in the table: “{found.date_words}”")
        return FollowUp(
            ref=before.record.ref if before else self.serials.next(f"{pledge.ref}.", width=1),
            pledge=pledge.ref,
            outcome=Outcome(found.outcome),
            quote=Quote(table.ref, found.words, None, None),
            recorded_on=self.recorded_on,
            published_on=table.published_on,
            dated=None if early else found.day,
            quantity=quantity.taken,
            note="; ".join(filter(None, [found.kind, *more, found.note])),
        )

    def _parties(self) -> list[Party]:
        """The parties that the new records name and the register does not hold."""
        codes = dict.fromkeys(code for each in self.new if isinstance(each, Pledge) for code in each.parties)
        held = {each.code for each in records.parties(self.reader)} if codes else ()
        parties = []
        for code in codes:
            if code not in held:
                known = known_party(code)
                name = known.name if known else self.judged.parties.get(code, code)
                kind = PartyKind(known.kind) if known else PartyKind.ORGANISATION
                parties.append(Party(code, name, kind))
        return parties


def _moved(before: again.Recorded, pledge: Pledge | None) -> str:
    """Why a row that was recorded cannot be what it is now; empty: it can."""
    record = before.record
    if isinstance(record, Pledge) and pledge:
        return f"it is recorded as the pledge {record.ref}, and now follows {pledge.ref}; retract the one or the other"
    if isinstance(record, FollowUp) and pledge is None:
        return f"it is recorded as the follow-up {record.ref}, and is now a pledge; retract that, or leave it"
    if isinstance(record, FollowUp) and pledge and record.pledge != pledge.ref:
        return f"it is recorded as {record.ref}, and now follows {pledge.ref}; retract the one or the other"
    return ""


def _summary(words: str, more: list[Any]) -> str:
    """Words in a line that is short enough to list, with what else is counted."""
    if len(words) > _LONGEST_SUMMARY:
        words = words[: _LONGEST_SUMMARY - 1].rsplit(None, 1)[0].rstrip(",;:") + "…"
    return f"{words} [{'; '.join(more)}]" if more else words
