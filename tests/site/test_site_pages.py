"""What stands in a site: every page that is promised, valid, linked, and saying what the register says."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pages import elements, inside, links, parsed, policy, words

from tests.cli.conftest import invoke
from tests.site.conftest import DAY, build, files, times
from tracker.register.connect import reading
from tracker.register.lists import ALL, Filters, counts
from tracker.register.location import Location
from tracker.register.scores import coverage
from tracker.words import Outcome, Standing

pytestmark = pytest.mark.repeated


def page(site: Path, address: str) -> bytes:
    return (site / address).read_bytes()


# -- what there is ------------------------------------------------------------------------------------------------


def test_there_is_a_page_for_every_record_of_the_five_documents(site: Path) -> None:
    there = files(site).keys()
    for kind, refs in {
        "pledges": ("COW-2025-001", "COW-2026-001", "EU-2025-001", "FR-2025-001", "GB-2025-001", "JP-2025-001"),
        "parties": ("COW", "EU", "FR", "GB", "US"),
        "documents": ("D-2025-001", "D-2026-001"),
        "topics": ("air-defence", "sanctions"),
        "reports": ("overdue", "scorecard", "upcoming", "restated"),
    }.items():
        assert {f"{kind}/{ref}.html" for ref in refs} <= there
        assert kind == "reports" or len([each for each in there if each.startswith(f"{kind}/")]) >= len(refs)
    assert {"index.html", "methodology.html", "changes.atom", "deadlines.ics", "site.json"} <= there
    assert len([each for each in there if each.startswith("events/")]) == 3


@pytest.mark.slow
def test_every_page_is_valid_html_with_one_heading_a_title_and_a_language(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        tree = parsed(path.read_bytes())
        assert tree.get("lang") == "en"
        for tag in ("title", "h1", "main"):
            assert len(elements(path.read_bytes(), tag)) == 1, (path, tag)
        ids = [each.get("id") for each in tree.iter() if each.get("id")]
        assert len(ids) == len(set(ids)), path


@pytest.mark.slow
def test_every_link_inside_leads_to_a_file_and_every_link_outside_is_of_the_web(site: Path) -> None:
    there = set(files(site))
    for link in links(site):
        target = inside(link)
        if target is None:
            assert link.tag == "a" or link.rel == "canonical", link
            assert link.to.startswith(("https://", "http://")), link
            assert link.tag != "a" or "noreferrer" in link.rel, link
        else:
            assert target in there, link
            assert not link.to.startswith("/"), link


@pytest.mark.slow
def test_a_fragment_leads_to_something_on_its_page(site: Path) -> None:
    for link in links(site):
        target, _, fragment = link.to.partition("#")
        if fragment and "=" not in fragment and not target.startswith("http"):
            ids = {each.get("id") for each in parsed(page(site, inside(link) or "")).iter()}
            assert fragment in ids, link


def test_the_policy_of_every_page_allows_nothing_from_elsewhere_and_nothing_inline(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        allowed = policy(path.read_bytes())
        assert allowed.startswith("default-src 'none'; ")
        assert set(re.findall(r"'[^']+'|https?:\S*|\*", allowed)) == {"'none'", "'self'"}
        assert "unsafe" not in allowed
        assert ("script-src" in allowed) == (path.relative_to(site).as_posix() == "pledges/index.html")
        assert not re.search(rb"<style|\sstyle=|\son\w+=|<script>", path.read_bytes())


@pytest.mark.slow
def test_a_site_without_a_base_address_names_no_other_machine_but_the_sources(
    coalitions: Callable[[str], Location], site: Path, tmp_path: Path
) -> None:
    build(coalitions("sqlite"), tmp_path / "site")
    assert b"canonical" not in page(tmp_path / "site", "index.html")
    assert b'<link rel="canonical" href="https://example.org/pledges/parties/GB.html">' in page(site, "parties/GB.html")


# -- what the pages say -------------------------------------------------------------------------------------------


def figures(front: bytes) -> dict[str, int]:
    found = {each.get("id", ""): "".join(each.itertext()) for each in elements(front, "b")}
    return {name.removeprefix("n-"): int(said.replace(",", "")) for name, said in found.items() if name}


@pytest.mark.slow
@pytest.mark.parametrize("day", ["2025-11-24", "2025-12-01", DAY, "2026-11-01"])
def test_every_number_on_the_front_page_is_one_that_the_register_gives(
    library: Location, tmp_path: Path, day: str
) -> None:
    build(library, tmp_path / "site", day=day)
    with reading(library) as reader:
        counted = counts(reader, day)
        codes = [row["code"] for row in reader.dicts("parties")]
        bound = [code for code in codes if counts(reader, day, Filters(country=code))]
        looked = coverage(reader, day, ALL)
    expected = {
        "all": sum(counted.values()),
        **{standing.replace(" ", "-"): count for standing, count in counted.items()},
        "parties": len(bound),
        "documents": looked.documents,
        "enquiries": looked.enquiries,
    }
    assert figures(page(tmp_path / "site", "index.html")) == expected


@pytest.mark.slow
def test_the_index_of_parties_counts_as_the_list_does(library: Location, tmp_path: Path) -> None:
    build(library, tmp_path / "site")
    rows = elements(page(tmp_path / "site", "parties/index.html"), "tr")[1:]
    with reading(library) as reader:
        for row in rows:
            code, *cells = ["".join(cell.itertext()) for cell in row]
            counted = counts(reader, DAY, Filters(country=code.split()[0]))
            shown = [0 if cell == "–" else int(cell) for cell in cells]
            assert shown == [sum(counted.values()), *(counted.get(each, 0) for each in map(str, Standing))], code
    assert len(rows) == 36


def test_a_pledge_page_shows_the_words_in_their_context_with_the_quote_marked(site: Path, coalition: Path) -> None:
    shown = page(site, "pledges/FR-2025-001.html")
    (mark,) = elements(shown, "mark")
    quote = "".join(mark.itertext())
    text = (coalition / "texts" / "D-2025-003.txt").read_text(encoding="utf-8")
    assert quote in text
    around = " ".join("".join(elements(shown, "blockquote")[0].itertext()).split()).strip("… ")
    assert len(around) > len(quote)
    assert around in " ".join(text.split())


def test_a_pledge_page_tells_all_that_is_known_of_it(site: Path) -> None:
    said = words(page(site, "pledges/COW-2025-004.html"))
    for part in (
        "open since 2025-11-25",
        "D-2025-002: Chairs' statement",
        "no-window, table en-1",
        "Corroborates, 2025-11-26",
        "Restates, 2026-01-06",
        "Merz said that the partners in the Coalition would go on strengthening Ukraine.",
        "Why this outcome: At another meeting",
        "GB United Kingdom",
        "What would change it",
    ):
        assert part in said, part
    said = words(page(site, "pledges/FR-2025-001.html"))
    for part in ("review due since 2025-12-10", "14 days from the statement", "E-2026-002", "named as taking part"):
        assert part in said, part


@pytest.mark.slow
def test_a_pledge_page_says_the_same_until_something_changes(
    coalitions: Callable[[str], Location], tmp_path: Path
) -> None:
    build(coalitions("sqlite"), tmp_path / "one", day="2026-02-01")
    build(coalitions("sqlite"), tmp_path / "other", day="2026-03-01")
    one, other = files(tmp_path / "one"), files(tmp_path / "other")
    assert one.keys() == other.keys()
    differing = {address for address in one if one[address] != other[address]}
    assert not [each for each in differing if each.startswith(("parties/", "topics/", "documents/D-", "events/"))]
    assert {each for each in differing if each.startswith("pledges/")} == {"pledges/index.html"}


def test_a_member_finds_the_pledges_of_its_groups_marked_as_joint(site: Path) -> None:
    said = words(page(site, "parties/FR.html"))
    assert "Pledged by FR: 1" in said
    assert "Joint, through a group: 6" in said


def test_a_document_page_tells_what_it_is_quoted_for(site: Path) -> None:
    said = words(page(site, "documents/D-2026-001.html"))
    assert "pledge made: COW-2026-001" in said
    assert "restates: COW-2025-004" in said
    assert "COW Paris 2026-01-06" in said


def test_the_methodology_names_every_standing_every_outcome_and_every_rule_in_force(
    site: Path, coalitions: Callable[[str], Location]
) -> None:
    said = words(page(site, "methodology.html"))
    for word in (*Standing, *Outcome):
        assert word in said
    with reading(coalitions("sqlite")) as reader:
        for row in reader.dicts("rules"):
            assert " ".join(row["says"].split()) in said
    assert "only standings that began" not in said or "overdue" in said
    assert "a pledge counts once for every party that it binds" in said.lower()


def test_the_reports_are_those_of_the_program_with_links(site: Path, coalitions: Callable[[str], Location]) -> None:
    for name in ("overdue", "scorecard", "upcoming", "restated"):
        done = invoke("report", name, "--as-of", DAY, "--format", "json", register=coalitions("sqlite").target)
        report = json.loads(done.out)
        said = words(page(site, f"reports/{name}.html"))
        assert report["title"] in said
        for section in report["sections"]:
            for row in section["rows"]:
                assert str(next(iter(row.values()))) in said
    assert b'href="../pledges/GB-2025-001.html"' in page(site, "reports/overdue.html")


@pytest.mark.parametrize("address", ["reports/scorecard.html", "parties/index.html", "topics/index.html"])
def test_nought_is_a_dash_in_a_table_of_counts_and_takes_no_line_on_a_phone(site: Path, address: str) -> None:
    told = {str(each).capitalize() for each in Standing}
    cells = [each for each in elements(page(site, address), "td") if each.get("data-label") in told]
    counted = {"".join(each.itertext()): each for each in cells}
    assert {"0", "–"} & counted.keys() == {"–"}
    assert "none" in counted["–"].attrib["class"].split()


# -- the data -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_data_package_of_a_site_is_what_export_writes_and_import_takes(library: Location, tmp_path: Path) -> None:
    build(library, tmp_path / "site")
    assert invoke("export", str(tmp_path / "package"), "--without-proposals", register=library.target).code == 0
    assert files(tmp_path / "site" / "data" / "package") == files(tmp_path / "package")
    assert invoke("init", register=str(tmp_path / "new.sqlite")).code == 0
    done = invoke("import", str(tmp_path / "site" / "data" / "package"), register=str(tmp_path / "new.sqlite"))
    assert done.code == 0, done.err


@pytest.mark.slow
def test_the_tables_hold_every_pledge_as_status_tells_it(library: Location, tmp_path: Path) -> None:
    build(library, tmp_path / "site")
    done = invoke("status", "--as-of", DAY, "--sort", "ref", "--format", "csv", "--limit", "0", register=library.target)
    assert (tmp_path / "site" / "data" / "pledges.csv").read_text(encoding="utf-8") == done.out
    listed = json.loads((tmp_path / "site" / "data" / "pledges.json").read_text(encoding="utf-8"))
    assert [each["ref"] for each in listed] == [row["ref"] for row in csv.DictReader(done.out.splitlines())]


def test_an_empty_register_gives_a_site_too(new_register: Callable[[str], Location], tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build(new_register("sqlite"), folder)
    there = set(files(folder))
    assert [link for link in links(folder) if (target := inside(link)) is not None and target not in there] == []
    assert figures(page(folder, "index.html")) == {"all": 0, "parties": 0, "documents": 0, "enquiries": 0}
    assert json.loads((folder / "data" / "pledges.json").read_text()) == []


@pytest.mark.slow
def test_the_answer_of_a_party_stands_on_the_page_of_its_pledge(desk: Location, tmp_path: Path) -> None:
    facts = "title: Reply\npublisher: The ministry\npublished_on: 2025-12-01\nissuer: GB"
    text = f"---\n{facts}\n---\nThe missiles were handed over."
    said = invoke("add", "document", "-", "--quiet", register=desk.target, stdin=text)
    assert said.code == 0, said.err
    build(desk, tmp_path / "site", day="2026-01-31")
    quote = ("--party", "GB", "--quote", "The missiles were handed over")
    assert invoke("add", "dispute", "GB-2025-001", said.out.strip(), *quote, register=desk.target).code == 0
    build(desk, tmp_path / "site", day="2026-01-31")
    told = words(page(tmp_path / "site", "pledges/GB-2025-001.html"))
    assert "GB (A-2025-001): “The missiles were handed over”" in told


@pytest.mark.slow
def test_a_pledge_tells_its_lineage_with_links_and_totals_count_it_once(desk: Location, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build(desk, folder)
    before = times(folder)
    for way in (("GB-2025-001", "--part-of", "COW-2025-003"), ("COW-2026-001", "--supersedes", "COW-2025-006")):
        assert invoke("link", *way, register=desk.target).code == 0
    build(desk, folder)
    item, package = (page(folder, f"pledges/{ref}.html") for ref in ("GB-2025-001", "COW-2025-003"))
    assert "Part of COW-2025-003" in words(item)
    assert "Item GB-2025-001" in words(package)
    assert "Replaced by COW-2026-001" in words(page(folder, "pledges/COW-2025-006.html"))
    assert "pledges/JP-2025-001.html" not in {each for each, was in before.items() if times(folder).get(each) != was}
    assert ">11</b>" in (folder / "index.html").read_text(encoding="utf-8")
    assert "in place of COW-2025-006" in words(page(folder, "reports/restated.html"))
    assert "Listed, not counted: COW-2025-006 (counted as COW-2026-001)." in words(page(folder, "reports/overdue.html"))
    assert "R-2026-001,GB-2025-001,part_of" in (folder / "data/package/relations.csv").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_pledge_tells_how_those_that_it_is_related_to_stand_and_follows_when_that_changes(
    desk: Location, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    assert invoke("link", "COW-2026-001", "--supersedes", "COW-2025-006", register=desk.target).code == 0
    build(desk, folder)
    heir = words(page(folder, "pledges/COW-2026-001.html"))
    shown = invoke("show", "COW-2025-006", "--as-of", DAY, "--format", "json", register=desk.target)
    replaced = json.loads(shown.out)
    assert f"Replaces COW-2025-006 (COW): {replaced['summary']}" in heir
    assert f"due {replaced['deadline_latest']}; review due since" in heir
    assert invoke("edit", "COW-2025-006", "--set", "summary=A plan for the day after", register=desk.target).code == 0
    build(desk, folder)
    assert "Replaces COW-2025-006 (COW): A plan for the day after" in words(page(folder, "pledges/COW-2026-001.html"))


@pytest.mark.slow
def test_where_a_total_leaves_some_out_the_list_says_how_many(desk: Location, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert invoke("link", "COW-2026-001", "--supersedes", "COW-2025-006", register=desk.target).code == 0
    build(desk, folder)
    for address in ("index.html", "pledges/index.html", "parties/COW.html"):
        said = words(page(folder, address))
        assert "1 of them is not counted, for others count in their place" in said, address
    topic = json.loads(invoke("show", "GB-2025-001", "--format", "json", register=desk.target).out)["topic"]
    assert "not counted" not in words(page(folder, f"topics/{topic}.html"))


@pytest.mark.slow
def test_the_latest_changes_tell_what_a_new_pledge_replaces(desk: Location, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert invoke("link", "COW-2026-001", "--supersedes", "COW-2025-006", register=desk.target).code == 0
    build(desk, folder)
    said = "COW-2026-001 supersedes COW-2025-006"
    assert said in words(page(folder, "index.html"))
    assert said in (folder / "changes.atom").read_text(encoding="utf-8")
