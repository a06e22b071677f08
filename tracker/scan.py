"""Documents against recorded pledges: what each seems to contain, over an executor.

The pledge index travels to the workers as bytes, once for each; documents go one by one, results come in order.
Any executor of :mod:`concurrent.futures`' interface serves: processes on this machine, or a cluster.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tracker.language.sightings import Amount, FollowUpSighting, PledgeSighting
from tracker.model import Document
from tracker.proposals import Proposal, of_follow_up, of_pledge, ranked

if TYPE_CHECKING:
    from tracker.language.gazetteer import Gazetteer
    from tracker.language.indexed import Indexed
    from tracker.language.outcomes import OutcomeRules
    from tracker.language.passages import Passage
    from tracker.language.pledge_index import PledgeIndex
    from tracker.language.pledging import PledgeRules
    from tracker.language.rules import Rules

_AHEAD = 4  # documents for each worker that are under way at once
_CORROBORATES = "corroborates"
_TAKEN_UP = (_CORROBORATES, "restates")
_PLAIN = 6.0  # the score of a link that shows by the words of the sentence alone that it takes a pledge up
_SAME = 3.0  # the same, where it tells the amount that was pledged


class Sighted(NamedTuple):
    """What was sighted in a document, and the versions of the rules that read it."""

    document: Document
    pledges: tuple[PledgeSighting, ...]
    follow_ups: tuple[FollowUpSighting, ...]
    rules: str

    def proposals(self) -> list[Proposal]:
        """What is to be proposed, in the order of the text."""
        found = [of_pledge(each, self.document, self.rules) for each in self.pledges]
        found += [of_follow_up(each, self.document, self.rules) for each in ranked(self.follow_ups)]
        return sorted(found, key=lambda each: (each.quote.start or 0, each.kind))


def scan(
    documents: Iterable[Document], index: PledgeIndex, *, workers: int = 1, overlay: Path | None = None
) -> Iterator[Sighted]:
    """Read documents for pledges and for what became of those in an index, in order, in ``workers`` processes.

    ``overlay`` is a folder of the user's own tables, or a table of deadlines. One worker reads here, without a process.
    """
    if workers <= 1:
        yield from (read(each, index, overlay) for each in documents)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Processes begin afresh: what this one holds open (the register) must not be shared with them.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=(index.serialise(), overlay))
    with pool:
        yield from spread(documents, pool, workers)


def spread(documents: Iterable[Document], executor: Executor, workers: int) -> Iterator[Sighted]:
    """Give documents to an executor whose workers have begun, a few ahead of what is taken; results in order."""
    waiting: deque[tuple[Document, Future[_Found]]] = deque()
    try:
        for each in documents:
            waiting.append((each, executor.submit(_read_there, each)))
            if len(waiting) >= _AHEAD * workers:
                yield _taken(*waiting.popleft())
        while waiting:
            yield _taken(*waiting.popleft())
    finally:
        for _, future in waiting:
            future.cancel()


def _taken(document: Document, future: Future[_Found]) -> Sighted:
    """What a worker found in a document; it does not send the text back."""
    pledges, follow_ups, rules = future.result()
    return Sighted(document, pledges, follow_ups, rules)


def read(document: Document, index: PledgeIndex, overlay: Path | None = None) -> Sighted:
    """Read one document. A sentence that plainly takes up a recorded pledge is no new pledge.

    In a document in another language than English no pledges are sighted; follow-ups rest on figures, types and names
    there. In one without a text there is nothing.
    """
    from tracker.language.linking import read_follow_ups
    from tracker.language.pledging import read_pledges

    tables = _tables(overlay)
    follow_ups = read_follow_ups(document, index, tables.outcomes, names=tables.names)
    pledges = read_pledges(document, tables.pledges, deadlines=tables.deadlines, names=tables.names)
    return Sighted(document, _new(pledges, follow_ups, index), follow_ups, tables.version)


def with_pointed(
    sighted: Sighted, places: Iterable[Passage], model: str, index: PledgeIndex, overlay: Path | None = None
) -> Sighted:
    """What was sighted in a document, and the pledges that ``model`` pointed at beside, each read by the same rules.

    What the rules sighted by themselves stays as it was; the versions name the model too.
    """
    from tracker.language.pointing import read_pledges_at

    tables, document = _tables(overlay), sighted.document
    more = read_pledges_at(document, places, tables.pledges, deadlines=tables.deadlines, names=tables.names)
    pledges = (*sighted.pledges, *_new(more, sighted.follow_ups, index))
    return sighted._replace(pledges=tuple(sorted(pledges, key=_place)), rules=f"{sighted.rules}, llm {model}")


def _place(each: PledgeSighting) -> Passage:
    return each.quote


def _new(
    pledges: Iterable[PledgeSighting], follow_ups: Sequence[FollowUpSighting], index: PledgeIndex
) -> tuple[PledgeSighting, ...]:
    """The pledges that no sentence plainly takes up as recorded ones."""
    taken_up = [each for each in follow_ups if each.rank == 1 and each.reading in _TAKEN_UP]
    return tuple(each for each in pledges if not any(_takes_up(each, told, index[told.pledge]) for told in taken_up))


def _takes_up(pledge: PledgeSighting, told: FollowUpSighting, known: Indexed) -> bool:
    """Whether the words of a pledge are what tells of a recorded one; what others pledge is their own."""
    if pledge.quote.start >= told.quote.end or told.quote.start >= pledge.quote.end:
        return False
    own = set(pledge.actors.parties)
    if (own and own.isdisjoint(known.parties)) or _another_amount(pledge.amount, known):
        return False
    same = told.amount is not None and told.amount.amount == known.amount
    if told.reading == _CORROBORATES and told.band != "likely" and not same:
        return False  # on one event much is alike: most that is shared is shared by all that was pledged there
    return told.score >= (_SAME if same else _PLAIN)


def _another_amount(own: Amount | None, known: Indexed) -> bool:
    """Whether a sentence pledges another amount of what was pledged: "whose ceiling had been 35, will lend 18"."""
    return own is not None and own.unit == known.unit and own.amount != known.amount


_Found: TypeAlias = "tuple[tuple[PledgeSighting, ...], tuple[FollowUpSighting, ...], str]"
_SELDOM = 50_000  # objects between two looks for cycles
_given: list[tuple[PledgeIndex, Path | None]] = []  # to a worker, when it began


def _begin(packed: bytes, overlay: Path | None) -> None:
    """Make a worker ready: the index of pledges, and the rules."""
    from tracker.language.pledge_index import PledgeIndex

    _given[:] = [(PledgeIndex.load(packed), overlay)]
    gc.freeze()  # the index and the rules stay to the end
    gc.set_threshold(_SELDOM)


def _read_there(document: Document) -> _Found:
    """Read a document in a worker."""
    index, overlay = _given[0]
    _, pledges, follow_ups, rules = read(document, index, overlay)
    return pledges, follow_ups, rules


class _Tables(NamedTuple):
    """The rule tables in force, and the versions that name them; of names, a user's own only."""

    version: str
    pledges: PledgeRules
    deadlines: Rules
    outcomes: OutcomeRules
    names: Gazetteer


@lru_cache(maxsize=2)
def _tables(overlay: Path | None) -> _Tables:
    """The shipped tables, with the user's own over them."""
    from tracker.language import tables
    from tracker.language.gazetteer import gazetteer
    from tracker.language.outcomes import load_outcome_rules
    from tracker.language.pledging import load_pledge_rules
    from tracker.language.rules import load_rules

    deadlines, pledges, topics, outcomes, named = (
        tables.own_table(overlay, each)
        for each in (tables.DEADLINES, tables.PLEDGES, tables.TOPICS, tables.OUTCOMES, tables.NAMES)
    )
    pledging, dated, told = load_pledge_rules(pledges, topics), load_rules(deadlines), load_outcome_rules(outcomes)
    names = gazetteer((named,)) if named else gazetteer()
    version = f"pledges {pledging.version}, topics {pledging.topics.version}, deadlines {dated.version}"
    version += f", outcomes {told.version}" + (f", names {names.version}" if names.version else "")
    return _Tables(version, pledging, dated, told, names)
