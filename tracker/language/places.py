"""Places where leaders meet, and the names of each: ``en/places.toml`` read into tables."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

_FILE = os.path.join(os.path.dirname(__file__), "en", "places.toml")


@cache
def places() -> dict[str, str]:
    """Names of places in lower case, in several languages, and the place that each means (``kiev``: ``Kyiv``)."""
    listed: dict[str, list[str]] = _listed()["places"]
    return {name.lower(): place for place, others in listed.items() for name in (place, *others)}


@cache
def common_words() -> frozenset[str]:
    """Words that names are made of and that are no name by themselves, in lower case."""
    return frozenset(_listed()["common"])


def _listed() -> dict[str, Any]:
    import tomllib

    with open(_FILE, "rb") as file:
        return tomllib.load(file)
