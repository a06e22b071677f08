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
    if _still(app):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(what)) as status:
        yield lambda where: status.update(Text(f"{what}: {where}"))


def _still(app: App) -> bool:
    return bool(app.quiet or not sys.stderr.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb")


@contextmanager
def progress(app: App, what: str, total: int) -> Iterator[Callable[[str], None]]:
    """Show on standard error how many of ``total`` are done; call the result as each begins, with its name.

    Nothing is shown where :func:`working` shows nothing, nor for a ``total`` below two.
    """
    if total < 2 or _still(app):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.text import Text

    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[on]}"),
    )
    begun = 0
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as shown:
        task = shown.add_task(what, total=total, on="")

        def step(name: str) -> None:
            nonlocal begun
            shown.update(task, completed=begun, on=Text(name[-40:]).plain.replace("[", "\\["))
            begun += 1

        yield step


@contextmanager
def counting(app: App, what: str, total: int, unit: str) -> Iterator[Callable[[int], None]]:
    """Show on standard error how many of about ``total`` are done, and how many a second.

    Call the result with the number that is done by now. Nothing is shown where :func:`working` shows nothing.
    """
    if _still(app):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as shown:
        task = shown.add_task(what, total=total or None, rate="")

        def tell(done: int) -> None:
            taken = shown.tasks[0].elapsed or 0
            shown.update(task, completed=done, rate=f"{done / taken:,.0f}/s" if taken > 1 else "")

        yield tell
