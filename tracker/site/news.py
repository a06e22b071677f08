"""What changed last: by day and pledge, what was said, where it stood then, and what was corrected in the register."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker.law import known_on
from tracker.register import records
from tracker.reports.changes import Change
from tracker.reports.entries import codes
from tracker.site.asked import Asked
from tracker.site.sweep import Swept


class News(NamedTuple):
    """What became of a pledge on a day (ISO), in sentences; the first is a headline."""

    day: str
    ref: str
    parties: str
    summary: str
    said: tuple[str, ...]
    quoted: tuple[tuple[str, str], ...] = ()  # words in other languages, each with its own


def newest(asked: Asked, found: Swept, most: int) -> list[News]:
    """The last changes known on the day asked, newest first."""
    return [_news(asked, day, ref) for day, ref in found.newest[:most]]


def _news(asked: Asked, day: str, ref: str) -> News:
    on = date.fromisoformat(day)
    record = records.pledge(asked.reader, ref)
    said: list[str] = []
    quoted: list[tuple[str, str]] = []
    before = ""
    for span in records.spans_of(asked.reader, ref):
        if span.since == on:
            declared = ", self-declared" if span.self_declared else ""
            said.append(f"{span.standing}{declared} (was {before})" if before else f"New: {span.standing}{declared}")
            # A relation is known from the day on which its pledge is.
            said += [] if before else [each.said for each in asked.related.get(ref, ()) if each.pledge == ref]
        before = str(span.standing)
    for each in records.follow_ups_of(asked.reader, ref):
        if each.retracted is None and known_on(each) == on:
            about = f" for {each.party}" if each.party else ""
            said.append(f"{each.outcome}{about}: “{each.quote.text}” ({each.quote.document})")
            quoted.append((each.quote.text, each.quote.document))
    for told in asked.answers.get(ref, ()):
        if told.on == day:
            said.append(f"disputed by {told.party}: “{told.quote}” ({told.document})")
            quoted.append((told.quote, told.document))
    said += [_corrected(each) for each in asked.corrected_by_then(ref) if each.on == day]
    return News(day, ref, codes(record), record.summary, tuple(said), tuple(asked.quoted(*quoted)))


def _corrected(each: Change) -> str:
    """What the log tells of a record: that it was taken back, and why, or what it said before and says now."""
    if each.what == "retracted":
        return f"{each.ref} retracted: “{(each.after or '').rpartition('retracted: ')[2]}”"
    return f"{each.ref} corrected: “{each.before or '–'}” → “{each.after or '–'}”"
