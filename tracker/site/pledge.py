"""The page of a pledge: the words in their context, what followed, why it stands as it does, what was corrected.

Nothing on it counts days up to the day asked, so that the page stays the same until something changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from tracker.explanation import explain
from tracker.language.sentences import sentences
from tracker.law import known_on, own_voices
from tracker.model import Document, FollowUp, Pledge, Quantity, Span
from tracker.register import records
from tracker.register.entries import entry
from tracker.register.related import related_to
from tracker.reports.entries import Entry
from tracker.reports.figures import said
from tracker.reports.ledger import parts
from tracker.site import addresses
from tracker.site.asked import Asked
from tracker.site.looks import Pages
from tracker.wording import attributed

_AROUND = 600  # characters of the text that are looked at on either side of a quote
_SENTENCES = 2  # that are shown of them


class Words(NamedTuple):
    """A quote in its context; ``more_before`` and ``more_after`` say that the text goes on."""

    before: str
    quote: str
    after: str
    more_before: bool
    more_after: bool
    language: str


class Point(NamedTuple):
    """A day on the line of time: something said, or a standing that began."""

    day: date
    kind: str
    said: str = ""
    standing: str = ""
    declared: bool = False


def pledge(asked: Asked, pages: Pages, ref: str) -> bytes:
    """The page of one pledge that is known on the day, or was retracted."""
    on = date.fromisoformat(asked.as_of)
    found = entry(asked.reader, ref, asked.as_of)
    record = found.pledge if found else records.pledge(asked.reader, ref)
    source = asked.document(record.quote.document)
    deadline = record.deadline
    spans = [each for each in records.spans_of(asked.reader, ref) if each.since <= on]
    line = list(_line(found, spans)) if found else []
    return pages.page(
        "pledge.html",
        addresses.pledge(ref),
        title=f"{ref}: {record.summary}",
        record=record,
        retracted=record.retracted,
        standing=str(found.standing) if found else "",
        declared=bool(found and found.self_declared),
        since=found.since if found else None,
        source=source,
        words=_words(asked, record, source),
        rule=asked.rules.get((deadline.rules, deadline.rule)) if deadline else None,
        amount=_amount(record.quantity),
        line_of_time=line,
        latest=max((each.day for each in line if each.kind != "due" and each.day <= on), default=None),
        quoted=asked.quoted(*_quoted(record, found)),
        followed=[_followed(asked, each) for each in found.follow_ups] if found else [],
        disputes=found.disputes if found else (),
        disputing={each.party for each in found.disputes} if found else (),
        lineage=related_to(asked.reader, ref, asked.as_of) if found and ref in asked.related else (),
        enquiries=found.enquiries if found else (),
        ledger=_ledger(asked, found, on) if found else [],
        cited=_cited(asked, ref) if found else [],
        reasons=_reasons(asked, found, on) if found else [],
        corrections=asked.corrections.get(ref, []),
    )


def _words(asked: Asked, record: Pledge, source: Document) -> Words:
    quote = record.quote
    text = records.document_text(asked.reader, quote.document)
    if text is None or quote.start is None or quote.end is None:
        return Words("", quote.text, "", more_before=False, more_after=False, language=source.language)
    start, end = _context(text, quote.start, quote.end)
    return Words(
        _blank(text[start : quote.start]),
        text[quote.start : quote.end],
        _blank(text[quote.end : end]),
        bool(text[:start].strip()),
        bool(text[end:].strip()),
        source.language,
    )


def _blank(part: str) -> str:
    """A part of a text as one line that keeps a blank at either end: a template would fold it away."""
    line = " ".join(part.split())
    return f"{' ' if part[:1].isspace() else ''}{line}{' ' if line and part[-1:].isspace() else ''}"


def _context(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentences around some words begin and end: two on either side, of what stands near."""
    first = max(0, start - _AROUND)
    near = [(first + each.start, first + each.end) for each in sentences(text[first : end + _AROUND])]
    before = [begun for begun, ended in near if ended <= start]
    own = [(begun, ended) for begun, ended in near if ended > start and begun < end]
    after = [ended for begun, ended in near if begun >= end]
    begin = min([start, *(begun for begun, _ in own), *before[-_SENTENCES:]])
    finish = max([end, *(ended for _, ended in own), *after[:_SENTENCES]])
    return begin, finish


