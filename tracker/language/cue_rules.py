"""The cues of a table, read from TOML and checked one by one, and the forms of the verbs that they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.errors import BadInputError
from tracker.language import tables
from tracker.language.tables import Table

KINDS = ("anchor", "support", "against")
_PLACES = ("", "before", "after", "apart", "at")
_FIELDS = {"kind": str, "weight": float, "phrases": list, "fires": str, "spares": str, "beside": list, "where": str}
_NEEDED = ("kind", "weight", "phrases", "fires", "spares")
_HEAVIEST = 10.0
_NUMBERS = (int, float)
_SAID = {dict: "a table", list: "a list of words", str: "text in quotes", float: "a number", int: "a number"}


class Rule(NamedTuple):
    """A cue of a table. ``anchor``: says by itself that something is intended; ``support`` and ``against`` do not.

    ``beside`` names anchors (none: any) without which it does not count, ``where`` on which side of one it must stand;
    ``apart``: it does not count where it runs into an anchor, ``at``: only where it runs into the strongest.
    """

    name: str
    kind: str
    weight: float
    phrases: tuple[str, ...]
    fires: str
    spares: str
    beside: tuple[str, ...] = ()
    where: str = ""


def read_rules(table: Table, where: str) -> list[Rule]:
    """The cues of a table, each checked: its fields, its kind, its weight, its two examples.

    :raises BadInputError: naming the file and the place.
    """
    rules = [_rule(name, fields, f"{where}: cues.{name}") for name, fields in table.items()]
    for rule in rules:
        if unknown := [each for each in rule.beside if each not in table]:
            raise refusal(f"{where}: cues.{rule.name}.beside", f'names "{unknown[0]}", which is no cue')
    return rules


def _rule(name: str, fields: Any, place: str) -> Rule:
    if not isinstance(fields, dict):
        raise refusal(place, "must be a table")
    for key, value in fields.items():
        if key not in _FIELDS:
            raise refusal(f"{place}.{key}", f"is not known; known here: {', '.join(_FIELDS)}")
        kinds = (int, float) if _FIELDS[key] is float else (_FIELDS[key],)
        if type(value) not in kinds or (type(value) is list and not all(type(each) is str for each in value)):
            raise refusal(f"{place}.{key}", f"is {value!r}, which is of the wrong kind")
    for key in _NEEDED:
        if not fields.get(key):
            raise refusal(f"{place}.{key}", "is missing")
    if fields["kind"] not in KINDS:
        raise refusal(f"{place}.kind", f"must be one of {', '.join(KINDS)}")
    side = fields.get("where", "")
    if side not in _PLACES:
        raise refusal(f"{place}.where", f"must be one of {', '.join(_PLACES[1:])}")
    weight = float(fields["weight"])
    if not abs(weight) <= _HEAVIEST or (weight < 0) != (fields["kind"] == "against"):
        raise refusal(f"{place}.weight", f"must be below zero for against, else above, and {_HEAVIEST:g} at most")
    phrases, beside = tuple(fields["phrases"]), tuple(fields.get("beside", ()))
    return Rule(name, fields["kind"], weight, phrases, fields["fires"], fields["spares"], beside, side)


def read_classes(table: Table, where: str) -> dict[str, list[str]]:
    """The classes of words of a table: those that it lists, and of each group of verbs the four forms."""
    classes = {name: _texts(words, f"{where}: classes.{name}") for name, words in table["classes"].items()}
    doubled = frozenset(_texts(table["verbs"].get("doubled"), f"{where}: verbs.doubled"))
    irregular = {base: _texts(past, f"{where}: irregular.{base}") for base, past in table["irregular"].items()}
    for name, groups in table["verbs"].items():
        for base in _bases(groups, f"{where}: verbs.{name}") if name != "doubled" else ():
            for suffix, forms in verb_forms(base, irregular, doubled).items():
                classes.setdefault(name + suffix, []).extend(forms)
    return classes


def _bases(groups: Any, place: str) -> Iterator[str]:
    if not isinstance(groups, dict):
        raise refusal(place, "must be a table of lists of verbs")
    for group, bases in groups.items():
        yield from _texts(bases, f"{place}.{group}")


def verb_forms(base: str, irregular: Mapping[str, Sequence[str]], doubled: frozenset[str]) -> dict[str, list[str]]:
    """A verb as it is, with -s, in the past and with -ing, by the endings of the classes ("", "-s", "-ed", "-ing")."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = f"{base}es"
    else:
        third = f"{base[:-1]}ies" if base[-1] == "y" and base[-2:-1] not in tuple("aeiou") else f"{base}s"
    stem = base + base[-1] if base in doubled else base
    past = f"{third[:-3]}ied" if third.endswith("ies") else (f"{base}d" if base[-1] == "e" else f"{stem}ed")
    doing = f"{base[:-1] if base[-1] == 'e' and base[-2:-1] not in tuple('eoy') else stem}ing"
    return {"": [base], "-s": [third], "-ed": [*irregular.get(base, (past,))], "-ing": [doing]}


def _texts(value: Any, place: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise refusal(place, "must be a list of words")
    return value


def check_kinds(own: Any, pattern: Any, file: str, place: str = "", *, shipped: str = tables.PLEDGES) -> None:
    """Refuse a value of another kind than stands in the same place of the shipped table; new names are free."""
    alike = (type(own) is type(pattern)) or (type(own) in _NUMBERS and type(pattern) in _NUMBERS)
    if not alike:
        kind = next(said for each, said in _SAID.items() if isinstance(pattern, each))
        raise refusal(f"{file}: {place}", f"must be {kind}", shipped)
    for key in own if isinstance(own, dict) else ():
        if key in pattern:
            check_kinds(own[key], pattern[key], file, f"{place}.{key}" if place else key, shipped=shipped)


def refusal(place: str, why: str, shipped: str = tables.PLEDGES) -> BadInputError:
    """What is wrong at a place (a file, a colon, a key) of a table that is written as the one ``shipped`` is."""
    return tables.refusal(place.partition(": ")[0], place, why, shipped)
