"""What parties answered to the lines of a list, for reports that print it in words: plain rows, no whole records."""

from collections.abc import Iterable

from tracker.register.connect import Reader
from tracker.reports.lines import Answer, Line

FEW = 200  # lines up to which each is asked for by itself; beyond it, one pass over all disputes


def answers(reader: Reader, as_of: str, lines: Iterable[Line], *, few: int = FEW) -> dict[str, tuple[Answer, ...]]:
    """The disputes known on a day to those lines that have some, by the pledge's ref, each in the order of its day.

    Up to ``few`` lines are asked for one by one.
    """
    disputed = [line.ref for line in lines if line.disputed]
    if len(disputed) <= few:
        found = (row for ref in disputed for row in reader.dicts("disputes_of", ref=ref))
    else:
        wanted = set(disputed)
        found = (row for row in reader.dicts("disputes") if row["pledge"] in wanted)
    known: dict[str, list[Answer]] = {}
    for row in found:
        on = row["published_on"] or row["recorded_on"]
        if row["retracted"] is None and on <= as_of:
            answer = Answer(row["ref"], row["pledge"], row["party"], on, row["quote"], row["document"], row["note"])
            known.setdefault(answer.pledge, []).append(answer)
    return {ref: tuple(sorted(each, key=_order)) for ref, each in known.items()}


def _order(answer: Answer) -> tuple[str, int, str]:
    return answer.on, len(answer.ref), answer.ref
