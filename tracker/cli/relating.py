"""From what a person typed to a relation: one pledge is a part of another, or supersedes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.cli.recording import record_follow_up
from tracker.cli.telling import stands
from tracker.errors import UsageError
from tracker.lineage import Relation
from tracker.register import records
from tracker.register.refs import resolve
from tracker.register.writes import Writer
from tracker.words import Outcome, RelationKind

_ASKED = {"part_of": RelationKind.PART_OF, "supersedes": RelationKind.SUPERSEDES}
_NEEDED = {"document": "DOCUMENT", "outcome": "OUTCOME", "quote": "--quote"}


def record_link(writer: Writer, given: str, facts: dict[str, Any], today: str) -> tuple[str, list[str]]:
    """Record what ``link`` is asked for, a follow-up or a relation; returns its ref and what follows from it."""
    named = {kind: facts.pop(name) for name, kind in _ASKED.items()}
    heir = facts.pop("replaced_by")
    asked = [kind for kind, other in named.items() if other is not None]
    if asked:
        _require_alone(asked, facts, heir)
        return record_relation(writer, given, asked[0], named[asked[0]], facts["note"], today)
    missing = [word for name, word in _NEEDED.items() if facts[name] is None]
    if missing:
        raise UsageError(
            f"Missing: {', '.join(missing)}.",
            why="A document is linked with its outcome and its words, a pledge with --part-of or --supersedes.",
            remedy="See: tracker link --help",
        )
    if heir is not None and facts["outcome"] != Outcome.DROPS:
        raise UsageError(
            "--replaced-by goes with the outcome drops.",
            why="It names what takes the place of a pledge that is given up.",
            remedy="A replacement that no document tells of: tracker link NEWER --supersedes OLDER",
        )
    made, said = record_follow_up(writer, given, facts, today)
    return made, [*said, *(_replaced(writer, made, heir, today) if heir is not None else [])]


def record_relation(
    writer: Writer, given: str, kind: RelationKind, other: str, note: str | None, today: str
) -> tuple[str, list[str]]:
    """Record that a pledge is a part of another, or supersedes it; returns its ref and what follows from it."""
    reader = writer.reader
    pledge, target = (records.pledge(reader, resolve(reader, each, "pledge")[1]) for each in (given, other))
    on = date.fromisoformat(today)
    ref = writer.next_ref(f"R-{on.year}-")
    relation = Relation(ref, pledge.ref, kind, target.ref, on, " ".join((note or "").split()) or None)
    writer.add(relation)
    known = records.spans_of(reader, pledge.ref)[0].since
    return ref, [
        f"{relation.said}, known from {known}",
        f"{stands(reader, target.ref, today, 'stays at')}, and is counted by {pledge.ref} from then on",
    ]


def _require_alone(asked: list[RelationKind], facts: Mapping[str, Any], heir: str | None) -> None:
    """Refuse what says nothing about a relation."""
    options = [f"--{each.replace('_', '-')}" for each in asked]
    if len(asked) > 1:
        raise UsageError(
            f"{' and '.join(options)} contradict each other.",
            why="A package goes on; what is superseded does not.",
            remedy="Give one of them.",
        )
    typed = [
        name.removesuffix("s") if name == "sources" else name
        for name, value in facts.items()
        if value not in (None, ())
    ]
    given = [_NEEDED.get(name, f"--{name}") for name in typed if name != "note"]
    given += ["--replaced-by"] if heir is not None else []
    if given:
        raise UsageError(
            f"{options[0]} relates two pledges: {', '.join(given)} says nothing about that.",
            remedy=f"Link the document by itself, and then: tracker link REF {options[0]} REF",
        )


def _replaced(writer: Writer, follow_up: str, heir: str, today: str) -> list[str]:
    """Record what replaces a pledge that was given up, unless that is recorded already; returns what was done."""
    dropped = records.follow_up(writer.reader, follow_up).pledge
    ref = resolve(writer.reader, heir, "pledge")[1]
    for each in records.relations_of(writer.reader, dropped):
        if (each.pledge, each.kind, each.other) == (ref, RelationKind.SUPERSEDES, dropped) and each.retracted is None:
            return [f"{each.said} ({each.ref})"]
    made, said = record_relation(writer, ref, RelationKind.SUPERSEDES, dropped, f"named by {follow_up}", today)
    return [f"{made}: {said[0]}", *said[1:]]
