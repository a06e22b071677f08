"""What a document was read from, and a text long enough to be told by its shingles."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from tracker.model import Feed, Original

PAGE = b"<p>We will deliver more than 600 missiles.</p>" * 40
FEED = Feed("https://example.org/feed", "News", "The ministry", "GB", date(2026, 1, 5))


def original(ref: str = "D-2025-001", data: bytes = PAGE, **other: Any) -> Original:
    given = {
        "media_type": "text/html",
        "name": "page.html",
        "extractor": "trafilatura 2",
        "retrieved_at": "2026-01-05T08:00:00Z",
        **other,
    }
    return Original(document=ref, sha256=hashlib.sha256(data).hexdigest(), size=len(data), **given)


LONG = " ".join(f"word{number}" for number in range(200))
