"""The register as data: the list for the browser, the same as tables, and the data package."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from tracker.exchange import export, fields, tables_out
from tracker.exchange.describe import described
from tracker.exchange.fields import Resource
from tracker.exchange.resources import RESOURCES, UNPUBLISHED
from tracker.register import records
from tracker.render import cells
from tracker.render.data import write_csv, write_jsonl
from tracker.reports.lines import STANDINGS, Line
from tracker.reports.status import status
from tracker.site import addresses
from tracker.site.asked import Asked, digest
from tracker.site.sweep import Swept, Wanted

PUBLISHED = tuple(each for each in RESOURCES if each not in UNPUBLISHED)  # what is proposed is no publication
PACKAGE = "data/package/"
SPOOLED = ("rows.js", "data/pledges.csv", "data/pledges.json")
_BATCH = 500
_SUMMED = ("pledges", "pledge_parties", "follow_ups", "documents")  # tables whose digests the sweep adds up
_STANDING = {standing: number for number, standing in enumerate(STANDINGS)}
_COMPACT = json.JSONEncoder(separators=(",", ":")).encode


class Listing:
    """Writes the list of pledges as its lines come: for the browser, as CSV and as JSON. Holds a few hundred."""

    def __init__(self, folder: Path, asked: Asked) -> None:
        self._asked = asked
        self._files: list[IO[str]] = []
        for name in SPOOLED:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            self._files.append((folder / name).open("w", encoding="utf-8", newline=""))
        self._script, self._csv, self._json = self._files
        self._script.write(f'const pledges = {{"standings": {json.dumps(STANDINGS)}, "rows": [')
        self._json.write("[")
        self._batch: list[Line] = []
        self._parties: dict[tuple[str, ...], int] = {}
        self._topics: dict[str, int] = {}
        self._any = False

    def add(self, line: Line, bound: tuple[str, ...]) -> None:
        """Take the next line, with the codes of the parties that the pledge binds."""
        named = self._number(self._parties, tuple(line.parties.split()))
        everyone = self._number(self._parties, bound)
        page = addresses.pledge(line.ref).removeprefix("pledges/")
        row = [
            cells.markup(line.ref),
            _STANDING[line.standing],
            named,
            everyone,
            cells.markup(line.summary),
            self._number(self._topics, line.topic),
            line.made_on or "",
            line.latest or "",
            int(line.basis == "inferred"),
            cells.markup(line.quote),
        ]
        answers = [cells.markup(each.said) for each in self._asked.answers.get(line.ref, ())]
        instead = line.counted_as.split()
        if answers or instead or page != f"{row[0]}.html":
            row += [page, *([answers] if answers or instead else []), *([_linked(instead)] if instead else [])]
        self._script.write(f"{',' if self._any or self._batch else ''}\n{_COMPACT(row)}")
        self._batch.append(line)
        if len(self._batch) == _BATCH:
            self._flush()

    def close(self) -> None:
        """Write what is left, and end the files."""
        if self._batch or not self._any:
            self._flush()
        parties = [[cells.markup(code) for code in codes] for codes in self._parties]
        topics = [cells.markup(name) for name in self._topics]
        self._script.write(f'\n], "parties": {json.dumps(parties)}, "topics": {json.dumps(topics)}}};\n')
        self._json.write("\n]\n")
        for each in self._files:
            each.close()

    def _number(self, numbers: dict[Any, int], value: object) -> int:
        return numbers.setdefault(value, len(numbers))

    def _flush(self) -> None:
        for write, out in ((write_csv, self._csv), (write_jsonl, self._json)):
            written = io.StringIO()
            write(status(self._batch, self._asked.as_of, {}, answers=self._asked.answers), written)
            text = written.getvalue()
            if write is write_csv:
                out.write(text.partition("\n")[2] if self._any else text)  # one heading
            elif text:
                lines = text.removesuffix("\n").split("\n")
                out.write(("," if self._any else "") + "\n" + ",\n".join(lines))
        self._any = self._any or bool(self._batch)
        self._batch = []


def _linked(refs: list[str]) -> list[list[str]]:
    """Refs of pledges with their pages, as seen from the list."""
    return [[cells.markup(ref), addresses.pledge(ref).removeprefix("pledges/")] for ref in refs]


def wanted(asked: Asked, found: Swept) -> Iterator[Wanted]:
    """The files of the data package, with digests of what they hold."""
    for resource in written(asked):
        if resource.name in _SUMMED:
            whole = digest(asked.frame, found.sums["table", resource.name])
        else:
            whole = digest(asked.frame, [sorted(row.items()) for row in _listed(asked, resource.name)])
        yield Wanted(f"{PACKAGE}{resource.file}", whole, "table", resource.name)
    whole = digest(asked.frame, [each.name for each in written(asked)])
    yield Wanted(f"{PACKAGE}{fields.DESCRIPTION}", whole, "description", "")
    for each in records.originals(asked.reader):
        export.require_name(each.document)
        file = fields.original_file(each.document, each.media_type)
        yield Wanted(f"{PACKAGE}{file}", each.sha256[:20], "original", each.document)
    for ref, sha256 in found.texts:
        yield Wanted(f"{PACKAGE}{export.text_file(ref)}", sha256, "text", ref)


def table(asked: Asked, name: str, out: IO[str]) -> None:
    """Write a table of the package."""
    resource = next(each for each in PUBLISHED if each.name == name)
    tables_out.write(resource, export.cells_of(asked.reader, resource), out.write)


def description(asked: Asked) -> bytes:
    """``datapackage.json``."""
    return described(written(asked)).encode()


def written(asked: Asked) -> list[Resource]:
    """The files that an export to be published has too."""
    return [each for each in PUBLISHED if export.is_written(asked.reader, each, proposals=False)]


def text(asked: Asked, ref: str) -> bytes:
    """The text of a document."""
    return (records.document_text(asked.reader, ref) or "").encode()


def original(asked: Asked, ref: str) -> bytes:
    """The bytes that a document was read from."""
    return export.bytes_of(asked.reader, ref)


def _listed(asked: Asked, name: str) -> Iterator[dict[str, object]]:
    """The rows of a small table without its keys, which differ from register to register."""
    resource = next(each for each in PUBLISHED if each.name == name)
    for row in export.rows_of(asked.reader, resource):
        yield {key: value for key, value in row.items() if key != "id"}
