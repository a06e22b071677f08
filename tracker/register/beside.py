"""What stands beside the lines of a list: what is told as done of them, who looked last, which documents they name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tracker.days import Day, asked_day
from tracker.register.connect import Reader
from tracker.reports.done import Deed, PartDone
from tracker.reports.lines import Line
from tracker.reports.sources import Source
from tracker.wording import folded, stands_in

if TYPE_CHECKING:
    from tracker.model import Quantity

_AMOUNT, _PLEDGED = ("amount", "unit", "qualifier"), ("of_amount", "of_unit", "of_qualifier")


class Done:
    """What documents known on a day tell as done of some pledges, short of the whole, by the pledge's ref."""

    def __init__(self) -> None:
        self._parts: dict[str, dict[str, PartDone]] = {}
        self._deeds: dict[str, list[Deed]] = {}

    def take(self, row: dict[str, Any], known: str) -> None:
        """Add what a follow-up tells that is known from a day."""
        ref, of, party, document = (row[name] for name in ("ref", "pledge", "party", "document"))
        on = row["dated"] or known
        if row["outcome"] == "fulfils" and party:
            parts, part = self._parts.setdefault(of, {}), PartDone(ref, of, party, on, document)
            parts[party] = min(parts.get(party, part), part, key=_order)
        if row["outcome"] == "advances" or row["amount"] is not None:
            self._deeds.setdefault(of, []).append(Deed(ref, of, on, document, party, *_quantities(row)))

    def parts(self) -> dict[str, tuple[PartDone, ...]]:
        """Of each party the first day on which its part was done."""
        return {ref: tuple(of[party] for party in sorted(of)) for ref, of in self._parts.items()}

    def deeds(self) -> dict[str, tuple[Deed, ...]]:
        """Each step and each quantity delivered, in the order of their days."""
        return {ref: tuple(sorted(of, key=_order)) for ref, of in self._deeds.items()}


def done(reader: Reader, as_of: Day, lines: Iterable[Line]) -> Done:
    """What is known on a day to have been done of the pledges of a list."""
    found, on = Done(), asked_day(as_of, "as_of")
    refs = [line.ref for line in lines if line.last_word]
    if refs:
        import json

        for row in reader.dicts("deeds_among", refs=json.dumps(refs)):
            known = row["published_on"] or row["recorded_on"]
            if known <= on:
                found.take(row, known)
    return found


def _quantities(row: Mapping[str, Any]) -> Iterator[Quantity | None]:
    """What was delivered, of what was pledged; nothing of a step without a figure."""
    if row["amount"] is not None:
        from tracker import rows

        yield from (rows.quantity(*(row[each] for each in names)) for names in (_AMOUNT, _PLEDGED))


def _order(each: PartDone | Deed) -> tuple[str, int, str]:
    return each.on, len(each.ref), each.ref


def last_looked(reader: Reader, as_of: Day, lines: Iterable[Line]) -> dict[str, str]:
    """Who made the last enquiry into a pledge by a day, where, and its ref; by the pledge's ref."""
    on, refs = asked_day(as_of, "as_of"), [line.ref for line in lines if line.last_enquiry]
    if not refs:
        return {}
    import json

    made = (row for row in reader.dicts("enquiries_among", refs=json.dumps(refs)) if row["retracted"] is None)
    known = [row for row in made if row["enquired_on"] <= on]
    known.sort(key=lambda row: (row["enquired_on"], len(row["ref"]), row["ref"]))
    return {row["pledge"]: f"{row['enquirer']} at {row['place']} ({row['ref']})" for row in known}


def sources(reader: Reader, refs: Collection[str]) -> dict[str, Source]:
    """How reports name documents, by their refs."""
    if not refs:
        return {}
    import json

    found = reader.dicts("documents_among", refs=json.dumps(sorted(refs)))
    return {row["ref"]: Source(*(row[name] for name in Source._fields)) for row in found}


def elsewhere(reader: Reader, lines: Iterable[Line]) -> frozenset[str]:
    """The pledges whose deadline stands in the text of the document, and not in the quote.

    A day or a window in figures is looked for in the quote alone: in a table it would be found for any other row.
    """
    wanted: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        if (given := line.given) and not given[:4].isdigit():
            wanted.setdefault(line.document, {}).setdefault(given, []).append(line.ref)
    if not wanted:
        return frozenset()
    import json

    found: set[str] = set()
    for row in reader.dicts("texts_among", refs=json.dumps(sorted(wanted))):
        text = folded(row["text"])
        for given, refs in wanted[row["ref"]].items():
            found.update(refs if stands_in(text, folded(given)) else ())
    return frozenset(found)
