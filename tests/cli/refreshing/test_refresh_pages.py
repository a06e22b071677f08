"""``refresh``: pages that stay as they were, and pages that change."""

from __future__ import annotations

import hashlib

import pytest

from tests.cli.conftest import SPEECH, Run, Say, unchanged
from tests.cli.refreshing.pages import FIRST, SECOND, THIRD, Pages, pledged, shown
from tracker.register.location import Location

# -- pages that stay the same -------------------------------------------------------------------


@pytest.mark.usefixtures("page")
def test_a_page_that_has_not_changed_is_not_even_sent_again(site: Pages, refresh: Run, location: Location) -> None:
    with unchanged(location):
        done = refresh()
    assert (done.code, done.out, done.err) == (0, "", "Looked at 1 page and 0 feeds: 1 unchanged.\n")
    assert (site.asked["/ferries", 200], site.asked["/ferries", 304]) == (1, 1)


def test_a_server_that_knows_no_tags_sends_the_same_bytes(site: Pages, say: Say, refresh: Run) -> None:
    site.tagged = False
    say("add", "document", site.url("/ferries"), "--allow-private")
    assert refresh().err == "Looked at 1 page and 0 feeds: 1 unchanged.\n"
    assert site.asked["/ferries", 200] == 2


@pytest.mark.usefixtures("page")
def test_a_page_that_has_changed_around_its_words_is_no_new_version(site: Pages, refresh: Run) -> None:
    site.put("/ferries", FIRST.replace("\n", "\r\n"))
    done = refresh()
    assert (done.code, done.out) == (0, "")
    assert done.err == "Looked at 1 page and 0 feeds: 1 changed around the words alone.\n"


def test_a_register_without_pages_and_feeds_has_nothing_to_refresh(say: Say, refresh: Run) -> None:
    say("add", "document", "-", "--published-on", "2026-01-15", stdin="Words that nobody fetched.")
    done = refresh()
    assert (done.code, done.err) == (0, "Nothing was fetched from the web yet, and there are no feeds.\n")


# -- pages that change --------------------------------------------------------------------------


