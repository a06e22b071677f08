"""Ask a model about texts, stretch by stretch: where it points, what that took, and where it was not heard."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple, Self

from tracker.language.passages import Passage
from tracker.llm.endpoint import USUAL, Endpoint, Limits, Spent
from tracker.llm.question import located, messages, quotes_in, stretches
from tracker.llm.settings import Settings
from tracker.llm.trouble import NoAnswerError

_GIVE_UP = 3  # texts in a row on which the model was not heard: it will not be on the next


class Told(NamedTuple):
    """Where a model points in a text, in code points; ``text[start:end]`` are its words.

    ``heard``: whether it answered about any of it; ``failure``: why not about all of it, else ``None``.
    """

    places: tuple[Passage, ...]
    heard: bool
    failure: str | None


class Asker:
    """Asks one model, within a ``with`` block; counts the quotes that it gave and those that were thrown away.

    Used by one thread, in which no event loop runs.

    :raises UsageError: where the library is missing, or the address is none.
    """

    def __init__(
        self,
        settings: Settings,
        limits: Limits = USUAL,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.settings = settings
        self.quotes = 0
        self.thrown = 0
        self._in_a_row = 0
        self._endpoint = Endpoint(settings, limits, sleep)
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._endpoint.close())
        self._runner.close()

    @property
    def spent(self) -> Spent:
        """What was used so far."""
        return self._endpoint.spent

    def ask(self, texts: Sequence[str]) -> list[Told]:
        """Ask about texts, all at the same time; what is told comes in their order.

        After three texts in a row that failed no more is asked.
        """
        if self._in_a_row >= _GIVE_UP:
            return [Told((), False, f"not asked, for the {_GIVE_UP} before it had failed")] * len(texts)
        told = self._runner.run(self._heard_on_all(texts))
        for each in told:
            self._in_a_row = self._in_a_row + 1 if each.failure else 0
        return told

    async def _heard_on_all(self, texts: Sequence[str]) -> list[Told]:
        return list(await asyncio.gather(*(self._heard_on(each) for each in texts)))

    async def _heard_on(self, text: str) -> Told:
        """Ask about one text: past an answer that makes no sense, and no further than a refusal or a silence."""
        places: list[Passage] = []
        heard, failure = False, None
        for stretch in stretches(text):
            try:
                answer = await self._endpoint.ask(messages(text[stretch.start : stretch.end]))
            except NoAnswerError as error:
                failure = str(error)
                break
            try:
                quotes = list(dict.fromkeys(quotes_in(answer)))
            except NoAnswerError as error:
                failure = str(error)
                continue
            heard = True
            found = located(text, stretch, quotes)
            self.quotes += len(quotes)
            self.thrown += len(quotes) - len(found)
            places += found
        return Told(tuple(places), heard, failure)
