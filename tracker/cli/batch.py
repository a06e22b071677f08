"""Proposals out to a spreadsheet or an editor, and the decisions back in."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tracker.cli.accepting import FOLLOW_UP_FACTS, PLEDGE_FACTS, facts_of, is_edited
from tracker.cli.app import App
from tracker.cli.batch_text import as_text, rows_of
from tracker.cli.output import write_bytes
from tracker.cli.reviewing import reject, take
from tracker.errors import BadInputError, ConflictError, TrackerError, UsageError
from tracker.language.lexicon import fold
from tracker.proposals import Proposal
from tracker.register import proposed

_FIRST = ("ref", "decision", "reason", "kind", "band", "score", "document", "quote")
_FACTS = tuple(dict.fromkeys((*FOLLOW_UP_FACTS[:2], *PLEDGE_FACTS, *FOLLOW_UP_FACTS)))
COLUMNS = (*_FIRST, *_FACTS)
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")  # how it begins, for a spreadsheet
Given = Mapping[str, str] | str | UsageError  # a row, a line of JSON, what is wrong with it
_SEPARATORS = ",;\t"
_DECISIONS = {"accept": "accept", "a": "accept", "yes": "accept", "reject": "reject", "r": "reject", "no": "reject"}


def write(path: str, queue: Sequence[Proposal]) -> None:
    """Write proposals to a file, CSV or (by its ending) text or JSON lines, with room for a decision on each.

    In CSV a text that a spreadsheet would take for a formula gets a leading apostrophe, which is taken off again.
    """
    rows = [_row(each) for each in queue]
    if path.endswith(".txt"):
        text = as_text(queue)
    elif path.endswith(".jsonl"):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    else:
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {name: "'" + cell if _FORMULA.match(cell) else cell for name, cell in row.items()} for row in rows
        )
        text = out.getvalue()
    write_bytes(path, text.encode())


def _row(each: Proposal) -> dict[str, str]:
    first = (each.ref, "", "", each.kind, each.band, f"{each.score:g}", each.quote.document, each.quote.text)
    return {**dict.fromkeys(COLUMNS, ""), **dict(zip(_FIRST, first, strict=True)), **facts_of(each)}


def apply(app: App, path: str, *, again: bool = False) -> dict[str, int]:
    """Take the decisions in a file: how many (``accept``, ``reject``, ``already``). Rows without one say nothing.

    Each row is one decision of its own; what cannot be taken is told at the end with its row (BadInputError), and
    stops no other. A row that was taken before is not taken twice, so that a file whose bad rows are mended can be
    given again as it is. ``again`` codes what others have decided, and records nothing.
    """
    counts = {"accept": 0, "reject": 0, "already": 0}
    problems: list[str] = []
    for number, given in _read(path):
        row: dict[str, str] = {}
        try:
            row = _parsed(given)
            if not (said := row.get("decision", "").strip().lower()):
                continue
            if said not in _DECISIONS:
                raise UsageError(f"“{said}” is no decision; write accept or reject.")
            counts[_apply(app, row, _DECISIONS[said], again=again)] += 1
        except TrackerError as error:
            told = " ".join(filter(None, (error.what, error.why, error.remedy)))
            where, nobody = ("line", "a block") if path.endswith(".txt") else ("row", "no ref")
            problems.append(f"{path} {where} {number}, {row.get('ref', '').strip() or nobody}: {told}")
    if problems:
        raise BadInputError(
            f"{len(problems)} of the decisions in {path} could not be taken; {sum(counts.values())} are.",
            remedy="Mend these rows, then give the file again: what is decided already stays as it is.",
            problems=tuple(problems),
        )
    return counts


def _apply(app: App, row: dict[str, str], decision: str, *, again: bool) -> str:
    """Take the decision in a row; returns it, or ``already`` where the same person has decided so before."""
    with app.reading() as reader:
        proposal = proposed.proposal(reader, row.get("ref", "").strip())
        told = proposed.decisions_of(reader, proposal.ref)
    if row.get("quote") and fold(row["quote"]) != fold(proposal.quote.text):
        raise ConflictError(
            f"{proposal.ref} quotes other words than this row.", remedy="Write the file anew: --to FILE"
        )
    reason = row.get("reason", "").strip() or None
    facts = {name: _kept(row.get(name, value), value) for name, value in facts_of(proposal).items()}
    how = "rejected" if decision == "reject" else "edited" if is_edited(proposal, facts) else "accepted"
    last = [each for each in told if each["reviewer"] == app.who or not again][-1:]
    if [(each["reviewer"], each["decided"]) for each in last] == [(app.who, how)]:
        return "already"
    if decision == "reject":
        reject(app, proposal, reason, again=again)
    else:
        take(app, proposal, facts, again=again)
    return decision


def _kept(given: str, proposed_value: str) -> str:
    """A fact as it was given; as it was proposed, where only blanks and ends of lines differ."""
    return proposed_value if given.split() == proposed_value.split() else given


def _read(path: str) -> list[tuple[int, Given]]:
    """The rows of a file with their numbers as a spreadsheet or an editor tells them; JSON as it is written."""
    try:
        text = _text(Path(path).read_bytes())
        if path.endswith(".txt"):
            return [*rows_of(text)]
        if path.endswith(".jsonl"):
            return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        csv.field_size_limit(max(csv.field_size_limit(), len(text)))
        head = text.partition("\n")[0]
        comma = max(_SEPARATORS, key=head.count)  # as spreadsheets save it where the comma is in numbers
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=comma)
        if missing := [name for name in ("ref", "decision") if name not in (reader.fieldnames or ())]:
            raise BadInputError(
                f"{path} has no column {' and no column '.join(missing)}.",
                remedy="Begin with: tracker review --to FILE",
            )
        return list(enumerate(reader, 2))
    except (OSError, ValueError, csv.Error) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInputError(f"{path} cannot be read: {why}.", remedy="Begin with: tracker review --to FILE") from error


def _text(data: bytes) -> str:
    """The text of a file, in UTF-8 or, as spreadsheets save "Unicode text", in UTF-16."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("it is not in UTF-8; save it as “CSV UTF-8”") from None


def _parsed(given: Given) -> dict[str, str]:
    """A row as texts; a cell that is not there says nothing."""
    if isinstance(given, UsageError):
        raise given
    if isinstance(given, str):
        try:
            row = json.loads(given)
        except ValueError as error:
            raise UsageError(f"It is no JSON: {error}.") from error
        if not isinstance(row, dict):
            raise UsageError("It is no JSON object.")
        return {name: str(cell) for name, cell in row.items() if cell is not None}
    cells = {name: cell for name, cell in given.items() if isinstance(cell, str)}
    return {name: cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell for name, cell in cells.items()}
