"""What ``show`` and ``explain`` say of a record: headed lines for people, plain data for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tracker import rows
from tracker.cli.citing import sources_of
from tracker.cli.telling import disputed, followed, looked, quantity
from tracker.law import history, known_on
from tracker.model import Document, FollowUp, Pledge, Quote, Span
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.refs import resolve
from tracker.register.related import related_to
from tracker.render.terminal import Block, quote
from tracker.reports.related import lineage
from tracker.wording import attributed

Shown = tuple[str, list[Block], dict[str, Any]]


def blocks_of(reader: Reader, given: str, as_of: str, width: int, *, whole: bool = False) -> Shown:
    """Title, blocks and data of whatever a ref or a party's code names."""
    found = records.party(reader, given.strip().upper())
    if found:
        from tracker.cli.party_shown import party_shown

        return party_shown(reader, found.code, as_of)
    kind, ref = resolve(reader, given)
    if kind == "document":
        from tracker.cli.document_shown import document_shown

        return document_shown(reader, ref, as_of, whole)
    if kind == "enquiry":
        return _enquiry(reader, ref)
    if kind == "dispute":
        return _dispute(reader, ref, width)
    if kind == "relation":
        from tracker.cli.relation_shown import relation_shown

        return relation_shown(reader, ref)
    if kind == "proposal":
        from tracker.cli.judged import proposal_shown

        return proposal_shown(reader, ref, width)
    if kind == "follow_up":
        return _follow_up(reader, ref, width)
    return _pledge(reader, ref, date.fromisoformat(as_of), width)


def _pledge(reader: Reader, ref: str, on: date, width: int) -> Shown:
    pledge = records.pledge(reader, ref)
    follow_ups, own = records.follow_ups_of(reader, ref), records.own(reader, pledge)
    spans = _until(on, history(pledge, follow_ups, own))
    known = [each for each in follow_ups if known_on(each) <= on]
    enquiries = [each for each in records.enquiries_of(reader, ref) if each.enquired_on <= on]
    disputes = [each for each in records.disputes_of(reader, ref) if known_on(each) <= on]
    now = spans[-1] if spans else None
    standing = "not known on this day"
    if now:
        standing = f"{now.standing}{' (self-declared)' if now.self_declared else ''}, since {now.since}"
    source = records.document(reader, pledge.quote.document, text=True)
    blocks = [
        Block("", tuple(_facts(pledge, f"{standing} (as of {on})"))),
        Block(
            "The words",
            (
                *_in_context(source, pledge.quote.start, pledge.quote.end, pledge.quote.text, width),
                _source(source, pledge.quote),
            ),
        ),
    ]
    related = related_to(reader, ref, on.isoformat())
    blocks += [Block("Lineage", lineage(related))] if related else []
    sources, sourced = sources_of(reader, ref)
    blocks += sources
    if known:
        blocks.append(Block("What followed", tuple(followed(each) for each in known)))
    if disputes:
        blocks.append(Block("Disputed", tuple(disputed(each) for each in disputes)))
    if len(pledge.parties) > 1 or any(each.party for each in known):
        parties = list(dict.fromkeys([*pledge.parties, *(each.party for each in known if each.party)]))
        blocks.append(Block("Party by party", tuple(_for_party(pledge, follow_ups, own, each, on) for each in parties)))
    if enquiries:
        blocks.append(Block("Enquiries", tuple(looked(each) for each in enquiries)))
    blocks.append(Block("Standings", _past(spans) or (f"none: retracted ({pledge.retracted})",)))
    data = {
        **rows.flat(pledge),
        "parties": list(pledge.parties),
        "partners": list(pledge.partners),
        "as_of": on.isoformat(),
        "standing": str(now.standing) if now else None,
        "since": rows.plain(now.since) if now else None,
        "self_declared": now.self_declared if now else None,
        **sourced,
        "follow_ups": [rows.flat(each) for each in known],
        "disputes": [rows.flat(each) for each in disputes],
        "relations": [each.row for each in related],
        "enquiries": [rows.flat(each) for each in enquiries],
        "standings": [
            {
                "since": rows.plain(each.since),
                "until": rows.plain(each.until),
                "standing": str(each.standing),
                "self_declared": each.self_declared,
            }
            for each in spans
        ],
    }
    return f"{pledge.ref}: {pledge.summary}", blocks, data


