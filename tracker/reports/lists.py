"""The short lists: what a search found, the log of revisions, what the checks found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tracker.reports import Column, Report, Section

if TYPE_CHECKING:
    from tracker.faults import Finding

FOUND = (
    Column("ref", "Ref", "ref"),
    Column("day", "Day", "day", keep=1),
    Column("who", "Party or publisher", keep=2),
    Column("title", "Pledge or title", wide=True),
    Column("passage", "Where it says so", wide=True, keep=3),
    Column("disputed", "Disputed", "day", keep=4, spare=True),
    Column("answer", "Dispute", keep=5, spare=True, below=True),
)

LOG = (
    Column("revision", "No.", "number"),
    Column("at", "When (UTC)", keep=2, below=True),
    Column("actor", "Who", keep=1, below=True),
    Column("command", "Command", keep=3, below=True),
    Column("record", "Record", "ref"),
    Column("change", "Change", wide=True),
    Column("sha256", "sha256", keep=9),
)

FINDINGS = (
    Column("check", "Check"),
    Column("ref", "Record", "ref"),
    Column("message", "What is wrong", wide=True),
    Column("remedy", "What to do", wide=True),
)


def found(words: str, as_of: str, pledges: Sequence[Sequence[Any]], documents: Sequence[Sequence[Any]]) -> Report:
    """What a search found, newest first."""
    sections = (
        Section("pledges", f"Pledges: {len(pledges)}", pledges),
        Section("documents", f"Documents: {len(documents)}", documents),
    )
    return Report("search", f"Search: {words}", as_of, FOUND, sections)


def log(rows: Iterable[Sequence[Any]], as_of: str, more: int) -> Report:
    """The log of revisions, newest last."""
    return Report("log", "", as_of, LOG, (Section("revisions", "", rows, more),))


def findings(items: Iterable[Finding], as_of: str) -> Report:
    """What the checks found."""
    return Report("check", "", as_of, FINDINGS, (Section("findings", "", items),))
