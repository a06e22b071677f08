"""Tell formats apart: by the bytes first, then by what a server says of them, then by the ending of the name."""

from __future__ import annotations

import re

from tracker.documents.found import Raw

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL = "message/rfc822"

_ENDINGS = {
    "txt": TEXT, "text": TEXT, "md": MARKDOWN, "markdown": MARKDOWN, "mdown": MARKDOWN, "pdf": PDF, "docx": DOCX,
    "docm": DOCX, "htm": HTML, "html": HTML, "xhtml": HTML, "xht": HTML, "eml": MAIL,
}  # fmt: skip
_DECLARED = {
    "application/xhtml+xml": HTML,
    "application/x-pdf": PDF,
    "text/x-markdown": MARKDOWN,
    "message/global": MAIL,
    **{kind: kind for kind in (TEXT, MARKDOWN, HTML, PDF, DOCX, MAIL)},
}
_BEGINNINGS = {
    b"{\\rtf": "application/rtf",
    b"\x1f\x8b": "application/gzip",
    b"BZh": "application/x-bzip2",
    b"\xfd7zXZ\x00": "application/x-xz",
    b"7z\xbc\xaf\x27\x1c": "application/x-7z-compressed",
    b"\x28\xb5\x2f\xfd": "application/zstd",
    b"Rar!\x1a\x07": "application/vnd.rar",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"%!PS": "application/postscript",
    b"\x7fELF": "application/x-executable",
    b"SQLite format 3\x00": "application/vnd.sqlite3",
}
_IN_ZIP = {
    b"word/document.xml": DOCX,
    b"xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    b"mimetypeapplication/vnd.oasis.opendocument.text": "application/vnd.oasis.opendocument.text",
    b"mimetypeapplication/epub+zip": "application/epub+zip",
}
_IN_OLE = {
    "EncryptedPackage": DOCX,  # a DOCX locked by a password; its reader says so
    "WordDocument": "application/msword",
    "__substg1.0_": "application/vnd.ms-outlook",
}
_HEAD = 4_000  # bytes that tell a format
_BEFORE_THE_ROOT = re.compile(r"(?:\s|<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->)){0,3000}-->)*+(?:<!DOCTYPE\s+(\w+))?", re.I)
_ROOT = re.compile(r"[^<]{0,200}(?:<![^>]{0,500}>\s*)?<(?:\w+:)?(\w+)")
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_TAG = re.compile(
    r"\s*<(?:head|body|title|meta|link|script|style|div|main|article|section|p|h[1-6]|table|span)[\s>]", re.I
)
_FEEDS = {"rss": "application/rss+xml", "rdf": "application/rss+xml", "feed": "application/atom+xml"}
_FIELD = re.compile(r"([!-9;-~]{1,80}):(?:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,100})")
_POSTMARKS = {"message-id", "mime-version", "received", "return-path", "delivered-to", "dkim-signature", "x-mailer"}


def media_type(raw: Raw) -> str:
    """The media type of the bytes; one of the six names above where there is a reader for them.

    A text that nothing marks as something else is ``text/plain``, and bytes that are no text are too: its reader
    refuses them. Takes time in proportion to the bytes at most.
    """
    data = raw.data
    head = data[:_HEAD]
    for beginning, kind in _BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _IN_ZIP.items() if mark in data), "application/zip")
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        marks = ((mark.encode("utf-16-le"), kind) for mark, kind in _IN_OLE.items())
        return next((kind for mark, kind in marks if mark in data), "application/x-ole-storage")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    said = _said(raw)
    return _by_its_words(_words(head), said) or said


def _said(raw: Raw) -> str:
    """The type that came with the bytes, or that the name's ending means."""
    declared = (raw.content_type or "").partition(";")[0].strip().lower()
    ending = raw.name.partition("?")[0].rpartition("/")[2].rpartition(".")[2].lower()
    by_ending = _ENDINGS.get(ending, TEXT)
    if declared == TEXT and by_ending == MARKDOWN:
        return MARKDOWN
    return _DECLARED.get(declared, by_ending)


def _words(head: bytes) -> str:
    """The first bytes as text, near enough to see tags and fields."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", errors="replace")
    return head.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _by_its_words(head: str, said: str) -> str | None:
    """The type that the first words show: a web page, a feed, an e-mail."""
    if head.lstrip()[:1] == "<":
        return _marked_up(head, said)
    if said == MAIL or head.startswith("From "):
        return "application/mbox" if re.match(r"From \S{1,200} [^\n]{10,80}\n[\w-]{1,80}:", head) else None
    fields = set()
    place = 0
    while field := _FIELD.match(head, place):
        fields.add(field[1].lower())
        place = field.end()
    sent = "from" in fields and fields & {"date", "subject", "to"} and fields & _POSTMARKS
    return MAIL if sent else None


def _marked_up(head: str, said: str) -> str | None:
    """The type of what begins with a tag. A page in Markdown may begin with one, and is no web page for that."""
    before = _BEFORE_THE_ROOT.match(head)
    after = head[before.end() :] if before else head
    if _PAGE.search(head):
        return HTML
    root = _ROOT.match(after)
    name = root[1].lower() if root else ""
    if name in _FEEDS:
        return _FEEDS[name]
    if said not in (TEXT, MARKDOWN):
        return None
    if head.lstrip().startswith("<?xml"):
        return "application/xml"
    return HTML if said == TEXT and _TAG.match(after) else None
