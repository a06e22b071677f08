"""What ``show`` says of where a record comes from besides the words it quotes: cited sources, ids in other tables."""

from __future__ import annotations

from typing import Any

from tracker.model import Document
from tracker.register import imported
from tracker.register.connect import Reader
from tracker.render.terminal import Block


def sources_of(reader: Reader, record: str) -> tuple[list[Block], dict[str, Any]]:
    """Blocks and data on the sources that a record cites, and on what it is called in tables of others."""
    cited, named = imported.cited_by(reader, record), imported.foreign_ids_of(reader, record)
    blocks = [Block("Further sources", tuple(map(_cited, cited)))] if cited else []
    if named:
        blocks.append(Block("In other tables", tuple(f"{each.source}: {each.foreign_id}" for each in named)))
    return blocks, {
        "sources": [each.ref for each in cited],
        "foreign_ids": [{"source": each.source, "foreign_id": each.foreign_id} for each in named],
    }


def cited_in(reader: Reader, document: str) -> tuple[list[Block], dict[str, Any]]:
    """Blocks and data on the records that cite a document."""
    citing = imported.citing(reader, document)
    blocks = [Block("Cited as a source of", (" ".join(citing),))] if citing else []
    return blocks, {"cited_in": list(citing)}


def _cited(document: Document) -> str:
    held = "" if document.sha256 else " (text not held)"
    return f"{document.ref}: {document.title}{f', {document.url}' if document.url else ''}{held}"
