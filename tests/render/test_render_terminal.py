"""Paragraphs and quotes, as ``show`` and ``explain`` print them."""

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from tracker.render import cells
from tracker.render.terminal import Block, paragraphs, quote

TEXT = (
    "The leaders met in Paris on Thursday. Britain will supply additional air-defence missiles to Ukraine in "
    "the coming weeks, the Prime Minister said after the meeting, which lasted for several hours."
)
START = TEXT.index("will supply")
END = TEXT.index(" to Ukraine")


def printed(*blocks: Block, width: int = 40, colour: bool = False) -> str:
    out = StringIO()
    paragraphs(blocks, out, width, colour)
    return out.getvalue()


def test_lines_stand_in_under_their_heading_and_hang() -> None:
    assert printed(
        Block("GB-2025-001", ("Supply additional air-defence missiles to Ukraine", "open")),
        Block("", ("end",)),
    ) == (
        "GB-2025-001\n"
        "  Supply additional air-defence missiles\n"
        "    to Ukraine\n"
        "  open\n"
        "\n"
        "end\n"
    )  # fmt: skip


def test_colour_makes_headings_bold_and_changes_nothing_else() -> None:
    assert printed(Block("Why", ("So.",)), colour=True) == "\x1b[1mWhy\x1b[0m\n  So.\n"


def test_paragraphs_show_what_a_terminal_would_obey() -> None:
    assert printed(Block("\x1b[2J", ("a\x07\nb \u202ec",))) == "␛[2J\n  a␇ b \\u202ec\n"


@given(st.lists(st.text(), min_size=1).map(" ".join), st.integers(8, 100))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    lines = printed(Block(text, (text,)), width=width).split("\n")
    assert all(cells.measure(line) <= width for line in lines)


@given(st.text(st.characters(codec="ascii", categories=("L", "N", "P", "Zs"))), st.integers(8, 100))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    assert "".join(cells.wrap(text, width)).replace(" ", "") == text.replace(" ", "")


def test_wide_characters_count_twice() -> None:
    assert cells.wrap("凍結資産", 5) == ["凍結", "資産"]


def test_a_quote_stands_in_its_context_which_is_cut_between_words() -> None:
    assert quote(TEXT, START, END, 60, context=30) == [
        "… in Paris on Thursday. Britain »will supply additional",
        "air-defence missiles« to Ukraine in the coming …",
    ]


def test_a_quote_at_the_ends_of_its_document_has_no_dots() -> None:
    assert quote("We will act.", 0, 12, 60) == ["»We will act.«"]
    assert quote("We will act.", 3, 7, 60) == ["We »will« act."]
    assert quote("(will)", 1, 5, 60) == ["(»will«)"]


def test_a_quote_is_harmless() -> None:
    text = "He\x1b[31m said\nthat\u202e we \x1bwill now"
    start = text.index("\x1bwill")
    assert quote(text, start, start + 5, 60) == ["He␛[31m said that\\u202e we »␛will« now"]


@given(st.text(), st.data(), st.integers(0, 20))
def test_any_quote_can_be_shown(text: str, data: st.DataObject, context: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = " ".join(quote(text, start, end, 40, context))
    assert "»" in shown
    assert "«" in shown
