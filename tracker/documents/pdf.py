"""Read a PDF: the words of its pages in the order in which they were set, and what the file says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from tracker.documents.found import DateFound, Found, Raw
from tracker.documents.kinds import PDF
from tracker.documents.paragraphs import BREAK, Line, paragraphs
from tracker.documents.text import found_in
from tracker.errors import BadInputError

MOST_PAGES = 5_000
_LONGEST = 20_000_000  # characters
_PIECE = re.compile(rf"[^\r\n{BREAK}]+{BREAK}?")
_DAY = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
_PROGRAMS = re.compile(r"^(?:Microsoft (?:Word|PowerPoint) - )|\.(?:docx?|pdf|indd|odt|rtf|pptx?)$", re.IGNORECASE)
_UNNAMED = re.compile(r"\W*(?:untitled|unspecified|anonymous|document\d*|title)?\W*", re.IGNORECASE)


def read_pdf(raw: Raw) -> Found:
    """Read the bytes of a PDF by pypdfium2.

    Raises ``BadInputError`` where it is locked by a password, broken, without words (a scan), or too long.
    """
    try:
        import pypdfium2
    except ImportError:
        raise BadInputError(
            f"{raw.name} is a PDF, and the library that reads it is not installed.",
            remedy="pip install 'commitment-tracker[pdf]'",
        ) from None
    try:
        with pypdfium2.PdfDocument(raw.data) as document:
            pages = list(_pages(document, raw.name))
            told = document.get_metadata_dict()
    except (pypdfium2.PdfiumError, AssertionError) as error:
        code = getattr(error, "err_code", None)
        raise _refusal(raw.name, locked=code == pypdfium2.raw.FPDF_ERR_PASSWORD) from None
    text = paragraphs(pages)
    if not text.strip():
        raise BadInputError(
            f"{raw.name} holds no words: its {_counted(len(pages), 'page')} may be pictures of a text.",
            why="A document needs its text: quotes are checked against it.",
            remedy="Recognise the text first (OCR), for example: ocrmypdf scan.pdf text.pdf",
        )
    version = pypdfium2.version.PYPDFIUM_INFO.version
    return found_in(
        raw,
        text,
        PDF,
        f"pypdfium2 {version}",
        facts={"title": _title(told.get("Title", "")), "publisher": told.get("Author", "").strip()},
        dates=_made_on(told.get("CreationDate", "")),
        warnings=_blank_pages(pages),
        weak=True,
    )


def _pages(document: Any, name: str) -> Iterator[list[Line]]:
    """The lines of each page; what pdfium opens is closed again at once."""
    if len(document) > MOST_PAGES:
        raise BadInputError(
            f"{name} has {len(document):,} pages; at most {MOST_PAGES:,} are read.",
            remedy="Give the part that holds the statement.",
        )
    length = 0
    for number in range(len(document)):
        page = document[number]
        try:
            words = page.get_textpage()
            try:
                lines = _lines(words, number)
            finally:
                words.close()
        finally:
            page.close()
        length += sum(len(line.text) for line in lines)
        if length > _LONGEST:
            raise BadInputError(
                f"{name} has over {_LONGEST // 1_000_000} million letters.",
                remedy="Give the part that holds the statement.",
            )
        yield lines


def _lines(words: Any, page: int) -> list[Line]:
    """The lines of a page with their places."""
    text = words.get_text_range()
    lines = []
    if words.count_chars() != len(text):  # pdfium counts signs that it does not give: no place is certain
        pieces = [piece for piece in _PIECE.findall(text) if piece.strip()]
        return [Line(piece, page, 0, len(piece), -place, 1) for place, piece in enumerate(pieces)]
    for piece in _PIECE.finditer(text):
        inner = piece[0].strip()
        if inner:
            start = piece.start() + piece[0].index(inner)
            left, low, _, high = words.get_charbox(start, loose=True)
            end = start + len(inner) - 1
            right = words.get_charbox(end - (inner[-1] == BREAK and end > start), loose=True)[2]
            lines.append(Line(inner, page, left, right, low, max(high - low, 0.1)))
    return lines


def _refusal(name: str, locked: bool) -> BadInputError:
    if locked:
        return BadInputError(
            f"{name} is locked: it opens with a password only.",
            remedy="Open it with its password, print or save it as a PDF without one, and add that.",
        )
    return BadInputError(
        f"{name} cannot be read as a PDF: it is broken or incomplete.",
        remedy="Fetch it again; if a PDF viewer opens it, save it anew from there and add that.",
    )


def _title(told: str) -> str:
    """The title that the file gives itself; nothing where a program named it after a file."""
    title = _PROGRAMS.sub("", told.strip())
    return "" if title != told.strip() or _UNNAMED.fullmatch(title) else title


def _made_on(told: str) -> tuple[DateFound, ...]:
    """The day on which the file was made, as far as it says so: weak, since that is seldom the day of publication."""
    figures = _DAY.match(told)
    if not figures:
        return ()
    try:
        day = date(*(int(each) for each in figures.groups()))
    except ValueError:
        return ()
    return (DateFound("file", day.isoformat(), told),)


def _blank_pages(pages: list[list[Line]]) -> tuple[str, ...]:
    blank = [number for number, page in enumerate(pages, start=1) if not page]
    if not blank:
        return ()
    some = ", ".join(str(number) for number in blank[:10]) + (", …" if len(blank) > 10 else "")
    return (f"{_counted(len(blank), 'page')} of {len(pages)} hold no words, perhaps pictures: {some}.",)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
