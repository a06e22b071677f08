"""What is recorded of a document: what a person said goes before what the file says, and that before what was read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from tracker.days import given_day
from tracker.documents.dating import choose
from tracker.documents.found import DateFound, Found, Raw
from tracker.documents.heading import issuer_of
from tracker.errors import BadInputError
from tracker.language.tongues import UNDETERMINED

NO_PUBLISHER = "not known"
GIVEN = "given"  # what dated a document whose day a person said


class Description(NamedTuple):
    """The facts of a document that is about to be recorded; ``published_on`` is an ISO day.

    ``dates`` are all days found, ``dated_by`` the source of the one taken and ``rule`` why it was; ``conflict``
    those that disagree. ``declared`` is the language that the file claims, where the words say another.
    """

    title: str
    publisher: str
    published_on: str | None
    issuer: str | None
    url: str | None
    retrieved_on: str | None
    language: str
    event: str | None
    archive_url: str | None
    dates: tuple[DateFound, ...]
    dated_by: str | None
    rule: str
    conflict: tuple[DateFound, ...]
    declared: str | None
    warnings: tuple[str, ...]

    @property
    def dates_found(self) -> str | None:
        """The days found as they are kept: ``header 2025-11-25; dateline 2025-11-26``."""
        return "; ".join(dict.fromkeys(f"{each.source} {each.day}" for each in self.dates)) or None


def describe(raw: Raw, found: Found, given: Mapping[str, str | None]) -> Description:
    """Put together what is recorded of a document. ``given`` is what a person said, by the names of the facts.

    Raises BadInputError for a day that is none.
    """
    facts = {**found.facts, **{key: value for key, value in given.items() if value}}
    said = {key: line for key, value in facts.items() if (line := " ".join(value.split()))}
    url = said.get("url") or raw.url
    publisher = said.get("publisher") or (urlsplit(url).hostname if url else None)
    chosen = choose(found.dates, not_after=_tomorrow(raw.retrieved_on))
    day, dated_by, rule = (chosen.day, chosen.source, chosen.rule) if chosen else (None, None, "")
    if given.get("published_on"):
        day, dated_by, rule = said["published_on"], GIVEN, "the day was given"
    elif said.get("published_on"):
        day, dated_by, rule = said["published_on"], "front matter", rule or "the front matter says so"
    published_on = _day(day, raw.name) if day else None
    language, declared = _language(found.tongue, given.get("language"), found.facts.get("language"))
    retrieved = said.get("retrieved_on") or (raw.retrieved_on if raw.url else None)
    return Description(
        title=said.get("title") or _name(raw.name),
        publisher=publisher or NO_PUBLISHER,
        published_on=published_on,
        issuer=(said.get("issuer") or issuer_of(publisher, url) or "").upper() or None,
        url=url,
        retrieved_on=_day(retrieved, raw.name) if retrieved else None,
        language=language,
        event=said.get("event"),
        archive_url=said.get("archive_url"),
        dates=found.dates,
        dated_by=dated_by,
        rule=rule,
        conflict=tuple(each for each in found.dates if each.day != published_on),
        declared=declared,
        warnings=found.warnings,
    )


def _day(given: str, name: str) -> str:
    try:
        return given_day(given).isoformat()
    except ValueError as error:
        raise BadInputError(f"{name}: {error}.") from None


def _tomorrow(day: str | None) -> str | None:
    """A page is dated where it was written: there it may be a day later."""
    return (date.fromisoformat(day[:10]) + timedelta(days=1)).isoformat() if day else None


def _language(read: str | None, given: str | None, declared: str | None) -> tuple[str, str | None]:
    """The language: as given, else as the words say, else as declared; and a declared one that the words belie."""
    if given:
        return given, None
    claimed = declared.split("-")[0].split("_")[0].lower() if declared else None
    if read and claimed and read != claimed:
        return read, declared
    return read or claimed or UNDETERMINED, None


def readable(name: str) -> str:
    """A file's name as text that can be kept and shown: bytes of it that are no UTF-8 are marked as such."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _name(given: str) -> str:
    """A title for a document that has none: the name of its file."""
    path = unquote(urlsplit(given).path) if "://" in given[:12] else given
    return readable(os.path.splitext(os.path.basename(path.rstrip("/")))[0] or given)
