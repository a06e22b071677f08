"""Write the CSV files of a data package: LF, quotes only where they are needed, the same bytes for the same rows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from operator import itemgetter
from typing import Any

from tracker.columnar import Style, lines
from tracker.exchange.fields import Resource

Cells = tuple[Any, ...]
_LINES = 500  # written at a time
_STRUCTURED = ("object", "array")


def cells(resource: Resource, rows: Iterable[Mapping[str, Any]]) -> Iterator[Cells]:
    """Rows as tuples in the order of the columns, structures as JSON."""
    structured = [each.name for each in resource.fields if each.type in _STRUCTURED]
    if structured:
        rows = ({**row, **{name: _as_json(row[name]) for name in structured}} for row in rows)
    return map(itemgetter(*resource.columns), rows)


def write(resource: Resource, rows: Iterable[Cells], put: Callable[[str], object], *, header: bool = True) -> int:
    """Hand a header and rows, some lines at a time, to ``put``; returns how many rows there were."""
    if header:
        put(lines([resource.columns], _CSV))
    waiting = iter(rows)
    count = 0
    while some := list(islice(waiting, _LINES)):
        put(lines(some, _CSV))
        count += len(some)
    return count


def _quoted(cell: str) -> str:
    return '"{}"'.format(cell.replace('"', '""')) if _MARKED.search(cell) else cell


_MARKS = ',"\n\r'
_MARKED = re.compile(f"[{_MARKS}]")
_CSV = Style(",", "", _MARKS, _quoted)


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
