"""What the rows of a data package must keep to: their texts, their quotes, and the rules of the register."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from tracker.exchange.fields import TEXTS, Resource, original_file
from tracker.exchange.links import Known, Tables
from tracker.exchange.problems import Problems, shown
from tracker.exchange.resources import (
    DISPUTES,
    DOCUMENTS,
    FOLLOW_UPS,
    MEMBERSHIPS,
    ORIGINALS,
    PLEDGE_PARTIES,
    PLEDGES,
    RELATIONS,
)
from tracker.exchange.sources import Sources
from tracker.exchange.tables import Numbered, Rows, decoded
from tracker.faults import Finding, pledge_faults, relation_faults
from tracker.lineage import Lineages, Relation
from tracker.model import Dispute, FollowUp, Membership, Pledge
from tracker.rows import Row

# Where a finding of tracker.checks stands in a package, and what mends it there.
_REMEDIES = {
    ("pledges", "party"): ("", "name its parties in pledge_parties.csv, each once"),
    ("pledges", "days"): ("made_on", "correct the day, or quote a later document"),
    ("pledges", "deadline"): ("deadline_latest", "correct the window, or the day of the pledge"),
    ("follow_ups", "days"): ("dated", "correct the day of the document, of the deed or of the pledge"),
    ("follow_ups", "deadline"): ("deadline_latest", "correct the window"),
    ("follow_ups", "event"): ("outcome", "write: corroborates"),
    ("follow_ups", "party"): ("party", "leave it empty, or add the membership to memberships.csv"),
    ("disputes", "days"): ("document", "correct the day of the document or of the pledge"),
    ("disputes", "source"): ("document", "name the document that holds the answer, given later"),
    ("disputes", "party"): ("party", "name whose answer it is, or add the membership to memberships.csv"),
    ("follow_ups", "quantity"): ("unit", "give it in the pledge's unit, or tell it in the note"),
}
_QUOTED = ("document", "quote", "start", "end")
# What must be given together, or not at all.
_PARTS = (
    *(f"deadline_{part}" for part in ("phrase", "earliest", "latest", "basis", "rule", "rules")),
    *("amount", "unit", "qualifier"),
)


def offer_documents(tables: Tables, sources: Sources, problems: Problems) -> dict[str, str]:
    """Make documents known to those who quote them; returns their texts, each held against its hash."""
    found = _texts(tables, sources.folder, problems)
    for number, row in tables[DOCUMENTS]:
        ref, sound = row["ref"], problems.sound(DOCUMENTS, number)
        if ref and (sound or ref not in sources):
            sources.offer(ref, row if sound else None, found.get(ref))
    return found


def _texts(tables: Tables, folder: Path, problems: Problems) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, row in tables[DOCUMENTS]:
        ref = row["ref"]
        if ref is None or not problems.sound(DOCUMENTS, number):
            continue
        file = f"{TEXTS}/{ref}.txt"
        if row["sha256"] is None and not (folder / file).is_file():
            continue
        if not (folder / file).is_file():
            says = f"there is no {file} to this hash; add the text, or leave the cell empty"
            problems.row(DOCUMENTS, number, "sha256", says)
            continue
        text = decoded(folder, file, problems)
        if text is None:
            continue
        if "\0" in text:
            problems.file(file, f"it holds a NUL character at position {text.index(chr(0))}; remove it")
        digest = hashlib.sha256(text.encode()).hexdigest()
        if digest != row["sha256"]:
            says = f"the hash of {file} is {digest}; write that, if the text is the right one"
            problems.row(DOCUMENTS, number, "sha256", says)
        found[ref] = text
    return found


def check_originals(tables: Tables, folder: Path, problems: Problems) -> None:
    """Hold the file of every original against its hash and its size, one at a time."""
    for number, row in tables[ORIGINALS]:
        if not problems.sound(ORIGINALS, number):
            continue
        file = original_file(row["document"], row["media_type"])
        try:
            data = (folder / file).read_bytes()
        except OSError as error:
            says = f"{file} cannot be read ({error.strerror}); add it, or take this row out"
            problems.row(ORIGINALS, number, "document", says)
            continue
        if (digest := hashlib.sha256(data).hexdigest()) != row["sha256"]:
            says = f"the hash of {file} is {digest}; write that, if the file is the right one"
            problems.row(ORIGINALS, number, "sha256", says)
        elif len(data) != row["size"]:
            problems.row(ORIGINALS, number, "size", f"{file} has {len(data)} bytes; write that")


def check_rows(tables: Tables, sources: Sources, problems: Problems) -> None:
    """Report values that do not go together within a row."""
    for number, row in tables.get(MEMBERSHIPS, ()):
        if row["group"] and row["group"] == row["member"]:
            problems.row(MEMBERSHIPS, number, "member", f"{row['member']} cannot be a member of itself")
        if row["since"] and row["until"] and row["since"] >= row["until"]:
            problems.row(MEMBERSHIPS, number, "until", f"{row['until']} is not after since ({row['since']})")
    if FOLLOW_UPS in tables:
        _check_refs(tables[FOLLOW_UPS], problems)
    for resource in (each for each in (PLEDGES, FOLLOW_UPS, DISPUTES) if each in tables):
        for number, row in _doubtful(tables[resource], sources):
            if problems.sound(resource, number):
                halves = () if resource is DISPUTES else _halves(row)
                for column, says in chain(halves, misquotes(row, sources.text(row["document"]))):
                    problems.row(resource, number, column, says)


def _check_refs(follow_ups: Rows, problems: Problems) -> None:
    for (number, _), ref, pledge in zip(follow_ups.lines, follow_ups["ref"], follow_ups["pledge"], strict=True):
        if ref and pledge and ref.rpartition(".")[0] != pledge:
            says = f"{ref} is no follow-up to {pledge}; its ref is the pledge's with a dot and a serial"
            problems.row(FOLLOW_UPS, number, "ref", says)


def _doubtful(listed: Rows, sources: Sources) -> Iterator[Numbered]:
    """The rows of which a half may be missing, or whose words may not stand where they are said to."""
    parts = [each for each in _PARTS if each in listed.resource.columns]
    told = zip(*map(listed.__getitem__, parts), strict=True) if parts else repeat(())
    faulty: dict[tuple[Any, ...], bool] = {(): False}
    quotes = zip(*map(listed.__getitem__, _QUOTED), strict=True)
    for place, (each, (document, quote, start, end)) in enumerate(zip(told, quotes, strict=False)):
        if each not in faulty:
            faulty[each] = any(_halves(dict(zip(parts, each, strict=True))))
        if faulty[each] or document is None or not _stands(quote, start, end, sources.text(document)):
            yield listed.numbered(place)


def _halves(row: Row) -> Iterator[tuple[str, str]]:
    """Deadlines and quantities of which a part is missing."""
    phrase = row["deadline_phrase"]
    for part in ("earliest", "latest", "basis", "rule", "rules"):
        value = row[f"deadline_{part}"]
        if value and not phrase:
            yield (
                "deadline_phrase",
                f"it is empty, but deadline_{part} is {shown(value)}; give the words used",
            )
            break
        if phrase and not value and part in ("rule", "rules"):
            yield f"deadline_{part}", "it is empty; say which rule, of which table, read the phrase"
    if bool(row["amount"]) != bool(row["unit"]):
        yield ("unit" if row["amount"] else "amount"), "amount and unit go together; give both or neither"
    elif row["qualifier"] and not row["amount"]:
        yield "qualifier", "there is no amount that it could qualify; leave it empty"


def _stands(quote: str | None, start: int | None, end: int | None, text: str | None) -> bool:
    return text is not None and start is not None and end is not None and text[start:end] == quote


def misquotes(row: Row, text: str | None) -> Iterator[tuple[str, str]]:
    """Whether the quoted words stand where they are said to stand; says where they do."""
    start, end, quote, document = row["start"], row["end"], row["quote"], row["document"]
    if (start is None) != (end is None):
        yield ("start" if start is None else "end"), "start and end go together; give both or neither"
    elif text is None:
        if start is not None and start >= end:
            yield "start", f"{start} is not before end ({end})"
    elif start is None or text[start:end] != quote:
        place = text.find(quote)
        if place < 0:
            yield "quote", f"{shown(quote)} does not stand in the text of {document}; quote its exact words"
        else:
            there = f"{place} and {place + len(quote)}"
            more = ", or another place where it stands" if text.find(quote, place + 1) >= 0 else ""
            yield "start", f"{shown(quote)} does not stand at {start}–{end}; write {there}{more}"


def check_pledges(pledges: Iterable[tuple[int, Pledge]], problems: Problems) -> None:
    """Report pledges that the register would refuse."""
    named = problems.faultless(PLEDGE_PARTIES)
    for number, pledge in pledges:
        for finding in pledge_faults(pledge, None):
            if finding.check != "party" or named:
                _report(PLEDGES, number, finding, problems)


class Among:
    """The pledges and memberships that follow-ups and disputes are held against: offered, or in the register."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.pledges: dict[str, Pledge] = {}
        self.members: defaultdict[str, list[Membership]] = defaultdict(list)
        self.add(known.memberships())

    def add(self, memberships: Iterable[Membership]) -> None:
        """Add memberships that are offered."""
        for each in memberships:
            self.members[each.group].append(each)

    def pledge(self, ref: str) -> Pledge | None:
        """The pledge with a ref, or ``None``."""
        return self.pledges.get(ref) or self.known.pledge(ref)

    def of(self, pledge: Pledge) -> list[Membership]:
        """The memberships in the parties of a pledge."""
        return [each for code in pledge.parties for each in self.members.get(code, ())]


