"""Write the CSV files of a data package: LF, quotes only where they are needed, the same bytes for the same rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

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
        put(written([resource.columns]))
    waiting = iter(rows)
    count = 0
    while some := list(islice(waiting, _LINES)):
        put(written(some))
        count += len(some)
    return count


def written(rows: Sequence[Iterable[Any]]) -> str:
    """Rows as lines that end with LF. Asked for LF alone, the csv module would leave a lone CR unquoted."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    lines = text.getvalue()
    if "\r" not in lines:
        return lines
    if len(rows) > 1:
        return "".join([written([each]) for each in rows])
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()[:-2] + "\n"


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
