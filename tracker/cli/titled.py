"""``add document --no-text``: a document that is known by title and link alone. Nothing is fetched or read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import click

from tracker import rows
from tracker.cli.app import App
from tracker.cli.enrolling import require_party
from tracker.cli.incoming import refuse_undated
from tracker.documents.description import NO_PUBLISHER
from tracker.documents.sources import is_address
from tracker.errors import ConflictError, UsageError
from tracker.language.tongues import UNDETERMINED
from tracker.model import Document
from tracker.register import records
from tracker.register.writes import Writer


def add_titled(app: App, sources: Sequence[str], facts: Mapping[str, str | None], *, undated: bool) -> None:
    """Record the document and say what is not known of it; an address may be given like a source, or by --url."""
    given = {name: " ".join((value or "").split()) or None for name, value in facts.items()}
    given["url"] = _address(sources, given["url"])
    if not given["title"]:
        raise UsageError("A document without its text is known by its title.", remedy="Give --title, and --url if any")
    if not given["published_on"] and not undated:
        refuse_undated(f"Nobody has said when “{given['title']}” was published.")
    with app.writing("add document") as writer:
        document, said = _record(writer, given, app.today)
    click.echo(document.ref)
    app.tell(f"  {document.title} — {document.publisher}, {document.published_on or 'no date'}")
    for line in said:
        app.tell(f"  {line}")
    app.tell(
        f"  Text not held: what is quoted from it is not verified until it is (tracker edit {document.ref} --text)"
    )


def _address(sources: Sequence[str], url: str | None) -> str | None:
    if not sources:
        return url
    if len(sources) > 1 or not is_address(sources[0]):
        raise UsageError(
            "With --no-text nothing is read.", remedy="Give the title, and the address of one document if it has one."
        )
    if url and url != sources[0]:
        raise UsageError(f"Two addresses are given: {sources[0]} and {url}.", remedy="Give one of them.")
    return sources[0]


def _record(writer: Writer, facts: Mapping[str, str | None], today: str) -> tuple[Document, list[str]]:
    url, said = facts["url"], list[str]()
    for each in records.documents(writer.reader):
        same = each.url == url if url else (each.url is None and each.title == facts["title"])
        if same and each.published_on == rows.day(facts["published_on"]):
            raise ConflictError(f"It is recorded already, as {each.ref}.", remedy=f"See: tracker show {each.ref}")
    issuer = facts["issuer"].upper() if facts["issuer"] else None
    if issuer and (party := require_party(writer, issuer)):
        said.append(f"Party {party.code} ({party.name}) added: its issuer")
    document = Document(
        ref=writer.next_ref(f"D-{(facts['published_on'] or today)[:4]}-"),
        title=facts["title"] or "",
        publisher=facts["publisher"] or _host(url) or NO_PUBLISHER,
        published_on=rows.day(facts["published_on"]),
        issuer=issuer,
        url=url,
        retrieved_on=rows.day(facts["retrieved_on"]),
        language=facts["language"] or UNDETERMINED,
        event=facts["event"],
        archive_url=facts["archive_url"],
        dated_by="given" if facts["published_on"] else None,
    )
    writer.add(document)
    return document, said


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None
