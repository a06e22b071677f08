"""What the line of an import tells of each record that it brought: its name, and a digest.

The digest is that of what a line of its own would say. It is made while rows are poured, and not in the process that
makes them ready: others wait for that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker.register.named import attested
from tracker.register.prepared import RENAMED, Prepared

# Columns that the name of a record is made of, and what hangs on another; the others go by their ref.
_NAMES: dict[str, tuple[tuple[str, ...], str]] = {
    "parties": (("code",), ""),
    "feeds": (("url",), ""),
    "memberships": (("group", "member"), ""),
    "decisions": (("proposal",), "/decision"),
    "citations": (("record",), "/source"),
    "foreign_ids": (("record",), "/id"),
}
_TOLD = {column: name for name, column in RENAMED.items()}
_UNSAID = {"documents": "text", "decisions": "proposal"}  # known by its hash; by its name


def entries(prepared: Prepared) -> Iterator[str]:
    """The entries of records, in their order; scans have none: they are no records."""
    kind, columns = prepared.kind, prepared.columns
    if kind == "scans":
        return
    named, end = _NAMES.get(kind, (("ref",), ""))
    names = ["/".join(each) + end for each in zip(*(columns[name] for name in named), strict=True)]
    said = {_TOLD.get(name, name): column for name, column in columns.items() if name != _UNSAID.get(kind)}
    if kind == "pledges":
        said |= _bound(prepared.beside["pledge_party"], prepared.size)
    fields = [*said]
    for name, row in zip(names, zip(*said.values(), strict=True), strict=True):
        yield attested(name, dict(zip(fields, row, strict=True)))


def _bound(bound: Mapping[str, Sequence[Any]], size: int) -> dict[str, list[list[str]]]:
    """The parties and the partners of pledges, which they are told with."""
    parties: list[list[str]] = [[] for _ in range(size)]
    partners: list[list[str]] = [[] for _ in range(size)]
    for place, code, role in zip(bound["pledge_id"], bound["party"], bound["role"], strict=True):
        (parties if role == "party" else partners)[place].append(code)
    return {"parties": parties, "partners": partners}
