"""The sites that the tests open: how they are built, which of their pages are looked at, and what none may do."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from tests.browser.chromium import Browser
from tests.cli.conftest import invoke
from tracker.register.location import Location

DAY = "2026-01-31"
PHONE, DESK = 360, 1280
PAGES = ("index.html", "pledges/index.html", "pledges/FR-2025-001.html", "parties/FR.html")
# With PAGES one of every kind of page that a site has; a test holds them to it.
MORE = (
    "pledges/COW-2025-004.html",  # joint, and said again
    "pledges/GB-2025-001.html",  # disputed, corrected, with an amount
    "pledges/JP-2025-001.html",  # retracted
    "parties/COW.html",
    "parties/index.html",
    "topics/air-defence.html",
    "topics/index.html",
    "documents/D-2025-003.html",
    "documents/index.html",
    "events/cow-virtual-2025-11-25--05b4cc1c51.html",
    "reports/index.html",
    "reports/overdue.html",
    "reports/restated.html",
    "reports/scorecard.html",
    "reports/upcoming.html",
    "methodology.html",
    "data/index.html",
)


def built(location: Location, folder: Path) -> Path:
    done = invoke("site", str(folder), "--as-of", DAY, register=location.target)
    assert done.code == 0, done.err
    return folder


REPLY = (
    "---\ntitle: Reply\npublisher: The ministry\npublished_on: 2025-12-20\nissuer: GB\n---\n"
    "We have delivered 20 missiles."
)
DELIVERED = ("--quote", "We have delivered 20 missiles", "--amount", "20", "--unit", "missiles", "--due", "2026-04-30")
WORK = (
    ("add", "document", "-"),
    ("edit", "GB-2025-001", "--set", "amount=50", "--set", "unit=missiles"),
    ("link", "GB-2025-001", "D-2025-005", "advances", *DELIVERED),
    ("add", "dispute", "GB-2025-001", "D-2025-005", "--party", "GB", "--quote", "20 missiles"),
    ("edit", "COW-2025-001", "--set", "due=by 30 April 2026"),
    ("edit", "JP-2025-001", "--retract", "Entered twice."),
)


# What nobody can use on paper.
CONTROLS = ("Skip to the content", "every standing", "every topic", "Sorted by", "Show all", "Show 200 more")
CONTROLS += ("The figures in words", "scripts are off")


def on_paper(tab: Browser) -> str:
    """The words of a page as it is printed, without blanks: a line may end anywhere."""
    printed = pypdfium2.PdfDocument(tab.printed())
    return "".join("".join(each.get_textpage().get_text_range() for each in printed).split())


def clean(tab: Browser, base: str) -> None:
    """Nothing was complained of, and nothing was asked for outside of the site."""
    assert tab.complaints() == []
    asked = tab.asked_for()
    assert asked
    assert [each for each in asked if not each.startswith(f"{base}/")] == []