def check_said(
    resource: Resource,
    said: Iterable[tuple[int, FollowUp | Dispute]],
    faults: Callable[..., Iterator[Finding]],
    among: Among,
    problems: Problems,
) -> None:
    """Report follow-ups or disputes that cannot be about their pledge; what was retracted is left alone."""
    named = problems.faultless(PLEDGE_PARTIES, MEMBERSHIPS)
    for number, each in said:
        pledge = among.pledge(each.pledge)
        if pledge is None or each.retracted is not None:
            continue
        for finding in faults(pledge, each, None, among.of(pledge) if each.party else ()):
            if finding.check != "party" or named:
                _report(resource, number, finding, problems)


def check_relations(relations: Iterable[tuple[int, Relation]], among: Among, problems: Problems) -> None:
    """Report relations that cannot stand beside those above them, or beside the register's."""
    offered = list(relations)
    if not offered:  # as in most parts of a large package: the register's relations are read for those that have some
        return
    refs = {each.ref for _, each in offered}
    known = (each for each in among.known.relations() if each.ref not in refs)
    lineages = Lineages(known, chain.from_iterable(among.members.values()))
    for number, each in offered:
        if each.retracted is None:
            for finding in relation_faults(each, among.pledge(each.pledge), among.pledge(each.other), lineages):
                problems.row(RELATIONS, number, "other", f"{finding.message}; {finding.remedy}")
            if problems.sound(RELATIONS, number):
                lineages.add(each)


def _report(resource: Resource, number: int, finding: Finding, problems: Problems) -> None:
    column, remedy = _REMEDIES.get((resource.name, finding.check), ("", finding.remedy))
    problems.row(resource, number, column, f"{finding.message}; {remedy}")
