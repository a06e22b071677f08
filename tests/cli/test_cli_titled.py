"""Sources known by title and link alone: kept, quoted, cited, marked everywhere, verified when their text comes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run, Say, unchanged
from tracker.register.location import Location

TITLED = ("add", "document", "--no-text", "--title", "Budget speech", "--published-on", "2025-03-05")
URL = "https://www.example.org/budget"
WORDS = "two radar stations by the end of March"
BUDGET = f"Madam Speaker,\nthis House will pay for {WORDS}. We stand with Ukraine.\n"


@pytest.fixture
def titled(say: Say, speech: str) -> str:
    """The ref of a document without its text, in a register with a speech whose text is held."""
    assert speech == "D-2025-001"
    return say(*TITLED, "--url", URL, "--quiet").strip()


def pledged(say: Say, document: str, *more: str, words: str = WORDS) -> str:
    told = ("--summary", "Deliver two radar stations", "--topic", "air-defence", "--quote", words)
    asked = ("add", "pledge", "--party", "GB", "--document", document, *told, "--due", "by the end of March")
    return say(*asked, *more)


def tanks(say: Say, speech: str) -> str:
    """A pledge of the speech, which the other document may answer."""
    return pledged(say, speech, words="We will deliver fourteen tanks").strip()


def show(say: Say, ref: str, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(say("show", ref, "--format", "json", *more))
    return found


# -- keeping one ------------------------------------------------------------------------------------------


def test_a_document_is_kept_by_title_and_link_and_nothing_is_fetched(run: Run, say: Say) -> None:
    done = run(*TITLED, "--url", URL)
    assert (done.code, done.out) == (0, "D-2025-001\n")
    assert "Budget speech — www.example.org, 2025-03-05" in done.err
    assert "Text not held: what is quoted from it is not verified until it is" in done.err
    kept = show(say, "D-2025-001")
    assert (kept["url"], kept["text"], kept["sha256"], kept["original"]) == (URL, None, None, None)
    assert "Text\n  not held" in say("show", "D-2025-001")


def test_its_address_may_be_given_like_a_source(say: Say) -> None:
    say("add", "document", URL, "--no-text", "--title", "Budget speech", "--undated", "--issuer", "GB")
    kept = show(say, "D-2026-001")
    assert (kept["url"], kept["issuer"], kept["published_on"]) == (URL, "GB", None)


def test_a_book_has_a_title_and_no_link(say: Say) -> None:
    say(*TITLED, "--publisher", "Harbour Press", "--quiet")
    kept = show(say, "D-2025-001")
    assert (kept["url"], kept["publisher"]) == (None, "Harbour Press")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--no-text", "--url", URL, "--published-on", "2025-03-05"), 2, "is known by its title"),
        (("--no-text", "--title", "Budget speech"), 6, "Give --published-on"),
        (("--no-text", "--title", "One", "speech.txt"), 2, "nothing is read"),
        (("--no-text", "--title", "One", "--undated", URL, "--url", "https://other.example"), 2, "Two addresses"),
        (("--no-text", "--title", "One", "--files-from", "list.txt"), 2, "for one document"),
        (("--no-text", "--title", "One", "--undated", "--issuer", "ATLANTIS"), 4, "ATLANTIS"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    run: Run, location: Location, words: tuple[str, ...], code: int, said: str
) -> None:
    with unchanged(location):
        done = run("add", "document", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_the_same_one_twice_is_refused(run: Run, titled: str, location: Location) -> None:
    with unchanged(location):
        done = run(*TITLED, "--url", URL)
    assert done.code == 5
    assert f"recorded already, as {titled}" in done.err


# -- quoting it -------------------------------------------------------------------------------------------


def test_a_pledge_may_quote_it_and_is_told_that_the_quote_is_not_verified(run: Run, say: Say, titled: str) -> None:
    words = ("--summary", "Deliver two radar stations", "--topic", "air-defence", "--quote", WORDS)
    done = run("add", "pledge", "--party", "GB", "--document", titled, *words, "--due", "by the end of March")
    assert (done.code, done.out) == (0, "GB-2025-001\n")
    assert f"Quote: not verified, for the text of {titled} is not held" in done.err
    kept = show(say, "GB-2025-001")
    assert (kept["quote"], kept["start"], kept["end"]) == (WORDS, None, None)
    shown = say("show", "GB-2025-001")
    assert f"“{WORDS}”" in shown
    assert f"{URL} (text not held: the quote is not verified)" in shown
    assert "D-2025-002 (the quote is not verified)" in say("explain", "GB-2025-001")


def test_a_place_in_a_text_that_is_not_held_is_refused(run: Run, titled: str, location: Location) -> None:
    words = ("--summary", "Deliver", "--topic", "air-defence", "--quote", WORDS, "--at", "7")
    with unchanged(location):
        done = run("add", "pledge", "--party", "GB", "--document", titled, *words)
    assert done.code == 2
    assert "nothing stands at 7" in done.err


def test_follow_ups_and_disputes_may_quote_it_too(run: Run, say: Say, titled: str, speech: str) -> None:
    pledge = tanks(say, speech)
    done = run("link", pledge, titled, "advances", "--quote", "one of them stands")
    assert done.code == 0, done.err
    assert "Quote: not verified" in done.err
    later = say(*TITLED, "--title", "Budget report", "--quiet").strip()
    done = run("add", "dispute", pledge, later, "--party", "GB", "--quote", "both stand")
    assert done.code == 0, done.err
    assert "Quote: not verified" in done.err
    shown = say("show", pledge, "--as-of", "2026-01-31")
    assert [shown.count(f"{each} (quote not verified)") for each in (titled, later)] == [1, 1]


def test_a_search_marks_the_words(say: Say, titled: str) -> None:
    pledge = pledged(say, titled).strip()
    assert f"{WORDS} (text not held)" in say("search", "radar")
    assert say("search", "budget").count("(text not held)") == 1
    assert pledge not in say("search", "budget")


def test_reports_mark_the_source_for_people_and_name_it_to_programs(
    run: Run, say: Say, titled: str, tmp_path: Path
) -> None:
    pledged(say, titled)
    asked = ("report", "overdue", "--as-of", "2026-01-31")
    note = f"Text not held, so that what is quoted from them is not verified: {titled}."
    assert f"{titled} (text not held)" in say(*asked, "--format", "md")
    assert note in say(*asked, "--format", "md")
    assert note in " ".join(say(*asked, "--format", "table").split())
    assert f"# {note}" in say(*asked, "--format", "plain")
    found = json.loads(say(*asked, "--format", "json"))
    assert found["sections"][0]["rows"][0]["document"] == titled
    assert note in found["notes"]
    assert f",{titled}," in say(*asked, "--format", "csv")
    assert run(*asked, "--format", "csv").err == run(*asked, "--format", "jsonl").err == f"{note}\n"
    file = tmp_path / "overdue.xlsx"
    say(*asked, "--format", "xlsx", "--output", str(file))
    head, row = load_workbook(file).worksheets[0].iter_rows(values_only=True)
    line = dict(zip(head, row, strict=True))
    assert (line["Document"], line["Deadline"]) == (f"{titled} (text not held)", datetime(2025, 3, 31))


def test_a_report_that_rests_on_held_texts_alone_says_nothing_of_it(say: Say, titled: str, speech: str) -> None:
    say(
        *("add", "pledge", "--party", "GB", "--document", speech, "--summary", "Deliver tanks", "--topic", "tanks"),
        *("--quote", "We will deliver fourteen tanks", "--due", "2025-03-31"),
    )
    assert titled not in say("report", "overdue", "--as-of", "2026-01-31", "--format", "md")


@pytest.mark.slow
def test_the_site_says_it_beside_the_words(say: Say, titled: str, tmp_path: Path) -> None:
    pledge = pledged(say, titled).strip()
    say("link", pledge, titled, "advances", "--quote", "one of them stands")
    say("site", str(tmp_path / "site"), "--as-of", "2026-01-31", "--quiet")
    page = (tmp_path / "site" / "pledges" / f"{pledge}.html").read_text(encoding="utf-8")
    assert page.count("text not held: the quote is not verified") == 2
    page = (tmp_path / "site" / "documents" / f"{titled}.html").read_text(encoding="utf-8")
    assert "the text is not held" in page


@pytest.mark.slow
def test_the_site_lists_what_a_pledge_cites_and_follows_when_that_changes(
    say: Say, titled: str, speech: str, tmp_path: Path
) -> None:
    pledge = pledged(say, speech, "--quiet", words="We will deliver fourteen tanks").strip()
    page = tmp_path / "site" / "pledges" / f"{pledge}.html"
    site = ("site", str(tmp_path / "site"), "--as-of", "2026-01-31", "--quiet")
    say(*site)
    assert "Further sources" not in page.read_text(encoding="utf-8")
    say("edit", pledge, "--source", titled)
    say(*site)
    assert "Further sources" in page.read_text(encoding="utf-8")
    assert "(text not held)" in page.read_text(encoding="utf-8")
    assert f'href="{URL}"' in page.read_text(encoding="utf-8")
    say("edit", pledge, "--drop-source", titled)
    say(*site)
    assert "Further sources" not in page.read_text(encoding="utf-8")


def test_the_log_tells_of_a_source_that_was_taken_back(say: Say, titled: str, speech: str) -> None:
    pledge = pledged(say, titled, "--source", speech).strip()
    say("edit", pledge, "--drop-source", speech)
    assert f"document: {speech} → –" in say("log", pledge)


def test_check_holds_and_counts_them(run: Run, say: Say, titled: str, speech: str) -> None:
    pledged(say, titled)
    say("add", "dispute", tanks(say, speech), titled, "--party", "GB", "--quote", "both stand")
    done = run("check")
    assert done.code == 0
    assert "Text not held: 1 document; 2 quotes cannot be verified until it is." in done.err


# -- its text, later --------------------------------------------------------------------------------------


def test_its_text_verifies_every_quote_and_the_marks_go(
    run: Run, say: Say, titled: str, speech: str, tmp_path: Path
) -> None:
    pledge = pledged(say, titled).strip()
    say("link", pledge, titled, "advances", "--quote", "one of them stands")
    say("add", "dispute", tanks(say, speech), titled, "--party", "GB", "--quote", "We stand with Ukraine")
    (tmp_path / "budget.txt").write_text(BUDGET, encoding="utf-8")
    said = say("edit", titled, "--text", str(tmp_path / "budget.txt"))
    assert f"quotes that stand in it: {pledge} A-2025-001\n" in said
    assert f"quotes that do not: {pledge}.1; correct them with" in said
    kept = show(say, pledge)
    assert BUDGET[kept["start"] : kept["end"]] == WORDS
    assert "(text not held" not in say("show", pledge)
    done = run("check", "--format", "csv")
    assert (done.code, "Text not held" in done.err) == (1, False)
    assert f"{pledge}.1,the quoted words do not stand in {titled}," in done.out
    say("edit", f"{pledge}.1", "--set", "quote=We stand with Ukraine")
    assert run("check").code == 0


def test_its_language_is_told_by_its_text_unless_it_was_given(say: Say, titled: str, tmp_path: Path) -> None:
    (tmp_path / "budget.txt").write_text(BUDGET, encoding="utf-8")
    assert "  language: en\n" in say("edit", titled, "--text", str(tmp_path / "budget.txt"))
    assert show(say, titled)["language"] == "en"
    other = say(*TITLED, "--title", "Another", "--language", "cy", "--quiet").strip()
    (tmp_path / "other.txt").write_text(f"{BUDGET} And more.", encoding="utf-8")
    assert "language" not in say("edit", other, "--text", str(tmp_path / "other.txt"))
    assert show(say, other)["language"] == "cy"


# -- citing further documents -----------------------------------------------------------------------------


def test_a_pledge_and_a_follow_up_cite_further_documents(run: Run, say: Say, titled: str, speech: str) -> None:
    words = ("--summary", "Deliver tanks", "--topic", "tanks", "--quote", "We will deliver fourteen tanks")
    done = run("add", "pledge", "--party", "GB", "--document", speech, *words, "--source", titled)
    assert f"Cites {titled}: Budget speech (text not held)" in done.err
    assert show(say, "GB-2025-001")["sources"] == [titled]
    assert f"{titled}: Budget speech, {URL} (text not held)" in say("show", "GB-2025-001")
    assert "Cited as a source of\n  GB-2025-001" in say("show", titled)
    say("link", "GB-2025-001", titled, "advances", "--quote", "eight have arrived", "--source", speech)
    assert show(say, "GB-2025-001.1")["sources"] == [speech]
    assert f"document: {titled}" in say("log", "GB-2025-001")
    assert run("check").code == 0


def test_sources_are_added_and_taken_back_later(run: Run, say: Say, titled: str, speech: str) -> None:
    pledge = pledged(say, titled).strip()
    assert say("edit", pledge, "--source", speech) == (
        f"{pledge}\n  Cites {speech}: Statement on support for Ukraine\n"
    )
    again = run("edit", pledge, "--source", speech)
    assert (again.code, f"cites {speech} already" in again.err) == (5, True)
    own = run("edit", pledge, "--source", titled)
    assert (own.code, f"Leave --source {titled} out." in own.err) == (5, True)
    assert say("edit", pledge, "--drop-source", speech) == f"{pledge}\n  No longer cites {speech}\n"
    assert show(say, pledge)["sources"] == []
    assert run("edit", pledge, "--drop-source", speech).code == 5
    assert run("edit", titled, "--source", speech).code == 2
    assert run("check").code == 0


def test_a_source_that_is_not_recorded_stops_everything(run: Run, titled: str, location: Location) -> None:
    words = ("--summary", "Deliver", "--topic", "air-defence", "--quote", WORDS, "--source", "D-2025-777")
    with unchanged(location):
        done = run("add", "pledge", "--party", "GB", "--document", titled, *words)
    assert done.code == 4


def test_they_go_out_and_come_back_in_a_package(
    say: Say, titled: str, speech: str, new_register: Callable[[str], Location], tmp_path: Path
) -> None:
    from tests.cli.conftest import invoke

    pledge = pledged(say, titled, "--source", speech, "--quiet").strip()
    say("export", str(tmp_path / "package"))
    other = new_register("sqlite").target
    assert invoke("import", str(tmp_path / "package"), register=other).code == 0
    shown = invoke("show", pledge, "--format", "json", register=other).out
    assert json.loads(shown)["sources"] == [speech]
    assert invoke("check", register=other).code == 0
