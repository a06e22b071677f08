"""What is in an exported folder, and what a stranger finds wrong with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless

from tracker.exchange.resources import OPTIONAL, RESOURCES
from tracker.register import records
from tracker.register.location import Location
from tracker.register.writes import writing

# A register without disputes or imported tables writes no file of them: test_package_disputes.py, test_table_again.py.
WRITTEN = [each for each in RESOURCES if each not in OPTIONAL]
OURS = {*(each.file for each in WRITTEN), "datapackage.json"}


def faults(folder: Path) -> list[Any]:
    return frictionless.validate(str(folder / "datapackage.json")).flatten(["path", "rowNumber", "type", "note"])


def change(location: Location, ref: str, **fields: Any) -> None:
    with writing(location, actor="tests", command="edit", at="2026-03-01T00:00:00Z") as writer:
        before = records.pledge(writer.reader, ref)
        writer.change(before, replace(before, **fields))
