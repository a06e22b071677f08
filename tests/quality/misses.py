"""What is wrong in proposals, one by one: to learn from, on chains that may be looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from tests.quality.corpus import Corpus, Mention, Pledged
from tests.quality.score import (
    Proposal,
    closest,
    file_of,
    is_in,
    is_sure,
    linked_by,
    same_amount,
    same_deadline,
    told_again,
)


def misses(corpus: Corpus, proposals: Iterable[Proposal], chains: Collection[str]) -> Iterator[str]:
    """A line for each difference between proposals and gold in some chains: what it is, where, in which words."""
    part = corpus.of(chains)
    listed = [each for each in proposals if file_of(each) in part.chains]
    pledges = [each for each in listed if each["kind"] == "pledge"]
    links = [each for each in listed if each["kind"] == "follow_up"]
    for each in pledges:
        yield from _superfluous(part, each)
    for gold in part.pledges:
        found = [each for each in pledges if is_in(each, gold)]
        if not found:
            yield f"PLEDGE missed       {gold.file} {gold.id}: {gold.quote}"
        else:
            yield from _facts(gold, closest(gold, found))
    made_in = {each.id: each.file for each in corpus.pledges}
    quotes = {each.id: each.quote for each in corpus.pledges}
    for mention in part.mentions:
        if mention.file != made_in.get(mention.pledge):
            yield from _links(mention, linked_by(mention, links), links, quotes)


def _superfluous(corpus: Corpus, proposal: Proposal) -> Iterator[str]:
    if any(is_in(proposal, gold) for gold in corpus.pledges) or told_again(corpus, proposal):
        return
    traps = [each for each in corpus.traps if is_in(proposal, each)]
    if not any(each.ignored for each in traps):
        kind = f" (trap: {traps[0].kind})" if traps else ""
        yield f"PLEDGE superfluous  {file_of(proposal)} {_told(proposal)}{kind}: {proposal['quote']}"


def _told(proposal: Proposal) -> str:
    cues = " ".join(f"{cue['rule']}{cue['weight']:+}" for cue in proposal.get("cues", ()))
    return f"{proposal.get('band')} {proposal.get('score')} [{cues}]"


def _facts(gold: Pledged, got: Proposal) -> Iterator[str]:
    at = f"{gold.file} {gold.id}"
    deadline = got.get("deadline") or {}
    for name, right, wanted, had in (
        ("parties", {*gold.parties} == {*(got.get("parties") or ())}, gold.parties, got.get("parties")),
        ("topic", got.get("topic") == gold.topic, gold.topic, got.get("topic")),
        (
            "deadline",
            same_deadline(gold, got),
            (gold.deadline, gold.window and tuple(map(str, gold.window)), gold.precision),
            (deadline.get("phrase"), deadline.get("latest"), deadline.get("rule")),
        ),
        ("condition", bool(gold.condition) == bool(got.get("condition")), gold.condition, got.get("condition")),
        (
            "amount",
            gold.amount is None or same_amount(gold, got),
            (gold.amount, gold.unit),
            (got.get("amount"), got.get("unit"), got.get("currency")),
        ),
    ):
        if not right:
            yield f"PLEDGE {name:12} {at}: wanted {wanted}, proposed {had}: {gold.quote}"


def _links(mention: Mention, got: list[Proposal], links: Iterable[Proposal], quotes: dict[str, str]) -> Iterator[str]:
    at = f"{mention.file} {mention.id}"
    pledged = f"{mention.quote} <- {mention.pledge}: {quotes.get(mention.pledge)}"
    if mention.relation == "none":
        if any(map(is_sure, got)):
            yield f"LINK superfluous    {at}: {pledged}"
    elif not got:
        taken = [f"{each['pledge']} ({each.get('rank')})" for each in links if is_in(each, mention)]
        yield f"LINK missed         {at} {mention.relation}, proposed {taken}: {pledged}"
    else:
        if got[0]["outcome"] != mention.relation:
            cues = " ".join(f"{cue['rule']}{cue['weight']:+}" for cue in got[0].get("cues", ()))
            yield f"LINK outcome        {at} {mention.relation}, proposed {got[0]['outcome']} [{cues}]: {pledged}"
        if got[0].get("rank", 1) != 1:
            yield f"LINK rank           {at} is {got[0].get('rank')}: {pledged}"
