"""What a document was read from, and a text long enough to be told by its shingles."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from sqlalchemy import Insert, insert

from tracker import rows
from tracker.model import Document, Feed, Original
from tracker.register import schema
from tracker.register.evidence import add_document, sampled
from tracker.register.writes import Writer

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


def keep(writer: Writer, where: Document, kept: Original, data: bytes = PAGE) -> None:
    """Record a new document with the bytes that it was read from."""
    add_document(writer, where, kept, data, sampled(where.text or ""))


def beside(document_id: int) -> Insert:
    """An original put beside a document that is there, or is not."""
    columns = {name: value for name, value in rows.flat(original()).items() if name != "document"}
    return insert(schema.original).values(document_id=document_id, data=PAGE, **columns)


LONG = " ".join(f"word{number}" for number in range(200))
