"""A web server on loopback that misbehaves in every way that the web does; run it with ``with serving() as site``."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from urllib.parse import urlsplit

PAGE = (
    b"<!doctype html><html lang=en><head><title>A call on air defence</title>"
    b'<link rel="alternate" type="application/rss+xml" href="/feed.rss">'
    b"</head><body><p>We will deliver two systems by 31 March 2026.</p></body></html>"
)
PLAIN = "The ministers said: “We will deliver two systems by 31 March 2026.”\n"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) + b"\n%%EOF\n"
RUSSIAN = "<html><body><p>Участники договорились ускорить работу.</p></body></html>"
ETAG, CHANGED = '"first"', "Tue, 25 Nov 2025 10:00:00 GMT"

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>News of the ministry</title>
<item><title>A call on air defence</title><link>/ok</link><guid isPermaLink="false">n1</guid>
  <pubDate>Wed, 26 Nov 2025 00:30:00 +0200</pubDate></item>
<item><title>Two systems &amp; a date</title><link>/plain</link>
  <pubDate>Tue, 25 Nov 2025 10:00:00 GMT</pubDate></item>
</channel></rss>"""
ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Statements</title><id>urn:x:feed</id>
<entry><title>A call on air defence</title><id>urn:x:1</id><link href="/ok"/>
  <updated>2025-11-25T23:30:00-05:00</updated>
</entry></feed>"""


@cache
def bomb(megabytes: int = 64) -> bytes:
    """Zeros, packed a thousandfold."""
    packer = zlib.compressobj(9, wbits=31)
    piece = bytes(1_000_000)
    return b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()


class Site(ThreadingHTTPServer):
    """The server; ``seen`` counts the requests for each path, ``headers`` keeps those of the last one for each.

    ``robots`` is what /robots.txt answers (status, text); ``hosts`` lists the ``Host`` headers in their order.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.scheme = "http"
        self.stopped = threading.Event()
        self.reset()

    def reset(self) -> None:
        """Forget what was asked, and what a test had set."""
        self.seen: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.hosts: list[str] = []
        self.robots: tuple[int, bytes] = (404, b"")

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: the other side goes away in the middle, as it should."""


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.count = self.server.seen[parts.path] = self.server.seen[parts.path] + 1
        self.server.headers[parts.path] = {name.lower(): value for name, value in self.headers.items()}
        self.server.hosts.append(self.headers.get("Host", ""))
        name, _, self.rest = parts.path.lstrip("/").partition("/")
        self.query = parts.query
        act = ANSWERS.get(name)
        with suppress(OSError):
            act(self) if act else self.say(404, b"no such page")

    def say(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        """Answer in one go; a keyword ``Content_Type`` is the header ``Content-Type``, and an empty one is left out."""
        headers = {"Content_Type": kind, "Content_Length": str(len(body)), **headers}
        self.send_response(status)
        for name, value in headers.items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, pieces: Callable[[], bytes], seconds: float, most: int = 100_000) -> None:
        """Send piece after piece, until the other side goes away or the server ends."""
        for _ in range(most):
            self.wfile.write(pieces())
            self.wfile.flush()
            if self.server.stopped.wait(seconds):
                return

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def robots(ask: Handler) -> None:
    status, text = ask.server.robots
    ask.say(status, text, "text/plain", **({"Location": text.decode()} if 300 <= status < 400 else {}))


def silent(ask: Handler) -> None:
    ask.server.stopped.wait(5)


def slow(ask: Handler) -> None:
    ask.say(200, b"", Content_Length="100000")
    ask.drip(lambda: b"a", 0.02)


def slow_head(ask: Handler) -> None:
    ask.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    ask.drip(lambda: b"a", 0.02)


def endless(ask: Handler) -> None:
    ask.say(200, b"", Content_Length="")
    ask.drip(lambda: b"a" * 65536, 0)


def endless_nothing(ask: Handler) -> None:
    """Packed bytes without end that unpack to none."""
    ask.say(200, b"", Content_Length="", Content_Encoding="gzip")
    ask.drip(lambda: gzip.compress(b"") * 1000, 0)


def chunks(*pieces: bytes, end: bool = True, coding: str = "") -> Callable[[Handler], None]:
    def act(ask: Handler) -> None:
        ask.protocol_version = "HTTP/1.1"
        more = {"Transfer_Encoding": "chunked", "Content_Encoding": coding}
        ask.say(200, b"", Content_Length="", Connection="close", **more)
        for piece in pieces:
            ask.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        ask.wfile.write(b"0\r\n\r\n" if end else b"")
        ask.close_connection = True

    return act


def redirect(ask: Handler) -> None:
    """/redirect/3 leads to /redirect/2 and so on to /ok; /redirect?http://… leads there; each with status 302."""
    left = int(ask.rest or 0)
    ask.say(302, b"", Location=ask.query or (f"/redirect/{left - 1}" if left > 1 else "/ok"))


