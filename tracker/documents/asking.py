"""One question to one machine: a request over HTTP, and an answer within its limits of size and time."""

from __future__ import annotations

import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPException, IncompleteRead, RemoteDisconnected
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from tracker.documents.addresses import Address
from tracker.errors import BadInputError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

_PIECE = 64 * 1024
_GZIP, _DEFLATE = ("gzip", "x-gzip"), ("deflate",)
_GZIP_BEGINS = 0x1F


class Bounds(NamedTuple):
    """How long to wait (seconds: to connect, between two pieces, in all) and how much to take (bytes, unpacked).

    With ``cut`` the answer ends at ``largest``; otherwise a larger one is refused.
    """

    connect: float
    read: float
    seconds: float
    largest: int
    cut: bool = False


class Answer(NamedTuple):
    """What came: the status, the headers by their lower-case names, and for a status 2xx the bytes, unpacked."""

    status: int
    headers: dict[str, str]
    data: bytes


class NoAnswerError(Exception):
    """No answer, or not a whole one; the message says why. ``again``: asking once more may help."""

    def __init__(self, why: str, *, again: bool, connected: bool = True) -> None:
        super().__init__(why)
        self.again = again
        self.connected = connected


class TooLargeError(Exception):
    """The answer is larger than may be taken."""


def ask(address: Address, number: str, headers: dict[str, str], bounds: Bounds) -> Answer:
    """Send a GET for ``address`` to the machine with the IP ``number``, and to no other, and read its answer.

    Over https the certificate must be valid for the host's name.

    :raises NoAnswerError: when nothing came, not in time, or only a part.
    :raises TooLargeError: as soon as there is more than ``bounds.largest``; no more than that is held.
    """
    connection = _connection(address, number, min(bounds.connect, bounds.seconds))
    failures = _failures()
    try:
        connection.connect()
    except failures as error:
        connection.close()
        raise _why(error, address, bounds.connect, connected=False) from error
    connection.timeout = bounds.read
    watch = _Watch(connection.sock, bounds.seconds)
    try:
        connection.request("GET", address.target, headers=headers, preload_content=False, decode_content=False)
        with closing(connection.getresponse()) as response:
            found = Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, b"")
            if 200 <= found.status < 300:
                found = found._replace(data=_body(response, found.headers, bounds, watch))
    except failures as error:
        if watch.over:
            raise _too_slow(bounds.seconds) from error
        raise _why(error, address, bounds.read) from error
    finally:
        watch.stop()
        connection.close()
    if watch.over:
        raise _too_slow(bounds.seconds)
    return found


