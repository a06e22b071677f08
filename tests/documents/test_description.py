"""What is recorded of a document: what a person said, before what the file says, before what was read."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.documents.description import NO_PUBLISHER, UNDETERMINED, Description, describe
from tracker.documents.found import DateFound, Found, Raw
from tracker.errors import BadInputError
from tracker.language.tongues import language_of

ENGLISH = (
    "The ministers have agreed that they will rebuild the two ferries, and that the work will begin in the spring."
)
GERMAN = "Die Minister haben beschlossen, dass sie die beiden Fähren wieder aufbauen und dass die Arbeit bald beginnt."


def described(
    raw: dict[str, Any] | None = None, facts: dict[str, str] | None = None, text: str = ENGLISH, **given: str | None
) -> Description:
    """The description of a small text; ``raw`` and ``facts`` say more of it, the rest is what a person said."""
    dates = tuple((raw or {}).pop("dates", ()))
    read = Raw(**{"data": b"", "name": "notes/ferries.txt", **(raw or {})})
    found = Found(text, "text/plain", "plain text 1", facts or {}, dates, tongue=language_of(text).code)
    return describe(read, found, given)


def day(source: str, day: str) -> DateFound:
    return DateFound(source, day, day)


# -- who goes before whom -------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", ["title", "publisher", "url", "event"])
def test_what_a_person_said_goes_before_what_the_file_says(fact: str) -> None:
    assert getattr(described(facts={fact: "of the file"}), fact) == "of the file"
    assert getattr(described(facts={fact: "of the file"}, **{fact: "of a person"}), fact) == "of a person"


def test_a_fact_that_nobody_gave_is_not_there() -> None:
    plain = described()
    assert (plain.url, plain.event, plain.issuer, plain.archive_url, plain.retrieved_on) == (None,) * 5


def test_a_person_who_says_nothing_takes_nothing_away() -> None:
    assert described(facts={"event": "The call"}, event=None).event == "The call"


def test_a_fact_stands_on_one_line() -> None:
    assert described(facts={"title": " Two\n ferries\t"}).title == "Two ferries"


def test_a_document_without_a_title_is_called_after_its_file() -> None:
    assert described().title == "ferries"
    assert described({"name": "https://example.org/news/two%20ferries.html?page=2"}).title == "two ferries"
    assert described({"name": "https://example.org/"}).title == "https://example.org/"


# -- who published it, and who speaks -------------------------------------------------------------------------


def test_the_host_publishes_what_names_no_publisher() -> None:
    assert described({"url": "https://www.example.org/a"}).publisher == "www.example.org"


def test_a_publisher_may_be_unknown() -> None:
    assert described().publisher == NO_PUBLISHER


def test_the_issuer_is_read_from_an_officials_name_and_address_never_from_the_press() -> None:
    assert described(publisher="Prime Minister of the United Kingdom").issuer == "GB"
    assert described({"url": "https://www.elysee.fr/a"}).issuer == "FR"
    assert described(publisher="The Ferry News").issuer is None


def test_an_issuer_that_is_said_goes_before_one_that_is_read() -> None:
    assert described(publisher="Prime Minister of the United Kingdom", issuer="fr").issuer == "FR"


# -- the day --------------------------------------------------------------------------------------------------


def test_all_days_are_kept_and_those_that_disagree_are_told_with_the_rule_that_chose() -> None:
    days = [day("meta", "2025-11-26"), day("dateline", "2025-11-24"), day("json-ld", "2025-11-26")]
    made = described({"dates": days})
    assert (made.published_on, made.dated_by) == ("2025-11-26", "json-ld")
    assert made.dates_found == "meta 2025-11-26; dateline 2025-11-24; json-ld 2025-11-26"
    assert [each.source for each in made.conflict] == ["dateline"]
    assert "goes before the dateline" in made.rule


def test_a_day_that_a_person_said_goes_before_all_others_which_are_kept() -> None:
    made = described({"dates": [day("meta", "2025-11-26")]}, published_on="2025-11-25")
    assert (made.published_on, made.dated_by, made.dates_found) == ("2025-11-25", "given", "meta 2025-11-26")
    assert made.conflict == (day("meta", "2025-11-26"),)
    assert made.rule == "the day was given"


def test_the_front_matters_day_goes_before_the_headings() -> None:
    days = [day("front matter", "2025-11-25"), day("visible", "2025-11-26")]
    made = described({"dates": days}, {"published_on": "2025-11-25"})
    assert (made.published_on, made.dated_by) == ("2025-11-25", "front matter")


def test_a_page_is_not_published_after_it_was_fetched_save_for_the_time_zones() -> None:
    page = {"url": "https://example.org/a", "retrieved_on": "2026-02-02"}
    assert described({**page, "dates": [day("meta", "2026-02-03")]}).published_on == "2026-02-03"
    later = described({**page, "dates": [day("meta", "2026-02-04")]})
    assert (later.published_on, later.dates_found) == (None, "meta 2026-02-04")


def test_no_day_is_no_day() -> None:
    made = described()
    assert (made.published_on, made.dated_by, made.dates_found) == (None, None, None)


@pytest.mark.parametrize("fact", ["published_on", "retrieved_on"])
def test_what_is_no_day_is_refused_with_the_name_of_the_file(fact: str) -> None:
    with pytest.raises(BadInputError, match=r"notes/ferries\.txt: “next week” is no day"):
        described(facts={fact: "next week"})


def test_only_what_came_from_the_web_was_fetched() -> None:
    assert described({"retrieved_on": "2026-02-02"}).retrieved_on is None
    assert described({"retrieved_on": "2026-02-02", "url": "https://example.org"}).retrieved_on == "2026-02-02"


# -- the language ---------------------------------------------------------------------------------------------


def test_the_words_tell_the_language() -> None:
    assert described().language == "en"
    assert described(text=GERMAN).language == "de"


def test_the_words_are_believed_before_what_the_page_declares_and_that_is_told() -> None:
    made = described(facts={"language": "en-GB"}, text=GERMAN)
    assert (made.language, made.declared) == ("de", "en-GB")
    assert described(facts={"language": "de_AT"}, text=GERMAN).declared is None


def test_where_the_words_do_not_tell_the_page_is_believed() -> None:
    assert described(facts={"language": "pl"}, text="Dwa promy.").language == "pl"
    assert described(text="Dwa.").language == UNDETERMINED


def test_a_language_that_a_person_said_goes_before_all() -> None:
    made = described(facts={"language": "de"}, text=GERMAN, language="nl")
    assert (made.language, made.declared) == ("nl", None)
