"""Read bytes of any format as a document: find the reader for them, bound what it is given, mend what it gives."""

from __future__ import annotations

import os
import stat

from tracker.documents import kinds
from tracker.documents.found import Found, Raw
from tracker.documents.text import read_text, without_controls
from tracker.errors import BadInputError

LARGEST = 50_000_000  # bytes

_NAMES = {
    "application/msword": ("a Word document of the old kind (.doc)", "Save it as .docx or PDF and add that."),
    "application/rtf": ("a document in RTF", "Save it as .docx or PDF and add that."),
    "application/vnd.oasis.opendocument.text": ("an OpenDocument text", "Save it as .docx or PDF and add that."),
    "application/vnd.ms-outlook": ("a message of Outlook (.msg)", "Save it as .eml and add that."),
    "application/mbox": ("a mailbox, which holds many e-mails", "Save the e-mail that you mean as .eml and add that."),
    "application/rss+xml": ("a feed, which lists documents", "Add the address of the document that you mean."),
    "application/atom+xml": ("a feed, which lists documents", "Add the address of the document that you mean."),
    "application/zip": ("an archive (zip)", "Unpack it and add what it holds."),
    "application/gzip": ("an archive (gzip)", "Unpack it and add what it holds."),
    "application/xml": ("XML, which has no reader here", "Save its words as plain text and add that."),
}
_ARCHIVES = ("x-bzip2", "x-xz", "x-7z", "zstd", "vnd.rar")


def read_path(
    path: str, encoding: str | None = None, *, url: str | None = None, retrieved_on: str | None = None
) -> Raw:
    """The bytes of a file, read once its kind and size are known to be fit (else ``BadInputError``).

    Opening never waits: a pipe or a device is refused.
    """
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            status = os.fstat(file)
            if stat.S_ISDIR(status.st_mode):
                raise BadInputError(f"{path} cannot be read: Is a directory.")
            if not stat.S_ISREG(status.st_mode):
                raise BadInputError(
                    f"{path} cannot be read: it is a pipe or a device.",
                    remedy="Write what it gives into a file and add that, or give - for the standard input.",
                )
            if status.st_size > LARGEST:
                raise _too_large(path)
            with os.fdopen(file, "rb", closefd=False) as opened:
                data = opened.read(LARGEST + 1)
        finally:
            os.close(file)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInputError(f"{path} cannot be read: {why}.") from error
    if len(data) > LARGEST:
        raise _too_large(path)
    return Raw(data, path, encoding=encoding, url=url, retrieved_on=retrieved_on)


def read(raw: Raw) -> Found:
    """What the bytes say, by the reader for their format.

    Raises ``BadInputError`` for what has no reader, is too large, empty or broken, and where a library is missing.
    """
    if len(raw.data) > LARGEST:
        raise _too_large(raw.name)
    if not raw.data:
        raise _empty(raw.name)
    kind = kinds.media_type(raw)
    if kind in (kinds.TEXT, kinds.MARKDOWN):
        return _taken_in(read_text(raw, kind))
    found = _extracted(raw, kind)
    found = found._replace(
        text=without_controls(found.text),
        facts={name: " ".join(without_controls(value).split()) for name, value in found.facts.items()},
    )
    if not found.text.strip():
        raise _empty(raw.name)
    return _taken_in(found)


def _taken_in(found: Found) -> Found:
    """What was found, with what the whole of its text shows."""
    from tracker.language.copies import sampled
    from tracker.language.noise import masked
    from tracker.language.tongues import language_of

    said = masked(found.text)
    return found._replace(tongue=language_of(found.text, said).code, shingles=tuple(sampled(found.text, said)))


def is_light(raw: Raw) -> bool:
    """Whether reading takes so little that it needs no process of its own: a text of up to a megabyte."""
    return len(raw.data) <= 1_000_000 and kinds.media_type(raw) in (kinds.TEXT, kinds.MARKDOWN)


def _extracted(raw: Raw, kind: str) -> Found:
    """What a library takes out of the bytes; each is loaded only when it is needed."""
    match kind:
        case kinds.HTML:
            from tracker.documents.html import read_html

            return read_html(raw)
        case kinds.PDF:
            from tracker.documents.pdf import read_pdf

            return read_pdf(raw)
        case kinds.DOCX:
            from tracker.documents.docx import read_docx

            return read_docx(raw)
        case kinds.MAIL:
            from tracker.documents.mail import read_mail

            return read_mail(raw)
    raise _no_reader(raw.name, kind)


def _no_reader(name: str, kind: str) -> BadInputError:
    if kind.startswith("image/"):
        what, remedy = "a picture", "Recognise its text first (OCR) and add that as a PDF or plain text."
    elif any(each in kind for each in _ARCHIVES):
        what, remedy = "an archive", "Unpack it and add what it holds."
    else:
        what, remedy = _NAMES.get(kind, (kind, "Save it as plain text, PDF or .docx and add that."))
    return BadInputError(
        f"{name} is {what}.",
        why="Documents are read from plain text, Markdown, HTML, PDF, DOCX and e-mail (.eml).",
        remedy=remedy,
    )


def _too_large(name: str) -> BadInputError:
    return BadInputError(
        f"{name} has over {LARGEST // 1_000_000} MB.", remedy="Give the part that holds the statement."
    )


def _empty(name: str) -> BadInputError:
    return BadInputError(f"{name} is empty.", why="A document needs its text: quotes are checked against it.")
