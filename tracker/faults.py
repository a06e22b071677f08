"""What a single record must keep to: one function a kind of record, yielding what is wrong with it.

The same rules refuse a bad record at the door (:mod:`tracker.register.door`, an import) and find it later
(``tracker check``, by way of :mod:`tracker.checks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.forms import amount_fault
from tracker.law import known_on, own_voices
from tracker.lineage import Lineages, Relation
from tracker.model import Deadline, Dispute, Enquiry, FollowUp, Membership, Pledge, Quantity, Quote
from tracker.words import Outcome


class Finding(NamedTuple):
    """Something that does not hold: which check, about which record, what is wrong, what to do about it."""

    check: str
    ref: str
    message: str
    remedy: str


def pledge_faults(pledge: Pledge, text: str | None) -> Iterator[Finding]:
    """What is wrong with a pledge; ``text`` is that of the document it quotes (``None``: not held)."""
    ref = pledge.ref
    if not pledge.parties:
        yield Finding("party", ref, "no party has pledged it", "name at least one with --party")
    named = pledge.parties + pledge.partners
    if len(set(named)) < len(named):
        yield Finding("party", ref, f"a party is named twice: {' '.join(named)}", "name each party once")
    yield from quote_faults(ref, pledge.quote, text)
    made = pledge.made_on
    if made and pledge.published_on and pledge.published_on < made:
        yield Finding(
            "days",
            ref,
            f"its document was published on {pledge.published_on}, before the pledge was made on {made}",
            "correct the day on which it was made, or quote a later document",
        )
    latest = pledge.deadline.latest if pledge.deadline else None
    if latest and made and latest < made:
        yield Finding(
            "deadline",
            ref,
            f"its deadline ({latest}) has passed before the pledge was made ({made})",
            "correct the deadline, or the day on which it was made",
        )
    if pledge.deadline:
        yield from deadline_faults(ref, pledge.deadline)
    if pledge.quantity:
        yield from amount_faults(ref, pledge.quantity)


def follow_up_faults(
    pledge: Pledge, follow_up: FollowUp, text: str | None, memberships: Iterable[Membership] = ()
) -> Iterator[Finding]:
    """What cannot be about a follow-up to a pledge; ``text`` is that of the document it quotes."""
    ref, outcome = follow_up.ref, follow_up.outcome
    yield from quote_faults(ref, follow_up.quote, text)
    if follow_up.deadline:
        yield from deadline_faults(ref, follow_up.deadline)
    made, known = pledge.made_on, known_on(follow_up)
    if made and known < made:
        yield Finding(
            "days",
            ref,
            f"its document was published on {known}, before the pledge was made on {made}",
            "a follow-up is published on the day of the pledge or later; correct the day of the one or the other",
        )
    if follow_up.dated and follow_up.published_on and follow_up.dated > follow_up.published_on:
        yield Finding(
            "days",
            ref,
            f"the deed is dated {follow_up.dated}, after its document was published on {follow_up.published_on}",
            "a document can report only what has happened; an announced day is a new deadline",
        )
    if follow_up.dated and made and follow_up.dated < made:
        yield Finding(
            "days",
            ref,
            f"the deed is dated {follow_up.dated}, before the pledge was made on {made}",
            "what was done before was not promised; correct the day of the deed",
        )
    if outcome is Outcome.RESTATES and _same_event(pledge, follow_up):
        yield Finding(
            "event",
            ref,
            f"{follow_up.quote.document} reports on the pledge's own event: this corroborates, it does not restate",
            "use the outcome: corroborates",
        )
    if outcome is Outcome.ACTIVATES and pledge.condition is None and follow_up.retracted is None:
        says = f"{pledge.ref} has no condition that could be met"
        remedy = f"use another outcome, or give it its condition: tracker edit {pledge.ref} --set condition=…"
        yield Finding("condition", ref, says, remedy)
    yield from _party_faults(pledge, follow_up, memberships, "leave the party out")
    yield from _quantity_faults(pledge, follow_up)


def dispute_faults(
    pledge: Pledge, dispute: Dispute, text: str | None, memberships: Iterable[Membership] = ()
) -> Iterator[Finding]:
    """What cannot be about a party's answer to a pledge; ``text`` is that of the document it quotes."""
    yield from quote_faults(dispute.ref, dispute.quote, text)
    made, known = pledge.made_on, known_on(dispute)
    if made and known < made:
        yield Finding(
            "days",
            dispute.ref,
            f"its document was published on {known}, before the pledge was made on {made}",
            "correct the day of the document or of the pledge: nobody answers what has not been said",
        )
    if (source := dispute.quote.document) == pledge.quote.document:
        says = f"{pledge.ref} is quoted from {source} too: it makes the pledge, and answers nothing"
        yield Finding("source", dispute.ref, says, "name a later document; one recorded so can only be retracted")
    yield from _party_faults(pledge, dispute, memberships, "name the party whose answer it is")


