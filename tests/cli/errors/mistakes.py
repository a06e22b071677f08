"""Commands that are mistaken where they are used, and all that was said of them."""

from __future__ import annotations

import os
import shlex

from tests.cli.conftest import Result, masked
from tracker.register.location import Location

DOCUMENT = ("--publisher", "x", "--published-on", "2025-01-01")
PLEDGE = ("--party", "GB", "--document", "D-2025-003", "--summary", "s", "--topic", "t")
WEEKS = ("--quote", "in the coming weeks")


def transcript(words: tuple[str, ...], done: Result, location: Location) -> str:
    """A command, what it said and its exit code, as they are kept in ``tests/golden/errors``."""
    typed = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in shlex.join(words))
    said = masked(done.err, location).replace(os.getcwd(), "HERE")
    return f"$ tracker {typed}\n{done.out}{said}[exit {done.code}]\n"
