"""The ledger of a joint pledge, party by party: who has delivered what part, who has only spoken, who is silent.

Counting rules: the parties are those named, and for a group its members on the day of the pledge. What a document says
of one party counts for that party alone; what it says of the whole counts for nobody's part. Quantities are summed per
unit, never across units, and *up to*, *at least* and *about* stand apart; a corroboration is no word of a party. The
items of a package stand beneath it, each with its own standing; what is told of the package and of its items is told
apart, per unit, and never added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tracker import law
from tracker.model import FollowUp, Membership, Pledge
from tracker.reports import Column, Report, Section
from tracker.reports.charts import Amount, amounts, drawn
from tracker.reports.entries import DELIVERING, Entry, answer, codes, quantities, sums
from tracker.reports.figures import Figures, by_unit, given_up, said
from tracker.reports.lines import answered, counted
from tracker.reports.related import Related, lineage
from tracker.words import Outcome, Standing

COLUMNS = (
    Column("party", "Party", "ref"),
    Column("name", "Name", wide=True),
    Column("via", "Via", keep=5, spare=True),
    Column("standing", "Standing", "standing"),
    Column("self_declared", "Self-declared", keep=4, spare=True),
    Column("delivered", "Delivered", "quantity", keep=1),
    Column("last_word", "Last word", "day", keep=2),
    Column("document", "Document", "ref", keep=3),
    Column("follow_ups", "Follow-ups", keep=6),
    Column("answer", "Dispute", keep=7, spare=True, below=True),
)
ITEM = Column("ref", "Item", "ref")  # where a package has some


class Part(NamedTuple):
    """A party's part of a pledge: its own follow-ups, and how it stands. ``via`` is the group that binds it."""

    party: str
    via: str
    follow_ups: tuple[FollowUp, ...]
    standing: Standing
    self_declared: bool

    @property
    def delivered(self) -> bool:
        return any(each.outcome in DELIVERING for each in self.follow_ups)


def parts(entry: Entry, memberships: Iterable[Membership], on: date) -> list[Part]:
    """Every party that is bound, by code, each with its own part."""
    memberships = tuple(memberships)
    own = law.own_voices(entry.pledge, memberships)
    return [_part(entry, party, via, own, on) for party, via in sorted(bound(entry.pledge, memberships).items())]


def bound(pledge: Pledge, memberships: Iterable[Membership]) -> dict[str, str]:
    """The parties that a pledge binds, each with the group through which it does (``""`` where it is named itself)."""
    day, found = pledge.made_on, dict.fromkeys(pledge.parties, "")
    groups = set()
    for each in memberships:
        if each.group not in pledge.parties:
            continue
        if day and ((each.since and each.since > day) or (each.until and each.until <= day)):
            continue
        groups.add(each.group)
        found.setdefault(each.member, each.group)
    # A group stands for its members, where they are known.
    return {party: via for party, via in found.items() if party not in groups}


def ledger(
    entry: Entry,
    as_of: str,
    memberships: Iterable[Membership],
    names: Mapping[str, str],
    related: Sequence[Related] = (),
    items: Sequence[Entry] = (),
) -> Report:
    """The ledger of one pledge; ``names`` are those of the parties, by code, ``items`` what a package consists of."""
    pledge = entry.pledge
    each_part = parts(entry, memberships, date.fromisoformat(as_of))
    delivered = [each for each in each_part if each.delivered]
    spoken = [each for each in each_part if each.follow_ups and not each.delivered]
    silent = [each for each in each_part if not each.follow_ups]
    of_all = len(each_part)
    lists = (
        ("delivered", "Delivered something", delivered),
        ("spoken", "A word, and no document that tells of a delivery", spoken),
        ("silent", "Silent", silent),
    )
    sections = tuple(
        Section(key, f"{title}: {len(found)} of {of_all}", [_row(one, entry, names) for one in found])
        for key, title, found in lists
    )
    facts = (("parties", of_all), *((key, len(found)) for key, _, found in lists))
    if items:
        sections = tuple(each._replace(rows=[(*row, None) for row in each.rows]) for each in sections)
        sections += (Section("items", f"Items of the package: {len(items)}", [_item(one) for one in items]),)
        facts += (("items", len(items)),)
    title = f"{pledge.ref} party by party as of {as_of}"
    notes = (
        *_notes(entry, each_part),
        *_once(entry, items),
        *lineage(related),
        f"As of {as_of}: only documents published on or before that day are known.",
    )
    charts = drawn([amounts("Pledged and delivered, by name", _amount(entry, each_part, items))])
    lead = tuple(_lead(entry))
    columns = (*COLUMNS, ITEM) if items else COLUMNS
    return Report("ledger", title, as_of, columns, sections, lead=lead, notes=notes, facts=facts, charts=charts)


def _amount(entry: Entry, each_part: Sequence[Part], items: Sequence[Entry]) -> Iterable[Amount]:
    """What was pledged, with what the parts deliver of it in the same unit; of a package, each of its items so."""
    for item in items:
        if quantity := item.pledge.quantity:
            done = sums(item.follow_ups).get(quantity.unit)
            firm = str(quantity.qualifier) if quantity.qualifier else None
            untold = int(done is None and bool(item.delivered))
            yield Amount(item.pledge.ref, quantity.unit, quantity.amount, done, firm, untold, _dropped(item))
    in_items = {each.pledge.quantity.unit for each in items if each.pledge.quantity}
    pledge = entry.pledge
    if pledge.quantity and pledge.quantity.unit not in in_items:
        unit, firm = pledge.quantity.unit, pledge.quantity.qualifier
        done = sums(each for part in each_part for each in part.follow_ups).get(unit)
        untold = int(done is None and any(part.delivered for part in each_part))
        qualifier = str(firm) if firm else None
        yield Amount(pledge.ref, unit, pledge.quantity.amount, done, qualifier, untold, _dropped(entry))


