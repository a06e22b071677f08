"""The table of parties: a broken one is refused with its file and entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import BadInputError
from tracker.language.parties import read_table

GOOD = """
[country]
GB = {name = "United Kingdom", names = ["Britain"], demonyms = ["British"]}
FR = {name = "France"}
"""


@pytest.mark.parametrize(
    ("broken", "entry", "why"),
    [
        (
            'FX = {name = "Metropolis", names = ["BRITAIN"]}',
            "country.FX",
            '"BRITAIN" is a name of GB already.',
        ),
        ('FX = {name = "Metropolis", demonyms = ["Fr."]}', "country.FX", '"Fr." is a name of FR already.'),
        ('[coalition]\nFR = {name = "Free Riders"}', "coalition.FR", "The code FR is in use: France."),
        ('[kingdom]\nXX = {name = "Oz"}', "kingdom", "A kind is one of country, organisation, coalition."),
        ('XX = {name = "Oz", nmaes = ["Oz"]}', "country.XX", "No such field: nmaes."),
        ('XX = {name = "..."}', "country.XX", '"..." is no name.'),
        ('XX = {names = ["Oz"]}', "country.XX.name", "Only words stand here."),
        ('XX = {name = "Oz", names = "Emerald"}', "country.XX.names", "Only words stand here."),
        ('xx = {name = "Oz"}', "country.xx", "A code is written in capital letters and digits."),
        ('XX = "Oz"', "country.XX", "This is a table."),
        ('[meant]\nUK = "XX"', "meant.UK", "A guess leads to a party's code and is no party's name."),
        (
            '[meant]\nBritain = "FR"',
            "meant.Britain",
            "A guess leads to a party's code and is no party's name.",
        ),
        ('[words]\nordinary = ["it"]', "words", "No party is called it."),
    ],
)
def test_a_broken_table_is_refused_with_file_and_entry(tmp_path: Path, broken: str, entry: str, why: str) -> None:
    file = tmp_path / "parties.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert len(read_table(str(file)).parties) == 2
    file.write_text(GOOD + broken, encoding="utf-8")
    with pytest.raises(BadInputError) as refusal:
        read_table(str(file))
    assert refusal.value.what == f"{file} has a bad entry: [{entry}]."
    assert refusal.value.why == why


@pytest.mark.parametrize("broken", [b'FR = {name = "France again"}', b"GB", b"\xff"])
def test_what_is_not_toml_is_refused_with_the_file(tmp_path: Path, broken: bytes) -> None:
    file = tmp_path / "parties.toml"
    file.write_bytes(GOOD.encode() + broken)
    with pytest.raises(BadInputError, match="is not TOML"):
        read_table(str(file))
