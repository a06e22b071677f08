"""``edit --text``: give a document that is known by title and link its text, and its quotes their places."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tracker.errors import BadInputError, ConflictError
from tracker.language import passages
from tracker.language.tongues import UNDETERMINED, language_of
from tracker.model import Dispute, FollowUp, Pledge, Quote
from tracker.register import records
from tracker.register.refs import resolve
from tracker.register.writes import Writer


def hold_text(writer: Writer, given: str, file: str) -> list[str]:
    """Keep a file's text as that of a document without one; returns which quotes stand in it and which do not."""
    reader = writer.reader
    ref = resolve(reader, given, "document")[1]
    document = records.document(reader, ref)
    if document.sha256:
        raise ConflictError(
            f"The text of {ref} is held already, and a stored text never changes.",
            remedy="Record another version as a document of its own: tracker add document FILE",
        )
    text = _text(file)
    language = document.language
    if language == UNDETERMINED:
        language = language_of(text).code or UNDETERMINED
    digest = hashlib.sha256(text.encode()).hexdigest()
    writer.change(document, replace(document, text=text, sha256=digest, language=language))
    stand: list[str] = []
    astray: list[str] = []
    for record in list(quoting(writer, ref)):
        found = passages.find(text, record.quote.text)
        if found:
            start, end = found[0]
            writer.change(record, replace(record, quote=Quote(ref, text[start:end], start, end)))
        (stand if found else astray).append(record.ref)
    said = [ref, f"  text held: {len(text):,} characters"]
    said += [f"  language: {language}"] if language != document.language else []
    said += [f"  quotes that stand in it: {' '.join(stand)}"] if stand else []
    said += (
        [f"  quotes that do not: {' '.join(astray)}; correct them with tracker edit REF --set quote=…"]
        if astray
        else []
    )
    return said


def _text(file: str) -> str:
    try:
        text = Path(file).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "It is not UTF-8."
        raise BadInputError(f"{file} cannot be read.", why=str(why), remedy="Give a text file in UTF-8.") from error
    if "\0" in text or not text.strip():
        raise BadInputError(f"{file} holds no text.", remedy="Give a text file in UTF-8.")
    return text


def quoting(writer: Writer, ref: str) -> Iterator[Pledge | FollowUp | Dispute]:
    """The records whose quotes are of a document."""
    for (pledge,) in list(writer.reader.rows(writer.reader.sql.STATEMENTS["quoting"], ref=ref)):
        of_it: tuple[Pledge | FollowUp | Dispute, ...] = (
            records.pledge(writer.reader, pledge),
            *records.follow_ups_of(writer.reader, pledge),
            *records.disputes_of(writer.reader, pledge),
        )
        yield from (each for each in of_it if each.quote.document == ref)
