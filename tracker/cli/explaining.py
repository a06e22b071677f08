"""What ``explain`` says of a pledge: the reasons for its standing, and what stands beside them."""

from __future__ import annotations

from datetime import date

from tracker import rows
from tracker.cli.showing import Shown
from tracker.cli.telling import looked
from tracker.errors import ConflictError
from tracker.explanation import explain
from tracker.faults import how_bound, no_party
from tracker.law import known_on
from tracker.model import Dispute
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.refs import resolve
from tracker.register.related import related_to
from tracker.render.terminal import Block
from tracker.reports.entries import answer
from tracker.reports.related import lineage


def explained(reader: Reader, given: str, as_of: str, party: str | None) -> Shown:
    """Title, blocks and data of an explanation."""
    pledge = records.pledge(reader, resolve(reader, given, "pledge")[1])
    if party:
        party = party.strip().upper()
        if records.party(reader, party) is None:
            raise records.unknown_party(party)
        memberships = records.memberships(reader)
        if says := no_party(pledge, party, memberships):
            raise ConflictError(f"{says}.", remedy=f"Leave --party out, or {how_bound(pledge, party, memberships)}.")
    found = explain(
        pledge,
        records.follow_ups_of(reader, pledge.ref),
        date.fromisoformat(as_of),
        records.own(reader, pledge),
        party,
    )
    how = (
        f"{found.standing}{', self-declared,' if found.self_declared else ''} since {found.since}"
        if found.standing
        else "not known"
    )
    on, about = date.fromisoformat(as_of), f", for {party}" if party else ""
    title = f"{pledge.ref} is {how}, as of {as_of}{about}."
    answers, enquiries = _beside(reader, pledge.ref, on) if found.standing else ((), ())
    related = lineage(related_to(reader, pledge.ref, as_of)) if found.standing else ()
    headed = (
        ("The words", found.words),
        ("Rule and window", found.clock),
        ("Documents", found.documents),
        ("Lineage", related),
        ("Disputes", answers),
        ("Enquiries", enquiries),
        ("What would change it", found.change),
    )
    data = {
        **found._asdict(),
        "on": as_of,
        "standing": found.standing and str(found.standing),
        "since": rows.plain(found.since),
        "party": party,
        "disputes": answers,
        "lineage": related,
    }
    return title, [Block(heading, lines) for heading, lines in headed if lines], data


def _disputed(each: Dispute) -> str:
    place = f" The words stand at {each.quote.place}." if each.quote.place else ""
    return f"Disputed {answer(each).said}{place} A dispute changes no standing."


def _beside(reader: Reader, ref: str, on: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands beside a standing and does not decide it: the disputes and the enquiries known on a day."""
    disputes = (each for each in records.disputes_of(reader, ref) if each.retracted is None and known_on(each) <= on)
    made = (each for each in records.enquiries_of(reader, ref) if each.retracted is None and each.enquired_on <= on)
    return tuple(map(_disputed, disputes)), tuple(map(looked, made))
