"""Know bytes again before they are read: what a register has, or the same run has had, needs no second reading."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from tracker.cli.app import App
from tracker.cli.incoming import RecordedAlreadyError
from tracker.documents.found import Raw
from tracker.documents.kinds import media_type
from tracker.register.connect import Reader


class Known(NamedTuple):
    """What decides which text a reader makes of bytes."""

    sha256: str
    media_type: str
    content_type: str | None
    encoding: str | None


class Recognised:
    """What has come so far, in a run that takes several sources in, and which originals the register had before it.

    It is asked in the thread that opens the sources: nothing of the register is held open while they are read.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        with app.reading() as reader:
            self._recorded = {sha256 for (sha256,) in reader.rows(reader.sql.STATEMENTS["original_hashes"])}
        self._come: set[Known] = set()
        self._again: list[tuple[str, Known]] = []

    def is_new(self, source: str, raw: Raw) -> bool:
        """Whether a source has to be read, as far as is known by now: its bytes have not come before."""
        known = Known(hashlib.sha256(raw.data).hexdigest(), media_type(raw), raw.content_type, raw.encoding)
        if known in self._come or known.sha256 in self._recorded:
            self._again.append((source, known))
            return False
        self._come.add(known)
        return True

    def missed(self) -> tuple[list[str], list[RecordedAlreadyError]]:
        """Of the sources whose bytes came before: those that must be read after all, and why the others are refused.

        Bytes that failed, or that another reader made a text of, are read.
        """
        missed, refused = list[str](), list[RecordedAlreadyError]()
        if self._again:
            with self._app.reading() as reader:
                for source, known in self._again:
                    try:
                        _refuse_recorded(reader, source, known)
                        missed.append(source)
                    except RecordedAlreadyError as error:
                        refused.append(error)
        return missed, refused


def _refuse_recorded(reader: Reader, source: str, known: Known) -> None:
    """Refuse bytes that a document was read from in the same way (RecordedAlreadyError)."""
    for ref, *how in reader.rows(reader.sql.STATEMENTS["same_original"], sha256=known.sha256):
        if how == [*known[1:]]:
            raise RecordedAlreadyError(source, ref)
