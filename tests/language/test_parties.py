"""Which party do these words mean?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.language import parties
from tracker.language.parties import known_party, named, read_table, read_words, suggest
from tracker.words import PartyKind

ISO_3166_CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI
FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN
IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF
PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE
YT ZA ZM ZW
"""
ISO_3166 = ISO_3166_CODES.split()
BODIES = [
    "EU",
    "NATO",
    "UN",
    "ADB",
    "AFDB",
    "AFUN",
    "AIIB",
    "ASEAN",
    "CARICOM",
    "COE",
    "EBRD",
    "ECOWAS",
    "EIB",
    "GAVI",
    "GCC",
    "GFATM",
    "IDB",
    "IGAD",
    "IMF",
    "ISDB",
    "LAS",
    "OECD",
    "OSCE",
    "PIF",
    "SADC",
    "WB",
]
LONGEST = "United Kingdom of Great Britain and Northern Ireland"
COALITIONS = ["COW", "E3", "G7", "G20", "NB8", "UDCG"]


def code(words: str) -> str | None:
    party = named(words)
    return party.code if party else None


def guess(word: str, *among: str) -> str | None:
    party = suggest(word, among)
    return party.code if party else None


def test_every_iso_country_is_known_and_kosovo_is_the_only_other_country() -> None:
    table = read_table(str(Path(parties.__file__).parent / "en" / "parties.toml"))
    countries = {party.code for party in table.parties.values() if party.kind == PartyKind.COUNTRY}
    assert len(ISO_3166) == 249
    assert countries == {*ISO_3166, "XK"}
    assert table.parties.keys() - countries == {*BODIES, *COALITIONS}


@pytest.mark.parametrize("kind", ["organisation", "coalition"])
def test_bodies_are_of_their_kind(kind: str) -> None:
    for each in BODIES if kind == "organisation" else COALITIONS:
        party = known_party(each)
        assert party is not None
        assert party.kind == kind


def test_a_code_fills_in_the_name() -> None:
    assert known_party("GB") == ("GB", "United Kingdom", "country")
    assert known_party("cow") == ("COW", "Coalition of the Willing", "coalition")
    assert known_party("KR") == ("KR", "South Korea", "country")


@pytest.mark.parametrize("unknown", ["UK", "GBR", "", "G B", "ß", "ﬁ", "United Kingdom"])
def test_only_an_exact_code_is_a_code(unknown: str) -> None:
    assert known_party(unknown) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("france", "FR"),
        ("France's", "FR"),
        ("French", "FR"),
        ("uk", "GB"),
        ("Britain", "GB"),
        ("united  kingdom", "GB"),
        ("british", "GB"),
        ("u.s.", "US"),
        ("U.S.A.", "US"),
        ("america", "US"),
        ("the United States", "US"),
        ("the eu", "EU"),
        ("E.U.", "EU"),
        ("turkey", "TR"),
        ("Türkiye", "TR"),
        ("TURKIYE", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("cote d'ivoire", "CI"),
        ("Guinea Bissau", "GW"),
        ("Trinidad & Tobago", "TT"),
        ("Czech Republic", "CZ"),
        ("Holland", "NL"),
        ("nato", "NATO"),
        ("the Coalition of the Willing", "COW"),
        ("Ramstein group", "UDCG"),
        ("World Bank", "WB"),
    ],
)
def test_names_are_known_in_any_spelling(words: str, meant: str) -> None:
    assert code(words) == meant


@pytest.mark.parametrize(
    "word",
    [
        "us",
        "it",
        "in",
        "is",
        "no",
        "at",
        "be",
        "to",
        "by",
        "my",
        "me",
        "so",
        "as",
        "am",
        "do",
        "id",
        "la",
        "cow",
        "car",
    ],
)
def test_an_ordinary_word_is_a_code_only_in_capitals(word: str) -> None:
    assert code(word) is None
    assert code(word.capitalize()) is None
    assert code(f"{word}.") is None
    assert code(word.upper()) is not None


@pytest.mark.parametrize("word", ["uk", "gb", "eu", "fr", "de", "ua", "pl", "un", "nb8", "g7", "usa"])
def test_other_codes_are_known_in_any_case(word: str) -> None:
    assert code(word) == code(word.upper()) is not None


def test_the_country_is_told_from_the_word_us() -> None:
    assert [code(each) for each in ("US", "U.S.", "u.s", "the us", "The US")] == ["US"] * 5
    assert [code(each) for each in ("us", "Us", "us.", "with us")] == [None] * 4


@pytest.mark.parametrize("abbreviation", ["i.e.", "e.g.", "a.m.", "p.m.", "P.M.", "i'm", "co.", "no."])
def test_abbreviations_are_not_countries(abbreviation: str) -> None:
    assert code(abbreviation) is None


@pytest.mark.parametrize("words", ["Congo", "Congolese", "Korea", "Korean", "Northern Ireland", "European", ""])
def test_what_means_several_parties_or_none_is_not_decided(words: str) -> None:
    assert code(words) is None


