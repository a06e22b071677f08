"""A corpus with gold: a folder as ``fixtures/quality/README.md`` describes it, read into records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from tracker.errors import BadInputError
from tracker.model import Deadline, Document, Pledge, Quantity, Quote
from tracker.words import Basis

OUR_OWN = Path(__file__).parents[2] / "fixtures" / "quality"
RULES = "the corpus"  # where a deadline's window comes from: a person read it
LOOSE = ("season", "vague")  # precisions of a deadline that leave its last day to judgement


class Pledged(NamedTuple):
    """A pledge of the gold. ``file`` is the name of the document that makes it; ``window`` the deadline's days."""

    id: str
    file: str
    quote: str
    parties: tuple[str, ...]
    topic: str
    summary: str
    amount: Decimal | None
    unit: str | None
    currency: str | None
    deadline: str | None
    window: tuple[date, date] | None
    precision: str | None
    condition: str | None
    made_on: date


class Mention(NamedTuple):
    """A sentence about a pledge of the gold. ``relation``: an outcome, or ``none`` where it only looks like one."""

    id: str
    file: str
    quote: str
    pledge: str
    relation: str
    amount: Decimal | None
    dated: date | None
    condition_met: bool
    changed_to: date | None
    why: str | None


class Trap(NamedTuple):
    """A sentence that looks like a pledge and is none. ``ignored``: people may differ, so it does not count."""

    file: str
    quote: str
    kind: str
    ignored: bool


class Status(NamedTuple):
    """How a pledge stands on a day, by the gold."""

    pledge: str
    on: date
    standing: str


class Corpus(NamedTuple):
    """The documents in the order of their days, by the names of their files, and what people marked in them.

    ``chains`` names the chain of each document, where it has one; ``unread`` tells which documents could not be read.
    """

    documents: tuple[Document, ...]
    chains: dict[str, str | None]
    pledges: tuple[Pledged, ...]
    mentions: tuple[Mention, ...]
    traps: tuple[Trap, ...]
    statuses: tuple[Status, ...]
    unread: tuple[str, ...] = ()

    def of(self, chains: Collection[str]) -> Corpus:
        """The part of some chains."""
        files = {file for file, chain in self.chains.items() if chain in chains}
        pledges = tuple(each for each in self.pledges if each.file in files)
        named = {each.id for each in pledges}
        return self._replace(
            documents=tuple(each for each in self.documents if each.ref in files),
            chains={file: chain for file, chain in self.chains.items() if file in files},
            pledges=pledges,
            mentions=tuple(each for each in self.mentions if each.file in files),
            traps=tuple(each for each in self.traps if each.file in files),
            statuses=tuple(each for each in self.statuses if each.pledge in named),
        )

    def known_to(self, document: Document) -> list[Pledged]:
        """The pledges that a document can follow up: made in another one, published by its day."""
        days = {each.ref: each.published_on for each in self.documents}
        return [
            each
            for each in self.pledges
            if each.file != document.ref and (day := days.get(each.file)) and day <= (document.published_on or day)
        ]


def load(folder: Path) -> Corpus:
    """Read a corpus folder, its documents by the program's own readers.

    :raises BadInputError: a file of the gold is missing, or a row lacks a field or holds a value that is none.
    """
    described = [*_rows(folder, "documents", lambda row: (Path(row["file"]).name, row))]
    documents, unread = [], []
    for _, row in described:
        try:
            documents.append(_document(folder, row))
        except BadInputError as error:
            unread.append(error.what)
    documents.sort(key=lambda each: (each.published_on or date.min, each.ref))
    return Corpus(
        tuple(documents),
        {name: row.get("chain") for name, row in described},
        tuple(_rows(folder, "pledges", _pledged)),
        tuple(_rows(folder, "mentions", _mention)),
        tuple(_rows(folder, "nonpledges", _trap)),
        tuple(_rows(folder, "status", _status)),
        tuple(unread),
    )


