"""``report amounts`` on a register that was imported from a table, the same bytes on both databases."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Say, invoke
from tests.conftest import DIALECTS
from tracker.register.location import Location

TABLE = Path(__file__).parents[2] / "fixtures" / "tables" / "kiel.xlsx"
LATER = ("--as-of", "2026-01-31")
RATES = """currency,to,rate,on,source
EUR,USD,1.0825,2024-08-01,European Central Bank
"""


@pytest.fixture(scope="module")
def imported(new_register: Callable[[str], Location]) -> Callable[[str], Location]:
    @cache
    def make(dialect: str) -> Location:
        location = new_register(dialect)
        words = ("import", str(TABLE), "--mapping", "kiel", "--published-on", "2024-08-06", "--quiet")
        done = invoke(*words, register=location.target)
        assert done.code == 0, done.err
        return location

    return make


@pytest.fixture(params=DIALECTS)
def ask(request: pytest.FixtureRequest, imported: Callable[[str], Location]) -> Say:
    def say(*words: str) -> str:
        done = invoke(*words, register=imported(request.param).target)
        assert done.code == 0, done.err
        return done.out

    return say


@pytest.fixture
def rates(tmp_path: Path) -> str:
    (tmp_path / "rates.csv").write_text(RATES, encoding="utf-8")
    return str(tmp_path / "rates.csv")


def rows(written: str, section: str) -> list[dict[str, Any]]:
    return next(each["rows"] for each in json.loads(written)["sections"] if each["key"] == section)


def test_each_party_has_a_row_for_each_unit(ask: Say) -> None:
    found = rows(ask("report", "amounts", *LATER, "--format", "json"), "parties")
    assert [(row["key"], row["unit"], row["said"], row["pledged"], row["delivered"]) for row in found] == [
        ("EE", "EUR", None, 1250005000, None),
        ("EE", "bakery", None, 1, 1),
        ("EE", None, None, None, None),
        ("FI", "EUR", None, 300000000, None),
        ("NO", "sledge", None, 20, 8),
    ]


def test_it_can_be_narrowed_like_every_list(ask: Say) -> None:
    found = rows(ask("report", "amounts", "--country", "NO", *LATER, "--format", "json"), "all")
    assert [(row["unit"], row["pledges"]) for row in found] == [("sledge", 1)]


def test_rates_add_columns_and_a_foot_in_every_format(ask: Say, rates: str) -> None:
    asked = ("report", "amounts", "--rates", rates, *LATER)
    for form in ("table", "plain", "csv", "json", "jsonl", "md", "html"):
        written = ask(*asked, "--format", form)
        amount = "1,353,130,412.5" if form in ("table", "md", "html") else "1353130412.5"  # 1,250,005,000 times 1.0825
        assert amount in written, form
        if form not in ("csv", "jsonl"):
            said = " ".join(re.sub(r"<[^>]+>", "", written).split())
            assert "1 EUR = 1.0825 USD on 2024-08-01 (European Central Bank)" in said, form
    assert max(map(len, ask(*asked, "--format", "table").splitlines())) <= 80


def test_a_workbook_has_them_as_numbers(ask: Say, rates: str, tmp_path: Path) -> None:
    file = tmp_path / "amounts.xlsx"
    ask("report", "amounts", "--rates", rates, *LATER, "--format", "xlsx", "--output", str(file))
    head, first, *_ = load_workbook(file)["Parties"].iter_rows()
    cell = dict(zip((each.value for each in head), first, strict=True))["Pledged USD"]
    assert (cell.data_type, cell.value) == ("n", 1353130412.50)


@pytest.mark.slow
def test_it_can_be_frozen_and_held_against_the_register(ask: Say, rates: str, tmp_path: Path) -> None:
    frozen = str(tmp_path / "amounts.json")
    ask("report", "amounts", "--rates", rates, *LATER, "--freeze", frozen, "--quiet")
    assert "Pledged and delivered as of 2026-01-31" in Path(frozen).read_text(encoding="utf-8")
    ask("check", frozen)


@pytest.mark.slow
def test_the_rates_are_frozen_with_it_so_that_their_file_may_go(ask: Say, rates: str, tmp_path: Path) -> None:
    frozen = tmp_path / "amounts.json"
    ask("report", "amounts", "--rates", rates, *LATER, "--freeze", str(frozen), "--quiet")
    assert json.loads(frozen.read_text(encoding="utf-8"))["rates"] == [
        {"currency": "EUR", "to": "USD", "rate": "1.0825", "on": "2024-08-01", "source": "European Central Bank"}
    ]
    Path(rates).write_text(RATES.replace("1.0825", "2"), encoding="utf-8")
    assert "holds: every record behind it is as it was" in ask("check", str(frozen))
    Path(rates).unlink()
    assert "holds: every record behind it is as it was" in ask("check", str(frozen))


@pytest.mark.slow
def test_a_report_that_was_frozen_without_its_rates_needs_their_file(ask: Say, rates: str, tmp_path: Path) -> None:
    frozen = tmp_path / "amounts.json"
    ask("report", "amounts", "--rates", rates, *LATER, "--freeze", str(frozen), "--quiet")
    held = json.loads(frozen.read_text(encoding="utf-8"))
    del held["rates"], held["sha256"]
    said = json.dumps(held, ensure_ascii=False, sort_keys=True).encode()
    frozen.write_text(json.dumps(held | {"sha256": hashlib.sha256(said).hexdigest()}), encoding="utf-8")
    ask("check", str(frozen))


def test_rates_that_cannot_be_read_are_told_before_the_register_is_opened(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text("currency,to,rate,on,source\nEUR,USD,much,2024-08-01,ECB\n", encoding="utf-8")
    done = invoke("report", "amounts", "--rates", str(tmp_path / "rates.csv"), register="nowhere.sqlite")
    assert (done.code, done.out) == (6, "")
    assert "row 2: rate is no number above 0" in done.err
