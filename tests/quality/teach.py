"""``make weights``: learn from gold what each sign of a link and of an outcome proved worth, and write it down.

For each outcome a logistic regression over the links of the corpora below: does the gold have this outcome, given what
the sentence was read as, its cues, hints, and the share that it tells (``tracker.language.worth``)? One more is over
every sentence that comes near to a pledge: is it about it, given how it is linked and what it says
(``tracker.language.link_marks``)? Marks that few bear are left out, and a penalty keeps weights small. The chains that
nobody has looked at are not learnt from, so that they still tell what to expect of a text.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from tests.indexed import index_of
from tests.quality.corpus import Corpus, as_pledge, load
from tests.quality.score import linked_by
from tests.quality.targets import DEVELOPMENT
from tracker.language.linking import read_follow_ups
from tracker.language.outcomes import OutcomeRules, load_outcome_rules
from tracker.language.pledge_index import PledgeIndex
from tracker.language.worth import ALWAYS, FILE, OUTCOMES, About, Judged, Odds, Worth
from tracker.model import Document
from tracker.regression import Row, fit

FIXTURES = Path(__file__).parents[2] / "fixtures"
PRACTICE = ("practice", "practice2", "practice3", "practice4", "practice5", "practice6", "practice7")
ASIDE = ("WTR", "CLX")  # of practice7: seen by nobody
LEAST = 5  # links that bear a mark
PENALTY = 4.0
LEAST_ABOUT = 8  # sentences that bear a mark
_HEAD = """\
# What each sign of an outcome proved worth: log odds of {outcomes}, in this order.
# Written by `make weights` from {links} links of the gold of the practice corpora; read by tracker/language/worth.py.
# Signs: what the cues of a sentence read, each cue, kind of cue and hint (outcomes.toml), the share that it tells.

version = "{version}"

[weights]
"""
_HEAD_ABOUT = """
# What each sign of a link proved worth: log odds of being about the pledge that fits best, from {heard} sentences that
# come near to one, {right} of which are about one. Signs: as above, how well it fits, by what, and before which others.

