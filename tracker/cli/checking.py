"""What ``check`` finds in a register, and what it tells beside; a damaged one is checked to the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from sqlite3 import DatabaseError
from typing import NamedTuple

from tracker.checks import CHECKS
from tracker.cli.windows import astray
from tracker.errors import TrackerError
from tracker.faults import Finding
from tracker.proposal_checks import proposals
from tracker.register.connect import Reader
from tracker.register.contents import RegisterContents
from tracker.register.damage import UNREADABLE
from tracker.register.doubles import repeated
from tracker.register.imported import not_held
from tracker.reports.lines import counted

_SOME = 5  # of what is told beside the findings, named one by one
_BROKEN_OFF = (*UNREADABLE, TrackerError, DatabaseError)


class Checked(NamedTuple):
    """What was found, by which checks; whether something could not be read, and how many records only be counted."""

    found: tuple[Finding, ...]
    names: tuple[str, ...]
    left_out: bool
    uncompared: int


def checked(reader: Reader, say: Callable[[str], object], *, re_extract: bool) -> Checked:
    """Run every check over a register; ``say`` is told which."""
    contents = RegisterContents(reader)
    checks: list[tuple[str, Callable[[], Iterator[Finding]]]] = [
        (each.__name__, lambda each=each: each(contents))  # type: ignore[misc]  # mypy infers no lambda with a default
        for each in (*CHECKS, proposals)
    ]
    if re_extract:
        from tracker.cli.drift import drift

        checks.append((drift.__name__, lambda: drift(reader)))
    found: list[Finding] = []
    for name, check in checks:
        say(name)
        try:
            found.extend(check())
        except _BROKEN_OFF as error:
            if not contents.left_out and not isinstance(error, DatabaseError):
                raise
            found.append(
                Finding(name, "register", f"this check could not go on: {error}", "mend what storage finds first")
            )
    return Checked(tuple(found), tuple(name for name, _ in checks), contents.left_out, contents.uncompared)


def told_beside(reader: Reader, done: Checked) -> Iterator[str]:
    """What is no finding: records only counted, texts not held, what counts twice, windows that words do not give."""
    if done.uncompared:
        told = f"{counted(done.uncompared, 'record')} that older imports brought"
        yield f"Only counted: {told}; the log does not tell what they said."
    if done.left_out:
        return  # what is told of the rest would be told wrong
    documents, quotes = not_held(reader)
    if documents:
        told = f"{counted(documents, 'document')}; {counted(quotes, 'quote')}"
        yield f"Text not held: {told} cannot be verified until it is."
    if doubles := list(repeated(reader)):
        some = ", ".join(f"{ref} what {first} says" for ref, first in doubles[:_SOME])
        yield f"Recorded twice: {some}{' …' if len(doubles) > _SOME else ''} ({len(doubles):,} in all)."
        yield "They count twice. Where one is a mistake: tracker edit REF --retract REASON"
    if moved := list(astray(reader)):
        some = f"{', '.join(moved[:_SOME])}{' …' if len(moved) > _SOME else ''}"
        yield f"{counted(len(moved), 'window')} that its words do not give, counted from its day: {some}."
        yield "Where one is a mistake, have its words read again: tracker edit REF --set due=WORDS"
