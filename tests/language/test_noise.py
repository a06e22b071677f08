"""What stands in a text and is no sentence of it is masked; what is said never is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.growth import IN_PROPORTION, growth
from tracker.language.noise import KINDS, dateline_place, masked, noise
from tracker.language.places import places

SAID = "Norland will send forty ambulances to Estrovia by the end of May."


def found(text: str) -> list[tuple[str, str]]:
    """The noise of a text but odd blanks: kind and words."""
    return [(each.kind, text[each.start : each.end]) for each in noise(text) if each.kind != "blank"]


def kinds(line: str) -> list[str]:
    """The kinds of noise in a line that stands between two paragraphs, which must be left as they are."""
    text = f"{SAID}\n\n{line}\n\n{SAID}"
    assert masked(text).count(SAID) == 2
    return [kind for kind, _ in found(text)]


# -- what is noise --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("template", "{{article.kicker | uppercase}}"),
        ("template", "Updated {{ article.modified | date:'HH:mm' }}"),
        ("template", "{% include 'teaser.html' %}"),
        ("by-line", "By Maren Holt in Lisbon"),
        ("by-line", "Von Jost Wieland, Wien"),
        ("by-line", "Автор: Олена Гай"),
        ("by-line", "By the Northern Courier defence desk"),
        ("by-line", "Maren Holt, political correspondent"),
        ("by-line", "Maren Holt in Lisbon and Jost Wieland in Vienna"),
        ("by-line", "Reporting by Maren Holt in Lisbon; editing by Jost Wieland"),
        ("by-line", "(Additional reporting from the port; editing by J. Wieland)"),
        ("by-line", "(ał)"),
        ("by-line", "(jw/mh)"),
        ("caption", "Two ambulances on the quay at Southport. Photo: EPA/M. HOLT / POOL"),
        ("caption", "The minister on the quay.Foto: dpa"),
        ("source", "Source: PAP, IAR"),
        ("source", "Quelle: dpa"),
        ("source", "Джерело: Укрінформ"),
        ("source", "Источник: Интерфакс"),
        ("furniture", "We and our 31 partners store and access information on your device."),
        ("furniture", "This site uses cookies. By going on you accept them. OK"),
        ("furniture", "Sign up for our evening briefing"),
        ("furniture", "Share on Facebook"),
        ("furniture", "Print | Send to a friend"),
        ("furniture", "Home · Politics · Sport"),
        ("furniture", "Read more: What the ambulances cost"),
        ("furniture", "Читайте також: Скільки коштують машини"),
        ("furniture", "Most read"),
        ("furniture", "© 2024 Northern Courier. All rights reserved."),
        ("page", "[page 4 of 36]"),
        ("page", "Norland Institute - 3 May 2024 Page 2"),
    ],
)
def test_a_line_of_noise_is_masked_and_its_neighbours_stay(kind: str, line: str) -> None:
    assert kind in KINDS
    assert kinds(line) == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the minister will send a list to parliament",
        "By the end of May Norland will send more",
        "By Monday and Tuesday",
        "By Lisbon",
        "By Maren Holt the minister was told nothing",
        "NATO /OTAN/ Ministers will meet in May.",
        "HALCYON — The ship will sail in May.",
        "Lisbon — The city will pay in May.",
        "By train and by ship, Norland will send more",
        "We and our partners will deliver forty ambulances.",
        "We use every cookie jar in the house, the minister joked.",
        "Source: the ministry will publish the list in May.",
        "Sharing the cost, the two will pay half each.",
        "Subscribers to the bond will be paid in May.",
        "Related work will begin in June.",
        "More from Norland will follow in June.",
        "Photo identity cards will be issued from May.",
        "Image by image, the agency will publish the archive.",
        "Reporting by the agency will resume in May, and the Union will pay for it.",
        "(we will not)",
        "The price is 1/2 of what was asked.",
        "NATO — the alliance — will meet in May.",
        "Berlin will pay half.",
        "Jan Holt (Lab) - We will pay half.",
        "Keir Holt will, in May – Whitsun – go there.",
        "In May, 3 ships will follow.",
        "{ this is no template }",
        "Home affairs ministers will meet | the agenda follows in May",
        "Page 4 will be rewritten, the minister said.",
    ],
)
def test_a_sentence_of_the_body_is_never_masked(line: str) -> None:
    assert kinds(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "LISBON, November 26. /TRASS/. ",
        "LISBON, 3 March (Meridian) — ",
        "Lisbon, Nov. 3 (Meridian) -- ",
        "LISBON (AP) - ",
        "SOUTHPORT, Norland (AP) — ",
        "LISBON — ",
        "WIEN. ",
        "КИЇВ, 3 березня (Меридіан) – ",
        "МОСКВА, 26 ноября. /ТРАСС/. ",
    ],
)
def test_a_dateline_is_masked_and_the_sentence_after_it_stays(line: str) -> None:
    text = f"A title\n\n{line}{SAID}\n"
    assert found(text) == [("dateline", line)]
    assert masked(text) == f"A title\n\n{' ' * len(line)}{SAID}\n"


def test_the_place_of_a_dateline_is_told_as_it_stands() -> None:
    assert dateline_place(f"A title\n\nLISBON, 3\xa0March (Meridian) — {SAID}") == "LISBON"
    assert dateline_place(SAID) is None


def test_a_crawlers_header_is_masked_and_the_title_after_it_stays() -> None:
    assert found(f" date 2025-11-25 Ambulances for Estrovia\n{SAID}") == [("header", " date 2025-11-25")]
    assert found(f" date 2025-11-25 {{{{day | date}}}}\n{SAID}") == [
        ("header", " date 2025-11-25"),
        ("template", " {{day | date}}"),
    ]
    assert found(f"{SAID}\n date 2025-11-25") == []


def test_a_template_inside_a_sentence_is_masked_alone() -> None:
    assert masked("Norland will send {{ count }} ambulances.") == "Norland will send             ambulances."
    assert masked("Ambulances for Southport: {{ count }} in May") == "Ambulances for Southport:             in May"


def test_a_caption_with_a_credit_is_masked_in_both_tellings() -> None:
    told = "Norland's minister and her staff on the quay at Southport on Monday"
    text = f"{SAID}\n{told.replace(chr(39), '')}\n{told}. Photo: EPA/POOL\n{SAID}"
    assert [kind for kind, _ in found(text)] == ["caption", "caption"]
    assert masked(text).split("\n")[0::3] == [SAID, SAID]


def test_the_second_of_two_lines_that_are_the_same_is_masked() -> None:
    assert masked(f"{SAID}\n{SAID}\n") == f"{SAID}\n{' ' * len(SAID)}\n"
    assert masked("Yes.\nYes.\n") == "Yes.\nYes.\n"


def test_a_paragraph_that_ends_in_a_credit_loses_the_credit_only() -> None:
    text = f"{SAID} {SAID} {SAID} Photo: pool"
    assert masked(text).rstrip() == f"{SAID} {SAID} {SAID}"


def test_a_line_that_the_next_one_goes_on_from_is_part_of_a_sentence() -> None:
    assert kinds("By Maren Holt in Lisbon") == ["by-line"]
    assert found("It was written\nBy Maren Holt in Lisbon\nand sent to parliament.") == []


@pytest.mark.parametrize("odd", ["\xa0", "\u202f", "\u3000", "\t", "\xad", "\u200b", "\ufeff", "\x0c", "\u2028"])
def test_an_odd_blank_becomes_a_plain_one(odd: str) -> None:
    text = f"40{odd}ambulances\n"
    assert masked(text) == "40 ambulances\n"
    assert [(each.kind, each.start, each.end) for each in noise(text)] == [("blank", 2, 3)]


def test_what_is_masked_is_masked_under_odd_blanks_too() -> None:
    assert masked("\xa0By Maren\xa0Holt\xa0in Lisbon\xa0").strip() == ""


# -- what holds of every text ---------------------------------------------------------------------------------

PIECES = ("{{a}}", "{{", "By ", "Maren Holt", "\n", "\n\n", "LISBON, 3 May (AP) — ", "Photo: x", "\xa0", SAID, "|", " ")


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=20).map("".join))
def test_a_masked_text_is_as_long_and_its_lines_end_where_they_did(text: str) -> None:
    plain = masked(text)
    assert len(plain) == len(text)
    assert [at for at, letter in enumerate(text) if letter == "\n"] == [
        at for at, letter in enumerate(plain) if letter == "\n"
    ]
    spans = [(each.start, each.end) for each in noise(text)]
    assert spans == sorted(spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert all(plain[start:end].isspace() for start, end in spans)
    kept = [letter if all(not start <= at < end for start, end in spans) else " " for at, letter in enumerate(text)]
    assert plain == "".join(kept)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [" ", "\n", "{{", "{{a ", "By ", "Ab ", "Source: ", "|", "Photo: ", "a\xa0", "(Reporting ", "x" * 800 + "\n"],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    assert len(masked(text)) == len(text)
    assert growth(masked, text[1:]) < IN_PROPORTION


def test_every_name_of_a_place_is_in_lower_case_and_leads_to_one_place() -> None:
    assert places()["kiev"] == places()["київ"] == "Kyiv"
    assert all(name == name.lower() for name in places())
    assert "nice" not in places()
