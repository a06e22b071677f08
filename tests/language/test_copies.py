"""Wire copies, quotations, and the passages that two texts share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.language.growth import IN_PROPORTION, growth
from tracker.language.copies import Copy, containment, judge, sample, sampled, shared_passages, shingles

STATEMENT = (
    "The two presidents met in Lisbon today to speak of the ports of Estrovia. They agreed that forty ambulances will"
    " be sent to Southport before the end of May, and asked their ministers of health to draw up a list of what the"
    " hospitals there need. They thanked the crews who have worked through the winter without a single day of rest."
    " They will meet again in the autumn, and each of them will then report to parliament on what has been done."
)
REPORT = (
    "LISBON, May 3 (Meridian) — Ambulances are on their way to the coast, the hosts of the talks said on Friday.\n"
    "Their statement says that “forty ambulances will be sent to Southport before the end of May”, and ministers have"
    " been told to make a list. Fishermen doubt it: the road from the border has been under water since March,"
    " nobody has repaired the bridge, and the ferry takes six cars at most. A mayor called the plan a comfort rather"
    " than a help. Fuel is short, said the head of a clinic in the hills, who buys it by the bottle from smugglers."
)
OTHER = (
    "Farmers in the north want to be paid for the hay that they lost when the rivers rose. Their union says that two"
    " thousand farms have been hit, most of them small, and that the insurers are slow to answer letters this year."
)


def verdict(new: str, old: str) -> Copy:
    return judge(shingles(new), shingles(old))


# -- shingles -------------------------------------------------------------------------------------------------


def test_a_shingle_is_five_words_and_the_same_number_on_every_machine() -> None:
    assert shingles("Forty ambulances will be sent") == {8677451924909257833}
    assert shingles("forty AMBULANCES — will\nbe “sent”!") == shingles("Forty ambulances will be sent")
    assert shingles("Forty ambulances will be") == frozenset()


@given(st.lists(st.text(st.characters(max_codepoint=127)) | st.sampled_from(["a_b", "U.S.", "it's"])).map(" ".join))
def test_a_letter_from_elsewhere_divides_the_other_words_no_otherwise(text: str) -> None:
    ours, longer = shingles(text, text), shingles(f"{text} é", f"{text} é")
    assert ours <= longer
    assert len(longer - ours) <= 1  # the last run alone has the letter in it


def test_noise_makes_no_shingles() -> None:
    assert shingles(f"{STATEMENT}\n{{{{ views }}}}\nSource: PAP, IAR\n") == shingles(STATEMENT)


def test_a_shingle_and_its_sample_fit_a_signed_64_bit_column() -> None:
    found = shingles(STATEMENT + OTHER)
    assert all(-(2**63) <= each < 2**63 for each in found)
    assert min(found) < 0 < max(found)


def test_a_sample_is_a_quarter_chosen_alike_in_every_text() -> None:
    many = shingles(" ".join(f"word{number}" for number in range(4000)))
    assert 900 < len(sample(many)) < 1100
    assert sample(many) == sorted(sample(many))
    ours, theirs = shingles(STATEMENT), shingles(STATEMENT + " " + OTHER)
    assert set(sample(ours)) == set(sample(theirs)) & ours


WORDS = ("the", "ministers", "of", "élan", "凍結", "will", "send", "40", "tanks", "İ", "ß", "y's", "by", "May")


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_the_sample_can_be_taken_without_the_others(text: str) -> None:
    assert sampled(text) == sample(shingles(text))


# -- verdicts -------------------------------------------------------------------------------------------------


def test_the_same_words_are_a_copy() -> None:
    assert verdict(STATEMENT, STATEMENT) == Copy("copy", 1.0, 1.0)
    assert verdict(f"LISBON, May 3 (Meridian) — {STATEMENT} {OTHER[:90]}", STATEMENT).kind == "copy"


def test_an_extract_is_a_copy_of_the_whole() -> None:
    assert verdict(STATEMENT[:300], STATEMENT).kind == "copy"


def test_a_report_that_takes_over_a_sentence_quotes() -> None:
    found = verdict(REPORT, STATEMENT)
    assert found.kind == "quotes"
    assert 0.1 <= found.share < 0.2
    assert verdict(REPORT + OTHER, STATEMENT).kind is None


def test_a_longer_text_that_takes_over_a_whole_one_holds_it() -> None:
    found = verdict(f"{OTHER} {REPORT.replace('forty', 'some')} {STATEMENT[:330]}", STATEMENT[:330])
    assert found.kind == "holds"
    assert found.share < 0.5
    assert found.held > 0.9


def test_two_reports_in_words_of_their_own_are_no_copies() -> None:
    assert verdict(OTHER, STATEMENT) == Copy(None, 0.0, 0.0)


def test_a_phrase_that_everybody_uses_proves_nothing() -> None:
    phrase = "a just and lasting peace in the whole of Europe"
    assert len(shingles(phrase)) < 8
    assert verdict(f"{OTHER[:110]} {phrase}", f"{STATEMENT[:110]} {phrase}").kind is None


def test_a_text_of_a_few_words_is_not_judged() -> None:
    few = " ".join(STATEMENT.split()[:20])
    assert verdict(few, STATEMENT).kind is None
    assert verdict(few, STATEMENT).share == 1.0
    assert verdict("", STATEMENT) == Copy(None, 0.0, 0.0)


@given(st.frozensets(st.integers(0, 60)), st.frozensets(st.integers(0, 60)))
def test_containment_is_a_share(new: frozenset[int], old: frozenset[int]) -> None:
    assert 0 <= containment(new, old) <= 1
    assert containment(new, new | old) == (1 if new else 0)


# -- passages -------------------------------------------------------------------------------------------------


def test_a_shared_passage_is_shown_in_both_texts() -> None:
    [(ours, theirs)] = shared_passages(REPORT, STATEMENT)
    words = "forty ambulances will be sent to Southport before the end of May"
    assert REPORT[ours.start : ours.end] == f"that “{words}”, and"
    assert STATEMENT[theirs.start : theirs.end] == f"that {words}, and"


def test_passages_come_longest_first_and_no_more_than_asked_for() -> None:
    parts = STATEMENT.split(". ")
    text = " Meanwhile it rained. ".join(f"{part}." for part in (parts[3], parts[0], parts[1]))
    found = shared_passages(text, STATEMENT)
    assert [len(text[ours.start : ours.end].split()) for ours, _ in found] == sorted(
        (len(part.split()) for part in (parts[3], parts[0], parts[1])), reverse=True
    )
    assert shared_passages(text, STATEMENT, most=1) == found[:1]


def test_a_passage_may_be_printed_differently() -> None:
    assert len(shared_passages(STATEMENT.upper().replace(" ", "\n"), STATEMENT)) == 1


def test_seven_words_are_no_passage() -> None:
    words = STATEMENT.split()
    assert shared_passages(" ".join(words[:7]), STATEMENT) == []
    assert len(shared_passages(" ".join(words[:8]), STATEMENT)) == 1


def test_the_longest_of_several_places_is_taken() -> None:
    start = "one two three four five six seven eight"
    [(_, theirs)] = shared_passages(f"{start} nine ten", f"{start} x {start} nine ten y {start} nine")
    assert theirs.start == len(f"{start} x ")


@pytest.mark.slow
@pytest.mark.parametrize("text", ["a " * 100_000, "a b " * 50_000, "".join(f"w{n % 999} " for n in range(40_000))])
def test_time_grows_with_the_text_and_no_faster(text: str) -> None:
    assert shared_passages(text, text)
    assert growth(shingles, text) < IN_PROPORTION
    assert growth(lambda text: shared_passages(text, text), text) < IN_PROPORTION
