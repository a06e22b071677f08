"""Which words name a party: names, seats, bodies, leaders of the day, and a user's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

# A document begins with its day, publisher, title and issuer; a line that begins with blanks goes on the one before.
# ‹GB FR› stands before a verb: those must act. "told by US": and that party says so.
from tests.language.scenes import DAY
from tracker.errors import BadInputError
from tracker.language.actors import mentions
from tracker.language.gazetteer import gazetteer


def test_the_kind_of_a_mention_tells_a_place_from_an_actor() -> None:
    text = (
        "In Berlin the Germans met the French at the Bundeswehr; Berlin pays, Germany said. The Paris summit is over."
    )
    kinds = [(each.code, each.kind, each.surface) for each in mentions(text)]
    assert kinds == [
        ("DE", "place", "Berlin"), ("DE", "adjective", "Germans"), ("FR", "adjective", "French"),
        ("DE", "body", "Bundeswehr"),
        ("DE", "seat", "Berlin"), ("DE", "name", "Germany"), ("FR", "place", "Paris"),
    ]  # fmt: skip


def test_words_for_several_parties_are_a_mention_of_each() -> None:
    assert [each.code for each in mentions("the Baltic states")] == ["EE", "LV", "LT"]


def test_the_longest_words_count_and_some_mean_something_else() -> None:
    assert [each.code for each in mentions("South Korea, the Washington Post and the U.S.")] == ["KR", "US"]
    assert mentions("He told us to polish it, may be in March.") == []


def test_a_leader_speaks_for_the_party_of_the_day() -> None:
    def code(text: str, day: date | None) -> list[str]:
        return [each.code for each in mentions(text, day)]

    assert code("Mark Rutte spoke.", date(2023, 3, 1)) == ["NL"]
    assert code("Mark Rutte spoke.", date(2025, 3, 1)) == ["NATO"]
    assert code("Rutte spoke.", date(2025, 3, 1)) == ["NATO"]
    assert code("Angela Merkel spoke.", date(2025, 3, 1)) == []


def test_a_common_surname_needs_a_first_name_or_an_office() -> None:
    day = date(2025, 9, 1)
    assert mentions("Cooper spoke.", day) == []
    assert [each.code for each in mentions("Secretary Cooper spoke.", day)] == ["GB"]
    assert [each.code for each in mentions("Yvette Cooper spoke, and Cooper left.", day)] == ["GB", "GB"]


def test_a_common_surname_may_be_the_first_name_of_another() -> None:
    day = date(2025, 9, 1)
    assert mentions("Secretary Cooper Hill spoke.", day) == []
    for text in ("Secretary Cooper, Hill said.", "Secretary Cooper hid.", "Secretary Cooper Monday said so."):
        assert [each.code for each in mentions(text, day)] == ["GB"]


def test_every_name_of_a_party_is_found_by_itself() -> None:
    names = {"GB": "United Kingdom", "COW": "Coalition of the Willing", "EU": "European Commission", "US": "US"}
    for code, name in names.items():
        assert [each.code for each in mentions(f"{name} will act.")] == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a package of US$112 million", []),
        ("a package of the US", ["US"]),
        ("Norwegian minister Martin Berg came. Berg spoke.", ["NO", "NO", "NO"]),
        ("A ship named Martin Berg came. Berg spoke.", []),
    ],
)
def test_whose_money_it_is_names_nobody_and_who_was_introduced_is_known_by_surname(text: str, codes: list[str]) -> None:
    assert [each.code for each in mentions(text, DAY)] == codes


def test_a_users_table_adds_names(tmp_path: Path) -> None:
    own = tmp_path / "names.toml"
    own.write_text(
        'version = "ours-1"\n[bodies]\nNO = ["Harbour Board"]\n[SE]\nminister = [["Ida Ek", 2024-01-01]]\n',
        encoding="utf-8",
    )
    names = gazetteer((own,))
    text = "The Harbour Board and Ida Ek met the Bundeswehr."
    assert [each.code for each in mentions(text, DAY, names)] == ["NO", "SE", "DE"]
    assert [each.code for each in mentions(text, DAY)] == ["DE"]
    assert (names.version, gazetteer().version) == ("ours-1", "")


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ("[bodies]", "version"),
        ("bodies = 3", "bodies"),
        ("[people]\nNO = []", "people"),
        ('[bodies]\nNO = "Harbour"', "bodies.NO"),
        ('[bodies]\nNO = ["!"]', "bodies.NO"),
        ('[SE]\nminister = [["Ida Ek", "2024"]]', "SE.minister"),
        ('[SE]\nminister = [["Ida Ek", 2024-05-01, 2024-01-01]]', "SE.minister"),
        ("[SE]\nminister = 5", "SE.minister"),
        ("SE = ", "TOML"),
    ],
)
def test_a_bad_table_of_names_is_refused_with_its_place(tmp_path: Path, table: str, place: str) -> None:
    own = tmp_path / "names.toml"
    own.write_text(table if place == "version" else f'version = "o"\n{table}', encoding="utf-8")
    with pytest.raises(BadInputError) as refused:
        gazetteer((own,))
    assert str(own) in refused.value.what
    assert place in refused.value.why or place == "TOML"
