"""One question to a real server on loopback that misbehaves in every way that an endpoint does."""

from __future__ import annotations

import asyncio
import logging
import socket
import subprocess
import sys
import tracemalloc
from time import monotonic
from typing import Any

import pytest

from tests.llm import stub
from tests.llm.stub import CERTIFICATE, KEY, Model, answers, refuses, serving, utters
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


# -- a question and its answer --------------------------------------------------------------------------------


def test_a_question_goes_to_the_chat_interface_at_temperature_0_with_a_seed_for_json(model: Model) -> None:
    asked = Asked(model.url)
    assert asked.words == ['{"quotes": []}']
    assert model.paths == ["/v1/chat/completions"]
    (question,) = model.asked
    assert question.pop("messages") == list(QUESTION)
    assert question == {
        "model": "stub-1",
        "temperature": 0,
        "stream": False,
        "seed": 1,
        "response_format": {"type": "json_object"},
        "max_tokens": 4096,
    }
    (headers,) = model.headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["content-type"] == "application/json"
    assert headers["accept-encoding"] == "identity"


def test_without_a_key_none_is_sent(model: Model) -> None:
    Asked(model.url, key=None)
    assert "authorization" not in model.headers[0]


def test_the_machines_own_proxies_and_passwords_are_not_used(
    model: Model, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password s3cret\n")
    for name, value in (("HTTP_PROXY", "http://127.0.0.1:9"), ("ALL_PROXY", "http://127.0.0.1:9")):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Asked(model.url, key=None).failure == ""
    assert "authorization" not in model.headers[0]


def test_an_endpoint_that_does_not_take_what_is_optional_is_asked_without_from_then_on(model: Model) -> None:
    model.always = stub.is_picky
    asked = Asked(model.url, times=2)
    assert (asked.failure, len(asked.words), asked.spent.calls) == ("", 2, 3)
    assert [set(each) - {"model", "messages", "temperature", "stream"} for each in model.asked] == [
        {"seed", "response_format", "max_tokens"},
        set(),
        set(),
    ]
    assert {each["temperature"] for each in model.asked} == {0}


def test_calls_and_tokens_are_counted_as_the_endpoint_tells_them(model: Model) -> None:
    model.acts = [
        utters("One"),
        utters("Two", usage={"prompt_tokens": 7, "completion_tokens": 0}),
        utters("Three", usage=None),
        utters("Four", usage={"prompt_tokens": True, "completion_tokens": 5}),
        utters("Five", usage={"prompt_tokens": -5, "completion_tokens": 5}),
        utters("Six", usage={"prompt_tokens": "5"}),
    ]
    assert Asked(model.url, times=6).spent == Spent(calls=6, sent=1_007, answered=20, untold=4)


def test_over_https_the_certificate_must_be_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(secure=True) as site:
        assert Asked(site.url).failure.startswith("its certificate is not valid: ")
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert "127.0.0.1" in Asked(site.url).failure  # it is for another name
        assert site.asked == []


# -- asked again ----------------------------------------------------------------------------------------------


def test_one_that_is_busy_is_asked_again_after_the_pause_that_it_asks_for(model: Model) -> None:
    model.acts = [
        refuses(429, "slow down", Retry_After="7"),
        refuses(503, Date=DAY.format(0), Retry_After=DAY.format(9)),
    ]
    asked = Asked(model.url)
    assert (len(asked.words), asked.slept, asked.spent.calls) == (1, [7.0, 9.0], 3)


def test_one_that_has_trouble_is_asked_again_after_longer_and_longer_pauses(model: Model) -> None:
    model.always = refuses(500)
    asked = Asked(model.url)
    assert asked.failure == "it has trouble of its own (500) (asked 3 times)"
    assert (asked.slept, asked.spent.calls) == ([1.0, 2.0], 3)


@pytest.mark.parametrize("pause", ["3600", "9" * 30])
def test_a_pause_that_is_too_long_is_not_made(model: Model, pause: str) -> None:
    model.always = refuses(429, Retry_After=pause)
    asked = Asked(model.url)
    assert asked.failure == f"it was asked too often (429); it asks to wait for {pause[:9]} seconds"
    assert (asked.slept, len(model.asked)) == ([], 1)


@pytest.mark.parametrize("pause", ["soon", "-5", "²", DAY.format(5)])
def test_a_pause_that_cannot_be_read_is_a_short_one(model: Model, pause: str) -> None:
    model.acts = [refuses(429, Retry_After=pause.encode().decode("latin-1"))]
    assert Asked(model.url).slept == [1.0]


# -- refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, "it does not take the key (TRACKER_LLM_KEY) (401)"),
        (403, "it does not let this key, or this machine, ask (403)"),
        (404, "it knows no such address or model (TRACKER_LLM_URL, TRACKER_LLM_MODEL) (404)"),
        (418, "it does not take the question (418)"),
        (501, "it has trouble of its own (501)"),
        (302, "it redirects (302), which is not followed; set TRACKER_LLM_URL to where it leads"),
    ],
)
def test_a_refusal_is_told_and_not_repeated(model: Model, status: int, why: str) -> None:
    model.always = refuses(status, Location=f"{model.url}/elsewhere" if status == 302 else "")
    asked = Asked(model.url)
    assert (asked.failure, asked.slept, len(model.asked)) == (why, [], 1)


