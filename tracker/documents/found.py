"""What reading makes of bytes: plain values, so that a reader in another process can send them back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Raw(NamedTuple):
    """Bytes as they came, and what came with them.

    ``name`` is the path or address, for messages and for the ending of the file's name; ``content_type`` the HTTP
    header, where there was one; ``encoding`` the one that a person named; ``url`` the address that it was found
    at; ``retrieved_on`` the ISO day of the retrieval, for a date that names no year.
    """

    data: bytes
    name: str
    content_type: str | None = None
    encoding: str | None = None
    url: str | None = None
    retrieved_on: str | None = None


class DateFound(NamedTuple):
    """A day of publication as it was found: ``source`` (one of ``dating.SOURCES``), ISO ``day``, and the words."""

    source: str
    day: str
    words: str


class Found(NamedTuple):
    """What a reader found in the bytes.

    ``text`` is kept as it is from now on: code points, lines ended by ``\\n``, no carriage returns, no NUL.
    ``media_type`` is what the bytes are (``text/html``); ``extractor`` the library that made the text and its
    version (``trafilatura 2.3.1``). ``facts`` are a document's facts by the names of its fields, each as text
    (``title``, ``publisher``, ``issuer``, ``url``, ``language``, ``event``, ``published_on``, ``retrieved_on``):
    what a file says of itself. ``dates`` are all days of publication found, ``warnings`` what a person should know.
    ``tongue`` is the language that the words show (ISO 639-1), ``shingles`` the sample of them that copies are
    found by (``tracker.language.copies.sample``): worked out with the text, since both take a while.
    """

    text: str
    media_type: str
    extractor: str
    facts: Mapping[str, str]
    dates: tuple[DateFound, ...] = ()
    warnings: tuple[str, ...] = ()
    tongue: str | None = None
    shingles: tuple[int, ...] = ()
