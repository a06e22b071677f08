"""The register in Datasette, as anybody would open it: real pages, of its own in-process client."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import invoke
from tracker.register.location import Location

GB = "GB-2025-001: Supply Ukraine with additional air-defence missiles"
Get = Callable[[str], str]


@pytest.fixture(scope="module")
def register(new_register: Callable[[str], Location], coalition: Path) -> Location:
    """The register with the five documents."""
    location = new_register("sqlite")
    done = invoke("import", str(coalition), register=location.target)
    assert done.code == 0, done.err
    return location


def opened(register: Location, **more: Any) -> Get:
    """``datasette register.sqlite``: what it answers to a path."""
    from datasette.app import Datasette  # not above: each process that shares the tests would load it

    datasette = Datasette([register.target], **more)

    def get(path: str) -> str:
        done = asyncio.run(datasette.client.get(path))
        assert done.status_code == 200, done.text
        return str(done.text)

    return get


@pytest.fixture(scope="module")
def plain(register: Location) -> Get:
    return opened(register)


@pytest.fixture(scope="module")
def described(register: Location, tmp_path_factory: pytest.TempPathFactory) -> Get:
    """With ``--metadata``, from ``tracker export --format datasette``."""
    file = tmp_path_factory.mktemp("datasette") / "metadata.json"
    done = invoke("export", "--format", "datasette", str(file), register=register.target)
    assert done.out == f"Exported to {file}: for datasette {register.target} --metadata {file}.\n"
    return opened(register, metadata=json.loads(file.read_text(encoding="utf-8")))


def links(page: str, to: str) -> list[str]:
    """What stands on the links of a page that lead below an address, in their order."""
    found = re.findall(rf'<a [^>]*href="{to}[^"]*"[^>]*>(.*?)</a>', page, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", each)).strip() for each in found]


def rows(get: Get, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(get(f"{path}{'&' if '?' in path else '?'}_shape=array"))
    return found


# -- the file alone ---------------------------------------------------------------------------------------


def test_the_page_of_the_register_lists_the_views_by_plain_names(plain: Get) -> None:
    page = plain("/register")
    views = page[page.index("Views") :]
    for name in ("pledges", "follow_ups", "disputes", "relations", "enquiries", "documents", "parties", "memberships"):
        assert name in links(views, f"/register/{name}")
    assert "pledge_words" not in page  # the word tables are hidden


def test_the_view_of_pledges_speaks_in_words(plain: Get) -> None:
    (row,) = rows(plain, "/register/pledges.json?ref=GB-2025-001")
    assert row["who"] == "United Kingdom"
    assert row["standing"] == "review due"  # whatever the day is: the window has passed for good
    assert (row["standing_since"], row["due"], row["deadline_is"]) == ("2026-01-21", "2026-01-20", "inferred")
    assert row["source"] == "Ukraine's allies meet amid cautious optimism on US peace plan"
    assert (row["document"], row["text_held"], row["self_declared"]) == ("D-2025-003", "yes", "no")
    page = plain("/register/pledges?ref=GB-2025-001")
    assert "Supply Ukraine with additional air-defence missiles" in page
    assert row["url"] in "".join(links(page, "https://"))


def test_the_view_of_follow_ups_tells_of_which_pledge_and_by_which_source(plain: Get) -> None:
    (row,) = rows(plain, "/register/follow_ups.json?ref=COW-2025-003.1")
    assert (row["pledge"], row["pledged"], row["outcome"], row["who"]) == (
        "COW-2025-003",
        "Complete joint military planning for the security guarantees",
        "corroborates",
        "Coalition of the Willing",
    )
    assert row["source"].startswith("Merz, Macron, Starmer")


def test_links_between_records_show_names_and_not_numbers(plain: Get) -> None:
    page = plain("/register/enquiry")
    assert GB in links(page, "/register/pledge/")
    page = plain("/register/follow_up")
    assert "COW-2025-003: Complete joint military planning for the security guarantees" in links(
        page, "/register/pledge/"
    )
    assert any(each.startswith("Merz, Macron") for each in links(page, "/register/document/"))
    assert "Coalition of the Willing" in links(plain("/register/membership"), "/register/party/")


def test_the_page_of_a_pledge_has_its_title_and_leads_to_what_hangs_on_it(plain: Get) -> None:
    (row,) = rows(plain, "/register/pledge.json?ref=GB-2025-001")
    page = plain(f"/register/pledge/{row['id']}")
    assert GB in unescape(page)
    below = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page[page.index("Links from other tables") :]))
    assert "1 row from pledge_id in enquiry" in below
    assert "2 rows from pledge_id in span" in below


@pytest.mark.parametrize(
    ("path", "column", "found"),
    [
        ("/register/pledge.json?_search=missiles", "ref", {"COW-2025-001", "GB-2025-001"}),
        ("/register/document.json?_search=liga", "ref", {"D-2025-001"}),
        ("/register/document.json?_search=trilateral", "ref", {"D-2026-001"}),
    ],
)
def test_pledges_and_documents_can_be_searched(plain: Get, path: str, column: str, found: set[str]) -> None:
    assert {row[column] for row in rows(plain, path)} == found
    assert 'type="search"' in plain(path.replace(".json", ""))


def test_what_was_retracted_is_in_the_tables_and_not_in_the_views(
    new_register: Callable[[str], Location], coalition: Path
) -> None:
    location = new_register("sqlite")
    for words in (("import", str(coalition)), ("edit", "COW-2025-003", "--retract", "said by nobody")):
        assert invoke(*words, register=location.target).code == 0
    get = opened(location)
    assert rows(get, "/register/pledges.json?ref=COW-2025-003") == []
    assert rows(get, "/register/follow_ups.json?pledge=COW-2025-003") == []
    assert rows(get, "/register/pledge.json?ref=COW-2025-003")[0]["retracted"] == "said by nobody"


def test_what_is_recorded_while_it_is_open_is_seen_at_once(
    new_register: Callable[[str], Location], coalition: Path
) -> None:
    location = new_register("sqlite")
    assert invoke("import", str(coalition), register=location.target).code == 0
    get = opened(location)
    assert rows(get, "/register/pledges.json?topic=ferries") == []
    assert invoke("edit", "GB-2025-001", "--set", "topic=ferries", register=location.target).code == 0
    assert [row["ref"] for row in rows(get, "/register/pledges.json?topic=ferries")] == ["GB-2025-001"]


# -- with what it is told ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_with_metadata_the_first_page_hides_what_no_reader_needs(described: Get) -> None:
    assert "A register of public commitments" in described("/")
    page = described("/register")
    shown = set(links(page, "/register/[a-z_]+"))
    assert {"pledges", "follow_ups", "documents", "pledge", "party"} <= shown
    assert shown.isdisjoint({"tally", "span", "shingle", "alembic_version", "revision", "pledge_party", "proposal"})


def test_with_metadata_the_views_can_be_searched_and_say_what_they_hold(described: Get) -> None:
    assert {row["ref"] for row in rows(described, "/register/pledges.json?_search=missiles")} == {
        "COW-2025-001",
        "GB-2025-001",
    }
    assert {row["ref"] for row in rows(described, "/register/documents.json?_search=trilateral")} == {"D-2026-001"}
    page = described("/register/pledges")
    assert "Who pledged what, in which words, and how it stands today." in page
    assert "How it stands today, by the documents recorded." in page
    assert "review due" in links(page, '[^"]*standing=')  # a facet


def test_with_metadata_there_are_questions_to_begin_with(described: Get) -> None:
    assert [row["ref"] for row in rows(described, "/register/review_due.json")] == [
        "COW-2025-006",
        "FR-2025-001",
        "GB-2025-001",
    ]
    assert rows(described, "/register/overdue.json") == []
    (row,) = rows(described, "/register/pledges_of.json?name=France")
    assert row["ref"] == "FR-2025-001"
    assert "Review due: the window that a house rule read" in described("/register")


def test_every_column_and_table_that_the_metadata_names_is_there(described: Get, register: Location) -> None:
    told = json.loads(invoke("export", "--format", "datasette", "-", "--quiet", register=register.target).out)
    there = rows(described, "/register.json?sql=select+name+from+sqlite_master")
    names = {row["name"] for row in there}
    for name, says in told["databases"]["register"]["tables"].items():
        assert name in names
        columns = rows(described, f"/register.json?sql=select+name+from+pragma_table_xinfo('{name}')")
        named = {*says.get("columns", ()), *says.get("facets", ()), *filter(None, [says.get("label_column")])}
        assert named <= {row["name"] for row in columns}