@pytest.mark.parametrize(
    "body",
    [
        b'{"error": {"message": "model \\"stub-1\\" not found,\\n try pulling it"}}',
        b'{"error": "model \\"stub-1\\" not found,\\n try pulling it"}',
        b'{"message": "model \\"stub-1\\" not found,\\n try pulling it"}',
    ],
)
def test_the_reason_that_an_endpoint_gives_is_told_on_one_line(model: Model, body: bytes) -> None:
    model.always = lambda ask: ask.say(404, body)
    assert Asked(model.url).failure.endswith('(404); it says “model "stub-1" not found, try pulling it”')


@pytest.mark.parametrize("body", [b"", b"<p>No", b"[]", b'{"error": 7}', b'{"error": {"message": null}}', b"\xff"])
def test_where_no_reason_is_given_none_is_told(model: Model, body: bytes) -> None:
    model.always = lambda ask: ask.say(404, body)
    assert "it says" not in Asked(model.url).failure


def test_a_long_reason_is_cut_and_a_broken_one_can_be_printed(model: Model) -> None:
    model.acts = [refuses(404, "no " * 5_000), refuses(404, "half a \ud83d sign")]
    assert len(Asked(model.url).failure) < 320
    assert "half a ? sign" in Asked(model.url).failure


@pytest.mark.parametrize("before", ["Incorrect API key provided: ", "x" * 190])
def test_the_key_is_shown_nowhere_though_the_endpoint_repeats_it(
    model: Model, before: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model.always = refuses(401, f"{before}{KEY}")
    asked = Asked(model.url)
    assert "(401)" in asked.failure
    assert not any(KEY[:size] in asked.failure for size in range(4, len(KEY)))
    assert KEY not in caplog.text


# -- no answer ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "act", [stub.is_silent, stub.drips, stub.drips_headers], ids=["silent", "slow", "slow headers"]
)
def test_a_call_ends_when_its_time_is_over_whatever_comes(model: Model, act: stub.Act) -> None:
    model.always = act
    began = monotonic()
    asked = Asked(model.url, seconds=0.4)
    assert asked.failure == "there was no whole answer after 0.4 seconds"
    assert (len(model.asked), asked.spent) == (1, Spent(calls=1, untold=1))
    assert monotonic() - began < 3


def test_an_endless_answer_ends_at_the_limit_and_takes_no_more_memory(model: Model) -> None:
    model.always = stub.never_ends
    tracemalloc.start()
    asked = Asked(model.url, largest=200_000, seconds=20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert asked.failure == "the answer is too large: over 0.2 MB"
    assert peak < 20_000_000


def test_an_endless_refusal_is_read_no_further_than_its_reason(model: Model) -> None:
    model.always = lambda ask: (ask.say(404, b"", Content_Length=""), ask.drip(b" " * 65_536, 0))[0]
    assert Asked(model.url).failure.endswith("(404)")


def test_a_packed_answer_is_not_unpacked(model: Model) -> None:
    model.always = stub.packs
    asked = Asked(model.url)
    assert asked.failure == "the answer came packed, which was not asked for"
    assert asked.spent == Spent(calls=1, untold=1)


@pytest.mark.parametrize("act", [stub.hangs_up, stub.babbles], ids=["nothing", "another language"])
def test_a_connection_that_breaks_off_is_told(model: Model, act: stub.Act) -> None:
    model.always = act
    why = "the connection broke off, or what came was no answer of a web server"
    assert Asked(model.url).failure == why


def test_an_address_where_nothing_answers_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        assert Asked(url).failure == "nothing answers at that address: the connection was refused"


# -- an answer that is none -----------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [b"", b"<p>Welcome", b'{"choices": [', b"[" * 50_000, b"\xff\xfe", b"7", b"null"])
def test_an_answer_that_is_no_json_is_told(model: Model, body: bytes) -> None:
    model.always = answers(body)
    assert Asked(model.url).failure == "the answer is no JSON"


@pytest.mark.parametrize(
    "body",
    [
        b"{}", b'{"choices": []}', b'{"choices": {}}', b'{"choices": [7]}', b'{"choices": [{"message": {}}]}',
        b'{"choices": [{"text": "We will"}]}', b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": [{"type": "text", "text": "We will"}]}}]}',
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_is_told(model: Model, body: bytes) -> None:
    model.always = answers(body)
    asked = Asked(model.url)
    assert asked.failure == "the answer has another shape: no choices[0].message.content"
    assert asked.spent == Spent(calls=1, untold=1)


def test_an_answer_that_was_cut_off_is_told_and_what_it_took_is_counted(model: Model) -> None:
    model.always = utters('{"quotes": ["We will', finish="length")
    asked = Asked(model.url)
    assert asked.failure == "the answer was cut off before its end"
    assert asked.spent == Spent(calls=1, sent=1_000, answered=20)


def test_an_answer_without_a_reason_for_its_end_is_taken(model: Model) -> None:
    model.always = answers(b'{"choices": [{"message": {"content": "{\\"quotes\\": []}"}}]}')
    assert Asked(model.url).words == ['{"quotes": []}']


# -- installation ---------------------------------------------------------------------------------------------


def test_a_missing_library_says_what_to_install() -> None:
    lines = (
        "import sys; sys.modules['httpx'] = None",
        "from tracker.errors import UsageError",
        "from tracker.llm.endpoint import Endpoint",
        "from tracker.llm.settings import settings",
        "try: Endpoint(settings('http://127.0.0.1:9/v1', 'stub-1'))",
        "except UsageError as error: print(error.remedy)",
    )
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    assert done.stdout == "pip install 'commitment-tracker[llm]'\n"
