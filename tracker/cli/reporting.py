"""What reports are made from: the lists, and the scope in words."""

from __future__ import annotations

from tracker.register.lists import Filters
from tracker.register.reporting import due_lines, overdue_lists

__all__ = ["due_lines", "overdue_lists", "scope_of"]


def scope_of(filters: Filters) -> str:
    """What a report is narrowed to, in words."""
    said = [
        filters.country and f"{filters.country}{' (direct pledges only)' if filters.direct else ''}",
        filters.topic and f"topic {filters.topic}",
        filters.text and f"text “{filters.text}”",
        filters.standings and f"standing {' or '.join(filters.standings)}",
        filters.made_since and f"made since {filters.made_since}",
        filters.due_before and f"due before {filters.due_before}",
    ]
    return ", ".join(part for part in said if part)
