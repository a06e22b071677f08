"""The site in a real Chromium, from a plain folder and from a web server: shown, filtered, sorted, printed."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import Browser, browser, found

from tests.benchmarks.invented import Inventor
from tests.cli.conftest import invoke
from tests.site.harm import fill
from tracker.register.load import load
from tracker.register.location import Location
from tracker.register.writes import writing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(found() is None, reason="no Chromium on this machine"),
]
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
AXE = "4.10.3"


@pytest.fixture(scope="module")
def tab() -> Iterator[Browser]:
    """One tab for all tests."""
    with tempfile.TemporaryDirectory(prefix="chromium-") as folder, browser(Path(folder)) as opened:
        yield opened


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


@pytest.fixture(scope="module")
def small(new_register: Callable[[str], Location], coalition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the five documents, and of what was done since: every part that a page can have is there."""
    location = new_register("sqlite")
    assert invoke("import", str(coalition), register=location.target).code == 0
    for words in WORK:
        done = invoke(*words, register=location.target, stdin=REPLY)
        assert done.code == 0, done.err
    return built(location, tmp_path_factory.mktemp("browser") / "a site")


def test_the_pages_looked_at_are_of_every_kind(small: Path) -> None:
    kinds = {path.parent.relative_to(small).as_posix() for path in small.rglob("*.html")}
    for kind in kinds:
        there = {path.relative_to(small).as_posix() for path in (small / kind).glob("*.html")}
        assert there & {*PAGES, *MORE}, kind
        assert kind not in (".", "reports") or there <= {*PAGES, *MORE}
    assert {f"{kind}/index.html" for kind in kinds - {".", "events"}} <= {*PAGES, *MORE}