def _amount(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    return f"{said(quantity)} {quantity.unit}"


def _line(found: Entry, spans: list[Span]) -> Iterator[Point]:
    """The days that matter, in their order; on one day what was said comes before the standing that it led to."""
    record = found.pledge
    points = [Point(each.since, "standing", "", str(each.standing), each.self_declared) for each in spans]
    points += [Point(known_on(each), "said", f"{each.outcome} ({each.quote.document})") for each in found.follow_ups]
    points += [Point(each.enquired_on, "looked", f"looked for, nothing found ({each.ref})") for each in found.enquiries]
    points += [
        Point(known_on(each), "answered", f"disputed by {each.party} ({each.quote.document})")
        for each in found.disputes
    ]
    if record.made_on:
        points.append(Point(record.made_on, "made", f"pledge made ({record.quote.document})"))
    if record.deadline and record.deadline.latest:
        points.append(Point(record.deadline.latest, "due", f"last day of {_due_words(record)}"))
    for each in found.follow_ups:
        if each.deadline and each.deadline.latest:
            points.append(Point(each.deadline.latest, "due", f"last day promised later: {_due_words(each)}"))
    order = ("made", "said", "answered", "looked", "standing", "due")
    yield from sorted(points, key=lambda each: (each.day, order.index(each.kind), each.said))


def _due_words(record: Pledge | FollowUp) -> str:
    """The words of a deadline, as a quotation only where they stand in the quote."""
    return attributed(record.deadline.phrase, record.quote.text) if record.deadline else ""


def _followed(asked: Asked, each: FollowUp) -> dict[str, Any]:
    promised = each.deadline and (each.deadline.latest or f"“{each.deadline.phrase}”")
    facts = (
        f"Ref: {each.ref}",
        f"The deed is dated {each.dated}." if each.dated else "",
        f"Quantity: {_amount(each.quantity)}" if each.quantity else "",
        f"Promised for {promised}. The first deadline keeps counting." if promised else "",
        f"Why this outcome: {each.note}" if each.note else "",
    )
    return {
        "record": each,
        "known": known_on(each),
        "source": asked.document(each.quote.document),
        "facts": [fact for fact in facts if fact],
        "anchor": f"follow-up-{each.ref.rpartition('.')[2]}",
    }


def _cited(asked: Asked, ref: str) -> list[tuple[str, Document]]:
    """The documents that a pledge and its follow-ups rest on besides those quoted, as far as known on the day."""
    told = [(each.record, asked.document(each.document)) for each in asked.cited.get(ref, ())]
    return [each for each in told if not each[1].published_on or each[1].published_on.isoformat() <= asked.as_of]


def _quoted(record: Pledge, found: Entry | None) -> Iterator[tuple[str, str]]:
    """The words that a page quotes, each with its document."""
    quotes = [each.quote for each in found.follow_ups] + [each.quote for each in found.disputes] if found else []
    for quote in (record.quote, *quotes):
        yield quote.text, quote.document


def _ledger(asked: Asked, found: Entry, on: date) -> list[Any]:
    """The parties that a joint pledge binds, each with its part; none for a pledge of one party."""
    made_on = found.pledge.made_on.isoformat() if found.pledge.made_on else None
    if len(asked.bound(" ".join(found.pledge.parties), made_on)) < 2:
        return []
    return parts(found, asked.memberships, on)


def _reasons(asked: Asked, found: Entry, on: date) -> list[tuple[str, tuple[str, ...]]]:
    own = own_voices(found.pledge, asked.memberships)
    said = explain(found.pledge, found.follow_ups, on, own, counting=False)
    headed = (
        ("Rule and window", said.clock),
        ("Documents", said.documents),
        ("What would change it", said.change),
    )
    return [(heading, lines) for heading, lines in headed if lines]
