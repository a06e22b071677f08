"""The rules of deadlines: described in sentences, laid over by a table of a user, refused when it cannot be taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.language.readings import RULES
from tracker.errors import BadInputError
from tracker.language.deadlines import load_rules, read_deadline


def table(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_rule_is_described_in_a_sentence() -> None:
    assert RULES.describe("vague-weeks") == '"in the coming weeks" and the like: 56 days from the statement'
    assert RULES.describe("vague-months") == '"in the coming months" and the like: 6 calendar months from the statement'
    assert RULES.describe("season") == (
        "meteorological seasons: spring ends on 31 May, summer ends on 31 August, "
        "autumn ends on 30 November, winter ends on the last day of February"
    )
    assert (RULES.describe("mid") or "").startswith('"mid" in a period: months 5 to 8 of a year')
    assert RULES.describe("no-such-rule") is None


def test_a_users_table_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    own = load_rules(
        table(
            tmp_path,
            """
            version = "ours-1"
            [vague.vague-weeks]
            latest = "42 days"
            [vague.vague-days]
            phrases = ["shortly"]
            [vague.vague-term]
            latest = "4 months"
            phrases = ["this parliamentary term"]
            fires = "in this parliamentary term"
            spares = "this year"
            [seasons.spring]
            months = [2, 4]
            [feasts.independence-day]
            words = ["Independence Day"]
            days = ["08-24", "08-24"]
            """,
        )
    )
    said_on = date(2024, 2, 14)

    def latest(phrase: str) -> str:
        return str(read_deadline(phrase, said_on, own).latest)

    assert latest("in the coming weeks") == "2024-03-27"
    assert latest("shortly") == "2024-02-28", "a phrase listed moves to the user's rule"
    assert latest("in this parliamentary term") == "2024-06-14"
    assert latest("by spring") == "2024-04-30"
    assert latest("before Independence Day") == "2024-08-23"
    assert latest("by March") == "2024-03-31", "the rest of the shipped table stays"
    assert read_deadline("by March", said_on, own).rules == "ours-1"
    assert "42 days" in (own.describe("vague-weeks") or "")
    assert "spring ends on 30 April" in (own.describe("season") or "")
    assert load_rules() is RULES, "the shipped rules are read once, and never changed"
    assert str(read_deadline("in the coming weeks", said_on).latest) == "2024-04-10"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "version is missing"),
        (f'version = "{RULES.version}"', "version is missing, or is that of the shipped table"),
        ("version = 3", "version must be text in quotes, and is a whole number"),
        ('version = "o"\nweeks = 3', "weeks is not known"),
        ('version = "o"\n[vague.vague-weeks]\nlatest = "soonish"', "vague.vague-weeks.latest"),
        ('version = "o"\n[vague.vague-weeks]\nlatest = 56', "vague.vague-weeks.latest must be text"),
        ('version = "o"\n[vague.vague-weeks]\nlast = "5 days"', "vague.vague-weeks.last is not known"),
        ('version = "o"\n[vague.vague-term]\nlatest = "4 months"', "vague.vague-term.fires is missing"),
        (
            'version = "o"\n[no-window.soon]\nphrases = ["a", 1]',
            "no-window.soon.phrases, value 2, must be text",
        ),
        ('version = "o"\n[months]\nbrumaire = 13', "months.brumaire must lie between 1 and 12"),
        ('version = "o"\n[seasons.spring]\nmonths = [3]', "seasons.spring.months"),
        ('version = "o"\n[parts.early]\nmonth = [10, 1]', "parts.early.month"),
        ('version = "o"\n[feasts.leap]\nwords = ["leap day"]\ndays = ["02-29", "02-29"]', "feasts.leap.days"),
        ('version = "o"\n[feasts.odd]\nwords = ["odd day"]\ndays = ["31-01", "31-01"]', 'holds "31-01"'),
        ('version = "o"\n[feasts.odd]\nwords = ["odd day"]\ndays = ["easter+x", "easter+x"]', 'holds "easter+x"'),
        ('version = "o"\n[feasts.odd]\nwords = ["odd day"]\ndays = ["11-22 thor", "11-30"]', 'holds "11-22 thor"'),
        ('version = "o"\n[feasts.odd]\nwords = ["odd day"]\ndays = ["easter", "06-01"]', "feasts.odd.days"),
        ('version = "o"\n[financial-years]\nXX = 13', "financial-years.XX must lie between 1 and 12"),
        ('version = "o"\n[relations]\nbeside = ["beside"]', "relations.beside is not known"),
        ('version = "o"\n[months\nx = 1', "line 2"),
    ],
)
def test_a_table_that_cannot_be_taken_is_refused_with_file_and_place(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(BadInputError) as refused:
        load_rules(table(tmp_path, text))
    assert "own.toml" in refused.value.what
    assert place in refused.value.why
    assert refused.value.remedy


def test_a_table_that_is_missing_not_utf8_or_absurd_is_refused(tmp_path: Path) -> None:
    latin, deep = tmp_path / "latin.toml", tmp_path / "deep.toml"
    latin.write_bytes(b'version = "d\xe9lais"')
    deep.write_text('version = "o"\nx = ' + "[" * 100_000)
    for path in (tmp_path / "none.toml", tmp_path, latin, deep):
        with pytest.raises(BadInputError, match=str(path)):
            load_rules(path)
