"""Pledges are found by what they share with a sentence: stems, figures, types, kinds of thing, codes."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.growth import IN_PROPORTION, ratio
from tracker.errors import BadInputError
from tracker.language.abroad import each_abroad
from tracker.language.actors import mentions
from tracker.language.outcomes import load_outcome_rules
from tracker.language.passages import Passage
from tracker.language.pledge_index import Indexed, PledgeIndex
from tracker.language.terms import each_term, months, stem

WORDS = load_outcome_rules().words


def terms(text: str) -> list[str]:
    return list(dict.fromkeys(each_term(text, Passage(0, len(text)), mentions(text), WORDS)))


def pledge(ref: str, words: str, *parties: str, made_on: str | None = "2024-03-05", document: str = "D1") -> Indexed:
    return Indexed(ref, words, parties, (), made_on, None, document, None, None, False)


AMBULANCES = pledge("NO-2024-001", "Send 40 ambulances to the port", "NO")
FERRIES = pledge("NO-2024-002", "Build two ferries for the northern islands", "NO")
LOAN = pledge("SE-2024-001", "Lend €1.5 billion for hospitals", "SE", document="D2")
LEOPARDS = pledge("DE-2024-001", "Hand over Leopard 2 tanks", "DE", made_on="2024-06-01")
INDEX = PledgeIndex([AMBULANCES, FERRIES, LOAN, LEOPARDS])


def nearest(sentence: str, until: str | None = None, document: str | None = None) -> list[str]:
    return [each.ref for each in INDEX.nearest(terms(sentence), until=until, document=document)]


# -- terms ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("a million rounds", "#1000000"),
        ("1,000,000 rounds", "#1000000"),
        ("one-million mark", "#1000000"),
        ("€1.5 billion", "#1500000000"),
        ("$1.5bn", "#1500000000"),
        ("1,5 Mrd. Euro", "#1500000000"),
        ("18,1 млрд євро", "#18100000000"),
        ("twenty-five buses", "#25"),
        ("a Leopard 2 tank", "_leopard 2"),
        ("Leopard 2s", "_leopard 2"),
        ("F-16s", "_f16"),
        ("an F16", "_f16"),
        ("shells", "~shell"),
        ("artillery ammunition", "~shell"),
        ("Germany", "=DE"),
        ("Berlin promised", "=DE"),
    ],
)
def test_a_thing_is_one_term_however_it_is_written(text: str, term: str) -> None:
    assert term in terms(text)


@pytest.mark.parametrize(
    "kin",
    [
        ("deliver", "delivered", "delivering", "delivers", "delivery", "deliveries"),
        ("country", "countries"),
        ("ratify", "ratifies", "ratified"),
        ("supply", "supplies", "supplied"),
        ("tank", "tanks"),
    ],
)
def test_words_of_one_kin_have_one_stem(kin: tuple[str, ...]) -> None:
    assert len({stem(word) for word in kin}) == 1


def test_small_words_are_no_terms() -> None:
    assert terms("They have been there for all of it") == []


def test_a_month_without_a_year_is_the_last_one() -> None:
    assert list(months("in March and in June", date(2024, 5, 1))) == ["@2024-03", "@2023-06"]
    assert list(months("in March 2021", None)) == ["@2021-03"]


def test_words_of_other_languages_lead_to_the_same_terms() -> None:
    assert list(each_abroad("Polnische Panzer und німецькі танки", WORDS)) == ["=PL", "~tank", "=DE", "~tank"]


@given(st.text(max_size=200))
def test_any_text_has_terms_or_none(text: str) -> None:
    assert all(isinstance(term, str) and term for term in terms(text))


# -- near -------------------------------------------------------------------------------------------------------


def test_the_pledge_that_shares_most_comes_first_with_the_terms_that_both_have() -> None:
    near = INDEX.nearest(terms("All 40 ambulances have reached the port."))
    assert near[0].ref == "NO-2024-001"
    assert set(near[0].shared) >= {"#40", "ambulanc", "port"}
    assert near[0].score > 1


def test_the_most_telling_of_the_shared_terms_comes_first() -> None:
    assert INDEX.nearest(["send", "ambulanc"])[0].shared == ("ambulanc", "send")


def test_an_actor_alone_links_nothing() -> None:
    assert nearest("Norway held elections.") == []
    assert nearest("Norway inspected the ambulances.") == ["NO-2024-001"]


def test_an_actor_adds_to_what_else_is_shared() -> None:
    two = PledgeIndex([pledge("NO-1", "Send ambulances", "NO"), pledge("SE-1", "Send ambulances", "SE")])
    assert two.nearest(terms("Norwegian ambulances came"))[0].ref == "NO-1"
    assert two.nearest(terms("Swedish ambulances came"))[0].ref == "SE-1"


def test_pledges_of_the_document_itself_and_later_ones_are_left_out() -> None:
    assert nearest("Hospitals got the €1.5 billion") == ["SE-2024-001"]
    assert nearest("Hospitals got the €1.5 billion", document="D2") == []
    assert nearest("The Leopard 2 tanks came", until="2024-06-01") == ["DE-2024-001"]
    assert nearest("The Leopard 2 tanks came", until="2024-05-31") == []


def test_a_pledge_whose_day_is_not_known_is_never_too_late() -> None:
    index = PledgeIndex([pledge("NO-1", "Send ambulances", "NO", made_on=None)])
    assert [each.ref for each in index.nearest(["ambulanc"], until="1990-01-01")] == ["NO-1"]


def test_an_amount_is_found_as_a_figure() -> None:
    index = PledgeIndex([AMBULANCES._replace(words="Send ambulances", amount=Decimal("40"), unit="ambulances")])
    assert index.nearest(terms("forty ambulances"))[0].shared == ("#40", "ambulanc", "~health")


def test_an_empty_index_and_words_that_nobody_used_find_nothing() -> None:
    assert PledgeIndex([]).nearest(["ambulanc"]) == []
    assert INDEX.nearest(["zebra"]) == []
    assert INDEX.nearest([]) == []


def test_a_word_in_over_a_tenth_of_many_pledges_says_nothing() -> None:
    places = ["harbour", "quay", "berth", "dock", "pier"]
    many = [pledge(f"NO-{n}", f"ferry {places[n % 5]} F-{1000 + n}", "NO") for n in range(600)]
    index = PledgeIndex(many)
    assert index.nearest(["ferry"]) == []
    assert index.nearest(["harbour"]) == []
    (near,) = index.nearest(terms("a ferry F-1007 in the harbour"))
    assert (near.ref, near.shared) == ("NO-7", ("_f1007",))


def test_a_pledge_is_kept_without_its_words() -> None:
    assert INDEX["SE-2024-001"] == LOAN._replace(words="")
    assert "SE-2024-001" in INDEX
    assert "SE-2024-002" not in INDEX
    assert len(INDEX) == 4


# -- changed ----------------------------------------------------------------------------------------------------


def answers(index: PledgeIndex, refs: set[str]) -> dict[str, object]:
    """All that an index says of its pledges, and of what each of them is near to."""
    assert len(index) == len(refs)
    return {
        ref: (index[ref], index.terms_of(ref), index.nearest(reversed(index.terms_of(ref)), 8), index.made_at("D1"))
        for ref in refs
    }


def invented(number: int, chance: random.Random) -> Indexed:
    words = " ".join(chance.choices(["send", "ferry", "tank", "40", "Leopard 2", "Riga", "school", "loan"], k=5))
    return pledge(f"NO-{number}", words, "NO", document=chance.choice(["D1", "D2"]))


@pytest.mark.slow
@given(st.integers(0, 2**32), st.lists(st.tuples(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9))), max_size=4))
def test_an_index_that_was_changed_answers_as_one_made_of_what_it_holds(
    seed: int, changes: list[tuple[set[int], set[int]]]
) -> None:
    chance = random.Random(seed)
    there = {each.ref: each for each in (invented(number, chance) for number in range(6))}
    index = PledgeIndex(there.values())
    for gone, come in changes:
        new = [invented(number, chance) for number in come]
        index.replace([f"NO-{number}" for number in gone], new)
        there = {ref: each for ref, each in there.items() if ref not in {f"NO-{number}" for number in gone}}
        there.update((each.ref, each) for each in new)
    fresh = PledgeIndex(chance.sample(list(there.values()), len(there)))
    assert answers(index, {*there}) == answers(fresh, {*there})
    assert answers(PledgeIndex.load(index.serialise()), {*there}) == answers(fresh, {*there})


def test_a_word_comes_and_goes_with_the_tenth_of_the_pledges_that_have_it() -> None:
    ferries = [pledge(f"NO-{n}", f"ferry F-{1000 + n}", "NO") for n in range(50)]
    others = [pledge(f"SE-{n}", f"harbour F-{2000 + n}", "SE") for n in range(450)]
    index = PledgeIndex([*ferries, *others])
    assert len(index.nearest(["ferry"])) == 5
    index.replace(["SE-0"], [pledge("NO-50", "ferry F-1050", "NO")])
    assert index.nearest(["ferry"]) == []
    index.replace(["NO-50"], [pledge("SE-0", "harbour F-2000", "SE")])
    assert index.nearest(["ferry"]) == PledgeIndex([*ferries, *others]).nearest(["ferry"])


# -- bytes ------------------------------------------------------------------------------------------------------


def test_an_index_that_travelled_answers_the_same() -> None:
    other = PledgeIndex.load(INDEX.serialise())
    for sentence in ("All 40 ambulances came", "The ferries were built in Norway", "Leopard 2 tanks", "nothing"):
        assert other.nearest(terms(sentence)) == INDEX.nearest(terms(sentence))
    assert other["SE-2024-001"] == INDEX["SE-2024-001"]
    assert other.serialise() == INDEX.serialise()


@pytest.mark.parametrize("cut", [0, 3, 20, -1, -8, -80])
def test_bytes_that_were_cut_are_refused(cut: int) -> None:
    with pytest.raises(BadInputError, match="cannot be loaded"):
        PledgeIndex.load(INDEX.serialise()[:cut])


@pytest.mark.parametrize("place", [0, 40, 5000, -1])
def test_bytes_that_were_altered_are_refused(place: int) -> None:
    data = bytearray(INDEX.serialise())
    data[place] ^= 1
    with pytest.raises(BadInputError, match="cannot be loaded"):
        PledgeIndex.load(bytes(data))


@given(st.binary(max_size=200))
def test_bytes_that_are_no_index_are_refused(data: bytes) -> None:
    with pytest.raises(BadInputError, match="cannot be loaded"):
        PledgeIndex.load(data)


# -- size -------------------------------------------------------------------------------------------------------


def ask(index: PledgeIndex, queries: Iterable[list[str]]) -> None:
    for words in queries:
        index.nearest(words)


@pytest.mark.slow
def test_a_query_takes_little_time_and_memory_among_many_pledges() -> None:
    chance = random.Random(7)
    vocabulary = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("ck", "lt", "rn", "sp", "x", "zz")]
    vocabulary = [f"{word}{other}" for word in vocabulary[:60] for other in vocabulary[:60]]
    pledges = [pledge(f"X-{n}", " ".join(chance.choices(vocabulary, k=12)), "NO") for n in range(2000)]
    tracemalloc.start()
    index = PledgeIndex(pledges)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size < 2000 * 3000
    asked = [[stem(word) for word in chance.choices(vocabulary, k=15)] for _ in range(50)]
    fewer = PledgeIndex(pledges[:500])
    assert ratio(lambda _: ask(fewer, asked), lambda _: ask(index, asked)) < IN_PROPORTION
