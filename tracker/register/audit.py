"""The log of revisions: append-only, each line holding the hash of the line before it.

A line's hash is the sha256 of its fields as canonical JSON, the previous hash among them: to change one line
unseen, every later line would have to be changed too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

GENESIS = "0" * 64
_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode  # ``dumps`` would make one for each record


class Revision(NamedTuple):
    """One change: when (UTC), who, by which command, of which record, and how it read before and after (JSON)."""

    number: int
    at: str
    actor: str
    command: str
    record: str
    before: str | None
    after: str | None
    previous: str
    sha256: str


def digest(*fields: str | None) -> str:
    """The hash of a line's fields: at, actor, command, record, before, after, previous."""
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


def as_json(row: Mapping[str, Any] | None) -> str | None:
    """A record's row as it stands in the log: sorted keys, nothing that is empty."""
    if row is None:
        return None
    return _written({key: value for key, value in row.items() if value or value == 0})


def shown(value: Any) -> str:
    """A value as a message quotes it: short, and harmless in a terminal."""
    if value in (None, ""):
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    cut = text if len(text) <= 60 else text[:59] + "…"
    return "“" + "".join(each if each.isprintable() else repr(each)[1:-1] for each in cut) + "”"


def broken(revisions: Iterable[Revision]) -> Iterator[tuple[int, str]]:
    """Yield number and fault of each line that does not follow from the one before it."""
    previous = GENESIS
    for each in revisions:
        if each.previous != previous:
            yield each.number, "does not follow the line before it: a line was removed, added or changed"
        elif each.sha256 != digest(*each[1:8]):
            yield each.number, "does not match its own hash: it was changed"
        previous = each.sha256
