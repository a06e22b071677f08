"""One proposal a screen: the quote in its context with its cues marked, within the width, and nothing obeyed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import sighted
from tests.sighted import RULES, document
from tracker.cli.accepting import facts_of
from tracker.model import Document, Pledge, Quote
from tracker.proposals import Proposal, of_follow_up, of_pledge, ranked
from tracker.render import cells
from tracker.render.proposal import pages, screen

STYLE = re.compile(r"\x1b\[[0-9;]*m")
SENTENCE = "We will deliver up to fourteen tanks by the end of March, once the port is open."
BEFORE = "The minister spoke for an hour about the harbour, the ice and the price of rope. " * 6
AFTER = "Nobody asked who is to pay for the crews, and the minister did not tell. " * 6
SPEECH = document("D-2025-001", f"{BEFORE}{SENTENCE} {AFTER}Tanks were named twice.", title="A speech at the port")


def tanks(where: Document = SPEECH, **other: Any) -> Proposal:
    weights = {"will deliver": 1.5, "by the end of March": 0.75, "once": -0.5}
    given = {
        "due": "by the end of March",
        "condition": "once the port is open",
        "amount": sighted.amount(where, "up to fourteen tanks", "14", "tanks", "up to"),
        "others": ("Tanks were named twice",),
        "weights": weights,
        **other,
    }
    return replace(of_pledge(sighted.pledge(where, SENTENCE, "GB", "FR", **given), where, RULES), ref="P-2025-001")


def shown(proposal: Proposal, where: Document = SPEECH, pledge: Pledge | None = None, **other: Any) -> list[str]:
    return screen(proposal, where, facts_of(proposal), pledge, **{"width": 80, **other})


def unwrapped(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


# -- what is shown -----------------------------------------------------------------------------------------------

TANKS_PLEDGED = Pledge(
    ref="GB-2024-001",
    parties=("GB", "FR"),
    summary="Deliver tanks",
    topic="tanks",
    quote=Quote("D-2024-001", "They will send tanks", 0, 20),
    made_on=date(2024, 5, 6),
    recorded_on=date(2024, 6, 1),
)


@pytest.mark.parametrize("width", [80, 140])
def test_a_screen_tells_what_where_and_how_sure(width: int) -> None:
    first, second, third, *_ = shown(tanks(), width=width)
    assert first == "P-2025-001: likely pledge, score 3.5"
    assert second == "D-2025-001: A speech at the port — Harbour News, 2025-03-03"
    assert third == ""


def test_the_quote_stands_between_marks_in_its_context_of_240_characters() -> None:
    text = re.sub("[\u2e22\u2e23]", "", unwrapped(shown(tanks())))
    quoted = re.search(r"… (.*)»(.*)«(.*) …", text)
    assert quoted is not None
    before, words, after = quoted.groups()
    assert words == SENTENCE
    assert 230 < len(before) <= 240
    assert 230 < len(after) <= 240
    assert BEFORE.endswith(before)
    assert f" {AFTER}".startswith(after)


def test_at_the_ends_of_a_text_nothing_is_left_out() -> None:
    short = document("D-2025-001", f"{SENTENCE} Tanks were named twice.")
    text = unwrapped(shown(tanks(short, weights={}), short))
    assert f"»{SENTENCE}« Tanks were named twice. Would be recorded" in text
    assert "…" not in text


def test_what_spoke_for_it_is_marked_in_half_brackets_where_nothing_can_be_underlined() -> None:
    text = unwrapped(shown(tanks()))
    assert "»We \u2e22will deliver\u2e23 up to fourteen tanks \u2e22by the end of March\u2e23, once the port" in text


@pytest.mark.parametrize("width", [40, 80, 140])
def test_with_colour_the_same_words_are_underlined_over_the_ends_of_lines_too(width: int) -> None:
    lines = shown(tanks(), width=width, colour=True)
    underlined = [re.findall("\x1b\\[4m(.*?)\x1b\\[24m", line) for line in lines]
    assert unwrapped([piece for found in underlined for piece in found]) == "will deliver by the end of March"
    assert all(line.count("\x1b[4m") == line.count("\x1b[24m") for line in lines)
    assert "\u2e22" not in "".join(lines)


def test_colour_adds_nothing_but_style() -> None:
    plain, coloured = (shown(tanks(), colour=each) for each in (False, True))
    assert [STYLE.sub("", line) for line in coloured] == [re.sub("[\u2e22\u2e23]", "", line) for line in plain]
    assert not any("\x1b" in line for line in plain)
    assert [STYLE.sub("", line) for line in coloured if line.startswith("\x1b[1m")] == [
        "P-2025-001: likely pledge, score 3.5",
        "Would be recorded",
        "Also said",
        "Cues",
    ]


def test_cues_within_cues_are_underlined_to_the_end_of_the_outer_one() -> None:
    weights = {"will deliver up to": 1.0, "deliver": 0.5, "fourteen": 1.0}
    (line,) = [each for each in shown(tanks(weights=weights), width=500, colour=True) if "\x1b[4m" in each]
    assert "We \x1b[4mwill deliver up to\x1b[24m \x1b[4mfourteen\x1b[24m tanks" in line


def test_half_brackets_in_a_text_mark_nothing() -> None:
    where = document("D-2025-001", f"\u2e22Oh\u2e23 {SENTENCE} Tanks were named twice.")
    assert "[Oh] »We \u2e22will deliver\u2e23 up" in unwrapped(shown(tanks(where), where))


def test_every_cue_is_told_with_its_rule_and_weight_those_against_too() -> None:
    told = (
        "Cues will deliver (will-deliver, +1.5) · by the end of March (by-the-end-of-March, +0.75) · once (once, -0.5)"
    )
    assert unwrapped(shown(tanks())).endswith(told)


def test_a_reason_that_is_no_words_is_told_by_its_rule() -> None:
    run = sighted.Cue("run", 0.4, 3, 3)  # a pledge stands before it
    assert shown(replace(tanks(), cues=(run,)))[-2:] == ["Cues", "  (run, +0.4)"]


def test_what_accepting_would_record_is_told_with_how_it_was_understood() -> None:
    lines = shown(tanks(collective=True), width=140)
    begun = lines.index("Would be recorded")
    told = lines[begun + 1 : lines.index("", begun)]
    assert [each for each in told if not each.startswith("  Summary: ")] == [
        "  Parties: GB FR (by we, collective?)",
        "  Topic: tanks",
        "  Due: by the end of March (2025-03-03 to 2025-03-31, stated, rule end-of-month)",
        "  Condition: once the port is open",
        "  Amount: 14",
        "  Unit: tanks",
        "  Qualifier: up to",
    ]


def test_a_deadline_that_was_changed_is_not_told_as_it_had_been_understood() -> None:
    facts = {**facts_of(tanks()), "due": "by May"}
    assert "  Due: by May" in screen(tanks(), SPEECH, facts, None, width=80)


def test_further_mentions_are_told_with_their_document() -> None:
    lines = shown(tanks())
    assert lines[lines.index("Also said") + 1] == "  D-2025-001: “Tanks were named twice”"


def test_a_follow_up_tells_which_pledge_it_is_about_and_which_others_fit() -> None:
    found = [
        sighted.follow_up(SPEECH, SENTENCE, "GB-2024-001", "restates", score=4.0),
        sighted.follow_up(SPEECH, SENTENCE, "FR-2024-002", "unclear", rank=2, score=1.25),
        sighted.follow_up(SPEECH, SENTENCE, "PL-2024-003", "advances", rank=2, score=1.25),
    ]
    (proposal,) = (of_follow_up(each, SPEECH, RULES) for each in ranked(found))
    lines = shown(proposal, pledge=TANKS_PLEDGED)
    begun = lines.index("About")
    assert lines[begun + 1 : begun + 3] == [
        "  GB-2024-001 (GB FR, 2024-05-06): Deliver tanks",
        "  “They will send tanks”",
    ]
    others = lines.index("Or about")  # each by the key that takes it
    assert lines[others + 1 : others + 3] == ["  2: FR-2024-002 (unclear, 1.25)", "  3: PL-2024-003 (advances, 1.25)"]


@pytest.mark.parametrize(
    ("reading", "outcome", "chance", "told"),
    [
        ("fulfils", "fulfils", 0.914, "Outcome: fulfils (chance 0.91)"),
        ("fulfils", "unclear", 0.5, "Outcome: unclear (best chance 0.50; its cues read fulfils)"),
        ("fulfils", "advances", 0.8, "Outcome: advances (chance 0.80; its cues read fulfils)"),
        ("corroborates", "corroborates", None, "Outcome: corroborates"),
    ],
)
def test_an_outcome_is_told_with_how_sure_it_is(reading: str, outcome: str, chance: float | None, told: str) -> None:
    found = sighted.follow_up(SPEECH, SENTENCE, "GB-2024-001", outcome, reading=reading, chance=chance)
    (proposal,) = (of_follow_up(each, SPEECH, RULES) for each in ranked([found]))
    assert f"  {told}" in shown(proposal, width=140)
    older = {name: value for name, value in proposal.facts.items() if name not in ("reading", "chance")}
    assert f"  Outcome: {outcome}" in shown(replace(proposal, facts=older), width=140)
    edited = screen(proposal, SPEECH, {**facts_of(proposal), "outcome": "drops"}, None, width=140)
    assert "  Outcome: drops" in edited


@pytest.mark.parametrize(("about", "told"), [(0.876, "About (chance 0.88)"), (None, "About")])
def test_the_pledge_is_told_with_how_sure_it_is_that_the_sentence_is_about_it(about: float | None, told: str) -> None:
    found = sighted.follow_up(SPEECH, SENTENCE, "GB-2024-001", about=about)
    (proposal,) = (of_follow_up(each, SPEECH, RULES) for each in ranked([found]))
    assert told in shown(proposal, pledge=TANKS_PLEDGED)


def test_a_quote_whose_place_is_not_known_is_shown_alone() -> None:
    lost = replace(tanks(), quote=Quote("D-2025-001", SENTENCE, None, None))
    assert f"»{SENTENCE}«" in unwrapped(shown(lost, replace(SPEECH, text=None)))


# -- within the width, and harmless --------------------------------------------------------------------------------

HOSTILE = "\x1b[2J\x9b2J\x1b]8;;http://x\x07 \u202e \x7f [bold]pay[/bold] :rocket: \r\n\t凍結資産 " + "x" * 300


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("colour", [False, True])
def test_nothing_in_a_document_is_obeyed(width: int, colour: bool) -> None:
    where = document("D-2025-001", f"{HOSTILE} {HOSTILE}{SENTENCE} Tanks were named twice {HOSTILE}", title=HOSTILE)
    words = f"{HOSTILE}{SENTENCE}"
    sighting = sighted.pledge(
        where, words, "GB", others=(HOSTILE,), condition=HOSTILE, weights={HOSTILE: 1.0, "will deliver": 1}
    )
    proposal = of_pledge(sighting, where, RULES)
    about = Pledge("GB-1", ("GB",), HOSTILE, HOSTILE, Quote("D-1", HOSTILE, 0, 9), None, date(2025, 1, 1))
    lines = shown(proposal, where, about, width=width, colour=colour)
    assert not {code for code in map(ord, STYLE.sub("", "".join(lines))) if cells.hidden(code)}
    assert {*STYLE.findall("".join(lines))} == ({"\x1b[1m", "\x1b[0m", "\x1b[4m", "\x1b[24m"} if colour else set())
    assert "[bold]pay[/bold] :rocket:" in unwrapped(lines)
    assert max(cells.measure(STYLE.sub("", line)) for line in lines) <= width


@given(st.text(min_size=1, max_size=400), st.data(), st.sampled_from([80, 140]), st.booleans())
def test_no_line_is_wider_than_asked_whatever_the_text(
    text: str, data: st.DataObject, width: int, colour: bool
) -> None:
    where = document("D-2025-001", text)
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(sorted)
    spans = data.draw(st.lists(ends.filter(lambda each: each[0] < each[1]), min_size=1, max_size=4))
    (start, end), *inside = spans
    quote = Quote(where.ref, text[start:end], start, end)
    marks = tuple(sighted.Cue("cue", 1.0, *each) for each in inside)
    lines = shown(replace(tanks(), quote=quote, cues=marks), where, width=width, colour=colour)
    assert max(cells.measure(STYLE.sub("", line)) for line in lines) <= width
    assert not {code for code in map(ord, STYLE.sub("", "".join(lines))) if cells.hidden(code)}


# -- where the screen is low ---------------------------------------------------------------------------------------


@given(st.integers(14, 60), st.sampled_from([60, 80, 100]))
def test_the_first_page_has_all_that_a_decision_needs_and_the_whole_follows(room: int, width: int) -> None:
    proposal = tanks()
    facts = facts_of(proposal)
    whole = screen(proposal, SPEECH, facts, TANKS_PLEDGED, width=width)
    first, *rest = pages(proposal, SPEECH, facts, TANKS_PLEDGED, width=width, room=room)
    assert all(len(each) <= room for each in (first, *rest))
    if len(whole) <= room:
        assert (first, rest) == (whole, [])
        return
    assert [line for page in rest for line in page] == whole
    if room < 18:  # lower than a terminal ever is: only what fits
        return
    said = unwrapped(first)
    assert SENTENCE.removesuffix(".") in re.sub("[\u2e22\u2e23]", "", said)
    for needed in ("“They will send tanks”", "Parties: GB FR", "Topic: ", "Condition: once the port is open"):
        assert needed in said


def test_a_quote_too_long_for_the_screen_keeps_its_beginning_and_its_end() -> None:
    text = f"We will deliver tanks{' and ropes' * 300} by the end of March."
    where = document("D-2025-001", text)
    found = sighted.pledge(where, text, "GB", due="by the end of March")
    proposal = replace(of_pledge(found, where, RULES), ref="P-2025-001")
    first, *rest = pages(proposal, where, facts_of(proposal), None, width=80, room=20)
    said = unwrapped(first)
    assert len(first) <= 20
    assert rest
    assert "»We will deliver tanks and" in said
    assert "by the end of March.«" in said
    assert "Parties: GB" in said
