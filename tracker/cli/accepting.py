"""From a proposal and what a person made of it to a record: the same rules as when it is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.cli.enrolling import require_party
from tracker.cli.recording import record_follow_up, record_pledge
from tracker.cli.windows import rules
from tracker.days import given_day
from tracker.errors import UsageError
from tracker.language.sightings import UNCLEAR
from tracker.language.undated import NO_DAY
from tracker.model import Deadline
from tracker.proposals import Proposal
from tracker.register import records
from tracker.register.proposing import decide
from tracker.register.refs import resolve
from tracker.register.writes import Writer
from tracker.rows import day
from tracker.words import Basis, Outcome, Qualifier

PLEDGE_FACTS = (
    "parties",
    "partners",
    "speaker",
    "summary",
    "topic",
    "made_on",
    "due",
    "condition",
    "amount",
    "unit",
    "qualifier",
)
FOLLOW_UP_FACTS = ("pledge", "outcome", "party", "dated", "due", "amount", "unit", "qualifier", "note")


def facts_of(proposal: Proposal) -> dict[str, str]:
    """What accepting a proposal would record, as a person edits it: every value as text, empty where there is none."""
    given = proposal.facts
    if proposal.kind == "pledge":
        deadline = given.get("deadline") or {}
        values = {**given, "due": deadline.get("phrase"), "made_on": None}
        return {name: _text(values.get(name)) for name in PLEDGE_FACTS}
    values = {**given, "pledge": proposal.pledge, "due": None, "note": None}
    return {name: _text(values.get(name)) for name in FOLLOW_UP_FACTS}


def accept(writer: Writer, proposal: Proposal, facts: Mapping[str, str], *, today: str) -> tuple[str, list[str]]:
    """Record what a proposal says, with a person's changes; returns the ref made and what was understood.

    Nothing is recorded that could not be typed: raises what ``add pledge`` and ``link`` raise.
    """
    at, actor, _ = writer.signature
    said = _taken(facts)
    place = {"document": proposal.quote.document, "quote": proposal.quote.text, "at": proposal.quote.start}
    if proposal.kind == "pledge":
        parties, partners = _codes(said["parties"]), _codes(said["partners"])
        if not parties:
            raise UsageError("Nobody has pledged it yet.", remedy="Edit it, and name at least one party.")
        for code in (*parties, *partners, *_codes(said["speaker"])):
            require_party(writer, code)
        read = {"deadline": _deadline(writer, proposal, said, parties)}
        ref, understood = record_pledge(
            writer, {**said, **place, **read, "parties": parties, "partners": partners}, today
        )
    else:
        if said["outcome"] in (None, UNCLEAR):
            raise UsageError(
                "The outcome is unclear.",
                remedy=f"Edit it, and give one of: {', '.join(str(each) for each in Outcome)}",
            )
        if said["party"]:
            require_party(writer, said["party"])
        if not said["pledge"]:
            raise UsageError("No pledge is named that it is about.", remedy="Edit it, and give the ref of the pledge.")
        about = resolve(writer.reader, said["pledge"], "pledge")[1]
        ref, understood = record_follow_up(
            writer, about, {**said, **place, **_unit(writer, about, said, proposal)}, today
        )
    how = "edited" if is_edited(proposal, facts) else "accepted"
    decide(writer, proposal, how, reviewer=actor, at=at, record=ref)
    return ref, understood


def is_edited(proposal: Proposal, facts: Mapping[str, str]) -> bool:
    """Whether a person has changed what accepting a proposal would record."""
    said = facts_of(proposal)
    return {name: value.strip() for name, value in facts.items()} != {
        name: value.strip() for name, value in said.items()
    }


def _deadline(
    writer: Writer, proposal: Proposal, said: Mapping[str, str | None], parties: Sequence[str]
) -> Deadline | None:
    """The deadline as it was read in its sentence, and shown; none where a person gave other words, day or party.

    Nor where the document had no day when it was scanned, and has one now.
    """
    read = proposal.facts.get("deadline")
    if not read or said["due"] != read["phrase"] or said["made_on"] or read["rules"] != rules().version:
        return None
    if list(parties[:1]) != proposal.facts["parties"][:1]:
        return None
    if read["rule"] == NO_DAY and records.document(writer.reader, proposal.quote.document).published_on:
        return None
    try:
        basis = Basis(read["basis"]) if read["basis"] else None
        return Deadline(read["phrase"], day(read["earliest"]), day(read["latest"]), basis, read["rule"], read["rules"])
    except ValueError:  # in a package of others: its words are read again
        return None


def _taken(facts: Mapping[str, str]) -> dict[str, str | None]:
    """Facts as a person gave them, with ``None`` for what is empty; what no option would take is refused."""
    said = {name: value.strip() or None for name, value in facts.items()}
    for name in ("summary", "topic"):
        if name in said and not said[name]:
            raise UsageError(f"The {name} is empty.", remedy=f"Edit it, and give the {name}.")
    for name in ("made_on", "dated"):
        if given := said.get(name):
            try:
                given_day(given)
            except ValueError as error:
                raise UsageError(f"{name}: {error}.") from None
    for name, words in (("outcome", [*map(str, Outcome)]), ("qualifier", [*map(str, Qualifier)])):
        if given := said.get(name):
            said[name] = given.lower()
            if said[name] not in words and said[name] != UNCLEAR:
                raise UsageError(f"“{given}” is no {name}.", remedy=f"Give one of: {', '.join(words)}")
    return said


def _unit(writer: Writer, about: str, said: Mapping[str, str | None], proposal: Proposal) -> dict[str, None]:
    """A quantity that the machine read in another unit than the pledge's is left out: it would not add up."""
    pledged = records.pledge(writer.reader, about).quantity
    read = said["amount"] == _text(proposal.facts["amount"]) and said["unit"] == _text(proposal.facts["unit"])
    unlike = pledged is not None and said["unit"] != pledged.unit and read
    return dict.fromkeys(("amount", "unit", "qualifier")) if unlike or not said["amount"] else {}


def _codes(given: str | None) -> list[str]:
    return (given or "").replace(",", " ").upper().split()


def _text(value: Any) -> str:
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
