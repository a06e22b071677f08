"""The index of a register's pledges, kept between runs in the user's cache folder and brought up to date by the log.

The log names whatever was changed, and each line of it holds the hash of the line before: where the last line that an
index has seen is still in the log, all that was before it is as it was. So an index is as good as a new one if it was
made by the same program and tables, that line is there, and the pledges told of since are read again. All else (another
register, a restored one, a file that was cut or altered) is made anew; nothing that is kept is needed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from tempfile import mkstemp
from typing import Any, NamedTuple

from tracker import language
from tracker.errors import BadInputError
from tracker.language.indexed import Indexed, indexed
from tracker.language.pledge_index import PledgeIndex
from tracker.register.connect import Reader
from tracker.register.location import Location, cache_folder

_LEAST = 200  # pledges; fewer are read before a file would be found worth its room
_ANEW = 10  # one pledge in so many has changed: to read all of them takes no longer
_DIGEST = 32  # bytes


class Recorded(NamedTuple):
    """How far a register goes: its last revision, with its hash, and its last pledge, by their keys."""

    revision: int
    sha256: str
    pledge: int


def pledge_index(reader: Reader, folder: Path | None = None) -> PledgeIndex:
    """The index of a register's pledges: the one kept in ``folder`` (the user's own for caches), brought up to date.

    Where none is kept, or what is kept cannot be trusted, it is made anew. A small register's is never kept.
    """
    row = next(reader.dicts("as_recorded"), None)
    if row is None or (row["pledge"] or 0) < _LEAST:
        return PledgeIndex(_all(reader))
    now = Recorded(**row)
    path = Path(folder or cache_folder()) / _name(reader.location)
    basis = _basis(reader)
    kept = _kept(path, basis)
    if kept:
        index, then = kept
        if then == now:
            return index
        if _brought_up_to_date(reader, index, then):
            _keep(path, basis, now, index)
            return index
    index = PledgeIndex(_all(reader))
    _keep(path, basis, now, index)
    return index


# -- what has changed ------------------------------------------------------------------------------------------


def _brought_up_to_date(reader: Reader, index: PledgeIndex, then: Recorded) -> bool:
    """Read again what was recorded since; false where the log cannot tell, or tells of too much."""
    seen = reader.row(reader.sql.STATEMENTS["revision"], last=then.revision)
    if seen is None or seen[0] != then.sha256:
        return False
    named = set(_named_since(reader, then.revision))
    if "register" in named or len(named) > len(index) // _ANEW:
        return False
    come = {each.ref: each for each in _read(reader, "indexed_since", last=then.pledge)}
    for ref in named:
        for name in ("indexed_of", "indexed_quoting"):
            come.update((each.ref, each) for each in _read(reader, name, ref=ref))
    if len(come) > len(index) // _ANEW:
        return False
    if come or any(ref in index for ref in named):
        index.replace(named, come.values())
    return True


def _named_since(reader: Reader, revision: int) -> Iterator[str]:
    """What the log names after a line, but for parts of records: a decision, a scan, a source."""
    for record, after in reader.rows(reader.sql.STATEMENTS["revised_since"], last=revision):
        if record == "import":  # what an import has added is told by the keys of pledges
            yield from (each["record"] for each in json.loads(after or "{}").get("updated", ()))
        elif "/" not in record:
            yield record


def _all(reader: Reader) -> Iterator[Indexed]:
    return _read(reader, "indexed")


def _read(reader: Reader, name: str, **values: Any) -> Iterator[Indexed]:
    for row in reader.dicts(name, **values):
        row["parties"], row["partners"] = row["parties"].split(), row["partners"].split()
        row["amount"] = None if row["amount"] is None else Decimal(row["amount"])
        yield indexed(**row)


# -- the file --------------------------------------------------------------------------------------------------


def _name(location: Location) -> str:
    """The file of a register's index, by where the register is."""
    place = os.path.abspath(location.target) if location.dialect == "sqlite" else str(location)
    return f"pledges-{blake2b(place.encode(errors='surrogatepass'), digest_size=10).hexdigest()}.index"


def _basis(reader: Reader) -> str:
    """A digest of all that an index depends on beside the register: the rules of language, the tables, the machine."""
    digest = blake2b(f"{reader.sql.STATEMENTS['indexed']} {sys.version} {sys.byteorder}".encode(), digest_size=_DIGEST)
    folder = Path(language.__file__).parent
    for path in (Path(__file__), *sorted(each for each in folder.rglob("*") if each.suffix in (".py", ".toml"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _kept(path: Path, basis: str) -> tuple[PledgeIndex, Recorded] | None:
    """The index in a file, and how far the register went then; ``None`` where there is none to be trusted."""
    try:
        head, data = path.read_bytes().split(b"\n", 1)
        told = json.loads(head)
        if told["basis"] != basis or told["digest"] != _digest(told["recorded"], basis, data):
            return None
        return PledgeIndex.load(data), Recorded(*told["recorded"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError, BadInputError):
        return None


def _keep(path: Path, basis: str, now: Recorded, index: PledgeIndex) -> None:
    """Keep an index; where that cannot be done, the next run makes its own. Nobody ever sees a part of a file."""
    data = index.serialise()
    head = json.dumps({"basis": basis, "recorded": now, "digest": _digest(now, basis, data)})
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        number, making = mkstemp(dir=path.parent, prefix=f"{path.name}.")
        try:
            with open(number, "wb") as file:
                file.write(head.encode() + b"\n")
                file.write(data)
            os.replace(making, path)
        except OSError:
            os.unlink(making)
            raise


def _digest(recorded: Iterable[Any], basis: str, data: bytes) -> str:
    """Binds what the head of a file says to the index below it, which holds a digest of itself."""
    return blake2b(json.dumps([*recorded, basis]).encode() + data[:_DIGEST], digest_size=_DIGEST).hexdigest()
