"""Say on a terminal that something that may last is going on, and how far it has come."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tracker.cli.app import App


@contextmanager
def working(app: App, what: str) -> Iterator[Callable[[str], None]]:
    """Show a moving sign with ``what`` on standard error while the block runs; call the result to say where it is.

    Nothing is shown with ``--quiet``, nor where standard error is no terminal that moves (``NO_COLOR``, ``TERM=dumb``).
    """
    if app.quiet or not sys.stderr.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(what)) as status:
        yield lambda where: status.update(Text(f"{what}: {where}"))
