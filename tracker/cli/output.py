"""Write ``--output FILE`` whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from tracker.errors import BadInputError


@contextmanager
def whole_file(path: str) -> Iterator[TextIO]:
    """Open a text file that appears under its name only when everything is written."""
    making = f"{path}.{os.getpid()}.part" if not os.path.exists(path) or os.path.isfile(path) else path
    try:
        with open(making, "w", encoding="utf-8", newline="") as out:
            yield out
        if making != path:
            os.replace(making, path)
    except OSError as error:
        raise BadInputError(
            f"{path} cannot be written: {error.strerror or error}.",
            remedy="Choose another file with --output, or make room; what was there before is unchanged.",
        ) from error
    finally:
        if making != path and os.path.exists(making):
            os.unlink(making)
