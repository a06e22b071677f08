"""What a first mapping says of the amounts that cannot be read as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tracker.exchange.amounts_in import read_number
from tracker.exchange.cells import Cell, text_of
from tracker.exchange.guessed_columns import Column

_SIGNS = ((",", "."), (".", ","), (" ", ","), ("’", "."), ("'", "."))  # of thousands, of the fraction


def unread(column: Column, thousands: str = "", decimal: str = ".") -> list[Cell]:
    """The cells of a column that are no number, written with these signs."""
    return [each for each in column.filled if read_number(each, column.missing, thousands, decimal).number is None]


def signs_told(column: Column) -> Iterator[str]:
    """Comments on amounts that are not read: which signs would read them, and which nothing reads."""
    left = unread(column)
    if not left:
        return
    able: dict[tuple[Decimal | None, ...], tuple[str, str]] = {}  # signs by what is read with them
    for signs in _SIGNS:
        able.setdefault(tuple(read_number(each, column.missing, *signs).number for each in left), signs)
    most = max(map(_count, able))
    fitting = [signs for read, signs in able.items() if most and _count(read) == most]
    if fitting:
        ways = " or ".join(f'thousands = "{thousands}" and decimal = "{decimal}"' for thousands, decimal in fitting)
        are = "can be read in two ways" if len(fitting) > 1 else f"{_is(most)} written with other signs"
        such = next(each for each in left if each not in unread(column, *fitting[0]))
        yield f"# {_amounts(most)} (such as “{text_of(such)}”) {are}: say in [table] {ways}"
    never = [each for each, *read in zip(left, *able, strict=True) if not any(number is not None for number in read)]
    if never:
        yield f"# {_amounts(len(never))} {_is(len(never))} no number (such as “{text_of(never[0])}”): told, not taken"


def _count(read: Sequence[Decimal | None]) -> int:
    return sum(each is not None for each in read)


def _amounts(count: int) -> str:
    return f"{count} amount{'' if count == 1 else 's'}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
