"""A frozen report held against a register: the file, its records, and what the report would say today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.errors import NotFoundError
from tracker.exchange.frozen import digest, record_of, row_of
from tracker.exchange.rereading import Sections, differing, sections, shown
from tracker.faults import Finding
from tracker.model import Pledge
from tracker.register.connect import Reader

_LOG = "see what changed: tracker log"


def differences(reader: Reader, held: Mapping[str, Any], again: Mapping[str, Any] | None) -> Iterator[Finding]:
    """What of a frozen report no longer holds: the file itself, its records in the register, what it would say today.

    ``again`` is the report made anew, ``None`` where it could not be made.
    """
    own = {key: value for key, value in held.items() if key != "sha256"}
    if digest(own) != held["sha256"]:
        yield Finding("file", "", "was changed: its hash differs", "ask who published it for the file")
    yield from _unlogged(reader, held["register"])
    for ref, row in held["records"].items():
        yield from _changed(reader, ref, row)
    if again is None:
        yield Finding("report", "", "the report cannot be made any more", "see the messages above")
        return
    yield from _report(reader, held["report"], again)


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
        now = row_of(record_of(reader, ref))
    except NotFoundError:
        yield Finding("record", ref, "is not in the register", "import it, or compare: tracker report changes")
        return
    if now != row:
        fields = sorted(key for key in {*row, *now} if row.get(key) != now.get(key))
        yield Finding("record", ref, f"differs in: {', '.join(fields)}", f"see who changed it: tracker log {ref}")


def _report(reader: Reader, frozen: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[Finding]:
    """What the report would say today and did not, line by line, each told once."""
    if frozen.get("title") != again.get("title"):
        yield Finding("report", "title", _became(frozen.get("title"), again.get("title")), _LOG)
    yield from _facts(frozen.get("facts") or {}, again.get("facts") or {})
    was, now = sections(frozen), sections(again)
    yield from _headings(reader, was, now)
    for each in differing(was, now):
        if each.before is None:
            says = f"a new line of {each.where} says: {_cut(shown(each.after), _LINE)}"
        elif each.after is None:
            says = f"a line of {each.where} is not there any more; it said: {_cut(shown(each.before), _LINE)}"
        else:
            says = f"in {each.where}: {_fields(each.before, each.after)}"
        yield Finding("report", each.name, says, _looked_up(reader, each.ref, frozen["as_of"], gone=each.after is None))


def _facts(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Finding]:
    """The figures beside the rows; of a list of records, each record by itself."""
    for name in dict.fromkeys((*was, *now)):
        before, after = was.get(name), now.get(name)
        if (before or None) == (after or None):  # a figure that a later program adds says nothing while it is empty
            continue
        if not _are_records(before) or not _are_records(after):
            yield Finding("report", "facts", f"the figure “{_plain(name)}” {_became(before, after)}", _LOG)
            continue
        one, other = ({each["ref"]: each for each in listed or ()} for listed in (before, after))
        for ref in dict.fromkeys((*one, *other)):
            if one.get(ref) == other.get(ref):
                continue
            if ref in one and ref in other:
                says = _fields(one[ref], other[ref])
            else:
                says = "is not told any more" if ref in one else "was not told"
            yield Finding(
                "report", "facts", f"of “{_plain(name)}”, {ref}: {says}", f"see what changed: tracker log {ref}"
            )


def _are_records(value: Any) -> bool:
    return not value or (isinstance(value, list) and all(isinstance(each, dict) and "ref" in each for each in value))


def _headings(reader: Reader, was: Sections, now: Sections) -> Iterator[Finding]:
    """What stands above and below the lines of a section; a section that only one of the two has."""
    for key in dict.fromkeys((*was, *now)):
        remedy = _looked_up(reader, key, "", gone=True)
        if key not in was or key not in now:
            title = (was.get(key) or now[key])["title"]
            said = "is not there any more" if key in was else "was not there"
            yield Finding("report", _plain(key), f"the section “{title}” {said}", remedy)
            continue
        for part, name in (("title", "heading"), ("note", "note")):
            before, after = was[key].get(part) or "", now[key].get(part) or ""
            if before != after:
                yield Finding("report", _plain(key), f"its {name} {_became(before, after)}", remedy)


def _looked_up(reader: Reader, ref: str, as_of: str, *, gone: bool) -> str:
    """The command that shows why a line reads otherwise: one that this register can answer."""
    try:
        record = record_of(reader, ref) if ref else None
    except NotFoundError:
        record = None
    if record is None:
        return _LOG
    if gone or (isinstance(record, Pledge) and record.retracted is not None):
        return f"see what changed: tracker log {ref}"
    return f"tracker explain {ref} --as-of {as_of}" if isinstance(record, Pledge) else f"tracker show {ref}"


def _fields(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Only what differs of two rows: field by field, as it was and as it is."""
    names = [name for name in dict.fromkeys((*now, *was)) if was.get(name) != now.get(name)]
    return "; ".join(f"{_plain(name)} {_became(was.get(name), now.get(name))}" for name in names)


_LINE, _LONG, _AROUND = 300, 90, 20  # characters told of a line, of a value, and before the first that differs


def _became(was: Any, now: Any) -> str:
    """Two values: ``was 3, is 2 today``; of long texts that begin alike, from where they differ."""
    one, other = shown(was), shown(now)
    alike = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    if max(len(one), len(other)) > _LONG and alike > 2 * _AROUND:
        one, other = (f"“… {each[alike - _AROUND :]}" for each in (one, other))
    return f"was {_cut(one)}, is {_cut(other)} today"


def _cut(said: str, most: int = _LONG) -> str:
    return said if len(said) <= most else f"{said[:most].rstrip()} …{'”' if said.endswith('”') else ''}"


def _plain(name: str) -> str:
    return name.replace("_", " ")
