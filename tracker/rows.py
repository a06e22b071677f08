"""Records as flat rows of plain values, and back: the one shape shared by storage, audit and the data package.

A row is a dict of ``str``, ``int`` and ``None``: days in ISO form, amounts in plain digits, quotes and deadlines
spread over columns (``quote, start, end``; ``deadline_phrase`` …). ``record(flat(x)) == x`` for every record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tracker.lineage import Relation
from tracker.model import (
    Citation,
    Deadline,
    Decision,
    Dispute,
    Document,
    Enquiry,
    Feed,
    FollowUp,
    ForeignId,
    Membership,
    Original,
    Party,
    Pledge,
    Quantity,
    Quote,
    Rule,
    Scan,
)
from tracker.words import Basis, Outcome, PartyKind, Qualifier

Row = dict[str, Any]


def plain(value: object) -> str | int | None:
    """One value as it stands in a row: ISO days, digits without exponent, words as themselves."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        digits = format(value, "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return str(value)


_given = lru_cache(maxsize=4096)(date.fromisoformat)
_OUTCOMES = {str(each): each for each in Outcome}


def day(value: Any) -> date | None:
    """An ISO day or nothing, as a day or nothing."""
    return _given(value) if value else None


Told = Dispute | Relation | Citation | ForeignId  # of a record
Record = Party | Membership | Rule | Document | Original | Feed | Pledge | FollowUp | Enquiry | Decision | Scan | Told


# The columns of records whose values stand in their rows as they are.
_COLUMNS: dict[type, tuple[str, ...]] = {
    Party: ("code", "name", "kind"),
    Membership: ("group", "member", "since", "until", "document"),
    Document: (
        *("ref", "title", "publisher", "published_on", "issuer", "url", "retrieved_on", "language", "event"),
        *("archive_url", "dates_found", "dated_by", "sha256"),
    ),
    Original: (
        *("document", "sha256", "size", "media_type", "name", "extractor", "retrieved_at"),
        *("content_type", "encoding", "final_url"),
    ),
    Feed: ("url", "title", "publisher", "issuer", "added_on"),
    Enquiry: ("ref", "pledge", "enquired_on", "enquirer", "place", "note", "retracted"),
    Rule: ("version", "rule", "says"),
    Decision: ("proposal", "number", "decided", "reviewer", "at", "reason", "record"),
    Scan: ("document", "rules", "at"),
    Relation: ("ref", "pledge", "kind", "other", "recorded_on", "note", "retracted"),
    Citation: ("record", "document"),
    ForeignId: ("source", "foreign_id", "part", "serial", "record", "taken"),
}


def flat(record: Record) -> Row:
    """A record as a row. The facts of the quoted document (its day, issuer, event) are left to that document,
    the bytes of an original and what servers said last are left out.
    """
    if isinstance(record, Pledge):
        return _pledge_row(record)
    if isinstance(record, FollowUp):
        return _follow_up_row(record)
    if isinstance(record, Dispute):
        return _dispute_row(record)
    return {name: plain(getattr(record, name)) for name in _COLUMNS[type(record)]}


def _pledge_row(pledge: Pledge) -> Row:
    return {
        "ref": pledge.ref,
        "made_on": plain(pledge.made_on),
        "recorded_on": plain(pledge.recorded_on),
        "summary": pledge.summary,
        "topic": pledge.topic,
        **_quote_row(pledge.quote),
        "speaker": pledge.speaker,
        "condition": pledge.condition,
        **_deadline_row(pledge.deadline),
        **_quantity_row(pledge.quantity),
        "retracted": pledge.retracted,
    }


def _follow_up_row(follow_up: FollowUp) -> Row:
    return {
        "ref": follow_up.ref,
        "pledge": follow_up.pledge,
        "outcome": str(follow_up.outcome),
        **_quote_row(follow_up.quote),
        "recorded_on": plain(follow_up.recorded_on),
        "dated": plain(follow_up.dated),
        "party": follow_up.party,
        **_deadline_row(follow_up.deadline),
        **_quantity_row(follow_up.quantity),
        "note": follow_up.note,
        "retracted": follow_up.retracted,
    }


def _dispute_row(dispute: Dispute) -> Row:
    kept = {name: getattr(dispute, name) for name in ("ref", "pledge", "party", "note", "retracted")}
    row = {**kept, **_quote_row(dispute.quote), "recorded_on": plain(dispute.recorded_on)}
    order = ("ref", "pledge", "party", "document", "quote", "start", "end", "recorded_on", "note", "retracted")
    return {name: row[name] for name in order}


def _quote_row(quote: Quote) -> Row:
    return {"document": quote.document, "quote": quote.text, "start": quote.start, "end": quote.end}


def _deadline_row(deadline: Deadline | None) -> Row:
    if deadline is None:
        return _NO_DEADLINE
    days = plain(deadline.earliest), plain(deadline.latest)
    values = deadline.phrase, *days, plain(deadline.basis), deadline.rule, deadline.rules
    return dict(zip(_NO_DEADLINE, values, strict=True))