class _Watch:
    """Ends a conversation after so many seconds: a time-out on each read does not stop one byte a second."""

    def __init__(self, talk: socket.socket, seconds: float) -> None:
        self.over = False
        self._talk = talk
        self._timer = threading.Timer(max(seconds, 0.001), self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        self.over = True
        with suppress(OSError):  # it may have ended by itself
            socket.socket.shutdown(self._talk, socket.SHUT_RDWR)  # beneath TLS, whose own state is another thread's

    def stop(self) -> None:
        self._timer.cancel()


def _connection(address: Address, number: str, timeout: float) -> HTTPConnection:
    try:
        from urllib3.connection import HTTPConnection, HTTPSConnection
    except ImportError:
        raise BadInputError(
            "Fetching from the web needs the package urllib3.", remedy="pip install 'commitment-tracker[web]'"
        ) from None
    if address.scheme == "http":
        return HTTPConnection(number, address.port, timeout=timeout)
    return HTTPSConnection(number, address.port, timeout=timeout, server_hostname=address.host)


def _failures() -> tuple[type[Exception], ...]:
    """What a conversation can fail with; a ``ValueError`` is what http.client makes of some broken headers."""
    from urllib3.exceptions import HTTPError

    return HTTPError, HTTPException, OSError, ValueError, zlib.error, NoAnswerError


def _body(response: BaseHTTPResponse, headers: dict[str, str], bounds: Bounds, watch: _Watch) -> bytes:
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > bounds.largest and not bounds.cut:
        raise TooLargeError
    coding = headers.get("content-encoding", "identity").strip().lower()
    pieces = _raw(response, bounds, watch)
    if coding in (*_GZIP, *_DEFLATE):
        pieces = _unpacked(pieces, coding)
    elif coding not in ("", "identity"):
        raise NoAnswerError(f"It came packed as “{coding[:20]}”, which was not asked for", again=False)
    taken = BytesIO()
    for piece in pieces:
        taken.write(piece)
        if taken.tell() > bounds.largest:
            if not bounds.cut:
                raise TooLargeError
            taken.truncate(bounds.largest)
            break
    return taken.getvalue()


def _raw(response: BaseHTTPResponse, bounds: Bounds, watch: _Watch) -> Iterator[bytes]:
    """What comes over the line; packed bytes count against the same limit as unpacked ones."""
    size = 0
    while piece := response.read1(_PIECE, decode_content=False):
        size += len(piece)
        yield piece
        if watch.over:
            raise _too_slow(bounds.seconds)
        if size > bounds.largest:
            if not bounds.cut:
                raise TooLargeError
            return


def _unpacked(pieces: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """Unpack in pieces of bounded size, so that a small packed one cannot become a huge one in memory."""
    engine, begun = None, False
    for packed in pieces:
        while packed:
            if engine is None:
                if begun and (coding in _DEFLATE or packed[0] != _GZIP_BEGINS):
                    return  # some servers pad with zeros
                engine, begun = zlib.decompressobj(_window(coding, packed[0])), True
            yield engine.decompress(packed, _PIECE)
            packed = engine.unconsumed_tail
            if engine.eof:
                packed, engine = engine.unused_data, None  # a gzip file may have several members
    if engine is not None:
        yield engine.flush()
        if not engine.eof:
            raise NoAnswerError("The page came only in part: its packed bytes end too early", again=True)


def _window(coding: str, first: int) -> int:
    """Name the format as zlib does; "deflate" is sent with and without zlib's own header."""
    if coding in _GZIP:
        return 16 + zlib.MAX_WBITS
    return zlib.MAX_WBITS if first & 0x8F == 0x08 else -zlib.MAX_WBITS


def _too_slow(seconds: float) -> NoAnswerError:
    return NoAnswerError(f"It was not there in whole after {seconds:.3g} seconds", again=False)


# What the failures mean: the first that is found among a failure and its causes, and whether to ask again.
_MEANINGS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, bool], ...] = (
    (ssl.SSLCertVerificationError, "The certificate of {host} is not valid: {detail}", False),
    (zlib.error, "The page came damaged: it cannot be unpacked", True),
    (TimeoutError, "{host} did not answer within {waited:.3g} seconds", True),
    (IncompleteRead, "The page came only in part", True),
    (ConnectionRefusedError, "{host} refused the connection", True),
    ((RemoteDisconnected, ConnectionResetError, BrokenPipeError), "{host} broke the connection off", True),
    (ssl.SSLError, "There is no secure connection to {host}: {detail}", False),
    (OSError, "{host} cannot be reached: {detail}", True),
    (Exception, "{host} did not answer in the language of the web", False),
)


def _why(error: BaseException, address: Address, waited: float, connected: bool = True) -> NoAnswerError:
    """Say in plain words what a library's exception means."""
    if isinstance(error, NoAnswerError):
        return error
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and len(chain) < 8:
        chain.append(cause)
    found, words, again = next(
        (each, words, again) for kinds, words, again in _MEANINGS for each in chain if isinstance(each, kinds)
    )
    detail = getattr(found, "verify_message", None) or getattr(found, "strerror", None) or type(found).__name__
    why = words.format(host=address.host, waited=waited, detail=str(detail).rstrip("."))
    return NoAnswerError(why, again=again, connected=connected)
