"""Where a language model answers, which one it is, and what it costs: settings as people give them, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple
from urllib.parse import urlsplit

from tracker.errors import UsageError

_ADDRESS = "Give the base address, for example http://localhost:11434/v1"
_ENDS = "/chat/completions"
_LONGEST_NAME = 200  # characters
_PRICE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?) ?/ ?(\d{1,9}(?:\.\d{1,9})?) ([A-Z]{3})")
_MILLION = 1_000_000
_SHOWN = Decimal("0.0001")


class Price(NamedTuple):
    """What a million tokens cost: those sent, those answered; ``currency`` in three letters (ISO 4217)."""

    sent: Decimal
    answered: Decimal
    currency: str

    def of(self, sent: int, answered: int) -> str:
        """What so many tokens cost, rounded up to four decimals: ``0.0312 USD``."""
        cost = (self.sent * sent + self.answered * answered) / _MILLION
        return f"{cost.quantize(_SHOWN, ROUND_CEILING)} {self.currency}"


@dataclass(frozen=True, slots=True)
class Settings:
    """An endpoint. ``url`` is its base address without a slash at the end; ``key`` is shown nowhere."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    price: Price | None = None


def settings(url: str | None, model: str | None, key: str | None = None, price: str | None = None) -> Settings:
    """The settings from what the environment holds; what is empty is not set.

    :raises UsageError: naming what is missing or cannot be. It never repeats the key, nor an address with a password.
    """
    url, model, key, price = ((each or "").strip() for each in (url, model, key, price))
    missing = [name for name, each in (("TRACKER_LLM_URL", url), ("TRACKER_LLM_MODEL", model)) if not each]
    if missing:
        raise UsageError(
            f"To ask a language model, {' and '.join(missing)} must be set.",
            remedy="For example: export TRACKER_LLM_URL=http://localhost:11434/v1 TRACKER_LLM_MODEL=qwen3:8b"
            " (and TRACKER_LLM_KEY, where the endpoint asks for a key)",
        )
    if not model.isprintable() or len(model) > _LONGEST_NAME:
        raise UsageError("TRACKER_LLM_MODEL is no name of a model.", remedy=f"At most {_LONGEST_NAME} characters.")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise UsageError(
            "TRACKER_LLM_KEY holds what cannot be sent.",
            why="A key is letters, digits and signs of ASCII, without blanks or line ends.",
            remedy="Set it again, the key alone.",
        )
    return Settings(_address(url), model, key or None, _price(price) if price else None)


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        well = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port)
    except ValueError:
        well = False
        parts = urlsplit("")
    if "@" in url:
        raise UsageError(
            "TRACKER_LLM_URL holds a name or a password.", remedy="Put the key into TRACKER_LLM_KEY, and leave it out."
        )
    if not well or not url.isascii() or not url.isprintable() or " " in url:
        raise UsageError("TRACKER_LLM_URL is no address of http or https.", remedy=_ADDRESS)
    if parts.query or parts.fragment or "?" in url:
        raise UsageError("TRACKER_LLM_URL goes on after its path.", why="A “?” or “#” is in it.", remedy=_ADDRESS)
    return url.rstrip("/").removesuffix(_ENDS)


def _price(price: str) -> Price:
    found = _PRICE.fullmatch(price)
    if found is None:
        raise UsageError(
            f"TRACKER_LLM_PRICE is “{price[:40]}”.",
            why="It is what a million tokens cost, those sent and those answered, with a currency in three capitals.",
            remedy="For example: export TRACKER_LLM_PRICE='0.15/0.60 USD'",
        )
    return Price(Decimal(found[1]), Decimal(found[2]), found[3])
