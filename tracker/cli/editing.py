"""From ``NAME=VALUE`` to a changed record: each field read as when it was recorded, every rule asked again."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from tracker import rows
from tracker.cli.enquiring import require_past
from tracker.cli.recording import find_quote, keep_rule, not_said, read_quantity, read_word, said_of
from tracker.cli.rereading import read_again, read_again_by_document
from tracker.cli.telling import quantity
from tracker.cli.windows import counted_from, read_due
from tracker.days import given_day
from tracker.documents.description import GIVEN
from tracker.errors import UsageError
from tracker.language.tongues import UNDETERMINED
from tracker.lineage import Relation
from tracker.model import Deadline, Dispute, Document, Enquiry, FollowUp, Party, Pledge, Quantity, Quote
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.proposing import forget_scan
from tracker.register.refs import resolve
from tracker.register.writes import Writer
from tracker.words import Outcome, PartyKind

Editable = Party | Document | Pledge | FollowUp | Dispute | Relation | Enquiry

FIELDS = {
    Pledge: ("summary", "topic", "made_on", "due", "condition", "speaker", "party", "with", "quote"),
    FollowUp: ("outcome", "quote", "dated", "party", "due", "note"),
    Document: (
        "title",
        "publisher",
        "published_on",
        "issuer",
        "url",
        "archive_url",
        "retrieved_on",
        "language",
        "event",
    ),
    Dispute: ("party", "quote", "note"),
    Relation: ("note",),
    Enquiry: ("enquired_on", "enquirer", "place", "note"),
    Party: ("name", "kind"),
}
QUANTITY = ("amount", "unit", "qualifier")
_NEEDED = (
    "summary",
    "topic",
    "party of a pledge",
    "party of a dispute",
    "quote",
    "outcome",
    "title",
    "publisher",
    "published_on",
    "language",
    "enquired_on",
    "enquirer",
    "place",
    "name",
    "kind",
)


def edit_record(
    writer: Writer, given: str, settings: tuple[str, ...], retract: str | None, restore: bool, today: str
) -> list[str]:
    """Change a record; returns what was done. Nothing to do, or a change that cannot be, is refused."""
    before = _load(writer.reader, given)
    after = _changed(writer, before, [_split(each) for each in settings])
    if retract is not None or restore:
        after = _retracted(after, retract, restore)
    if after == before:
        raise UsageError("Nothing would change.", remedy="Name a field and its new value: --set NAME=VALUE")
    said: list[str] = []
    if isinstance(before, Pledge) and isinstance(after, Pledge):
        after, said = read_again(writer.reader, before, after)
    if isinstance(after, Enquiry) and after.retracted is None:
        require_past(after, today)
    if isinstance(after, Pledge | FollowUp):
        keep_rule(writer, after.deadline)
        if any(each.startswith("due=") for each in settings):
            document = records.document(writer.reader, after.quote.document, text=True)
            said = [*said_of(after.deadline), *not_said(after.deadline, after.quote, document)]
    writer.change(before, after)
    if isinstance(before, Document) and isinstance(after, Document):
        said = list(read_again_by_document(writer, before, after))
        if before.language != after.language and forget_scan(writer, after.ref):
            said.append("It was read in another language: tracker scan --new reads it again")
    name = after.code if isinstance(after, Party) else after.ref
    return [str(name), *(f"  {line}" for line in (*_changes(before, after), *said))]


def _changes(before: Editable, after: Editable) -> Iterator[str]:
    """Each field that was changed, as it was and as it is; what a deadline means is told apart."""
    for field in dataclasses.fields(before):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if was != now and field.name != "dated_by" and not isinstance(was or now, Deadline):
            yield f"{field.name.replace('_', ' ')}: {_said(was)} → {_said(now)}"


def _said(value: Any) -> str:
    if isinstance(value, Quote):
        return f"“{value.text}”"
    if isinstance(value, Quantity):
        return str(quantity(value))
    return " ".join(value) if isinstance(value, tuple) else "–" if value is None else str(value)


def _load(reader: Reader, given: str) -> Editable:
    party = records.party(reader, given.strip().upper())
    if party:
        return party
    kind, ref = resolve(reader, given)
    if kind == "pledge":
        return records.pledge(reader, ref)
    if kind == "follow_up":
        return records.follow_up(reader, ref)
    if kind == "enquiry":
        return records.enquiry(reader, ref)
    if kind == "dispute":
        return records.dispute(reader, ref)
    if kind == "relation":
        return records.relation(reader, ref)
    return records.document(reader, ref)


def _split(setting: str) -> tuple[str, str]:
    name, equals, value = setting.partition("=")
    if not equals:
        raise UsageError(f"“{setting}” sets nothing.", remedy="Write NAME=VALUE, for example: --set topic=sanctions")
    return name.strip().lower().replace("-", "_"), value.strip()


def _changed(writer: Writer, record: Editable, settings: list[tuple[str, str]]) -> Editable:
    fields = FIELDS[type(record)]
    quantities = QUANTITY if isinstance(record, Pledge | FollowUp) else ()
    # A deadline is counted from the day of the statement, and by the party's years, so these come first.
    for name, value in sorted(settings, key=lambda each: each[0] not in ("made_on", "party")):
        kind = type(record).__name__.replace("FollowUp", "follow-up").lower()
        if name not in (*fields, *quantities):
            raise UsageError(
                f"A {kind} has no field {name} to be set.",
                remedy=f"Its fields: {' '.join((*fields, *quantities))}",
            )
        if not value and (name in _NEEDED or f"{name} of a {kind}" in _NEEDED):
            raise UsageError(f"{name} cannot be empty.")
        if name not in QUANTITY:
            record = dataclasses.replace(record, **_field(writer, record, name, value))
    if any(name in QUANTITY for name, _ in settings):
        assert isinstance(record, Pledge | FollowUp)
        flat = {name: rows.flat(record)[name] for name in QUANTITY}
        flat |= {name: value or None for name, value in settings if name in QUANTITY}
        record = dataclasses.replace(record, quantity=read_quantity(flat))
    return record


def _field(writer: Writer, record: Any, name: str, value: str) -> dict[str, Any]:
    """The record's own fields that a setting changes."""
    readers: dict[str, Callable[[], dict[str, Any]]] = {
        "due": lambda: {"deadline": read_due(value or None, *counted_from(writer.reader, record))},
        "quote": lambda: {
            "quote": find_quote(records.document(writer.reader, record.quote.document, text=True), value)
        },
        "with": lambda: {"partners": _codes(writer, value)},
        "party": lambda: _party(writer, record, value),
        "speaker": lambda: {"speaker": next(iter(_codes(writer, value)), None)},
        "issuer": lambda: {"issuer": next(iter(_codes(writer, value)), None)},
        "outcome": lambda: {"outcome": read_word(Outcome, value)},
        "kind": lambda: {"kind": read_word(PartyKind, value)},
        "language": lambda: {"language": _language(value)},
        "topic": lambda: {"topic": "-".join(value.lower().split())},
    }
    if name in readers:
        return readers[name]()
    if name == "published_on":
        day = _day(value)
        return {name: day, "dated_by": record.dated_by if day == record.published_on else GIVEN}
    if name in ("made_on", "dated", "retrieved_on", "enquired_on"):
        return {name: _day(value) if value else None}
    return {name: " ".join(value.split()) or None}


