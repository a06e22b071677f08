"""Rates of exchange out of a file: read exactly, or refused with every fault in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tracker.errors import BadInputError
from tracker.exchange.rates import read_rates
from tracker.reports.rates import Rate

CSV = """currency,to,rate,on,source
USD,EUR,0.9231,2026-01-30,European Central Bank
GBP,EUR,1.15,2026-01-30,European  Central Bank
"""
TOML = """[[rate]]
currency = "USD"
to = "EUR"
rate = "0.9231"
on = 2026-01-30
source = "European Central Bank"

[[rate]]
currency = "GBP"
to = "EUR"
rate = 1.15
on = "2026-01-30"
source = "European Central Bank"
"""


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.mark.parametrize(("name", "text"), [("rates.csv", CSV), ("rates.csv", "\ufeff" + CSV), ("rates.toml", TOML)])
def test_rates_are_read_exactly_from_either_form(tmp_path: Path, name: str, text: str) -> None:
    bank, on = "European Central Bank", date(2026, 1, 30)
    assert read_rates(written(tmp_path, name, text)) == (
        Rate("USD", "EUR", Decimal("0.9231"), on, bank),
        Rate("GBP", "EUR", Decimal("1.15"), on, bank),
    )


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        (
            CSV.replace(",", ";"),
            "has no column currency, to, rate, on, source.",
            "Set the columns apart by commas. Give",
        ),
        (CSV.replace(",source", ""), "has no column source.", "Give currency"),
    ],
)
def test_a_column_that_is_missing_is_told_once_and_not_as_a_fault_of_every_row(
    tmp_path: Path, text: str, what: str, remedy: str
) -> None:
    with pytest.raises(BadInputError) as refusal:
        read_rates(written(tmp_path, "rates.csv", text))
    assert (what in str(refusal.value), refusal.value.problems) == (True, ())
    assert refusal.value.remedy.startswith(remedy)


def test_every_fault_is_told_with_its_row(tmp_path: Path) -> None:
    rows = [
        "usd,EUR,1,2026-01-30,ECB",
        "USD,EUR,0,2026-01-30,ECB",
        'USD,EUR,"1,2",30.1.2026,',
        "EUR,EUR,1,2026-01-30,ECB",
    ]
    with pytest.raises(BadInputError) as refusal:
        read_rates(written(tmp_path, "rates.csv", "\n".join(["currency,to,rate,on,source", *rows])))
    assert refusal.value.problems == (
        "row 2: currency is no currency like EUR: “usd”",
        "row 3: rate is no number above 0, in plain digits with a point: “0”",
        "row 4: rate is no number above 0, in plain digits with a point: “1,2”",
        "row 4: on is no day like 2026-01-30: “30.1.2026”",
        "row 4: source is empty: say who gives the rate",
        "row 5: EUR is converted into itself",
    )


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["USD,EUR,1,2026-01-30,ECB", "USD,EUR,2,2026-01-30,ECB"], "USD of 2026-01-30 stands there 2 times"),
        (["USD,EUR,1,2026-01-30,ECB", "NOK,SEK,2,2026-01-30,ECB"], "the rates lead to several currencies: EUR, SEK"),
    ],
)
def test_rates_that_contradict_each_other_are_refused(tmp_path: Path, rows: list[str], fault: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        read_rates(written(tmp_path, "rates.csv", "\n".join(["currency,to,rate,on,source", *rows])))
    assert any(each.startswith(fault) for each in refusal.value.problems)


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("rates.csv", "", "holds no rates"),
        ("rates.csv", "currency,to,rate,on,source\n", "holds no rates"),
        ("rates.toml", "", "holds no rates"),
        ("rates.toml", "rate = 5", "cannot be read as rates"),
        ("rates.toml", "[[rate", "cannot be read as rates"),
        ("rates.toml", "rate = [5]", "cannot be used"),
        ("rates.csv", "one,two\n1,2\n", "has no column currency, to, rate, on, source"),
    ],
)
def test_a_file_without_rates_is_refused(tmp_path: Path, name: str, text: str, what: str) -> None:
    with pytest.raises(BadInputError, match=what) as refusal:
        read_rates(written(tmp_path, name, text))
    assert refusal.value.exit_code == 6
    assert "currency, to, rate, on" in refusal.value.remedy


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be read"):
        read_rates(str(tmp_path / "none.csv"))
    (tmp_path / "rates.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInputError, match="cannot be read as rates"):
        read_rates(str(tmp_path / "rates.csv"))
