"""A document on its way into the register: as it came, as it was read, as it is described."""

from __future__ import annotations

from typing import NamedTuple, NoReturn

from tracker.documents.description import Description
from tracker.documents.found import Found, Raw
from tracker.errors import BadInputError, ConflictError


class Fetching(NamedTuple):
    """How the bytes came: where redirects led, and what the server said for the next time."""

    final_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None


class Incoming(NamedTuple):
    """A document that was read and is about to be recorded."""

    raw: Raw
    found: Found
    description: Description
    fetching: Fetching = Fetching()
    shown: bool = False  # to a person, who said yes
    settled: bool = False  # a person has gone through every fact: nothing more is to be guessed


class RecordedAlreadyError(ConflictError):
    """A text that is in the register; ``name`` is that of its source, ``ref`` that of its document."""

    def __init__(self, name: str, ref: str) -> None:
        super().__init__(f"The text of {name} is recorded already, as {ref}.", remedy=f"See: tracker show {ref}")
        self.name, self.ref = name, ref


def refuse_undated(what: str) -> NoReturn:
    """Refuse a document whose day nobody knows, unless a person said that it may be so (BadInputError)."""
    raise BadInputError(
        what,
        why="What is known on a day rests on the days of publication.",
        remedy="Give --published-on, or keep it without its day with --undated (known from today on).",
    )
