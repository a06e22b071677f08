"""``check`` reads proposals too: whatever was changed behind the register's back is found, and nothing else."""

from __future__ import annotations

import pytest
from samples import pledge, recording
from sqlalchemy import text

from tests import sighted
from tests.register.proposed import LATER, SPEECH, WIRE, decided, scanned, ships, tanks
from tracker.proposal_checks import proposals
from tracker.register.connect import reading
from tracker.register.contents import RegisterContents
from tracker.register.engine import engine
from tracker.register.location import Location

pytestmark = pytest.mark.repeated


@pytest.fixture
def proposed(register: Location) -> Location:
    """A pledge with a mention on the wire, one that was rejected, and a follow-up."""
    first, second = scanned(register, SPEECH, tanks(weights={"will": 1.5}), ships()).new
    scanned(register, WIRE, sighted.pledge(WIRE, "The ministers will build two ships", "GB"))
    with recording(register, "add pledge") as writer:
        writer.add_judged(pledge("GB-2024-001"))
    scanned(register, LATER, sighted.follow_up(LATER, "Eight tanks have arrived", "GB-2024-001"))
    decided(register, first, "rejected", reason="an example")
    assert second.ref == "P-2025-002"
    return register


def found(register: Location) -> list[tuple[str, str, str]]:
    with reading(register) as reader:
        return [each[:3] for each in proposals(RegisterContents(reader))]


def test_proposals_that_were_left_alone_hold(proposed: Location) -> None:
    assert found(proposed) == []


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE proposal SET quote = 'We will send forty tanks' WHERE ref = 'P-2025-001'",
         ["the words proposed do not stand at 0–34 of D-2025-001"]),
        ("UPDATE proposal SET quote_start = 1, quote = 'e will send fourteen tanks by May' WHERE ref = 'P-2025-001'",
         ["its fingerprint is not that of its text, place and pledge"]),
        ("UPDATE proposal SET fingerprint = 'f' WHERE ref = 'P-2025-001'",
         ["its fingerprint is not that of its text, place and pledge"]),
        ("UPDATE proposal SET mentions = replace(mentions, 'ministers', 'monsters') WHERE ref = 'P-2025-002'",
         ["the words proposed do not stand at 0–34 of D-2025-002"]),
        ("UPDATE proposal SET cues = replace(cues, '\"will\", 1.5, ', '\"will\", 1.5, 99') WHERE ref = 'P-2025-001'",
         ["its cue will stands at 993–7, outside the text"]),
    ],
)  # fmt: skip
def test_what_was_changed_behind_its_back_is_found(proposed: Location, statement: str, says: list[str]) -> None:
    with engine(proposed).begin() as connection:
        connection.execute(text(statement))
    assert [each[2] for each in found(proposed)] == says
