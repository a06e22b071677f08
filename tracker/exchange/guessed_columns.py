"""What the columns of somebody's table seem to be, by their names and by what their first cells hold."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from tracker.exchange.cells import Line, Missing, first, text_of
from tracker.exchange.dates_in import FORMS, read_day
from tracker.exchange.tables_in import TableRead

_UNTOLD = (".", "..", "-", "–", "n/a", "na", "none", "unknown", "not given", "undisclosed", "tbd")
_DEEPEST = 3  # steps into nested rows
_PLAIN = ("name", "label", "title", "text", "value")  # the last step of a place that says nothing by itself
_NAMES = {
    "id": ("id", "nr", "no", "number", "ref", "reference", "key", "identifier"),
    "party": ("party", "country", "countries", "donor", "giver", "who", "actor", "government", "pledger", "by"),
    "words": ("promise", "pledge", "commitment", "description", "text", "explanation", "what", "statement"),
    "deadline": ("deadline", "due", "due date", "due by", "by when", "target date", "target", "until", "end date"),
    "condition": ("condition", "conditions", "conditional on", "subject to"),
    "count": ("quantity", "count", "how many", "units", "number of units", "no. of units", "pieces"),
    "unit": ("unit", "item", "items", "of what", "what kind"),
    "links": ("link", "links", "url", "source", "sources", "source url", "evidence"),
    "date": (
        *("date", "day", "when", "announcement date", "decision date"),
        *(
            f"{deed}{on}"
            for deed in ("made", "announced", "pledged", "promised", "said", "signed")
            for on in ("", " on")
        ),
    ),
    "amount": ("amount", "value", "sum", "money"),
    "currency": ("currency", "original currency", "cur", "ccy"),
    "topic": ("topic", "area", "sector", "theme", "category"),
    "status": ("status", "state", "outcome", "progress", "verdict"),
}


class Column:
    """What the first rows have in a column, or at a place of nested rows."""

    def __init__(self, name: str, lines: Sequence[Line]) -> None:
        self.name, self.cells = name, [first(line, name) for line in lines]
        self.missing = Missing(_UNTOLD)
        self.filled = [each for each in self.cells if not self.missing(each)]
        self.texts = [text_of(each) for each in self.filled]

    def share(self, fits: int) -> float:
        return fits / len(self.filled) if self.filled else 0

    def named_like(self, what: str) -> int:
        """How much the name says that a column is this: 2 for a word of it, 1 for a name that ends so, else 0."""
        words, *inner = (_words(each) for each in (self.name, *self.name.split(".")[1:]))
        if inner and inner[-1] in _PLAIN:
            inner.append(_words(self.name.split(".")[-2]))
        if words in _NAMES[what] or (what != "id" and any(each in _NAMES[what] for each in inner)):
            return 2
        return int(any(words.endswith(f" {each}") for each in _NAMES[what] if len(each) > 3))

    def days(self) -> tuple[float, list[str]]:
        """How many cells are days, and the forms of those that are text; no order of day and month is guessed."""
        typed = sum(isinstance(each, date) for each in self.filled)
        forms = [form for form in FORMS if any(read_day(each, self.missing, (form,)).day for each in self.texts)]
        read = sum(read_day(each, self.missing, forms).day is not None for each in self.filled)
        return self.share(max(typed, read)), forms if typed < len(self.filled) else []


def columns_of(table: TableRead, lines: Sequence[Line]) -> list[Column]:
    """The columns of a table, and the places inside those that hold objects."""
    places = chain.from_iterable(_places(name, [line.cells.get(name) for line in lines]) for name in table.columns)
    return [Column(place, lines) for place in places]


def best(columns: Iterable[Column], what: str, but: Container[Column | None] = ()) -> Column | None:
    """The column whose name says most that it is this, the first of several."""
    named = [each for each in columns if each not in but and each.named_like(what)]
    return max(named, key=lambda each: each.named_like(what), default=None)


def _places(place: str, values: Sequence[Any], depth: int = 0) -> Iterator[str]:
    items = [item for each in values for item in (each if isinstance(each, list) else [each])]
    objects = [each for each in items if isinstance(each, dict)]
    if not objects or depth == _DEEPEST:
        yield place
        return
    for name in dict.fromkeys(chain.from_iterable(objects)):
        yield from _places(f"{place}.{name}", [each.get(name) for each in objects], depth + 1)


def _words(name: str) -> str:
    return re.sub(r"[_-]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).lower().strip()
