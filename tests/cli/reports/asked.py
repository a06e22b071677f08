"""The reports that are asked for, on three days, and what they list."""

from __future__ import annotations

import json
from typing import Any

from tests.cli.conftest import Say

BEFORE, SOON_AFTER, LATER = "2025-11-24", "2025-12-01", "2026-01-31"
STATUS, OVERDUE = ("status",), ("report", "overdue")

AHEAD = "2025-11-26"
REPORT = {
    "scorecard": ("report", "scorecard"),
    "scorecard-planning": ("report", "scorecard", "--topic", "military-planning"),
    "ledger": ("report", "ledger", "COW-2026-001"),
    "restated": ("report", "restated"),
    "silent": ("report", "silent", "--days", "60"),
    "changes": ("report", "changes", BEFORE, LATER),
    "amounts": ("report", "amounts"),
}


def status(ask: Say, day: str, *options: str) -> dict[str, dict[str, Any]]:
    """The list of a day by ref."""
    written = ask("status", "--as-of", day, "--format", "json", *options)
    return {row["ref"]: row for section in json.loads(written)["sections"] for row in section["rows"]}


def overdue(ask: Say, day: str, *options: str) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(ask("report", "overdue", "--as-of", day, "--format", "json", *options))
    return written


def refs(report: dict[str, Any], key: str) -> list[str]:
    """The refs that a report lists in a section, or in its groups."""
    return [
        row["ref"]
        for section in report["sections"]
        if section["key"].partition("/")[0] == key
        for row in section["rows"]
    ]


def asked(ask: Say, *command: str, as_of: str = LATER) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(*command, "--as-of", as_of, "--format", "json"))
    return found
