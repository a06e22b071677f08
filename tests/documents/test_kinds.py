"""Formats told apart by their bytes, then by what a server says, then by the ending of the name."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.samples import PROMISE, mail, paragraph, pdf
from tracker.documents.found import Raw
from tracker.documents.kinds import DOCX, HTML, MAIL, MARKDOWN, PDF, TEXT, media_type

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind(data: bytes, name: str = "words", content_type: str | None = None) -> str:
    return media_type(Raw(data, name, content_type))


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "words")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pdf(paragraph(700, PROMISE)).data, PDF),
        (b"\n\n" + pdf(paragraph(700, PROMISE)).data, PDF),
        (zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        (zipped("a.txt"), "application/zip"),
        (zipped("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (OLE + "WordDocument".encode("utf-16-le"), "application/msword"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), DOCX),
        (OLE, "application/x-ole-storage"),
        (b"{\\rtf1 words}", "application/rtf"),
        (b"\x1f\x8b\x08\x00", "application/gzip"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBP", "image/webp"),
        (mail(from_="press@example.org", subject="Kitchens").data, MAIL),
        (b"From press@example.org Tue Nov 25 2025\nFrom: press@example.org\n\nWords", "application/mbox"),
        (b"<!DOCTYPE html><p>Words", HTML),
        (b"\xef\xbb\xbf  <html lang=en>", HTML),
        ("<html><p>Words".encode("utf-16"), HTML),
        (b"<?xml version='1.0'?><!-- a page --><html xmlns='http://www.w3.org/1999/xhtml'>", HTML),
        (b"<div class=page><p>Words", HTML),
        (b"<?xml version='1.0'?><rss version='2.0'><channel>", "application/rss+xml"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "application/atom+xml"),
        (b"<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'>", "application/rss+xml"),
        (b"<?xml version='1.0'?><pledges/>", "application/xml"),
        (PROMISE.encode(), TEXT),
        (b"", TEXT),
        (b"<1 billion euros were given.", TEXT),
        (b"From: the ministry\nDate: 25 November\n\nWords", TEXT),
        (b"words\x00words", TEXT),
    ],
)
def test_the_bytes_tell_the_format(data: bytes, expected: str) -> None:
    assert kind(data) == expected


@pytest.mark.parametrize("name", ["words.txt", "words.pdf", "words.html", "words.docx"])
def test_the_bytes_are_believed_before_the_name(name: str) -> None:
    assert kind(pdf(paragraph(700, PROMISE)).data, name, "text/html") == PDF


@pytest.mark.parametrize(
    ("name", "content_type", "expected"),
    [
        ("words.md", None, MARKDOWN),
        ("WORDS.MD", None, MARKDOWN),
        ("words.markdown", "text/plain; charset=utf-8", MARKDOWN),
        ("words", "text/markdown", MARKDOWN),
        ("words.txt", None, TEXT),
        ("words.html", None, HTML),
        ("words.html", "text/plain", TEXT),
        ("words", "text/html; charset=utf-8", HTML),
        ("https://example.org/a.pdf?page=1.html", None, PDF),
        ("https://example.org/", "application/octet-stream", TEXT),
        ("words.eml", None, MAIL),
    ],
)
def test_where_the_bytes_are_silent_the_server_is_asked_and_then_the_name(
    name: str, content_type: str | None, expected: str
) -> None:
    assert kind(PROMISE.encode(), name, content_type) == expected


def test_a_page_in_markdown_may_begin_with_a_tag() -> None:
    assert kind(b"<p align=center>A picture</p>\n\n# Words", "words.md") == MARKDOWN
    assert kind(b"<!DOCTYPE html><html>", "words.md") == HTML


@pytest.mark.parametrize("data", [b"<" * 5_000_000, b"<!--" * 1_000_000, b"A: b\n" * 1_000_000, b"<?" * 2_000_000])
def test_telling_a_format_takes_no_time(data: bytes) -> None:
    assert kind(data) in (TEXT, MAIL)


@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes_have_a_type(data: bytes, name: str) -> None:
    assert "/" in kind(data, name)
