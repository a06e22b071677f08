"""A web site whose pages and feeds change as a test wishes."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.cli.conftest import Say

FIRST = """Statement of the harbour ministry on two ferries

15 January 2026

We will rebuild two ferries by the end of March. The sailors will be trained in Turku.
The first engine has been delivered. The yard is ready, and the ropes are new.
"""
SECOND = FIRST.replace("two ferries by the end of March", "one ferry as soon as possible")
THIRD = SECOND.replace("The first engine has been delivered. ", "")


class Pages(ThreadingHTTPServer):
    """A web server whose pages a test can change: ``pages`` by path, text and media type; ``asked`` counts requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.pages: dict[str, tuple[str, str]] = {}
        self.asked: Counter[tuple[str, int]] = Counter()
        self.tagged = True

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """An address here; two requests to one host stand a second apart, so that a test of two pages names two."""
        return f"http://{host}:{self.server_address[1]}{path}"

    def put(self, path: str, text: str, kind: str = "text/plain; charset=utf-8") -> None:
        self.pages[path] = text, kind


class _Answering(BaseHTTPRequestHandler):
    server: Pages

    def do_GET(self) -> None:
        text, kind = self.server.pages.get(self.path, ("", ""))
        tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:8]}"'
        status = 404 if not kind else 304 if self.headers.get("If-None-Match") == tag else 200
        self.server.asked[self.path, status] += 1
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
            if self.server.tagged:
                self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(text.encode() if status == 200 else b"")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def shown(say: Say, ref: str) -> dict[str, Any]:
    """A record as data."""
    record: dict[str, Any] = json.loads(say("show", ref, "--format", "json"))
    return record


def pledged(say: Say, document: str, quote: str) -> str:
    facts = ("--party", "FI", "--summary", "Rebuild ferries", "--topic", "ferries", "--quote", quote)
    return say("add", "pledge", "--document", document, *facts).strip()
