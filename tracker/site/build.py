"""Build a site into a folder: what has changed is rendered beside it, then moved in; the rest is left alone.

``site.json`` keeps, for every file of ours, a digest of what it rests on. Before anything is moved it is written with
every file that will be ours, so that no interruption leaves one behind that nobody knows.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tracker.errors import ConflictError, RegisterError, TrackerError
from tracker.site import data
from tracker.site.asked import Asked
from tracker.site.looks import Pages
from tracker.site.plan import collective, written
from tracker.site.sweep import sweep

MANIFEST = "site.json"
FORMAT = 1
_NOWHERE = {"", ".", ".."}  # parts that no address of ours has
_PLACE = "Name a folder that is new, empty or a site made by tracker site."


class Built(NamedTuple):
    """How many files were written anew, how many the site has, how many were taken away."""

    written: int
    total: int
    removed: int


def build(asked: Asked, folder: Path, begin: Callable[[int], Callable[[str], object]]) -> Built:
    """Bring the site in a folder up to date.

    ``begin`` is told how many files have to be made, and what it returns is told each as it is made. Refuses a folder
    with anything else in it (ConflictError). Interrupted before the files are moved in, it leaves the site as it was.
    """
    folder = folder.expanduser().resolve()
    old = _manifest(folder)
    with _refusals(folder):
        making = folder / f".making.{os.getpid()}"
        try:
            making.mkdir(parents=True)
            wanted, changed = _make(asked, folder, making, old, begin)
            return _move_in(asked, folder, making, old, wanted, changed)
        finally:
            shutil.rmtree(making, ignore_errors=True)
            _remove_if_empty(folder)


def _make(
    asked: Asked, folder: Path, making: Path, old: dict[str, str], begin: Callable[[int], Callable[[str], object]]
) -> tuple[dict[str, str], list[str]]:
    """Make in ``making`` what has changed; returns all files with their digests, and those that were made."""
    listing = data.Listing(making, asked)
    found = sweep(asked, listing.add)
    listing.close()
    every = [*found.pages, *data.wanted(asked, found), *collective(asked, found)]
    wanted = {each.address: each.digest for each in every}
    there = _files(folder)
    stale = [each for each in every if old.get(each.address) != each.digest or each.address not in there]
    for place in {each.address.rpartition("/")[0] for each in stale}:
        (making / place).mkdir(parents=True, exist_ok=True)
    pages, step = Pages(asked, wanted.keys()), begin(len(stale))
    changed: list[str] = []
    for each in stale:
        step(each.address)
        written(asked, pages, found, each, f"{making}/{each.address}")
        if each.address not in there or _differs(f"{making}/{each.address}", f"{folder}/{each.address}"):
            changed.append(each.address)
    return wanted, changed


def _move_in(
    asked: Asked, folder: Path, making: Path, old: dict[str, str], wanted: dict[str, str], changed: list[str]
) -> Built:
    """Put what was made in its place, indexes last, and take away what is no longer wanted."""
    gone = sorted(old.keys() - wanted.keys())
    with unbroken():
        if changed or gone:
            _write_manifest(asked, folder, {**old, **dict.fromkeys(changed, "")})
        for place in {address.rpartition("/")[0] for address in changed}:
            (folder / place).mkdir(parents=True, exist_ok=True)
        for address in sorted(changed, key=_last_the_indexes):
            os.replace(f"{making}/{address}", f"{folder}/{address}")
        for address in gone:
            (folder / address).unlink(missing_ok=True)
            _remove_if_empty((folder / address).parent)
        if changed or old != wanted:
            _write_manifest(asked, folder, wanted)
    return Built(len(changed), len(wanted), len(gone))


def _last_the_indexes(address: str) -> tuple[bool, str]:
    return address.endswith("index.html") or "/" not in address, address


def _manifest(folder: Path) -> dict[str, str]:
    """The files of the site that is there, with their digests; none in a new folder."""
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise ConflictError(f"{folder} is a file; a site is a folder.", remedy=_PLACE)
    kept: Any = None
    try:
        kept = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        if not any(not each.name.startswith(".") for each in folder.iterdir()):
            return {}
    except (ValueError, OSError):
        pass
    pages = kept.get("files") if isinstance(kept, dict) and kept.get("made_by") == "tracker site" else None
    if not isinstance(pages, dict) or not all(isinstance(each, str) for each in pages.values()):
        raise ConflictError(
            f"The folder {folder} holds something other than a site; nothing was written.", remedy=_PLACE
        )
    if kept.get("format") != FORMAT:
        raise RegisterError(
            f"The site in {folder} was made by another version of tracker (its format is {kept.get('format')}, not"
            f" {FORMAT}).",
            remedy="Update the program, or build the site into a new folder.",
        )
    return {address: value for address, value in pages.items() if _ours(address)}


def _ours(address: str) -> bool:
    """A manifest must not make us touch anything outside of the folder."""
    return "\\" not in address and _NOWHERE.isdisjoint(address.split("/"))


def _write_manifest(asked: Asked, folder: Path, files: dict[str, str]) -> None:
    said = {"made_by": "tracker site", "format": FORMAT, "as_of": asked.as_of, "files": dict(sorted(files.items()))}
    making = folder / f".{MANIFEST}.{os.getpid()}"
    making.write_text(json.dumps(said, separators=(",\n", ": ")) + "\n", encoding="utf-8")
    making.replace(folder / MANIFEST)


def _files(folder: Path) -> set[str]:
    """The files that are there, by address."""
    found = set()
    for place, _, names in os.walk(folder):
        inside = os.path.relpath(place, folder).replace(os.sep, "/")
        found |= {name if inside == "." else f"{inside}/{name}" for name in names}
    return found


def _differs(made: str, there: str) -> bool:
    if os.path.getsize(made) != os.path.getsize(there):
        return True
    with open(made, "rb") as one, open(there, "rb") as other:
        return one.read() != other.read()


def _remove_if_empty(folder: Path) -> None:
    try:
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError:
        pass


@contextmanager
def unbroken() -> Iterator[None]:
    """Let Ctrl-C wait until what has begun is whole; elsewhere than in the main thread it can't come."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    # A mask would hold for this thread alone: a progress bar's would take the signal and break in all the same.
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
    if came:
        signal.raise_signal(signal.SIGINT)


@contextmanager
def _refusals(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TrackerError(
            f"The site {folder} cannot be written: {error.strerror}.",
            why=f"It happened at {error.filename}." if error.filename else "",
            remedy="Make room there or change its permissions, or name another folder.",
        ) from error
