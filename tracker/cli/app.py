"""What every command shares: the register asked for, the day, the format, and the one clock."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, BinaryIO, TextIO

if TYPE_CHECKING:
    from tracker.register.connect import Reader
    from tracker.register.location import Location
    from tracker.register.writes import Writer
    from tracker.reports import Report


class App:
    """The settings of one run. ``clock`` gives seconds since the epoch; nothing else asks for the time."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.register: str | None = None
        self.day: str | None = None
        self.format: str | None = None
        self.output: str | None = None
        self.frozen: str | None = None
        self.quiet = False
        self.actor: str | None = None

    @property
    def today(self) -> str:
        """The calendar day where the program runs."""
        return time.strftime("%Y-%m-%d", time.localtime(self.clock()))

    @property
    def as_of(self) -> str:
        """The day asked, else today."""
        return self.day or self.today

    @property
    def location(self) -> "Location":
        """The register: ``--register``, else ``TRACKER_REGISTER``, else the default file."""
        from tracker.register.location import default_path, locate

        return locate(self.register or os.environ.get("TRACKER_REGISTER") or default_path())

    def reading(self) -> "AbstractContextManager[Reader]":
        """Open the register to read."""
        from tracker.register.connect import reading

        return reading(self.location)

    def writing(self, command: str) -> "AbstractContextManager[Writer]":
        """Open the register to write: one transaction, signed with who, what and when."""
        from tracker.register.writes import writing

        return writing(self.location, actor=self.who, command=command, at=self.now)

    @property
    def now(self) -> str:
        """The moment, in UTC, to the second."""
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.clock()))

    @property
    def who(self) -> str:
        """Who is at work: ``--by``, else ``TRACKER_ACTOR``, else the name of the account."""
        import getpass

        try:
            return self.actor or os.environ.get("TRACKER_ACTOR") or getpass.getuser()
        except (KeyError, OSError, ImportError):
            return "unknown"

    # -- saying things ---------------------------------------------------------------------------------

    @property
    def on_terminal(self) -> bool:
        """Whether standard output is a terminal and the output goes there."""
        return self.output is None and sys.stdout.isatty()

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        return _size()[0] if self.on_terminal else 80

    @property
    def height(self) -> int:
        """Lines of the terminal."""
        return _size()[1]

    @property
    def colour(self) -> bool:
        """Whether colour is welcome."""
        return self.on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @property
    def chosen(self) -> str:
        """The format asked for, else that of the file's ending, else a table on a terminal and plain text elsewhere."""
        return self.format or self._of_file() or ("table" if self.on_terminal else "plain")

    def _of_file(self) -> str | None:
        """The format that the output's name ends in: ``overdue.md``."""
        if self.output in (None, "-"):
            return None
        from tracker.render import FORMATS

        ending = os.path.splitext(str(self.output))[1].removeprefix(".").lower()
        return ending if ending in FORMATS else None

    def screenful(self, limit: int | None) -> int | None:
        """How many lines a list may have: the limit given (0: no limit), else what fits on the terminal."""
        if limit is not None:
            return limit or None
        if not self.on_terminal or self.chosen != "table":
            return None
        width, height = _size()
        # A summary of ten words takes three lines at 80 columns, two at 140.
        return max(5, (height - 6) // (3 if width < 100 else 2 if width < 160 else 1))

    def show(self, report: "Report") -> None:
        """Write a report in the format chosen, to the file or stream chosen; say what the format has no place for.

        Raises ``UsageError`` for a workbook that would go to a terminal.
        """
        from tracker.render import BYTES, write, write_bytes

        if self.chosen in BYTES:
            with self.out_of_bytes() as bytes_out:
                left = write_bytes(report, self.chosen, bytes_out)
            if left:
                self.tell(left)
            return
        with self.out() as out:
            write(report, self.chosen, out, width=self.width, colour=self.colour)

    def page(self, text: str) -> None:
        """Write a text to the terminal, through the pager when it is longer than the screen."""
        if self.on_terminal and text.count("\n") >= _size()[1]:
            import click

            os.environ.setdefault("LESS", "-RFX")
            letters = sys.stdout.encoding
            click.echo_via_pager(
                text.encode(letters, sys.stdout.errors or "replace").decode(letters), color=self.colour
            )
            return
        with self.out() as out:
            out.write(text)

    def tell(self, message: str) -> None:
        """Say something beside the answer, on standard error, unless ``--quiet``."""
        if not self.quiet:
            said = message.lstrip(" ")
            indent = " " * (len(message) - len(said))
            sys.stderr.write(beside(said, indent, indent + "  ") + "\n")

    @contextmanager
    def out(self) -> Iterator[TextIO]:
        """Where output goes. A file is written beside its place and renamed when whole."""
        if self.output is None or self.output == "-":
            yield sys.stdout
            sys.stdout.flush()
            return
        from tracker.cli.output import whole_file

        with whole_file(self.output) as out:
            yield out

    @contextmanager
    def out_of_bytes(self) -> Iterator[BinaryIO]:
        """Where bytes go: a file, as for words, or a pipe. A terminal is refused what it cannot show."""
        if self.output is None or self.output == "-":
            if self.chosen == "xlsx" and sys.stdout.isatty():
                from tracker.errors import UsageError

                raise UsageError(
                    "A workbook is nothing that a terminal can show.", remedy="Name a file for it: --output FILE.xlsx"
                )
            sys.stdout.flush()
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
            return
        from tracker.cli.output import whole_file_of_bytes

        with whole_file_of_bytes(self.output) as out:
            yield out


def beside(message: str, first: str = "", rest: str = "") -> str:
    """A message as it goes to standard error: on a terminal one paragraph, wrapped at words; elsewhere as it is.

    ``first`` and ``rest`` are what its first line and the others begin with.
    """
    from tracker.render.cells import harmless, one_line, wrap

    if not sys.stderr.isatty():
        return harmless(first + message)
    return "\n".join(wrap(one_line(message), _size()[0], first, rest))


def paragraph(message: str) -> str:
    """A message as it goes to standard output: on a terminal wrapped at words; elsewhere one line."""
    from tracker.render.cells import one_line, wrap

    return "\n".join(wrap(one_line(message), _size()[0])) if sys.stdout.isatty() else message


def _size() -> tuple[int, int]:
    import shutil

    size = shutil.get_terminal_size((80, 24))
    return size.columns, size.lines