def _until(on: date, spans: Sequence[Span]) -> list[Span]:
    """The spans that have begun by a day; what came later is not known on it, nor when the last one ends."""
    begun = [each for each in spans if each.since <= on]
    return [*begun[:-1], replace(begun[-1], until=None)] if begun else []


def _past(spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(
        f"{each.since} to {each.until or '…'}: {each.standing}{' (self-declared)' if each.self_declared else ''}"
        for each in spans
    )


def _facts(pledge: Pledge, standing: str) -> list[str]:
    deadline = pledge.deadline
    due = None
    if deadline:
        window = (
            f"{deadline.earliest or '…'} to {deadline.latest}, {deadline.basis}" if deadline.latest else "no window"
        )
        due = (
            f"{attributed(deadline.phrase, pledge.quote.text)}: {window} (rule {deadline.rule}, table {deadline.rules})"
        )
    pairs = (
        ("Standing", standing),
        ("Retracted", pledge.retracted),
        ("Party", " ".join(pledge.parties)),
        ("With", " ".join(pledge.partners) or None),
        ("Told by", pledge.speaker),
        ("Topic", pledge.topic),
        ("Made on", str(pledge.made_on or "not known")),
        ("Deadline", due or "none was said"),
        ("Condition", f"“{pledge.condition}”" if pledge.condition else None),
        ("Quantity", quantity(pledge.quantity)),
    )
    return [f"{name}: {value}" for name, value in pairs if value]


def _in_context(source: Document, start: int | None, end: int | None, words: str, width: int) -> list[str]:
    if source.text is None or start is None or end is None:
        return [f"“{words}”"]
    return quote(source.text, start, end, max(40, width - 4))


def _source(source: Document, words: Quote) -> str:
    place = f", {words.place}" if words.place else ""
    url = f", {source.url}" if source.url else ""
    held = "" if place else f" ({'' if source.sha256 else 'text not held: '}the quote is not verified)"
    return f"{source.ref}{place}: {source.title} — {source.publisher}, {source.published_on or 'no date'}{url}{held}"


def _for_party(pledge: Pledge, follow_ups: tuple[FollowUp, ...], own: frozenset[str], party: str, on: date) -> str:
    spans = [each for each in history(pledge, follow_ups, own, party) if each.since <= on]
    return f"{party}: {spans[-1].standing if spans else 'not known on this day'}"


def _follow_up(reader: Reader, ref: str, width: int) -> Shown:
    each = records.follow_up(reader, ref)
    source = records.document(reader, each.quote.document, text=True)
    words = _in_context(source, each.quote.start, each.quote.end, each.quote.text, width)
    blocks = [
        Block("", (followed(each),)),
        Block("The words", (*words, _source(source, each.quote))),
    ]
    sources, sourced = sources_of(reader, ref)
    return f"{ref}: {each.outcome} {each.pledge}", [*blocks, *sources], {**rows.flat(each), **sourced}


def _dispute(reader: Reader, ref: str, width: int) -> Shown:
    each = records.dispute(reader, ref)
    source = records.document(reader, each.quote.document, text=True)
    words = _in_context(source, each.quote.start, each.quote.end, each.quote.text, width)
    blocks = [
        Block("", (disputed(each), "A dispute changes no standing: it is printed beside the pledge.")),
        Block("The words", (*words, _source(source, each.quote))),
    ]
    return f"{ref}: {each.party} disputes {each.pledge}", blocks, rows.flat(each)


def _enquiry(reader: Reader, ref: str) -> Shown:
    each = records.enquiry(reader, ref)
    facts = (
        f"On: {each.enquired_on}",
        f"By: {each.enquirer}",
        f"Looked at: {each.place}",
        f"Note: {each.note or '–'}",
        *([f"RETRACTED: {each.retracted}"] if each.retracted is not None else []),
    )
    return f"{ref}: enquiry into {each.pledge}", [Block("", facts)], rows.flat(each)
