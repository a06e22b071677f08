"""What the head and the foot of a text say of it: title, publisher, days; and who speaks for itself."""

from __future__ import annotations

from time import process_time

import pytest

from tracker.documents.heading import Heading, issuer_of, read_heading, spelt

TITLE = "Ministers promise more money for the schools"
BODY = (
    "The government will hire four thousand teachers before the autumn, the minister told reporters on Tuesday. "
    "He added on 5 May 1999 that more would follow.\n"
)


def head(*lines: str, foot: str = "", retrieved_on: str | None = None) -> Heading:
    return read_heading("\n".join([*lines, "", BODY, BODY, foot]), retrieved_on=retrieved_on)


def dates(found: Heading) -> list[tuple[str, str]]:
    return [(each.source, each.day) for each in found.dates]


# -- a crawler's header ---------------------------------------------------------------------------------------


def test_a_crawlers_header_holds_a_day_and_the_title() -> None:
    found = head(f" date 2025-09-04 {TITLE}")
    assert (found.title, found.publisher, dates(found)) == (TITLE, None, [("header", "2025-09-04")])


def test_after_an_unrendered_template_the_title_is_the_next_line() -> None:
    found = head(" date 2025-11-25 {{point.date | date : 'd MMMM yyyy'}}", TITLE, "", "A line below the title")
    assert (found.title, dates(found)) == (TITLE, [("header", "2025-11-25")])


def test_a_paragraph_after_the_header_is_no_title() -> None:
    found = read_heading(f" date 2025-11-25 {BODY}\n{BODY}")
    assert (found.title, dates(found)) == (None, [("header", "2025-11-25")])


# -- title and publisher --------------------------------------------------------------------------------------


def test_a_section_above_the_title_is_no_publisher() -> None:
    assert head("English Section", "", TITLE, "", "25.11.2025 20:30") == Heading(
        TITLE, None, dates=read_heading("25.11.2025").dates
    )
    assert head("HEALTH", TITLE).publisher is None
    assert head("Ukraine", TITLE).publisher is None


@pytest.mark.parametrize(
    "name",
    [
        "President of Ukraine",
        "NATO",
        "The Example Gazette",
        "Міністерство оборони",
        "Ministry of Defence of Ukraine",
        "Example Institute for Public Accounts",
        "Краєвий оглядач",
    ],
)
def test_a_name_above_the_title_is_the_publisher(name: str) -> None:
    found = head(name, "", TITLE, "", "6 January 2026 - 23:47")
    assert (found.title, found.publisher, dates(found)) == (TITLE, name, [("visible", "2026-01-06")])


def test_a_name_is_taken_out_of_the_furniture_around_it() -> None:
    found = head(
        "Musterstädter Tageblatt | Politik", "Stand: 28.03.2023, 06:41 Uhr", "Von Erika Muster, Berlin", "", TITLE
    )
    assert (found.title, found.publisher, dates(found)) == (
        TITLE,
        "Musterstädter Tageblatt",
        [("updated", "2023-03-28")],
    )


def test_a_running_head_names_publisher_and_day() -> None:
    found = head("Example Institute - 15 November 2021 Page 1", "Example Institute", "Briefing note 2021/17", TITLE)
    assert (found.title, found.publisher, dates(found)) == (TITLE, "Example Institute", [("visible", "2021-11-15")])


def test_a_title_may_be_set_over_two_lines() -> None:
    assert head("Press release", "Coalition: leaders agree", "headquarters for the force").title == (
        "Coalition: leaders agree headquarters for the force"
    )


def test_a_short_title_stands_below_the_name() -> None:
    found = head("Example Press Agency", "4 May 2025 09:12", "", "Ministers promise money")
    assert (found.title, found.publisher) == ("Ministers promise money", "Example Press Agency")


def test_a_title_may_hold_a_day_which_counts_only_if_no_other_is_found() -> None:
    found = head("Joint statement of 25 November 2025")
    assert (found.title, dates(found)) == ("Joint statement of 25 November 2025", [("visible", "2025-11-25")])
    found = head("Joint statement of 25 November 2025", "", "Published 26 November 2025")
    assert dates(found) == [("visible", "2025-11-26")]


def test_the_marks_of_markdown_and_an_extract_are_no_part_of_a_title() -> None:
    assert head(f"# {TITLE} (extract)", "", "*3 June 2025*").title == TITLE


@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_from_line_names_the_publisher(between: str) -> None:
    found = head(
        TITLE, "", f"From:{between}Ministry of Defence and The Rt Hon A Member MP", f"Published{between}19 January 2023"
    )
    assert (found.publisher, dates(found)) == ("Ministry of Defence (UK)", [("visible", "2023-01-19")])


def test_a_byline_may_name_the_publisher_of_a_desk() -> None:
    found = head(TITLE, "", "By the Example Courier defence desk", "18 October 2023")
    assert (found.title, found.publisher) == (TITLE, "Example Courier")


def test_the_foot_names_the_publisher_if_the_head_does_not() -> None:
    assert head(TITLE, foot="© 2025 The Daily Example. All rights reserved.").publisher == "The Daily Example"
    assert head(TITLE, foot="Source: Example Wire").publisher == "Example Wire"
    assert head(TITLE, foot="Source: Example Wire, Reuters").publisher is None


# -- days -----------------------------------------------------------------------------------------------------


