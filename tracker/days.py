"""Days as people give them; apart from the records, which take ten times as long to import."""

from __future__ import annotations

import re
from datetime import date


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
