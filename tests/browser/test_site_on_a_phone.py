"""The site on a phone 390 pixels wide, used by touch: everything can be reached, nothing sticks out."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.browser.chromium import OPENS_PAGES, Browser
from tests.browser.sites import CONTROLS, DESK, on_paper
from tests.browser.test_site_list import REFS, choose, count

pytestmark = OPENS_PAGES

WIDTH = 390
_PLACE = """
    (it => {{
        it.scrollIntoView({{block: 'center'}});
        const {{left, top, width, height}} = it.getBoundingClientRect(), x = left + width / 2, y = top + height / 2;
        return [x, y, width, height, it.contains(document.elementFromPoint(x, y))];
    }})({})
"""


def tap(tab: Browser, element: str) -> None:
    """Tap on an element as a finger does: it must be seen, and be as large as a finger needs."""
    x, y, width, height, seen = tab.value(_PLACE.format(element))
    assert seen, element
    assert 0 < x < WIDTH, element
    assert min(width, height) >= 24, element
    tab.ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
    tab.ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    time.sleep(0.1)  # not in the page: it may be gone


def leads_to(tab: Browser, address: str) -> bool:
    """Whether the page that a tap led to has arrived, and ends so."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with suppress(AssertionError):  # what is asked of a page that is being left is not answered
            if tab.value("document.readyState == 'complete' ? location.pathname : ''").endswith(address):
                return True
        time.sleep(0.05)
    return False


def field(name: str) -> str:
    return f"document.getElementById('{name}')"


@pytest.fixture
def phone(tab: Browser, places: dict[str, str]) -> Browser:
    """The list, on a phone."""
    tab.ask("Emulation.setTouchEmulationEnabled", enabled=True)
    tab.open("about:blank", WIDTH)
    tab.open(f"{places['server']}/pledges/index.html", WIDTH, mobile=True)
    return tab


@pytest.mark.parametrize(
    "page",
    [
        "index.html",
        "pledges/index.html",
        "pledges/GB-2025-001.html",
        "pledges/COW-2025-004.html",
        "parties/FR.html",
        "events/cow-virtual-2025-11-25--05b4cc1c51.html",
        "documents/D-2025-003.html",
        "methodology.html",
        "data/index.html",
    ],
)
def test_no_page_can_be_pushed_sideways(tab: Browser, places: dict[str, str], page: str) -> None:
    tab.open(f"{places['folder']}/{page}", WIDTH, mobile=True)
    assert tab.value("(window.scrollTo(400, 0), window.scrollX)") == 0
    assert tab.value("document.documentElement.scrollWidth") == WIDTH
    out = "each => each.getClientRects().length && each.getBoundingClientRect().right > innerWidth + 1"
    every = "document.querySelectorAll('main *:not(caption, thead, thead *, option, optgroup)')"
    assert tab.value(f"[...{every}].filter({out}).map(each => each.outerHTML.slice(0, 80))") == []


def test_the_list_is_narrowed_and_searched(phone: Browser) -> None:
    for name in ("words", "party", "topic", "standing", "sort"):
        x, _, width, height, seen = phone.value(_PLACE.format(field(name)))
        assert (seen, 0 < x < WIDTH, height >= 30, width > 100) == (True, True, True, True), name
    choose(phone, "party", "FR")
    assert count(phone) == "7 of 12 pledges."
    tap(phone, field("words"))
    phone.ask("Input.insertText", text="frozen assets")
    assert phone.value(REFS) == ["FR-2025-001"]
    assert phone.value("location.hash") == "#words=frozen+assets&party=FR"
    tap(phone, "document.querySelector('#filters button[type=reset]')")
    assert count(phone) == "All 12 pledges."


def test_the_list_is_sorted_by_a_field_both_ways(phone: Browser) -> None:
    before = phone.value(REFS)
    choose(phone, "sort", "ref")
    assert phone.value(REFS) == sorted(before)
    tap(phone, field("down"))
    assert phone.value(REFS) == sorted(before, reverse=True)
    assert phone.value("location.hash") == "#sort=ref&down=1"
    choose(phone, "sort", "deadline")
    tap(phone, field("down"))
    due = "[...document.querySelectorAll('#rows td[data-label=Deadline]')].map(each => each.textContent.slice(0, 10))"
    days = [each for each in phone.value(due) if each != "–"]
    assert len(days) > 2
    assert days == sorted(days)
    choose(phone, "sort", "")
    assert phone.value(REFS) == before


def test_the_field_follows_the_heads_of_the_table_and_the_address(phone: Browser, places: dict[str, str]) -> None:
    phone.open("about:blank", WIDTH)
    phone.open(f"{places['server']}/pledges/index.html#sort=made&down=1", WIDTH, mobile=True)
    assert phone.value(f"[{field('sort')}.value, {field('down')}.checked]") == ["made", True]
    phone.value("document.querySelectorAll('table.list thead button')[0].click()")
    assert phone.value(f"[{field('sort')}.value, {field('down')}.checked]") == ["ref", False]


def test_a_desk_has_the_heads_and_no_such_field(tab: Browser, places: dict[str, str]) -> None:
    tab.open("about:blank", DESK)
    tab.open(f"{places['server']}/pledges/index.html", DESK)
    assert tab.value(f"{field('sort')}.getClientRects().length") == 0
    assert tab.value("document.querySelector('table.list thead button').getBoundingClientRect().width > 10")


def test_links_of_the_list_are_followed_by_a_finger(phone: Browser) -> None:
    for link, address in (("#rows th a", "/pledges/COW-2025-006.html"), ("dl.facts a", "/parties/COW.html")):
        tap(phone, f"document.querySelector('{link}')")
        assert leads_to(phone, address)


@pytest.mark.parametrize("width", [WIDTH, DESK])
def test_a_long_list_is_printed_whole_and_is_as_it_was_afterwards(tab: Browser, large: Path, width: int) -> None:
    tab.open("about:blank", width)
    tab.open(f"{large.as_uri()}/pledges/index.html#topic=tanks", width, mobile=width == WIDTH)
    few = tab.value(REFS)
    paper = on_paper(tab)
    assert all(ref in paper for ref in few)
    assert f"{len(few)}of" in paper
    assert "pledges.topic:tanks" in paper
    tab.open("about:blank", width)
    tab.open(f"{large.as_uri()}/pledges/index.html", width, mobile=width == WIDTH)
    every = tab.value("pledges.rows.map(row => row[0])")
    assert len(every) > 400
    assert tab.value(f"{REFS}.length") == 200
    paper = on_paper(tab)
    assert [ref for ref in every if ref not in paper] == []
    assert [each for each in CONTROLS if "".join(each.split()) in paper] == []
    assert tab.value(f"{REFS}.length") == 200
    assert "The first 200 are shown." in count(tab)
    assert tab.value("!document.getElementById('more').hidden")
