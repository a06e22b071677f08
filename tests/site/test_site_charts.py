"""The charts of the front page: every figure in them is one that the register gives to who asks it."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from pages import elements

from tests.cli.conftest import invoke
from tests.site.conftest import DAY, build, files
from tracker.register.connect import reading
from tracker.register.lists import Filters, counts, lines
from tracker.register.location import Location
from tracker.reports.lines import STANDINGS, days_between

pytestmark = pytest.mark.slow

_BAR = re.compile(rf"[:;] (\w+)[^;:(]*? (\d+) \(((?:\d+ (?:{'|'.join(STANDINGS)})(?:, )?)+)\)")


def captions(page: bytes) -> dict[str, str]:
    """What stands below each chart, by its title."""
    found = {}
    for figure in elements(page, "figure"):
        title, caption = (
            " ".join("".join(each.itertext()).split())
            for each in figure
            if each.tag.endswith("}h2") or each.tag.endswith("}figcaption")
        )
        found[title] = caption.removeprefix("The figures in words").strip()
    return found


@pytest.mark.parametrize("day", ["2025-11-25", "2025-12-20", DAY])
def test_every_bar_is_what_the_list_of_its_party_counts(library: Location, tmp_path: Path, day: str) -> None:
    build(library, tmp_path / "site", day=day)
    told = captions((tmp_path / "site" / "index.html").read_bytes())
    with reading(library) as reader:
        for title in ("All pledges by standing", "By party, joint pledges included"):
            bars = _BAR.findall(told[title])
            assert bars, told[title]
            for name, total, parts in bars:
                counted = counts(reader, day, Filters() if name == "All" else Filters(country=name))
                assert parts == ", ".join(f"{count} {standing}" for standing, count in counted.items())
                assert int(total) == sum(counted.values())


def test_the_deadlines_that_moved_are_those_of_the_list_the_longest_delay_first(
    large: Location, tmp_path: Path
) -> None:
    build(large, tmp_path / "site")
    told = captions((tmp_path / "site" / "index.html").read_bytes())["Deadlines that have moved"]
    with reading(large) as reader:
        moved = [
            (days_between(each.latest, each.slipped_to), each.ref, each.latest, each.slipped_to)
            for each in lines(reader, DAY)
            if each.latest and each.slipped_to and each.slipped_to != each.latest
        ]
    assert len(moved) > 10
    moved.sort(key=lambda each: (-each[0], each[1]))
    shown = "; ".join(f"{ref} {days:,} ({first} to {last})" for days, ref, first, last in moved[:10])
    left = f"Not shown: {len(moved) - 10} more."
    assert told == f"Days from the first to the last deadline promised: {shown}. {left}"


def test_amounts_stand_by_unit_and_are_never_added_across(desk: Location, tmp_path: Path) -> None:
    for ref, amount, unit in (("GB-2025-001", "50", "missiles"), ("COW-2025-001", "30.5", "missiles")):
        given = ("--set", f"amount={amount}", "--set", f"unit={unit}")
        assert invoke("edit", ref, *given, register=desk.target).code == 0
    given = ("--set", "amount=2000000000", "--set", "unit=EUR", "--set", "qualifier=up to")
    assert invoke("edit", "FR-2025-001", *given, register=desk.target).code == 0
    told = ("--quote", "the Coalition has settled which countries", "--amount", "20", "--unit", "missiles")
    done = invoke("link", "GB-2025-001", "D-2026-001", "advances", *told, register=desk.target)
    assert done.code == 0, done.err
    build(desk, tmp_path / "site")
    said = captions((tmp_path / "site" / "index.html").read_bytes())["Pledged and delivered"]
    assert said == (
        "Pledged and delivered: in missiles, 2 pledges 80.5 pledged, 20 delivered;"
        " in EUR, 1 pledge up to 2,000,000,000 pledged, not known to be delivered."
    )
    with closing(sqlite3.connect(desk.path)) as connection:
        asked = connection.execute(
            "SELECT unit, count(*), sum(amount) FROM pledge WHERE amount IS NOT NULL GROUP BY unit"
        )
        assert Counter({unit: (count, float(total)) for unit, count, total in asked}) == {
            "missiles": (2, 80.5),
            "EUR": (1, 2e9),
        }
    build(desk, tmp_path / "early", day="2025-12-31")  # before the deed was told
    said = captions((tmp_path / "early" / "index.html").read_bytes())["Pledged and delivered"]
    assert "in missiles, 2 pledges 80.5 pledged, not known to be delivered" in said


def test_what_was_given_up_or_replaced_is_told_apart_with_its_refs(desk: Location, tmp_path: Path) -> None:
    for ref, amount in (("COW-2025-006", "12"), ("COW-2026-001", "15"), ("GB-2025-001", "30")):
        given = ("--set", f"amount={amount}", "--set", "unit=howitzers")
        assert invoke("edit", ref, *given, register=desk.target).code == 0
    words = ("--quote", "the Coalition has settled which countries")
    for command in (
        ("link", "COW-2026-001", "--supersedes", "COW-2025-006"),
        ("link", "COW-2025-006", "D-2026-001", "advances", *words, "--amount", "7", "--unit", "howitzers"),
        ("link", "GB-2025-001", "D-2026-001", "drops", *words),
    ):
        done = invoke(*command, register=desk.target)
        assert done.code == 0, done.err
    build(desk, tmp_path / "site")
    said = captions((tmp_path / "site" / "index.html").read_bytes())["Pledged and delivered"]
    assert said == (
        "Pledged and delivered: in howitzers, 2 pledges 45 pledged, of which 30 dropped (GB-2025-001),"
        " 7 delivered of what is not added up (COW-2025-006)."
    )
    done = invoke("edit", "COW-2025-006.2", "--retract", "misread", register=desk.target)
    assert done.code == 0, done.err
    link = ("link", "COW-2025-006", "D-2026-001", "advances", "--quote", "the Coalition has settled which")
    done = invoke(*link, register=desk.target)
    assert done.code == 0, done.err
    build(desk, tmp_path / "site")
    said = captions((tmp_path / "site" / "index.html").read_bytes())["Pledged and delivered"]
    assert said.endswith(", something delivered of what is not added up, no figure told (COW-2025-006).")


def test_a_chart_with_nothing_to_show_is_left_out(library: Location, tmp_path: Path) -> None:
    build(library, tmp_path / "site")
    titles = captions((tmp_path / "site" / "index.html").read_bytes())
    assert not {"Pledged and delivered", "Deadlines that have moved", "Next deadlines"} & titles.keys()


def test_an_amount_that_is_corrected_changes_the_front_page(desk: Location, tmp_path: Path) -> None:
    build(desk, tmp_path / "site")
    given = ("--set", "amount=50", "--set", "unit=missiles")
    assert invoke("edit", "GB-2025-001", *given, register=desk.target).code == 0
    build(desk, tmp_path / "site")
    build(desk, tmp_path / "fresh")
    assert files(tmp_path / "site") == files(tmp_path / "fresh")
