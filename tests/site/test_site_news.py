"""The latest changes on the front page, and in the feed, are what the register and its log say, in their order."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest
from furnished import LATER
from pages import elements, parsed

from tests.cli.conftest import invoke
from tests.site.conftest import build
from tracker.law import known_on
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.location import Location, locate

pytestmark = pytest.mark.slow

FRONT = 15


def log(register: Location) -> list[dict[str, Any]]:
    done = invoke("log", "--limit", "0", "--format", "json", register=register.target)
    assert done.code == 0, done.err
    rows: list[dict[str, Any]] = json.loads(done.out)["sections"][0]["rows"]
    return rows


def told_by_the_register(register: Location, day: str) -> dict[tuple[str, str], list[str]]:
    """By day and pledge, what a reader must find of it: by the records, and by the log of what was corrected."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    with reading(register) as reader:
        pledges = list(records.pledges(reader))
        disputes = {each.ref: each.pledge for each in records.disputes(reader)}
        for each in pledges:
            for span in records.spans_of(reader, each.ref) if each.retracted is None else ():
                found[str(span.since), each.ref].append(str(span.standing))
            for one in (*records.follow_ups_of(reader, each.ref), *records.disputes_of(reader, each.ref)):
                if one.retracted is None and each.retracted is None:
                    found[str(known_on(one)), each.ref].append(f"“{one.quote.text}” ({one.quote.document})")
    refs = {each.ref for each in pledges}
    for line in log(register):
        ref = disputes.get(line["record"], line["record"].partition(".")[0])
        if line["command"] == "edit" and ref in refs:
            for change in line["change"].split("; "):
                name, _, said = change.partition(": ")
                found[line["at"][:10], ref].append(said.rpartition(" → ")[2])
                found[line["at"][:10], ref].append("retracted" if name == "retracted" else name)
    return {key: said for key, said in found.items() if key[0] <= day}


def listed(page: bytes) -> Iterator[tuple[str, str, str, str]]:
    """Day, ref, link and words of each change that a page lists."""
    (news,) = [each for each in elements(page, "ol") if each.get("class") == "news"]
    for item in news:
        (day,) = list(item.iter("{http://www.w3.org/1999/xhtml}time"))[:1]
        link = next(iter(item.iter("{http://www.w3.org/1999/xhtml}a")))
        yield "".join(day.itertext()), str(link.text), link.attrib["href"], " ".join("".join(item.itertext()).split())


def test_the_log_has_one_of_every_kind_that_is_told(furnished: Location) -> None:
    done = {(line["command"], line["record"]) for line in log(furnished)}
    assert {
        ("add pledge", "FR-2026-001"),
        ("link", "GB-2025-001.1"),
        ("add dispute", "A-2025-001"),
        ("edit", "GB-2025-001"),
        ("edit", "A-2025-001"),
        ("edit", "JP-2025-001"),
        ("edit", "FR-2025-001.1"),
    } <= done


@pytest.mark.parametrize("day", ["2025-12-31", "2026-01-31", LATER])
def test_the_front_page_lists_what_the_log_tells_newest_first(furnished: Location, tmp_path: Path, day: str) -> None:
    build(furnished, tmp_path / "site", day=day)
    expected = told_by_the_register(furnished, day)
    shown = list(listed((tmp_path / "site/index.html").read_bytes()))
    assert [each[:2] for each in shown] == sorted(expected, reverse=True)[:FRONT]
    for when, ref, _, words in shown:
        for said in expected[when, ref]:
            assert said in words, (when, ref, said)
        quoted = re.findall(r"“[^”]*” \(D-[\d.-]+\)", words.partition("Disputed")[0])
        assert {*quoted} == {said for said in expected[when, ref] if said.startswith("“")}, (when, ref)


def test_every_change_leads_to_the_page_of_its_pledge(whole: Path) -> None:
    for _, ref, link, _ in listed((whole / "index.html").read_bytes()):
        assert link == f"pledges/{ref}.html"
        (title,) = elements((whole / link).read_bytes(), "h1")
        assert "".join(title.itertext()).startswith(f"{ref}: ")


def test_what_was_taken_back_is_told_with_its_reason_and_no_more_as_news_of_its_day(whole: Path) -> None:
    told = {(day, ref): words for day, ref, _, words in listed((whole / "index.html").read_bytes())}
    assert "JP-2025-001 retracted: “Entered twice.”" in told["2026-02-02", "JP-2025-001"]
    assert "FR-2025-001.1 retracted: “It is about Britain.”" in told["2026-02-02", "FR-2025-001"]
    assert ("2025-12-20", "FR-2025-001") not in told
    assert "promised for April" not in told["2025-12-20", "GB-2025-001"]
    corrected = told["2026-02-02", "GB-2025-001"]
    assert "GB-2025-001 corrected: “amount: –; unit: –” → “amount: 50; unit: missiles”" in corrected
    assert "A-2025-001 corrected: “note: –” → “note: twenty came”" in corrected
    assert "twenty came" in "".join(parsed((whole / "pledges/GB-2025-001.html").read_bytes()).itertext())


def test_the_feed_has_the_same_changes_and_all_of_them(whole: Path, furnished: Location) -> None:
    expected = told_by_the_register(furnished, LATER)
    entries = feedparser.parse((whole / "changes.atom").read_bytes()).entries
    told = {}
    for each in entries:
        assert (whole / posixpath.normpath(each.link)).is_file()
        told[each.updated[:10], Path(each.link).stem] = each.summary
    assert list(told) == sorted(expected, reverse=True)
    assert [key for key, said in expected.items() for one in said if one not in told[key]] == []


def test_a_correction_that_changes_no_line_of_a_list_changes_the_feed(
    furnished: Location, whole: Path, tmp_path: Path
) -> None:
    before = (whole / "changes.atom").read_bytes()
    own = locate(str(shutil.copyfile(furnished.path, tmp_path / "own.sqlite")))
    build(own, tmp_path / "site", day=LATER)
    assert (tmp_path / "site/changes.atom").read_bytes() == before
    assert invoke("edit", "E-2026-001", "--set", "note=Asked twice.", register=own.target).code == 0
    build(own, tmp_path / "site", day=LATER)
    assert b"Asked twice." in (tmp_path / "site/changes.atom").read_bytes()
