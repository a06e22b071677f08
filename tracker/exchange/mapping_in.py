"""Read a mapping out of a TOML file, ours or the user's, and check it value by value.

Every refusal is a ``BadInputError`` that names the file and the place in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tracker.errors import BadInputError
from tracker.exchange import MAPPINGS
from tracker.exchange.amounts_in import read_currency
from tracker.exchange.cells import Missing
from tracker.exchange.dates_in import known_form
from tracker.exchange.mapping import (
    OUTCOMES,
    Belongs,
    Condition,
    Count,
    Day,
    Due,
    Follow,
    Held,
    Id,
    Money,
    Party,
    Rows,
    Skip,
    Sources,
    TableFacts,
    TableMapping,
    Topic,
    Words,
)
from tracker.forms import CODE


def load_mapping(given: str) -> TableMapping:
    """The mapping of a name (a shipped one) or in a file. One that ``extends`` another is laid over it."""
    found, file = _read(given)
    return _build(found, file)


def _read(given: str, depth: int = 0) -> tuple[dict[str, Any], str]:
    import tomllib

    path = Path(__file__).parent / "mappings" / f"{given}.toml" if given in MAPPINGS else Path(given)
    file = given if given in MAPPINGS else str(path)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadInputError(
            f"The mapping {file} cannot be read.",
            why=f"{why}.",
            remedy=f"Give a TOML file, or the name of a shipped one: {', '.join(MAPPINGS)}.",
        ) from error
    base = found.pop("extends", None)
    if base is None:
        return found, file
    if depth or base not in MAPPINGS:
        raise refusal(file, "extends", f"must be the name of a shipped mapping: {', '.join(MAPPINGS)}")
    return _overlay(_read(base, 1)[0], found), file


def _overlay(base: Any, own: Any) -> Any:
    if isinstance(base, dict) and isinstance(own, dict):
        return {**base, **{key: _overlay(base.get(key), value) for key, value in own.items()}}
    return own


def _build(found: dict[str, Any], file: str) -> TableMapping:
    if "columns" in found.get("id", {}):
        raise refusal(file, "id.columns", "is not known here; name one column, and more of them in key")
    mapping: TableMapping = _section(TableMapping, found, file, "")
    _check_words(mapping, file)
    first, last = mapping.table.days if len(mapping.table.days) == 2 else (date.max, date.min)
    if first > last:
        raise refusal(file, "table.days", "must be a first and a last day")
    if mapping.table.header < 1:
        raise refusal(file, "table.header", "must be 1 or more")
    for number, each in enumerate(mapping.follow_up, 1):
        _check_follow_up(each, file, f"follow_up, entry {number},")
    return mapping


def _check_words(mapping: TableMapping, file: str) -> None:
    days = mapping.date
    written = (("date.forms", days.forms), ("date.find", days.find), ("deadline.forms", mapping.deadline.forms))
    for place, forms in written:
        for form in forms:
            if not known_form(form):
                raise refusal(file, place, f"holds “{form}”; a form has YYYY, then M, MM, MMM or MMMM, and D or DD")
    _require(file, "table.thousands", mapping.table.thousands, ("", ",", ".", " ", "'", "’"))
    _require(file, "table.decimal", mapping.table.decimal, (".", ","))
    if mapping.table.thousands == mapping.table.decimal:
        raise refusal(file, "table.thousands", f"is “{mapping.table.thousands}”, as the sign of the fraction is")
    for number, money in enumerate(mapping.money, 1):
        if money.currency_is and read_currency(money.currency_is, Missing(())) != money.currency_is:
            place = f"money, entry {number}, currency_is"
            why = f"is “{money.currency_is}”; a currency has three capital letters (ISO 4217), such as EUR"
            raise refusal(file, place, why)
    _require(file, "date.numbers", mapping.date.numbers, ("report", "serial"))
    _require(file, "party.lookup", mapping.party.lookup, ("any", "country", "no"))
    _require(file, "party.unknown", mapping.party.unknown, ("reject", "add"))
    for name, code in {**mapping.party.values, **mapping.party.begins}.items():
        if not re.fullmatch(CODE, code) or code in ("D", "E", "P") or code.startswith(("D-", "E-", "P-")):
            raise refusal(file, f"party.values.{name}", f"is “{code}”; a code is written like GB or ZZ-SEA")


def _check_follow_up(follow: Follow, file: str, place: str) -> None:
    _require(file, f"{place} outcome", follow.outcome, OUTCOMES[:-1])
    _require(file, f"{place} whole", follow.whole, ("", "count", "money"))
    for word, outcome in follow.outcomes.items():
        _require(file, f"{place} outcomes.{word}", outcome, OUTCOMES)
    if not (follow.of or follow.counts or follow.status):
        raise refusal(file, place, "has neither of, counts nor status: nothing says when it is there")


def _require(file: str, place: str, value: str, words: tuple[str, ...]) -> None:
    if value not in words:
        raise refusal(file, place, f"is “{value}”; it must be one of: {', '.join(filter(None, words))}")


def _section(kind: Any, found: Any, file: str, place: str) -> Any:
    """A table of the file as the record of a kind: every value of the type that its field has."""
    if not isinstance(found, dict):
        raise refusal(file, place, "must be a table")
    known = {("is" if name == "words" and kind in (Condition, Skip) else name): name for name in kind._fields}
    values = {}
    for key, value in found.items():
        spot = f"{place}.{key}" if place else key
        if key not in known:
            raise refusal(file, spot, f"is not known; known here: {', '.join(known)}")
        values[known[key]] = _value(_annotated(kind, known[key]), value, file, spot)
    for key, name in known.items():
        if name not in values and name not in kind._field_defaults:
            raise refusal(file, f"{place}.{key}" if place else key, "is missing")
    return kind(**values)


def _annotated(kind: Any, name: str) -> str:
    """The type of a field, as it is written."""
    annotation = kind.__annotations__[name]
    return str(getattr(annotation, "__forward_arg__", annotation))


def _value(annotation: str, value: Any, file: str, place: str) -> Any:
    if annotation.startswith("tuple["):
        listed = value if isinstance(value, list) else [value]
        inner = annotation[6:].partition(",")[0]
        return tuple(_value(inner, each, file, f"{place}, value {number},") for number, each in enumerate(listed, 1))
    if record := _RECORDS.get(annotation):
        return _section(record, value, file, place)
    if annotation.startswith("Mapping["):
        if not isinstance(value, dict):
            raise refusal(file, place, "must be a table")
        return {key: _value("str", each, file, f"{place}.{key}") for key, each in value.items()}
    return _PLAIN[annotation](value, file, place)


def _of(kind: type, said: str) -> Callable[[Any, str, str], Any]:
    def check(value: Any, file: str, place: str) -> Any:
        if type(value) is not kind:
            raise refusal(file, place, f"must be {said}")
        return value

    return check


def _a_day(value: Any, file: str, place: str) -> date:
    try:
        return value if type(value) is date else date.fromisoformat(value)
    except (ValueError, TypeError):
        raise refusal(file, place, "must be a day such as 2024-06-30") from None


_PLAIN: dict[str, Callable[[Any, str, str], Any]] = {
    "str": _of(str, "text in quotes"),
    "int": _of(int, "a whole number"),
    "bool": _of(bool, "true or false"),
    "date": _a_day,
}
_RECORDS = {
    each.__name__: each
    for each in (
        Condition,
        Skip,
        TableFacts,
        Rows,
        Belongs,
        Id,
        Party,
        Day,
        Due,
        Held,
        Words,
        Topic,
        Count,
        Money,
        Sources,
        Follow,
    )
}


def refusal(file: Path | str, place: str, why: str) -> BadInputError:
    """What is wrong at a place of a mapping."""
    return BadInputError(
        f"The mapping {file} cannot be taken.",
        why=f"{place} {why}.",
        remedy="Compare it with a shipped one, or with docs/tables.md.",
    )
