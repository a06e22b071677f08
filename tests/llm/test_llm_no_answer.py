"""No answer, or one that is none, from a real server on loopback that misbehaves as endpoints do."""

from __future__ import annotations

import socket
import tracemalloc
from time import monotonic

import pytest

from tests.llm import stub
from tests.llm.asked import Asked
from tests.llm.stub import Model, answers, utters
from tracker.llm.endpoint import Spent

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
