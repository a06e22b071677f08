"""Readings that look first whether a word stands in a sentence at all find what their patterns find without that."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.language import amounts, contradictions, deeds, noise, own_amounts, spotting, told_after, weighing
from tracker.language.amount_words import amount_words

ASCII = st.characters(codec="ascii")
PIECES = (
    *amount_words().signs,
    *amount_words().currencies,
    *amount_words().parts,
    *amount_words().scales,
    *("5", "1,155,000", "2.26", "12 500", "40", "1990s", "twenty-five", "one", "half", "and a half", "of", "the", "to"),
    *(" ", " ", " ", "-", "–", ",", ".", "/", "'", "’", "(", "%", "\n", "_", "x", "Leopard"),
)
BEGINNINGS = (
    *amount_words().signs,
    *amount_words().currencies,
    *amount_words().parts,
    *amount_words().numbers,
    *(f"{ten}-five" for ten in ("twenty", "sixty", "ninety")),
)
FRAMES = ("{}5", "{} 5 million", "paid {}40bn", "paid {} 40", "({} million", "{} hundred and five", "x{} 5", "5{}5 {}")
LOOKED_FOR = {
    "what others do": (contradictions._OF_OTHERS, contradictions._OTHERS),
    "strangers": (contradictions._STRANGERS, contradictions._HOUSES),
    "asides": (weighing._ASIDE, weighing._OPENING),
    "what is recalled": (spotting._RECALL, spotting._RECALLING),
    "credits": (noise._CREDIT, noise._CREDITS),
    "a part told later": (told_after._OF_IT, told_after._VERBS),
    "the thing told later": (told_after._ITSELF, told_after._VERBS),
    "its noun told later": (told_after._AGAIN, told_after._VERBS),
    "deeds in the past": (deeds._DONE, tuple(deeds._HELPING)),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LOOKED_FOR)
def test_a_word_that_is_looked_for_stands_in_all_that_its_pattern_finds(name: str) -> None:
    pattern, words = LOOKED_FOR[name]

    @settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
    @given(st.from_regex(pattern) if name == "credits" else st.from_regex(pattern, alphabet=ASCII))
    def holds(text: str) -> None:
        found = pattern.search(text)
        assert found is not None
        assert any(word in found[0].lower() or word in found[0] for word in words)

    holds()


def spans(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """Where amounts are found in a stretch: looked for where one may begin, and looked for everywhere."""
    words = amount_words()
    found = amounts._amounts(text, start, end, words), words.amount.finditer(text, start, end)
    return [[each.span() for each in matches] for matches in found]


@pytest.mark.parametrize("frame", FRAMES)
def test_amounts_are_looked_for_at_every_word_and_sign_with_which_one_begins(frame: str) -> None:
    for word in BEGINNINGS:
        for spelt in (word, word.upper(), word.title()):
            text = frame.replace("{}", spelt)
            looked_for, everywhere = spans(text, 0, len(text))
            assert looked_for == everywhere, text


@pytest.mark.slow
@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.integers(0, 5), st.integers(0, 5))
def test_amounts_are_looked_for_wherever_one_may_begin(text: str, before: int, behind: int) -> None:
    looked_for, everywhere = spans(text, before, max(before, len(text) - behind))

    assert looked_for == everywhere


def test_what_one_reader_counted_is_the_same_for_the_next() -> None:
    text = "Oslo will pay €40 million. Bergen lends 12 boats."

    first = amounts.amounts(text, 0, 26)

    assert amounts.amounts(text, 0, 26) == first
    assert own_amounts.own_amount(text, 0, 26, 5) == first[0]
    assert [each.unit for each in amounts.amounts(text)] == ["EUR", "boats"]
