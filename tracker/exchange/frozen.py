"""A frozen report: the report, the records behind it and their hash, in one JSON file to hold against a register.

What is frozen is never read back into a register. It is evidence: what a report said, which records it rested on,
word for word, and at which revision of which log.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tracker import rows
from tracker.errors import BadInputError
from tracker.lineage import Relation
from tracker.model import Dispute, Document, Enquiry, FollowUp, Pledge
from tracker.register import audit, records
from tracker.register.connect import Reader

FORMAT = "commitment-tracker frozen report 1"
Frozen = Pledge | FollowUp | Dispute | Relation | Enquiry | Document
_PLACES = ("--output", "--freeze", "--register", "--format", "--as-of")


def freeze(
    reader: Reader,
    report: Mapping[str, Any],
    behind: Iterable[str],
    command: Iterable[str],
    program: str,
    *,
    rates: Sequence[Mapping[str, str]] = (),
) -> str:
    """The text of a frozen report; ``report`` is what its JSON says.

    ``behind`` are the refs of the pledges that it rests on, ``command`` the words that made it, ``program`` a version.
    ``rates`` are those that it was converted by, of which the register knows nothing.
    """
    held: dict[str, Any] = {
        "format": FORMAT,
        "program": program,
        "command": list(command),
        "register": revision(reader),
        "report": report,
        "records": dict(sorted(_records(reader, behind))),
    }
    if rates:
        held["rates"] = list(rates)
    return json.dumps(held | {"sha256": digest(held)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def revision(reader: Reader) -> dict[str, Any]:
    """The last revision of the register's log: its number and its hash, in which all before it are chained."""
    last = next(reader.dicts("last_revision"), None)
    return {"revision": last["id"], "sha256": last["sha256"]} if last else {"revision": 0, "sha256": audit.GENESIS}


def read_frozen(data: bytes, name: str) -> dict[str, Any]:
    """The frozen report in a file (BadInputError where it holds none)."""
    remedy = "Give a file that was made with: tracker report … --freeze FILE"
    try:
        held = json.loads(data)
    except ValueError as error:
        raise BadInputError(f"{name} is no frozen report.", why=f"It is no JSON: {error}.", remedy=remedy) from error
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        said = f"Its format is {held.get('format')}." if isinstance(held, dict) and held.get("format") else ""
        raise BadInputError(f"{name} is no frozen report.", why=said, remedy=remedy)
    if missing := sorted({*_missing(held)}):
        why = f"Missing or of the wrong kind: {', '.join(missing)}."
        raise BadInputError(f"{name} is not whole.", why=why, remedy="Ask for the file again where it was published.")
    return held


def _missing(held: Mapping[str, Any]) -> Iterator[str]:
    """What a frozen report must have and this one has not."""
    shapes: dict[str, type] = {"command": list, "register": dict, "report": dict, "records": dict, "sha256": str}
    yield from (key for key, shape in shapes.items() if not isinstance(held.get(key), shape))
    command, register, report = held.get("command"), held.get("register"), held.get("report")
    words = command if isinstance(command, list) else []
    # It is run again: nothing in it may say where to write, or which register to open.
    if words[:1] != ["report"] or any(
        not isinstance(word, str) or word == "--" or word.startswith(_PLACES) for word in words
    ):
        yield "command"
    if isinstance(register, dict) and not {"revision", "sha256"} <= register.keys():
        yield "register"
    if isinstance(report, dict) and not _is_report(report):
        yield "report"
    if "rates" in held and not (_are_rates(held["rates"]) and "--rates" in words[:-1]):
        yield "rates"
    if isinstance(held.get("records"), dict) and not all(isinstance(row, dict) for row in held["records"].values()):
        yield "records"


def _are_rates(rates: Any) -> bool:
    """Whether these are rows of rates; one written before rates were kept has none."""
    return isinstance(rates, list) and all(
        isinstance(row, dict) and all(isinstance(value, str) for value in row.values()) for row in rates
    )


def _is_report(report: Mapping[str, Any]) -> bool:
    sections = report.get("sections")
    return (
        isinstance(report.get("as_of"), str)
        and isinstance(sections, list)
        and all(
            isinstance(each, dict)
            and isinstance(each.get("key"), str)
            and isinstance(each.get("rows"), list)
            and all(isinstance(row, dict) for row in each["rows"])
            for each in sections
        )
    )


def _records(reader: Reader, refs: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Pledges with all that hangs on them, and their documents, as rows; a dispute or relation is its pledge's."""
    documents: set[str] = set()
    for ref in dict.fromkeys(_pledge_of(reader, each) for each in refs):
        quoting: list[Pledge | FollowUp | Dispute] = [records.pledge(reader, ref)]
        quoting += [*records.follow_ups_of(reader, ref), *records.disputes_of(reader, ref)]
        documents |= {each.quote.document for each in quoting}
        besides: list[Relation | Enquiry] = [*records.relations_of(reader, ref), *records.enquiries_of(reader, ref)]
        yield from ((each.ref, row_of(each)) for each in (*quoting, *besides))
    for name in documents:
        yield name, row_of(records.document(reader, name))


def _pledge_of(reader: Reader, ref: str) -> str:
    if ref.startswith("A-"):
        return records.dispute(reader, ref).pledge
    return records.relation(reader, ref).pledge if ref.startswith("R-") else ref


def record_of(reader: Reader, ref: str) -> Frozen:
    """The record with a full ref, of whatever kind (NotFoundError where there is none)."""
    if ref.startswith("D-"):
        return records.document(reader, ref)
    if ref.startswith("E-"):
        return records.enquiry(reader, ref)
    if ref.startswith("A-"):
        return records.dispute(reader, ref)
    if ref.startswith("R-"):
        return records.relation(reader, ref)
    return records.follow_up(reader, ref) if "." in ref else records.pledge(reader, ref)


def row_of(record: Frozen) -> dict[str, Any]:
    """A record as it is frozen: what it says, without what is empty."""
    row: dict[str, Any] = {key: value for key, value in rows.flat(record).items() if value is not None}
    if isinstance(record, Pledge):
        row |= {"parties": list(record.parties), "partners": list(record.partners)}
    return row


def digest(held: Mapping[str, Any]) -> str:
    """The hash of all that a frozen report holds."""
    return hashlib.sha256(json.dumps(held, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
