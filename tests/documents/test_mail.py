"""An e-mail as a document: who sent it, when, its words; broken ones and those made to do harm."""

from __future__ import annotations

import pytest

from tests.documents.samples import PROMISE, mail
from tracker.documents.found import DateFound, Raw
from tracker.documents.mail import read_mail
from tracker.errors import BadInputError

HEAD = b"From: Press <press@example.org>\nSubject: Kitchens\nMessage-ID: <1@example.org>\n"


def written(head: bytes, body: bytes) -> Raw:
    return Raw(HEAD + head + b"\n\n" + body, "words.eml")


def refusal(raw: Raw) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        read_mail(raw)
    return caught.value


def test_subject_sender_and_day_are_the_facts_of_an_e_mail() -> None:
    sent = "Tue, 25 Nov 2025 23:30:00 +0100"
    found = read_mail(mail(from_="Élysée Presse <presse@example.org>", subject="Field kitchens", date=sent))
    assert found.text == PROMISE + "\n"
    assert found.facts["title"] == "Field kitchens"
    assert found.facts["publisher"] == "Élysée Presse"
    assert found.dates[0] == DateFound("mail", "2025-11-25", sent)
    assert found.media_type == "message/rfc822"
    assert found.extractor.startswith("email (Python 3.")


def test_a_sender_without_a_name_goes_by_the_address() -> None:
    assert read_mail(mail(from_="press@example.org")).facts["publisher"] == "press@example.org"


def test_plain_words_are_read_before_html() -> None:
    found = read_mail(mail(PROMISE, html="<p>Something else, in colour.</p>", from_="press@example.org"))
    assert found.text.strip() == PROMISE


def test_an_e_mail_in_html_alone_is_read_as_a_page() -> None:
    page = f"<html><body><p>{PROMISE}</p><p>Nothing more was said of the roads today.</p></body></html>"
    found = read_mail(written(b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8", page.encode()))
    assert PROMISE in found.text
    assert found.facts["title"] == "Kitchens"
    assert found.media_type == "message/rfc822"


def test_what_is_attached_is_named() -> None:
    found = read_mail(mail(files=["annex.pdf", "map.pdf"]))
    assert found.warnings == ("What is attached was not read: annex.pdf, map.pdf. Save what you need, and add it too.",)


def test_words_that_are_attached_alone_are_read() -> None:
    part = f"--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename=words.txt\n\n{PROMISE}\n--x--"
    found = read_mail(written(b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x", part.encode()))
    assert found.text == PROMISE
    assert found.warnings == ()


def test_lines_that_were_broken_for_sending_are_whole_again() -> None:
    body = b"The ministry will \ndeliver kitchens.\nA second line.\n> It was \n> quoted.\n-- \nThe press office"
    found = read_mail(written(b"Content-Type: text/plain; format=flowed", body))
    assert found.text.splitlines() == [
        "The ministry will deliver kitchens.", "A second line.", "> It was ", "> quoted.", "-- ", "The press office"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("charset", "raw"),
    [
        ("windows-1251", "Обещание".encode("cp1251")),
        ("klingon", "Обещание".encode()),
        ("ascii", "Обещание".encode()),
        ("utf\x00-8", "Обещание".encode()),
    ],
    ids=["as named", "not known", "wrong", "spoilt"],
)
def test_words_are_read_in_the_charset_named_or_in_utf_8(charset: str, raw: bytes) -> None:
    found = read_mail(written(f"Content-Type: text/plain; charset={charset}".encode(), raw))
    assert found.text == "Обещание"
    assert found.warnings == ()


def test_signs_that_fit_no_charset_are_replaced_and_counted() -> None:
    found = read_mail(written(b"Content-Type: text/plain; charset=utf-8", b"caf\xe9 noir"))
    assert found.text == "caf\ufffd noir"
    assert found.warnings[0].startswith("1 signs of its text are not in utf-8 and were replaced")


@pytest.mark.parametrize(
    "field", [b"Date: yesterday", b"Date: Tue, 99 Nov 2025", b"Subject: =?utf-8?b?!!?=", b"From: <<<", b"From:"]
)
def test_a_broken_field_does_not_hide_the_words(field: bytes) -> None:
    assert read_mail(written(field, PROMISE.encode())).text == PROMISE


def test_an_encrypted_e_mail_is_refused() -> None:
    head = b'MIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary="x"'
    refused = refusal(written(head, b"--x\nContent-Type: application/octet-stream\n\nabc\n--x--"))
    assert refused.what == "words.eml is encrypted or sealed."


def test_an_e_mail_without_words_is_refused() -> None:
    assert refusal(mail("", from_="press@example.org")).what == "words.eml is empty."
    refused = refusal(written(b"Content-Type: application/pdf; name=annex.pdf", b"%PDF-1.4"))
    assert refused.what == "words.eml holds no words of its own."


def nested(depth: int) -> Raw:
    part = b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n'
    return Raw(HEAD + b"".join(part % (level, level) for level in range(depth)), "words.eml")


@pytest.mark.slow
@pytest.mark.parametrize(
    "raw",
    [
        nested(150),
        written(b"To: " + b"a@example.org, " * 100_000, PROMISE.encode()),
        written(b"Subject: " + b"=?utf-8?q?a?= " * 100_000, PROMISE.encode()),
        written(b"Content-Type: text/plain; " + b"a=b; " * 200_000, PROMISE.encode()),
        written(b"Content-Type: multipart/mixed; boundary=x", b"--x\n\n\n" * 1_500),
    ],
    ids=["nested", "addresses", "coded words", "parameters", "parts"],
)
def test_an_e_mail_made_to_keep_a_reader_busy_is_read_or_refused_soon(raw: Raw) -> None:
    if PROMISE.encode() in raw.data:
        assert read_mail(raw).text == PROMISE
    else:
        assert refusal(raw).what.startswith("words.eml ")


def test_an_e_mail_nested_too_deeply_is_refused() -> None:
    refused = refusal(nested(100_000))
    assert refused.what == "words.eml cannot be read as an e-mail."
    assert refused.why == "Over 200 of its parts hold parts themselves."
