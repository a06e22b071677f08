"""A PDF as a document: whole sentences, what the file says of itself, and what cannot be read."""

from __future__ import annotations

import pytest

from tests.documents.samples import PROMISE, Line, paragraph, pdf, pdf_bytes
from tracker.documents.found import DateFound, Found, Raw
from tracker.documents.pdf import MOST_PAGES, read_pdf
from tracker.errors import BadInputError

FIRST = ("The ministry will deliver forty field kitchens to the northern", "districts by the end of March.")
SECOND = ("A second convoy of lorries is to follow in the summer, as soon", "as the roads are open again.")


def text(*pages: list[Line]) -> str:
    return read_pdf(pdf(*pages)).text


def refusal(raw: Raw) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        read_pdf(raw)
    return caught.value


# -- sentences ------------------------------------------------------------------------------------------------


def test_a_sentence_that_the_page_broke_into_lines_is_whole_again() -> None:
    assert text(paragraph(700, *FIRST)) == PROMISE


def test_paragraphs_stand_on_lines_of_their_own() -> None:
    assert text([*paragraph(700, *FIRST), *paragraph(660, *SECOND)]) == f"{PROMISE}\n{' '.join(SECOND)}"


def test_a_heading_does_not_run_into_the_text_below_it() -> None:
    heading = Line(70, 730, "Field kitchens", 16)
    assert text([heading, *paragraph(710, *FIRST)]) == f"Field kitchens\n{PROMISE}"
    assert text([*paragraph(714, "Field kitchens", *FIRST)]) == f"Field kitchens\n{PROMISE}"


def test_an_indented_line_begins_a_paragraph() -> None:
    full = "The first paragraph of this note fills its last line to the very end of it."
    lines = [Line(70, 700, full), Line(90, 686, SECOND[0]), Line(70, 672, SECOND[1])]
    assert text(lines) == f"{full}\n{' '.join(SECOND)}"


def test_every_item_of_a_list_stands_on_a_line_of_its_own() -> None:
    lines = paragraph(700, "• deliver forty field kitchens to the northern districts this month", "• mend the roads")
    assert text(lines).splitlines() == [line.words for line in lines]


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    assert text(paragraph(100, FIRST[0]), paragraph(800, FIRST[1])) == PROMISE


def test_a_sentence_goes_on_in_the_next_column() -> None:
    left = paragraph(200, "The ministry will deliver forty field", "kitchens to the northern")
    right = paragraph(700, "districts by the end of March.", x=320)
    assert text([*left, *right]) == PROMISE


def test_two_columns_are_read_one_after_the_other() -> None:
    left = paragraph(700, "The left column speaks of kitchens", "and ends here.")
    right = paragraph(700, "The right column speaks of roads", "and ends too.", x=320)
    assert text([*left, *right]).splitlines() == [
        "The left column speaks of kitchens and ends here.",
        "The right column speaks of roads and ends too.",
    ]


# -- words broken at the end of a line ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "lines", "mended"),
    [
        ("Every contribution counts.", ("The ministry raised its con-", "tribution again."), "its contribution again"),
        ("It is a long-range plan.", ("The ministry has other long-", "range plans."), "other long-range plans"),
        ("Nothing tells here.", ("The ministry has built multi-", "national forces."), "built multi-national forces"),
        ("All of Ukraine is meant.", ("The ministry speaks for Anglo-", "Ukraine ties."), "for Anglo-Ukraine ties"),
    ],
    ids=["whole elsewhere", "hyphened elsewhere", "not known", "a name"],
)
def test_a_broken_word_is_mended_as_the_text_itself_writes_it(shown: str, lines: tuple[str, str], mended: str) -> None:
    read = text([*paragraph(700, *lines), *paragraph(600, shown)])
    assert f" {mended}" in read


def test_where_words_are_seen_to_be_broken_another_one_is_mended_too() -> None:
    lines = ("Every contribution counts. The ministry gave a con-", "tribution and will raise its exp-", "enses again.")
    assert "raise its expenses again" in text(paragraph(700, *lines))


# -- what runs through the pages ------------------------------------------------------------------------------


