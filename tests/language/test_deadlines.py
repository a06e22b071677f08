"""What the words of a deadline mean, said on a day."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import BadInputError, UsageError
from tracker.language.deadlines import load_rules, read_deadline
from tracker.language.lexicon import fold
from tracker.language.periods import add, easter, months, piece
from tracker.language.rules import Example
from tracker.model import Deadline

RULES = load_rules()

# 2024-02-14 was a Wednesday, in winter and in a leap year.
READINGS = """
phrase                                     | said on    | earliest   | latest     | basis    | rule
2024-02-29                                 | 2024-02-14 | 2024-02-14 | 2024-02-29 | stated   | date
by 2024-02-29                              | 2024-02-14 | 2024-02-14 | 2024-02-29 | stated   | date
on 2024-02-29                              | 2024-02-14 | 2024-02-29 | 2024-02-29 | stated   | date
2024-03-01..2024-05-15                     | 2024-02-14 | 2024-03-01 | 2024-05-15 | stated   | window
29 February                                | 2024-02-14 | 2024-02-14 | 2024-02-29 | stated   | date
by 29 February                             | 2024-03-01 | 2024-03-01 | 2028-02-29 | stated   | date
before 1 May                               | 2024-02-14 | 2024-02-14 | 2024-04-30 | stated   | date
no later than 30th June 2024               | 2024-02-14 | 2024-02-14 | 2024-06-30 | stated   | date
on or before Sept. 5, 2024                 | 2024-02-14 | 2024-02-14 | 2024-09-05 | stated   | date
by the 3rd                                 | 2024-02-14 | 2024-02-14 | 2024-03-03 | stated   | date
before the 14th                            | 2024-02-14 | 2024-02-14 | 2024-03-13 | stated   | date
by 30.4.2024                               | 2024-02-14 | 2024-02-14 | 2024-04-30 | stated   | date
by 4/23/2024                               | 2024-02-14 | 2024-02-14 | 2024-04-23 | stated   | date
by 5/5/2024                                | 2024-02-14 | 2024-02-14 | 2024-05-05 | stated   | date
by Thursday, 22 February                   | 2024-02-14 | 2024-02-14 | 2024-02-22 | stated   | date
on 11-12 April 2024                        | 2024-02-14 | 2024-04-11 | 2024-04-12 | stated   | date
from 28 April to 2 May 2024                | 2024-02-14 | 2024-04-28 | 2024-05-02 | stated   | window
by 10 October at the latest                | 2024-02-14 | 2024-02-14 | 2024-10-10 | stated   | date
today                                      | 2024-02-14 | 2024-02-14 | 2024-02-14 | stated   | day
by tomorrow evening                        | 2024-02-14 | 2024-02-14 | 2024-02-15 | stated   | day
the day after tomorrow                     | 2024-02-14 | 2024-02-16 | 2024-02-16 | stated   | day
by Wednesday                               | 2024-02-14 | 2024-02-14 | 2024-02-21 | stated   | weekday
this Wednesday                             | 2024-02-14 | 2024-02-14 | 2024-02-14 | stated   | weekday
on Monday morning                          | 2024-02-14 | 2024-02-19 | 2024-02-19 | stated   | weekday
next Thursday                              | 2024-02-14 | 2024-02-22 | 2024-02-22 | inferred | weekday
by Tuesday of next week                    | 2024-02-14 | 2024-02-14 | 2024-02-20 | stated   | weekday
this week                                  | 2024-02-14 | 2024-02-14 | 2024-02-18 | stated   | week
the week after next                        | 2024-02-14 | 2024-02-26 | 2024-03-03 | stated   | week
in the week of 6 May                       | 2024-02-14 | 2024-05-06 | 2024-05-12 | stated   | week
before the weekend                         | 2024-02-14 | 2024-02-14 | 2024-02-16 | stated   | weekend
before the weekend                         | 2024-02-17 | 2024-02-17 | 2024-02-23 | stated   | weekend
by the end of the week                     | 2024-02-14 | 2024-02-14 | 2024-02-18 | stated   | end-of-week
by Good Friday                             | 2024-02-14 | 2024-02-14 | 2024-03-29 | inferred | feast
by Whitsun                                 | 2024-02-14 | 2024-02-14 | 2024-05-20 | inferred | feast
by Canada Day                              | 2024-02-14 | 2024-02-14 | 2024-07-01 | inferred | feast
beginning next January                     | 2024-02-14 | 2025-01-01 | -          | inferred | from
in time for the winter                     | 2024-02-14 | 2024-02-14 | 2024-11-30 | inferred | season
by the end of this parliament              | 2024-02-14 | -          | -          | -        | no-window
in the 2024/25 school year                 | 2024-02-14 | 2024-09-01 | 2025-08-31 | inferred | academic-year
by the end of the day                      | 2024-02-14 | 2024-02-14 | 2024-02-14 | stated   | end-of-day
February                                   | 2024-02-14 | 2024-02-14 | 2024-02-29 | stated   | month
by January                                 | 2024-02-14 | 2024-02-14 | 2025-01-31 | stated   | month
before April                               | 2024-02-14 | 2024-02-14 | 2024-03-31 | stated   | month
next October                               | 2024-02-14 | 2024-10-01 | 2024-10-31 | inferred | month
in April of next year                      | 2024-02-14 | 2025-04-01 | 2025-04-30 | stated   | month
2024-07                                    | 2024-02-14 | 2024-07-01 | 2024-07-31 | stated   | month
by April or May                            | 2024-02-14 | 2024-02-14 | 2024-05-31 | stated   | window
between December and February              | 2024-03-14 | 2024-12-01 | 2025-02-28 | stated   | window
between November and January 2026          | 2024-02-14 | 2025-11-01 | 2026-01-31 | stated   | window
between now and June                       | 2024-02-14 | 2024-02-14 | 2024-06-30 | stated   | window
before the end of August                   | 2024-02-14 | 2024-02-14 | 2024-08-31 | stated   | end-of-month
by month's end                             | 2024-02-14 | 2024-02-14 | 2024-02-29 | stated   | end-of-month
by end-May 2025                            | 2024-02-14 | 2024-02-14 | 2025-05-31 | stated   | end-of-month
Q2 2025                                    | 2024-02-14 | 2025-04-01 | 2025-06-30 | stated   | quarter
in the first or second quarter of 2025     | 2024-02-14 | 2025-01-01 | 2025-06-30 | stated   | quarter
next quarter                               | 2024-02-14 | 2024-04-01 | 2024-06-30 | stated   | quarter
by the end of Q3                           | 2024-02-14 | 2024-02-14 | 2024-09-30 | stated   | end-of-quarter
in the second half of 2024                 | 2024-02-14 | 2024-07-01 | 2024-12-31 | stated   | half
H1 2025                                    | 2024-02-14 | 2025-01-01 | 2025-06-30 | stated   | half
by 2027                                    | 2024-02-14 | 2024-02-14 | 2027-12-31 | stated   | year
before 2027                                | 2024-02-14 | 2024-02-14 | 2026-12-31 | stated   | year
in 2025-27                                 | 2024-02-14 | 2025-01-01 | 2027-12-31 | stated   | window
within the year                            | 2024-02-14 | 2024-02-14 | 2024-12-31 | stated   | year
later this year                            | 2024-02-14 | 2024-02-14 | 2024-12-31 | stated   | year
the year after next                        | 2024-02-14 | 2026-01-01 | 2026-12-31 | stated   | year
by year's end                              | 2024-02-14 | 2024-02-14 | 2024-12-31 | stated   | end-of-year
by the end of next year                    | 2024-02-14 | 2024-02-14 | 2025-12-31 | stated   | end-of-year
by the end of the decade                   | 2024-02-14 | 2024-02-14 | 2030-12-31 | inferred | end-of-decade
in the first ten days of June              | 2024-02-14 | 2024-06-01 | 2024-06-10 | stated   | part
in the last week of June                   | 2024-02-14 | 2024-06-24 | 2024-06-30 | inferred | part
within 30 days                             | 2024-02-14 | 2024-02-14 | 2024-03-15 | stated   | within
within twenty-four hours                   | 2024-02-14 | 2024-02-14 | 2024-02-15 | stated   | within
within a month                             | 2024-01-31 | 2024-01-31 | 2024-02-29 | stated   | within
in two to three weeks                      | 2024-02-14 | 2024-02-14 | 2024-03-06 | stated   | within
a year and a half                          | 2024-02-14 | 2024-02-14 | 2025-08-14 | stated   | within
over the next four years                   | 2024-02-29 | 2024-02-29 | 2028-02-29 | stated   | within
within a year                              | 2024-02-29 | 2024-02-29 | 2025-02-28 | stated   | within
in about three weeks                       | 2024-02-14 | 2024-02-14 | 2024-03-06 | inferred | within
within five working days                   | 2024-02-14 | 2024-02-14 | 2024-02-21 | inferred | working-days
in the coming hours                        | 2024-02-14 | 2024-02-14 | 2024-02-16 | inferred | vague-hours
in a matter of days                        | 2024-02-14 | 2024-02-14 | 2024-02-28 | inferred | vague-days
in the days and weeks ahead                | 2024-02-14 | 2024-02-14 | 2024-04-10 | inferred | vague-weeks
within a few weeks                         | 2024-02-14 | 2024-02-14 | 2024-04-10 | inferred | vague-weeks
over the coming months                     | 2024-08-31 | 2024-08-31 | 2025-02-28 | inferred | vague-months
in the year ahead                          | 2024-02-29 | 2024-02-29 | 2025-02-28 | inferred | vague-year
by spring                                  | 2024-02-14 | 2024-02-14 | 2024-05-31 | inferred | season
this winter                                | 2024-02-14 | 2024-02-14 | 2024-02-29 | inferred | season
next winter                                | 2024-02-14 | 2024-12-01 | 2025-02-28 | inferred | season
in winter 2026-27                          | 2024-02-14 | 2026-12-01 | 2027-02-28 | inferred | season
before the autumn                          | 2024-02-14 | 2024-02-14 | 2024-08-31 | inferred | season
by the end of the summer of 2025           | 2024-02-14 | 2024-02-14 | 2025-08-31 | inferred | end-of-season
by early March                             | 2024-02-14 | 2024-02-14 | 2024-03-10 | inferred | early
early February                             | 2024-02-14 | 2025-02-01 | 2025-02-10 | inferred | early
by mid-2025                                | 2024-02-14 | 2024-02-14 | 2025-08-31 | inferred | mid
mid to late April                          | 2024-02-14 | 2024-04-11 | 2024-04-30 | inferred | late
late next week                             | 2024-02-14 | 2024-02-22 | 2024-02-25 | inferred | late
at the start of next year                  | 2024-02-14 | 2025-01-01 | 2025-01-31 | inferred | start
before the start of next year              | 2024-02-14 | 2024-02-14 | 2024-12-31 | inferred | start
around the end of May                      | 2024-02-14 | 2024-02-14 | 2024-05-31 | inferred | end-of-month
before Easter                              | 2024-02-14 | 2024-02-14 | 2024-03-30 | inferred | feast
by Christmas 2025                          | 2024-02-14 | 2024-02-14 | 2025-12-25 | inferred | feast
in the new year                            | 2024-02-14 | 2025-01-01 | 2025-01-31 | inferred | feast
ahead of the May summit                    | 2024-02-14 | 2024-02-14 | 2024-05-31 | inferred | event
before the summit in Oslo on 9 and 10 May  | 2024-02-14 | 2024-02-14 | 2024-05-08 | stated   | event
at the conference in Riga in June 2024     | 2024-02-14 | 2024-06-01 | 2024-06-30 | inferred | event
from 1 July 2024                           | 2024-02-14 | 2024-07-01 | -          | stated   | from
after March                                | 2024-02-14 | 2024-04-01 | -          | stated   | from
summer 2024 at the earliest                | 2024-02-14 | 2024-06-01 | -          | inferred | from
soon                                       | 2024-02-14 | -          | -          | -        | no-window
as quickly as possible                     | 2024-02-14 | -          | -          | -        | no-window
in the not too distant future              | 2024-02-14 | -          | -          | -        | no-window
for as long as necessary                   | 2024-02-14 | -          | -          | -        | no-window
when the time is right                     | 2024-02-14 | -          | -          | -        | no-window
over the next few years                    | 2024-02-14 | -          | -          | -        | no-window
at the next meeting of the ministers       | 2024-02-14 | -          | -          | -        | no-window
"""
CASES = [tuple(cell.strip() for cell in line.split("|")) for line in READINGS.strip().splitlines()[1:]]
PHRASES = [case[0] for case in CASES]
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


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


# The table


def table(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_rule_is_described_in_a_sentence() -> None:
    assert RULES.describe("vague-weeks") == '"in the coming weeks" and the like: 56 days from the statement'
    assert RULES.describe("vague-months") == '"in the coming months" and the like: 6 calendar months from the statement'
    assert RULES.describe("season") == (
        "meteorological seasons: spring ends on 31 May, summer ends on 31 August, "
        "autumn ends on 30 November, winter ends on the last day of February"
    )
    assert (RULES.describe("mid") or "").startswith('"mid" in a period: months 5 to 8 of a year')
    assert RULES.describe("no-such-rule") is None


def test_a_users_table_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    own = load_rules(
        table(
            tmp_path,
            """
            version = "ours-1"
            [vague.vague-weeks]
            latest = "42 days"
            [vague.vague-days]
            phrases = ["shortly"]
            [vague.vague-term]
            latest = "4 months"
            phrases = ["this parliamentary term"]
            fires = "in this parliamentary term"
            spares = "this year"
            [seasons.spring]
            months = [2, 4]
            [feasts.independence-day]
            words = ["Independence Day"]
            days = ["08-24", "08-24"]
            """,
        )
    )
    said_on = date(2024, 2, 14)

    def latest(phrase: str) -> str:
        return str(read_deadline(phrase, said_on, own).latest)

    assert latest("in the coming weeks") == "2024-03-27"
    assert latest("shortly") == "2024-02-28", "a phrase listed moves to the user's rule"
    assert latest("in this parliamentary term") == "2024-06-14"
    assert latest("by spring") == "2024-04-30"
    assert latest("before Independence Day") == "2024-08-23"
    assert latest("by March") == "2024-03-31", "the rest of the shipped table stays"
    assert read_deadline("by March", said_on, own).rules == "ours-1"
    assert "42 days" in (own.describe("vague-weeks") or "")
    assert "spring ends on 30 April" in (own.describe("season") or "")
    assert load_rules() is RULES, "the shipped rules are read once, and never changed"
    assert str(read_deadline("in the coming weeks", said_on).latest) == "2024-04-10"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "version is missing"),
        (f'version = "{RULES.version}"', "version is missing, or is that of the shipped table"),
        ("version = 3", "version must be text in quotes, and is a whole number"),
        ('version = "o"\nweeks = 3', "weeks is not known"),
        ('version = "o"\n[vague.vague-weeks]\nlatest = "soonish"', "vague.vague-weeks.latest"),
        ('version = "o"\n[vague.vague-weeks]\nlatest = 56', "vague.vague-weeks.latest must be text"),
        ('version = "o"\n[vague.vague-weeks]\nlast = "5 days"', "vague.vague-weeks.last is not known"),
        ('version = "o"\n[vague.vague-term]\nlatest = "4 months"', "vague.vague-term.fires is missing"),
        (
            'version = "o"\n[no-window.soon]\nphrases = ["a", 1]',
            "no-window.soon.phrases, value 2, must be text",
        ),
        ('version = "o"\n[months]\nbrumaire = 13', "months.brumaire must lie between 1 and 12"),
        ('version = "o"\n[seasons.spring]\nmonths = [3]', "seasons.spring.months"),
        ('version = "o"\n[parts.early]\nmonth = [10, 1]', "parts.early.month"),
        ('version = "o"\n[feasts.leap]\nwords = ["leap day"]\ndays = ["02-29", "02-29"]', "feasts.leap.days"),
        ('version = "o"\n[feasts.odd]\nwords = ["odd day"]\ndays = ["31-01", "31-01"]', 'holds "31-01"'),
        ('version = "o"\n[feasts.odd]\nwords = ["odd day"]\ndays = ["easter+x", "easter+x"]', 'holds "easter+x"'),
        ('version = "o"\n[feasts.odd]\nwords = ["odd day"]\ndays = ["easter", "06-01"]', "feasts.odd.days"),
        ('version = "o"\n[financial-years]\nXX = 13', "financial-years.XX must lie between 1 and 12"),
        ('version = "o"\n[relations]\nbeside = ["beside"]', "relations.beside is not known"),
        ('version = "o"\n[months\nx = 1', "line 2"),
    ],
)
def test_a_table_that_cannot_be_taken_is_refused_with_file_and_place(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(BadInputError) as refused:
        load_rules(table(tmp_path, text))
    assert "own.toml" in refused.value.what
    assert place in refused.value.why
    assert refused.value.remedy


def test_a_table_that_is_missing_not_utf8_or_absurd_is_refused(tmp_path: Path) -> None:
    latin, deep = tmp_path / "latin.toml", tmp_path / "deep.toml"
    latin.write_bytes(b'version = "d\xe9lais"')
    deep.write_text('version = "o"\nx = ' + "[" * 100_000)
    for path in (tmp_path / "none.toml", tmp_path, latin, deep):
        with pytest.raises(BadInputError, match=str(path)):
            load_rules(path)


# The calendar below it


@given(DAYS, st.integers(0, 400))
def test_adding_months_keeps_the_day_or_takes_the_months_last(day: date, count: int) -> None:
    later = add(day, count, "month")
    assert (later.year - day.year) * 12 + later.month - day.month == count
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(day: date, count: int) -> None:
    later = add(day, count, "working-day")
    between = [day + timedelta(days=n) for n in range(1, (later - day).days + 1)]
    assert sum(each.isoweekday() < 6 for each in between) == count
    assert later.isoweekday() < 6


@given(st.integers(1900, 2100), st.integers(1, 12), st.sampled_from(["half", "week"]))
def test_the_first_and_last_piece_lie_at_the_ends_of_a_window(year: int, month: int, unit: str) -> None:
    first, last = months(year, month)
    assert piece((first, last), 1, 1, unit)[0] == first
    assert piece((first, last), -1, 1, unit)[1] == last


def test_easter_falls_where_the_almanac_has_it() -> None:
    almanac = [
        "1961-04-02",
        "1999-04-04",
        "2008-03-23",
        "2011-04-24",
        "2024-03-31",
        "2038-04-25",
        "2049-04-18",
    ]
    assert [str(easter(int(day[:4]))) for day in almanac] == almanac


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
