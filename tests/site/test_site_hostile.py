"""A register full of hostile text makes a site in which all of it is read and none of it obeyed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from harm import LONG, REVERSED, SCRIPT, fill
from pages import elements, inside, links, parsed

from tests.cli.conftest import invoke
from tests.site.conftest import build, files
from tracker.register.location import Location

pytestmark = pytest.mark.slow


@pytest.fixture
def hostile(new_register: Callable[[str], Location], tmp_path: Path) -> Path:
    """The site of a register in which every text is hostile."""
    location = new_register("sqlite")
    fill(location)
    assert invoke("edit", "GB-2025-001", "--set", f"summary={SCRIPT}{REVERSED}", register=location.target).code == 0
    build(location, tmp_path / "site", "--title", f"{SCRIPT} register")
    return tmp_path / "site"


def test_no_page_has_an_element_or_an_attribute_that_a_text_brought_in(hostile: Path) -> None:
    for path in sorted(hostile.rglob("*.html")):
        for each in parsed(path.read_bytes()).iter():
            assert not [name for name in each.attrib if name.startswith("on")], path
        assert {each.get("src") for each in elements(path.read_bytes(), "script")} <= {"../rows.js", "../list.js"}
        assert elements(path.read_bytes(), "img") == []
        assert elements(path.read_bytes(), "textarea") == []


def test_a_link_leads_to_the_web_or_nowhere(hostile: Path) -> None:
    there = set(files(hostile))
    for link in links(hostile):
        target = inside(link)
        assert target in there if target is not None else link.to.startswith(("http://", "https://")), link
    shown = (hostile / "documents" / "D-2025-001.html").read_text(encoding="utf-8")
    assert "javascript:alert(1)" in shown
    assert 'href="javascript' not in shown


def test_what_would_steer_a_terminal_or_turn_the_reading_direction_is_shown_instead(hostile: Path) -> None:
    for address, each in files(hostile).items():
        if not address.startswith("data/package/"):
            steering = "\x1b\x07\x9b\u202e\u202c\u2066" + ("" if address.startswith("data/") else "\ufffe")
            assert not set(steering) & set(each.decode()), address
    assert "␛[31mred" in (hostile / "pledges" / "GB-2025-001.html").read_text(encoding="utf-8")


def test_the_texts_are_read_whole(hostile: Path) -> None:
    shown = "".join(parsed((hostile / "pledges" / "GB-2025-001.html").read_bytes()).itertext())
    assert SCRIPT in shown
    assert LONG in shown
    assert "{{ 7*7 }}" in shown


def test_the_list_for_the_browser_is_data_and_nothing_else(hostile: Path) -> None:
    script = (hostile / "rows.js").read_text(encoding="utf-8")
    assert script.isascii()
    assert script.startswith("const pledges = {")
    held = json.loads(script.removeprefix("const pledges = ").removesuffix(";\n"))
    assert held["rows"][0][0] == "GB-2025-001"


def test_no_name_of_a_file_is_hostile(hostile: Path) -> None:
    for address in files(hostile):
        assert all(part.isascii() and len(part) < 120 for part in address.split("/")), address
        assert not set(address) & set("<>:\"\\|?* ')("), address