def page(number: int, *lines: str) -> list[Line]:
    return [
        Line(70, 820, "Ministry of Roads – Note 7"),
        *paragraph(700, *lines),
        Line(70, 40, "All rights with the ministry"),
        Line(70, 20, f"Published in 2025, page {number} of 3"),
        Line(300, 30, f"– {number} –"),
    ]


def test_what_runs_through_the_pages_stands_once_and_never_inside_a_sentence() -> None:
    end = "Nothing else was said."
    assert text(page(1, FIRST[0]), page(2, FIRST[1]), page(3, end)).splitlines() == [
        "Ministry of Roads – Note 7",
        PROMISE,
        end,
        "All rights with the ministry",
        "Published in 2025, page 1 of 3",
    ]


def test_lines_that_differ_in_more_than_the_number_of_the_page_are_kept() -> None:
    rows = [[Line(70, 820, f"In {year} the ministry gave {count} kitchens.")] for year, count in ((2023, 9), (2020, 9))]
    assert text(*rows) == "In 2023 the ministry gave 9 kitchens.\nIn 2020 the ministry gave 9 kitchens."


def test_a_sentence_said_on_two_pages_at_different_heights_is_kept_twice() -> None:
    assert text(paragraph(700, *FIRST), paragraph(500, *FIRST)).count(PROMISE) == 2


# -- what the file says ---------------------------------------------------------------------------------------


def found(title: str = "", author: str = "", created: str = "", first: str = "A note on roads") -> Found:
    lines = [Line(70, 760, first, 18), *paragraph(700, *FIRST)]
    return read_pdf(pdf(lines, title=title, author=author, created=created))


def test_the_title_of_the_file_counts_where_the_text_begins_with_it() -> None:
    assert found(title="A note on roads").facts["title"] == "A note on roads"
    assert found(title="Something else altogether").facts["title"] == "A note on roads"
    assert found(title="Microsoft Word - A note on roads").facts["title"] == "A note on roads"


def test_an_author_counts_as_publisher_where_the_text_bears_it_out() -> None:
    body = "Ministry of Roads and Bridges"
    assert found(author=body, first=body).facts["publisher"] == body
    assert "publisher" not in found(author="jsmith").facts


def test_the_day_on_which_the_file_was_made_is_kept_as_such() -> None:
    assert DateFound("file", "2025-11-24", "D:20251124090000Z") in found(created="D:20251124090000Z").dates
    assert not [date for date in found(created="D:20251341").dates if date.source == "file"]
    assert not [date for date in found(created="yesterday").dates if date.source == "file"]


def test_the_extractor_is_named_with_its_version() -> None:
    assert found().media_type == "application/pdf"
    name, version = found().extractor.split()
    assert name == "pypdfium2"
    assert version.count(".") == 2


def test_pages_without_words_are_counted() -> None:
    assert read_pdf(pdf(paragraph(700, *FIRST), [], [])).warnings == (
        "2 pages of 3 hold no words, perhaps pictures: 2, 3.",
    )


# -- what cannot be read --------------------------------------------------------------------------------------


def test_a_pdf_under_a_password_is_refused() -> None:
    refused = refusal(pdf(paragraph(700, *FIRST), encrypted=True))
    assert refused.what == "words.pdf is locked: it opens with a password only."
    assert refused.remedy == "Open it with its password, print or save it as a PDF without one, and add that."


def test_a_broken_pdf_is_refused() -> None:
    whole = pdf(paragraph(700, *FIRST)).data
    for data in (whole[:300], b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\xff" * 100_000):
        assert refusal(Raw(data, "words.pdf")).what == (
            "words.pdf cannot be read as a PDF: it is broken or incomplete."
        )


def test_a_pdf_of_pictures_is_refused_with_the_remedy() -> None:
    refused = refusal(Raw(pdf_bytes([b"0 0 595 842 re f", b"0 0 10 10 re f"]), "scan.pdf"))
    assert refused.what == "scan.pdf holds no words: its 2 pages may be pictures of a text."
    assert "OCR" in refused.remedy


@pytest.mark.slow
def test_a_pdf_of_too_many_pages_is_refused() -> None:
    refused = refusal(Raw(pdf_bytes([b""] * (MOST_PAGES + 1)), "all.pdf"))
    assert refused.what == "all.pdf has 5,001 pages; at most 5,000 are read."
