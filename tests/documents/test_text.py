"""A text file as a document: its encoding, its front matter, its words as they will be kept."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.documents.text import FRONT_MATTER, Intake, read_bytes
from tracker.errors import BadInputError

WORDS = "Élysée: “We will send missiles” – soon.\n"
RUSSIAN = "Участники договорились ускорить работу.\n"


def text(raw: bytes, encoding: str = "utf-8") -> str:
    return read_bytes(raw, "words.txt", encoding).text


def facts(head: str) -> dict[str, str]:
    return read_bytes(f"---\n{head}\n---\nThe words.\n".encode(), "words.txt").facts


def refusal(raw: bytes, encoding: str = "utf-8") -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        read_bytes(raw, "words.txt", encoding)
    return caught.value


# -- encodings ------------------------------------------------------------------------------------------------


def test_a_text_is_utf_8_and_kept_to_the_letter() -> None:
    assert text(WORDS.encode()) == WORDS
    assert text(b"  Indented\twords.  \n\n") == "  Indented\twords.  \n\n"


@pytest.mark.parametrize("name", ["utf-8", "UTF-8", "utf8"])
def test_a_byte_order_mark_is_no_part_of_the_words(name: str) -> None:
    assert text(codecs.BOM_UTF8 + WORDS.encode(), name) == WORDS


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE], ids=["little", "big"])
@pytest.mark.parametrize("name", ["utf-8", "UTF-8", "utf8", "utf-16", "UTF-16", "utf16"])
def test_utf_16_is_known_by_its_byte_order_mark(mark: bytes, name: str) -> None:
    order = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert text(mark + WORDS.encode(order), name) == WORDS


@pytest.mark.parametrize(("raw", "name"), [(RUSSIAN.encode("cp1251"), "cp1251"), (RUSSIAN.encode("koi8-r"), "KOI8-R")])
def test_another_encoding_is_read_when_it_is_named(raw: bytes, name: str) -> None:
    assert text(raw, name) == RUSSIAN


def test_an_encoding_is_never_guessed() -> None:
    refused = refusal(RUSSIAN.encode("cp1251"))
    assert refused.what == "words.txt is not in utf-8: byte 0 does not fit."
    assert refused.why == "Guessing an encoding can change the words that were said."
    assert refused.remedy == "Name its encoding, for example: --encoding windows-1251"


def test_the_first_byte_that_does_not_fit_is_named() -> None:
    assert "byte 4 does not fit" in refusal(b"caf\x65\xe9 noir").what
    assert refusal("naïve".encode(), "ascii").what == "words.txt is not in ascii: byte 2 does not fit."


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", ""])
def test_what_is_no_encoding_of_text_is_refused(name: str) -> None:
    assert refusal(WORDS.encode(), name).what == f"There is no encoding called {name}."


# -- what is no text ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"words\x00words",
        b"\xff\xfe\x00\x00w\x00\x00\x00",
        "a\x00b".encode("utf-16"),
    ],
    ids=["an image", "a zero byte", "UTF-32", "a zero in UTF-16"],
)
def test_binary_data_is_refused(raw: bytes) -> None:
    refused = refusal(raw)
    assert refused.what == "words.txt is not a text file: it holds binary data."
    assert refused.remedy == "Save it as plain text and add that."


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", codecs.BOM_UTF8, b"---\ntitle: Words\n---\n\n"])
def test_a_document_without_words_is_refused(raw: bytes) -> None:
    refused = refusal(raw)
    assert refused.what == "words.txt is empty."
    assert refused.why == "A document needs its text: quotes are checked against it."


def test_a_file_of_over_20_megabytes_is_refused() -> None:
    assert refusal(b"a" * 20_000_001).what == "words.txt has over 20 MB."
    assert len(text(b"a" * 20_000_000)) == 20_000_000


# -- line endings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Macs"])
def test_every_line_ending_becomes_a_newline(ending: str) -> None:
    assert text(f"One{ending}{ending}Two{ending}".encode()) == "One\n\nTwo\n"
    read = read_bytes(f"---{ending}title: A title{ending}---{ending}Words".encode(), "words.txt")
    assert read == Intake({"title": "A title"}, "Words")


# -- front matter ---------------------------------------------------------------------------------------------


def test_front_matter_gives_the_facts_and_is_no_part_of_the_text() -> None:
    raw = b"---\ntitle: A call\npublisher: Elysee\npublished_on: 2025-11-25\n---\n\nThe words.\n---\nMore words.\n"
    assert read_bytes(raw, "words.txt") == Intake(
        {"title": "A call", "publisher": "Elysee", "published_on": "2025-11-25"}, "The words.\n---\nMore words.\n"
    )


def test_a_text_without_front_matter_has_no_facts() -> None:
    assert read_bytes(b"title: this is text\n---\n", "words.txt") == Intake({}, "title: this is text\n---\n")
    assert read_bytes(b"--- a dash\n", "words.txt").facts == {}


def test_every_fact_of_a_document_can_stand_in_front_matter() -> None:
    assert facts("\n".join(f"{key}: {key} said" for key in FRONT_MATTER)) == {
        key: f"{key} said" for key in FRONT_MATTER
    }


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("url: https://example.org/a?b=c", "url", "https://example.org/a?b=c"),
        ("Title: Words: the sequel", "title", "Words: the sequel"),
        ('title:  "Quoted words"  ', "title", "Quoted words"),
        ("title: 'Quoted'", "title", "Quoted"),
        ('title: "Quoted" twice', "title", '"Quoted" twice'),
        ('title: "', "title", '"'),
        ("Published on: 2025-11-25", "published_on", "2025-11-25"),
        ("published-on: 2025-11-25", "published_on", "2025-11-25"),
        ("# a remark\n\ntitle: Words", "title", "Words"),
    ],
)
def test_front_matter_is_read_with_a_kind_eye(line: str, key: str, value: str) -> None:
    assert facts(line) == {key: value}


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("colour: red", 2),
        ("title", 2),
        ("title: Words\nno colon here", 3),
        ("\n# a remark\nauthor: me", 4),
        ("sha256: 00", 2),
    ],
)
def test_a_line_that_is_no_fact_is_refused_by_its_number(head: str, line: int) -> None:
    refused = refusal(f"---\n{head}\n---\nWords".encode())
    assert refused.what.startswith(f"words.txt line {line}: “{head.splitlines()[-1]}” is no front matter.")
    assert all(key in refused.remedy for key in FRONT_MATTER)


@pytest.mark.parametrize(
    "raw", [b"---\ntitle: Words\nThe words.\n", b"---\nA rule, and words.", b"---\ntitle: Words\n----\n"]
)
def test_front_matter_that_does_not_end_is_refused(raw: bytes) -> None:
    refused = refusal(raw)
    assert refused.what == "The front matter of words.txt does not end."
    assert refused.remedy == "Close it with a line of three hyphens: ---"


def test_front_matter_may_be_empty() -> None:
    assert read_bytes(b"---\n---\nThe words.", "words.txt") == Intake({}, "The words.")


def test_front_matter_without_a_text_is_an_empty_document() -> None:
    assert refusal(b"---\ntitle: Words\n---").what == "words.txt is empty."


# -- bytes that nobody thought of -----------------------------------------------------------------------------

words = st.text(min_size=1).filter(lambda each: each.strip() and not each.startswith(("---", "\ufeff")))
encodings = st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-7", "cp1251", "ascii", "punycode", "idna"])


@given(words.filter(lambda each: "\x00" not in each))
def test_any_words_are_kept_as_they_are_save_for_line_endings(words: str) -> None:
    assert text(words.encode()) == words.replace("\r\n", "\n").replace("\r", "\n")


@given(st.binary(max_size=60) | words.map(lambda each: each.encode("utf-16")), encodings)
@example(b"\x01", "punycode")
def test_any_bytes_are_read_as_words_or_refused(raw: bytes, encoding: str) -> None:
    try:
        read = text(raw, encoding)
    except BadInputError:
        return
    assert read.strip()
    assert not {"\x00", "\r"} & set(read)
