"""Standard output and error as a run of the program needs them: there, and able to take every letter."""

import codecs
import errno
import os
import sys

from tracker.errors import UsageError

_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
# What stands for our own signs where a terminal lacks them; each as wide, so that columns stay columns.
_PLAIN = str.maketrans(dict(zip("·“”‘’«»–—→…─│▚▓▒░█▇▆▅▄▃▂▁✓∞", "-\"\"''<>-->~-|###.########x?", strict=True)))


def prepare() -> None:
    """Make the streams ready before anything is done. Standard output that was closed is refused (UsageError).

    What goes to a pipe or a file is UTF-8, whatever the language of the terminal, unless PYTHONIOENCODING says
    otherwise. A letter that a terminal does not have becomes a plain sign of the same width, else a question mark.
    """
    codecs.register_error("plain", _plain)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (for as long as the program runs)
    if sys.stdout is None:
        sys.stdout = sys.stderr
        raise UsageError("Standard output is closed, so there is no place for the answer; nothing was done.")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            if stream.isatty() or "PYTHONIOENCODING" in os.environ:
                reconfigure(errors="plain")
            else:
                reconfigure(encoding="utf-8")


def _plain(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    plain = error.object[error.start : error.end].translate(_PLAIN)
    return "".join(each if each.isascii() else "?" for each in plain), error.end


def give_up() -> None:
    """Let what is still to be flushed to standard output go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_unwritable(error: OSError) -> bool:
    """Whether an error is that of a stream which takes no more: errors of files name them."""
    return error.filename is None and error.errno in _UNWRITABLE
