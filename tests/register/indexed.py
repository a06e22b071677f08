"""A register that is large enough for its index to be kept, what changes it, and what its index answers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from samples import PARTIES, document, pledge, recording

from tracker.exchange.package import Package
from tracker.language.pledge_index import PledgeIndex
from tracker.model import Document, Pledge, Quantity, Quote
from tracker.register import kept_index, load, records
from tracker.register.connect import Reader, reading
from tracker.register.location import Location
from tracker.register.writes import Writer

MANY, LATE = 230, 215  # pledges; the last of them are of a document of their own
DEEDS = ("Deliver", "Finance", "Repair", "Train", "Build", "Publish")
THINGS = ("launchers", "hospitals", "bridges", "nurses", "ferries", "radars", "schools", "shells")
PLACES = ("Odesa", "Riga", "Narvik", "Cork", "Varna", "Malmö")


def package(numbers: range, **other: Any) -> Package:
    chance = random.Random(numbers.start)
    source = document(f"D-2026-{numbers.start:04d}", text=f"Statement {numbers.start}.")
    pledges = [
        pledge(
            f"{('GB', 'FR', 'DE')[number % 3]}-2025-{number:04d}",
            summary=f"{chance.choice(DEEDS)} {chance.randint(2, 400)} {chance.choice(THINGS)}, {chance.choice(PLACES)}",
            quote=Quote(source.ref, "Statement", 0, 9),
            quantity=Quantity(Decimal(chance.randint(1, 90)), "EUR") if number % 4 else None,
            **other,
        )
        for number in numbers
    ]
    return Package([], [source], [], pledges, [], [], [])


def bring(writer: Writer, numbers: range, **other: Any) -> None:
    load.load(writer, package(numbers), digest=str(numbers), **other)


def fill(location: Location) -> None:
    with recording(location, "import") as writer:
        for party in PARTIES:
            writer.add_party(party)
        bring(writer, range(1, LATE))
        bring(writer, range(LATE, MANY + 1))


def answers(index: PledgeIndex) -> list[Any]:
    """All that an index says of each of its pledges, and of what each is near to."""
    refs = sorted(ref for ref in REFS if ref in index)
    assert len(refs) == len(index)
    said: list[Any] = []
    for ref in refs:
        terms = index.terms_of(ref)
        said.append((index[ref], terms, index.nearest(reversed(terms), 8), index.made_at(index.origin(ref))))
    return [*said, [index.is_common(f"={each.code}") for each in PARTIES]]


REFS = [f"{code}-2025-{number:04d}" for number in range(MANY + 50) for code in ("GB", "FR", "DE")]


@contextmanager
def read_anew(reader: Reader) -> Iterator[list[bool]]:
    """Whether all pledges were read."""
    ran: list[str] = []
    found: list[bool] = []
    reader.connection.set_trace_callback(ran.append)
    yield found
    reader.connection.set_trace_callback(None)
    found.append(reader.sql.STATEMENTS["indexed"] in ran)


def asked(register: Location, folder: Path) -> tuple[PledgeIndex, bool]:
    """The index, and whether all pledges were read for it."""
    with reading(register) as reader, read_anew(reader) as anew:
        index = kept_index.pledge_index(reader, folder)
    return index, anew[0]


def require_like_new(register: Location, folder: Path, *, anew: bool) -> None:
    """What is kept must answer as what is made now, and be made anew or not as is expected."""
    index, was_anew = asked(register, folder)
    assert was_anew is anew
    fresh, _ = asked(register, folder / "elsewhere")
    assert answers(index) == answers(fresh)
    again, was_anew = asked(register, folder)
    assert not was_anew
    assert answers(again) == answers(fresh)


# -- what happens between two runs ---------------------------------------------------------------------------


def nothing(writer: Writer) -> None:
    """Write nothing."""


def edited(writer: Writer) -> None:
    before = records.pledge(writer.reader, "GB-2025-0003")
    writer.change(before, replace(before, summary="Send zebras and launchers to Odesa", topic="zoos"))


def retracted(writer: Writer) -> None:
    before = records.pledge(writer.reader, "GB-2025-0003")
    writer.change(before, replace(before, retracted="entered twice"))


def added(writer: Writer) -> None:
    writer.add(told("FR-2025-0000"))
    writer.add(told("GB-2025-0100"))


def told(ref: str) -> Pledge:
    return pledge(ref, summary="Repair 40 bridges near Cork", quote=Quote("D-2026-0001", "Statement 1", 0, 11))


def moved(writer: Writer) -> None:
    before: Document = records.document(writer.reader, f"D-2026-{LATE:04d}")
    writer.change(before, replace(before, event="riga-2026"))


def imported(writer: Writer) -> None:
    bring(writer, range(MANY + 1, MANY + 11))


def updated(writer: Writer) -> None:
    changed = package(range(1, LATE))
    pledges = [replace(each, summary="Publish 7 zebras") for each in changed.pledges[:9]]
    load.load(writer, Package([], changed.documents, [], pledges, [], [], []), digest="again", update=True)


def scanned(writer: Writer) -> None:
    writer.log("D-2026-0001/scan", None, "{}")


def several(writer: Writer) -> None:
    for each in (edited, added, scanned, moved):
        each(writer)


def much(writer: Writer) -> None:
    for each in (edited, added, moved, imported, updated):
        each(writer)
