"""Faults for people who do not see, looked for by axe-core in a real Chromium."""

from __future__ import annotations

import pytest

from tests.browser.chromium import AXE_CORE, OPENS_PAGES, Browser
from tests.browser.sites import DESK, MORE, PAGES, PHONE

pytestmark = OPENS_PAGES


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, which the set-up fetches."""
    if not AXE_CORE.exists():
        pytest.skip("there is no axe-core (make axe), so ACCESSIBILITY IS NOT CHECKED")
    return AXE_CORE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)], ids=["phone-light", "desk-dark"])
@pytest.mark.parametrize("page", [*PAGES, *MORE])
def test_axe_finds_no_fault(tab: Browser, places: dict[str, str], axe: str, page: str, width: int, dark: bool) -> None:
    tab.ask("Page.setBypassCSP", enabled=True)
    try:
        tab.open(f"{places['folder']}/{page}", width, dark=dark, mobile=width == PHONE)
        tab.value(f"{axe}; 0")
        faults = tab.value(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
            ".then(done => done.violations"
            ".map(each => `${each.impact} ${each.id}: ${each.nodes.map(node => node.html)}`))"
        )
        assert faults == []
    finally:
        tab.ask("Page.setBypassCSP", enabled=False)
