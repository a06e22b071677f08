"""What ``log`` says of a revision: its change in a line."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable
from typing import Any

from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.refs import canonical, resolve

_UNSAID = ("ref", "code", "sha256", "brought")  # the record is named before; digests are for ``check``


def revision_rows(
    reader: Reader, given: str | None, until: str | None, most: int | None
) -> tuple[list[tuple[Any, ...]], int]:
    """The last revisions as rows, oldest first, and how many are left out.

    Of one record with everything that hangs on it, or of all; those made until the end of a day, where one is given.
    """
    found: Iterable[dict[str, Any]] = reader.dicts("revisions") if given is None else _about(reader, given)
    kept: deque[dict[str, Any]] = deque(maxlen=most)
    count = 0
    for each in found:
        if until is None or each["at"][:10] <= until:
            kept.append(each)
            count += 1
    return [_row(each) for each in kept], count - len(kept)


def _about(reader: Reader, given: str) -> Iterable[dict[str, Any]]:
    """The lines about a record and what hangs on it; of imports its part, or the whole line where it may have come
    with that import. NotFoundError where there is neither a record nor a line.
    """
    ref = canonical(given)
    lines = list(reader.dicts("revisions_of", ref=ref, below=f"{ref}.", beyond=f"{ref}/~"))
    own = [each for each in lines if each["record"] != "import"]
    if not own and records.party(reader, ref) is None and (meant := resolve(reader, given)[1]) != ref:
        return _about(reader, meant)
    imported = not any(each["record"] == ref and each["before"] is None for each in own)
    return [part for each in lines for part in _parts(each, ref, imported)]


def _parts(line: dict[str, Any], ref: str, imported: bool) -> Iterable[dict[str, Any]]:
    """What a line says of a record; ``imported`` tells that no line of its own added it."""
    if line["record"] != "import":
        return [line]
    after = json.loads(line["after"] or "{}")
    changed = [
        {**line, "record": each["record"], **{name: json.dumps(each[name]) for name in ("before", "after")}}
        for each in after.get("updated", ())
        if each["record"] == ref or each["record"].startswith((f"{ref}.", f"{ref}/"))
    ]
    return changed or ([line] if imported and after.get("added") else [])


def _row(each: dict[str, Any]) -> tuple[Any, ...]:
    said = change(each["before"], each["after"])
    return (each["id"], each["at"], each["actor"], each["command"], each["record"], said, each["sha256"])


def change(before: str | None, after: str | None) -> str:
    """What a revision changed: the fields with their old and new values, or what a new record says."""
    old, new = json.loads(before or "{}"), json.loads(after or "{}")
    if before is None:
        return "; ".join(f"{key}: {_plain(value)}" for key, value in new.items() if value and key not in _UNSAID)
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
