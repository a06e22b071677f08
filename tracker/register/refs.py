"""Find what a person means by a ref: exact, written short (``gb-25-1``), or the beginning of just one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tracker.errors import NotFoundError, UsageError
from tracker.register.connect import Reader

_SHORT = re.compile(r"(.+)-(\d{2}|\d{4})-(\d{1,6})(\.\d+)?")
_KINDS = {
    "pledge": "pledge",
    "document": "document",
    "enquiry": "enquiry",
    "dispute": "dispute",
    "relation": "relation",
    "follow_up": "follow-up",
    "proposal": "proposal",
}


def resolve(reader: Reader, given: str, *kinds: str) -> tuple[str, str]:
    """The kind and full ref of what is meant; ``kinds`` narrows it (default: any).

    An exact ref wins over a longer one that begins with it; a follow-up is meant only where a dot says so.
    """
    if not given.strip():
        raise UsageError("The ref is empty.", remedy="Type one, or the beginning of just one: GB-2025-001, gb-25-1")
    ref = canonical(given)
    kind, first = next(beginning(reader, ref), ("", ""))
    if first == ref:
        if kinds and kind not in kinds:
            seen = f"tracker {'review' if kind == 'proposal' else 'show'} {ref}"
            needed = " or ".join(_a(each) for each in kinds)
            raise UsageError(f"{ref} is {_a(kind)}; this needs {needed}.", remedy=f"See what it is about: {seen}")
        return kind, ref
    typed = given.strip().upper()
    fitting = (
        (kind, each)
        for kind, each in beginning(reader, typed)
        if (not kinds or kind in kinds) and ("." in typed or kind != "follow_up")
    )
    found = list(islice(fitting, 9))
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError(
            f"There is no record {given} in {reader.location}.",
            remedy="Find it with: tracker status WORDS or tracker search WORDS",
        )
    listed = ", ".join(each for _, each in found[:8])
    raise UsageError(
        f"{given} is the beginning of several refs: {listed}{' …' if len(found) > 8 else ''}.",
        remedy="Type on until only one is left.",
    )


def is_ref(word: str) -> bool:
    """Whether a word is written as a ref, whole or short."""
    return _SHORT.fullmatch(word) is not None


def canonical(given: str) -> str:
    """A ref in full: ``gb-25-1`` is ``GB-2025-001``."""
    typed = given.strip().upper()
    match = _SHORT.fullmatch(typed)
    if not match:
        return typed
    series, year, serial, dotted = match.groups()
    year = f"20{year}" if len(year) == 2 else year
    return f"{series}-{year}-{int(serial):03d}{dotted or ''}"


def beginning(reader: Reader, letters: str) -> Iterator[tuple[str, str]]:
    """Kind and ref of every record whose ref begins with some letters, in order."""
    sql = reader.sql.STATEMENTS["refs"]
    return ((kind, ref) for kind, ref in reader.rows(sql, below=letters, beyond=letters + "~"))


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {_KINDS[kind]}"
