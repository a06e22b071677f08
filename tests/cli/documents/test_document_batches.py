"""How many documents wait before they are recorded together: so many, or so heavy."""

from __future__ import annotations

from tracker.cli.incoming import Incoming
from tracker.cli.intake import are_many
from tracker.documents.description import describe
from tracker.documents.found import Raw
from tracker.documents.reading import read

SMALL = Raw(b"Norway will send 40 ambulances.\n", "small.txt")


def incoming(raw: Raw, kept: bytes) -> Incoming:
    found = read(raw)
    return Incoming(raw._replace(data=kept), found, describe(raw, found, {}))


def test_a_hundred_documents_are_recorded_together() -> None:
    one = incoming(SMALL, SMALL.data)
    assert not are_many([one] * 99)
    assert are_many([one] * 100)


def test_a_few_large_ones_do_not_wait_for_others() -> None:
    large = incoming(SMALL, bytes(32 << 20))
    assert not are_many([large])
    assert are_many([large, large])
