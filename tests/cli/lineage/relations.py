"""The pledges that are related, and how what was recorded is read."""

from __future__ import annotations

import json
from typing import Any

from tests.cli.conftest import Say

PACKAGE, ITEM, SECOND, HEIR, OLD = "COW-2025-003", "GB-2025-001", "FR-2025-001", "COW-2026-001", "COW-2025-006"
BEFORE, LATER = "2026-01-05", "2026-01-31"
SPEECH = """---
title: The offer is withdrawn
publisher: Ministry of Defence of the United Kingdom
published_on: 2026-01-20
issuer: GB
---
The missiles offered in November will not be sent. Instead we will send two radar stations.
"""


def shown(do: Say, ref: str, as_of: str = LATER) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(do("show", ref, "--as-of", as_of, "--format", "json"))
    return record


def report(do: Say, *words: str, as_of: str = LATER) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(do("report", *words, "--as-of", as_of, "--format", "json"))
    return written


def drop(do: Say, *more: str) -> str:
    words = ("--quote", "The missiles offered in November will not be sent")
    return do("link", ITEM, "D-2026-002", "drops", *words, "--replaced-by", "GB-2026-001", *more)
