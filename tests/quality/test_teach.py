"""What is learnt from gold: odds for each sign of an outcome, as they stand in the table that the reader has."""

from __future__ import annotations

import pytest

from tests.quality import teach
from tests.quality.teach import ASIDE, Heard, Link, all_taught, corpora, learnt, learnt_about, written
from tracker.language.worth import ALWAYS, FILE, OUTCOMES, About, Worth


def of(outcome: str, marks: str, times: int) -> list[Link]:
    return [Link(outcome, frozenset((ALWAYS, *marks.split())))] * times


def test_a_mark_speaks_for_the_outcome_that_it_stood_beside() -> None:
    taught = [
        *of("fulfils", "done", 30),
        *of("advances", "begun", 20),
        *of("restates", "said", 20),
        *of("drops", "", 9),
    ]
    weights = learnt(taught)
    for mark, outcome in (("done", "fulfils"), ("begun", "advances"), ("said", "restates")):
        best = max(range(len(OUTCOMES)), key=weights[mark].__getitem__)
        assert OUTCOMES[best] == outcome
    worth = Worth(weights, 0.5)
    assert worth.judged(worth.odds([ALWAYS]), ["begun"]).outcome == "advances"


def test_a_mark_that_few_links_bear_is_left_out() -> None:
    taught = [*of("fulfils", "done", 20), *of("advances", "rare", teach.LEAST - 1), *of("advances", "begun", 10)]
    assert {*learnt(taught)} == {ALWAYS, "done", "begun"}


def test_the_order_of_what_is_taught_does_not_matter() -> None:
    taught = [*of("fulfils", "done", 8), *of("advances", "begun", 7), *of("drops", "done begun", 6)]
    assert learnt(taught) == learnt(taught[::-1])


def heard(about: bool, marks: str, times: int) -> list[Heard]:
    return [Heard(about, frozenset((ALWAYS, *marks.split())))] * times


def test_a_mark_speaks_for_a_link_where_it_stood_beside_one() -> None:
    listened = [*heard(True, "near done", 30), *heard(False, "near", 40), *heard(False, "", 30)]
    about = About(learnt_about([*listened, *heard(True, "rare", teach.LEAST_ABOUT - 1)]))
    assert about.chance([ALWAYS, "near", "done"]) > 0.7
    assert about.chance([ALWAYS, "near"]) < 0.3
    assert about.chance([ALWAYS, "rare"]) == about.chance([ALWAYS]) == about.chance([ALWAYS, "never seen"])


def test_the_chains_that_nobody_has_looked_at_are_not_learnt_from() -> None:
    taught = {chain for _, chains in corpora() for chain in chains}
    assert taught.isdisjoint((*ASIDE, "ERA", "COW"))
    assert {"TNK", "SHL", "CLM", "NHS", "HEL", "FLT"} <= taught


@pytest.mark.slow
def test_the_tables_hold_what_the_corpora_teach() -> None:
    assert FILE.read_text(encoding="utf-8") == written(all_taught()), "run `make weights`"
