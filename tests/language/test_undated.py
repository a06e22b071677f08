"""What the words of a deadline mean where nobody knows on what day they were said."""

from __future__ import annotations

import pytest

from tracker.errors import UsageError
from tracker.language.rules import load_rules
from tracker.language.undated import NO_DAY, read_undated


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest", "rule"),
    [
        ("2026-03-01", None, "2026-03-01", "date"),
        ("2026-01-01..2026-03-31", "2026-01-01", "2026-03-31", "window"),
        ("by 31 March 2026", None, "2026-03-31", "date"),
        ("between March and May 2026", "2026-03-01", "2026-05-31", "window"),
        ("by spring 2026", None, "2026-05-31", "season"),
        ("from 1 May 2026", "2026-05-01", None, "from"),
    ],
)
def test_what_names_its_year_is_read(phrase: str, earliest: str | None, latest: str | None, rule: str) -> None:
    due = read_undated(phrase, load_rules())
    assert [each and str(each) for each in (due.earliest, due.latest)] == [earliest, latest]
    assert due.rule == rule


@pytest.mark.parametrize(
    "phrase",
    ["by 31 March", "by next week", "within 30 days", "in the coming weeks", "this decade", "before the NATO summit"],
)
def test_what_is_counted_from_the_day_or_looks_ahead_of_it_has_no_window(phrase: str) -> None:
    due = read_undated(phrase, load_rules())
    assert (due.phrase, due.earliest, due.latest, due.basis, due.rule) == (phrase, None, None, None, NO_DAY)
    assert load_rules().describe(NO_DAY)


def test_words_that_give_no_window_on_any_day_stay_what_they_are() -> None:
    assert read_undated("soon", load_rules()).rule == "no-window"


def test_words_that_are_not_understood_are_refused() -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_undated("when pigs fly", load_rules())
