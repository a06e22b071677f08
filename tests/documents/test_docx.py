"""A DOCX as a document: all its words in order, what the file says of itself, and archives made to do harm."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import docx
import pytest

from tests.documents.samples import PROMISE, repacked
from tracker.documents.docx import read_docx
from tracker.documents.found import DateFound, Raw
from tracker.errors import BadInputError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def made(fill: Callable[[Any], object]) -> Raw:
    """A DOCX as python-docx makes it, filled."""
    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    fill(document)
    file = io.BytesIO()
    document.save(file)
    return Raw(file.getvalue(), "words.docx")


def of(*inner: str) -> Raw:
    """A DOCX whose body is this XML."""
    body = f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{"".join(inner)}</w:body></w:document>'
    return Raw(repacked(made(lambda _: None).data, document=body.encode()), "words.docx")


def p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def t(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def text(raw: Raw) -> str:
    return read_docx(raw).text


def refusal(data: bytes) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        read_docx(Raw(data, "words.docx"))
    return caught.value


# -- words ----------------------------------------------------------------------------------------------------


def test_headings_paragraphs_lists_and_tables_are_read_in_their_order() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Field kitchens", 0)
        document.add_paragraph(PROMISE)
        document.add_paragraph("mend the roads", style="List Bullet")
        table = document.add_table(2, 2)
        for cell, words in zip(
            (*table.rows[0].cells, *table.rows[1].cells), ["North", "40", "South", "12"], strict=True
        ):
            cell.text = words
        document.add_paragraph("The end.")

    assert text(made(fill)).splitlines() == [
        "Field kitchens", PROMISE, "mend the roads", "North\t40", "South\t12", "The end."
    ]  # fmt: skip


def test_a_table_that_lays_out_a_page_is_read_cell_by_cell() -> None:
    def fill(document: Any) -> None:
        left, right = document.add_table(1, 2).rows[0].cells
        left.text = "Ministry of Roads"
        left.add_paragraph("Press office")
        right.text = PROMISE

    assert text(made(fill)).splitlines() == ["Ministry of Roads", "Press office", PROMISE]


@pytest.mark.slow
@pytest.mark.parametrize(
    "inner",
    [
        p(t("The ministry ") + f"<w:hyperlink>{t('will deliver')}</w:hyperlink>" + t(" kitchens.")),
        p(t("The ministry ") + f"<w:ins>{t('will')}</w:ins><w:del><w:r><w:delText>may</w:delText></w:r></w:del>"
          + f"<w:moveFrom>{t('perhaps')}</w:moveFrom>"
          + t(" deliver kitchens.")),
        f"<w:sdt><w:sdtContent>{p(t('The ministry will deliver kitchens.'))}</w:sdtContent></w:sdt>",
        p(t("The ministry will ") + f"<w:smartTag>{t('deliver')}</w:smartTag>" + t(" kitchens.")),
        p(f"<w:fldSimple>{t('The ministry')}</w:fldSimple><w:r><w:instrText>REF 1</w:instrText></w:r>"
          + t(" will deliver kitchens.")),
        f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{p(t('The ministry will deliver kitchens.'))}</w:tc></w:tr></w:tbl>"
        "<w:p/></w:tc></w:tr></w:tbl>",
    ],
    ids=["a link", "a revision", "a form", "a tag", "a field", "a table in a table"],
)  # fmt: skip
def test_no_words_are_lost_wherever_they_stand(inner: str) -> None:
    assert text(of(inner)) == "The ministry will deliver kitchens."


def test_the_words_of_a_text_box_are_read_once() -> None:
    box = f"<w:txbxContent>{p(t('In a box.'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert text(of(p(t("Before ") + f"<w:r>{both}</w:r>" + t("and after.")))) == "Before and after.\nIn a box."


def test_signs_that_are_no_letters_are_kept() -> None:
    assert text(of(p(t("long") + "<w:r><w:noBreakHyphen/><w:tab/><w:br/></w:r>" + t("range")))) == "long-\t\nrange"


def test_the_letterhead_stands_before_the_words_and_the_foot_after_them() -> None:
    def fill(document: Any) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "Ministry of Roads"
        section.footer.paragraphs[0].text = "12 Bridge Lane"
        document.add_paragraph(PROMISE)

    assert text(made(fill)).splitlines() == ["Ministry of Roads", PROMISE, "12 Bridge Lane"]


# -- what the file says ---------------------------------------------------------------------------------------


def test_the_properties_of_the_file_are_weak_facts() -> None:
    def fill(document: Any) -> None:
        document.core_properties.title = "A note on roads"
        document.core_properties.created = datetime(2025, 11, 24, 9, 0)
        document.add_paragraph("A note on roads")
        document.add_paragraph(PROMISE)

    found = read_docx(made(fill))
    assert found.facts["title"] == "A note on roads"
    assert DateFound("file", "2025-11-24", "2025-11-24T09:00:00+00:00") in found.dates
    assert found.extractor == f"python-docx {docx.__version__}"


# -- what cannot be read --------------------------------------------------------------------------------------


def test_a_docx_under_a_password_is_refused() -> None:
    refused = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert refused.what == "words.docx is locked: it opens with a password only."


def test_a_broken_docx_is_refused() -> None:
    whole = made(lambda document: document.add_paragraph(PROMISE)).data
    spoilt = bytearray(whole)
    spoilt[200:400] = bytes(200)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as other:
        other.writestr("word/document.xml", "<w:document")
    for data in (whole[: len(whole) // 2], bytes(spoilt), archive.getvalue(), repacked(whole, document=b"<w:document")):
        assert refusal(data).what == "words.docx cannot be read as a DOCX: it is broken or incomplete."


def test_a_docx_without_words_is_refused() -> None:
    assert refusal(of("<w:p/>").data).what == "words.docx is empty."


@pytest.fixture(scope="module")
def bomb() -> bytes:
    return repacked(of(p(t(PROMISE))).data, bomb=bytes(60_000_000))


def test_a_docx_that_unpacks_to_too_much_is_refused(bomb: bytes) -> None:
    assert refusal(bomb).what == "words.docx unpacks to more than 50 MB of text."


def test_a_docx_is_refused_by_what_its_directory_announces() -> None:
    small = repacked(of(p(t(PROMISE))).data, small=bytes(7_654_321))
    size = struct.pack("<I", 7_654_321)
    assert small.count(size) == 2
    refused = refusal(small.replace(size, struct.pack("<I", 60_000_000)))
    assert refused.what == "words.docx unpacks to more than 50 MB of text."


def test_a_directory_that_lies_about_sizes_is_not_believed(bomb: bytes) -> None:
    size = struct.pack("<I", 60_000_000)
    assert bomb.count(size) == 2
    lying = bomb.replace(size, struct.pack("<I", 100))
    tracemalloc.start()
    refused = refusal(lying)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.what == "words.docx cannot be read as a DOCX: it is broken or incomplete."
    assert peak < 5_000_000


@pytest.mark.slow
def test_pictures_are_not_unpacked() -> None:
    packed = io.BytesIO(made(lambda document: document.add_paragraph(PROMISE)).data)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/media/bomb.png", bytes(60_000_000))
    assert text(Raw(packed.getvalue(), "words.docx")) == PROMISE


@pytest.mark.slow
def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'
    refused = refusal(repacked(of(p(t(PROMISE))).data, document=bomb))
    assert refused.why == "word/document.xml defines entities, which no DOCX does."


def test_deep_nesting_is_refused() -> None:
    assert "broken" in refusal(of("<w:smartTag>" * 100_000 + "</w:smartTag>" * 100_000).data).what
