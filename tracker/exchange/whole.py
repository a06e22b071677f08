"""The whole register as one report, a section a kind of record: for workbooks and for lines of JSON.

The columns are those of the data package, with what one wants beside a record outside of one: the parties of a pledge
and how it stands on the day, whether a document's text is held. Rows come as they are asked for.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from tracker.exchange.export import rows_of
from tracker.exchange.fields import Field, Resource
from tracker.exchange.resources import (
    DOCUMENTS,
    ENQUIRIES,
    FOLLOW_UPS,
    MEMBERSHIPS,
    PARTIES,
    PLEDGE_PARTIES,
    PLEDGES,
    RESOURCES,
    UNPUBLISHED,
)
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.lists import lines
from tracker.reports import Column, Report, Section
from tracker.rows import Row

# What one record of each file is called.
KINDS = {
    "parties": "party",
    "documents": "document",
    "originals": "original",
    "feeds": "feed",
    "memberships": "membership",
    "pledges": "pledge",
    "follow_ups": "follow-up",
    "disputes": "dispute",
    "relations": "relation",
    "enquiries": "enquiry",
    "rules": "rule",
    "proposals": "proposal",
    "decisions": "decision",
    "scans": "scan",
    "citations": "citation",
    "foreign_ids": "foreign id",
}
_ALWAYS = (PARTIES, DOCUMENTS, MEMBERSHIPS, PLEDGES, FOLLOW_UPS, ENQUIRIES)  # the others where there are some
_TYPES = {"date": "day", "integer": "number", "number": "number"}
_LISTS = ("object", "array")
_WIDE = ("summary", "quote", "note", "says", "text", "title", "facts", "cues", "mentions")
_STOOD = (
    Field("standing", "How it stands on the day."),
    Field("standing_since", "Since when.", "date"),
    Field("self_declared", "Whether all evidence was issued by the pledgers."),
)
_NAMED = (Field("parties", "Who pledged."), Field("partners", "Who was named without having pledged."))
_HELD = (Field("text_held", "Whether the text is held."), Field("characters", "The length of the text.", "integer"))


class Whole(NamedTuple):
    """The report, and how many records of each kind were written: known when its rows have been."""

    report: Report
    counts: Counter[str]


def whole(reader: Reader, as_of: str, *, proposals: bool = True, for_programs: bool = False) -> Whole:
    """Everything that the register holds but its log and the bytes of originals; standings as of a day.

    Without ``proposals``, what was proposed, decided and scanned is left out. For programs the first column is the
    record's ``kind``, documents come with their texts and structures as they are; for people a structure is its JSON,
    and of a text only its length is told.
    """
    counts: Counter[str] = Counter()
    sections = []
    for resource in RESOURCES:
        if resource is PLEDGE_PARTIES or (resource in UNPUBLISHED and not proposals):
            continue
        if resource not in _ALWAYS and next(reader.dicts(resource.name), None) is None:
            continue
        kind, fields = KINDS[resource.name], _fields(resource, for_programs)
        found = _counted(_written(_rows(reader, resource, as_of, for_programs), fields, for_programs), kind, counts)
        columns = tuple(map(_column, fields))
        if for_programs:
            columns, found = _led_columns(kind, columns), _led(kind, found)
        sections.append(Section(resource.name, "", found, columns=columns))
    title = f"The register as of {as_of}"
    note = f"Standings as of {as_of}: only documents published on or before that day are known."
    return Whole(Report("register", title, as_of, (), tuple(sections), notes=(note,)), counts)


def _fields(resource: Resource, for_programs: bool) -> tuple[Field, ...]:
    if resource is PLEDGES:
        first, *others = resource.fields
        return (first, *_NAMED, *_STOOD, *others)
    if resource is DOCUMENTS:
        return (*resource.fields, *((Field("text", "The text."),) if for_programs else _HELD))
    return resource.fields


def _column(field: Field) -> Column:
    title = field.name.replace("_", " ").capitalize()
    return Column(field.name, title, _TYPES.get(field.type, "text"), wide=field.name in _WIDE)


def _rows(reader: Reader, resource: Resource, as_of: str, for_programs: bool) -> Iterable[Mapping[str, Any]]:
    if resource is PLEDGES:
        return _pledges(reader, as_of)
    if resource is DOCUMENTS:
        return _documents(reader, for_programs)
    return rows_of(reader, resource)


def _pledges(reader: Reader, as_of: str) -> Iterator[Row]:
    """Pledges with their parties and their standings: two sweeps in the order of refs, side by side."""
    stood = lines(reader, as_of, sort="ref")
    line = next(stood, None)
    for row in reader.dicts("pledges"):
        while line and line.ref < row["ref"]:
            line = next(stood, None)
        now = line if line and line.ref == row["ref"] else None
        yield {
            **row,
            "parties": tuple(row["parties"].split()),
            "partners": tuple(row["partners"].split()),
            "standing": now.standing if now else None,
            "standing_since": now.since if now else None,
            "self_declared": bool(now.self_declared) if now else None,
        }


def _documents(reader: Reader, for_programs: bool) -> Iterator[Row]:
    for row in reader.dicts("documents"):
        text = records.document_text(reader, row["ref"]) if row["sha256"] else None
        told = {"text": text} if for_programs else {"text_held": bool(row["sha256"]), "characters": len(text or "")}
        yield {**row, **told}


def _written(rows: Iterable[Mapping[str, Any]], fields: tuple[Field, ...], as_is: bool) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        yield tuple(_value(row[each.name], each.type, as_is) for each in fields)


def _value(value: Any, type_: str, as_is: bool) -> Any:
    if type_ == "number" and isinstance(value, str):
        return Decimal(value)
    if type_ in _LISTS and value is not None and not as_is:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value


def _counted(rows: Iterator[tuple[Any, ...]], kind: str, counts: Counter[str]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        counts[kind] += 1
        yield row


def _led_columns(kind: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns after one for the kind of record; a party's own kind is its ``party_kind``."""
    own = (each._replace(key=f"{kind}_kind") if each.key == "kind" else each for each in columns)
    return (Column("kind", "Kind"), *own)


def _led(kind: str, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    return ((kind, *row) for row in rows)
