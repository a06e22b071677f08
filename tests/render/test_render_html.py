"""A report as a page: valid, readable by everybody, and whatever its texts hold, a page and nothing else."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from io import StringIO
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.charted import CHARTS, COLUMNS, HOSTILE, LATE, OPEN, REPORT
from tests.render.test_render_drawing import contrast
from tracker.render import cells, write
from tracker.render.html import document
from tracker.render.palette import LOOKS
from tracker.render.terminal import Block
from tracker.reports import Column, Report, Section
from tracker.reports.lines import STANDINGS

PLAIN = REPORT._replace(charts=())
POLICY = re.compile(r"default-src 'none'; style-src '(sha256-[A-Za-z0-9+/]{43}=)'; base-uri 'none'; form-action 'none'")

# What may stand in a page; `svg` brings its own.
TAGS = re.compile(
    "html|head|meta|title|style|body|a|header|h1|h2|p|nav|ul|li|main|figure|figcaption|div|section|table|caption|thead"
    "|tbody|tr|th|td|span|time|q|dl|dt|dd|footer"
)
DRAWN = re.compile("svg|title|desc|defs|pattern|rect|line|path|text")


def written(report: Report) -> str:
    out = StringIO()
    write(report, "html", out)
    return out.getvalue()


def parsed(text: str) -> Element:
    """The tree of a page, which must not hold a single error of HTML."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return tree


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def every(page: Element, path: str) -> list[str]:
    return [said(each) for each in page.iterfind(f".//{path}")]


def is_harmless(page: Element) -> bool:
    """Whether a page holds nothing but what the templates write: no script, nothing fetched, nothing to be obeyed."""
    for each in page.iter():
        if not isinstance(each.tag, str):
            return False  # a comment
        tag = each.tag.removeprefix("{http://www.w3.org/2000/svg}")
        assert (DRAWN if tag != each.tag else TAGS).fullmatch(tag), tag
        for name, value in each.attrib.items():
            assert not name.startswith("on"), name
            assert name not in ("style", "src", "srcset", "action", "formaction", "{http://www.w3.org/1999/xlink}href")
            assert name != "href" or re.match(r"#|https?://", value), value
            assert "url(" not in value or value.startswith("url(#"), value
    return True


