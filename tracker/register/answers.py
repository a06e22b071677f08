"""What parties answered to the lines of a list, for reports that print it in words: plain rows, no whole records."""

from collections.abc import Iterable, Sequence
from typing import Any

from tracker.days import Day, asked_day
from tracker.register.connect import Reader
from tracker.reports.lines import Answer, Line


def answers(reader: Reader, as_of: Day, lines: Iterable[Line]) -> dict[str, tuple[Answer, ...]]:
    """The disputes known on a day to those lines that have some, by the pledge's ref, each in the order of its day."""
    return answers_to(reader, as_of, [line.ref for line in lines if line.disputed])


def answers_to(reader: Reader, as_of: Day, refs: Sequence[str]) -> dict[str, tuple[Answer, ...]]:
    """The same for the pledges with these refs, however many, in one query."""
    on = asked_day(as_of, "as_of")
    if not refs:
        return {}
    import json

    return _known(reader.dicts("disputes_among", refs=json.dumps(refs)), on)


def all_answers(reader: Reader, as_of: Day) -> dict[str, tuple[Answer, ...]]:
    """The disputes known on a day, by the pledge's ref, each in the order of its day."""
    return _known(reader.dicts("disputes"), asked_day(as_of, "as_of"))


def _known(rows: Iterable[dict[str, Any]], as_of: str) -> dict[str, tuple[Answer, ...]]:
    known: dict[str, list[Answer]] = {}
    for row in rows:
        on = row["published_on"] or row["recorded_on"]
        if row["retracted"] is None and on <= as_of:
            answer = Answer(row["ref"], row["pledge"], row["party"], on, row["quote"], row["document"], row["note"])
            known.setdefault(answer.pledge, []).append(answer)
    return {ref: tuple(sorted(each, key=_order)) for ref, each in known.items()}


def _order(answer: Answer) -> tuple[str, int, str]:
    return answer.on, len(answer.ref), answer.ref