def test_names_that_hold_or_resemble_another_name_keep_apart() -> None:
    assert [code(name) for name in ("Niger", "Nigerien", "Nigeria", "Nigerian")] == ["NE", "NE", "NG", "NG"]
    assert [code(name) for name in ("DR Congo", "Republic of the Congo")] == ["CD", "CG"]
    assert [code(name) for name in ("North Korea", "South Korean")] == ["KP", "KR"]
    assert [code(name) for name in ("Guinea", "Equatorial Guinea", "Guinea-Bissau")] == ["GN", "GQ", "GW"]
    assert [code(name) for name in ("Georgia", "South Georgia")] == ["GE", "GS"]
    assert [code(name) for name in ("Sudan", "South Sudan")] == ["SD", "SS"]
    assert [code(name) for name in ("Dominica", "Dominican Republic")] == ["DM", "DO"]
    assert [code(name) for name in ("Ireland", "Republic of Ireland")] == ["IE", "IE"]
    assert [code(name) for name in ("AU", "Australia", "African Union")] == ["AU", "AU", "AFUN"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("UK", "GB"),
        ("EN", "GB"),
        ("EL", "GR"),
        ("UKR", "UA"),
        ("POL", "PL"),
        ("Germny", "DE"),
        ("ukrane", "UA"),
        ("Unitd Kingdom", "GB"),
        ("Nigera", "NG"),
        ("Northern Ireland", "GB"),
        ("Korea", "KR"),
        ("us", "US"),
    ],
)
def test_an_unknown_code_or_name_gets_the_party_probably_meant(word: str, meant: str) -> None:
    assert guess(word) == meant


@pytest.mark.parametrize("word", ["", "X", "QQ", "XYZ", "missiles", "overdue", "Atlantis", "ger" * 100])
def test_nothing_near_gets_no_suggestion(word: str) -> None:
    assert suggest(word) is None


def test_of_several_near_names_one_of_the_given_codes_is_preferred() -> None:
    assert guess("Austrlia") == "AU"
    assert guess("Austrlia", "AT", "DE") == "AT"
    assert guess("Germny", "AT") == "DE"


@pytest.mark.parametrize(
    ("words", "found", "rest"),
    [
        ("france missiles overdue", {"france": "FR"}, "missiles overdue"),
        ("united kingdom missiles", {"united kingdom": "GB"}, "missiles"),
        ("frozen assets the eu France", {"the eu": "EU", "France": "FR"}, "frozen assets"),
        ("Coalition of the Willing UK", {"Coalition of the Willing": "COW", "UK": "GB"}, ""),
        ("u.s. support", {"u.s.": "US"}, "support"),
        (f"the {LONGEST} missiles", {f"the {LONGEST}": "GB"}, "missiles"),
        ("support us in it", {}, "support us in it"),
        ("northern ireland ireland", {"ireland": "IE"}, "northern ireland"),
        ("latin america america", {"america": "US"}, "latin america"),
        ("south georgia georgia", {"south georgia": "GS", "georgia": "GE"}, ""),
        ("equatorial guinea bissau", {"equatorial guinea": "GQ"}, "bissau"),
        ("the", {}, "the"),
        ("", {}, ""),
    ],
)
def test_bare_words_are_read_longest_name_first(words: str, found: dict[str, str], rest: str) -> None:
    named_by, left = read_words(words.split())
    assert [(phrase, party.code) for phrase, party in named_by] == list(found.items())
    assert left == rest.split()


def test_a_quoted_phrase_is_one_of_the_bare_words() -> None:
    found, rest = read_words(["united kingdom", "air defence"])
    assert [party.code for _, party in found] == ["GB"]
    assert rest == ["air defence"]


@given(st.text() | st.from_regex(r"(the )?[A-Za-zß.'’ -]{1,12}('s)?", fullmatch=True))
def test_any_text_is_answered(words: str) -> None:
    party = named(words)
    assert party is None or known_party(party.code) == party
    suggest(words)


@given(
    st.lists(
        st.sampled_from(
            ["the", "united", "kingdom", "us", "US", "of", "northern", "ireland", "korea", "missiles", "EU"]
        )
    )
)
def test_reading_words_loses_none_and_adds_none(words: list[str]) -> None:
    found, rest = read_words(words)
    assert sorted(" ".join([*rest, *(phrase for phrase, _ in found)]).split()) == sorted(words)


@given(st.sampled_from(sorted(ISO_3166 + BODIES + COALITIONS)))
def test_every_party_is_found_by_its_code_and_by_its_name(each: str) -> None:
    party = known_party(each)
    assert party is not None
    assert named(each) == named(party.name) == named(f"the {party.name.upper()}") == suggest(each) == party


def test_importing_the_module_reads_no_table() -> None:
    heavy = {"tomllib", "difflib", "unicodedata"}
    probe = f"import sys, tracker.language.parties; print({heavy} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
