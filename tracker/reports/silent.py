"""The report on silence: pledges of which nothing was heard for long. Merely old is not late; it is silent.

Counting rules: the *last word* is the day of the latest document that bears on a pledge, its own included; an enquiry
that found nothing is no word, nor is a dispute; both are shown beside. Only pledges that are still to be kept count. A
package and a replaced pledge are listed, and counted by the pledges that count in their place.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from tracker.reports import Column, Report, Section
from tracker.reports.lines import Answer, Line, answered, aside, counted, counting, days_between

DAYS = 180
STILL_DUE = ("overdue", "review due", "open", "advanced", "conditional")

COLUMNS = (
    Column("ref", "Ref", "ref"),
    Column("parties", "Party"),
    Column("summary", "Pledge", wide=True),
    Column("days_silent", "Silent", "number"),
    Column("last_word", "Last word", "day"),
    Column("last_enquiry", "Last enquiry", "day", keep=3),
    Column("disputed", "Disputed", "day", keep=4, spare=True),
    Column("counted_as", "Counted as", keep=6, spare=True, below=True),
    Column("standing", "Standing", "standing", keep=2),
    Column("deadline", "Deadline", "day", keep=4),
    Column("topic", "Topic", keep=5),
    Column("condition", "Condition", keep=8, spare=True, below=True),
    Column("answer", "Dispute", keep=7, spare=True, below=True),
)


def before(as_of: str, days: int = DAYS) -> str:
    """The last day that is ``days`` past."""
    return (date.fromisoformat(as_of) - timedelta(days=days)).isoformat()


def silent(
    lines: Iterable[Line],
    as_of: str,
    *,
    days: int = DAYS,
    scope: str = "",
    answers: Mapping[str, Sequence[Answer]] = MappingProxyType({}),
) -> Report:
    """The pledges of which nothing was heard for ``days`` days or more, the longest silence first.

    ``answers`` are what parties answered to those that are disputed, by the pledge's ref.
    """
    still = [(days_between(heard, as_of), line) for line in lines if (heard := _heard(line))]
    found = sorted([(quiet, line) for quiet, line in still if quiet >= days], key=lambda each: (-each[0], each[1].ref))
    counts = counting(line for _, line in found)
    never = sum(line.last_word is None for line in counts)
    looked = sum(line.last_enquiry is not None for line in counts)
    rows = [
        (
            line.ref,
            line.parties,
            line.summary,
            quiet,
            _heard(line),
            line.last_enquiry,
            line.disputed,
            line.counted_as or None,
            line.standing,
            line.latest,
            line.topic,
            line.condition,
            answered(answers.get(line.ref, ())),
        )
        for quiet, line in found
    ]
    refs = f" ({', '.join(line.ref for line in counts)})" if counts else ""
    besides = aside(line for _, line in found)
    notes = (
        f"Silent for {counted(days, 'day')} or more: {len(counts)}{refs}.",
        *([besides] if besides else []),
        f"No document since the pledge itself: {never}. Looked into since, and nothing found: {looked}.",
        "Only what is still to be kept is listed. An enquiry is no word: it says that somebody has looked.",
        f"As of {as_of}: only documents published on or before that day are known.",
    )
    facts = (("silent", len(counts)), ("never_followed_up", never), ("enquired", looked), ("days", days))
    title = f"No word for {counted(days, 'day')} or more{f', {scope}' if scope else ''}, as of {as_of}"
    return Report("silent", title, as_of, COLUMNS, (Section("silent", "", rows),), notes=notes, facts=facts)


def _heard(line: Line) -> str | None:
    """The day of the latest document: a follow-up's, else that of the pledge."""
    return max(filter(None, (line.last_word, line.published_on, line.made_on)), default=None)
