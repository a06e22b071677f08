"""The order of review, one learned from what people decided, and whether that beats the first on decisions held back.

The plain order has likely ones first, then those that are right more often: a score tells it of pledges, and of a
follow-up the chance that its sentence is about the pledge. The learned order begins as the plain one and weighs
besides the marks that a proposal bears: which cues fired, and how it was read. It never looks at who pledges,
who publishes or what it is about: no party would be looked at less than another for what others did.

Two orders are compared by pairs: of a proposal that was taken and one that was rejected, which stands first? The share
of pairs in the right order is the area under the ROC curve. Documents are held back whole, for the proposals of one
resemble each other; so the error of the difference is reckoned by document too (Obuchowski, "Nonparametric analysis of
clustered ROC curve data", 1997). Plain arithmetic: the same decisions give the same order.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple, get_args

from tracker.proposals import Kind, Proposal
from tracker.regression import Row, chance, fit, log_odds

KINDS: tuple[Kind, ...] = get_args(Kind)
NEWEST = 1_500  # decided proposals of a kind that are learned from: older ones tell of older rules
LEAST = 20  # documents with one taken, and with one rejected: by fewer, a standard error is reckoned too small
ERRORS = 3.0  # standard errors by which the learned order must win: it is tried again after every sitting
_FOLDS = 5
_PENALTY = 4.0  # a weight is expected to be about 0.5: odds times 1.6
_RARE = 5  # decided proposals: what fewer bear tells nothing, nor does what all of them bear
_MOST_MARKS = 120  # those that most bear; the time that a fit takes grows with their square
_EVERY = ""  # the mark that every proposal bears
_CLOSE = 0.8  # of the best score: another pledge fits nearly as well
# In the practice corpora half of the pledges of this score are right, of 1.5 one in twelve, from 4 on all but one in
# twenty. The chance of a follow-up needs no such table: of .1 to .2 one in nine was about the pledge, from .9 on .95.
_EVEN, _STEEP = 2.6, 1.85
_UNWEIGHED = 0.4  # a follow-up of which no chance is told: other languages, older rules
_DIGITS = 9  # of a probability; what differs beyond is equal


class Trial(NamedTuple):
    """Two orders of the proposals held back: ``pairs`` of one taken and one rejected, the share of them that each order
    has right (ties count half), and the standard error of the difference.
    """

    pairs: int
    plain: float
    learned: float
    error: float

    @property
    def gain(self) -> float:
        return self.learned - self.plain

    @property
    def better(self) -> bool:
        """Whether the learned order wins by more than chance explains."""
        return self.gain > ERRORS * self.error


class Count(NamedTuple):
    """So many proposals in so many documents."""

    proposals: int
    documents: int


class Lesson(NamedTuple):
    """What was decided of the proposals of one kind, and how the order learned from it did.

    ``trial`` is ``None`` where those taken or those rejected are in fewer than ``LEAST`` documents (and where nothing
    could be compared); ``model`` is there where the trial was won.
    """

    kind: Kind
    taken: Count
    rejected: Count
    trial: Trial | None
    model: Model | None


class Model:
    """How likely proposals of a kind are to be taken, by decided ones; each of these with whether it was taken."""

    def __init__(self, decided: Sequence[tuple[Proposal, bool]]) -> None:
        borne = [marks(each) for each, _ in decided]
        counted = Counter(mark for each in borne for mark in each)
        telling = sorted((-count, mark) for mark, count in counted.items() if _RARE <= count < len(decided))
        self.numbers = {mark: number for number, (_, mark) in enumerate([(0, _EVERY), *telling[:_MOST_MARKS]])}
        self.places = sorted(_plain(each) for each, _ in decided)
        self.rows = [self._row(each, has, took) for (each, took), has in zip(decided, borne, strict=True)]
        self.weights = fit(self.rows, len(self.numbers), _PENALTY)

    def chances(self, proposals: Iterable[Proposal]) -> list[float]:
        """How likely each is to be taken, to nine digits: what differs beyond them is equal."""
        rows = [self._row(each, marks(each), False) for each in proposals]
        return [round(chance(odds), _DIGITS) for odds in log_odds(rows, self.weights)]

    def _row(self, proposal: Proposal, has: Iterable[str], taken: bool) -> Row:
        """``before`` is the share of decided ones that the plain order has behind it, as log odds: it rises as the list
        does, on whichever scale scores are.
        """
        behind = (_behind(self.places, _plain(proposal)) + 0.5) / (len(self.places) + 1)
        numbers = sorted(self.numbers[mark] for mark in has if mark in self.numbers)
        return Row(math.log(behind / (1 - behind)), (0, *numbers), taken)


def lesson(kind: Kind, decided: Iterable[tuple[Proposal, bool]]) -> Lesson:
    """Learn from decided proposals of one kind, each with whether it was taken, and try it on those held back.

    Takes time in proportion to their number: give at most ``NEWEST``.
    """
    known = sorted(decided, key=lambda each: each[0].ref)
    documents = [_document(each) for each, _ in known]
    taken, rejected = (_count(known, documents, answer) for answer in (True, False))
    if min(taken.documents, rejected.documents) < LEAST:
        return Lesson(kind, taken, rejected, None, None)
    model = Model(known)
    trial = _trial(model, documents)
    return Lesson(kind, taken, rejected, trial, model if trial and trial.better else None)


def _count(known: Sequence[tuple[Proposal, bool]], documents: Sequence[str], answer: bool) -> Count:
    of = [document for (_, taken), document in zip(known, documents, strict=True) if taken is answer]
    return Count(len(of), len(set(of)))


def arranged(queue: Sequence[Proposal], lessons: Iterable[Lesson]) -> list[Proposal]:
    """Proposals in plain order, put into the learned one: the likeliest to be taken first.

    A kind that has no model keeps the places that it has.
    """
    likely: dict[int, float] = {}
    for each in lessons:
        if each.model:
            places = [at for at, proposal in enumerate(queue) if proposal.kind == each.kind]
            likely.update(zip(places, each.model.chances(queue[at] for at in places), strict=True))
    best_first = sorted(likely, key=lambda at: (-likely[at], at))
    order = list(queue)
    for at, best in zip(sorted(likely), best_first, strict=True):
        order[at] = queue[best]
    return order


def marks(proposal: Proposal) -> frozenset[str]:
    """How a proposal was read: the cues that fired, the band, and which facts there are; never whose or about what."""
    found = {f"cue {cue.rule}" for cue in proposal.cues}
    if proposal.band == "likely":
        found.add("likely")
    return frozenset(found.union(_of_pledge(proposal.facts) if proposal.kind == "pledge" else _of_link(proposal)))


def _of_pledge(facts: Mapping[str, Any]) -> Iterator[str]:
    """How the parties were found, and what else is told; an amount and a day are cues."""
    yield f"actors by {facts.get('how')}"
    if len(facts.get("parties") or ()) > 1:
        yield "several parties"
    yield from (name for name in ("partners", "speaker", "collective", "condition") if facts.get(name))
    if deadline := facts.get("deadline"):
        yield f"deadline {deadline.get('basis')}"


def _of_link(proposal: Proposal) -> Iterator[str]:
    """What became of the pledge, and how well the sentence and the pledge fit beside others."""
    facts = proposal.facts
    yield f"outcome {facts.get('outcome')}"
    yield from (name for name in ("party", "dated", "amount") if facts.get(name))
    shared = len(facts.get("shared") or ())
    yield from (f"{number} terms or more" for number in (1, 2, 4) if shared >= number)
    others = facts.get("others") or ()
    if not others:
        yield "alone"
    elif others[0]["score"] >= _CLOSE * proposal.score:
        yield "another as well"


def plainly(queue: Iterable[Proposal]) -> list[Proposal]:
    """Proposals in the plain order; of equals the one that was proposed first."""
    return sorted(queue, key=lambda each: (*(-place for place in _plain(each)), len(each.ref), each.ref))


def promise(proposal: Proposal) -> float:
    """How likely a proposal is to be right, from 0 to 1, by its score, or by the chance of a follow-up."""
    if proposal.kind == "pledge":
        return 1 / (1 + math.exp(-_STEEP * (proposal.score - _EVEN)))
    about = proposal.facts.get("about")
    return _UNWEIGHED if about is None else float(about)


def _plain(proposal: Proposal) -> tuple[bool, float, float]:
    """Where the list has a proposal: the higher, the earlier."""
    return proposal.band == "likely", promise(proposal), proposal.score


def _document(proposal: Proposal) -> str:
    """The document of a proposal; its versions are one."""
    return proposal.quote.document.partition(".")[0]


# -- held back ---------------------------------------------------------------------------------------------------


class Held(NamedTuple):
    """A decided proposal that was held back: its document, whether it was taken, and where two orders have it (the
    higher, the earlier).
    """

    document: str
    taken: bool
    plain: float
    learned: float


def _trial(model: Model, documents: Sequence[str]) -> Trial | None:
    """Order the proposals of a fifth of the documents by what the other documents teach, for each fifth.

    Each search begins at zero: begun from the weights of all, it would keep a trace of what is held back.
    """
    parts: list[list[tuple[str, Row]]] = [[] for _ in range(_FOLDS)]
    for document, row in zip(documents, model.rows, strict=True):
        parts[int.from_bytes(sha256(document.encode()).digest()) % _FOLDS].append((document, row))
    held = []
    for part in parts:
        others = [row for other in parts if other is not part for _, row in other]
        odds = log_odds([row for _, row in part], fit(others, len(model.numbers), _PENALTY))
        held.append([Held(doc, row.yes, row.before, after) for (doc, row), after in zip(part, odds, strict=True)])
    return compared(held)


def compared(parts: Iterable[Sequence[Held]]) -> Trial | None:
    """Compare two orders by the pairs within each part, which one and the same fit has ordered; ``None`` where no part
    holds both taken and rejected proposals.
    """
    pairs = 0
    right = [0.0, 0.0]
    gains: defaultdict[str, float] = defaultdict(float)
    shares: defaultdict[str, int] = defaultdict(int)
    for part in parts:
        taken = sum(each.taken for each in part)
        plain = _wins([(each.taken, each.plain) for each in part])
        learned = _wins([(each.taken, each.learned) for each in part])
        pairs += taken * (len(part) - taken)
        for each, before, after in zip(part, plain, learned, strict=True):
            gains[each.document] += after - before
            shares[each.document] += len(part) - taken if each.taken else taken
            if each.taken:
                right[0] += before
                right[1] += after
    if not pairs:
        return None
    gain = (right[1] - right[0]) / pairs
    counted = [document for document, share in shares.items() if share]
    spread = sum((gains[each] - gain * shares[each]) ** 2 for each in counted)
    error = math.sqrt(spread * len(counted) / (len(counted) - 1)) / pairs if len(counted) > 1 else math.inf
    return Trial(pairs, right[0] / pairs, right[1] / pairs, error)


def _wins(part: Sequence[tuple[bool, float]]) -> list[float]:
    """For each proposal the others of the other answer to which it stands in the right order; ties count half."""
    yes, no = (sorted(place for taken, place in part if taken is answer) for answer in (True, False))
    return [_behind(no, place) if taken else len(yes) - _behind(yes, place) for taken, place in part]


def _behind(places: Sequence[Any], place: Any) -> float:
    """How many of some sorted places are behind another; those equal count half."""
    return (bisect_left(places, place) + bisect_right(places, place)) / 2
