"""What a person named as documents: files, folders, addresses, a list of them. Nothing is opened here but folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tracker.errors import BadInputError


def is_address(given: str) -> bool:
    """Whether a source is on the web rather than on this machine."""
    return "://" in given[:12]


def expanded(given: Iterable[str]) -> Iterator[str]:
    """Every single source that is meant: a folder stands for all files in it and below, in the order of their names.

    Files and folders whose name begins with a dot are left out, as is what is reached through a link to a folder.
    """
    for each in given:
        if is_address(each) or not os.path.isdir(each):
            yield each
            continue
        for folder, below, files in os.walk(each):
            below[:] = sorted(name for name in below if not name.startswith("."))
            yield from (os.path.join(folder, name) for name in sorted(files) if not name.startswith("."))


def listed(lines: Iterable[str]) -> Iterator[str]:
    """The sources in a list: one a line; empty lines and lines that begin with ``#`` say nothing."""
    for line in lines:
        source = line.strip("\r\n")
        if source.strip() and not source.startswith("#"):
            yield source.strip()


def read_list(path: str) -> list[str]:
    """The sources listed in a file (BadInputError where it cannot be read)."""
    try:
        return list(listed(Path(path).read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BadInputError(f"The list {path} cannot be read: {why}.", remedy="Give one source a line.") from error
