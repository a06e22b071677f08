"""One question to a real server on loopback: asked, asked again when it is busy, refused."""

from __future__ import annotations

import logging
import subprocess
import sys
from typing import Any

import pytest

from tests.llm import stub
from tests.llm.asked import DAY, QUESTION, Asked
from tests.llm.stub import CERTIFICATE, KEY, Model, refuses, serving, utters
from tracker.llm.endpoint import Spent

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