def test_a_later_change_at_the_foot_is_told_from_the_publication() -> None:
    found = head(TITLE, "20 March 2023", "18:05", foot="Last review: 21 March 2023")
    assert dates(found) == [("visible", "2023-03-20"), ("updated", "2023-03-21")]


def test_a_day_in_the_body_is_no_day_of_publication() -> None:
    assert head(TITLE).dates == ()


@pytest.mark.parametrize(
    ("dateline", "day", "agency"),
    [
        ("BERLIN, November 26. /WIRE/. ", "2025-11-26", "WIRE"),
        ("KYIV, 24 November (Meridian) – ", "2025-11-24", "Meridian"),
        ("Berlin, 26. November 2024 (dpa) - ", "2024-11-26", "dpa"),
        ("МОСКВА, 26 ноября. /ТАСС/. ", "2025-11-26", "ТАСС"),
        ("NEW YORK, Nov. 26, 2023 — ", "2023-11-26", None),
    ],
)
def test_a_dateline_holds_a_day_and_an_agency(dateline: str, day: str, agency: str | None) -> None:
    found = read_heading(f" date 2025-11-25 {TITLE}\n\n{dateline}{BODY}")
    assert (found.title, found.publisher, dates(found)) == (
        TITLE,
        agency,
        [("header", "2025-11-25"), ("dateline", day)],
    )


def test_a_dateline_takes_the_year_of_the_nearest_day_found_else_of_the_retrieval() -> None:
    across = read_heading(f" date 2025-12-31 {TITLE}\nLONDON, Jan 2 (MPA) - {BODY}", retrieved_on="2030-01-01")
    assert dates(across) == [("header", "2025-12-31"), ("dateline", "2026-01-02")]
    alone = f"{TITLE}\nLONDON, May 2 (MPA) - {BODY}"
    assert dates(read_heading(alone, retrieved_on="2025-01-15T10:00:00")) == [("dateline", "2024-05-02")]
    assert dates(read_heading(alone)) == []


def test_a_dateline_without_a_day_names_the_agency_only() -> None:
    found = read_heading(f"{TITLE}\nPARIS (AP) — {BODY}")
    assert (found.publisher, found.dates) == ("AP", ())


@pytest.mark.parametrize("text", ["", "\n \n", "{{ title }}", BODY])
def test_a_text_that_says_nothing_of_itself_has_an_empty_heading(text: str) -> None:
    assert read_heading(text) == Heading()


@pytest.mark.parametrize("hostile", ["A ", "KYIV (", "| ", "\n", "1 May 2025 ", "Kyiv, 1 May 2025\n", "From: ", "©"])
def test_a_hostile_text_costs_no_more_than_a_short_one(hostile: str) -> None:
    begun = process_time()
    read_heading(hostile * (5_000_000 // len(hostile)))
    assert process_time() - begun < 1


# -- who speaks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("publisher", "url", "code"),
    [
        ("President of Ukraine", None, "UA"),
        ("Ministry of Defence (UK)", None, "GB"),
        ("Prime Minister's Office, 10 Downing Street", None, "GB"),
        ("Ministry of Defence", "https://www.gov.uk/government/news/x", "GB"),
        ("Élysée", None, "FR"),
        (None, "https://www.elysee.fr/x", "FR"),
        (None, "https://www.defense.gouv.fr/x", "FR"),
        ("Bundesregierung", None, "DE"),
        ("European Commission", None, "EU"),
        ("Council of the EU", None, "EU"),
        (None, "https://ec.europa.eu/x", "EU"),
        ("NATO", None, "NATO"),
        (None, "https://www.nato.int/x", "NATO"),
        (None, "https://www.gov.pl/x", "PL"),
        (None, "https://www.mil.gov.ua/x", "UA"),
        (None, "https://www.state.gov/x", "US"),
        ("U.S. Department of State", None, "US"),
        ("Ministry of Defence of the Russian Federation", None, "RU"),
    ],
)
def test_an_official_body_speaks_for_its_party(publisher: str | None, url: str | None, code: str) -> None:
    assert issuer_of(publisher, url) == code


@pytest.mark.parametrize(
    ("publisher", "url"),
    [
        ("Polish Radio", None),
        ("TASS", "https://tass.com/x"),
        ("France 24", "https://www.france24.com/x"),
        ("The Kyiv Independent", None),
        ("Ministry of Defence", None),
        ("Exampletown City Council", "https://www.exampletown.gov.uk/x"),
        ("Former President of Ukraine", None),
        ("Embassy of Ukraine in the United Kingdom", None),
        (None, "https://www.nsw.gov.au/x"),
        (None, "https://elysee.fr.example.com/x"),
        (None, "https://notnato.int/x"),
        (None, "http://[broken"),
        (None, None),
    ],
)
def test_the_press_and_whatever_is_not_sure_speak_for_no_party(publisher: str | None, url: str | None) -> None:
    assert issuer_of(publisher, url) is None


def test_a_host_may_spell_the_name_of_its_owner() -> None:
    assert spelt("www.ledgertrade.example", ["Menu", "Ledger & Trade", "Sign in"]) == "Ledger & Trade"
    assert spelt("www.daily-example.org", ["The Daily Example"]) == "The Daily Example"
    assert spelt("www.other.example", ["Menu", "Ledger & Trade"]) is None
