"""What must hold in a register. A check reads and yields findings; it never mends and never prints.

The same rules refuse a bad record at the door (``add``, ``link``, ``import``) and find it later (``tracker check``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from tracker.law import history, known_on, own_voices
from tracker.lineage import Lineages, Relation
from tracker.model import Deadline, Dispute, FollowUp, Membership, Original, Pledge, Quote, Span
from tracker.words import Outcome


class Finding(NamedTuple):
    """Something that does not hold: which check, about which record, what is wrong, what to do about it."""

    check: str
    ref: str
    message: str
    remedy: str


class Case(NamedTuple):
    """A pledge with everything that is kept of it."""

    pledge: Pledge
    follow_ups: tuple[FollowUp, ...]
    spans: tuple[Span, ...]
    orders: frozenset[str] = frozenset()  # by which its spans are listed: the latest day, or "~" for none
    disputes: tuple[Dispute, ...] = ()


class Contents(Protocol):
    """What the checks read of a register."""

    def cases(self) -> Iterator[Case]: ...
    def memberships(self) -> tuple[Membership, ...]: ...
    def relations(self) -> tuple[Relation, ...]: ...
    def text(self, document: str) -> str | None: ...
    def texts(self) -> Iterator[tuple[str, str, str]]: ...
    def originals(self) -> Iterator[tuple[Original, bytes | None]]: ...
    def tally(self) -> Mapping[tuple[str, str], int]: ...
    def broken_revisions(self) -> Iterator[tuple[int, str]]: ...


# -- what a single record must keep to ------------------------------------------------------------------


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
            "correct the day with --made-on, or quote a later document",
        )
    latest = pledge.deadline.latest if pledge.deadline else None
    if latest and made and latest < made:
        yield Finding(
            "deadline",
            ref,
            f"its deadline ({latest}) has passed before the pledge was made ({made})",
            "correct --due or --made-on",
        )
    if pledge.deadline:
        yield from deadline_faults(ref, pledge.deadline)


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
            "a document can report only what has happened; an announced day is a new deadline (--due)",
        )
    if follow_up.dated and made and follow_up.dated < made:
        yield Finding(
            "days",
            ref,
            f"the deed is dated {follow_up.dated}, before the pledge was made on {made}",
            "what was done before was not promised; correct --dated",
        )
    if outcome is Outcome.RESTATES and _same_event(pledge, follow_up):
        yield Finding(
            "event",
            ref,
            f"{follow_up.quote.document} reports on the pledge's own event: this corroborates, it does not restate",
            "use the outcome: corroborates",
        )
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


def _party_faults(
    pledge: Pledge, said: FollowUp | Dispute, memberships: Iterable[Membership], remedy: str
) -> Iterator[Finding]:
    party = said.party
    if party is None or party in pledge.parties:
        return
    if party not in own_voices(pledge, [each for each in memberships if each.group in pledge.parties]):
        yield Finding(
            "party",
            said.ref,
            f"{party} is not a party to {pledge.ref} ({' '.join(pledge.parties)}), nor a member of one",
            f"{remedy}, or record the membership: tracker add party {party} --member-of GROUP",
        )


def _quantity_faults(pledge: Pledge, follow_up: FollowUp) -> Iterator[Finding]:
    pledged, done = pledge.quantity, follow_up.quantity
    if pledged and done and pledged.unit != done.unit:
        yield Finding(
            "quantity",
            follow_up.ref,
            f"it counts {done.unit}, while {pledge.ref} was pledged in {pledged.unit}",
            f"give the quantity in {pledged.unit}, or leave it out and say it in the note",
        )


def deadline_faults(ref: str, deadline: Deadline) -> Iterator[Finding]:
    """What is wrong with a deadline's window."""
    earliest, latest = deadline.earliest, deadline.latest
    if earliest and latest and earliest > latest:
        yield Finding("deadline", ref, f"its window ends ({latest}) before it begins ({earliest})", "correct --due")
    if latest and deadline.basis is None:
        yield Finding("deadline", ref, "its window has no basis", "say whether it is stated or inferred")


