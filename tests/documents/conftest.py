"""A server that misbehaves, and a fetcher whose time passes in sleep only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.documents.fetchers import Clock, new
from tests.documents.server import Site, serving
from tracker.documents.fetching import Fetcher


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    running.reset()
    return running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(clock: Clock) -> Fetcher:
    return new(clock)
