"""The site in a real Chromium, from a plain folder and from a web server: opened, printed, walked through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.chromium import OPENS_PAGES, Browser
from tests.browser.sites import CONTROLS, DESK, MORE, PAGES, PHONE, built, clean, on_paper
from tests.site.harm import fill
from tracker.register.location import Location

pytestmark = OPENS_PAGES


def test_the_pages_looked_at_are_of_every_kind(small: Path) -> None:
    kinds = {path.parent.relative_to(small).as_posix() for path in small.rglob("*.html")}
    for kind in kinds:
        there = {path.relative_to(small).as_posix() for path in (small / kind).glob("*.html")}
        assert there & {*PAGES, *MORE}, kind
        assert kind not in (".", "reports") or there <= {*PAGES, *MORE}
    assert {f"{kind}/index.html" for kind in kinds - {".", "events"}} <= {*PAGES, *MORE}


@pytest.mark.parametrize("place", ["folder", "server"])
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("page", [*PAGES, *MORE])
def test_a_page_opens_without_complaint_and_fits(
    tab: Browser, places: dict[str, str], place: str, width: int, page: str
) -> None:
    tab.open(f"{places[place]}/{page}", width, mobile=width == PHONE)
    clean(tab, places[place])
    assert tab.value("document.querySelector('h1').getBoundingClientRect().height") > 0
    assert tab.value("document.documentElement.scrollWidth") <= width
    assert tab.value("getComputedStyle(document.querySelector('nav.site ul')).listStyleType") == "none"  # styled


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("page", [*PAGES, *MORE])
def test_a_page_prints_to_paper_with_all_its_rows_and_no_controls(
    tab: Browser, places: dict[str, str], page: str, width: int
) -> None:
    tab.open(f"{places['folder']}/{page}", width, mobile=width == PHONE)
    rows = tab.value("[...document.querySelectorAll('tbody th')].map(each => each.textContent)")
    printed = on_paper(tab)
    assert [each for each in rows if "".join(each.split()) not in printed] == []
    assert [each for each in CONTROLS if "".join(each.split()) in printed] == []


def test_links_lead_from_the_front_page_to_a_pledge_and_back(tab: Browser, places: dict[str, str]) -> None:
    for base in places.values():
        tab.open(f"{base}/index.html", DESK)
        for link, title in (("Pledges", "Pledges"), ("FR-2025-001", "FR-2025-001"), ("FR", "FR: France")):
            to = tab.value(f"[...document.links].find(each => each.textContent === {link!r}).href")
            tab.open(to, DESK)
            assert tab.value("document.title").startswith(title)
            clean(tab, base)


# -- texts that mean harm -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(new_register: Callable[[str], Location], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a register in which every text is hostile."""
    location = new_register("sqlite")
    fill(location)
    return built(location, tmp_path_factory.mktemp("browser") / "hostile")


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize(
    "page",
    ["index.html", "pledges/index.html", "pledges/GB-2025-001.html", "parties/GB.html", "documents/D-2025-001.html"],
)
def test_a_hostile_text_is_shown_and_does_nothing(tab: Browser, hostile: Path, page: str, width: int) -> None:
    tab.open(f"{hostile.as_uri()}/{page}", width, mobile=width == PHONE)
    clean(tab, hostile.as_uri())
    assert tab.value("document.querySelectorAll('img, iframe, [onerror], [onload]').length") == 0
    assert tab.value("document.documentElement.scrollWidth") <= width
    assert "<script>alert(1)</script>" in tab.value("document.body.textContent")