def _quantity_row(quantity: Quantity | None) -> Row:
    if quantity is None:
        return _NO_QUANTITY
    return {"amount": plain(quantity.amount), "unit": quantity.unit, "qualifier": plain(quantity.qualifier)}


_NO_DEADLINE = {f"deadline_{name}": None for name in ("phrase", "earliest", "latest", "basis", "rule", "rules")}
_NO_QUANTITY = {"amount": None, "unit": None, "qualifier": None}


def party(row: Mapping[str, Any]) -> Party:
    return Party(row["code"], row["name"], PartyKind(row["kind"]))


def membership(row: Mapping[str, Any]) -> Membership:
    return Membership(row["group"], row["member"], day(row["since"]), day(row["until"]), row["document"])


def document(row: Mapping[str, Any], text: str | None = None) -> Document:
    """A document; ``text`` where it was read with the row."""
    return Document(
        ref=row["ref"],
        title=row["title"],
        publisher=row["publisher"],
        published_on=day(row["published_on"]),
        issuer=row["issuer"],
        url=row["url"],
        retrieved_on=day(row["retrieved_on"]),
        language=row["language"],
        event=row["event"],
        archive_url=row["archive_url"],
        dates_found=row["dates_found"],
        dated_by=row["dated_by"],
        text=text,
        sha256=row["sha256"],
    )


def original(row: Mapping[str, Any]) -> Original:
    return Original(
        **{name: row[name] for name in _COLUMNS[Original]},
        etag=row.get("etag"),
        last_modified=row.get("last_modified"),
    )


def feed(row: Mapping[str, Any]) -> Feed:
    return Feed(
        url=row["url"],
        title=row["title"],
        publisher=row["publisher"],
        issuer=row["issuer"],
        added_on=date.fromisoformat(row["added_on"]),
        etag=row.get("etag"),
        last_modified=row.get("last_modified"),
    )


def pledge(row: Mapping[str, Any], parties: Iterable[str], partners: Iterable[str] = ()) -> Pledge:
    return Pledge(
        ref=row["ref"],
        parties=tuple(parties),
        partners=tuple(partners),
        summary=row["summary"],
        topic=row["topic"],
        quote=_quote(row),
        made_on=day(row["made_on"]),
        recorded_on=_given(row["recorded_on"]),
        speaker=row["speaker"],
        deadline=_deadline(row),
        condition=row["condition"],
        quantity=_quantity(row),
        published_on=day(row.get("published_on")),
        issuer=row.get("issuer"),
        event=row.get("event"),
        retracted=row["retracted"],
    )


def follow_up(row: Mapping[str, Any]) -> FollowUp:
    return FollowUp(
        ref=row["ref"],
        pledge=row["pledge"],
        outcome=_OUTCOMES.get(row["outcome"]) or Outcome(row["outcome"]),
        quote=_quote(row),
        recorded_on=_given(row["recorded_on"]),
        published_on=day(row.get("published_on")),
        dated=day(row["dated"]),
        party=row["party"],
        quantity=_quantity(row),
        deadline=_deadline(row),
        note=row["note"],
        issuer=row.get("issuer"),
        event=row.get("event"),
        retracted=row["retracted"],
    )


def dispute(row: Mapping[str, Any]) -> Dispute:
    return Dispute(
        ref=row["ref"],
        pledge=row["pledge"],
        party=row["party"],
        quote=_quote(row),
        recorded_on=_given(row["recorded_on"]),
        note=row["note"],
        published_on=day(row.get("published_on")),
        issuer=row.get("issuer"),
        event=row.get("event"),
        retracted=row["retracted"],
    )


def enquiry(row: Mapping[str, Any]) -> Enquiry:
    return Enquiry(
        *(row["ref"], row["pledge"], date.fromisoformat(row["enquired_on"])),
        *(row["enquirer"], row["place"], row["note"], row["retracted"]),
    )


def _quote(row: Mapping[str, Any]) -> Quote:
    return Quote(row["document"], row["quote"], row["start"], row["end"])


@lru_cache(maxsize=4096)
def deadline(phrase: str, earliest: Any, latest: Any, basis: str, rule: str, rules: str) -> Deadline | None:
    """A deadline from its columns, or nothing where there is no phrase."""
    window = day(earliest), day(latest), Basis(basis) if basis else None
    return Deadline(phrase, *window, rule, rules) if phrase else None


@lru_cache(maxsize=4096)
def quantity(amount: str | None, unit: str, qualifier: str | None) -> Quantity | None:
    """A quantity from its columns, or nothing where there is no amount. ValueError: it is none, or without end."""
    if amount and not Decimal(amount).is_finite():
        raise ValueError(f"{amount} is no amount")
    return Quantity(Decimal(amount), unit, Qualifier(qualifier) if qualifier else None) if amount else None


def _deadline(row: Mapping[str, Any]) -> Deadline | None:
    return deadline(*[row[name] for name in _NO_DEADLINE])


def _quantity(row: Mapping[str, Any]) -> Quantity | None:
    return quantity(row["amount"], row["unit"], row["qualifier"])
