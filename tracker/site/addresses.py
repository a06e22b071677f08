"""Addresses: a file name for whatever a record is called, safe on every file system and never shared by two.

A name that is plain already stays as it is. Any other becomes what can be read of it, two hyphens, which no plain
name has, and a digest of the whole: ``cow-paris-2025-09-04--1f0c2ab94d``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_LONGEST = 60
# Names that Windows keeps for devices, whatever ending they have; and ours.
_TAKEN = {"con", "prn", "aux", "nul", "index", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
_REF = re.compile(r"[A-Z0-9]+(?:[-.][A-Z0-9]+)*")
_WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def pledge(ref: str) -> str:
    """The page of a pledge."""
    return f"pledges/{_named(ref, _REF)}.html"


def document(ref: str) -> str:
    """The page of a document."""
    return f"documents/{_named(ref, _REF)}.html"


def party(code: str) -> str:
    """The page of a party."""
    return f"parties/{_named(code, _REF)}.html"


def topic(topic: str) -> str:
    """The page of a topic."""
    return f"topics/{_named(topic, _WORDS)}.html"


def event(event: str) -> str:
    """The page of an event."""
    return f"events/{_named(event, _WORDS)}.html"


@lru_cache(maxsize=10_000)
def _named(name: str, plain: re.Pattern[str]) -> str:
    if len(name) <= _LONGEST and plain.fullmatch(name) and name.partition(".")[0].lower() not in _TAKEN:
        return name
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    readable = re.sub(r"[^a-z0-9]+", "-", folded)[:_LONGEST].strip("-") or "x"
    return f"{readable}--{blake2b(name.encode(errors='surrogatepass'), digest_size=5).hexdigest()}"
