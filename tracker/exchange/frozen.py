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
from tracker.errors import BadInputError, NotFoundError
from tracker.faults import Finding
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
    return json.dumps(held | {"sha256": _digest(held)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def revision(reader: Reader) -> dict[str, Any]:
    """The last revision of the register's log: its number and its hash, in which all before it are chained."""
    last = next(reader.dicts("last_revision"), None)
    return {"revision": last["id"], "sha256": last["sha256"]} if last else {"revision": 0, "sha256": audit.GENESIS}


def read_frozen(data: bytes, name: str) -> dict[str, Any]:
    """The frozen report in a file (BadInputError where it holds none)."""
    try:
        held = json.loads(data)
    except ValueError as error:
        raise BadInputError(f"{name} is no frozen report.", why=f"It is no JSON: {error}.") from error
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        said = f"Its format is {held.get('format')}." if isinstance(held, dict) and held.get("format") else ""
        remedy = "Give a file that was made with: tracker report … --freeze FILE"
        raise BadInputError(f"{name} is no frozen report.", why=said, remedy=remedy)
    if missing := sorted({*_missing(held)}):
        raise BadInputError(f"{name} is not whole.", why=f"Missing or of the wrong kind: {', '.join(missing)}.")
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


def differences(reader: Reader, held: Mapping[str, Any], again: Mapping[str, Any] | None) -> Iterator[Finding]:
    """What of a frozen report no longer holds: the file itself, its records in the register, what it would say today.

    ``again`` is the report made anew, ``None`` where it could not be made.
    """
    own = {key: value for key, value in held.items() if key != "sha256"}
    if _digest(own) != held["sha256"]:
        yield Finding("file", "", "was changed: its hash differs", "ask who published it for the file")
    yield from _unlogged(reader, held["register"])
    for ref, row in held["records"].items():
        yield from _changed(reader, ref, row)
    if again is None:
        yield Finding("report", "", "the report cannot be made any more", "see the messages above")
        return
    for what in ("title", "facts"):
        if _said(again.get(what)) != _said(held["report"].get(what)):
            was, now = _differing(held["report"].get(what), again.get(what))
            yield Finding("report", what, f"says {now} today; frozen: {was}", "see what changed: tracker log")
    yield from _rows(held["report"], again)


def _rows(frozen: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[Finding]:
    """The lines that only one of the two has."""
    was, now = (_lines(each) for each in (frozen, again))
    for missing, present, said in ((was, now, "is not there any more"), (now, was, "was not there")):
        for key in missing.keys() - present.keys():
            row = missing[key]
            ref = str(row.get("ref") or "")
            name = ref or str(row.get("party") or row.get("key") or "")
            remedy = f"tracker explain {ref}" if ref else "see what changed: tracker log"
            yield Finding("report", name, f"a line of the report {said}, or reads otherwise", remedy)


def _lines(report: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The lines of a report by what they say, each in its section."""
    lines = [(section["key"], _said(row)) for section in report["sections"] for row in section["rows"]]
    return {json.dumps(each, sort_keys=True): each[1] for each in lines}


def _said(value: Any) -> Any:
    """What a report says, without what is empty: a column or a figure that a later program adds says nothing yet."""
    return {key: each for key, each in value.items() if each not in (None, 0, [])} if isinstance(value, dict) else value


def _unlogged(reader: Reader, frozen: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether the register's log has the revision that the report was made at."""
    if frozen["revision"] == 0:
        return
    line = next((each for each in reader.dicts("revisions") if each["id"] == frozen["revision"]), None)
    if line is None or line["sha256"] != frozen["sha256"]:
        yield Finding(
            "register",
            f"revision {frozen['revision']}",
            "is not in the log of this register: the report was made from another one",
            "check it against the register that it was made from, or compare: tracker report changes",
        )


def _changed(reader: Reader, ref: str, row: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether a record still says what it said."""
    try:
        now = _row(_record(reader, ref))
    except NotFoundError:
        yield Finding("record", ref, "is not in the register", "import it, or compare: tracker report changes")
        return
    if now != row:
        fields = sorted(key for key in {*row, *now} if row.get(key) != now.get(key))
        yield Finding("record", ref, f"differs in: {', '.join(fields)}", f"see who changed it: tracker log {ref}")


def _records(reader: Reader, refs: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Pledges with all that hangs on them, and their documents, as rows; a dispute or relation is its pledge's."""
    documents: set[str] = set()
    for ref in dict.fromkeys(_pledge_of(reader, each) for each in refs):
        quoting: list[Pledge | FollowUp | Dispute] = [records.pledge(reader, ref)]
        quoting += [*records.follow_ups_of(reader, ref), *records.disputes_of(reader, ref)]
        documents |= {each.quote.document for each in quoting}
        besides: list[Relation | Enquiry] = [*records.relations_of(reader, ref), *records.enquiries_of(reader, ref)]
        yield from ((each.ref, _row(each)) for each in (*quoting, *besides))
    for name in documents:
        yield name, _row(records.document(reader, name))


def _pledge_of(reader: Reader, ref: str) -> str:
    if ref.startswith("A-"):
        return records.dispute(reader, ref).pledge
    return records.relation(reader, ref).pledge if ref.startswith("R-") else ref


def _record(reader: Reader, ref: str) -> Frozen:
    if ref.startswith("D-"):
        return records.document(reader, ref)
    if ref.startswith("E-"):
        return records.enquiry(reader, ref)
    if ref.startswith("A-"):
        return records.dispute(reader, ref)
    if ref.startswith("R-"):
        return records.relation(reader, ref)
    return records.follow_up(reader, ref) if "." in ref else records.pledge(reader, ref)


def _row(record: Frozen) -> dict[str, Any]:
    row: dict[str, Any] = {key: value for key, value in rows.flat(record).items() if value is not None}
    if isinstance(record, Pledge):
        row |= {"parties": list(record.parties), "partners": list(record.partners)}
    return row


def _digest(held: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(held, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _differing(was: Any, now: Any) -> tuple[str, str]:
    """Two values in short: of objects only what differs."""
    if isinstance(was, dict) and isinstance(now, dict):
        keys = [key for key in {**was, **now} if was.get(key) != now.get(key)]
        was, now = ({key: each.get(key) for key in keys} for each in (was, now))
    return json.dumps(was, ensure_ascii=False), json.dumps(now, ensure_ascii=False)
