"""How good proposals are: held against the gold of a corpus, every figure with its counts.

A proposal is a mapping as ``tests.quality.proposals`` writes it, one to a line. A document is known by the name of
its file. The words of a proposal are those of the gold when one holds the other (four words at least) or when their
tokens overlap by half (F1). A pledge proposed where the gold has a restatement, a corroboration or a sentence on which
people may differ is neither right nor wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.quality.corpus import LOOSE, Corpus, Mention, Pledged

Proposal = Mapping[str, Any]

_SLACK = timedelta(days=31)  # for a deadline whose last day is a matter of judgement
_ENOUGH = 4  # words, for one quote to be found inside another
_RANKS = 5
_TOLD_AGAIN = ("restates", "corroborates")


class Figure(NamedTuple):
    """How many of how many."""

    hit: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, to three places; ``None`` of nothing."""
        return round(self.hit / self.of, 3) if self.of else None


class PledgeScore(NamedTuple):
    """Pledges of one band. From ``parties_exact`` on the figures are of the gold's pledges that were found."""

    precision: Figure
    recall: Figure
    f1: float
    proposals: int
    neutral: int
    traps: Figure
    parties_exact: Figure
    parties_overlap: Figure
    topic: Figure
    deadline: Figure
    deadline_when_given: Figure
    condition: Figure
    condition_found: Figure
    amount: Figure


class LinkScore(NamedTuple):
    """Follow-ups. ``outcome`` is of the links with a clear outcome, ``outcome_of_all`` of all that the gold has."""

    recall_at_1: Figure
    recall_at_5: Figure
    outcome: Figure
    unclear: Figure
    outcome_of_all: Figure
    traps: Figure
    confusion: dict[tuple[str, str], int]


class Score(NamedTuple):
    """The score of some proposals: pledges of the likely band, pledges of both bands, links."""

    likely: PledgeScore
    both: PledgeScore
    links: LinkScore


def score(corpus: Corpus, proposals: Iterable[Proposal]) -> Score:
    """Hold proposals against a corpus."""
    listed = [*proposals]
    pledges = [each for each in listed if each["kind"] == "pledge"]
    links = [each for each in listed if each["kind"] == "follow_up"]
    likely = [each for each in pledges if each.get("band") == "likely"]
    return Score(_pledges(corpus, likely), _pledges(corpus, pledges), _links(corpus, links))


def of_chains(corpus: Corpus, proposals: Iterable[Proposal], chains: Sequence[str]) -> Score:
    """The score on the documents of some chains alone."""
    part = corpus.of(chains)
    return score(part, [each for each in proposals if file_of(each) in part.chains])


# -- the same words --------------------------------------------------------------------------------------------


class _Words(NamedTuple):
    line: str  # the words, a blank before, between and after them
    counted: Counter[str]
    number: int


@cache
def _words(text: str) -> _Words:
    found = re.findall(r"\w+", text.casefold())
    return _Words(f" {' '.join(found)} ", Counter(found), len(found))


def alike(one: str, other: str) -> bool:
    """Tell whether two quotes are of the same passage."""
    a, b = _words(one), _words(other)
    if not a.number or not b.number:
        return False
    short, long = (a, b) if len(a.line) <= len(b.line) else (b, a)
    if short.number >= _ENOUGH and short.line in long.line:
        return True
    return 4 * (a.counted & b.counted).total() >= a.number + b.number


# -- pledges ---------------------------------------------------------------------------------------------------


def _pledges(corpus: Corpus, proposals: Sequence[Proposal]) -> PledgeScore:
    found: dict[str, list[Proposal]] = {}
    hits = neutral = wrong = trapped = 0
    for each in proposals:
        meant = [gold for gold in corpus.pledges if is_in(each, gold)]
        for gold in meant:
            found.setdefault(gold.id, []).append(each)
        traps = [] if meant else [trap for trap in corpus.traps if is_in(each, trap)]
        if meant:
            hits += 1
        elif any(trap.ignored for trap in traps) or told_again(corpus, each):
            neutral += 1
        else:
            wrong += 1
            trapped += bool(traps)
    pairs = [(gold, closest(gold, found[gold.id])) for gold in corpus.pledges if gold.id in found]
    precision, recall = Figure(hits, hits + wrong), Figure(len(pairs), len(corpus.pledges))
    return PledgeScore(
        precision,
        recall,
        _f1(precision, recall),
        len(proposals),
        neutral,
        Figure(trapped, sum(not trap.ignored for trap in corpus.traps)),
        *_facts(pairs),
    )


