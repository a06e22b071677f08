"""The documents that the rows of a package quote: what is known of each, and its text while there is room for it."""

from __future__ import annotations

import sys
from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from tracker.exchange.fields import TEXTS
from tracker.exchange.links import Known
from tracker.model import Document
from tracker.rows import Row

FACTS = ("published_on", "issuer", "event")
Facts = tuple[str | None, str | None, str | None]
_ROOM = 112 << 20  # bytes of texts that are held at a time, when not all are


class Source(NamedTuple):
    """What is known of a document of the package; ``facts`` is ``None`` where its row is unsound."""

    facts: Facts | None
    held: bool
    sha256: str | None


class Sources:
    """Documents by ref: those of the package, else those of the register.

    Texts of the package are kept up to ``room`` bytes (``None``: all of them); the others are read again from their
    files when they are asked for.
    """

    def __init__(self, folder: Path, known: Known, room: int | None = _ROOM) -> None:
        self.folder, self.known, self.room = folder, known, room
        self.offered: dict[str, Source] = {}
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._taken = 0

    def offer(self, ref: str, row: Row | None, text: str | None) -> None:
        """Remember a document of the package; ``row`` is ``None`` where it is unsound."""
        facts = (row["published_on"], row["issuer"], row["event"]) if row else None
        self.offered[ref] = Source(facts, text is not None, row["sha256"] if row else None)
        if text is not None:
            self._keep(ref, text)

    def __contains__(self, ref: str) -> bool:
        return ref in self.offered

    def facts(self, ref: str) -> Facts | None:
        """Day, issuer and event of a document; ``None`` where there is none that could be read."""
        if source := self.offered.get(ref):
            return source.facts
        held = self.known.document(ref)
        if held is None:
            return None
        return (held.published_on.isoformat() if held.published_on else None), held.issuer, held.event

    def text(self, ref: str) -> str | None:
        """The text of a document; ``None`` where it is not held."""
        if (text := self._texts.get(ref)) is not None:
            return text
        source = self.offered.get(ref)
        if source is None:
            return self.known.text(ref)
        if not source.held:
            return None
        text = (self.folder / TEXTS / f"{ref}.txt").read_bytes().decode()
        self._keep(ref, text)
        return text

    def document(self, ref: str) -> Document | None:
        """A document, with what fingerprints rest on; ``None`` where there is none that could be read."""
        if source := self.offered.get(ref):
            return Document(ref, "", "", None, sha256=source.sha256) if source.facts is not None else None
        return self.known.document(ref)

    def missing(self, ref: str) -> bool:
        """Whether neither the package nor the register has a document."""
        return ref not in self.offered and self.known.document(ref) is None

    def _keep(self, ref: str, text: str) -> None:
        self._texts[ref] = text
        if self.room is None:
            return
        self._taken += sys.getsizeof(text)
        while self._taken > self.room and len(self._texts) > 1:
            _, oldest = self._texts.popitem(last=False)
            self._taken -= sys.getsizeof(oldest)
