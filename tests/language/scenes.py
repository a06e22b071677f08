"""Texts with the parties that must act marked in them.

They are invented: nobody in them has said what they say here.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tracker.model import Document

# A document of scenes.txt or scenes_by_kind.txt begins with its day, publisher, title, issuer; a line that begins with
# blanks goes on the one before. ‹GB FR› stands before a verb: those must act. "told by US": and that party says so.
FOLDER = Path(__file__).parent
MARK = re.compile(r"‹([A-Z0-9 ]+)(?: told by ([A-Z]+))?› ")
DAY = date(2025, 9, 1)


def document(
    text: str, day: date | None = DAY, publisher: str = "", title: str = "", issuer: str | None = None
) -> Document:
    return Document("D1", title, publisher, day, issuer=issuer, text=text)


def scenes(table: str = "scenes.txt") -> list[tuple[str, Document]]:
    """The documents of a table, and their texts with the marks."""
    made = []
    for block in (FOLDER / table).read_text(encoding="utf-8").strip().split("\n\n"):
        head, _, marked = block.partition("\n")
        day, *fields = (each.strip().removeprefix("-") for each in head.removeprefix("##").split("|"))
        publisher, title, issuer = (*fields, None)[:3]
        marked = marked.replace("\n  ", " ")
        made.append(
            (marked, document(MARK.sub("", marked), date.fromisoformat(day), publisher or "", title or "", issuer))
        )
    return made