[about]
"""


class Link(NamedTuple):
    """A link that the gold has: what it says became of the pledge, and the marks that the sentence bears for it."""

    outcome: str
    marks: frozenset[str]


class Heard(NamedTuple):
    """A sentence that comes near to some pledge: whether it is about it, by the gold, and the marks that it bears."""

    about: bool
    marks: frozenset[str]


class Taught(NamedTuple):
    """What some chains teach."""

    outcomes: tuple[Link, ...]
    about: tuple[Heard, ...]


class _Recorder(Worth):
    """Keeps the marks of each link that it is asked about, and gives its number for the chance."""

    def __init__(self) -> None:
        super().__init__({}, 0.0)
        self.asked: list[frozenset[str]] = []
        self._shared: list[frozenset[str]] = []

    def odds(self, marks: Iterable[str]) -> Odds:
        self._shared.append(frozenset(marks))
        return [len(self._shared) - 1]

    def judged(self, shared: Odds, marks: Iterable[str], plainly: str | None = None) -> Judged:  # noqa: ARG002  (Worth's signature)
        self.asked.append(self._shared[shared[0]].union(marks))
        return Judged(OUTCOMES[0], len(self.asked) - 1)


def corpora() -> Iterator[tuple[Corpus, frozenset[str]]]:
    """The corpora that are learnt from, each with its chains."""
    yield load(FIXTURES / "quality"), frozenset(DEVELOPMENT)
    for name in PRACTICE:
        corpus = load(FIXTURES / name)
        yield corpus, frozenset(corpus.chains.values()).difference(ASIDE)


class _Listener(About):
    """Keeps the marks of each sentence that it is asked about, and gives its number for the chance."""

    def __init__(self) -> None:
        super().__init__({})
        self.asked: list[frozenset[str]] = []

    def chance(self, marks: Iterable[str]) -> float:
        self.asked.append(frozenset(marks))
        return len(self.asked)  # never low enough to leave a sentence out


def taught_by(corpus: Corpus, chains: Iterable[str]) -> Taught:
    """What some chains of a corpus teach: links with an outcome, and sentences that are about a pledge or are not."""
    recorder, listener = _Recorder(), _Listener()
    rules = load_outcome_rules()._replace(worth=recorder, about=listener)
    part = corpus.of(chains)
    documents = {each.ref: each for each in corpus.documents}
    made_in = {each.id: each.file for each in corpus.pledges}
    mentions = [each for each in part.mentions if each.relation != "none" and each.file != made_in.get(each.pledge)]
    found, outcomes, about = {}, [], []
    for document in part.documents:
        known = index_of(as_pledge(each, documents[each.file]) for each in corpus.known_to(document))
        found[document.ref] = [*_found(document, known, rules)]
    for mention in mentions:
        got = linked_by(mention, found[mention.file])
        if got and got[0]["asked"] is not None and mention.relation in OUTCOMES:
            outcomes.append(Link(mention.relation, recorder.asked[int(got[0]["asked"])]))
    for file, links in found.items():
        told = [each for each in mentions if each.file == file]
        for number, same in groupby(links, key=itemgetter("about")):
            if number is not None:
                listed = [*same]
                right = any(linked_by(each, listed) for each in told)
                about.append(Heard(right, listener.asked[int(number) - 1]))
    return Taught(tuple(outcomes), tuple(about))


def _found(document: Document, known: PledgeIndex, rules: OutcomeRules) -> Iterator[dict[str, Any]]:
    """The links that the reader finds in a document, with the numbers that the recorders gave them."""
    for each in read_follow_ups(document, known, rules):
        quote = (document.text or "")[each.quote.start : each.quote.end]
        link = {"document": document.ref, "quote": quote, "pledge": each.pledge, "rank": each.rank}
        yield {**link, "asked": each.chance, "about": each.about}


def learnt(taught: Sequence[Link]) -> dict[str, list[float]]:
    """The log odds of each mark for each outcome, rounded to hundredths."""
    number = _numbered((each.marks for each in taught), LEAST)
    rows = [_row(each.marks, number) for each in taught]
    weights = [
        fit(
            [Row(0.0, row, each.outcome == outcome) for row, each in zip(rows, taught, strict=True)],
            len(number),
            PENALTY,
        )
        for outcome in OUTCOMES
    ]
    return {mark: [round(each[at], 2) + 0.0 for each in weights] for mark, at in number.items()}


def learnt_about(heard: Sequence[Heard]) -> dict[str, float]:
    """The log odds of each mark for being about a pledge, rounded to hundredths."""
    number = _numbered((each.marks for each in heard), LEAST_ABOUT)
    weights = fit([Row(0.0, _row(each.marks, number), each.about) for each in heard], len(number), PENALTY)
    return {mark: round(weights[at], 2) + 0.0 for mark, at in number.items()}


def _numbered(borne: Iterable[frozenset[str]], least: int) -> dict[str, int]:
    """The marks that are borne often enough, numbered; that which all bear comes first."""
    times = Counter(mark for marks in borne for mark in marks)
    marks = [ALWAYS, *sorted(mark for mark, count in times.items() if count >= least and mark != ALWAYS)]
    return {mark: at for at, mark in enumerate(marks)}


def _row(marks: Iterable[str], number: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted(number[mark] for mark in marks if mark in number))


def all_taught() -> Taught:
    """What all the corpora teach."""
    parts = [taught_by(corpus, chains) for corpus, chains in corpora()]
    return Taught(
        tuple(each for part in parts for each in part.outcomes), tuple(each for part in parts for each in part.about)
    )


def written(taught: Taught) -> str:
    """The tables as they stand in the file."""
    version = load_outcome_rules().version
    head = _HEAD.format(outcomes=", ".join(OUTCOMES), links=len(taught.outcomes), version=version)
    odds = "".join(f'"{mark}" = {odds}\n' for mark, odds in learnt(taught.outcomes).items())
    right = sum(each.about for each in taught.about)
    about = "".join(f'"{mark}" = {odds}\n' for mark, odds in learnt_about(taught.about).items())
    return head + odds + _HEAD_ABOUT.format(heard=len(taught.about), right=right) + about


def main() -> int:
    """Learn, and write the tables."""
    taught = all_taught()
    FILE.write_text(written(taught), encoding="utf-8")
    sys.stdout.write(f"{len(taught.outcomes)} links, {len(taught.about)} sentences: {FILE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