def as_pledge(gold: Pledged, document: Document) -> Pledge:
    """A pledge of the gold as the register would hold it, under the gold's id."""
    return Pledge(
        ref=gold.id,
        parties=gold.parties,
        summary=gold.summary,
        topic=gold.topic,
        quote=quoted(document, gold.quote),
        made_on=gold.made_on,
        recorded_on=document.published_on or gold.made_on,
        deadline=_deadline(gold),
        condition=gold.condition,
        quantity=Quantity(gold.amount, gold.unit) if gold.amount is not None and gold.unit else None,
        published_on=document.published_on,
        issuer=document.issuer,
        event=document.event,
    )


def quoted(document: Document, words: str) -> Quote:
    """Words of the gold as a quote: where they stand in the text that our readers give."""
    from tracker.language.passages import find

    text = document.text or ""
    places = find(text, words)
    if len(places) != 1:
        raise BadInputError(f"{document.ref} has {len(places)} times: {words}", why="A quote stands there once.")
    return Quote(document.ref, text[places[0].start : places[0].end], *places[0])


# -- rows of the files -----------------------------------------------------------------------------------------


def _rows(folder: Path, name: str, made_of: Any) -> Iterator[Any]:
    """The records of a file of JSON lines; a fault is told with its line."""
    path = folder / f"{name}.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise BadInputError(f"There is no {path}.", remedy="Give the folder of a corpus.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield made_of(json.loads(line))
            except (KeyError, TypeError, ValueError, ArithmeticError) as error:
                raise BadInputError(f"{path}, line {number} cannot be read.", why=repr(error)) from error


def _document(folder: Path, row: dict[str, Any]) -> Document:
    from tracker.documents.heading import issuer_of
    from tracker.documents.reading import read, read_path

    text = read(read_path(str(folder / row["file"]))).text
    return Document(
        ref=Path(row["file"]).name,
        title=row["title"],
        publisher=row["publisher"],
        published_on=date.fromisoformat(row["published"]),
        issuer=issuer_of(row["publisher"], None),
        language=row["language"],
        event=row["event"],
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _pledged(row: dict[str, Any]) -> Pledged:
    window = row["deadline_window"]
    return Pledged(
        id=row["id"],
        file=Path(row["file"]).name,
        quote=row["quote"],
        parties=tuple(row["parties"]),
        topic=row["topic"],
        summary=row["summary"],
        amount=_number(row["amount"]),
        unit=row["unit"],
        currency=row["currency"],
        deadline=row["deadline_text"],
        window=(date.fromisoformat(window[0]), date.fromisoformat(window[1])) if window else None,
        precision=row.get("deadline_precision"),
        condition=row["condition"],
        made_on=date.fromisoformat(row["date_made"]),
    )


def _mention(row: dict[str, Any]) -> Mention:
    changed = row.get("changed", {}).get("deadline")
    return Mention(
        id=row["id"],
        file=Path(row["file"]).name,
        quote=row["quote"],
        pledge=row["pledge"],
        relation=row["relation"],
        amount=_number(row.get("amount")),
        dated=date.fromisoformat(row["event_date"]) if row.get("event_date") else None,
        condition_met=bool(row.get("condition_met")),
        changed_to=date.fromisoformat(changed) if changed else None,
        why=row.get("why"),
    )


def _trap(row: dict[str, Any]) -> Trap:
    return Trap(Path(row["file"]).name, row["quote"], row["class"], bool(row.get("ignore")))


def _status(row: dict[str, Any]) -> Status:
    return Status(row["pledge"], date.fromisoformat(row["as_of"]), row["status"])


def _number(value: Any) -> Decimal | None:
    """An amount; words in its place ("hundreds") are none."""
    return Decimal(str(value)) if isinstance(value, int | float) else None


def _deadline(gold: Pledged) -> Deadline | None:
    if not gold.deadline:
        return None
    if not gold.window:
        return Deadline(gold.deadline, None, None, None, "no-window", RULES)
    basis = Basis.INFERRED if gold.precision in LOOSE else Basis.STATED
    return Deadline(gold.deadline, *gold.window, basis, "gold", RULES)
