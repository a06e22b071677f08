"""A server on loopback that answers like a language model's, or misbehaves on request: ``with serving() as model``."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Any

CERTIFICATE = Path(__file__).parents[1] / "documents" / "certificate.pem"
KEY = "sk-stub-0123456789"
USAGE = {"prompt_tokens": 1_000, "completion_tokens": 20, "total_tokens": 1_020}

Act = Callable[["Handler"], None]


class Model(ThreadingHTTPServer):
    """The server. It points at those of ``quotes`` whose words it was asked about.

    ``acts`` are what it does instead, one for each call, before it behaves; ``always`` what it does on every call
    after them. ``asked`` are the questions in the order they came, ``headers`` those of each.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.scheme = "http"
        self.stopped = threading.Event()
        self.lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        """Forget what was asked, and what a test had set."""
        self.quotes: list[str] = []
        self.acts: list[Act] = []
        self.always: Act | None = None
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def texts(self) -> list[str]:
        """The texts that it was asked about, without the lines around them."""
        return [each["messages"][1]["content"].partition("\n")[2].rpartition("\n")[0] for each in self.asked]

    def environment(self, **more: str) -> dict[str, str]:
        """The settings that lead to it."""
        return {"TRACKER_LLM_URL": self.url, "TRACKER_LLM_MODEL": "stub-1", **more}

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: the other side goes away in the middle, as it should."""


class Handler(BaseHTTPRequestHandler):
    server: Model
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        model = self.server
        self.question = body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with model.lock:
            model.asked.append(body)
            model.paths.append(self.path)
            model.headers.append({name.lower(): value for name, value in self.headers.items()})
            act = model.acts.pop(0) if model.acts else model.always
        with suppress(OSError):
            (act or pointing)(self)

    def say(self, status: int, body: bytes, **headers: str) -> None:
        """Answer in one go; a keyword ``Retry_After`` is the header ``Retry-After``, and an empty one is left out."""
        headers = {"Content_Type": "application/json", "Content_Length": str(len(body)), **headers}
        self.send_response_only(status)
        for name, value in headers.items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, piece: bytes, seconds: float) -> None:
        """Send a piece again and again, until the other side goes away or the server ends."""
        self.close_connection = True
        while not self.server.stopped.wait(seconds):
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


# -- what it can do: each is given for one call ---------------------------------------------------------------


def pointing(ask: Handler) -> None:
    text = " ".join(ask.question["messages"][1]["content"].split())
    says([each for each in ask.server.quotes if " ".join(each.split()) in text])(ask)


def says(quotes: object) -> Act:
    """Answer with these quotes, whether they stand in the text or not."""
    return utters(json.dumps({"quotes": quotes}, ensure_ascii=False))


def utters(words: object, finish: str = "stop", usage: object = USAGE, **headers: str) -> Act:
    """Answer with these words for a content."""
    return lambda ask: ask.say(200, chat(words, finish, usage), **headers)


def chat(words: object, finish: str = "stop", usage: object = USAGE) -> bytes:
    message = {"role": "assistant", "content": words}
    choices = [{"index": 0, "message": message, "finish_reason": finish}]
    return json.dumps({"id": "chat-1", "object": "chat.completion", "choices": choices, "usage": usage}).encode()


def answers(body: bytes, **headers: str) -> Act:
    """Answer with these bytes."""
    return lambda ask: ask.say(200, body, **headers)


def refuses(status: int, reason: str = "", **headers: str) -> Act:
    """Refuse, with a reason as these endpoints give it."""
    body = json.dumps({"error": {"message": reason, "type": "stub"}}).encode() if reason else b"<p>no</p>"
    return lambda ask: ask.say(status, body, **headers)


def is_silent(ask: Handler) -> None:
    ask.server.stopped.wait(20)


def never_answers(ask: Handler) -> None:
    ask.server.stopped.wait()


def drips(ask: Handler) -> None:
    """One byte after the other, without an end."""
    ask.say(200, b"", Content_Length="100000")
    ask.drip(b" ", 0.02)


def drips_headers(ask: Handler) -> None:
    ask.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    ask.drip(b"a", 0.02)


def never_ends(ask: Handler) -> None:
    ask.say(200, b"", Content_Length="")
    ask.drip(b" " * 65_536, 0)


def packs(ask: Handler) -> None:
    ask.say(200, gzip.compress(b" " * 10_000_000), Content_Encoding="gzip")


def hangs_up(ask: Handler) -> None:
    ask.close_connection = True


def babbles(ask: Handler) -> None:
    ask.wfile.write(b"220 mail.example ESMTP\r\n" * 3)
    ask.close_connection = True


def waits_for(number: int) -> Act:
    """Point as soon as so many ask at the same time; break off if they do not. To be given as many times."""
    together = threading.Barrier(number)

    def act(ask: Handler) -> None:
        try:
            together.wait(5)
        except threading.BrokenBarrierError:
            hangs_up(ask)
        else:
            pointing(ask)

    return act


def is_picky(ask: Handler) -> None:
    """Refuse what is optional."""
    if {"seed", "response_format"} & ask.question.keys():
        refuses(400, "Unrecognized request argument: seed")(ask)
    else:
        pointing(ask)


# -- running it -----------------------------------------------------------------------------------------------


@contextmanager
def serving(secure: bool = False) -> Iterator[Model]:
    """Run the server on a free port until the block ends; ``secure``: over https, as site.example."""
    model = Model()
    if secure:
        context = SSLContext(PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        model.socket = context.wrap_socket(model.socket, server_side=True, do_handshake_on_connect=False)
        model.scheme = "https"
    thread = threading.Thread(target=model.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.stopped.set()
        model.shutdown()
        model.server_close()
        thread.join(5)
