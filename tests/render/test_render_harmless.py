"""Texts come from anywhere. Whatever they hold, a reader sees it and nothing obeys it."""

import csv
import json
from io import StringIO

import pytest

from tracker.render import TEXT, cells, markdown, write
from tracker.reports import Column, Report, Section

COLUMNS = (Column("ref", "Ref", "ref"), Column("title", "Title", wide=True))
FORMULA = "=cmd|' /C calc'!A0"


def written(value: object, form: str, *, times: int = 1, width: int = 140) -> str:
    out = StringIO()
    report = Report("status", "", "2026-01-31", COLUMNS, (Section("", "", [("GB-1", value)] * times),))
    write(report, form, out, width=width)
    return out.getvalue()


def cell(value: object, form: str) -> str:
    """The one value, as the format shows it."""
    last = written(value, form).rstrip("\n").split("\n")[-1]
    start, end = {"table": ("GB-1  ", ""), "plain": ("GB-1\t", ""), "md": ("| GB-1 | ", " |")}[form]
    assert last.startswith(start)
    return last[len(start) : len(last) - len(end)]


@pytest.mark.parametrize("form", ["table", "plain", "md"])
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x9b2J", r"\u009b2J"),
        ("a\x00b\x7f", "a␀b␡"),
        ("pay \u202e001", r"pay \u202e001"),
        ("\u2066a\u2069", r"\u2066a\u2069"),
        ("lone \ud800", r"lone \ud800"),
        ("two\nlines", "two lines"),
        ("a\r\n\tb\u2028c", "a b c"),
        ("10\u00a0000\u202f000", "10 000 000"),
        ("[bold]x[/bold] :rocket:", "[bold]x[/bold] :rocket:"),
        ("凍結資産", "凍結資産"),
        ("cafe\u0301", "cafe\u0301"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(form: str, value: str, shown: str) -> None:
    assert cell(value, form) == (markdown.escape(shown) if form == "md" else shown)


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 300])
@pytest.mark.parametrize("form", TEXT)
def test_no_format_sends_an_escape(form: str, times: int) -> None:
    hostile = "\x1b[2J\x9b2J\x1b]8;;http://x\x07 \u202e \u2066 \x7f [red]" + "word " * 50
    result = written(hostile, form, times=times)
    assert not {code for code in map(ord, result) if cells.hidden(code)} - {ord("\n"), ord("\t")}


def test_rich_takes_nothing_for_its_own_markup() -> None:
    result = written("[bold]x[/bold] :rocket: [link=http://x]y[/link] 3.14 " + "word " * 50, "table")
    assert "[bold]x[/bold] :rocket: [link=http://x]y[/link] 3.14" in result


@pytest.mark.parametrize("form", TEXT)
def test_what_stands_around_the_rows_is_harmless_too(form: str) -> None:
    hostile = "\x1b[2J\x9b \u202e \ud800 x"
    out = StringIO()
    columns = (Column(hostile, hostile), Column("b", "B", wide=True))
    sections = tuple(Section(hostile, hostile, [("a", each)], 1, hostile) for each in ("b", "word " * 50))
    write(Report(hostile, hostile, "", columns, sections, (hostile,), (hostile,), ((hostile, 1),)), form, out)
    assert not {code for code in map(ord, out.getvalue()) if cells.hidden(code)} - {ord("\n"), ord("\t")}


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("form", TEXT)
def test_a_title_of_ten_thousand_characters_is_whole_in_every_format(form: str, width: int) -> None:
    assert written("ж" * 10_000, form, width=width).count("ж") == 10_000


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        ("a | b", r"a \| b"),
        (r"a \| b", r"a \\\| b"),
        ("`code` <b> *em*", r"\`code\` \<b\> \*em\*"),
        ("_em_ snake_case __init__", r"\_em\_ snake_case \_\_init\_\_"),
        ("[text](http://x) ![i]", r"\[text\](http://x) !\[i\]"),
        ("# heading", r"\# heading"),
        ("no. # here", "no. # here"),
        ("&lt; &#60; R&D;", r"\&lt; \&#60; R\&D;"),
        ("AT&T ~~gone~~", r"AT&T \~\~gone\~\~"),
        ("-5", "-5"),
    ],
)
def test_markdown_shows_its_special_characters(value: str, escaped: str) -> None:
    assert cell(value, "md") == escaped


@pytest.mark.parametrize(
    ("value", "escaped"),
    [("- a", r"\- a"), ("+ a", r"\+ a"), ("===", r"\==="), ("1. a", r"1\. a"), ("2) a", r"2\) a")],
)
def test_a_markdown_paragraph_does_not_begin_a_list_or_a_rule(value: str, escaped: str) -> None:
    assert markdown.paragraph(value) == escaped


@pytest.mark.parametrize("value", [FORMULA, "+1", "-1", "@x", "  =1", "\t=1", "\r=1", "\tx", "＝1", ("=1", "2")])
def test_csv_does_not_hand_a_formula_to_a_spreadsheet(value: object) -> None:
    (_, row) = csv.reader(StringIO(written(value, "csv")))
    assert row[1].startswith("'")


@pytest.mark.parametrize("value", [-5, "a=b", "", " ", "'=1", None])
def test_csv_leaves_what_is_no_formula(value: object) -> None:
    (_, row) = csv.reader(StringIO(written(value, "csv")))
    assert row[1] == ("" if value is None else str(value))


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("value", [FORMULA, "\x1b[31m\x9b \u202e \ud800", 'quo"te \\ back', "a\r\n\tb", "凍結 🚀"])
def test_json_is_exact(form: str, value: str) -> None:
    found = json.loads(written(value, form))
    assert (found["sections"][0]["rows"][0] if form == "json" else found)["title"] == value


@pytest.mark.parametrize("end", ["\n", "\r", "\x85", "\u2028", "\u2029", "\v", "\x1c"])
def test_a_row_of_jsonl_is_one_line_to_every_reader_of_lines(end: str) -> None:
    assert len(written(f"two{end}lines", "jsonl").splitlines()) == 1