def quote_faults(ref: str, quote: Quote, text: str | None) -> Iterator[Finding]:
    """Whether the quoted words stand where they are said to stand."""
    if text is None:
        return
    start, end = quote.start, quote.end
    if start is None or end is None or start < 0 or text[start:end] != quote.text:
        yield Finding(
            "quote",
            ref,
            f"the quoted words do not stand at {start}–{end} of {quote.document}",
            f"compare with: tracker show {quote.document}; then mend with: tracker edit {ref} --set quote=…",
        )


# -- what a whole register must keep to -----------------------------------------------------------------


def records(contents: Contents) -> Iterator[Finding]:
    """Every record keeps to the rules that it was recorded under, and its quotes still stand.

    Pledges, follow-ups, disputes and relations. What was retracted is left alone: it is known to be a mistake.
    """
    memberships, relations = contents.memberships(), contents.relations()
    related: dict[str, Pledge | None] = {ref: None for each in relations for ref in (each.pledge, each.other)}
    for pledge, follow_ups, *_, disputes in contents.cases():
        if pledge.retracted is not None:
            continue
        if pledge.ref in related:
            related[pledge.ref] = pledge
        yield from pledge_faults(pledge, contents.text(pledge.quote.document))
        for each in follow_ups:
            if each.retracted is None:
                yield from follow_up_faults(pledge, each, contents.text(each.quote.document), memberships)
        for one in disputes:
            if one.retracted is None:
                yield from dispute_faults(pledge, one, contents.text(one.quote.document), memberships)
    yield from _lineage(relations, related, Lineages((), memberships))


def _lineage(
    relations: Iterable[Relation], related: Mapping[str, Pledge | None], lineages: Lineages
) -> Iterator[Finding]:
    for each in relations:
        if each.retracted is None:
            faults = [*relation_faults(each, related[each.pledge], related[each.other], lineages)]
            yield from faults
            if not faults:  # else everything that is held against it would be told too
                lineages.add(each)


def texts(contents: Contents) -> Iterator[Finding]:
    """Every stored text has the hash that was taken when it was recorded."""
    for ref, text, sha256 in contents.texts():
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            yield Finding(
                "text",
                ref,
                "its text is not the one that was recorded: the sha256 differs",
                "restore the register from a copy or a data package",
            )


def originals(contents: Contents) -> Iterator[Finding]:
    """Every original has the hash that was taken when it was kept."""
    for each, data in contents.originals():
        if data is None or hashlib.sha256(data).hexdigest() != each.sha256:
            yield Finding(
                "original",
                each.document,
                "its original is not the one that was kept: the sha256 differs",
                "restore the register from a copy or a data package; the text and its quotes stand by themselves",
            )


def standings(contents: Contents) -> Iterator[Finding]:
    """The kept spans, and the tally of them, are what the law says."""
    memberships = contents.memberships()
    tally: dict[tuple[str, str], int] = {}
    for pledge, follow_ups, spans, orders, _ in contents.cases():
        said = history(pledge, follow_ups, own_voices(pledge, memberships))
        order = str(pledge.deadline.latest) if pledge.deadline and pledge.deadline.latest else "~"
        if said != spans or orders - {order}:
            yield Finding("standing", pledge.ref, "its kept standings differ from the law's", "run: tracker repair")
        for each in said:
            _count(tally, str(each.standing), str(each.since), 1)
            if each.until:
                _count(tally, str(each.standing), str(each.until), -1)
    kept = {key: change for key, change in contents.tally().items() if change}
    for key in sorted({*tally, *kept}):
        if tally.get(key, 0) != kept.get(key, 0):
            yield Finding("tally", key[0], f"the count kept for {key[1]} is wrong", "run: tracker repair")


def _count(tally: dict[tuple[str, str], int], standing: str, day: str, by: int) -> None:
    tally[standing, day] = tally.get((standing, day), 0) + by


def revisions(contents: Contents) -> Iterator[Finding]:
    """The log of revisions is whole: every line follows from the one before it."""
    for number, fault in contents.broken_revisions():
        yield Finding(
            "log",
            f"revision {number}",
            f"it {fault}",
            "compare with a copy of the register: everything after this line is in doubt",
        )


Check = Callable[[Contents], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (records, texts, originals, standings, revisions)
