"""From what a person typed to a pledge or follow-up: find the quote, read the deadline, refuse what cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from tracker import forms, rows
from tracker.cli.sourcing import cite_sources, place_of
from tracker.cli.telling import span_on, stands
from tracker.cli.windows import read_due, rules
from tracker.errors import UsageError
from tracker.language import passages
from tracker.law import known_on
from tracker.model import Deadline, Document, FollowUp, Pledge, Quantity, Quote
from tracker.register import records
from tracker.register.door import require_standing
from tracker.register.refs import resolve
from tracker.register.writes import Writer
from tracker.wording import stands_in
from tracker.words import Outcome, Qualifier

Word = TypeVar("Word", bound=StrEnum)


def record_pledge(writer: Writer, facts: dict[str, Any], today: str) -> tuple[str, list[str]]:
    """Record a pledge; returns its ref and what was understood.

    ``facts`` may hold a ``deadline`` that was read where its words stand; else they are read by themselves.
    """
    reader = writer.reader
    document = records.document(reader, resolve(reader, facts["document"], "document")[1], text=True)
    made = rows.day(facts["made_on"]) or document.published_on
    recorded = date.fromisoformat(today)
    parties = _codes(writer, facts["parties"])
    quote = find_quote(document, facts["quote"], facts["at"])
    deadline = facts.get("deadline") or read_due(facts["due"], made, parties[0])
    pledge = Pledge(
        ref=writer.next_ref(f"{parties[0]}-{(made or recorded).year}-"),
        parties=parties,
        partners=_codes(writer, facts["partners"]),
        summary=line(facts["summary"], "--summary"),
        topic=line(facts["topic"], "--topic").lower().replace(" ", "-"),
        quote=quote,
        made_on=made,
        recorded_on=recorded,
        speaker=_codes(writer, [facts["speaker"]])[0] if facts["speaker"] else None,
        deadline=deadline,
        condition=line(facts["condition"], "--condition") if facts["condition"] is not None else None,
        quantity=read_quantity(facts),
        published_on=document.published_on,
        issuer=document.issuer,
        event=document.event,
    )
    keep_rule(writer, deadline)
    writer.add(pledge)
    cited = cite_sources(writer, pledge, facts.get("sources", ()))
    told = [place_of(quote), *said_of(deadline), *not_said(deadline, quote, document), *cited]
    return pledge.ref, told if made else [*told, undated(pledge)]


def undated(pledge: Pledge) -> str:
    """That a pledge stands there without its day, and how to give it."""
    day = pledge.published_on or "DATE"
    return f"{pledge.ref} has no day, so it is never late; give it: tracker edit {pledge.ref} --set made_on={day}"


def record_follow_up(writer: Writer, given: str, facts: dict[str, Any], today: str) -> tuple[str, list[str]]:
    """Record a follow-up; returns its ref and what follows from it."""
    reader = writer.reader
    pledge = records.pledge(reader, resolve(reader, given, "pledge")[1])
    require_standing(pledge)
    document = records.document(reader, resolve(reader, facts["document"], "document")[1], text=True)
    quote = find_quote(document, facts["quote"], facts["at"])
    deadline = read_due(facts["due"], document.published_on, pledge.parties[0])
    party = _codes(writer, [facts["party"]])[0] if facts["party"] else None
    follow_up = FollowUp(
        ref=writer.next_ref(f"{pledge.ref}.", width=1),
        pledge=pledge.ref,
        outcome=Outcome(facts["outcome"]),
        quote=quote,
        recorded_on=date.fromisoformat(today),
        published_on=document.published_on,
        dated=rows.day(facts["dated"]),
        party=party,
        quantity=read_quantity(facts),
        deadline=deadline,
        note=or_none(facts["note"]),
        issuer=document.issuer,
        event=document.event,
    )
    keep_rule(writer, deadline)
    writer.add(follow_up)
    now, told = span_on(reader, pledge.ref, today), stands(reader, pledge.ref, today)
    if now:
        told += f" since {now.since}"
    if now and now.self_declared and document.issuer in records.own(reader, pledge):
        told += " (self-declared: all evidence was issued by the pledgers)"
    if (known := known_on(follow_up)).isoformat() > today:
        told += f"; {follow_up.ref} is known from {known}"
    unverified = [place_of(quote)] if quote.start is None else []
    cited = cite_sources(writer, follow_up, facts.get("sources", ()))
    return follow_up.ref, [*unverified, *said_of(deadline), *not_said(deadline, quote, document), *cited, told]


def find_quote(document: Document, words: str, at: int | None = None) -> Quote:
    """Find quoted words in a document's text. Not there, or there twice: UsageError that shows the passages.

    Where the text is not held the words are taken as they are given, without a place.
    """
    if not words.strip():
        raise UsageError("The quote is empty.", remedy=f"Copy the words from: tracker show {document.ref}")
    if document.text is None:
        if at is not None:
            raise UsageError(f"The text of {document.ref} is not held, so nothing stands at {at}.", remedy="Drop --at.")
        return Quote(document.ref, " ".join(words.split()), None, None)
    found = passages.find(document.text, words)
    if at is not None:
        found = [each for each in found if each.start == at] or found
    if len(found) == 1 and at in (None, found[0].start):
        start, end = found[0]
        return Quote(document.ref, document.text[start:end], start, end)
    if found:
        places = ", ".join(str(each.start) for each in found[:8])
        if at is not None:
            raise UsageError(f"The quote does not stand at {at} of {document.ref}.", why=f"It stands at: {places}.")
        raise UsageError(
            f"The quote stands {len(found)} times in {document.ref}: at {places}.",
            remedy=f"Quote more of the sentence, or say which with --at {found[0].start}",
        )
    near = passages.closest(document.text, words)
    closest = document.text[near.start : near.end] if near else ""
    raise UsageError(
        f"The quote does not stand in {document.ref}.",
        why=f"The closest passage, at {near.start}, reads: “{closest}”" if near else "",
        remedy="Quote the words as they stand there, copied from: tracker show " + document.ref,
    )


def keep_rule(writer: Writer, deadline: Deadline | None) -> None:
    """Keep in the register what the rule of a deadline says, for the foot of reports."""
    keep_rules(writer, [deadline])


def keep_rules(writer: Writer, deadlines: Iterable[Deadline | None]) -> None:
    """Keep what the rules of many deadlines say, as far as the table in force holds them."""
    table = rules()
    for version, rule in sorted({(each.rules, each.rule) for each in deadlines if each}):
        if version == table.version and (says := table.describe(rule)):
            writer.keep_rule(version, rule, says)


def read_word(kind: type[Word], value: str) -> Word:
    """One of the words of a list, as it was given; another is refused with the list."""
    try:
        return kind(value)
    except ValueError:
        words = ", ".join(str(each) for each in kind)
        raise UsageError(f"“{value}” is none of: {words}.") from None


def read_quantity(facts: dict[str, Any]) -> Quantity | None:
    """Read amount, unit and qualifier; one without the other is refused."""
    amount, unit, qualifier = facts["amount"], facts["unit"], facts["qualifier"]
    if amount is None and unit is None and qualifier is None:
        return None
    if amount is None or not unit or not unit.strip():
        raise UsageError("A quantity needs both its number and its unit.", remedy="Give both: amount 14, unit tanks")
    try:
        number = Decimal(str(rows.plain(forms.amount(str(amount).strip()))))
    except ValueError as error:
        what, _, remedy = str(error).partition("; ")
        raise UsageError(f"“{amount}” {what}.", remedy=f"{remedy[0].upper()}{remedy[1:]}.") from None
    return Quantity(number, unit.strip(), read_word(Qualifier, qualifier) if qualifier else None)


def said_of(deadline: Deadline | None) -> list[str]:
    """Which rule and window a deadline was understood as."""
    if deadline is None:
        return []
    if deadline.latest is None and deadline.earliest is None:
        return [f"Deadline: “{deadline.phrase}” gives no window ({deadline.rule}): never late"]
    window = f"{deadline.earliest or '…'} to {deadline.latest or '…'}"
    return [
        f"Deadline: “{deadline.phrase}” is {window}, {deadline.basis} (rule {deadline.rule}, table {deadline.rules})"
    ]


def not_said(deadline: Deadline | None, quote: Quote, document: Document) -> list[str]:
    """That the words of a deadline stand nowhere in what was said, so that nobody will be quoted with them."""
    if deadline is None or stands_in(quote.text, deadline.phrase):
        return []
    if document.text is not None and stands_in(document.text, deadline.phrase):
        return []
    where = f"nor in the text of {document.ref}" if document.text is not None else f"and {document.ref} has no text"
    return [
        f"Not quoted: “{deadline.phrase}” does not stand in the quote, {where}; reports say that it was given with"
        " the record"
    ]


def _codes(writer: Writer, given: Iterable[str]) -> tuple[str, ...]:
    codes = tuple(each.strip().upper() for each in given)
    for code in codes:
        writer.party_key(code)
    return codes


def or_none(given: str | None) -> str | None:
    """A text in one line; an empty one is none."""
    return " ".join((given or "").split()) or None


def line(given: str, option: str) -> str:
    """A text in one line that is not empty."""
    told = " ".join(given.split())
    if not told:
        raise UsageError(f"{option} is empty.")
    return told