# -- the page ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "report",
    [
        REPORT,
        PLAIN,
        PLAIN._replace(title="", lead=(), notes=(), as_of=""),
        PLAIN._replace(sections=()),
        PLAIN._replace(sections=(Section("", "", iter([LATE] * 300)),)),
        PLAIN._replace(columns=COLUMNS[:1], sections=(Section("", "", [("GB-1",)]),)),
        PLAIN._replace(sections=tuple(Section("same", "Same", [OPEN]) for _ in range(3))),
    ],
    ids=range(7),
)
def test_a_page_is_valid_harmless_and_complete_in_itself(report: Report) -> None:
    page = parsed(written(report))
    assert is_harmless(page)
    assert page.attrib["lang"] == "en"
    ids = [each.attrib["id"] for each in page.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    targets = [each.attrib["href"] for each in page.iter("a") if each.attrib["href"].startswith("#")]
    assert {each[1:] for each in targets} <= {*ids}
    assert all(said(each) for tag in ("h1", "h2", "title", "caption", "th") for each in page.iter(tag))


def test_its_policy_allows_its_own_style_and_nothing_more() -> None:
    text = written(REPORT)
    page = parsed(text)
    (policy,) = [each.attrib["content"] for each in page.iter("meta") if each.get("http-equiv")]
    found = POLICY.fullmatch(policy)
    assert found
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    assert found[1] == "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert not re.search(r"@import|url\(|expression|@font-face", style)


def test_the_policy_stands_before_what_it_bears_on() -> None:
    head = parsed(written(REPORT)).find("head")
    assert head is not None
    assert [each.tag for each in head] == ["meta", "meta", "meta", "meta", "title", "style"]
    assert head[1].get("http-equiv") == "Content-Security-Policy"


def test_it_says_what_the_report_says() -> None:
    page = parsed(written(PLAIN))
    assert every(page, "h1") == every(page, "title") == ["What is late"]
    assert every(page, "header/p") == ["2 pledges, see https://example.org/law."]
    assert every(page, "h2") == ["Review due: 1", "Open: 1", "Due soon: 0"]
    assert every(page, "section[@id='list-soon']/p") == ["none"]
    assert every(page, "section[@id='list-review-due']/p") == ["Inferred windows only.", "12 more, not listed here."]
    assert every(page, "footer//p") == ["As of 2026-01-31"]
    assert every(page, "footer//li") == ["GB-2025-001 is read by the rule vague-weeks.", "As of 2026-01-31."]


def test_a_report_without_a_title_has_a_name_and_its_day() -> None:
    page = parsed(written(PLAIN._replace(title="", sections=(Section("x", "", [OPEN]),))))
    assert every(page, "h1") == every(page, "title") == every(page, "caption") == ["Overdue as of 2026-01-31"]
    assert every(page, "nav") == []


def test_a_list_of_lists_leads_to_each_unless_they_are_too_many_to_choose_from() -> None:
    sections = tuple(Section(f"GB-{number}", f"Pledge {number}", [OPEN]) for number in range(101))
    assert len(every(parsed(written(PLAIN._replace(sections=sections[:100]))), "nav//li")) == 100
    assert every(parsed(written(PLAIN._replace(sections=sections))), "nav//li") == []


# -- tables ------------------------------------------------------------------------------------------------------


def test_every_value_stands_in_its_row_as_a_column_or_below() -> None:
    page = parsed(written(PLAIN))
    first, second = (list(each.iterfind(".//tbody")) for each in page.iter("table"))
    assert (len(first), len(second)) == (1, 1)
    for row, values in ((first[0], LATE), (second[0], OPEN)):
        shown = {each.attrib["data-label"]: said(each) for each in row.iter("td") if "data-label" in each.attrib}
        shown["Ref"] = said(row.findall(".//th")[0])
        shown |= {str(each.findtext("dt")): said(each.findall("dd")[0]) for each in row.iterfind(".//dl/div")}
        for column, value in zip(COLUMNS, values, strict=True):
            if value is not None:
                assert shown[column.title] == str(value)
            else:
                assert shown.get(column.title, "–") == "–"


def test_a_table_has_a_caption_and_heads_for_its_columns_and_rows() -> None:
    page = parsed(written(PLAIN))
    for table in page.iter("table"):
        assert table[0].tag == "caption"
        heads = table.findall("thead/tr/th")
        assert {each.attrib["scope"] for each in heads} == {"col"}
        for row in table.iterfind("tbody"):
            (head,) = row.findall(".//th")
            assert (head.attrib["scope"], head.attrib["rowspan"]) == ("rowgroup", "2")
            columns = len(row[0])
            assert columns == len(heads)
            assert row[1][0].attrib["colspan"] == str(columns - 1)


def test_what_fits_on_paper_stands_in_columns_and_the_same_ones_in_every_list() -> None:
    page = parsed(written(PLAIN))
    heads = [[said(each) for each in table.iterfind("thead/tr/th")] for table in page.iter("table")]
    assert heads[0] == heads[1] == ["Ref", "Standing", "Party", "Pledge", "Deadline", "Late", "Topic", "Basis"]


def test_a_row_that_fits_whole_has_nothing_below() -> None:
    columns = (Column("ref", "Ref", "ref"), Column("summary", "Pledge", wide=True))
    page = parsed(written(Report("r", "R", "", columns, (Section("", "", [("GB-1", "Send")]),))))
    (head,) = page.iterfind(".//tbody/tr/th")
    assert (head.attrib["scope"], "rowspan" in head.attrib) == ("row", False)
    assert [*page.iter("dl")] == []


def test_days_numbers_quotes_and_addresses_are_marked_as_such() -> None:
    page = parsed(written(PLAIN))
    (row, _) = page.iterfind(".//tbody")
    assert [each.attrib["datetime"] for each in row.iter("time")] == ["2026-01-20"]
    assert [said(each) for each in row.iter("q")] == [LATE[8], LATE[10]]
    assert [(each.attrib["href"], said(each)) for each in row.iter("a")] == [(LATE[11], LATE[11])]
    assert "number" in next(each.attrib["class"] for each in row.iter("td") if each.get("data-label") == "Late")


def test_nothing_is_said_for_what_is_not_there() -> None:
    page = parsed(written(PLAIN))
    blank = [each for each in page.iter("td") if said(each) == "–"]
    assert blank
    assert all("none" in each.attrib["class"].split() for each in blank)  # a phone leaves them out


@pytest.mark.parametrize("standing", STANDINGS)
def test_a_standing_has_a_colour_and_its_word(standing: str) -> None:
    text = written(PLAIN._replace(sections=(Section("", "", [(*LATE[:1], standing, *LATE[2:])]),)))
    (mark,) = [each for each in parsed(text).iter("span") if "as" in each.attrib["class"].split()]
    name = f"as-{standing.replace(' ', '-')}"
    assert (said(mark), mark.attrib["class"]) == (standing, f"as {name}")
    assert f".{name}::before {{ border-color: {LOOKS[standing].fill}; }}" in text


def test_an_unknown_standing_is_shown_as_it_is() -> None:
    text = written(PLAIN._replace(sections=(Section("", "", [(*LATE[:1], "not known", *LATE[2:])]),)))
    (mark,) = [each for each in parsed(text).iter("span") if "as" in each.attrib["class"].split()]
    assert (said(mark), mark.attrib["class"]) == ("not known", "as as-other")


# -- charts ------------------------------------------------------------------------------------------------------


def test_charts_are_drawn_for_a_page_and_for_a_phone_with_their_words_below() -> None:
    page = parsed(written(REPORT))
    figures = list(page.iter("figure"))
    assert every(page, "figure/h2") == [chart.title for chart in CHARTS]
    assert every(page, "figcaption") == [chart.words for chart in CHARTS]
    svg = "{http://www.w3.org/2000/svg}"
    for figure, chart in zip(figures, CHARTS, strict=True):
        drawings = list(figure.iter(f"{svg}svg"))
        assert [each.attrib["viewBox"].split()[2] for each in drawings] == ["720", "340"]
        assert {each.findtext(f"{svg}desc") for each in drawings} == {chart.words}
        assert {each.attrib["role"] for each in drawings} == {"img"}


def test_who_does_not_want_the_charts_can_skip_them() -> None:
    first = next(parsed(written(REPORT)).iter("a"))
    assert (first.attrib["href"], first.attrib["class"]) == ("#rows", "skip")


# -- colours -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_lines_and_links_stand_out_from_the_page(scheme: int) -> None:
    rules = re.findall(r":root \{(.*?)\}", written(PLAIN))[scheme]
    colour = dict(re.findall(r"--(\w+): (#\w+)", rules))
    colour = {
        name: value if len(value) == 7 else "#" + "".join(2 * each for each in value[1:])
        for name, value in colour.items()
    }
    assert all(contrast(colour[name], colour["paper"]) >= 4.5 for name in ("ink", "faint", "link"))
    assert contrast(colour["rule"], colour["paper"]) >= 3


# -- whatever the texts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_is_shown_wherever_it_stands(text: str) -> None:
    row = tuple(text for _ in COLUMNS)
    hostile = Report(
        text,
        text,
        "2026-01-31",
        tuple(column._replace(title=text) for column in COLUMNS),
        (Section(text, text, [row, row], note=text), Section(text, "", iter([row]))),
        (text,),
        (text,),
    )
    written_ = written(hostile)
    page = parsed(written_)
    assert is_harmless(page)
    shown = re.sub(r"\s+", " ", cells.markup(text))
    assert every(page, "h1") == [shown]
    assert shown in every(page, "dd")
    assert not {code for code in map(ord, written_) if cells.hidden(code)} - {10}
    assert is_harmless(parsed(document(text, [Block(text, (text,))])))


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "//example.org/x", "ftp://example.org", "http:/x", "https://"]
)
def test_only_addresses_of_the_web_lead_anywhere(text: str) -> None:
    row = (*LATE[:-1], text)
    assert [*parsed(written(PLAIN._replace(lead=(text,), sections=(Section("", "", [row]),)))).iter("a")] == []


