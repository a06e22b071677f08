"""One question to a language model, by the chat interface that many servers share, within limits of time and size."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.errors import UsageError
from tracker.llm.settings import Settings
from tracker.llm.trouble import NoAnswerError, failed, parsed, refused, retry_after

if TYPE_CHECKING:
    import httpx

_OPTIONAL: Mapping[str, Any] = {"seed": 1, "response_format": {"type": "json_object"}, "max_tokens": 4096}
_PLAINER = (400, 422)  # statuses of an endpoint that does not take what is optional
_AGAIN = (429, 500, 502, 503, 504)
_LARGEST_REFUSAL = 20_000  # bytes of a refusal that are read for its reason
_MOST_TOKENS = 1_000_000_000
Message = Mapping[str, str]


class Limits(NamedTuple):
    """How long to wait (seconds) and how much to take (bytes), for one call; how often to try.

    ``seconds`` is for all of a call, one byte a second or not; ``longest_wait`` is for a pause that the endpoint asks
    for (Retry-After), ``tries`` for calls that were put off or failed within the endpoint.
    """

    seconds: float = 180.0
    connect: float = 10.0
    largest: int = 1_000_000
    tries: int = 3
    longest_wait: float = 60.0


USUAL = Limits()


@dataclass(slots=True)
class Spent:
    """What was used so far: calls, retried ones too, and tokens as the endpoint told.

    ``untold``: calls that may have taken tokens, of which nothing was told.
    """

    calls: int = 0
    sent: int = 0
    answered: int = 0
    untold: int = 0


class Endpoint:
    """Asks one model at one address. Redirects are not followed, proxies not used, and the key is shown nowhere.

    :raises UsageError: where the library is missing, or the address is none.
    """

    def __init__(
        self,
        settings: Settings,
        limits: Limits = USUAL,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.spent = Spent()
        self._settings = settings
        self._limits = limits
        self._sleep = sleep
        self._optional = _OPTIONAL
        self._client = _client(settings, limits)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def ask(self, messages: Sequence[Message]) -> str:
        """The words that the model answers.

        A refusal for being busy is retried after the pause that was asked for, trouble of the endpoint's own after a
        second or two; a silence is not.

        :raises NoAnswerError: when there is none, not in time, too large, or of another shape.
        """
        for attempt in range(1, self._limits.tries + 1):
            optional = self._optional
            status, headers, body = await self._called(messages, optional)
            if status in _PLAINER and optional:
                self._optional = {}
                status, headers, body = await self._called(messages, {})
            if 200 <= status < 300:
                return self._words(body)
            asked = retry_after(headers)
            wait = max(2.0 ** (attempt - 1), asked)
            if status not in _AGAIN or attempt == self._limits.tries or wait > self._limits.longest_wait:
                raise refused(status, body, asked, attempt, self._settings.key)
            await self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    async def _called(self, messages: Sequence[Message], optional: Mapping[str, Any]) -> tuple[int, Any, bytes]:
        """The status, the headers and the body of one answer."""
        asked = {"model": self._settings.model, "messages": list(messages), "temperature": 0, "stream": False}
        failures = _failures()
        self.spent.calls += 1
        try:
            async with asyncio.timeout(self._limits.seconds), self._posted({**asked, **optional}) as response:
                return response.status_code, response.headers, await self._body(response)
        except NoAnswerError:  # it is there, and is not taken
            self.spent.untold += 1
            raise
        except TimeoutError:
            self.spent.untold += 1
            raise NoAnswerError(f"there was no whole answer after {self._limits.seconds:.3g} seconds") from None
        except failures as error:
            raise failed(error, self._limits.connect) from None  # whose words may hold what was sent

    @asynccontextmanager
    async def _posted(self, asked: Mapping[str, Any]) -> AsyncIterator[httpx.Response]:
        body = json.dumps(asked, ensure_ascii=False).encode("utf-8", "replace")
        headers = {"Content-Type": "application/json"}
        if self._settings.key:
            headers["Authorization"] = f"Bearer {self._settings.key}"
        address = f"{self._settings.url}/chat/completions"
        async with self._client.stream("POST", address, content=body, headers=headers) as response:
            yield response

    async def _body(self, response: httpx.Response) -> bytes:
        """What was answered, as it came over the line: packed bytes, which may be a bomb, are not taken."""
        if response.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise NoAnswerError("the answer came packed, which was not asked for")
        whole = 200 <= response.status_code < 300
        taken = bytearray()
        async for piece in response.aiter_raw():
            taken += piece
            if len(taken) > (self._limits.largest if whole else _LARGEST_REFUSAL):
                if whole:
                    raise NoAnswerError(f"the answer is too large: over {self._limits.largest / 1_000_000:.3g} MB")
                break
        return bytes(taken)

    def _words(self, body: bytes) -> str:
        """The words of an answer; what it cost is noted even where there are none."""
        told = parsed(body)
        if not isinstance(told, dict):
            raise NoAnswerError("the answer is no JSON")
        self._note(told.get("usage"))
        match told.get("choices"):
            case [{"message": {"content": str(words)}, **more}, *_]:
                if more.get("finish_reason") == "length":
                    raise NoAnswerError("the answer was cut off before its end")
                return words
        raise NoAnswerError("the answer has another shape: no choices[0].message.content")

    def _note(self, usage: object) -> None:
        match usage:
            case {"prompt_tokens": int(sent), "completion_tokens": int(answered)} if _are_counts(sent, answered):
                self.spent.sent += sent
                self.spent.answered += answered
            case _:
                self.spent.untold += 1


def _client(settings: Settings, limits: Limits) -> httpx.AsyncClient:
    try:
        import httpx
    except ImportError:
        raise UsageError(
            "Asking a language model needs the package httpx, which is not installed.",
            remedy="pip install 'commitment-tracker[llm]'",
        ) from None
    try:
        httpx.URL(settings.url)
    except httpx.InvalidURL:
        raise UsageError("TRACKER_LLM_URL is no address.", remedy="Give the base address.") from None
    # Loading the certificates that the machine trusts takes a tenth of a second, and http has none.
    trusted = ssl.create_default_context() if settings.url.lower().startswith("https:") else False
    return httpx.AsyncClient(
        verify=trusted,
        timeout=httpx.Timeout(None, connect=limits.connect),
        headers={"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "commitment-tracker"},
        trust_env=False,  # a proxy or a .netrc must not get to see the texts or the key
    )


def _failures() -> tuple[type[Exception], ...]:
    import httpx

    return httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError


def _are_counts(*numbers: int) -> bool:
    return all(type(each) is int and 0 <= each <= _MOST_TOKENS for each in numbers)
