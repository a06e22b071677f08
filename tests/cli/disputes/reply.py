"""The reply that the tests of disputes record: what it says, and how it is printed."""

from __future__ import annotations

import json
from typing import Any

from tests.cli.conftest import Say

ANSWER = """---
title: Reply on air defence
publisher: Ministry of Defence of the United Kingdom
published_on: 2026-01-28
issuer: GB
event: COW virtual 2025-11-25
---
Your list is wrong. Every missile announced in November was handed over by 15 January.
We have said so before: your list is wrong.
"""
WORDS = "Every missile announced in November was handed over by 15 January"
BEFORE, LATER = "2026-01-27", "2026-01-31"
PLEDGE, DOCUMENT = "GB-2025-001", "D-2026-002"
TOLD = f"{PLEDGE} is disputed by GB on 2026-01-28: “{WORDS}” ({DOCUMENT})."
ANSWERED = f"by GB on 2026-01-28: “{WORDS}” ({DOCUMENT}). In short: all were delivered in time."


def add(do: Say, *more: str, pledge: str = PLEDGE, party: str = "GB", quote: str = WORDS) -> str:
    return do("add", "dispute", pledge, DOCUMENT, "--party", party, "--quote", quote, *more)


def shown(do: Say, ref: str, *options: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(do("show", ref, "--as-of", LATER, "--format", "json", *options))
    return record


def report(do: Say, name: str, *options: str, as_of: str = LATER) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(do("report", name, *options, "--as-of", as_of, "--format", "json"))
    return written


def days_in(written: dict[str, Any]) -> dict[str, str]:
    """The day of the answer of every disputed line of a report."""
    rows = [row for section in written["sections"] for row in section["rows"]]
    return {row["ref"]: row["disputed"] for row in rows if row["disputed"]}
