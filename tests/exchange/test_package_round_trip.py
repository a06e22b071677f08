"""Whatever a register holds comes back from a data package unchanged, from one database into the other."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import frictionless
import pytest
from hypothesis import given, settings

from tests.exchange.fields import NASTY
from tests.exchange.packages import packages_of_records
from tracker.exchange.package import Package, digest, read
from tracker.model import Party
from tracker.register import proposed
from tracker.register.connect import reading
from tracker.words import PartyKind


@pytest.mark.slow
@given(packages_of_records())
@settings(max_examples=8, deadline=None)
def test_every_register_comes_back_from_its_package_and_both_databases_write_the_same_bytes(
    new_register, packages, records
) -> None:
    sqlite, postgresql = new_register("sqlite"), new_register("postgresql")
    with TemporaryDirectory() as folder:
        first, second = Path(folder, "first"), Path(folder, "second")
        packages.take(sqlite, records)
        written = packages.give(sqlite, first)
        packages.take(postgresql, first)
        assert packages.give(postgresql, second) == written
        again = read(second)
        assert {each.document: again.bytes_of(each) for each in again.originals} == records.data
    assert digest(again) == digest(records)
    assert {each.ref: each.text for each in again.documents} == {each.ref: each.text for each in records.documents}
    assert {each.ref: each for each in again.proposals} == {each.ref: each for each in records.proposals}
    assert again.decisions == sorted(
        records.decisions, key=lambda each: (len(each.proposal), each.proposal, each.number)
    )
    assert {each.ref: each for each in again.disputes} == {each.ref: each for each in records.disputes}
    assert again.scans == sorted(records.scans, key=lambda each: each.document)
    for location in (sqlite, postgresql):
        with reading(location) as reader:
            of_each = {filed.ref: proposed.decisions_of(reader, filed.ref) for filed in records.proposals}
        assert {
            (ref, number, each["decided"], each["at"])
            for ref, taken in of_each.items()
            for number, each in enumerate(taken, start=1)
        } == {(each.proposal, each.number, each.decided, each.at) for each in records.decisions}


@pytest.mark.slow
def test_frictionless_reads_every_nasty_cell(new_register, packages, tmp_path) -> None:
    parties = [Party(f"N{number}", cell, PartyKind.ORGANISATION) for number, cell in enumerate(NASTY)]
    location = new_register("sqlite")
    packages.take(location, Package(parties, [], [], [], [], [], []))
    packages.give(location, tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).flatten(["path", "type", "note"]) == []
    rows = frictionless.Package(str(tmp_path / "datapackage.json")).get_resource("parties").read_rows()
    assert {row["code"]: row["name"] for row in rows} == {each.code: each.name for each in parties}
