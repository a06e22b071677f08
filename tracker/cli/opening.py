"""Open the original of a document in the program that the desktop has for it, or its address in the browser."""

from __future__ import annotations

import os
import sys
import tempfile

import click

from tracker.cli.app import App
from tracker.cli.output import write_bytes
from tracker.errors import BadInputError, NotFoundError, UsageError
from tracker.exchange.fields import ENDINGS
from tracker.model import Document, Original
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.refs import resolve


def open_record(app: App, given: str, where: str | None, save: str | None) -> None:
    """Open what ``where`` names (``url``, ``archive``; else the original), or save the original to a file."""
    if where and save is not None:
        raise UsageError("--save writes the original to a file; it does not go with --url or --archive.")
    with app.reading() as reader:
        document = records.document(reader, _document(reader, given))
        original = records.original(reader, document.ref)
        data = records.original_data(reader, document.ref) if original and not where else None
    if save is not None:
        if original is None or data is None:
            raise _nothing(document, "original")
        _save(app, data, save)
        return
    place = _written(original, data) if original and data is not None else _address(document, where)
    click.echo(place)
    if click.launch(place) != 0:
        app.tell("No program here opens it; the place is above.")


def _address(document: Document, where: str | None) -> str:
    """The address that is meant. A file says its own address: only one of the web is handed to the desktop."""
    place = (document.archive_url if where == "archive" else document.url) or ""
    if not place:
        raise _nothing(document, {"archive": "copy elsewhere", "url": "address"}.get(where or "", "original"))
    if not place.lower().startswith(("http://", "https://")):
        raise BadInputError(
            f"The address of {document.ref} is none of the web: {place}",
            why="Handing anything else to the desktop could start a program.",
            remedy="Open it yourself, if you trust it.",
        )
    return place


def _document(reader: Reader, given: str) -> str:
    """The ref of the document that is meant: itself, or what a pledge, a follow-up or a dispute quotes."""
    kind, ref = resolve(reader, given, "document", "pledge", "follow_up", "dispute")
    if kind == "pledge":
        return records.pledge(reader, ref).quote.document
    if kind == "dispute":
        return records.dispute(reader, ref).quote.document
    return records.follow_up(reader, ref).quote.document if kind == "follow_up" else ref


def _written(original: Original, data: bytes) -> str:
    """Write the original where the other program can read it; it stays, since nobody tells when that has ended."""
    folder = tempfile.mkdtemp(prefix="tracker-")
    path = os.path.join(folder, original.document + ENDINGS.get(original.media_type, ".bin"))
    with open(path, "wb") as file:
        file.write(data)
    return path


def _save(app: App, data: bytes, place: str) -> None:
    if place == "-":
        sys.stdout.buffer.write(data)
        return
    write_bytes(place, data)
    app.tell(f"Wrote {len(data):,} bytes to {place}.")


def _nothing(document: Document, what: str) -> NotFoundError:
    remedy = f"It has an address: tracker open {document.ref} --url" if document.url and what == "original" else ""
    return NotFoundError(f"{document.ref} has no {what}.", remedy=remedy or f"See: tracker show {document.ref}")
