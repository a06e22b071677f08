"""How many days, weeks or years are counted: "two to three weeks", "a year and a half", "half a decade"."""

from __future__ import annotations

from tracker.language.grammar import Grammar

Count = tuple[int, str, int]  # how many, of which unit, and the place after it

_HALVES = {"year": (6, "month"), "decade": (5, "year"), "month": (15, "day"), "day": (12, "hour")}


def counted(grammar: Grammar, at: int) -> Count | None:
    """A number of units, of two the larger, and a half of one more."""
    number = grammar.number(at)
    if not number:
        return None
    count, after = number
    half = _and_a_half(grammar, after)
    joint = grammar.skip("and", after, dash=True)
    second = grammar.number(joint) if joint > after and not half else None
    if second:
        count, after = max(count, second[0]), second[1]
    unit = grammar.word("units", half or after + (grammar.words[after : after + 1] == ("-",)))
    if not unit:
        return None
    name, after = unit
    half = half or _and_a_half(grammar, after)
    if not half:
        return count, name, after
    return (12 * count + 6, "month", max(half, after)) if name == "year" else None


def half_unit(grammar: Grammar, at: int) -> Count | None:
    """Half a unit, in smaller ones."""
    if grammar.words[at : at + 1] != ("half",):
        return None
    unit = grammar.word("units", grammar.skip("article", at + 1))
    return (*_HALVES[unit[0]], unit[1]) if unit and unit[0] in _HALVES else None


def one_unit(grammar: Grammar, at: int, *, alone: bool) -> Count | None:
    """The one unit of "within the next year", and of "in the next year and a half"."""
    unit = grammar.word("units", at)
    half = _and_a_half(grammar, unit[1]) if unit else 0
    if unit and half:
        return (18, "month", half) if unit[0] == "year" else None
    return (1, *unit) if unit and alone else None


def _and_a_half(grammar: Grammar, at: int) -> int:
    """The place after "and a half", 0 where it does not stand."""
    return at + 3 if grammar.words[at : at + 3] == ("and", "a", "half") else 0
