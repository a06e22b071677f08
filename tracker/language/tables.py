"""TOML tables of rules: read, compared with the shipped table, laid over it, and checked value by value.

The shipped table is the pattern for every other: each value of a user's table must be of the kind that stands
in the same place there. Tables merge, lists of phrases grow, other values replace. Every refusal is a
``BadInputError`` that names the file and the place in it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tracker.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tracker.language.periods import Window

Table = dict[str, Any]

DEADLINES, PLEDGES, OUTCOMES, TOPICS = "deadlines.toml", "pledges.toml", "outcomes.toml", "topics.toml"
NAMES = "names.toml"  # a user's own; those shipped stand in several tables
_CLOSED = frozenset({"", "frames", "relations", "tails", "words", "units"})  # tables that take no new keys
_RANGES = {
    "months": (1, 12),
    "weekdays": (1, 7),
    "numbers": (1, 1000),
    "ordinals": (-1, 100),
    "days": (0, 366),
    "financial-years": (1, 12),
    "academic-years": (1, 12),
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LENGTHS = ("day", "week", "month", "year")
_PART_UNITS = ("year", "half", "season", "quarter", "month", "week", "decade", "century")
_LONGEST_PART = {"decade": 120, "century": 1200}  # months


def parse(path: Path) -> Table:
    """The table in a TOML file."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:  # ValueError: not UTF-8, or not TOML
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        what = f"The rule table {path} cannot be read."
        raise BadInputError(what, why=f"{why}.", remedy="Give a TOML file in UTF-8.") from error


def own_table(own: Path | None, name: str) -> Path | None:
    """The user's own table: the one of that name in the folder ``own``; a single file is a table of deadlines.

    :raises BadInputError: for a folder that holds no table at all.
    """
    if own is None or not own.is_dir():
        return own if name == DEADLINES else None
    if not any((own / each).is_file() for each in (DEADLINES, PLEDGES, OUTCOMES, TOPICS, NAMES)):
        remedy = f"Call your tables {DEADLINES}, {PLEDGES}, {OUTCOMES}, {TOPICS} or {NAMES}."
        raise BadInputError(f"The folder of rules {own} cannot be taken.", why="No rule table is in it.", remedy=remedy)
    return own / name if (own / name).is_file() else None


def check_version(own: Table, pattern: Table, path: Path, shipped: str = DEADLINES) -> None:
    """Refuse a user's table that has no version of its own: what was read with it must name it."""
    if own.get("version") in (None, "", pattern.get("version")):
        why = 'is missing, or is that of the shipped table; give your own, such as "ours-1"'
        raise refusal(path, "version", why, shipped)


def compare(own: Any, pattern: Any, path: Path, place: str = "", *, shipped: str = DEADLINES) -> None:
    """Refuse what the pattern, which is the table ``shipped``, has no place for, and a value of another kind."""
    if type(own) is not type(pattern):
        raise refusal(path, place, f"must be {_kind(pattern)}, and is {_kind(own)}", shipped)
    if isinstance(own, list):
        for number, value in enumerate(own, 1):
            compare(value, pattern[0] if pattern else "", path, f"{place}, value {number},", shipped=shipped)
    if isinstance(own, dict):
        for key, value in own.items():
            spot = f"{place}.{key}" if place else key
            known = pattern.get(key)
            if known is None and place not in _CLOSED and "." not in place:
                known = next(iter(pattern.values()))
            if known is None:
                raise refusal(path, spot, f"is not known; known here: {', '.join(pattern)}", shipped)
            compare(value, known, path, spot, shipped=shipped)


def overlay(pattern: Table, own: Table) -> Table:
    """The pattern with a table of the same shape laid over it."""
    merged = dict(pattern)
    for key, value in own.items():
        there = merged.get(key)
        if isinstance(value, dict) and isinstance(there, dict):
            merged[key] = overlay(there, value)
        elif isinstance(there, list) and key != "days" and not any(isinstance(each, int) for each in there):
            merged[key] = [*there, *value]
        else:
            merged[key] = value
    return merged


def check(table: Table, path: Path) -> None:
    """Refuse rules without their examples, and numbers that no calendar has."""
    for kind in ("vague", "no-window"):
        for name, rule in table[kind].items():
            for key in ("fires", "spares", *(("latest",) if kind == "vague" else ())):
                if not rule.get(key):
                    raise refusal(path, f"{kind}.{name}.{key}", "is missing")
    for name, (least, most) in _RANGES.items():
        for word, number in table[name].items():
            if not least <= number <= most or (number == 0 and name == "ordinals"):
                raise refusal(path, f"{name}.{word}", f"must lie between {least} and {most}")


