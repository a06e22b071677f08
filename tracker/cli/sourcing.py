"""``--source``: further documents that a record rests on, besides the one that it quotes."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.errors import UsageError
from tracker.model import Document, FollowUp, Pledge, Quote
from tracker.register import records
from tracker.register.refs import resolve
from tracker.register.writes import Writer


def sources(writer: Writer, given: Iterable[str]) -> list[Document]:
    """The documents that a person named, once each."""
    refs = dict.fromkeys(resolve(writer.reader, each, "document")[1] for each in given)
    return [records.document(writer.reader, ref) for ref in refs]


def cite_sources(writer: Writer, record: Pledge | FollowUp, given: Iterable[str]) -> list[str]:
    """Cite the documents that a person named for a record; says each."""
    from tracker.register.citing import cite

    named = sources(writer, given)
    cite(writer, record, [each.ref for each in named])
    return [f"Cites {each.ref}: {each.title}{'' if each.sha256 else ' (text not held)'}" for each in named]


def change_sources(writer: Writer, given: str, more: Iterable[str], fewer: Iterable[str]) -> list[str]:
    """Cite further documents for a pledge or follow-up, and take others back; says each."""
    from tracker.register.citing import uncite

    kind, ref = resolve(writer.reader, given)
    if kind not in ("pledge", "follow_up"):
        raise UsageError("Only a pledge or a follow-up cites sources.")
    record = records.pledge(writer.reader, ref) if kind == "pledge" else records.follow_up(writer.reader, ref)
    gone = sources(writer, fewer)
    uncite(writer, record, [each.ref for each in gone])
    return [
        ref,
        *(f"  No longer cites {each.ref}" for each in gone),
        *(f"  {each}" for each in cite_sources(writer, record, more)),
    ]


def place_of(quote: Quote) -> str:
    """Where the words stand, or that nobody can tell yet."""
    if quote.start is None:
        return f"Quote: not verified, for the text of {quote.document} is not held"
    return f"Quote: {quote.place} of {quote.document}"
