"""Days as people and callers give them; apart from the records, which take ten times as long to import."""

from __future__ import annotations

import re
from datetime import date, datetime

from tracker.errors import UsageError

Day = date | str  # a day that is asked about: the date itself, or its ISO text


def asked_day(given: object, name: str) -> str:
    """A day that a caller asks about, as ISO text, from a ``datetime.date`` or that text; else UsageError.

    ``name`` is what the caller calls it. A moment is no day: whose it would be depends on where one stands.
    """
    if isinstance(given, date) and not isinstance(given, datetime):
        return given.isoformat()
    try:
        if isinstance(given, str) and date.fromisoformat(given).isoformat() == given:
            return str(given)
    except ValueError:
        pass
    shown = f"“{given}”" if isinstance(given, str) else repr(given)
    raise UsageError(f"{name}: {shown} is no day.", remedy="Give a datetime.date, or text like 2026-01-31.")


def given_day(text: str) -> date:
    """A day as a person gives it: ``YYYY-MM-DD``, from 1900 to 2199. ValueError says what is wrong with another."""
    given = text.strip()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", given):
        raise ValueError(f"“{given}” is no day; write it as YYYY-MM-DD, for example 2026-01-31")
    try:
        found = date.fromisoformat(given)
    except ValueError:
        raise ValueError(f"“{given}” is no day of the calendar") from None
    if not 1900 <= found.year < 2200:
        raise ValueError(f"“{given}” has a year that cannot be meant: {found.year}")
    return found
