"""Know bytes again before they are read: what a register has, or the same run has had, needs no second reading."""

from __future__ import annotations

import hashlib

from tracker.cli.incoming import RecordedAlreadyError
from tracker.documents.found import Raw
from tracker.documents.kinds import media_type
from tracker.register.connect import Reader

Bytes = tuple[str, str, str | None, str | None]  # what decides which text a reader makes of them


class Recognised:
    """What has come so far. ``again`` are the sources whose bytes came before in the same run, with those bytes."""

    def __init__(self) -> None:
        self.again: list[tuple[str, Bytes]] = []
        self._come: set[Bytes] = set()

    def is_new(self, reader: Reader, source: str, raw: Raw) -> bool:
        """Whether a source has to be read. One that the register has is refused (RecordedAlreadyError)."""
        known = (hashlib.sha256(raw.data).hexdigest(), media_type(raw), raw.content_type, raw.encoding)
        if known in self._come:
            self.again.append((source, known))
            return False
        refuse_recorded(reader, source, known)
        self._come.add(known)
        return True


def refuse_recorded(reader: Reader, source: str, known: Bytes) -> None:
    """Refuse bytes that a document was read from in the same way (RecordedAlreadyError)."""
    sha256, *how = known
    for ref, *kept in reader.rows(reader.sql.STATEMENTS["same_original"], sha256=sha256):
        if kept == how:
            raise RecordedAlreadyError(source, ref)
