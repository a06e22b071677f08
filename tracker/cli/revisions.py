"""What ``log`` says of a revision: its change in a line."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable
from typing import Any

from tracker.errors import NotFoundError
from tracker.register.connect import Reader
from tracker.register.refs import canonical


def revision_rows(
    reader: Reader, given: str | None, until: str | None, most: int | None
) -> tuple[list[tuple[Any, ...]], int]:
    """The last revisions as rows, oldest first, and how many are left out.

    Of one record with everything that hangs on it, or of all; those made until the end of a day, where one is given.
    """
    found: Iterable[dict[str, Any]] = reader.dicts("revisions") if given is None else _about(reader, canonical(given))
    kept: deque[dict[str, Any]] = deque(maxlen=most)
    count = 0
    for each in found:
        if until is None or each["at"][:10] <= until:
            kept.append(each)
            count += 1
    if given is not None and not count:
        raise NotFoundError(
            f"The log has no line about {given} alone.",
            why="What came with an import stands in the line of that import.",
            remedy="See all of it with: tracker log --limit 0",
        )
    return [_row(each) for each in kept], count - len(kept)


def _about(reader: Reader, ref: str) -> list[dict[str, Any]]:
    """The lines about a record and what hangs on it, with its part of every import that changed it."""
    found = list(reader.dicts("revisions_of", ref=ref, below=f"{ref}.", beyond=f"{ref}.~"))
    for line in reader.dicts("revisions_of", ref="import", below="import.", beyond="import.~"):
        for each in json.loads(line["after"] or "{}").get("updated", ()):
            if each["record"] == ref or each["record"].startswith(f"{ref}."):
                said = {name: json.dumps(each[name]) for name in ("before", "after")}
                found.append({**line, **said, "record": each["record"]})
    return sorted(found, key=lambda each: each["id"])


def _row(each: dict[str, Any]) -> tuple[Any, ...]:
    said = change(each["before"], each["after"])
    return (each["id"], each["at"], each["actor"], each["command"], each["record"], said, each["sha256"])


def change(before: str | None, after: str | None) -> str:
    """What a revision changed: the fields with their old and new values, or what a new record says."""
    old, new = json.loads(before or "{}"), json.loads(after or "{}")
    if before is None:
        return "; ".join(
            f"{key}: {_plain(value)}" for key, value in new.items() if value and key not in ("ref", "sha256", "code")
        )
    return "; ".join(
        f"{key}: {_plain(old.get(key))} → {_plain(new.get(key))}"
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    )


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{count} {name.replace('_', '-')}" for name, count in value.items())
    if isinstance(value, list):
        return " ".join(each["record"] if isinstance(each, dict) else str(each) for each in value)
    return "–" if value is None else str(value)