@pytest.fixture(scope="module")
def large(new_register: Callable[[str], Location], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of 600 invented pledges."""
    location, inventor = new_register("sqlite"), Inventor()
    with writing(location, actor="test", command="import", at=f"{DAY}T00:00:00Z") as writer:
        load(writer, inventor.world(), digest="world")
        load(writer, inventor.package(600), digest="600")
    return built(location, tmp_path_factory.mktemp("browser") / "large")


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def places(small: Path) -> Iterator[dict[str, str]]:
    """The same site from a folder, and below a prefix of a web server."""
    handler = functools.partial(_Silent, directory=str(small.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {
            "folder": small.as_uri(),
            "server": f"http://127.0.0.1:{server.server_port}/{small.name.replace(' ', '%20')}",
        }
        server.shutdown()


def clean(tab: Browser, base: str) -> None:
    """Nothing was complained of, and nothing was asked for outside of the site."""
    assert tab.complaints() == []
    asked = tab.asked_for()
    assert asked
    assert [each for each in asked if not each.startswith(f"{base}/")] == []


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


@pytest.mark.parametrize("page", [*PAGES, *MORE])
def test_a_page_prints_to_paper(tab: Browser, places: dict[str, str], page: str) -> None:
    tab.open(f"{places['folder']}/{page}", DESK)
    printed = tab.printed()
    assert printed.startswith(b"%PDF-")
    pypdfium2 = pytest.importorskip("pypdfium2")
    words = "".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(printed))
    assert "Skip to the content" not in words
    assert "Show 200 more" not in words


def test_links_lead_from_the_front_page_to_a_pledge_and_back(tab: Browser, places: dict[str, str]) -> None:
    for base in places.values():
        tab.open(f"{base}/index.html", DESK)
        for link, title in (("Pledges", "Pledges"), ("FR-2025-001", "FR-2025-001"), ("FR", "FR: France")):
            to = tab.value(f"[...document.links].find(each => each.textContent === {link!r}).href")
            tab.open(to, DESK)
            assert tab.value("document.title").startswith(title)
            clean(tab, base)


# -- the list -----------------------------------------------------------------------------------------------------

REFS = "[...document.querySelectorAll('#rows tr th')].map(each => each.textContent)"


def choose(tab: Browser, field: str, value: str) -> None:
    tab.value(
        f"(() => {{ const it = document.getElementById({field!r}); it.value = {value!r};"
        " it.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def count(tab: Browser) -> str:
    return str(tab.value("document.getElementById('count').textContent"))


def test_the_list_filters_by_party_topic_standing_and_words_and_says_how_many(
    tab: Browser, places: dict[str, str]
) -> None:
    for base in places.values():
        tab.open(f"{base}/pledges/index.html", DESK)
        assert count(tab) == "All 12 pledges."
        choose(tab, "party", "FR")
        assert count(tab) == "7 of 12 pledges."  # its own and those of its groups
        choose(tab, "standing", "review due")
        assert tab.value(REFS) == ["COW-2025-006", "FR-2025-001"]
        assert tab.value("location.hash") == "#party=FR&standing=review+due"
        choose(tab, "words", "FROZEN assets")
        assert tab.value(REFS) == ["FR-2025-001"]
        tab.value("document.querySelector('#filters button[type=reset]').click()")
        assert count(tab) == "All 12 pledges."
        assert tab.value("document.getElementById('party').value") == ""
        choose(tab, "topic", "sanctions")
        assert tab.value(REFS) == ["EU-2025-001"]
        choose(tab, "words", "nothing has these words")
        assert count(tab) == "0 of 12 pledges."
        clean(tab, base)


def test_the_list_sorts_by_any_column_both_ways_and_says_so(tab: Browser, places: dict[str, str]) -> None:
    tab.open(f"{places['folder']}/pledges/index.html", DESK)
    before = tab.value(REFS)
    press = "document.querySelectorAll('table.list thead button')[{}].click()"
    tab.value(press.format(0))
    assert tab.value(REFS) == sorted(before)
    tab.value(press.format(0))
    assert tab.value(REFS) == sorted(before, reverse=True)
    assert tab.value("document.querySelector('th[aria-sort]').getAttribute('aria-sort')") == "descending"
    assert tab.value("location.hash") == "#sort=ref&down=1"
    tab.value(press.format(1))
    assert tab.value(REFS) == before


def test_the_fragment_of_the_address_says_what_is_listed(tab: Browser, places: dict[str, str]) -> None:
    for base in places.values():
        tab.open("about:blank", DESK)
        tab.open(f"{base}/pledges/index.html#party=GB&sort=ref&words=missiles", DESK)
        assert tab.value(REFS) == ["GB-2025-001"]
        assert tab.value("document.getElementById('words').value") == "missiles"


def test_the_list_is_used_by_keyboard_alone(tab: Browser, places: dict[str, str]) -> None:
    tab.open("about:blank", DESK)
    tab.open(f"{places['folder']}/pledges/index.html", DESK)
    tab.value("document.getElementById('words').focus()")
    tab.ask("Input.insertText", text="missiles")
    assert count(tab) == "2 of 12 pledges."
    reached = set()
    for _ in range(20):
        for kind in ("keyDown", "keyUp"):
            tab.ask("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        reached.add(tab.value("document.activeElement.id || document.activeElement.textContent"))
    assert {"party", "topic", "standing", "Ref", "Deadline", "GB-2025-001"} <= reached


def test_without_a_script_the_list_says_what_to_do(tab: Browser, places: dict[str, str]) -> None:
    tab.open("about:blank", DESK)
    tab.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.ask("Page.navigate", url=f"{places['folder']}/pledges/index.html")
        ready = "document.readyState === 'complete' && location.pathname.endsWith('pledges/index.html')"
        until = time.monotonic() + 20
        while not tab.value(ready) and time.monotonic() < until:
            time.sleep(0.05)
        assert "scripts are off" in tab.value("document.querySelector('noscript p').textContent")
        assert tab.value("getComputedStyle(document.getElementById('filters')).display") == "none"
        assert tab.value(f"{REFS}.length") == 12
    finally:
        tab.ask("Emulation.setScriptExecutionDisabled", value=False)


def test_a_long_list_shows_200_at_a_time_and_the_next_when_asked(tab: Browser, large: Path) -> None:
    tab.open(f"{large.as_uri()}/pledges/index.html", DESK)
    total = tab.value("pledges.rows.length")
    assert total > 400
    assert tab.value(f"{REFS}.length") == 200
    first = tab.value(REFS)
    tab.value("document.getElementById('more').click()")
    assert tab.value(f"{REFS}.length") == 400
    assert tab.value(REFS)[:200] == first
    assert tab.value("document.activeElement.textContent") == tab.value(f"{REFS}[200]")
    assert "The first 400 are shown." in count(tab)
    clean(tab, large.as_uri())


@pytest.fixture(scope="module")
def longest(large: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The list with 10,000 rows: those of the invented pledges, again and again, each with a ref of its own."""
    folder = tmp_path_factory.mktemp("browser") / "longest"
    for name in ("pledges/index.html", "style.css", "list.js", "icon.svg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(large / name, folder / name)
    script = (large / "rows.js").read_text(encoding="utf-8")
    held = json.loads(script.removeprefix("const pledges = ").removesuffix(";\n"))
    rows = held["rows"]
    held["rows"] = [[f"{row[0]}{turn:02}", *row[1:]] for turn in range(10_000 // len(rows) + 1) for row in rows][
        :10_000
    ]
    (folder / "rows.js").write_text(f"const pledges = {json.dumps(held)};\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_list_of_10_000_is_there_at_once_and_answers_at_once(tab: Browser, longest: Path, width: int) -> None:
    """Milliseconds of a busy machine: the limit for the first paint is the one that is promised."""
    tab.open("about:blank", width)
    tab.open(f"{longest.as_uri()}/pledges/index.html", width, mobile=width == PHONE)
    assert count(tab) == "All 10,000 pledges. The first 200 are shown."
    painted = tab.value("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < 1_000
    for action in (
        "document.querySelectorAll('table.list thead button')[3].click()",
        "(it => { it.value = 'sanctions'; it.dispatchEvent(new Event('input')); })(document.getElementById('words'))",
        "(it => { it.value = ''; it.dispatchEvent(new Event('input')); })(document.getElementById('words'))",
    ):
        took = tab.value(
            f"(begun => {{ {action}; document.body.offsetHeight; return performance.now() - begun; }})"
            "(performance.now())"
        )
        assert took < 1_000, action
    clean(tab, longest.as_uri())


def test_the_list_is_in_the_order_of_the_program(tab: Browser, large: Path) -> None:
    listed = (large / "pledges" / "index.html").read_text(encoding="utf-8")
    tab.open(f"{large.as_uri()}/pledges/index.html", DESK)
    places = [listed.index(f">{ref}</a></th>") for ref in tab.value(REFS)]
    assert places == sorted(places)


# -- faults for people who do not see, and texts that mean harm ------------------------------------------------------


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, from the cache of an earlier run or from npm; without both its tests are skipped."""
    kept = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"), "commitment-tracker", f"axe-{AXE}.js")
    if not kept.exists():
        if shutil.which("npm") is None:
            pytest.skip("ACCESSIBILITY IS NOT CHECKED: there is no npm to fetch axe-core with")
        folder = tmp_path_factory.mktemp("axe")
        done = subprocess.run(
            ["npm", "pack", f"axe-core@{AXE}"], cwd=folder, capture_output=True, check=False, timeout=120
        )
        if done.returncode:
            pytest.skip("ACCESSIBILITY IS NOT CHECKED: npm cannot fetch axe-core")
        with tarfile.open(folder / f"axe-core-{AXE}.tgz") as archive:
            source = archive.extractfile("package/axe.min.js")
            assert source
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(source.read())
    return kept.read_text(encoding="utf-8")


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
