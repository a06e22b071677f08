"""The register whose reports are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import DIALECTS
from tracker.register.location import Location


@pytest.fixture(params=DIALECTS)
def library(request: pytest.FixtureRequest, made: Callable[[str], Location]) -> Location:
    """The register with the five documents, in both databases in every round: their reports are the same bytes."""
    return made(request.param)
