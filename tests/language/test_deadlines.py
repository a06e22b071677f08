"""What the words of a deadline mean, said on a day."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.readings import CASES, DAYS, PHRASES, RULES
from tracker.errors import UsageError
from tracker.language.deadlines import read_deadline
from tracker.language.lexicon import fold
from tracker.language.rules import Example
from tracker.model import Deadline


def read_or_refused(words: str, said_on: date) -> Deadline | UsageError:
    try:
        return read_deadline(words, said_on)
    except UsageError as refusal:
        return refusal


def given_or_none(text: str) -> str | None:
    return None if text == "-" else text


@pytest.mark.parametrize(("phrase", "said_on", "earliest", "latest", "basis", "rule"), CASES, ids=PHRASES)
def test_a_phrase_means_this_window(
    phrase: str, said_on: str, earliest: str, latest: str, basis: str, rule: str
) -> None:
    deadline = read_deadline(phrase, date.fromisoformat(said_on))
    window = [each and each.isoformat() for each in (deadline.earliest, deadline.latest)]
    assert window == [given_or_none(earliest), given_or_none(latest)]
    assert (deadline.basis, deadline.rule) == (given_or_none(basis), rule)
    assert deadline.rules == RULES.version
    assert RULES.describe(rule), "every rule explains itself at the foot of a report"


def test_the_phrase_is_kept_as_it_was_said() -> None:
    assert read_deadline("  In the Coming\u00a0Weeks ", date(2024, 2, 14)).phrase == "In the Coming\u00a0Weeks"


@pytest.mark.parametrize("example", RULES.examples, ids=lambda each: each.fires)
def test_each_rule_of_the_table_fires_and_spares_as_it_says(example: Example) -> None:
    said_on = date(2024, 2, 14)
    assert read_deadline(example.fires, said_on).rule == example.rule
    assert read_deadline(example.spares, said_on).rule != example.rule


@pytest.mark.parametrize("case", CASES, ids=PHRASES)
def test_case_and_kind_of_space_do_not_matter(case: tuple[str, ...]) -> None:
    phrase, said_on = case[0], date.fromisoformat(case[1])
    plain = read_deadline(phrase, said_on)
    for other in (phrase.upper(), phrase.replace(" ", "\u00a0"), phrase.replace(" ", " \u202f\n")):
        assert replace(read_deadline(other, said_on), phrase=phrase) == plain


@given(st.sampled_from(PHRASES), DAYS)
def test_a_window_never_ends_before_it_begins_or_before_it_was_said(phrase: str, said_on: date) -> None:
    deadline = read_or_refused(phrase, said_on)
    if isinstance(deadline, UsageError):
        assert any(figure.isdigit() for figure in phrase), "only a phrase that names its year can be past"
        return
    if deadline.latest:
        assert deadline.earliest is not None
        assert deadline.earliest <= deadline.latest
        assert deadline.latest >= said_on
    assert (deadline.basis is None) == (deadline.earliest is None and deadline.latest is None)
    assert deadline == read_deadline(phrase, said_on)


VOCABULARY = sorted({word for entry in RULES.entries() for word in entry})
SCRAPS = st.lists(
    st.sampled_from([*VOCABULARY, "-", "7", "31", "2026", "2025-26", "1.3.2026", "st", "q", "and a half"]),
    max_size=12,
).map(" ".join)


@pytest.mark.slow
@settings(deadline=timedelta(seconds=1), max_examples=100)
@given(st.one_of(st.text(max_size=300), SCRAPS), DAYS)
def test_any_words_are_read_or_refused_with_a_remedy(words: str, said_on: date) -> None:
    deadline = read_or_refused(words, said_on)
    if isinstance(deadline, UsageError):
        assert deadline.what
        assert deadline.remedy
        assert deadline.what.isprintable()
        return
    if deadline.earliest and deadline.latest:
        assert deadline.earliest <= deadline.latest
        assert deadline.latest >= said_on


@pytest.mark.parametrize("said_on", [date.min, date.max])
def test_the_ends_of_the_calendar_are_refused_and_not_crossed(said_on: date) -> None:
    outcomes = [read_or_refused(phrase, said_on) for phrase in PHRASES]
    refusals = [each for each in outcomes if isinstance(each, UsageError)]
    assert refusals
    assert all(each.why and each.remedy for each in refusals)


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("2025-02-30", "no such day in the calendar"),
        ("30 February", "no year has such a day"),
        ("29 February 2025", "no such day in 2025"),
        ("31/12", "names no year"),
        ("by 3/4/2025", "day first or with the month first"),
        ("1.3.26", "needs four figures"),
        ("Monday, 15 February 2024", "2024-02-15 is not a Monday"),
        ("2024-05-01..2024-04-01", "comes before"),
        ("2024-05-01..spring", "a window is two days"),
        ("from 2026 to 2025", "lies before the first"),
        ("2922-01-01", "100 years"),
        ("by 2922", "100 years"),
        ("within 101 years", "100 years"),
        ("by 1850", "before 1900"),
        ("by January 2024", "Its last day is 2024-01-31"),
        ("2024-02-13", "it was said on 2024-02-14"),
        ("within 9999 years", "leaves the calendar"),
        ("Dec-26", "two readings: a day of that month, or the month of a year"),
        ("by Mar‑28", "two readings"),
        ("in -3 days", "a number below zero: “-3”"),
        ("within −2 weeks", "a number below zero"),
        ("when pigs fly", "none of the rules"),
        ("within six months of signing", "none of the rules"),
        ("x" * 201, "200 are the most"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(phrase: str, why: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_deadline(phrase, date(2024, 2, 14))
    assert why in refused.value.why
    assert refused.value.remedy


@pytest.mark.parametrize("phrase", ["", "  ", "\u00a0\n"])
def test_an_empty_deadline_is_refused(phrase: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        read_deadline(phrase, date(2024, 2, 14))


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("by Febuary", "by february"),
        ("in the comming weeks", "in the coming weeks"),
        ("as soon as posible", "as soon as possible"),
        ("in dew course", "in due course"),
    ],
)
def test_a_misspelt_phrase_is_answered_with_the_one_meant(phrase: str, meant: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_deadline(phrase, date(2024, 2, 14))
    assert f'Did you mean "{meant}"?' in refused.value.remedy


def test_a_refusal_shows_control_characters_harmless() -> None:
    with pytest.raises(UsageError) as refused:
        read_deadline("by \x1b[31mred", date(2024, 2, 14))
    assert "\x1b" not in str(refused.value)


def test_folding_leaves_out_what_does_not_matter() -> None:
    assert fold("“Year’s end”, mid\u2011March — 7–8 July") == (
        "year",
        "end",
        "mid",
        "march",
        "7",
        "-",
        "8",
        "july",
    )


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("Dec '26", "dec 2026"),
        ("by ’97", "by 1997"),
        ("the '90s", "the 90s"),
        ("o'26", "o 26"),
        ("it's '26", "it 2026"),
    ],
)
def test_a_year_cut_short_is_a_year(words: str, folded: str) -> None:
    assert " ".join(fold(words)) == " ".join(fold(folded))


def test_importing_the_reader_reads_no_table_and_compiles_no_pattern() -> None:
    code = """
