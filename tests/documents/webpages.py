"""Web pages written for the tests, and what is read from them."""

from __future__ import annotations

import json

from tracker.documents.found import Found, Raw
from tracker.documents.html import read_html

SENTENCES = (
    "The ministry will deliver forty armoured vehicles to the eastern brigade before the end of the spring.",
    "Officials said that the loan would be paid out in three equal parts in the course of the coming year.",
    "A third sentence adds that the training of the crews is to begin in the summer at two bases abroad.",
    "The last one repeats that the allies stand together and will meet again within weeks to take stock.",
)
TITLE = "Ministry promises forty vehicles"
RUSSIAN = "Министерство передаст бригаде сорок машин до конца весны, сообщили чиновники в понедельник."


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines or SENTENCES)


def page(body: str = "", head: str = "", attributes: str = "") -> str:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body or paragraphs()}</body></html>"


def read(
    html: str | bytes, *, content_type: str | None = None, encoding: str | None = None, url: str | None = None
) -> Found:
    data = html.encode() if isinstance(html, str) else html
    return read_html(Raw(data, "page.html", content_type, encoding, url, "2025-12-01"))


def dates(found: Found) -> list[tuple[str, str]]:
    return [(each.source, each.day) for each in found.dates]


def record(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'