def length(rule: Table, path: Path, place: str) -> tuple[int, str]:
    """A vague rule's length, ``(56, "day")`` for "56 days"."""
    count, _, unit = rule["latest"].partition(" ")
    unit = unit.removesuffix("s")
    if not (count.isdecimal() and len(count) < 5 and int(count) and unit in _LENGTHS):
        why = f'is "{rule["latest"]}", and must be a length such as "56 days" or "6 months"'
        raise refusal(path, f"{place}.latest", why)
    return int(count), unit


def bounds(table: Table, key: str, path: Path, place: str, most: int = 12) -> tuple[int, int]:
    """A first and a last number."""
    pair = table.get(key, [])
    if len(pair) != 2 or not all(1 <= each <= most for each in pair):
        raise refusal(path, f"{place}.{key}", f"must be a first and a last number between 1 and {most}")
    return pair[0], pair[1]


def slices(part: Table, path: Path, place: str) -> dict[str, tuple[int, int]]:
    """A part's bounds in each unit that it has them for."""
    found = {unit: bounds(part, unit, path, place, _LONGEST_PART.get(unit, 31)) for unit in part if unit != "words"}
    for unit, (first, last) in found.items():
        if unit not in _PART_UNITS or first > last:
            raise refusal(path, f"{place}.{unit}", f"must run forwards, and be one of {', '.join(_PART_UNITS)}")
    return found


def feast_days(feast: Table, path: Path, place: str) -> tuple[str, str]:
    """A feast's first and last day: ``MM-DD``; a day of the week from then on, ``11-22 thu``; or counted from Western
    Easter Sunday: ``easter``, ``easter-2``, ``easter+49``.
    """
    days = feast.get("days", [])
    moving = [day.startswith("easter") for day in days]
    for day in days:
        fixed, _, weekday = day.partition(" ")
        month, _, number = fixed.partition("-")
        numbers = len(fixed) == 5 and month.isdecimal() and number.isdecimal()
        plain = numbers and 1 <= int(month) <= 12 and weekday in ("", *WEEKDAYS)
        counted = day.removeprefix("easter")
        moves = counted != day and (not counted or (counted[0] in "+-" and counted[1:].isdecimal()))
        if not moves and not (plain and 1 <= int(number) <= month_length(int(month))):
            forms = 'MM-DD, "MM-DD mon", "easter" or "easter+49"'
            raise refusal(path, f"{place}.days", f'holds "{day}", and must hold {forms}')
    if len(days) != 2 or "02-29" in days or any(moving) != all(moving):
        raise refusal(path, f"{place}.days", "must be a first and a last day that every year has")
    return days[0], days[1]


def windows(given: Sequence[str], path: Path, place: str) -> tuple[Window, ...]:
    """Windows written ``first..last``, in the order of their days and none reaching into the next."""
    from datetime import date

    found = []
    for each in given:
        try:
            first, last = map(date.fromisoformat, each.split(".."))
        except ValueError:
            raise refusal(
                path, place, f'holds "{each}", and must hold windows such as "2024-07-09..2029-07-09"'
            ) from None
        found.append((first, last))
    found.sort()
    if any(first > last for first, last in found) or any(one[1] >= two[0] for one, two in pairwise(found)):
        raise refusal(path, place, "holds a window that ends before it begins, or reaches into the next")
    return tuple(found)


def month_length(month: int) -> int:
    """The number of days in a month of a leap year."""
    return _MONTH_DAYS[month - 1]


def refusal(path: Path | str, place: str, why: str, shipped: str = DEADLINES) -> BadInputError:
    """What is wrong at a place in a table that is written as the one ``shipped`` is."""
    remedy = f"Compare it with the shipped table, en/{shipped}: its first lines say how to write one."
    line = _line(path, place.rpartition(": ")[2].partition(",")[0])
    at = f", line {line}," if line else ""
    return BadInputError(f"The rule table {path}{at} cannot be taken.", why=f"{place} {why}.", remedy=remedy)


def _line(path: Path | str, place: str) -> int | None:
    """The line of a file at which a place stands ("cues.plans.weight"), or the table that it would stand in."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = [line.strip() for line in file]
    except (OSError, ValueError):
        return None
    table, found = "", None
    for number, line in enumerate(lines, 1):
        if line.startswith("["):
            table = line.strip("[] ").partition("]")[0].replace('"', "").strip()
        key = line.partition("=")[0].strip().strip('"') if "=" in line else ""
        spot = ".".join(filter(None, (table, key)))
        if spot == place:
            return number
        if line.startswith("[") and place.startswith(f"{table}."):
            found = number
    return found


def _kind(value: Any) -> str:
    names = {dict: "a table", list: "a list", str: "text in quotes", int: "a whole number"}
    return names.get(type(value), type(value).__name__)
