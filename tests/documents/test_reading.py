"""Any bytes as a document: the reader for their format, the bounds, and what is kept of the words."""

from __future__ import annotations

import codecs
import os
import tracemalloc
from pathlib import Path

import pytest

from tests.documents.samples import PROMISE, mail, paragraph, pdf
from tracker.documents.found import DateFound, Raw
from tracker.documents.reading import LARGEST, is_light, read, read_path
from tracker.documents.text import without_controls
from tracker.errors import BadInputError

RUSSIAN = "Министерство обещает сорок кухонь.\n"


def refusal(raw: Raw) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        read(raw)
    return caught.value


def unreadable(path: Path) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        read_path(str(path))
    return caught.value


# -- formats --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (Raw(PROMISE.encode(), "words.txt"), "text/plain"),
        (Raw(PROMISE.encode(), "words.md"), "text/markdown"),
        (Raw(f"<!doctype html><html><body><p>{PROMISE}</p></body></html>".encode(), "words.html"), "text/html"),
        (pdf(paragraph(700, PROMISE, size=8)), "application/pdf"),
        (mail(from_="press@example.org", subject="Kitchens"), "message/rfc822"),
    ],
    ids=["text", "Markdown", "HTML", "PDF", "e-mail"],
)
def test_each_format_has_its_reader(raw: Raw, media_type: str) -> None:
    found = read(raw)
    assert PROMISE in found.text
    assert found.media_type == media_type


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "of the old kind (.doc)", ".docx"),
        (b"\x89PNG\r\n\x1a\n", "is a picture", "OCR"),
        (b"PK\x03\x04", "is an archive (zip)", "Unpack it"),
        (b"7z\xbc\xaf\x27\x1c", "is an archive", "Unpack it"),
        (b"<rss version='2.0'>", "is a feed", "address of the document"),
        (b"{\\rtf1 words}", "is a document in RTF", ".docx"),
        (b"\x7fELF", "is application/x-executable", "plain text"),
    ],
)
def test_what_has_no_reader_is_named_with_a_way_out(data: bytes, what: str, remedy: str) -> None:
    refused = refusal(Raw(data, "file"))
    assert what in refused.what
    assert remedy in refused.remedy
    assert refused.why.startswith("Documents are read from plain text, Markdown, HTML, PDF, DOCX and e-mail")


# -- texts ----------------------------------------------------------------------------------------------------


def test_a_text_is_kept_to_the_letter() -> None:
    words = "  Indented\twords\x0c and \x07 bells.  \n\n"
    found = read(Raw(words.encode(), "words.txt"))
    assert found.text == words
    assert found.extractor == "plain text 1"


def test_front_matter_is_believed_before_the_heading() -> None:
    head = "---\ntitle: The kitchens\npublisher: Ministry of Roads\npublished_on: 2025-11-25\n---\n"
    words = f"Another title\n\n24 November 2025\n\n{PROMISE}\n"
    found = read(Raw((head + words).encode(), "words.md"))
    assert found.text == words
    assert found.facts["title"] == "The kitchens"
    assert found.facts["published_on"] == "2025-11-25"
    assert found.dates[0] == DateFound("front matter", "2025-11-25", "2025-11-25")
    assert "2025-11-24" in [date.day for date in found.dates]


def test_an_address_may_tell_the_day() -> None:
    found = read(Raw(PROMISE.encode(), "words.txt", url="https://example.org/2025/11/24/kitchens.txt"))
    assert DateFound("url", "2025-11-24", "/2025/11/24") in found.dates


def test_a_heading_gives_what_front_matter_does_not() -> None:
    title = "Ministry sends forty kitchens to the north"
    found = read(Raw(f"{title}\n\n24 November 2025\n\n{PROMISE}\n".encode(), "words.txt"))
    assert found.facts["title"] == title
    assert "2025-11-24" in [date.day for date in found.dates]


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE], ids=["little", "big"])
def test_utf_16_is_known_by_its_byte_order_mark(mark: bytes) -> None:
    order = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert read(Raw(mark + RUSSIAN.encode(order), "words.txt")).text == RUSSIAN


@pytest.mark.parametrize("data", [RUSSIAN.encode("cp1251"), b"words \xc3\x28 words"], ids=["Windows-1251", "broken"])
def test_what_is_not_utf_8_is_never_guessed(data: bytes) -> None:
    refused = refusal(Raw(data, "words.txt"))
    assert refused.what.startswith("words.txt is not in utf-8: byte")
    assert refused.remedy == "Name its encoding, for example: --encoding windows-1251"


def test_another_encoding_is_read_when_it_is_named() -> None:
    assert read(Raw(RUSSIAN.encode("cp1251"), "words.txt", encoding="windows-1251")).text == RUSSIAN


@pytest.mark.parametrize("name", ["words.txt", "words.pdf", "words.html", "words.docx", "words.eml"])
def test_an_empty_file_is_refused(name: str) -> None:
    assert refusal(Raw(b"", name)).what == f"{name} is empty."


def test_words_taken_out_of_a_file_are_safe_to_keep() -> None:
    assert without_controls("a\r\nb\rc\x0cd\te\x00\x07\x1b[2J\ud800\ufffe.") == "a\nb\nc\nd\te[2J."
    raw = mail(f"{PROMISE}\x07\x1b[2J\x0cMore.", from_="press@example.org", subject="Kitchens")
    assert read(raw).text == f"{PROMISE}[2J\nMore.\n"


# -- files ----------------------------------------------------------------------------------------------------


def test_a_file_comes_with_what_is_known_of_it(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(PROMISE.encode())
    raw = read_path(str(path), "utf-8", url="https://example.org/a", retrieved_on="2025-11-25")
    assert raw == Raw(PROMISE.encode(), str(path), None, "utf-8", "https://example.org/a", "2025-11-25")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    refused = unreadable(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.what == f"{path} has over 50 MB."
    assert peak < 1_000_000


def test_bytes_beyond_the_bound_are_refused() -> None:
    assert refusal(Raw(bytes(LARGEST + 1), "large.txt")).what == "large.txt has over 50 MB."


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        refused = unreadable(path)
        assert refused.what == f"{path} cannot be read: it is a pipe or a device."
        assert "standard input" in refused.remedy
    assert unreadable(tmp_path).what == f"{tmp_path} cannot be read: Is a directory."
    assert unreadable(tmp_path / "missing").what.endswith("cannot be read: No such file or directory.")
    assert unreadable(Path("a\x00b")).what.endswith("cannot be read: embedded null byte.")


def test_only_a_short_text_needs_no_process_of_its_own() -> None:
    assert is_light(Raw(PROMISE.encode(), "words.md"))
    assert not is_light(Raw(PROMISE.encode() * 20_000, "words.txt"))
    assert not is_light(pdf(paragraph(700, PROMISE)))
