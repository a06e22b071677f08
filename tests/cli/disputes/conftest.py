"""A register in which the British reply to the list of what is late is recorded."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Say
from tests.cli.disputes.reply import ANSWER, add


@pytest.fixture
def answered(do: Say) -> Say:
    """Commands on a register of one's own, in which the ministry's reply is recorded as a document."""
    do("add", "document", "-", "--quiet", stdin=ANSWER)
    return do


@pytest.fixture
def disputed(answered: Say) -> Say:
    """The same, and the reply recorded as a dispute of the British missiles."""
    add(answered, "--note", "all were  delivered in time.")
    return answered
