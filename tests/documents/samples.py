"""Small documents of every format, made on the spot from words of our own."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from typing import NamedTuple

from tracker.documents.found import Raw

PROMISE = "The ministry will deliver forty field kitchens to the northern districts by the end of March."


class Line(NamedTuple):
    """A line of a PDF page: points from the left and the lower edge, and the size of the letters."""

    x: float
    y: float
    words: str
    size: float = 11


def paragraph(y: float, *lines: str, x: float = 70, size: float = 11, pitch: float = 14) -> list[Line]:
    """Lines below each other, the first at ``y``."""
    return [Line(x, y - pitch * place, words, size) for place, words in enumerate(lines)]


def pdf(
    *pages: Iterable[Line],
    title: str = "",
    author: str = "",
    created: str = "",
    encrypted: bool = False,
) -> Raw:
    """A PDF with these pages, written by hand: one font, no compression."""
    streams = [b"\n".join(_shown(line) for line in page) for page in pages]
    return Raw(pdf_bytes(streams, title=title, author=author, created=created, encrypted=encrypted), "words.pdf")


def pdf_bytes(
    streams: Sequence[bytes],
    title: str = "",
    author: str = "",
    created: str = "",
    encrypted: bool = False,
    forms: Sequence[bytes] = (),
) -> bytes:
    """A PDF with a page for each stream of drawing commands, and forms (``/X0``, ``/X1``, …) that these may draw."""
    first = 4 + len(forms)
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(streams)))
    resources = b"/Resources << /Font << /F 3 0 R >> /XObject << %s >> >>" % b" ".join(
        b"/X%d %d 0 R" % (place, 4 + place) for place in range(len(forms))
    )
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(streams), kids.encode()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for form in forms:
        bodies.append(_stream(form, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + resources))
    for place, stream in enumerate(streams):
        number = first + 2 * place + 1
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s >>" % (number, resources)
        )
        bodies.append(_stream(stream, b""))
    told = b"/Title (%s) /Author (%s) /CreationDate (%s)" % tuple(map(_escaped, (title, author, created)))
    bodies.append(b"<< %s >>" % told)
    trailer = b"/Root 1 0 R /Info %d 0 R" % len(bodies)
    if encrypted:
        bodies.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32))
        trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(bodies)
    return _assembled(bodies, trailer)


def _stream(data: bytes, entries: bytes) -> bytes:
    packed = zlib.compress(data, 1) if len(data) > 10_000 else data
    coded = b"/Filter /FlateDecode " if packed is not data else b""
    return b"<< %s%s/Length %d >>\nstream\n%s\nendstream" % (entries, coded, len(packed), packed)


def _shown(line: Line) -> bytes:
    return b"BT /F %g Tf %g %g Td (%s) Tj ET" % (line.size, line.x, line.y, _escaped(line.words))


def _escaped(words: str) -> bytes:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def _assembled(bodies: list[bytes], trailer: bytes) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1,
        table,
        len(bodies) + 1,
        trailer,
        len(data),
    )


def mail(body: str = PROMISE, html: str = "", files: Iterable[str] = (), **headers: str) -> Raw:
    """An e-mail as a mail program saves it; ``from_`` stands for the header ``From``."""
    message = EmailMessage()
    message["Message-ID"] = "<1@example.org>"
    for name, value in headers.items():
        message[name.rstrip("_").replace("_", "-").title()] = value
    if body:
        message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for file in files:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=file)
    return Raw(message.as_bytes(), "words.eml")


def repacked(data: bytes, **changed: bytes) -> bytes:
    """A zip archive again, with some members changed or added: ``document`` stands for ``word/document.xml``."""
    packed = io.BytesIO()
    parts = {f"word/{name}.xml": content for name, content in changed.items()}
    new = zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with zipfile.ZipFile(io.BytesIO(data)) as old, new:
        for name in dict.fromkeys((*old.namelist(), *parts)):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return packed.getvalue()