def test_changed_words_are_a_new_version_known_from_today_on(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/ferries", SECOND)
    done = refresh()
    assert (done.code, done.out) == (0, f"{page}.2\n")
    title = "Statement of the harbour ministry on two ferries"
    told, looked = done.err.splitlines()
    assert told == f"  {title}: the words have changed since {page}; known from 2026-02-02 on"
    assert looked.startswith("Looked at 1 page and 0 feeds: 1 new version")
    version = shown(say, f"{page}.2")
    assert (version["text"], version["published_on"], version["retrieved_on"]) == (SECOND, "2026-02-02", "2026-02-02")
    assert (version["dated_by"], version["dates_found"]) == ("retrieval", "visible 2026-01-15")
    before = shown(say, page)
    kept = ("title", "publisher", "issuer", "url", "event", "language")
    assert {name: version[name] for name in kept} == {name: before[name] for name in kept}
    assert version["original"]["sha256"] == hashlib.sha256(SECOND.encode()).hexdigest()


def test_the_version_before_stays_as_it_was(page: str, site: Pages, say: Say, refresh: Run) -> None:
    before = shown(say, page)
    site.put("/ferries", SECOND)
    refresh()
    assert shown(say, page) == {**before, "versions": [f"{page}.2"]}
    say("check", "--re-extract")


def test_the_quotes_that_no_longer_stand_in_the_page_are_named(page: str, site: Pages, say: Say, refresh: Run) -> None:
    lost = pledged(say, page, "We will rebuild two ferries")
    kept = pledged(say, page, "The sailors will be trained in Turku")
    say("add", "party", "GB")
    speech = say("add", "document", "-", "--quiet", stdin=SPEECH).strip()
    facts = ("--party", "GB", "--summary", "s", "--topic", "t", "--quote", "We will deliver fourteen tanks")
    elsewhere = say("add", "pledge", "--document", speech, *facts).strip()
    said = ("link", elsewhere, page, "advances", "--quote", "The first engine has been delivered")
    say(*said)
    site.put("/ferries", THIRD)
    done = refresh()
    assert f"  The quote of {lost} no longer stands in the page: “We will rebuild two ferries”\n" in done.err
    assert f"  The quote of {elsewhere}.1 no longer stands in the page: “The first engine has been" in done.err
    assert kept not in done.err
    assert "fourteen tanks" not in done.err
    say("check")


def test_a_page_that_changes_again_has_a_third_version(page: str, site: Pages, say: Say, refresh: Run) -> None:
    for words in (SECOND, THIRD):
        site.put("/ferries", words)
        assert refresh().code == 0
    assert shown(say, page)["versions"] == [f"{page}.2", f"{page}.3"]
    assert shown(say, f"{page}.2")["versions"] == [page, f"{page}.3"]
    assert shown(say, f"{page}.3")["text"] == THIRD
    assert site.asked["/ferries", 200] == 3
    assert refresh().err == "Looked at 1 page and 0 feeds: 1 unchanged.\n"


def test_a_page_that_goes_back_to_its_first_words_has_a_version_that_says_so(
    page: str, site: Pages, say: Say, refresh: Run
) -> None:
    for words in (SECOND, FIRST):
        site.put("/ferries", words)
        assert refresh().code == 0
    assert shown(say, f"{page}.3")["text"] == FIRST


def test_show_lists_the_other_versions(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/ferries", SECOND)
    refresh()
    title = "Statement of the harbour ministry on two ferries"
    assert f"\nOther versions\n  {page}.2: known from 2026-02-02, {title}\n" in say("show", page)
    assert f"\nOther versions\n  {page}: known from 2026-01-15, {title}\n" in say("show", f"{page}.2")


def test_versions_of_one_document_do_not_copy_each_other(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/ferries", SECOND)
    refresh()
    assert shown(say, f"{page}.2")["in_common_with"] == []


def test_a_version_takes_no_ref_from_the_documents_that_follow(page: str, site: Pages, say: Say, refresh: Run) -> None:
    for words in (SECOND, THIRD):
        site.put("/ferries", words)
        refresh()
    added = say("add", "document", "-", "--published-on", "2026-01-20", "--quiet", stdin="Another one.")
    assert (page, added) == ("D-2026-001", "D-2026-002\n")


def test_a_pledge_may_rest_on_a_version(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/ferries", SECOND)
    refresh()
    ref = pledged(say, f"{page}.2", "We will rebuild one ferry")
    assert shown(say, ref)["document"] == f"{page}.2"
    assert shown(say, f"{page}.2")["pledges"] == [ref]
    assert shown(say, page)["pledges"] == []


def test_only_the_pages_that_are_named_are_looked_at(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/other", "Another page on other ferries.")
    other = say("add", "document", site.url("/other"), "--allow-private", "--undated").strip()
    site.pages = {path: (SECOND + path, "text/plain") for path in site.pages}
    assert refresh(other).out == f"{other}.2\n"
    assert refresh(f"{page}").out == f"{page}.2\n"


def test_any_version_names_its_page(page: str, site: Pages, say: Say, refresh: Run) -> None:
    for words in (SECOND, THIRD):
        site.put("/ferries", words)
        assert refresh(f"{page}.2" if words == THIRD else page).code == 0
    assert shown(say, page)["versions"] == [f"{page}.2", f"{page}.3"]


def test_a_document_that_was_not_fetched_cannot_be_refreshed(say: Say, refresh: Run) -> None:
    ref = say("add", "document", "-", "--published-on", "2026-01-15", "--quiet", stdin="Words.").strip()
    done = refresh(ref)
    assert (done.code, "was not fetched from the web" in done.err) == (4, True)
    assert refresh("D-1999-001").code == 4


def test_a_page_that_is_gone_is_told_and_the_rest_goes_on(page: str, site: Pages, say: Say, refresh: Run) -> None:
    site.put("/other", "Another page on other ferries.")
    other = say("add", "document", site.url("/other", "localhost"), "--allow-private", "--undated").strip()
    before = shown(say, page)
    del site.pages["/ferries"]
    site.put("/other", "Another page on other ferries, with other words.")
    done = refresh()
    assert (done.code, done.out) == (6, f"{other}.2\n")
    assert "Looked at 2 pages and 0 feeds: 1 new version" in done.err
    assert f"1 address failed.\n  {page}: {site.url('/ferries')} could not be fetched: the answer was 404." in done.err
    assert shown(say, page) == before


@pytest.mark.usefixtures("page")
def test_a_private_page_is_looked_at_again_only_where_that_is_allowed(run: Run) -> None:
    done = run("refresh")
    assert (done.code, "--allow-private" in done.err) == (6, True)
