"""Deadlines by parliaments: how long one sits is in the table, for the parties whose law sets it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.errors import BadInputError
from tracker.language.deadlines import load_rules, read_deadline
from tracker.language.lexicon import fold
from tracker.language.readings import read

READ = """
by the end of this parliament                 | GB | 2025-02-14 | 2029-07-09 | end-of-parliament
before the end of the parliament              | GB | 2024-02-14 | 2024-05-30 | end-of-parliament
by the end of the next parliament             | GB | 2024-06-14 | 2029-07-31 | end-of-parliament
in this parliament                            | GB | 2025-02-14 | 2029-07-09 | parliament
within the lifetime of this parliament        | GB | 2025-02-14 | 2029-07-09 | parliament
over the rest of this legislative period      | DE | 2025-06-14 | 2029-03-24 | parliament
during the current parliamentary term         | PL | 2025-06-14 | 2027-11-12 | parliament
by the end of this Congress                   | US | 2025-06-14 | 2027-01-02 | end-of-parliament
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in READ.strip().splitlines()]


@pytest.mark.parametrize(("phrase", "country", "said_on", "latest", "rule"), ROWS, ids=[row[0] for row in ROWS])
def test_a_parliament_that_sits_gives_an_inferred_window(
    phrase: str, country: str, said_on: str, latest: str, rule: str
) -> None:
    found = read_deadline(phrase, date.fromisoformat(said_on), country=country)
    assert (found.earliest, found.latest) == (date.fromisoformat(said_on), date.fromisoformat(latest))
    assert (found.basis, found.rule) == ("inferred", rule)


@pytest.mark.parametrize("country", [None, "SK", "COW"])
def test_a_party_whose_parliament_is_not_in_the_table_has_no_window(country: str | None) -> None:
    found = read_deadline("by the end of this parliament", date(2025, 2, 14), country=country)
    assert (found.latest, found.rule) == (None, "no-window")


def test_a_parliament_of_which_no_day_is_known_gives_no_window() -> None:
    assert read_deadline("by the end of the next parliament", date(2025, 2, 14), country="GB").latest is None
    assert read_deadline("by the end of this parliament", date(2024, 6, 14), country="GB").latest is None, "dissolved"


@pytest.mark.parametrize("words", ["this parliament", "in parliament", "the parliament", "after this parliament"])
def test_a_parliament_that_is_only_spoken_of_is_no_deadline(words: str) -> None:
    assert read(fold(words), date(2025, 2, 14), load_rules(), "GB") is None


def test_a_user_adds_the_parliament_of_another_country(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('version = "ours-1"\n[parliaments]\nSK = ["2023-10-25..2027-10-24"]\n', encoding="utf-8")
    found = read_deadline("by the end of this parliament", date(2025, 2, 14), load_rules(own), "SK")
    assert found.latest == date(2027, 10, 24)


@pytest.mark.parametrize(
    ("windows", "why"),
    [
        ('["2023-10-25"]', "must hold windows such as"),
        ('["2023-10-25..2023-02-30"]', "must hold windows such as"),
        ('["2027-10-24..2023-10-25"]', "ends before it begins"),
        ('["2023-10-25..2027-10-24", "2027-10-24..2031-10-23"]', "reaches into the next"),
    ],
)
def test_a_parliament_is_a_window_of_days_that_exist(tmp_path: Path, windows: str, why: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(f'version = "ours-1"\n[parliaments]\nSK = {windows}\n', encoding="utf-8")
    with pytest.raises(BadInputError, match=why) as caught:
        load_rules(own)
    assert "parliaments.SK" in str(caught.value)
