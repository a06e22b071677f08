"""Everything the program refuses, and the exit code that says so.

::

    TrackerError              1   anything refused that is none of the below
    ├── UsageError            2   the command's words, or a caller's, do not fit
    ├── RegisterError         3   the register is missing, older, newer, locked or out of reach
    │   └── DamagedError      3   what it holds cannot be read
    ├── NotFoundError         4   no such record
    ├── ConflictError         5   it contradicts what is recorded
    └── BadInputError         6   a file or a value in it cannot be read

A refusal tells *what* was refused (with where it stands), *why*, and what to *do* about it. The command
line prints the three on standard error and ends with the class's exit code; nothing has been recorded.
"""

from __future__ import annotations


class TrackerError(Exception):
    """A refusal: ``what`` in one sentence; ``why`` and ``remedy`` where they are not obvious."""

    exit_code = 1

    def __init__(self, what: str, *, why: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.remedy = remedy

    def __str__(self) -> str:
        return "\n".join(part for part in (self.what, self.why, self.remedy) if part)


class UsageError(TrackerError):
    """The words of the command, or what a caller asks for, do not fit together."""

    exit_code = 2


class RegisterError(TrackerError):
    """The register is missing, older or newer than the program, locked, full or out of reach."""

    exit_code = 3


class DamagedError(RegisterError):
    """The register holds what cannot be read: a day that is none, a key that names nothing."""


class NotFoundError(TrackerError):
    """No such record in the register."""

    exit_code = 4


class ConflictError(TrackerError):
    """What is to be recorded contradicts what the register holds."""

    exit_code = 5


class BadInputError(TrackerError):
    """A file, or a value in it, cannot be taken. ``problems`` lists every bad row of an import."""

    exit_code = 6

    def __init__(self, what: str, *, why: str = "", remedy: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(what, why=why, remedy=remedy)
        self.problems = problems