def conditional(ask: Handler) -> None:
    same = ask.headers.get("If-None-Match") == ETAG or ask.headers.get("If-Modified-Since") == CHANGED
    if same:
        ask.say(304, b"", "", ETag=ETAG)
    else:
        ask.say(200, PAGE, ETag=ETAG, Last_Modified=CHANGED)


def at_last(status: int, **headers: str) -> Callable[[Handler], None]:
    """Twice a refusal, then the page."""
    return lambda ask: ask.say(status, b"later", **headers) if ask.count < 3 else ask.say(200, PAGE)


def status(ask: Handler) -> None:
    ask.say(int(ask.rest), b"<p>a page of the server's own</p>", Retry_After=ask.query)


def hang_up(ask: Handler) -> None:
    """Twice nothing at all, then the page."""
    if ask.count > 2:
        ask.say(200, PAGE)


def gibberish(ask: Handler) -> None:
    ask.wfile.write(b"220 mail.example ESMTP\r\n" * 3)


def packed(body: bytes, coding: str) -> Callable[[Handler], None]:
    return lambda ask: ask.say(200, body, Content_Encoding=coding)


def fixed(body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Callable[[Handler], None]:
    return lambda ask: ask.say(200, body, kind, **headers)


_RAW = zlib.compressobj(wbits=-15)
ANSWERS: dict[str, Callable[[Handler], None]] = {
    "robots.txt": robots,
    "ok": fixed(PAGE),
    "plain": fixed(PLAIN.encode(), "text/plain; charset=utf-8"),
    "pdf": fixed(PDF, "application/pdf"),
    "wrong-charset": fixed(RUSSIAN.encode("cp1251"), "text/html; charset=utf-8"),
    "empty": fixed(b""),
    "no-type": fixed(PAGE, ""),
    "chunked": chunks(PAGE[:50], PAGE[50:]),
    "chunked-truncated": chunks(PAGE[:50], end=False),
    "truncated": fixed(PAGE, Content_Length=str(len(PAGE) + 100)),
    "part": lambda ask: ask.say(206, PAGE[:20], Content_Range=f"bytes 0-19/{len(PAGE)}"),
    "said-large": fixed(PAGE, Content_Length="999999999999"),
    "silent": silent,
    "slow": slow,
    "slow-head": slow_head,
    "endless": endless,
    "endless-nothing": endless_nothing,
    "redirect": redirect,
    "redirect-utf-8": lambda ask: ask.say(302, b"", Location="/ok?é".encode().decode("latin-1")),
    "nowhere": lambda ask: ask.say(302, b""),
    "loop": lambda ask: ask.say(301, b"", Location="/loop/again" if not ask.rest else "/loop"),
    "conditional": conditional,
    "changing": lambda ask: ask.say(200, PAGE + b"<!-- %d -->" % ask.count, ETag=f'"{ask.count}"'),
    "status": status,
    "error-then-ok": at_last(500),
    "busy-then-ok": at_last(429, Retry_After="5"),
    "busy-until-then-ok": at_last(
        503, Date="Tue, 25 Nov 2025 10:00:00 GMT", Retry_After="Tue, 25 Nov 2025 10:00:07 GMT"
    ),
    "hang-up": hang_up,
    "gibberish": gibberish,
    "gzip": packed(gzip.compress(PAGE), "gzip"),
    "gzip-members": packed(gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:]), "x-gzip"),
    "gzip-members-apart": chunks(gzip.compress(PAGE[:50]), gzip.compress(PAGE[50:]), coding="gzip"),
    "gzip-padded": packed(gzip.compress(PAGE) + bytes(10), "gzip"),
    "gzip-truncated": packed(gzip.compress(PAGE)[:-20], "gzip"),
    "gzip-broken": packed(PAGE, "gzip"),
    "gzip-bomb": lambda ask: ask.say(200, bomb(), Content_Encoding="gzip"),
    "deflate": packed(zlib.compress(PAGE), "deflate"),
    "deflate-raw": packed(_RAW.compress(PAGE) + _RAW.flush(), "deflate"),
    "brotli": packed(b"\x0b\x02\x80", "br"),
    "feed.rss": fixed(RSS, "application/rss+xml"),
    "feed.atom": fixed(ATOM, "application/atom+xml; charset=utf-8"),
}


# A key that protects nothing, and its certificate for site.example, signed by itself and valid until 2120.
CERTIFICATE = Path(__file__).with_name("certificate.pem")


@contextmanager
def serving(secure: bool = False) -> Iterator[Site]:
    """Run the server on a free port until the block ends; ``secure``: over https, as site.example."""
    site = Site()
    if secure:
        context = SSLContext(PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        site.socket = context.wrap_socket(site.socket, server_side=True, do_handshake_on_connect=False)
        site.scheme = "https"
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.stopped.set()
        site.shutdown()
        site.server_close()
        thread.join(5)
