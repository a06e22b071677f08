"""Proposals and decisions out of a register: the driver alone, no SQLAlchemy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from tracker.language.sightings import Cue
from tracker.model import Decision, Quote, Scan
from tracker.proposals import Filed, Proposal
from tracker.register import records
from tracker.register.connect import Reader


def proposal(reader: Reader, ref: str) -> Proposal:
    """The proposal with a full ref (NotFoundError where there is none)."""
    return filed(reader, ref).proposal


def state(reader: Reader, ref: str) -> str:
    """How a proposal stands: ``pending``, ``accepted``, ``rejected`` or ``withdrawn``."""
    return filed(reader, ref).state


def filed(reader: Reader, ref: str) -> Filed:
    """The proposal with a full ref, with how it stands (NotFoundError where there is none)."""
    row = next(reader.dicts("proposal", ref=ref), None)
    if row is None:
        raise records.absent("proposal", ref, reader)
    return filed_row(row)


def pending(reader: Reader) -> Iterator[Proposal]:
    """What nobody has decided yet, as it was proposed."""
    return map(_proposal, reader.dicts("proposals_pending"))


def settled(reader: Reader, kind: str, limit: int) -> Iterator[tuple[Proposal, bool]]:
    """What is decided of a kind as it stands now, with whether it was taken: the last proposed first, at most so many.

    What was undone is pending again, and coding a proposal again does not change how it stands.
    """
    for row in reader.dicts("proposals_settled", kind=kind, limit=limit):
        yield _proposal(row), row["state"] == "accepted"


def everything(reader: Reader) -> Iterator[Filed]:
    """All proposals by ref, with how they stand."""
    return map(filed_row, reader.dicts("proposals"))


def of_document(reader: Reader, ref: str) -> list[tuple[Proposal, str]]:
    """The proposals of a document in the order of its text, with how they stand."""
    return [(_proposal(row), row["state"]) for row in reader.dicts("proposals_of", ref=ref)]


def of_event(reader: Reader, event: str) -> list[tuple[Proposal, str]]:
    """The proposals of the documents on an event, with how they stand."""
    return [(_proposal(row), row["state"]) for row in reader.dicts("proposals_of_event", event=event)]


def recorded_in(reader: Reader, document: str) -> list[Quote]:
    """The words of the recorded pledges whose source is a document."""
    return [Quote(document, *words) for words in reader.rows(reader.sql.STATEMENTS["recorded_in"], ref=document)]


def decisions(reader: Reader) -> list[dict[str, Any]]:
    """Every decision in its order: ``proposal``, ``kind``, ``band``, ``cues``, ``decided``, ``reviewer``, ``at`` …"""
    return [{**row, "cues": _cues(row["cues"])} for row in reader.dicts("decisions")]


def decisions_of(reader: Reader, ref: str) -> list[dict[str, Any]]:
    """The decisions on a proposal, oldest first."""
    return list(reader.dicts("decisions_of", ref=ref))


def decided(reader: Reader) -> Iterator[Decision]:
    """Every decision by the ref of its proposal, and in the order in which they were taken on it."""
    for _, rows in groupby(reader.dicts("decided"), key=lambda row: row["proposal"]):
        yield from (Decision(number=number, **row) for number, row in enumerate(rows, start=1))


def scans(reader: Reader) -> Iterator[Scan]:
    """Which documents were scanned by which rules, by the refs of the documents."""
    return (Scan(**row) for row in reader.dicts("scans"))


def unscanned(reader: Reader) -> list[str]:
    """The refs of documents with a text that was never scanned, oldest first."""
    return [ref for (ref,) in reader.rows(reader.sql.STATEMENTS["unscanned"])]


def with_ref(each: Proposal, ref: str) -> Proposal:
    return replace(each, ref=ref)


def with_mentions(each: Proposal, mentions: tuple[Quote, ...]) -> Proposal:
    return replace(each, mentions=mentions)


def filed_row(row: dict[str, Any]) -> Filed:
    """A row of the proposals as a record, with how it stands."""
    return Filed(_proposal(row), row["state"])


def _proposal(row: dict[str, Any]) -> Proposal:
    return Proposal(
        ref=row["ref"],
        kind=row["kind"],
        quote=Quote(row["document"], row["quote"], row["start"], row["end"]),
        band=row["band"],
        score=row["score"] / 1000,
        rules=row["rules"],
        fingerprint=row["fingerprint"],
        facts=json.loads(row["facts"]),
        cues=_cues(row["cues"]),
        mentions=tuple(Quote(*each) for each in json.loads(row["mentions"])),
        pledge=row["pledge"],
    )


def _cues(written: str) -> tuple[Cue, ...]:
    return tuple(Cue(*each) for each in json.loads(written))
