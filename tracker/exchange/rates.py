"""Rates of exchange out of a file that the user gives: TOML or CSV, with every fault in it told at once."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from tracker.currencies import is_currency
from tracker.days import given_day
from tracker.errors import BadInputError
from tracker.reports.rates import Rate

_NAMES = ("currency", "to", "rate", "on", "source")
_FORM = "Give currency, to, rate, on (a day) and source for each: as columns of a CSV, or as [[rate]] tables in TOML."


def read_rates(file: str) -> tuple[Rate, ...]:
    """The rates of a file, all into one currency; BadInputError names every row that is none."""
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise BadInputError(f"{file} cannot be read: {error.strerror or error}.", remedy=_FORM) from error
    rows = list(_rows(file, data))
    problems: list[str] = []
    rates = [rate for number, row in rows if (rate := _rate(number, row, problems))]
    times = Counter((rate.currency, rate.on) for rate in rates)
    problems += [
        f"{currency} of {on} stands there {count} times" for (currency, on), count in times.items() if count > 1
    ]
    into = sorted({rate.to for rate in rates})
    if len(into) > 1:
        problems.append(f"the rates lead to several currencies: {', '.join(into)}; convert into one at a time")
    if problems or not rates:
        what = f"{file} holds no rates." if not rows else f"The rates of {file} cannot be used."
        raise BadInputError(what, remedy=_FORM, problems=tuple(problems))
    return tuple(rates)


def rows_of(rates: Iterable[Rate]) -> list[dict[str, str]]:
    """Rates as plain rows, to be kept."""
    return [
        {"currency": each.currency, "to": each.to, "rate": f"{each.rate:f}", "on": f"{each.on}", "source": each.source}
        for each in rates
    ]


def write_rates(file: str, rows: Iterable[Mapping[str, str]]) -> None:
    """Write rows of rates to a CSV file that can be read again."""
    with Path(file).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, _NAMES, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def _rows(file: str, data: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows with their places, as the file has them."""
    try:
        text = data.decode("utf-8-sig")
        if file.lower().endswith(".toml"):
            import tomllib

            listed = tomllib.loads(text, parse_float=Decimal).get("rate", [])
            if not isinstance(listed, list):
                raise ValueError("rate is no list of tables: write [[rate]]")
            for number, row in enumerate(listed, 1):
                yield f"rate {number}", row if isinstance(row, dict) else {}
            return
        reader = csv.DictReader(io.StringIO(text))
        _require_header(file, reader.fieldnames or [])
        for number, row in enumerate(reader, 2):
            yield f"row {number}", dict(row)
    except (UnicodeDecodeError, ValueError, csv.Error) as error:
        raise BadInputError(f"{file} cannot be read as rates.", why=str(error), remedy=_FORM) from error


def _require_header(file: str, names: Sequence[str]) -> None:
    """Refuse a CSV without one of the columns: no row of it could be a rate."""
    absent = [name for name in _NAMES if name not in names]
    if names and absent:
        shown = ", ".join(names)
        why = f"Its first row is: {shown}."
        apart = "Set the columns apart by commas. " if len(names) == 1 and (";" in shown or "\t" in shown) else ""
        raise BadInputError(f"{file} has no column {', '.join(absent)}.", why=why, remedy=apart + _FORM)


def _rate(place: str, row: dict[str, Any], problems: list[str]) -> Rate | None:
    """A row as a rate; what is wrong with it is told."""
    faults = []
    given = {name: str(row.get(name) if row.get(name) is not None else "").strip() for name in _NAMES}
    for name in ("currency", "to"):
        if not is_currency(given[name]):
            faults.append(f"{name} is no currency like EUR: “{given[name]}”")
    if given["to"] and given["currency"] == given["to"]:
        faults.append(f"{given['to']} is converted into itself")
    try:
        number = Decimal(given["rate"])
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(row.get("rate"), bool) or not number.is_finite() or not 0 < number < Decimal(10) ** 12:
        faults.append(f"rate is no number above 0, in plain digits with a point: “{given['rate']}”")
    try:
        on = given_day(given["on"])
    except ValueError:
        faults.append(f"on is no day like 2026-01-30: “{given['on']}”")
    if not given["source"]:
        faults.append("source is empty: say who gives the rate")
    if faults:
        problems.extend(f"{place}: {fault}" for fault in faults)
        return None
    return Rate(given["currency"], given["to"], number, on, " ".join(given["source"].split()))