def enquiry_faults(pledge: Pledge, enquiry: Enquiry) -> Iterator[Finding]:
    """What cannot be about somebody's having looked, and found nothing."""
    if pledge.made_on and enquiry.enquired_on < pledge.made_on:
        yield Finding(
            "days",
            enquiry.ref,
            f"nobody can have looked on {enquiry.enquired_on} for what became of {pledge.ref}:"
            f" it was made on {pledge.made_on}",
            "correct the day of the one or the other",
        )


def relation_faults(
    relation: Relation, pledge: Pledge | None, other: Pledge | None, lineages: Lineages
) -> Iterator[Finding]:
    """What cannot be about a relation between two pledges, beside the other relations."""
    for each in lineages.faults(relation, pledge, other):
        yield Finding("lineage", relation.ref, each.says, each.remedy)


def _same_event(pledge: Pledge, follow_up: FollowUp) -> bool:
    if follow_up.quote.document.partition(".")[0] == pledge.quote.document.partition(".")[0]:
        return True  # one document, or two versions of it
    return pledge.event is not None and follow_up.event == pledge.event


def no_party(pledge: Pledge, party: str, memberships: Iterable[Membership]) -> str | None:
    """Why a pledge does not bind a party; ``None`` where it does, by name or as a member on the day it was made."""
    memberships = tuple(memberships)
    if party in pledge.parties:
        return None
    if party in own_voices(pledge, [each for each in memberships if each.group in pledge.parties]):
        return None
    if spells := [each for each in memberships if each.member == party and each.group in pledge.parties]:
        group = spells[0].group
        days = " and".join(days_of(each) for each in spells if each.group == group)
        return f"{party} was no member of {group} on {pledge.made_on}, when {pledge.ref} was made: it is one{days}"
    return f"{party} is not a party to {pledge.ref} ({' '.join(pledge.parties)}), nor a member of one"


def days_of(membership: Membership) -> str:
    """The days of a membership in words, each with a blank before it; none where none is known."""
    since, until = membership.since, membership.until
    return f"{f' since {since}' if since else ''}{f' until {until}' if until else ''}"


def how_bound(pledge: Pledge, party: str, memberships: Iterable[Membership]) -> str:
    """What to do where a pledge does not bind a party that it should bind."""
    if any(each.member == party and each.group in pledge.parties for each in memberships):
        return "correct the days of the membership, or the day of the pledge, if they are wrong"
    return f"record the membership: tracker add party {party} --member-of GROUP"


def _party_faults(
    pledge: Pledge, said: FollowUp | Dispute, memberships: Iterable[Membership], remedy: str
) -> Iterator[Finding]:
    memberships = tuple(memberships)
    if said.party and (says := no_party(pledge, said.party, memberships)):
        yield Finding("party", said.ref, says, f"{remedy}, or {how_bound(pledge, said.party, memberships)}")


def _quantity_faults(pledge: Pledge, follow_up: FollowUp) -> Iterator[Finding]:
    pledged, done = pledge.quantity, follow_up.quantity
    if done:
        yield from amount_faults(follow_up.ref, done)
    if pledged and done and pledged.unit != done.unit:
        yield Finding(
            "quantity",
            follow_up.ref,
            f"it counts {done.unit}, while {pledge.ref} was pledged in {pledged.unit}",
            f"give the quantity in {pledged.unit}, or leave it out and say it in the note",
        )


def amount_faults(ref: str, quantity: Quantity) -> Iterator[Finding]:
    """What is wrong with an amount."""
    if says := amount_fault(quantity.amount):
        fault, _, remedy = says.partition("; ")
        yield Finding("amount", ref, f"its amount {quantity.amount} {fault}", remedy)


def deadline_faults(ref: str, deadline: Deadline) -> Iterator[Finding]:
    """What is wrong with a deadline's window."""
    earliest, latest = deadline.earliest, deadline.latest
    if earliest and latest and earliest > latest:
        yield Finding(
            "deadline", ref, f"its window ends ({latest}) before it begins ({earliest})", "correct the deadline"
        )
    if latest and deadline.basis is None:
        yield Finding("deadline", ref, "its window has no basis", "say whether it is stated or inferred")


def quote_faults(ref: str, quote: Quote, text: str | None) -> Iterator[Finding]:
    """Whether the quoted words stand where they are said to stand."""
    start, end = quote.start, quote.end
    if (start is None) != (end is None) or (start is not None and end is not None and not 0 <= start < end):
        says = f"its quote cannot stand at {start}–{end} of {quote.document}"
        yield Finding("quote", ref, says, "give where the words begin and where they end, or neither")
        return
    if text is None:
        return
    if start is None or end is None or end > len(text) or text[start:end] != quote.text:
        place = f"in {quote.document}" if start is None else f"at {start}–{end} of {quote.document}"
        yield Finding(
            "quote",
            ref,
            f"the quoted words do not stand {place}",
            f"compare with: tracker show {quote.document}; then mend with: tracker edit {ref} --set quote=…",
        )