def _party(writer: Writer, record: Any, value: str) -> dict[str, Any]:
    codes = _codes(writer, value)
    if not codes and not isinstance(record, FollowUp):
        raise UsageError("party cannot be empty.")
    if isinstance(record, Pledge):
        return {"parties": codes}
    return {"party": codes[0] if codes else None}


def _codes(writer: Writer, value: str) -> tuple[str, ...]:
    codes = tuple(value.upper().replace(",", " ").split())
    for code in codes:
        writer.party_key(code)
    return codes


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise UsageError(
            f"“{value}” is no code of a language.", remedy=f"Write its code: en, uk, zh-Hant; {UNDETERMINED}: not known"
        )
    first, dash, rest = value.partition("-")
    return f"{first.lower()}{dash}{rest}"


def _day(value: str) -> date:
    try:
        return given_day(value)
    except ValueError as error:
        raise UsageError(f"{error}.") from None


def _retracted(record: Editable, reason: str | None, restore: bool) -> Editable:
    if not isinstance(record, Pledge | FollowUp | Dispute | Relation | Enquiry):
        raise UsageError("Only a pledge, a follow-up, a dispute, a relation or an enquiry can be retracted.")
    if restore and reason is not None:
        raise UsageError("--retract and --restore contradict each other.")
    if reason is not None and not reason.strip():
        raise UsageError("A retraction needs its reason.")
    return dataclasses.replace(record, retracted=None if restore else " ".join((reason or "").split()))
