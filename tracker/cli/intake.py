"""From what a person named to recorded documents: fetch or open, read, show, ask, keep. One bad one stops nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import click

from tracker.cli.app import App
from tracker.cli.incoming import Fetching, Incoming, refuse_undated
from tracker.cli.recognising import Recognised
from tracker.cli.working import progress
from tracker.documents.ahead import ahead
from tracker.documents.description import describe
from tracker.documents.found import DateFound, Found, Raw
from tracker.documents.reading import read_path
from tracker.documents.sources import is_address
from tracker.documents.workers import Readers
from tracker.errors import BadInputError, ConflictError, TrackerError
from tracker.register.kin import Comparer

if TYPE_CHECKING:
    from tracker.documents.fetching import Fetcher

_BATCH, _HEAVY = 100, 64 << 20  # documents to a transaction, and the bytes of theirs that may wait for it
_AHEAD = 50  # documents that may have been read before they are recorded
_MANY = 20  # documents from which on processes of their own read plain texts too
_SECONDS = 60  # that reading one may take


class Wishes(NamedTuple):
    """How documents are to be taken in. ``facts`` are those that a person said, for every document."""

    facts: Mapping[str, str | None]
    encoding: str | None = None
    allow_private: bool = False
    undated: bool = False
    share_event: bool = True
    ask: bool = False


def are_many(waiting: Sequence[Incoming]) -> bool:
    """Whether the documents that wait are enough for a transaction: so many, or so heavy."""
    return len(waiting) >= _BATCH or sum(len(each.raw.data) for each in waiting) >= _HEAVY


class Intake:
    """One run of taking documents in: what was kept, and what failed and why.

    Without ``keeping`` nothing is recorded: what was read stays in ``waiting``.
    """

    def __init__(self, app: App, wishes: Wishes, *, keeping: bool = True) -> None:
        self.app = app
        self.keeping = keeping
        self.wishes = wishes
        self.comparer = Comparer()
        self.failed: list[tuple[str, TrackerError]] = []
        self.kept: list[str] = []
        self.fetchings: dict[str, Fetching] = {}
        self.waiting: list[Incoming] = []
        self.days: dict[str, str] = {}  # by address, as a feed gives them: for pages that give none
        self.stopped = False
        self.silent = False  # no sign of progress: whoever called shows one
        self.beside = False  # refs are told beside: the command has an answer of its own

    def take(self, sources: list[str]) -> None:
        """Take in every source, and raise at the end what failed."""
        self.take_what_can_be(sources)
        self._raise_failures(sources)

    def take_what_can_be(self, sources: list[str]) -> None:
        """Take in every source; what failed is in ``failed``."""
        several = len(sources) > 1
        asked = self.wishes.ask
        with progress(self.app, "Adding", 0 if asked or self.silent else len(sources)) as step:
            recognised = Recognised(self.app) if self.keeping and several else None
            self._read(sources, step, recognised)
            if recognised and not self.stopped:
                missed, refused = recognised.missed()
                self.failed += [(error.name, error) for error in refused]
                self._read(missed, _no_step, None)
        if several and self.keeping and not asked:
            self.app.tell(f"Added {len(self.kept)} of {len(sources)} documents.")

    def _read(self, sources: Sequence[str], step: Callable[[str], object], recognised: Recognised | None) -> None:
        """Open, read and receive sources; those whose bytes are ``recognised`` need no reading."""
        if not sources:
            return
        asked = self.wishes.ask
        with Readers(_processes(len(sources)), seconds=_SECONDS, many=len(sources) > _MANY) as readers:
            read = readers.read_all(self._opened(sources, step, recognised))
            with nullcontext(read) if asked else ahead(read, _AHEAD) as outcomes:
                self._take_each(outcomes, at_once=asked)

    # -- one by one ------------------------------------------------------------------------------------

    def _take_each(self, outcomes: Iterator[tuple[Raw, Found | TrackerError]], *, at_once: bool) -> None:
        if self.keeping:
            import tracker.cli.keeping  # noqa: F401  (what records takes a while to load: others read meanwhile)
        for raw, outcome in outcomes:
            self._receive(raw, outcome)
            if self.keeping and (at_once or are_many(self.waiting)):
                self._flush()
            if self.stopped:
                break
        if self.keeping:
            self._flush()

    def _opened(
        self, sources: Iterable[str], step: Callable[[str], object], recognised: Recognised | None
    ) -> Iterator[Raw]:
        fetch = cache(self._fetcher)
        for each in sources:
            step(each)
            try:
                if each == "-":
                    raw = Raw(sys.stdin.buffer.read(), "standard input", None, self.wishes.encoding)
                else:
                    raw = fetch()(each) if is_address(each) else read_path(each, self.wishes.encoding)
                if recognised is None or recognised.is_new(each, raw):
                    yield raw
            except TrackerError as error:
                self.failed.append((each, error))

    def _fetcher(self) -> Callable[[str], Raw]:
        fetcher = fetcher_of(self.wishes.allow_private)

        def fetch(url: str) -> Raw:
            got = fetcher.fetch(url)
            self.fetchings[url] = Fetching(got.final_url, got.etag, got.last_modified)
            return Raw(got.data, url, got.content_type, self.wishes.encoding, url, self.app.today)

        return fetch

    def _receive(self, raw: Raw, outcome: Found | TrackerError) -> None:
        """Describe a document that was read, and let it wait for the next transaction."""
        try:
            if isinstance(outcome, TrackerError):
                raise outcome
            described = describe(raw, self._dated(raw, outcome), self.wishes.facts)
            incoming = Incoming(raw, outcome, described, self.fetchings.pop(raw.name, Fetching()))
            if self.wishes.ask:
                answer = self._asked(incoming)
                if answer is None:
                    return
                incoming = answer
            if incoming.description.published_on is None and not self.wishes.undated:
                refuse_undated(f"{raw.name} does not say when it was published.")
            self.waiting.append(incoming)
        except TrackerError as error:
            self.failed.append((raw.name, error))

    def _dated(self, raw: Raw, found: Found) -> Found:
        """What was found, with the day that a feed gave."""
        day = self.days.get(raw.name)
        return found._replace(dates=(*found.dates, DateFound("feed", day, day))) if day else found

    def _asked(self, incoming: Incoming) -> Incoming | None:
        from tracker.cli.asking import ask
        from tracker.cli.keeping import document_of, refuse_known, told, words_of

        with self.app.reading() as reader:
            refuse_known(reader, incoming)
            document = document_of(incoming, "D-")
            kinship = self.comparer.kinship(reader, document, incoming.found.shingles)
            words = words_of(reader, self.comparer, document, kinship)
        answer = ask(self.app, incoming, told(incoming, document, kinship, [], words), kinship.event)
        self.stopped = answer.stop
        if answer.all:
            self.wishes = self.wishes._replace(ask=False)
        return answer.incoming._replace(shown=True) if answer.incoming else None

    def _flush(self) -> None:
        """Record what waits, in one transaction; what cannot be recorded fails alone."""
        if not self.waiting:
            return
        from tracker.cli.keeping import Kept, keep, told
        from tracker.register.series import Refs

        made: list[tuple[Incoming, Kept]] = []
        with self.app.writing("add document") as writer:
            refs, today, at = Refs(writer), self.app.today, self.app.now
            for each in self.waiting:
                try:
                    share = self.wishes.share_event and not each.settled
                    kept = keep(writer, refs, each, self.comparer, today=today, at=at, share_event=share)
                    made.append((each, kept))
                except TrackerError as error:
                    self.failed.append((each.raw.name, error))
        self.waiting.clear()
        for incoming, kept in made:
            self.kept.append(kept.document.ref)
            if self.beside:
                self.app.tell(kept.document.ref)
            else:
                click.echo(kept.document.ref)
            lines = told(incoming, kept.document, kept.kinship, kept.said, kept.words)
            for line in kept.said if incoming.shown else lines:
                self.app.tell(f"  {line}")

    # -- the end ---------------------------------------------------------------------------------------

    def _raise_failures(self, sources: list[str]) -> None:
        """Say what failed and why: a single one as it is, several in one list."""
        if not self.failed:
            return
        if (count := len(sources)) == 1:
            raise self.failed[0][1]
        were = "was" if len(self.failed) == 1 else "were"
        what = f"{len(self.failed)} of {count} sources {were} not added; the others were."
        if len(self.failed) == count:
            what = f"None of the {count} sources was added."
        place = {name: number for number, name in enumerate(sources)}
        self.failed.sort(key=lambda each: place.get(each[0], -1))
        lines = [line_of(name, error) for name, error in self.failed]
        if all(isinstance(each, ConflictError) for _, each in self.failed):
            raise ConflictError(what, why="\n".join(lines))
        raise BadInputError(what, remedy="Mend these, then give them again.", problems=tuple(lines))


def _no_step(_: str) -> None:
    """No sign of progress: these sources have had theirs."""


def line_of(name: str, error: TrackerError) -> str:
    """A failure in one line that names its source."""
    told = " ".join(filter(None, (error.what, error.why, error.remedy)))
    return told if name in told else f"{name}: {told}"


def fetcher_of(allow_private: bool) -> Fetcher:
    """What fetches from the web, under the program's own name."""
    from tracker import __version__
    from tracker.documents.fetching import Fetcher, user_agent

    return Fetcher(user_agent(__version__), allow_private=allow_private)


def _processes(count: int) -> int:
    """How many documents are read at once."""
    return max(1, min(count, os.cpu_count() or 1, 8))
