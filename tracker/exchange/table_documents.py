"""The documents that a table brings: itself, and the sources that it cites, known by title and link only."""

from __future__ import annotations

from datetime import date
from typing import Protocol
from urllib.parse import urlsplit

from tracker.exchange.found import Found
from tracker.exchange.mapping import TableMapping
from tracker.model import Document
from tracker.register import records
from tracker.register.connect import Reader

NOT_STATED = "not stated"


class NextRef(Protocol):
    """Gives the next ref of a series, as a register's writer does."""

    def __call__(self, series: str, *, width: int = 3) -> str: ...


class Serials:
    """Hands out refs: each series goes on where the register is, one query a series."""

    def __init__(self, first: NextRef) -> None:
        self._first = first
        self._last: dict[str, int] = {}

    def next(self, series: str, *, width: int = 3) -> str:
        """The next ref of a series such as ``GB-2025-``."""
        if series not in self._last:
            self._last[series] = int(self._first(series, width=width).removeprefix(series)) - 1
        self._last[series] += 1
        return f"{series}{self._last[series]:0{width}d}"


class TableDocuments:
    """Gives every source its document: one that the register holds, or a new one (``new``, in order)."""

    def __init__(self, reader: Reader, mapping: TableMapping, serials: Serials, recorded_on: date) -> None:
        self._mapping, self._serials, self._recorded_on = mapping, serials, recorded_on
        self._by_link: dict[str, str] = {}
        self._by_title: dict[str, str] = {}
        for each in records.documents(reader):
            if each.url:
                self._by_link.setdefault(each.url, each.ref)
            elif each.publisher == NOT_STATED:
                self._by_title.setdefault(each.title, each.ref)
        self.new: list[Document] = []

    def table(self, published_on: date | None) -> Document:
        """The table itself, new."""
        mapping = self._mapping
        return self._made(mapping.title, mapping.publisher, None, published_on)

    def cited(self, found: Found) -> tuple[str, ...]:
        """The refs of the documents of a row's sources."""
        refs = []
        for number, link in enumerate(found.links):
            if link not in self._by_link:
                title = found.title if found.title and number == 0 else link.partition("://")[2]
                self._by_link[link] = self._made(title, host_of(link), link, None).ref
            refs.append(self._by_link[link])
        for title in found.others:
            if title not in self._by_title:
                self._by_title[title] = self._made(title, NOT_STATED, None, None).ref
            refs.append(self._by_title[title])
        return tuple(dict.fromkeys(refs))

    def _made(self, title: str, publisher: str, url: str | None, published_on: date | None) -> Document:
        ref = self._serials.next(f"D-{(published_on or self._recorded_on).year}-")
        made = Document(
            ref, title, publisher, published_on, url=url, retrieved_on=None, language=self._mapping.language
        )
        self.new.append(made)
        return made


def host_of(link: str) -> str:
    """The host of a link, as the only publisher that is known of it."""
    try:
        return urlsplit(link).hostname or NOT_STATED
    except ValueError:
        return NOT_STATED
