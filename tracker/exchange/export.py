"""Write a register as a data package: a folder of CSV files and texts that git can keep.

The whole of it, or what is to be published: without proposals, decisions and scans. Retracted records are written
too; the log of revisions is not. Two registers with the same records give the
same bytes, whichever database holds them.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from tracker import rows
from tracker.errors import ConflictError, TrackerError
from tracker.exchange import fields, tables_out
from tracker.exchange.describe import described
from tracker.exchange.fields import Resource
from tracker.exchange.package import format_of, membership_order, newer, party_rows
from tracker.exchange.resources import MEMBERSHIPS, OPTIONAL, PLEDGE_PARTIES, RESOURCES, UNPUBLISHED
from tracker.exchange.review_resources import DECISIONS, PROPOSALS
from tracker.forms import DOCUMENT
from tracker.proposals import flat
from tracker.register import proposed, records
from tracker.register.connect import Reader

_PLACES = (fields.TEXTS, fields.ORIGINAL_FILES)
_ENDINGS = {*fields.ENDINGS.values(), ".bin"}
_PLACE = "Name a folder that is new, empty or a data package."


def export(reader: Reader, folder: Path, *, proposals: bool = True) -> dict[str, int]:
    """Write a register to a folder and return how many rows (and ``texts``) there are, by resource.

    Without ``proposals``, what was proposed, decided and scanned is left out. Disputes, relations, further sources and
    foreign ids have a file only where there are some.

    The files are first written beside the folder and moved in when all are whole: an export that fails leaves
    the package that was there. Files in the folder that are not a package's stay. Refuses a folder with
    anything else in it (ConflictError) and a package in a newer format (RegisterError).
    """
    folder = folder.expanduser().resolve()
    _require_place(folder)
    with _refusals(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = folder.with_name(f".{folder.name}.{os.getpid()}")
        try:
            counts = _write(reader, making, [each for each in RESOURCES if is_written(reader, each, proposals)])
            _move_in(making, folder)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return counts


def is_written(reader: Reader, resource: Resource, proposals: bool) -> bool:
    if resource in OPTIONAL:
        return next(iter(reader.dicts(resource.name)), None) is not None
    return proposals or resource not in UNPUBLISHED


def _require_place(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ConflictError(f"{folder} is a file; a data package is a folder.", remedy=_PLACE)
    try:
        found = format_of(folder)
    except ValueError:
        found = None
    if found is None and any(not each.name.startswith(".") for each in folder.iterdir()):
        raise ConflictError(
            f"The folder {folder} holds something other than a data package; nothing was written.",
            remedy=_PLACE,
        )
    if found is not None and found > fields.FORMAT:
        raise newer(folder, found)


@contextmanager
def _refusals(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TrackerError(
            f"The data package {folder} cannot be written: {error.strerror}.",
            why=f"It happened at {error.filename}." if error.filename else "",
            remedy="Make room there or change its permissions, or name another folder.",
        ) from error


def _write(reader: Reader, making: Path, resources: Sequence[Resource]) -> dict[str, int]:
    (making / fields.TEXTS).mkdir(parents=True)
    counts = {}
    for resource in resources:
        with (making / resource.file).open("w", encoding="utf-8", newline="") as file:
            counts[resource.name] = tables_out.write(resource, cells_of(reader, resource), file.write)
    (making / fields.ORIGINAL_FILES).mkdir()
    for each in list(records.originals(reader)):
        require_name(each.document)
        (making / fields.original_file(each.document, each.media_type)).write_bytes(bytes_of(reader, each.document))
    counts[fields.TEXTS] = 0
    for ref, text, _ in records.texts(reader):
        (making / text_file(ref)).write_bytes(text.encode())
        counts[fields.TEXTS] += 1
    (making / fields.DESCRIPTION).write_bytes(described(resources).encode())
    return counts


def cells_of(reader: Reader, resource: Resource) -> Iterable[tables_out.Cells]:
    """The rows of one file of a package, as the register holds them, in the order of the columns."""
    if resource is PLEDGE_PARTIES:
        named = (
            party_rows(pledge["ref"], pledge["parties"].split(), pledge["partners"].split())
            for pledge in reader.dicts("pledges")
        )
        return chain.from_iterable(named)
    return tables_out.cells(resource, rows_of(reader, resource))


def rows_of(reader: Reader, resource: Resource) -> Iterable[dict[str, Any]]:
    """The rows of one file of a package but that of the pledges' parties, as the register holds them."""
    if resource is MEMBERSHIPS:
        # The two databases put a day that is not known at different ends.
        return sorted(reader.dicts("memberships"), key=membership_order)
    if resource is PROPOSALS:
        return map(flat, proposed.everything(reader))
    if resource is DECISIONS:
        return map(rows.flat, proposed.decided(reader))
    return reader.dicts(resource.name)


def bytes_of(reader: Reader, ref: str) -> bytes:
    """The bytes of an original (ConflictError where they cannot be unpacked)."""
    data = records.original_data(reader, ref)
    if data is None:
        raise ConflictError(
            f"The original of {ref} cannot be unpacked; nothing was written.",
            remedy="Find out more with: tracker check",
        )
    return data


def text_file(ref: str) -> str:
    """Where a document's text goes, below the folder of the package."""
    require_name(ref)
    return f"{fields.TEXTS}/{ref}.txt"


def require_name(ref: str) -> None:
    """A ref from elsewhere must not lead out of the folder."""
    if not re.fullmatch(DOCUMENT, ref):
        raise ConflictError(
            f"The document {ref} has a ref that cannot be the name of a file; nothing was written.",
            remedy="Documents have refs like D-2025-001; see where this one came from with: tracker log",
        )


def _move_in(making: Path, folder: Path) -> None:
    """Put the new files where they belong, and take away those that the package has no more."""
    if not folder.exists():
        making.rename(folder)
        return
    inside = {place: {each.name for each in (making / place).iterdir()} for place in _PLACES}
    for place, names in inside.items():
        (folder / place).mkdir(exist_ok=True)
        for name in sorted(names):
            (making / place / name).replace(folder / place / name)
    for file in (*(each.file for each in RESOURCES), fields.DESCRIPTION):
        if (making / file).exists():
            (making / file).replace(folder / file)
        else:
            (folder / file).unlink(missing_ok=True)
    for place, names in inside.items():
        for each in (folder / place).iterdir():
            if each.name not in names and each.suffix in _ENDINGS and re.fullmatch(DOCUMENT, each.stem):
                each.unlink()