def _dropped(entry: Entry) -> str:
    """That the whole of a pledge was given up, where it was."""
    quantity = entry.pledge.quantity
    return given_up(quantity.amount, entry.pledge.ref) if quantity and entry.standing is Standing.DROPPED else ""


def _part(entry: Entry, party: str, via: str, own: frozenset[str], on: date) -> Part:
    sole = entry.pledge.parties == (party,)
    mine = tuple(
        each
        for each in entry.follow_ups
        if (each.party == party or (sole and each.party is None)) and each.outcome is not Outcome.CORROBORATES
    )
    standing, declared = law.standing(entry.pledge, entry.follow_ups, on, own, party)
    return Part(party, via, mine, standing, declared)


def _row(part: Part, entry: Entry, names: Mapping[str, str]) -> tuple[object, ...]:
    answers = [answer(each) for each in entry.disputes if each.party == part.party]
    last = part.follow_ups[-1] if part.follow_ups else None
    return (
        part.party,
        names.get(part.party, part.party),
        part.via or None,
        str(part.standing),
        "yes" if part.self_declared else None,
        Figures(quantities(part.follow_ups)) or ("yes" if part.delivered else None),
        law.known_on(last) if last else None,
        last.quote.document if last else None,
        tuple(each.ref for each in part.follow_ups) or None,
        answered(answers),
    )


def _item(item: Entry) -> tuple[object, ...]:
    """An item of a package, in the columns of the parts."""
    last = item.follow_ups[-1] if item.follow_ups else None
    return (
        codes(item.pledge),
        item.pledge.summary,
        None,
        str(item.standing),
        "yes" if item.self_declared else None,
        Figures(quantities(item.follow_ups)) or ("yes" if item.delivered else None),
        law.known_on(last) if last else None,
        last.quote.document if last else None,
        tuple(each.ref for each in item.follow_ups) or None,
        answered([answer(each) for each in item.disputes]),
        item.pledge.ref,
    )


def _once(entry: Entry, items: Sequence[Entry]) -> Iterable[str]:
    """What a package and its items pledge and deliver, per unit: told apart, for the one is part of the other."""
    if not items:
        return
    own = by_unit([entry.pledge.quantity] if entry.pledge.quantity else [])
    inside = by_unit(each.pledge.quantity for each in items if each.pledge.quantity)
    whole = by_unit(quantities(entry.follow_ups))
    done = by_unit(quantities(each for item in items for each in item.follow_ups))
    for unit in sorted({*own, *inside, *whole, *done}):
        told = (
            _both("pledged", (own.get(unit), "by the package"), (inside.get(unit), "by its items")),
            _both("delivered", (whole.get(unit), "told of the package"), (done.get(unit), "told of its items")),
        )
        yield f"In {unit}: {'; '.join(filter(None, told))}. The package and its items are not added up."


def _both(what: str, *amounts: tuple[str | None, str]) -> str:
    told = [f"{amount} {whose}" for amount, whose in amounts if amount]
    return f"{what} {', '.join(told)}" if told else ""


def _lead(entry: Entry) -> Iterable[str]:
    pledge, deadline = entry.pledge, entry.pledge.deadline
    yield f"{codes(pledge)}: {pledge.summary}"
    yield f"“{pledge.quote.text}” ({pledge.quote.document}{f', {pledge.made_on}' if pledge.made_on else ''})"
    due = f", due {deadline.latest}" if deadline and deadline.latest else ", no deadline"
    declared = " (self-declared)" if entry.self_declared else ""
    condition = f", on condition: {pledge.condition}" if pledge.condition else ""
    yield f"As a whole: {entry.standing}{declared} since {entry.since}{due}{condition}"


def _notes(entry: Entry, each_part: Sequence[Part]) -> Iterable[str]:
    delivered, silent = (sum(test) for test in zip(*((p.delivered, not p.follow_ups) for p in each_part), strict=True))
    yield (
        f"Of {counted(len(each_part), 'party', 'parties')}: {delivered} delivered something, {silent} silent"
        " (no document tells of them by name)."
    )
    pledged = entry.pledge.quantity
    for unit, done in by_unit(quantities(each for part in each_part for each in part.follow_ups)).items():
        of = f" of {said(pledged)}" if pledged and pledged.unit == unit else ""
        yield f"Delivered by name: {done}{of} {unit}."
    whole = [each for each in entry.follow_ups if each.party is None and len(entry.pledge.parties) + len(each_part) > 2]
    if whole:
        told = ", ".join(f"{each.outcome} on {law.known_on(each)} ({each.quote.document})" for each in whole)
        yield f"Said of the whole, which is nobody's part: {told}."
    listed = {each.party for each in each_part}
    yield from (answer(each).told for each in entry.disputes if each.party not in listed)  # a group's own answer