def _facts(pairs: Sequence[tuple[Pledged, Proposal]]) -> tuple[Figure, ...]:
    """Whether what is told of a pledge is right, for the pledges that were found; in the order of the score."""
    shared = [(set(gold.parties), set(got.get("parties") or ())) for gold, got in pairs]
    deadlines = [(gold, same_deadline(gold, got)) for gold, got in pairs]
    conditions = [(bool(gold.condition), bool(got.get("condition"))) for gold, got in pairs]
    return (
        _share(gold == got for gold, got in shared),
        _share(bool(gold & got) for gold, got in shared),
        _share(got.get("topic") == gold.topic for gold, got in pairs),
        _share(right for _, right in deadlines),
        _share(right for gold, right in deadlines if gold.window),
        _share(gold == got for gold, got in conditions),
        _share(got for gold, got in conditions if gold),
        _share(same_amount(gold, got) for gold, got in pairs if gold.amount is not None),
    )


def is_in(proposal: Proposal, gold: Any) -> bool:
    """Tell whether a proposal is of the passage that the gold marks."""
    return bool(gold.file == file_of(proposal) and alike(gold.quote, proposal["quote"]))


def told_again(corpus: Corpus, proposal: Proposal) -> bool:
    """Tell whether the gold knows the passage as one that only tells a pledge again."""
    return any(each.relation in _TOLD_AGAIN and is_in(proposal, each) for each in corpus.mentions)


def closest(gold: Pledged, proposals: Sequence[Proposal]) -> Proposal:
    """Of several proposals of one pledge the first that names most of its parties."""
    return max(proposals, key=lambda each: len({*gold.parties} & {*(each.get("parties") or ())}))


def same_deadline(gold: Pledged, proposal: Proposal) -> bool:
    """Tell whether the last days agree; a season, or vague words, leave a month to either side."""
    latest = (proposal.get("deadline") or {}).get("latest")
    if not gold.window or not latest:
        return not gold.window and not latest
    slack = _SLACK if gold.precision in LOOSE else timedelta()
    return abs(date.fromisoformat(latest[:10]) - gold.window[1]) <= slack


def same_amount(gold: Pledged, proposal: Proposal) -> bool:
    got, wanted = proposal.get("amount"), float(gold.amount or 0)
    return got is not None and abs(float(got) - wanted) < 1e-6 * max(1, abs(wanted))


# -- links -----------------------------------------------------------------------------------------------------


def _links(corpus: Corpus, proposals: Sequence[Proposal]) -> LinkScore:
    made_in = {each.id: each.file for each in corpus.pledges}
    real = [each for each in corpus.mentions if each.relation != "none" and each.file != made_in.get(each.pledge)]
    traps = [each for each in corpus.mentions if each.relation == "none"]
    linked = [(each, linked_by(each, proposals)) for each in real]
    said = [(each.relation, got[0]["outcome"]) for each, got in linked if got]
    clear = [(gold, got) for gold, got in said if got != "unclear"]
    right = sum(gold == got for gold, got in clear)
    return LinkScore(
        _share(bool(got) and got[0].get("rank", 1) == 1 for _, got in linked),
        _share(bool(got) for _, got in linked),
        Figure(right, len(clear)),
        Figure(len(said) - len(clear), len(said)),
        Figure(right, len(real)),
        _share(any(is_sure(got) for got in linked_by(each, proposals)) for each in traps),
        dict(sorted(Counter(said).items())),
    )


def linked_by(mention: Mention, proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals that link a mention's words to its pledge, the best rank first."""
    near = [each for each in proposals if each["pledge"] == mention.pledge and is_in(each, mention)]
    return sorted((each for each in near if each.get("rank", 1) <= _RANKS), key=lambda each: each.get("rank", 1))


def is_sure(link: Proposal) -> bool:
    """Tell whether a link is the first for its sentence, and likely."""
    return link.get("rank", 1) == 1 and link.get("band") == "likely"


# -- figures ---------------------------------------------------------------------------------------------------


def file_of(proposal: Proposal) -> str:
    """The name of the file that a proposal is from."""
    return Path(proposal["document"]).name


def _share(answers: Iterable[bool]) -> Figure:
    listed = [*answers]
    return Figure(sum(listed), len(listed))


def _f1(precision: Figure, recall: Figure) -> float:
    """The harmonic mean of the two as they are printed."""
    p, r = precision.value or 0, recall.value or 0
    return round(2 * p * r / (p + r), 3) if p + r else 0.0
