"""Invented texts about grain ferries, and how they are added."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.cli.conftest import Result, Run, Say, invoke
from tests.documents.samples import Line, mail, paragraph, pdf
from tracker.register.location import Location

BODY = (
    "The ministers of seven coastal states met in Helsinki and agreed to rebuild the two ferries that carry grain "
    "across the strait. They will pay for new engines together and they will train forty sailors before the ice "
    "breaks. Work on the first ship begins when the yard in Turku has finished the icebreaker that it builds now."
)
STATEMENT = f"Joint statement of the harbour ministers\n\n25 November 2025\n\n{BODY}\n"
WIRE = f"""Seven states to rebuild grain ferries

HELSINKI, November 26, 2025 (Harbour News) – Ministers have spoken.

{BODY}

The shipyard did not wish to comment on the engines, and the sailors were not asked.
"""
ANALYSIS = f"""What the ferries will cost and who is going to pay for them

27 November 2025

Nobody on the quay believes in new engines. The last promise was made nine years ago, and all that came of it was a
coat of paint, a brass band and a long lunch for the guests from the capital, who left before the rain began.
This time the words are firmer. {BODY.split(". ")[0]}. That is what the paper says, and it says little else: no sum
is named, no captain has been hired, and the old boats lie where they have been lying since the spring flood, with
gulls on their railings and a padlock on each gangway. Whoever wants bread in the north buys it from the railway.
"""
GERMAN = """Sieben Staaten bauen die Fähren wieder auf

25. November 2025

Die Minister von sieben Staaten haben in Helsinki beschlossen, dass sie die beiden Fähren gemeinsam wieder aufbauen
werden, und dass die Arbeit daran noch im Winter beginnt.
"""
PAGE = """<!doctype html><html lang="en"><head><title>Forty sailors wanted | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2025-11-27T09:00:00Z">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-11-28T06:00:00Z"}</script>
</head><body><article><h1>Forty sailors wanted</h1>
<p>TURKU, November 26, 2025 (HG) – Captains, sailors and bakers heard it with joy on every quay of the coast.</p>
<p>The gulls were not asked, and nobody had expected that they would be; the tide came in.</p>
</article></body></html>"""


def shown(say: Say, ref: str) -> dict[str, Any]:
    """A record as data."""
    record: dict[str, Any] = json.loads(say("show", ref, "--format", "json"))
    return record


def add(run: Run, folder: Path, text: str, *flags: str, name: str = "statement.txt") -> Result:
    """Add a text as a file of its own."""
    (folder / name).write_text(text, encoding="utf-8")
    return run("add", "document", str(folder / name), *flags)


def letter() -> bytes:
    """A DOCX as a word processor saves it."""
    import docx

    document = docx.Document()
    document.core_properties.created = datetime(2025, 11, 24, 8, 0)
    document.core_properties.title, document.core_properties.author = "", "M. Typist"
    for line in ("A letter on the two ferries of the strait", "24 November 2025", "We will send forty ropes."):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


FILES = {
    "call.eml": mail(
        "We will train forty sailors before the ice breaks.\n",
        from_="Ministry of Harbours <press@example.org>",
        subject="A call on the sailors",
        date="Tue, 25 Nov 2025 23:30:00 +0200",
    ).data,
    "gazette.html": PAGE.encode(),
    "letter.docx": letter(),
    "notes.md": b"# Notes on the two ferries\n\n24 November 2025\n\nThe yard has **begun** with the first ship.\n",
    "paper.pdf": pdf(
        [Line(70, 760, "A paper on the price of ferries", 18), Line(70, 735, "24 November 2025")],
        paragraph(700, "They will pay for the engines together."),
    ).data,
    "words.txt": b"\xef\xbb\xbfA word on the two ferries and ropes\r\n\r\n24 November 2025\r\n\r\nThe ropes are new.",
}
FOUND = {
    "call.eml": ("message/rfc822", "email (Python", "A call on the sailors", "2025-11-25", "mail"),
    "gazette.html": ("text/html", "trafilatura ", "Forty sailors wanted", "2025-11-28", "json-ld"),
    "letter.docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "python-docx ",
        "A letter on the two ferries of the strait",
        "2025-11-24",
        "visible",
    ),
    "notes.md": ("text/markdown", "plain text 1", "Notes on the two ferries", "2025-11-24", "visible"),
    "paper.pdf": ("application/pdf", "pypdfium2 ", "A paper on the price of ferries", "2025-11-24", "visible"),
    "words.txt": ("text/plain", "plain text 1", "A word on the two ferries and ropes", "2025-11-24", "visible"),
}
WORDS = {
    "call.eml": "We will train forty sailors before the ice breaks.",
    "gazette.html": "The gulls were not asked, and nobody had expected that they would be; the tide came in.",
    "letter.docx": "We will send forty ropes.",
    "notes.md": "The yard has **begun** with the first ship.",
    "paper.pdf": "They will pay for the engines together.",
    "words.txt": "The ropes are new.",
}


class Shelf:
    """A register to which a folder with a file of every format was added in one command."""

    def __init__(self, location: Location, folder: Path) -> None:
        self.location = location
        for name, data in FILES.items():
            (folder / name).write_bytes(data)
        self.added = invoke("add", "document", str(folder), register=location.target)
        self.refs = dict(zip(FILES, self.added.out.split(), strict=True))

    def say(self, *words: str) -> str:
        done = invoke(*words, register=self.location.target)
        assert done.code == 0, done.err
        return done.out