def test_the_same_report_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys; from tests.charted import REPORT; from tracker.render import write;"
        "write(REPORT, 'html', sys.stdout)"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert pages == {written(REPORT).encode()}


# -- a single record ---------------------------------------------------------------------------------------------


def test_a_record_is_a_page_too() -> None:
    blocks = [
        Block("", ("Standing: open", "URL: https://example.org/a?b=(1).", "(see http://x.org/b).")),
        Block("The words", ("“We will <b>act</b>” D-2025-003, 2025-11-25",)),
        Block("Nothing", ()),
    ]
    page = parsed(document("GB-1: Act", blocks))
    assert is_harmless(page)
    assert (every(page, "h1"), every(page, "h2")) == (["GB-1: Act"], ["The words", "Nothing"])
    assert every(page, "p") == [line for block in blocks for line in block.lines]
    assert [each.attrib["href"] for each in page.iter("a")] == ["https://example.org/a?b=(1)", "http://x.org/b"]
    assert every(page, "span") == ["D-2025-003", "2025-11-25"]  # a line never ends within


def test_rows_wait_for_nobody() -> None:
    taken: list[int] = []

    def rows() -> Any:
        for number in range(1_000):
            taken.append(number)
            yield LATE

    class Sink(StringIO):
        rows_before = 0

        def write(self, text: str) -> int:
            if "</tbody>" in text and not self.rows_before:
                self.rows_before = len(taken)
            return len(text)

    sink = Sink()
    write(PLAIN._replace(sections=(Section("", "", rows()),)), "html", sink)
    assert len(taken) == 1_000
    assert 0 < sink.rows_before <= 201
