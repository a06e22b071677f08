"""A line of a list: what every list and report says of one pledge on one day.

Days are ISO text here (they sort as they read): a list of 100,000 needs no calendar.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from tracker.wording import stands_in

# The standings, most pressing first: `tracker.words.Standing` as plain words, for lists that cannot wait for it.
STANDINGS = (
    "overdue",
    "review due",
    "open",
    "advanced",
    "conditional",
    "dropped",
    "fulfilled late",
    "fulfilled",
)
LATE = STANDINGS[:2]


class Line(NamedTuple):
    """One pledge as known on the day asked. ``restated`` counts; ``slipped_to`` is the day promised last.

    ``last_word`` is the publication day of the latest follow-up known and ``last_document`` its document,
    ``last_enquiry`` the latest search that found nothing, ``disputed`` the day of the latest answer of a party. ``via``
    names the groups through which the country asked for is bound ("joint via COW"), ``counted_as`` the pledges that
    count in its place. ``start`` and ``end`` are the place of the quote, where the text is held.
    """

    ref: str
    parties: str
    summary: str
    topic: str
    standing: str
    since: str
    self_declared: int
    made_on: str | None
    phrase: str | None
    earliest: str | None
    latest: str | None
    basis: str | None
    rule: str | None
    rules: str | None
    condition: str | None
    quote: str
    document: str
    published_on: str | None
    restated: int
    slipped_to: str | None
    last_word: str | None
    last_enquiry: str | None
    disputed: str | None = None
    via: str = ""
    counted_as: str = ""
    last_document: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def said(self) -> str | None:
        """The words of the deadline, where they stand in the quote."""
        return self.phrase if self.phrase and stands_in(self.quote, self.phrase) else None

    @property
    def given(self) -> str | None:
        """What a person gave for the deadline, where it does not stand in the quote."""
        return self.phrase if self.phrase and not stands_in(self.quote, self.phrase) else None


class Answer(NamedTuple):
    """A dispute as a report prints it beside its pledge: ``party`` answered on a day, in the words of a document."""

    ref: str
    pledge: str
    party: str
    on: str
    quote: str
    document: str
    note: str | None = None

    @property
    def said(self) -> str:
        """By whom, when and in which words: what follows “disputed”."""
        note = f" In short: {self.note.rstrip('.')}." if self.note else ""
        return f"by {self.party} on {self.on}: “{self.quote}” ({self.document}).{note}"

    @property
    def told(self) -> str:
        """The whole sentence, for a list of many pledges."""
        return f"{self.pledge} is disputed {self.said}"


def answered(answers: Sequence[Answer]) -> str | None:
    """What was answered to a pledge, in the words of all its disputes; nothing where there are none."""
    return " And ".join(each.said for each in answers) if answers else None


def counting(lines: Iterable[Line]) -> list[Line]:
    """The lines that count: not those in whose place others do."""
    return [line for line in lines if not line.counted_as]


def aside(lines: Iterable[Line], left_out: Iterable[Line] = ()) -> str:
    """Which lines are listed and not counted, in a sentence; empty where all count.

    ``left_out`` are those that a limit has left out of the list: of them it tells too which are not counted.
    """
    said = (("Listed, not counted", lines), ("Not listed here, and not counted", left_out))
    return " ".join(f"{words}: {', '.join(refs)}." for words, each in said if (refs := _instead(each)))


def _instead(lines: Iterable[Line]) -> list[str]:
    return [f"{line.ref} (counted as {some(line.counted_as.split())})" for line in lines if line.counted_as]


def some(refs: Sequence[str], most: int = 5, of: int = 0) -> str:
    """Some refs in a row; of many the first and how many more there are: of ``of``, where not all are given."""
    every = max(of, len(refs))
    more = f" and {every - most} more" if every > most else ""
    return f"{' '.join(refs[:most])}{more}"


def days_between(earlier: str, later: str) -> int:
    """Whole days from one ISO day to another."""
    return _number(later) - _number(earlier)


@cache  # a list of 100,000 has the days of a few years
def _number(day: str) -> int:
    from datetime import date

    return date.fromisoformat(day).toordinal()


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its word: ``1 day``, ``3 days``."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def counted_of(number: int, several: str) -> str:
    """A number with its word, which is given for several: ``1 party``, ``2 follow-ups``."""
    one = f"{several[:-3]}y" if several.endswith("ies") else several.removesuffix("s")
    return counted(number, one, several)


def times(number: int) -> str:
    """How often: ``once``, ``twice``, ``3 times``."""
    return {1: "once", 2: "twice"}.get(number) or f"{number} times"
