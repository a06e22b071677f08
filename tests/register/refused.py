"""What becomes of a place that cannot be read, or not written to."""

from __future__ import annotations

import pytest
from samples import GB, pledge, recording

from tracker import checks
from tracker.errors import RegisterError
from tracker.register.connect import reading
from tracker.register.contents import RegisterContents
from tracker.register.location import Location


def read_all(location: Location) -> None:
    with reading(location) as reader:
        contents = RegisterContents(reader)
        assert [finding for check in checks.CHECKS for finding in check(contents)] == []


def write(location: Location) -> None:
    with recording(location) as writer:
        writer.add_party(GB)
        writer.add(pledge())


def refusals(location: Location) -> list[RegisterError]:
    """What reading all of a place, and writing to it, is refused with."""
    found = []
    for use in (read_all, write):
        with pytest.raises(RegisterError) as refusal:
            use(location)
        assert refusal.value.exit_code == 3
        assert str(location) in refusal.value.what
        assert refusal.value.remedy
        found.append(refusal.value)
    return found
