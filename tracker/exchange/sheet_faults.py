"""Cells of a workbook that hold an error or a formula whose result was never stored: its reader gives both as blank."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from tracker.exchange.cells import UNCOMPUTED, Cell

_PART = r"{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PREFIX = re.compile(rb"<(\w+:)?sheetData\b")
_PLACE = re.compile(rb'\br="([A-Z]+)([0-9]+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)<")

Faults = dict[int, list[tuple[int, Cell]]]


def faulty_cells(workbook: bytes, sheet: str) -> Faults:
    """Such cells by their row, from 0: the column, from 0, and the word of the error, or that nothing was computed."""
    faults: Faults = {}
    try:
        with ZipFile(BytesIO(workbook)) as file:
            part = _part(file, sheet)
            for row, column, cell in _found(file.read(part)) if part else ():
                faults.setdefault(row, []).append((column, cell))
    except (BadZipFile, KeyError, ElementTree.ParseError):
        return {}  # of another build than what we know: read as it is
    return faults


def _found(data: bytes) -> Iterator[tuple[int, int, Cell]]:
    begun = _PREFIX.search(data)
    prefix = (begun[1] or b"") if begun else b""
    formula, nothing, value = (b"<" + prefix + each for each in (b"f", b"v></", b"v>"))
    for cell in data.split(b"<" + prefix + b"c ")[1:]:
        if b't="e"' not in cell and (formula not in cell or (value in cell and nothing not in cell)):
            continue
        head, _, inner = cell.partition(b">")
        error = b't="e"' in head
        if not error and (formula not in inner or b't="str"' in head):  # a formula may well give no letter
            continue
        found, place = _VALUE.search(inner), _PLACE.search(head)
        if place and error == bool(found):
            what = found[1].decode("utf-8", "replace") if found else UNCOMPUTED
            yield int(place[2]) - 1, _column(place[1]), what


@lru_cache(maxsize=256)
def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column - 1


def _part(file: ZipFile, sheet: str) -> str:
    """The name of the part of the file that holds a sheet."""
    listed = ElementTree.fromstring(file.read("xl/workbook.xml"))
    named = {each.get("name"): each.get(_PART) for each in listed.iter() if each.tag.endswith("}sheet")}
    linked = ElementTree.fromstring(file.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in linked}
    target = targets.get(named.get(sheet), "")
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""
