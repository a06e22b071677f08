"""A report for programs: csv (RFC 4180), json (one object), jsonl (one object a row). All three stream."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice, repeat
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any, TextIO

from tracker.render import cells
from tracker.reports import Report, Section

_BATCH = 200
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # spreadsheets take the fullwidth signs too
_ENDS = "\u2028\u2029"  # of a line, to many
_RISKY = _FORMULA | {" "}
_WORDS, _DIGITS = ({kind, type(None)} for kind in (str, int))
_FIRST = itemgetter(0)


def write_csv(report: Report, out: TextIO) -> None:
    """Write a header of column keys and the rows: ``section`` first if there are several, ``as_of`` last.

    RFC 4180, but for lines that end in a line feed alone, as git and pipes expect. Control characters
    are shown, not sent. A text that a spreadsheet would take for a formula gets a leading apostrophe;
    numbers stay numbers.
    """
    several = len(report.sections) > 1
    writer = csv.writer(out, lineterminator="\n")
    keys = [_cell(column.key) for column in report.columns]
    writer.writerow([*(["section"] if several else []), *keys, "as_of"])
    as_of = _cell(report.as_of)
    for section in report.sections:
        start = (_cell(section.key),) if several else ()
        rows = iter(section.rows)
        while batch := tuple(islice(rows, _BATCH)):
            written: list[Iterable[Any]] = [repeat(each) for each in start]
            written += map(_column, zip(*batch, strict=True))
            writer.writerows(zip(*written, [as_of] * len(batch), strict=False))


def _column(values: tuple[Any, ...]) -> Iterable[Any]:
    """The cells of one column, as fast as the column is plain: ``csv`` itself leaves out None and writes digits."""
    kinds = {*map(type, values)}
    if kinds <= _DIGITS:
        return values
    if kinds <= _WORDS:
        written = [*filter(None, values)]
        # What is printable holds no white space but blanks.
        if "".join(written).isprintable() and _RISKY.isdisjoint(map(_FIRST, written)):
            return values
    return map(_cell, values)


def _cell(value: object) -> str:
    written = cells.text(value)
    if not written or not isinstance(value, (str, tuple)):
        return written
    written = cells.harmless(written)
    if written[0] in _FORMULA or (written[0].isspace() and written.lstrip()[:1] in _FORMULA):
        return "'" + written
    return written


def write_json(report: Report, out: TextIO) -> None:
    """Write one object: report, title, as_of, sections, facts, notes. A row stands on a line of its own."""
    for name, value in (("report", report.name), ("title", report.title), ("as_of", report.as_of)):
        out.write(f"{'{' if name == 'report' else ','}\n  {_json(name)}: {_json(value)}")
    out.write(',\n  "sections": [')
    for number, section in enumerate(report.sections):
        out.write(",\n    {" if number else "\n    {")
        out.write(f'"key": {_json(section.key)}, "title": {_json(section.title)}, "rows": [')
        _listed(_objects(report, section), out, indent=6)
        out.write(f'], "more": {section.more}, "note": {_json(section.note)}}}')
    out.write('\n  ],\n  "facts": {' if report.sections else '],\n  "facts": {')
    _listed((f"{_json(key)}: {_json(value)}" for key, value in report.facts), out, indent=4)
    out.write('},\n  "notes": [')
    _listed(map(_json, report.notes), out, indent=4)
    out.write("]\n}\n")


def write_jsonl(report: Report, out: TextIO) -> None:
    """Write one object a line for each row: ``section`` if there are several, the columns, ``as_of``."""
    last = f', "as_of": {_json(report.as_of)}}}\n'
    for section in report.sections:
        first = f'{{"section": {_json(section.key)}, ' if len(report.sections) > 1 else "{"
        out.writelines(first + each[1:-1] + last for each in _objects(report, section))


def _objects(report: Report, section: Section) -> Iterator[str]:
    keys = [f"{_json(column.key)}: ".replace("%", "%%") for column in report.columns]
    form = "{" + ", ".join([f"{key}%s" for key in keys]) + "}"
    rows = iter(section.rows)
    while batch := tuple(islice(rows, _BATCH)):
        yield from map(form.__mod__, zip(*map(_encoded, zip(*batch, strict=True)), strict=True))


def _encoded(values: tuple[Any, ...]) -> Iterable[str]:
    """The values of one column as JSON; as fast as the column is plain."""
    kinds = {*map(type, values)}
    if kinds <= _DIGITS:
        return ["null" if value is None else str(value) for value in values]
    if kinds == {str} and "".join(values).isprintable():
        return map(encode_basestring, values)
    return map(_json, values)


def _listed(items: Iterable[str], out: TextIO, *, indent: int) -> None:
    """Write items one a line, and the line end that the closing bracket needs; nothing for no items."""
    line = "\n" + " " * indent
    empty = True
    for comma, item in zip(chain([""], repeat(",")), items, strict=False):
        out.write(f"{comma}{line}{item}")
        empty = False
    if not empty:
        out.write(line[:-2])


def _json(value: object) -> str:
    """Encode a value exactly: a ``Decimal`` is a number with all its digits, a day an ISO string."""
    if isinstance(value, str):
        return _string(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(_json, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_json(str(key))}: {_json(each)}" for key, each in value.items()) + "}"
    written = repr(value) if isinstance(value, float) else cells.text(value)
    return written if isinstance(value, int) or _is_number(value) else _string(written)


def _is_number(value: object) -> bool:
    """Tell a finite number from a day, and from what json has no number for."""
    from math import isfinite

    return hasattr(value, "__float__") and isfinite(value)


def _string(value: str) -> str:
    """Quote a string, exactly; what a terminal would obey (``cells.hidden``) or a reader of lines end at is escaped."""
    quoted = encode_basestring(value)
    if value.isprintable():
        return quoted
    return "".join(f"\\u{ord(each):04x}" if cells.hidden(ord(each)) or each in _ENDS else each for each in quoted)
