"""A register in which the British reply to the list of what is late is recorded."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Prepared, Say
from tests.cli.disputes.reply import ANSWER, add
from tracker.register.location import Location


@pytest.fixture
def answered(do: Say, desk: Location, prepared: Prepared) -> Say:
    """Commands on a register of one's own, in which the ministry's reply is recorded as a document."""
    prepared("answered", desk, lambda: do("add", "document", "-", "--quiet", stdin=ANSWER))
    return do


@pytest.fixture
def disputed(answered: Say, desk: Location, prepared: Prepared) -> Say:
    """The same, and the reply recorded as a dispute of the British missiles."""
    prepared("disputed", desk, lambda: add(answered, "--note", "all were  delivered in time."))
    return answered
