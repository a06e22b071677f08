"""What a caller asks a register for has one meaning, or is refused: an empty list would look like an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from filled import fill

from tests.conftest import DIALECTS
from tracker.errors import NotFoundError, UsageError
from tracker.register import records
from tracker.register.answers import all_answers, answers_to
from tracker.register.beside import done, last_looked
from tracker.register.changed import changed, corrected
from tracker.register.connect import Reader, reading
from tracker.register.entries import entries, entry
from tracker.register.lists import Filters, counted_as, counts, lines, totals
from tracker.register.related import amounts_elsewhere, items_of, related_to, replaced_by_each, replacements
from tracker.register.reporting import due_lines, overdue_lists
from tracker.register.scores import coverage, scores

DAY = "2026-03-01"
REF = "GB-2025-001"
ALL = Filters()
QUESTIONS: dict[str, Any] = {
    "lines": lambda reader, day: list(lines(reader, day)),
    "counts": counts,
    "totals": totals,
    "what is counted elsewhere": counted_as,
    "answers": all_answers,
    "answers to one": lambda reader, day: answers_to(reader, day, [REF]),
    "what was done": lambda reader, day: done(reader, day, lines(reader, DAY)).deeds(),
    "who looked last": lambda reader, day: last_looked(reader, day, lines(reader, DAY)),
    "an entry": lambda reader, day: entry(reader, REF, day),
    "entries one by one": lambda reader, day: list(entries(reader, day)),
    "entries in a sweep": lambda reader, day: list(entries(reader, day, singly=0)),
    "scores": lambda reader, day: scores(reader, day, ALL),
    "scores of some": lambda reader, day: scores(reader, day, Filters(topic="missiles")),
    "coverage": lambda reader, day: coverage(reader, day, ALL),
    "the overdue report": lambda reader, day: overdue_lists(reader, day, ALL, None),
    "deadlines to come": lambda reader, day: list(due_lines(reader, day, ALL, "2026-12-31")),
    "deadlines until": lambda reader, day: list(due_lines(reader, "2025-12-01", ALL, day)),
    "relations": records.relations_known,
    "related pledges": lambda reader, day: related_to(reader, REF, day),
    "items": lambda reader, day: items_of(reader, REF, day),
    "replaced": replaced_by_each,
    "replacements": replacements,
    "amounts elsewhere": amounts_elsewhere,
    "changes from": lambda reader, day: changed(reader, day, "2026-06-01"),
    "changes to": lambda reader, day: changed(reader, "2025-12-01", day),
    "corrections from": lambda reader, day: list(corrected(reader, day, "2026-06-01")),
    "corrections to": lambda reader, day: list(corrected(reader, "2025-12-01", day)),
}
NO_DAYS = ("yesterday", "2026-1-31", "20260301", "2026-02-30", " 2026-03-01", "", None, 20260301, 0.0)
DAYS_OF_FILTERS = ("made_since", "due_before", "due_from", "begun_after")


@pytest.fixture(scope="module", params=DIALECTS)
def reader(request, new_register) -> Iterator[Reader]:
    """A register in which every filter finds something, open to read."""
    place = new_register(request.param)
    fill(place)
    with reading(place) as opened:
        yield opened


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_day_is_asked_about_as_a_date_or_as_its_text(reader: Reader, question: Any) -> None:
    assert question(reader, date(2026, 3, 1)) == question(reader, DAY)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_what_is_no_day_is_refused_and_the_reader_reads_on(reader: Reader, question: Any) -> None:
    for odd in (*NO_DAYS, datetime(2026, 3, 1, tzinfo=UTC)):
        with pytest.raises(UsageError, match="is no day") as caught:
            question(reader, odd)
        assert caught.value.remedy == "Give a datetime.date, or text like 2026-01-31."
    assert counts(reader, DAY)


def test_the_refusal_names_what_was_asked(reader: Reader) -> None:
    with pytest.raises(UsageError) as caught:
        lines(reader, "yesterday")
    assert caught.value.what == "as_of: “yesterday” is no day."
    with pytest.raises(UsageError) as caught:
        changed(reader, DAY, 20260601)  # type: ignore[arg-type]  # what a caller without types may give
    assert caught.value.what == "later: 20260601 is no day."


@pytest.mark.parametrize("name", DAYS_OF_FILTERS)
def test_the_days_of_a_filter_are_dates_or_their_text_as_well(reader: Reader, name: str) -> None:
    narrowed, told = (Filters(**{name: day}) for day in (date(2026, 2, 1), "2026-02-01"))
    assert list(lines(reader, DAY, narrowed)) == list(lines(reader, DAY, told)) != list(lines(reader, DAY))
    assert overdue_lists(reader, DAY, narrowed, None) == overdue_lists(reader, DAY, told, None)
    for odd in (each for each in NO_DAYS if each is not None):
        with pytest.raises(UsageError, match=f"{name}: .* is no day"):
            lines(reader, DAY, Filters(**{name: odd}))
        with pytest.raises(UsageError, match=f"{name}: .* is no day"):
            overdue_lists(reader, DAY, Filters(**{name: odd}), None)


NARROWED: dict[str, Any] = {
    "lines": lambda reader, filters: lines(reader, DAY, filters),
    "counts": lambda reader, filters: counts(reader, DAY, filters),
    "totals": lambda reader, filters: totals(reader, DAY, filters),
    "entries": lambda reader, filters: list(entries(reader, DAY, filters)),
    "scores": lambda reader, filters: scores(reader, DAY, filters),
    "coverage": lambda reader, filters: coverage(reader, DAY, filters),
    "the overdue report": lambda reader, filters: overdue_lists(reader, DAY, filters, None),
    "deadlines to come": lambda reader, filters: due_lines(reader, DAY, filters, "2026-12-31"),
}


@pytest.mark.parametrize("question", NARROWED.values(), ids=NARROWED)
def test_a_standing_that_is_none_is_refused(reader: Reader, question: Any) -> None:
    for odd in (("late",), ("overdue", "Open"), "overdue"):
        with pytest.raises(UsageError, match="is no standing") as caught:
            question(reader, Filters(standings=odd))
        assert "overdue, review due, " in caught.value.remedy


@pytest.mark.parametrize("question", NARROWED.values(), ids=NARROWED)
def test_a_party_that_is_not_recorded_is_refused(reader: Reader, question: Any) -> None:
    with pytest.raises(NotFoundError) as caught:
        question(reader, Filters(country="JP"))
    assert caught.value.what == "The party JP is not in the register."
    with pytest.raises(NotFoundError) as caught:
        question(reader, Filters(country="gb"))
    assert caught.value.remedy.startswith("Did you mean GB (United Kingdom)? ")


def test_an_order_that_is_none_is_refused(reader: Reader) -> None:
    with pytest.raises(UsageError) as caught:
        lines(reader, DAY, sort="urgency")
    assert caught.value.what == "“urgency” is no order of a list."
    assert caught.value.remedy == "Give one of: pressing, deadline, made, ref."


def test_a_limit_below_zero_is_refused(reader: Reader) -> None:
    with pytest.raises(UsageError, match="-1 is no limit of a list"):
        lines(reader, DAY, limit=-1)
    assert [*lines(reader, DAY, limit=0)] == []
