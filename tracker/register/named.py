"""What the log calls a record, and how a line attests one without telling it whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from tracker.model import Citation, Decision, Feed, ForeignId, Membership, Original, Party, Rule, Scan
from tracker.register import audit

PROPOSAL = "fingerprint"  # what the machine proposes has it, and no record
_DIGITS = 32  # of a sha256: nobody finds a second record that has the same


_NAMES: dict[type, Callable[[Any], str]] = {  # the others go by their ref
    Party: lambda each: each.code,
    Feed: lambda each: each.url,
    Membership: lambda each: f"{each.group}/{each.member}",
    Original: lambda each: f"{each.document}/original",
    Scan: lambda each: f"{each.document}/scan",
    Decision: lambda each: f"{each.proposal}/decision",
    Citation: lambda each: f"{each.record}/source",
    ForeignId: lambda each: f"{each.record}/id",
    Rule: lambda each: f"{each.version}/{each.rule}",
}


def name_of(record: Any) -> str:
    """The name of a record in the log."""
    named = _NAMES.get(type(record))
    return named(record) if named else str(record.ref)


def attested(name: str, row: Mapping[str, Any]) -> str:
    """The entry of a record in the line of an import: its name, and the digest of what a line of its own would say."""
    return f"{name} {digest_of(audit.as_json(row) or '')}"


def digest_of(said: str) -> str:
    """The digest of a record by what a line of the log says of it."""
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]
