"""The documents that are scanned, and what came of it."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.cli.conftest import Result, Run
from tracker.exchange.package import Package
from tracker.model import Document, Party, Pledge, Quote
from tracker.register import proposed, records
from tracker.register.connect import reading
from tracker.register.load import load
from tracker.register.location import Location
from tracker.register.writes import writing
from tracker.words import PartyKind

TANKS = "Britain will deliver fourteen tanks to Ukraine by the end of March 2025."
TRAINING = "France will train 2,000 soldiers by 1 May 2025."
STATEMENT = f"Statement of the harbour ministers\n\n3 March 2025\n\n{TANKS} The weather was fine.\n\n{TRAINING}\n"
DONE = "Britain has delivered all fourteen tanks to Ukraine."
REPORT = f"Six months on\n\n5 September 2025\n\nIt rained on the quay. {DONE}\n"


def add(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def scanned(run: Run, path: str) -> list[dict[str, Any]]:
    """What a scan of a file that is recorded already prints as JSON lines."""
    ref = run("add", "document", path).out.strip()
    return lines(run("scan", ref, "--format", "jsonl"))


def lines(done: Result, code: int = 0) -> list[dict[str, Any]]:
    """What a scan printed as JSON lines."""
    assert done.code == code, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def pending(location: Location) -> list[str]:
    with reading(location) as reader:
        return sorted(each.quote.text for each in proposed.pending(reader))


def text_of(location: Location, ref: str) -> str:
    with reading(location) as reader:
        return records.document_text(reader, ref) or ""


FRUITS, PORTS = ("apples", "pears", "plums", "cherries", "quinces"), ("Odesa", "Riga", "Cork", "Varna")


def fill_with_pledges(location: Location) -> None:
    """Record so many pledges that their index is kept."""
    words = [f"Britain will deliver {n} tonnes of {FRUITS[n % 5]} to {PORTS[n % 4]}." for n in range(1, 300)]
    text = "\n".join(words)
    source = Document(
        "D-2025-001", "Told", "The press", date(2025, 3, 3), text=text, sha256=sha256(text.encode()).hexdigest()
    )
    pledges = [
        Pledge(
            ref=f"GB-2025-{n:03d}",
            parties=("GB",),
            summary=f"Deliver {n} tonnes of {FRUITS[n % 5]}",
            topic="food",
            quote=Quote(source.ref, told, text.index(told), text.index(told) + len(told)),
            made_on=date(2025, 3, 3),
            recorded_on=date(2025, 3, 4),
        )
        for n, told in enumerate(words, start=1)
    ]
    parties = [Party("GB", "United Kingdom", PartyKind.COUNTRY)]
    with writing(location, actor="tests", command="import", at="2025-03-04T00:00:00Z") as writer:
        load(writer, Package(parties, [source], [], pledges, [], [], []), digest="fruits")
