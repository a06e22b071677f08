"""Fetchers that find every host on loopback, and whose time passes in sleep only."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.documents.fetching import Fetcher, Limits, user_agent
from tracker.errors import BadInputError

AGENT = user_agent("1.2.3")
QUICK = Limits(largest=1_000_000, seconds=30, connect=1, read=1, pace=0)
LOOPBACK = "127.0.0.1"


class Clock:
    """Time that passes in sleep only; ``slept`` lists the pauses."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def monotonic(self) -> float:
        return sum(self.slept)


def new(clock: Clock, **limits: Any) -> Fetcher:
    """A fetcher that finds every host on loopback."""
    limited = QUICK._replace(**limits)
    return Fetcher(AGENT, True, limited, clock.sleep, clock.monotonic, lambda _host, _port: [LOOPBACK])


def refusal(fetcher: Fetcher, url: str, **more: Any) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        fetcher.fetch(url, **more)
    return caught.value
