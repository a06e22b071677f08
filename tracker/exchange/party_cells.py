"""Cells to parties: by the mapping's own table first, then by the gazetteer, never by likeness."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

from tracker.exchange.cells import Cell, Line, Missing, at, folded, one_line, text_of
from tracker.exchange.mapping import Party
from tracker.language.parties import known_party, named

_LONGEST_CODE = 20


class PartiesRead(NamedTuple):
    """The codes of a row's parties; or the names that mean nobody. Neither: no party is named."""

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    added: bool = False


class PartyTable:
    """The parties of a table; ``names`` collects those that it brings along, by code."""

    def __init__(self, mapping: Party, missing: Missing) -> None:
        self._mapping = mapping
        self._missing = missing
        self._values = {folded(name): code for name, code in mapping.values.items()}
        self.names: dict[str, str] = {}
        self._made: set[str] = set()

    def read(self, line: Line) -> PartiesRead:
        """The parties that a row names, each once."""
        names = [name for place in self._mapping.columns for cell in at(line, place) for name in self._split(cell)]
        if not names:
            return PartiesRead()
        codes = {name: self._code(name) for name in names}
        if unknown := tuple(name for name, code in codes.items() if code is None):
            return PartiesRead(unknown=unknown)
        found = tuple(dict.fromkeys(code for code in codes.values() if code))
        return PartiesRead(found, added=any(code in self._made for code in found))

    def _split(self, cell: Cell) -> list[str]:
        if self._missing(cell):
            return []
        text = text_of(cell)
        parts = re.split("|".join(map(re.escape, self._mapping.split.split())), text) if self._mapping.split else [text]
        return [one_line(each) for each in parts if not self._missing(each)]

    def _code(self, name: str) -> str | None:
        if code := self._values.get(folded(name)):
            return self._brought(code, name)
        for beginning, code in self._mapping.begins.items():
            if folded(name).startswith(folded(beginning)):
                return self._brought(code, name)
        plain = name.removesuffix(self._mapping.ends)
        if self._mapping.lookup != "no" and (not self._mapping.ends or plain != name):
            party = named(plain)
            if party and (self._mapping.lookup == "any" or party.kind == "country"):
                return party.code
        return self._added(name) if self._mapping.unknown == "add" else None

    def _brought(self, code: str, name: str) -> str:
        if known_party(code) is None:
            self.names.setdefault(code, self._mapping.names.get(code, name))
        return code

    def _added(self, name: str) -> str | None:
        plain = normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
        code = self._mapping.prefix + "-".join(re.findall("[A-Z0-9]+", plain))
        code = code[:_LONGEST_CODE].rstrip("-")
        if code == self._mapping.prefix.rstrip("-") or folded(self.names.get(code, name)) != folded(name):
            return None  # nothing of the name is left, or another name has this code
        self._made.add(code)
        return self._brought(code, name)
