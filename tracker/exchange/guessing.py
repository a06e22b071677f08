"""A first mapping for somebody's table: guessed from its header and its cells, with the reasons beside every line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

from tracker.errors import BadInputError
from tracker.exchange.amounts_in import read_number
from tracker.exchange.cells import Line, Missing, first, folded, text_of
from tracker.exchange.dates_in import read_day
from tracker.exchange.source_cells import is_link
from tracker.exchange.tables_in import decoded, lists_in, parsed, read_table
from tracker.language.parties import named

_LOOKED_AT = 500  # rows
_FEW_WORDS = 12  # so many different words at most make a column of status
_UNTOLD = (".", "..", "-", "–", "n/a", "na", "none", "unknown", "not given", "undisclosed", "tbd")
_FORMS = ("YYYY-MM-DD", "D/M/YYYY", "M/D/YYYY", "D.M.YYYY", "D MMMM YYYY", "MMMM D, YYYY", "YYYY-MM-DDT00:00:00Z")
_OUTCOMES = {
    "fulfils": ("done", "delivered", "kept", "fulfilled", "complete", "completed", "achieved", "implemented"),
    "advances": ("in progress", "in-progress", "partly", "partial", "partially", "ongoing", "started", "largely"),
    "drops": ("abandoned", "dropped", "broken", "cancelled", "superseded", "withdrawn"),
    "none": ("not delivered", "not-delivered", "not started", "not yet", "pending", "open", "stalled"),
}
_BETWEEN = (";", "|", "/", ",", "&")
_SAID = {"deadline": "  # CHECK: a deadline of the pledge; no budget year, no end of a term"}
_NAMES = {
    "id": ("id", "nr", "no", "number", "ref", "reference", "key", "identifier"),
    "party": ("party", "country", "countries", "donor", "who", "actor", "government", "pledger", "by"),
    "words": ("promise", "pledge", "commitment", "description", "text", "explanation", "what", "statement"),
    "deadline": ("deadline", "due", "due date", "due by", "by when", "target date", "target", "until", "end date"),
    "condition": ("condition", "conditions", "conditional on", "subject to"),
    "count": ("quantity", "count", "how many", "units", "number of units", "no. of units", "pieces"),
    "unit": ("unit", "item", "items", "of what", "what kind"),
    "links": ("link", "links", "url", "source", "sources", "source url", "evidence"),
    "date": ("date", "day", "made", "announced", "announcement date", "decision date", "when"),
    "amount": ("amount", "value", "sum", "money"),
    "currency": ("currency", "original currency"),
    "topic": ("topic", "area", "sector", "theme", "category"),
    "status": ("status", "state", "outcome", "progress", "verdict"),
}


class _Column:
    """What the first rows have in a column."""

    def __init__(self, name: str, lines: Sequence[Line]) -> None:
        self.name, self.cells = name, [first(line, name) for line in lines]
        self.missing = Missing(_UNTOLD)
        self.filled = [each for each in self.cells if not self.missing(each)]
        self.texts = [text_of(each) for each in self.filled]

    def share(self, fits: int) -> float:
        return fits / len(self.filled) if self.filled else 0

    def named_like(self, what: str) -> bool:
        words = re.sub(r"[_-]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.name)).lower().strip()
        return words in _NAMES[what] or any(words.endswith(f" {each}") for each in _NAMES[what] if len(each) > 3)

    def days(self) -> tuple[float, list[str]]:
        """How many cells are days, and the forms of those that are text; no order of day and month is guessed."""
        typed = sum(isinstance(each, date) for each in self.filled)
        forms = [form for form in _FORMS if any(read_day(each, self.missing, (form,)).day for each in self.texts)]
        read = sum(read_day(each, self.missing, forms).day is not None for each in self.filled)
        return self.share(max(typed, read)), forms if typed < len(self.filled) else []


def guess(path: Path) -> str:
    """A mapping for a table as TOML with comments, to be read and corrected by a person before it is used.

    Refuses what cannot be read with BadInputError.
    """
    encoding, rows = _encoding(path), ""
    if path.suffix.lower() == ".json":
        _, rows = max(lists_in(parsed(decoded(path, encoding), path)), default=(0, ""))
    table = read_table(path, rows=rows, encoding=encoding)
    lines = list(islice(table.rows, _LOOKED_AT))
    columns = [_Column(name, lines) for name in table.columns]
    return "\n".join(_written(columns, path, encoding, rows, len(lines))) + "\n"


def _encoding(path: Path) -> str:
    """What to name as the encoding of text that is not UTF-8: the most frequent other one, for a person to correct."""
    if path.suffix.lower() != ".xlsx" and path.is_file():
        try:
            decoded(path)
        except BadInputError:
            return "windows-1252"
    return ""


def _written(columns: list[_Column], path: Path, encoding: str, rows: str, lines: int) -> Iterator[str]:
    yield f"# A first mapping for {path.name}, guessed from its header and its first {lines} rows."
    yield "# Read every line: what is marked “CHECK” is a guess that nothing but a person can settle. docs/tables.md"
    yield "# tells what each entry does. Then try it: tracker import TABLE --mapping THIS --dry-run"
    yield f"name = {_quoted(re.sub(r'[^a-z0-9]+', '-', path.stem.lower()).strip('-') or 'table')}"
    yield f"title = {_quoted(path.stem)}  # CHECK: what the table calls itself"
    yield 'publisher = "not stated"  # CHECK: who publishes it'
    yield "\n[table]"
    if encoding:
        yield f"encoding = {_quoted(encoding)}  # CHECK: it is not UTF-8; are the letters below the right ones?"
    if rows:
        yield f"rows = {_quoted(rows)}"
    untold = Counter(folded(text_of(each)) for column in columns for each in column.cells if column.missing(each))
    yield f"missing = {_listed([word for word in untold if word])}  # words that mean: no value"
    yield from _main(columns)
    yield from _day(columns)
    yield from _rest(columns)


def _main(columns: list[_Column]) -> Iterator[str]:
    id_ = _first(columns, "id") or max(columns, key=lambda each: len(set(each.texts)), default=columns[0])
    yield "\n[id]"
    yield f"column = {_quoted(id_.name)}  # CHECK: what tells one row from another, the same in the next release"
    again = len(id_.texts) - len(set(id_.texts))
    if again:
        yield f"# {again} rows have the id of another row: name more columns in key = [...], such as the item."
    known = {each: each.share(sum(named(text) is not None for text in each.texts)) for each in columns}
    party = _first(columns, "party") or max(columns, key=lambda each: known[each])
    yield "\n[party]"
    yield f"columns = {_listed([party.name])}  # CHECK: who has pledged"
    split = next((sign for sign in _BETWEEN if any(_all_known(text, sign) for text in party.texts)), "")
    if split:
        yield f"split = {_quoted(split)}  # what stands between several parties in one cell"
    strangers = sorted({each for each in party.texts if not (named(each) or (split and _all_known(each, split)))})
    if strangers:
        yield '# unknown = "add"  # give every party that is not known a code made from its name'
        yield "[party.values]  # names that the program does not know: give each its code"
        yield from (f'# {_quoted(each)} = "ZZ-…"' for each in strangers[:20])
    length = {each: sum(map(len, each.texts)) for each in columns}
    words = _first(columns, "words") or max(columns, key=lambda each: length[each])
    yield "\n[words]"
    yield f"columns = {_listed([words.name])}  # CHECK: what describes the pledge; it is quoted"


def _all_known(text: str, sign: str) -> bool:
    """Whether a cell names several parties, set apart by a sign."""
    parts = text.split(sign)
    return len(parts) > 1 and named(text) is None and all(named(text_of(each)) for each in parts)


def _day(columns: list[_Column]) -> Iterator[str]:
    found = {each.name: each.days() for each in columns}
    dated = [each for each in columns if found[each.name][0] > 0.3]
    day = next((each for each in dated if each.named_like("date")), dated[0] if dated else None)
    if day is None:
        yield "\n# [date]  no column of days was found: every pledge is undated, known from the day of its import"
        return
    share, forms = found[day.name]
    yield "\n[date]"
    yield f"column = {_quoted(day.name)}  # CHECK: the day on which it was pledged ({share:.0%} of the cells are days)"
    clash = [form for form in forms if form in ("D/M/YYYY", "M/D/YYYY")]
    if len(clash) == 2:
        forms = [each for each in forms if each not in clash]
        either = ", ".join(clash)
        yield f"# CHECK: day and month may be in either order. Add the right one to forms: {either}"
    yield f"forms = {_listed(forms)}"
    numbers = sum(isinstance(each, Decimal) for each in day.filled)
    if numbers:
        yield f'# numbers = "serial"  # {numbers} cells are bare numbers; with this, days of a spreadsheet'


def _rest(columns: list[_Column]) -> Iterator[str]:
    for what in ("deadline", "condition", "topic"):
        if found := _first(columns, what):
            yield f"\n[{what}]\ncolumn = {_quoted(found.name)}{_SAID.get(what, '')}"
    yield from _counted(columns)
    yield from _linked(columns)
    yield from _status(columns)


def _counted(columns: list[_Column]) -> Iterator[str]:
    counts, units = _first(columns, "count"), _first(columns, "unit")
    if counts and counts is not units and counts.share(_numbers(counts)) > 0.3:
        yield f"\n[counts]\ncolumn = {_quoted(counts.name)}"
        yield f"unit = {_quoted(units.name)}" if units else 'unit_is = "units"  # CHECK: of what'
    amounts = [each for each in columns if each.named_like("amount") and any(map(str.isdigit, "".join(each.texts)))]
    currency = _first(columns, "currency")
    if amounts:
        yield f"\n[[money]]\ncolumn = {_quoted(amounts[0].name)}"
        yield f"currency = {_quoted(currency.name)}" if currency else 'currency_is = "EUR"  # CHECK'
        if unread := len(amounts[0].filled) - _numbers(amounts[0]):
            yield f'# {unread} amounts can be read in two ways: say in [table] thousands = "," or "." and decimal = …'


def _linked(columns: list[_Column]) -> Iterator[str]:
    linked = {each.name: sum(any(map(is_link, text.split())) for text in each.texts) for each in columns}
    links = [
        each.name for each in columns if (n := linked[each.name]) and (each.share(n) > 0.5 or each.named_like("links"))
    ]
    if links:
        several = any(len(list(filter(is_link, text.split()))) > 1 for each in columns for text in each.texts)
        yield f"\n[sources]\ncolumns = {_listed(links)}"
        if several:
            yield 'split = " "  # what stands between several in one cell'


def _status(columns: list[_Column]) -> Iterator[str]:
    status = _first(columns, "status")
    if status and len({folded(each) for each in status.texts}) <= _FEW_WORDS:
        yield "\n[[follow_up]]"
        yield f'kind = "status"\nstatus = {_quoted(status.name)}'
        yield "[follow_up.outcomes]  # CHECK every word: fulfils, advances, restates, drops or none"
        for word in sorted({folded(each) for each in status.texts}):
            outcome = next((each for each, words in _OUTCOMES.items() if word in words), "")
            yield f"{_quoted(word)} = {_quoted(outcome)}" if outcome else f'# {_quoted(word)} = "…"'


def _numbers(column: _Column) -> int:
    return sum(read_number(each, column.missing).number is not None for each in column.filled)


def _first(columns: list[_Column], what: str) -> _Column | None:
    return next((each for each in columns if each.named_like(what)), None)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _listed(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"
