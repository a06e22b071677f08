"""Write ``--output FILE`` whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from tracker.errors import BadInputError

_SQLITE = b"SQLite format 3\0"  # how every such file begins


@contextmanager
def whole_file(path: str) -> Iterator[TextIO]:
    """Open a text file that appears under its name only when everything is written."""
    with _making(path) as making, open(making, "w", encoding="utf-8", newline="") as out:
        yield out


@contextmanager
def whole_file_of_bytes(path: str) -> Iterator[BinaryIO]:
    """Open a file of bytes that appears under its name only when everything is written."""
    with _making(path) as making, open(making, "wb") as out:
        yield out


def write_bytes(path: str, data: bytes) -> None:
    """Write a file of bytes, whole or not at all."""
    with whole_file_of_bytes(path) as out:
        out.write(data)


def _spare_registers(path: str) -> None:
    """Refuse to write over a SQLite database: it may be a register, the one that is read from among them."""
    try:
        with open(path, "rb") as there:
            begins = there.read(len(_SQLITE)) if os.path.isfile(path) else b""
    except OSError:
        return  # nothing is there, or writing will tell why it can't be
    if begins == _SQLITE:
        raise BadInputError(
            f"{path} is a SQLite database, perhaps a register; nothing was written over it.",
            remedy="Choose another file; or, if nobody needs that one, remove it first.",
        )


@contextmanager
def _making(path: str) -> Iterator[str]:
    """A name beside ``path`` to write under, which is given up for it at the end; never that of a register."""
    _spare_registers(path)
    making = f"{path}.{os.getpid()}.part" if not os.path.exists(path) or os.path.isfile(path) else path
    try:
        yield making
        if making != path:
            os.replace(making, path)
    except OSError as error:
        raise BadInputError(
            f"{path} cannot be written: {error.strerror or error}.",
            remedy="Choose another file, or make room; what was there before is unchanged.",
        ) from error
    finally:
        if making != path and os.path.exists(making):
            os.unlink(making)
