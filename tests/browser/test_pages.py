"""Pages in a real browser: on a phone, on a desk and on paper they fit, fetch nothing and raise no complaint."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest

from tests.browser.chromium import OPENS_PAGES, Browser
from tests.charted import COLUMNS, HOSTILE, LATE, OPEN, REPORT
from tracker.render import write
from tracker.render.html import document
from tracker.render.terminal import Block
from tracker.reports import Report, Section
from tracker.reports.lines import STANDINGS

pytestmark = OPENS_PAGES

NASTY = Report(
    "r",
    HOSTILE[11],
    "2026-01-31",
    tuple(column._replace(title=f"{column.title} {'y' * 90}") for column in COLUMNS),
    (Section("a", HOSTILE[0], [tuple(text for _ in COLUMNS) for text in HOSTILE]),),
    HOSTILE,
    HOSTILE,
    charts=REPORT.charts,
)
MANY = REPORT._replace(
    sections=(
        Section(
            "many",
            "Many",
            [
                (
                    f"GB-2025-{number:03}",
                    STANDINGS[number % 8],
                    *LATE[2:10],
                    LATE[10] + " we will" * (37 * number % 101),
                    "",
                )
                for number in range(120)
            ],
        ),
    ),
    charts=(),
)
RECORD = [Block("", (*HOSTILE, "URL: https://example.org/" + "a" * 400)), Block("The words", ("“we will”",) * 80)]


def written(report: Report) -> str:
    out = StringIO()
    write(report, "html", out)
    return out.getvalue()


PAGES = {
    "report": lambda: written(REPORT),
    "list": lambda: written(REPORT._replace(title="", charts=(), sections=(Section("p", "", [LATE, OPEN]),))),
    "many": lambda: written(MANY),
    "hostile": lambda: written(NASTY),
    "record": lambda: document("GB-2025-001: Supply", RECORD),
}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a page in a file."""
    path = tmp_path / f"{request.param}.html"
    path.write_text(PAGES[request.param](), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 700, 800, 1280])
def test_a_page_fits_fetches_nothing_and_raises_no_complaint(tab: Browser, page: str, width: int, dark: bool) -> None:
    tab.open(page, width, dark=dark, mobile=width < 700)
    assert tab.asked_for() == [page]
    assert tab.complaints() == []
    assert tab.value("document.documentElement.scrollWidth <= window.innerWidth")
    assert tab.value("document.title") != ""


def test_the_policy_lets_the_style_through_and_no_script(tab: Browser, page: str) -> None:
    tab.open(page, 1280)
    assert tab.value("getComputedStyle(document.querySelector('h1')).fontSize") == "25.6px"
    assert tab.value("document.scripts.length") == 0
    tab.value("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))")
    assert tab.value("window.ran") is None
    assert "Content Security Policy" in " ".join(tab.complaints())


def test_the_policy_lets_nothing_be_fetched(tab: Browser, page: str) -> None:
    tab.open(page, 1280)
    made = "Object.assign(document.createElement('img'), {src: 'https://example.org/x.png'})"
    refused = (
        "new Promise(done => { document.addEventListener('securitypolicyviolation', e => done(e.violatedDirective));"
        f" document.body.append({made}); }})"
    )
    assert tab.value(refused) == "img-src"


SHOWN = "[...document.querySelectorAll('svg')].filter(e => e.getBoundingClientRect().width)"
LETTERS = f"Math.min(...{SHOWN}.map(e => 12 * e.getBoundingClientRect().width / e.viewBox.baseVal.width))"


@pytest.mark.parametrize("width", [360, 700, 800, 1280])
def test_the_letters_of_a_chart_can_be_read(tab: Browser, tmp_path: Path, width: int) -> None:
    path = tmp_path / "report.html"
    path.write_text(written(REPORT), encoding="utf-8")
    tab.open(path.as_uri(), width, mobile=width < 700)
    assert tab.value(LETTERS) >= 11  # pixels
    assert tab.value(f"{SHOWN}.map(e => e.closest('figure').querySelector('h2').textContent)") == [
        chart.title for chart in REPORT.charts
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_words_of_a_drawing_stay_on_it_in_the_fonts_that_there_are(
    tab: Browser, tmp_path: Path, width: int
) -> None:
    path = tmp_path / "report.html"
    path.write_text(written(REPORT), encoding="utf-8")
    tab.open(path.as_uri(), width)
    outside = (
        "[...document.querySelectorAll('svg text')].filter(t => { const b = t.getBoundingClientRect(),"
        " s = t.closest('svg').getBoundingClientRect();"
        " return b.width && (b.left < s.left - 1 || b.right > s.right + 1 || b.bottom > s.bottom + 1); })"
        ".map(t => t.textContent)"
    )
    assert tab.value(outside) == []


def test_on_a_phone_a_row_is_a_list_of_what_it_holds(tab: Browser, tmp_path: Path) -> None:
    path = tmp_path / "many.html"
    path.write_text(written(MANY), encoding="utf-8")
    tab.open(path.as_uri(), 360, mobile=True)
    first = "document.querySelector('td[data-label=Standing]')"
    assert tab.value(f"getComputedStyle({first}, '::before').content") == '"Standing"'
    assert tab.value(f"{first}.getBoundingClientRect().width") > 300
    tab.open(path.as_uri(), 1280)
    assert tab.value(f"getComputedStyle({first}, '::before').content") == "none"


def test_screen_readers_find_tables_with_names_and_drawings_with_words(tab: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(written(REPORT), encoding="utf-8")
    for width in (360, 1280):
        tab.open(path.as_uri(), width, mobile=width == 360)
        nodes = [each for each in tab.ask("Accessibility.getFullAXTree")["nodes"] if not each.get("ignored")]
        named = {(each["role"]["value"], each.get("name", {}).get("value", "")) for each in nodes}
        assert {("table", "Review due: 1"), ("table", "Open: 1"), ("rowheader", "GB-2025-001")} <= named
        assert {("columnheader", "Deadline"), ("heading", "What is late")} <= named
        drawn = {
            each["name"]["value"]: each["description"]["value"] for each in nodes if each["role"]["value"] == "image"
        }
        assert drawn == {chart.title: chart.words for chart in REPORT.charts}


def test_on_paper_rows_are_whole_and_the_head_is_repeated(tab: Browser, tmp_path: Path) -> None:
    path = tmp_path / "many.html"
    path.write_text(written(MANY), encoding="utf-8")
    tab.open(path.as_uri(), 1280, dark=True)
    printed = pypdfium2.PdfDocument(tab.printed())
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in printed]
    assert len(sheets) > 3
    assert [tuple(map(round, sheet.get_size())) for sheet in printed] == [(595, 842)] * len(sheets)
    whole = []
    for number, text in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in text
        refs = re.findall(r"GB-2025-\d{3}(?!\d| is read)", text)
        whole += refs
        if refs:
            assert "Deadline" in text.split(refs[0])[0]
            assert text.count("“") == text.count("”") == 2 * len(refs)  # a row's two quotes are on its own sheet, whole
    assert whole == [row[0] for row in MANY.sections[0].rows]


def test_ink_is_dark_on_paper_though_the_screen_was_dark(tab: Browser, page: str) -> None:
    tab.open(page, 1280, dark=True)
    tab.printed()
    colours = "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    assert tab.value(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
