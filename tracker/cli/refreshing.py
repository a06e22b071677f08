"""Fetch recorded pages and feeds again: new versions of what has changed, new items of what is listed."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import click

from tracker.cli.app import App
from tracker.cli.incoming import Fetching, Incoming
from tracker.cli.intake import Intake, Wishes, fetcher_of, line_of
from tracker.cli.keeping import original_of
from tracker.cli.working import progress
from tracker.documents.description import describe
from tracker.documents.found import Found, Raw
from tracker.documents.workers import Readers
from tracker.errors import BadInputError, ConflictError, NotFoundError, TrackerError
from tracker.language import passages
from tracker.model import Document, Feed, FollowUp, Original, Pledge
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.evidence import add_document, note_visit
from tracker.register.refs import resolve
from tracker.register.writes import Writer

if TYPE_CHECKING:
    from tracker.documents.fetching import Fetched, Fetcher


class _Page(NamedTuple):
    """The newest version of a document that was fetched from the web."""

    document: Document
    original: Original


def add_feed(app: App, url: str, publisher: str | None, issuer: str | None, allow_private: bool) -> list[str]:
    """Fetch a feed once, to see that it is one, and record it; returns what it lists."""
    from tracker.documents.feeds import read_feed

    with app.reading():
        pass
    got = fetcher_of(allow_private).fetch(url)
    read = read_feed(got.data, got.final_url, got.content_type)
    feed = Feed(
        url=url,
        title=read.title or url,
        publisher=publisher or read.title or url,
        issuer=issuer.strip().upper() if issuer else None,
        added_on=date.fromisoformat(app.today),
    )
    with app.writing("add feed") as writer:
        writer.add(feed)
    return [f"{feed.title}: {_count(len(read.items), 'item')} now", "Bring them in with: tracker refresh"]


def refresh(app: App, given: tuple[str, ...], allow_private: bool) -> None:
    """Look at every page and feed again; what failed is raised at the end."""
    with app.reading() as reader:
        pages = [_named(reader, each) for each in given] if given else list(_pages(reader))
        feeds = [] if given else list(records.feeds(reader))
    if not pages and not feeds:
        app.tell("Nothing was fetched from the web yet, and there are no feeds.")
        return
    fetcher = fetcher_of(allow_private)
    failed: list[tuple[str, TrackerError]] = []
    done: Counter[str] = Counter()
    with Readers(1) as readers, progress(app, "Fetching", len(pages) + len(feeds)) as step:
        for page in pages:
            step(page.document.ref)
            try:
                done[_again(app, fetcher, readers, page)] += 1
            except TrackerError as error:
                failed.append((page.document.ref, error))
        for feed in feeds:
            step(feed.title)
            try:
                new, lost = _news(app, fetcher, feed, allow_private)
                done["new"] += new
                failed += lost
            except TrackerError as error:
                failed.append((feed.url, error))
    said = ", ".join(f"{done[key]} {words[done[key] > 1]}" for key, words in _WORDS.items() if done[key])
    app.tell(f"Looked at {_count(len(pages), 'page')} and {_count(len(feeds), 'feed')}: {said or 'nothing new'}.")
    if failed:
        lines = [line_of(name, each) for name, each in failed]
        raise BadInputError(f"{_count(len(failed), 'address', 'addresses')} failed.", problems=tuple(lines))


_WORDS = {
    "same": ("unchanged", "unchanged"),
    "around": ("changed around the words alone", "changed around the words alone"),
    "version": ("new version", "new versions"),
    "new": ("new", "new"),
}


def _count(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"


def _pages(reader: Reader) -> list[_Page]:
    """The newest version of every document whose original came from the web."""
    newest: dict[str, _Page] = {}
    documents = {each.ref: each for each in records.documents(reader)}
    for original in records.originals(reader):
        document = documents[original.document]
        first = document.ref.partition(".")[0]
        if document.url and document.retrieved_on and (first not in newest or _later(document, newest[first])):
            newest[first] = _Page(document, original)
    return [newest[first] for first in sorted(newest)]


def _later(document: Document, page: _Page) -> bool:
    return (len(document.ref), document.ref) > (len(page.document.ref), page.document.ref)


def _named(reader: Reader, given: str) -> _Page:
    ref = resolve(reader, given, "document")[1]
    document = records.versions_of(reader, ref)[-1]
    original = records.original(reader, document.ref)
    if not document.url or original is None:
        raise NotFoundError(
            f"{ref} was not fetched from the web.", remedy="Record its page with: tracker add document URL"
        )
    return _Page(document, original)


def _again(app: App, fetcher: Fetcher, readers: Readers, page: _Page) -> str:
    """Fetch a page again; returns what was found: ``same``, ``around`` or ``version``."""
    document, original = page
    url = document.url or ""
    got = fetcher.fetch(url, etag=original.etag, last_modified=original.last_modified)
    if got.not_modified:
        return "same"
    if hashlib.sha256(got.data).hexdigest() == original.sha256:
        _visited(app, original, got)
        return "same"
    raw = Raw(got.data, url, got.content_type, original.encoding, url, app.today)
    outcome = next(iter(readers.read_all([raw])))[1]
    if isinstance(outcome, TrackerError):
        raise outcome
    if hashlib.sha256(outcome.text.encode()).hexdigest() == document.sha256:
        _visited(app, original, got)
        return "around"
    with app.writing("refresh") as writer:
        made, lost = _new_version(app, writer, page, Incoming(raw, outcome, describe(raw, outcome, {}), _by(got)))
    click.echo(made.ref)
    app.tell(f"  {made.title}: the words have changed since {document.ref}; known from {made.published_on} on")
    for ref, words in lost:
        app.tell(f"  The quote of {ref} no longer stands in the page: “{words}”")
    return "version"


def _visited(app: App, original: Original, got: Fetched) -> None:
    """Keep what the server said, so that it need not send the page again until it changes."""
    if (got.etag, got.last_modified) != (original.etag, original.last_modified):
        with app.writing("refresh") as writer:
            note_visit(writer, replace(original, etag=got.etag, last_modified=got.last_modified))


def _by(got: Fetched) -> Fetching:
    return Fetching(got.final_url, got.etag, got.last_modified)


def _new_version(app: App, writer: Writer, page: _Page, incoming: Incoming) -> tuple[Document, list[tuple[str, str]]]:
    """Record a changed page; returns the version and the quotes that no longer stand in it."""
    before, found = page.document, incoming.found
    first = before.ref.partition(".")[0]
    versions = records.versions_of(writer.reader, first)
    ref = f"{first}.{int(versions[-1].ref.partition('.')[2] or 1) + 1}"
    made = replace(
        before,
        ref=ref,
        title=found.facts.get("title") or before.title,
        # Nobody saw the change happen: the words are known from the day on which they were fetched.
        published_on=date.fromisoformat(app.today),
        retrieved_on=date.fromisoformat(app.today),
        dates_found=incoming.description.dates_found,
        dated_by="retrieval",
        text=found.text,
        sha256=hashlib.sha256(found.text.encode()).hexdigest(),
    )
    add_document(writer, made, original_of(incoming, ref, app.now), incoming.raw.data, found.shingles)
    return made, list(_lost(writer.reader, versions, found))


def _lost(reader: Reader, versions: tuple[Document, ...], found: Found) -> list[tuple[str, str]]:
    """The quotes of any version of a document that stood in its last words, and do not in its new ones."""
    last = records.document_text(reader, versions[-1].ref) or ""
    lost = []
    for version in versions:
        for (ref,) in list(reader.rows(reader.sql.STATEMENTS["quoting"], ref=version.ref)):
            resting: list[Pledge | FollowUp] = [records.pledge(reader, ref), *records.follow_ups_of(reader, ref)]
            quotes = [(each.ref, each.quote) for each in resting if each.retracted is None]
            lost += [
                (name, quote.text)
                for name, quote in quotes
                if quote.document == version.ref
                and passages.find(last, quote.text)
                and not passages.find(found.text, quote.text)
            ]
    return lost


def _news(app: App, fetcher: Fetcher, feed: Feed, allow_private: bool) -> tuple[int, list[tuple[str, TrackerError]]]:
    """Bring in what a feed lists and the register does not have; returns how many, and what failed."""
    from tracker.documents.feeds import read_feed

    got = fetcher.fetch(feed.url, etag=feed.etag, last_modified=feed.last_modified)
    if got.not_modified:
        return 0, []
    with app.reading() as reader:
        known = {each.url for each in records.documents(reader)}
    new = [each for each in read_feed(got.data, got.final_url, got.content_type).items if each.url not in known]
    intake = Intake(app, Wishes({"publisher": feed.publisher, "issuer": feed.issuer}, allow_private=allow_private))
    intake.silent = True
    intake.days = {each.url: each.published_on for each in new if each.published_on}
    intake.take_what_can_be([each.url for each in new])
    # What is recorded under another address, or from elsewhere, is no failure.
    failed = [(name, error) for name, error in intake.failed if not isinstance(error, ConflictError)]
    if not failed:  # else it is asked for again
        with app.writing("refresh") as writer:
            note_visit(writer, replace(feed, etag=got.etag, last_modified=got.last_modified))
    return len(intake.kept), failed
