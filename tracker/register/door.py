"""What the register refuses to record."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.errors import ConflictError
from tracker.faults import Finding


def refuse(findings: Iterable[Finding]) -> None:
    """Refuse a record by its first fault (ConflictError)."""
    for finding in findings:
        remedy = f"{finding.remedy[0].upper()}{finding.remedy[1:]}."
        raise ConflictError(f"{finding.ref} cannot be recorded so: {finding.message}.", remedy=remedy)
