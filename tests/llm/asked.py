"""One question to an endpoint, with pauses that do not last, and what it came to."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.llm.stub import KEY
from tracker.llm.endpoint import Endpoint, Limits, Spent
from tracker.llm.settings import settings
from tracker.llm.trouble import NoAnswerError

QUESTION = ({"role": "system", "content": "Mark the pledges."}, {"role": "user", "content": "=\nWe will – “go”.\n="})
QUICK = Limits(seconds=5, connect=1)
DAY = "Tue, 25 Nov 2025 10:00:{:02} GMT"


class Pauses:
    """Pauses that do not last."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


class Asked:
    """What one question came to: the words or the failure, what was spent, the pauses."""

    def __init__(self, url: str, key: str | None = KEY, times: int = 1, **limits: Any) -> None:
        self.words: list[str] = []
        self.failure = ""
        self.spent = Spent()
        pauses = Pauses()
        asyncio.run(self._ask(url, key, times, QUICK._replace(**limits), pauses))
        self.slept = pauses.slept

    async def _ask(self, url: str, key: str | None, times: int, limits: Limits, pauses: Pauses) -> None:
        endpoint = Endpoint(settings(url, "stub-1", key), limits, pauses)
        try:
            for _ in range(times):
                self.words.append(await endpoint.ask(QUESTION))
        except NoAnswerError as error:
            self.failure = str(error)
        finally:
            self.spent = endpoint.spent
            await endpoint.close()
