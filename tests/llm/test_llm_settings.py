"""The settings of a language model's endpoint: what is taken, what is refused, and what is never repeated."""

from __future__ import annotations

import pytest

from tracker.errors import UsageError
from tracker.llm.settings import Price, settings

URL, MODEL = "http://localhost:11434/v1", "qwen3:8b"


def refused(*given: str | None) -> UsageError:
    with pytest.raises(UsageError) as caught:
        settings(*given)
    return caught.value


def test_an_address_and_a_model_are_enough() -> None:
    found = settings(URL, MODEL)
    assert (found.url, found.model, found.key, found.price) == (URL, MODEL, None, None)


@pytest.mark.parametrize(
    "url", [f"{URL}/", f" {URL} ", f"{URL}/chat/completions", f"{URL}/chat/completions/"], ids=lambda each: repr(each)
)
def test_the_base_address_may_be_given_in_other_ways(url: str) -> None:
    assert settings(url, MODEL).url == URL


@pytest.mark.parametrize(
    ("url", "model", "missing"),
    [
        (None, None, "TRACKER_LLM_URL and TRACKER_LLM_MODEL must be set."),
        ("", "  ", "TRACKER_LLM_URL and TRACKER_LLM_MODEL must be set."),
        (URL, None, "TRACKER_LLM_MODEL must be set."),
        (None, MODEL, "TRACKER_LLM_URL must be set."),
    ],
)
def test_what_is_missing_is_named_with_an_example(url: str | None, model: str | None, missing: str) -> None:
    refusal = refused(url, model)
    assert refusal.what.endswith(missing)
    assert "export TRACKER_LLM_URL=http://localhost:11434/v1" in refusal.remedy
    assert refusal.exit_code == 2


@pytest.mark.parametrize(
    "url",
    [
        "localhost:11434/v1", "ftp://host/v1", "http://", "http:///v1", "http://host:port/v1", "http://host:0/v1",
        "http://[::1/v1", "http://höst/v1", "http://host/a b", "http://host/v1?version=2", "http://host/v1#top",
    ],
)  # fmt: skip
def test_what_is_no_base_address_is_refused(url: str) -> None:
    assert refused(url, MODEL).what.startswith("TRACKER_LLM_URL")


def test_an_address_with_a_password_is_refused_and_not_repeated() -> None:
    refusal = refused("https://me:s3cret@host/v1", MODEL)
    assert "TRACKER_LLM_KEY" in refusal.remedy
    assert "s3cret" not in str(refusal)


@pytest.mark.parametrize("key", ["two words", "line\nend", "clé", "a\x00b"])
def test_a_key_that_cannot_be_sent_is_refused_and_not_repeated(key: str) -> None:
    assert key not in str(refused(URL, MODEL, key))


def test_a_key_is_not_shown_with_the_settings() -> None:
    found = settings(URL, MODEL, " sk-123\n")
    assert found.key == "sk-123"
    assert "sk-123" not in f"{found} {found!r}"


@pytest.mark.parametrize("model", ["two\nlines", "x" * 201, "\x1b[31m"])
def test_a_model_is_a_name_of_one_line(model: str) -> None:
    assert "TRACKER_LLM_MODEL" in refused(URL, model).what


@pytest.mark.parametrize(
    ("price", "sent", "answered", "cost"),
    [
        ("0.15/0.60 USD", 1_000_000, 1_000_000, "0.7500 USD"),
        ("0.15/0.60 USD", 100, 0, "0.0001 USD"),  # rounded up: what costs something is never shown as 0
        ("3 / 15 EUR", 2_000, 100, "0.0075 EUR"),
        ("0/0 USD", 5_000, 5_000, "0.0000 USD"),
        ("2.50/10 USD", 0, 0, "0.0000 USD"),
    ],
)
def test_a_price_says_what_tokens_cost(price: str, sent: int, answered: int, cost: str) -> None:
    found = settings(URL, MODEL, None, price).price
    assert isinstance(found, Price)
    assert found.of(sent, answered) == cost


@pytest.mark.parametrize("price", ["0.15", "0.15/0.60", "0.15/0.60 dollars", "-1/2 USD", "1/2/3 USD", "a/b USD"])
def test_what_is_no_price_is_refused(price: str) -> None:
    assert "0.15/0.60 USD" in refused(URL, MODEL, None, price).remedy
