"""A first mapping for somebody's table: guessed from its header and its cells, with the reasons beside every line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path

from tracker.exchange.cells import folded, text_of
from tracker.exchange.guessed_amounts import signs_told, unread
from tracker.exchange.guessed_columns import Column, best, columns_of
from tracker.exchange.heading import Place, find_place
from tracker.exchange.source_cells import is_link
from tracker.exchange.tables_in import read_table
from tracker.language.parties import named

_LOOKED_AT = 500  # rows
_FEW_WORDS = 12  # so many different words at most make a column of status
_OUTCOMES = {
    "fulfils": ("done", "delivered", "kept", "fulfilled", "complete", "completed", "achieved", "implemented"),
    "advances": ("in progress", "in-progress", "partly", "partial", "partially", "ongoing", "started", "largely"),
    "drops": ("abandoned", "dropped", "broken", "cancelled", "superseded", "withdrawn"),
    "none": ("not delivered", "not-delivered", "not started", "not yet", "pending", "open", "stalled"),
}
_BETWEEN = (";", "|", "/", ",", "&")
_SAID = {"deadline": "  # CHECK: a deadline of the pledge; no budget year, no end of a term"}
_NOBODY = "…"  # stands where no column is found: the mapping is refused until somebody names one


def guess(path: Path) -> str:
    """A mapping for a table as TOML with comments, to be read and corrected by a person before it is used.

    Refuses what cannot be read with BadInputError.
    """
    place = find_place(path)
    table = read_table(path, sheet=place.sheet, header=place.header, rows=place.rows, encoding=place.encoding)
    lines = list(islice(table.rows, _LOOKED_AT))
    return "\n".join(_written(columns_of(table, lines), path, place, len(lines))) + "\n"


def _written(columns: list[Column], path: Path, place: Place, lines: int) -> Iterator[str]:
    yield f"# A first mapping for {path.name}, guessed from its header and its first {lines} rows."
    yield "# Read every line: what is marked “CHECK” is a guess that nothing but a person can settle. docs/tables.md"
    yield "# tells what each entry does. Then try it: tracker import TABLE --mapping THIS --dry-run"
    yield f"name = {_quoted(re.sub(r'[^a-z0-9]+', '-', path.stem.lower()).strip('-') or 'table')}"
    yield f"title = {_quoted(path.stem)}  # CHECK: what the table calls itself"
    yield 'publisher = "not stated"  # CHECK: who publishes it'
    yield "\n[table]"
    if place.encoding:
        yield f"encoding = {_quoted(place.encoding)}  # CHECK: it is not UTF-8; are the letters below the right ones?"
    if place.others:
        yield f"sheet = {_quoted(place.sheet)}  # CHECK: not read: {', '.join(map(_quoted, place.others))}"
    if place.header > 1:
        yield f"header = {place.header}  # CHECK: the row that names the columns"
    if place.rows:
        yield f"rows = {_quoted(place.rows)}"
    untold = Counter(folded(text_of(each)) for column in columns for each in column.cells if column.missing(each))
    yield f"missing = {_listed([word for word in untold if word])}  # words that mean: no value"
    yield from _main(columns)
    yield from _day(columns)
    yield from _rest(columns)


def _main(columns: list[Column]) -> Iterator[str]:
    id_ = best(columns, "id") or max(columns, key=lambda each: len(set(each.texts)))
    yield "\n[id]"
    yield f"column = {_quoted(id_.name)}  # CHECK: what tells one row from another, the same in the next release"
    again = len(id_.texts) - len(set(id_.texts))
    if again:
        have = "1 row has" if again == 1 else f"{again} rows have"
        yield f"# {have} the id of another row: name more columns in key = [...], such as the item."
    days = [each for each in columns if each.days()[0] > 0.5]
    length = {each: sum(map(len, each.texts)) for each in columns if each is not id_ and each not in days}
    party = best(columns, "party", [id_, *days]) or _knows_names([*length])
    words = best(columns, "words", [id_, party, *days])
    words = words or max((each for each in length if each is not party), key=length.__getitem__, default=None)
    yield from _parties(party)
    yield "\n[words]"
    told = "what describes the pledge; it is quoted" if words else "no column of words was found: name it"
    yield f"columns = {_listed([words.name if words else _NOBODY])}  # CHECK: {told}"


def _knows_names(columns: Sequence[Column]) -> Column | None:
    """The column with the most names of parties that are known; none where there are none."""
    known = {each: each.share(sum(named(text) is not None for text in each.texts)) for each in columns}
    found = max(columns, key=known.__getitem__, default=None)
    return found if found and known[found] else None


def _parties(party: Column | None) -> Iterator[str]:
    yield "\n[party]"
    if party is None:
        yield f"columns = {_listed([_NOBODY])}  # CHECK: no column has names of parties that are known: name it"
        yield '# unknown = "add"  # give every party that is not known a code made from its name'
        return
    yield f"columns = {_listed([party.name])}  # CHECK: who has pledged"
    split = next((sign for sign in _BETWEEN if any(_all_known(text, sign) for text in party.texts)), "")
    if split:
        yield f"split = {_quoted(split)}  # what stands between several parties in one cell"
    strangers = sorted({each for each in party.texts if not (named(each) or (split and _all_known(each, split)))})
    if strangers:
        yield '# unknown = "add"  # give every party that is not known a code made from its name'
        yield "[party.values]  # names that the program does not know: give each its code"
        yield from (f'# {_quoted(each)} = "ZZ-…"' for each in strangers[:20])


def _all_known(text: str, sign: str) -> bool:
    """Whether a cell names several parties, set apart by a sign."""
    parts = text.split(sign)
    return len(parts) > 1 and named(text) is None and all(named(text_of(each)) for each in parts)


def _day(columns: list[Column]) -> Iterator[str]:
    found = {each: each.days() for each in columns if not each.named_like("deadline")}
    dated = [each for each, (share, _) in found.items() if share > 0.3]
    day = best(dated, "date") or next(iter(dated), None)
    if day is None:
        yield "\n# [date]  no column of days was found: every pledge is undated, known from the day of its import"
        return
    share, forms = found[day]
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
        cells = "1 cell is a bare number" if numbers == 1 else f"{numbers} cells are bare numbers"
        yield f'# numbers = "serial"  # {cells}; with this, days of a spreadsheet'


def _rest(columns: list[Column]) -> Iterator[str]:
    for what in ("deadline", "condition", "topic"):
        if found := best(columns, what):
            yield f"\n[{what}]\ncolumn = {_quoted(found.name)}{_SAID.get(what, '')}"
    yield from _counted(columns)
    yield from _linked(columns)
    yield from _status(columns)


def _counted(columns: list[Column]) -> Iterator[str]:
    counts, units = best(columns, "count"), best(columns, "unit")
    if counts and counts is not units and counts.share(len(counts.filled) - len(unread(counts))) > 0.3:
        yield f"\n[counts]\ncolumn = {_quoted(counts.name)}"
        yield f"unit = {_quoted(units.name)}" if units else 'unit_is = "units"  # CHECK: of what'
    amounts = best([each for each in columns if any(map(str.isdigit, "".join(each.texts)))], "amount")
    currency = best(columns, "currency")
    if amounts:
        yield f"\n[[money]]\ncolumn = {_quoted(amounts.name)}"
        yield f"currency = {_quoted(currency.name)}" if currency else 'currency_is = "EUR"  # CHECK'
        yield from signs_told(amounts)


def _linked(columns: list[Column]) -> Iterator[str]:
    linked = {each.name: sum(any(map(is_link, text.split())) for text in each.texts) for each in columns}
    links = [
        each.name for each in columns if (n := linked[each.name]) and (each.share(n) > 0.5 or each.named_like("links"))
    ]
    if links:
        several = any(len(list(filter(is_link, text.split()))) > 1 for each in columns for text in each.texts)
        yield f"\n[sources]\ncolumns = {_listed(links)}"
        if several:
            yield 'split = " "  # what stands between several in one cell'


def _status(columns: list[Column]) -> Iterator[str]:
    status = best(columns, "status")
    if status and len({folded(each) for each in status.texts}) <= _FEW_WORDS:
        yield "\n[[follow_up]]"
        yield f'kind = "status"\nstatus = {_quoted(status.name)}'
        yield "[follow_up.outcomes]  # CHECK every word: fulfils, advances, restates, drops or none"
        for word in sorted({folded(each) for each in status.texts}):
            outcome = next((each for each, words in _OUTCOMES.items() if word in words), "")
            yield f"{_quoted(word)} = {_quoted(outcome)}" if outcome else f'# {_quoted(word)} = "…"'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _listed(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"
