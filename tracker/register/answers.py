"""What parties answered to the lines of a list, for reports that print it in words: plain rows, no whole records."""

from collections.abc import Iterable
from typing import Any

from tracker.register.connect import Reader
from tracker.reports.lines import Answer, Line

FEW = 200  # lines up to which each is asked for by itself; beyond it, one pass over all disputes


def answers(reader: Reader, as_of: str, lines: Iterable[Line], *, few: int = FEW) -> dict[str, tuple[Answer, ...]]:
    """The disputes known on a day to those lines that have some, by the pledge's ref, each in the order of its day."""
    return answers_to(reader, as_of, (line.ref for line in lines if line.disputed), few=few)


def answers_to(reader: Reader, as_of: str, refs: Iterable[str], *, few: int = FEW) -> dict[str, tuple[Answer, ...]]:
    """The same for the pledges with these refs. Up to ``few`` are asked for one by one."""
    asked = dict.fromkeys(refs)
    if len(asked) > few:
        return {ref: each for ref, each in all_answers(reader, as_of).items() if ref in asked}
    return _known((row for ref in asked for row in reader.dicts("disputes_of", ref=ref)), as_of)


def all_answers(reader: Reader, as_of: str) -> dict[str, tuple[Answer, ...]]:
    """The disputes known on a day, by the pledge's ref, each in the order of its day."""
    return _known(reader.dicts("disputes"), as_of)


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
