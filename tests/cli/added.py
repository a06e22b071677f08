"""A pledge as it is added, and a record as it is shown."""

from __future__ import annotations

import json
from typing import Any

from tests.cli.conftest import Say


def shown(say: Say, ref: str, *options: str) -> dict[str, Any]:
    """A record as data."""
    record: dict[str, Any] = json.loads(say("show", ref, "--format", "json", *options))
    return record


def pledge(say: Say, document: str, *options: str, quote: str = "We will deliver fourteen tanks") -> str:
    """Record a pledge out of the speech, and return its ref."""
    given = dict(zip(options[::2], options[1::2], strict=True))
    facts = {"--party": "GB", "--summary": "Deliver tanks", "--topic": "tanks", "--quote": quote, **given}
    words = [word for pair in facts.items() for word in pair]
    return say("add", "pledge", "--document", document, *words).strip()
