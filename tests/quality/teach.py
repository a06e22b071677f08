"""``make weights``: learn from gold what each sign of an outcome proved worth, and write it for the reader.

For each outcome a logistic regression over the links of the corpora below: does the gold have this outcome, given what
the sentence was read as, its cues, hints, and the share that it tells (``tracker.language.worth``)? Marks that few
links bear are left out, and a penalty keeps weights small. The chains that nobody has looked at are not learnt from, so
that they still tell what to expect of a text.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.indexed import index_of
from tests.quality.corpus import Corpus, as_pledge, load
from tests.quality.score import linked_by
from tests.quality.targets import DEVELOPMENT
from tracker.language.linking import read_follow_ups
from tracker.language.outcomes import load_outcome_rules
from tracker.language.worth import ALWAYS, FILE, OUTCOMES, Judged, Odds, Worth
from tracker.regression import Row, fit

FIXTURES = Path(__file__).parents[2] / "fixtures"
PRACTICE = ("practice", "practice2", "practice3", "practice4", "practice5", "practice6", "practice7")
ASIDE = ("WTR", "CLX")  # of practice7: seen by nobody
LEAST = 5  # links that bear a mark
PENALTY = 4.0
_HEAD = """\
# What each sign of an outcome proved worth: log odds of {outcomes}, in this order.
# Written by `make weights` from {links} links of the gold of the practice corpora; read by tracker/language/worth.py.
# Signs: what the cues of a sentence read, each cue, kind of cue and hint (outcomes.toml), the share that it tells.

version = "{version}"

[weights]
"""


class Link(NamedTuple):
    """A link that the gold has: what it says became of the pledge, and the marks that the sentence bears for it."""

    outcome: str
    marks: frozenset[str]


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


def links(corpus: Corpus, chains: Iterable[str]) -> Iterator[Link]:
    """The links of some chains that were found, whose outcome is one of ``OUTCOMES``, with their marks."""
    recorder = _Recorder()
    rules = load_outcome_rules()._replace(worth=recorder)
    documents = {each.ref: each for each in corpus.documents}
    proposed = []
    for document in corpus.documents:
        known = index_of(as_pledge(each, documents[each.file]) for each in corpus.known_to(document))
        for each in read_follow_ups(document, known, rules):
            quote = (document.text or "")[each.quote.start : each.quote.end]
            found = {"document": document.ref, "quote": quote, "pledge": each.pledge, "rank": each.rank}
            proposed.append({**found, "asked": each.chance})
    part = corpus.of(chains)
    made_in = {each.id: each.file for each in corpus.pledges}
    for mention in part.mentions:
        if mention.relation in OUTCOMES and mention.file != made_in.get(mention.pledge):
            got = linked_by(mention, proposed)
            if got and got[0]["asked"] is not None:
                yield Link(mention.relation, recorder.asked[int(got[0]["asked"])])


def learnt(taught: Sequence[Link]) -> dict[str, list[float]]:
    """The log odds of each mark for each outcome, rounded to hundredths."""
    borne = Counter(mark for each in taught for mark in each.marks)
    marks = [ALWAYS, *sorted(mark for mark, count in borne.items() if count >= LEAST and mark != ALWAYS)]
    number = {mark: at for at, mark in enumerate(marks)}
    rows = [tuple(sorted(number[mark] for mark in each.marks if mark in number)) for each in taught]
    weights = [
        fit(
            [Row(0.0, row, each.outcome == outcome) for row, each in zip(rows, taught, strict=True)],
            len(marks),
            PENALTY,
        )
        for outcome in OUTCOMES
    ]
    return {mark: [round(each[at], 2) + 0.0 for each in weights] for mark, at in number.items()}


def written(weights: dict[str, list[float]], number: int) -> str:
    """The table as it stands in the file."""
    head = _HEAD.format(outcomes=", ".join(OUTCOMES), links=number, version=load_outcome_rules().version)
    return head + "".join(f'"{mark}" = {odds}\n' for mark, odds in weights.items())


def main() -> int:
    """Learn, and write the table."""
    taught = [link for corpus, chains in corpora() for link in links(corpus, chains)]
    weights = learnt(taught)
    FILE.write_text(written(weights, len(taught)), encoding="utf-8")
    sys.stdout.write(f"{len(taught)} links, {len(weights)} signs: {FILE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
