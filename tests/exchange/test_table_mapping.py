"""Mappings: what they may say, and how a mistake in one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import BadInputError
from tracker.exchange import MAPPINGS
from tracker.exchange.mapping_in import load_mapping

LEAST = """
name = "ours"
title = "Our table"
publisher = "us"
[id]
column = "Nr"
[party]
columns = ["Who"]
[words]
columns = ["What"]
"""


@pytest.fixture
def write(tmp_path: Path):
    def written(text: str) -> str:
        (tmp_path / "ours.toml").write_text(text, encoding="utf-8")
        return str(tmp_path / "ours.toml")

    return written


@pytest.mark.parametrize("name", MAPPINGS)
def test_every_shipped_mapping_can_be_taken(name: str) -> None:
    assert load_mapping(name).name == name


def test_a_mapping_needs_little(write) -> None:
    assert load_mapping(write(LEAST)).id.column == "Nr"


def test_a_mapping_may_extend_a_shipped_one(write) -> None:
    own = load_mapping(write('extends = "promises"\nname = "ours"\n[party.values]\nGreens = "ZZ-GRN"\n'))
    assert (own.name, own.party.values["Greens"], own.party.values["Workers"]) == ("ours", "ZZ-GRN", "ZZ-WRK")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("[date]\ncolumn = 'Day'\nforms = ['MM/YYYY']", "date.forms holds “MM/YYYY”"),
        ("[date]\ncolumn = 'Day'\nnumbers = 'yes'", "date.numbers is “yes”; it must be one of: report, serial"),
        ("[date]\ncolum = 'Day'", "date.colum is not known; known here: column, forms"),
        ("[counts]\nunit = 'Unit'", "counts.column is missing"),
        ("[table]\nheader = 'one'", "table.header must be a whole number"),
        ("[table]\ndays = [2024-01-01, 2022-01-01]", "table.days must be a first and a last day"),
        ("[[follow_up]]\nkind = 'status'", "nothing says when it is there"),
        ("[[follow_up]]\nkind = 's'\nstatus = 'S'\n[follow_up.outcomes]\ndone = 'ok'", "outcomes.done is “ok”"),
        ("[party.values]\nSea = 'sea'", "party.values.Sea is “sea”; a code is written like GB"),
        (
            "[[money]]\ncolumn = 'Sum'\ncurrency_is = 'Euro'",
            "money, entry 1, currency_is is “Euro”; a currency has three",
        ),
        ("[[money]]\ncolumn = 'Sum'\ncurrency_is = 'XYZ'", "currency_is is “XYZ”; a currency has three"),
        ("this is no TOML", "cannot be read"),
    ],
)
def test_a_mistake_is_told_with_its_place(write, more: str, says: str) -> None:
    text = LEAST.replace("[party]", "[party]\n", 1) + more
    with pytest.raises(BadInputError) as refused:
        load_mapping(write(text))
    assert says in str(refused.value)
    assert "ours.toml" in refused.value.what


def test_a_mapping_that_is_not_there_names_the_shipped_ones() -> None:
    with pytest.raises(BadInputError, match="fts, kiel, promises"):
        load_mapping("kiehl")
