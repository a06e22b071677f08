"""A report as a page: valid, readable by everybody, and complete in itself."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from tests.charted import CHARTS, COLUMNS, LATE, OPEN, REPORT
from tests.render.colours import contrast
from tests.render.page import PLAIN, POLICY, every, is_harmless, parsed, said, written
from tracker.render.palette import LOOKS
from tracker.reports import Column, Report, Section, Under
from tracker.reports.charts import Bar, StandingBars
from tracker.reports.lines import STANDINGS

# -- the page ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
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


def test_notes_that_belong_to_another_stand_under_it() -> None:
    page = parsed(written(PLAIN._replace(notes=("Rules:", Under("weeks <b>"), Under("days"), "As of today."))))
    assert every(page, "footer/ul/li/ul/li") == ["weeks <b>", "days"]
    assert every(page, "footer/ul/li") == ["Rules: weeks <b> days", "As of today."]


def test_a_report_without_a_title_has_a_name_and_its_day() -> None:
    page = parsed(written(PLAIN._replace(title="", sections=(Section("x", "", [OPEN]),))))
    assert every(page, "h1") == every(page, "title") == every(page, "caption") == ["Overdue as of 2026-01-31"]
    assert every(page, "nav") == []


@pytest.mark.slow
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


def test_what_a_chart_of_many_rows_says_in_words_opens_on_demand() -> None:
    counts = (1,) * len(STANDINGS)
    bars = StandingBars("By party", tuple(Bar(f"Party {number}", counts) for number in range(20)))
    page = parsed(written(REPORT._replace(charts=(bars, CHARTS[0]))))
    assert is_harmless(page)
    long, short = page.iter("figcaption")
    assert long.findtext("details/summary") == "The figures in words"
    assert bars.words in " ".join("".join(long.itertext()).split())
    assert short.find("details") is None