import sys
import tracker.language.deadlines as reader
from tracker.language.lexicon import _token
assert not {"tomllib", "difflib", "sqlalchemy", "click", "rich"} & set(sys.modules)
assert _token.cache_info().currsize == 0
reader.load_rules()
assert "tomllib" in sys.modules and _token.cache_info().currsize == 1, "this test can see both"
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("phrase", "latest", "basis"),
    [
        ("before the House rises on 11 July", "2025-07-10", "stated"),
        ("before the fair opens in Gdansk on 9 December", "2025-12-08", "stated"),
        ("by the time the financial year closes on 30 June", "2025-06-30", "stated"),
        ("when they meet in Evian in June", "2025-06-30", "stated"),
        ("in 2026 and the other half the year after", "2027-12-31", "stated"),
        ("starting on 15 June 2025 at the latest", "2025-06-15", "stated"),
    ],
)
def test_a_day_told_with_what_happens_on_it_is_read_as_in_a_sentence(phrase: str, latest: str, basis: str) -> None:
    found = read_deadline(phrase, date(2025, 2, 3))
    assert (found.phrase, str(found.latest), found.basis) == (phrase, latest, basis)


@pytest.mark.parametrize("phrase", ["before the fair", "on the day of the fair in May perhaps", "We will do it by May"])
def test_words_around_a_day_that_tell_nothing_of_it_are_refused(phrase: str) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_deadline(phrase, date(2025, 2, 3))
