"""What is wrong in proposals is told one by one, each with its place and words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.quality.corpus import OUR_OWN, Corpus, load
from tests.quality.misses import misses
from tests.quality.proposals import propose
from tests.quality.score import is_in


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load(OUR_OWN).of(["TNK"])


@pytest.fixture(scope="module")
def proposed(corpus: Corpus) -> list[dict[str, Any]]:
    return [*propose(corpus)]


def told(corpus: Corpus, proposals: list[dict[str, Any]]) -> list[str]:
    return [" ".join(each.split()[:2]) for each in misses(corpus, proposals, ["TNK"])]


def test_without_proposals_every_pledge_and_every_link_is_missed(corpus: Corpus) -> None:
    made_in = {each.id: each.file for each in corpus.pledges}
    links = [each for each in corpus.mentions if each.relation != "none" and each.file != made_in[each.pledge]]
    lines = told(corpus, [])
    assert lines.count("PLEDGE missed") == len(corpus.pledges)
    assert lines.count("LINK missed") == len(links)
    assert len(lines) == len(corpus.pledges) + len(links)


def test_what_is_changed_in_a_right_proposal_is_told(corpus: Corpus, proposed: list[dict[str, Any]]) -> None:
    before = told(corpus, proposed)
    missed = [line for line in misses(corpus, proposed, ["TNK"]) if line.startswith("PLEDGE")]
    right = next(
        each
        for each in proposed
        if each["kind"] == "pledge"
        and each["amount"]
        and (each["deadline"] or {}).get("latest")
        and any(is_in(each, gold) for gold in corpus.pledges)
        and not any(gold.id in line for line in missed for gold in corpus.pledges if is_in(each, gold))
    )
    wrong = right | {"parties": ["JP"], "topic": "none", "amount": 0.5, "deadline": None}
    after = told(corpus, [wrong if each is right else each for each in proposed])
    for kind in ("parties", "topic", "amount", "deadline"):
        assert after.count(f"PLEDGE {kind}") == before.count(f"PLEDGE {kind}") + 1


def test_other_chains_are_not_looked_at(corpus: Corpus, proposed: list[dict[str, Any]]) -> None:
    assert not [*misses(corpus, proposed, ["SHL"])]
