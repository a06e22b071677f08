"""Words that somebody else takes for a pledge, read by our rules: who, how much, by when, on which condition.

Whoever points, a language model for one, gives places in the text and nothing else. A place stands for the
sentences that it touches; what the rules found there by themselves stays as they found it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING

from tracker.language.clusters import cluster
from tracker.language.passages import Passage
from tracker.language.pledge_rules import PledgeRules, load_pledge_rules
from tracker.language.pledging import Reader, reads
from tracker.language.sightings import POINTED, Cue, PledgeSighting
from tracker.language.weighing import undivided
from tracker.model import Document

if TYPE_CHECKING:
    from tracker.language.gazetteer import Gazetteer
    from tracker.language.rules import Rules

_FEWEST = 3  # words; fewer of a sentence do not mean it


def read_pledges_at(
    document: Document,
    places: Iterable[Passage],
    rules: PledgeRules | None = None,
    *,
    deadlines: Rules | None = None,
    names: Gazetteer | None = None,
) -> tuple[PledgeSighting, ...]:
    """What a model takes for pledges at ``places`` and the rules do not, in order of place.

    Each is ``possible``, however few cues speak for it, and has a cue ``llm`` without weight at the words that the
    model gave. The quote is the whole sentence, or those words where another part of it is a pledge by the rules.
    Headings that tell the title again and what is noise are no sentences. The tables are the shipped ones unless given.
    """
    wanted = sorted(set(places))
    if not wanted or not reads(document):
        return ()
    reader = Reader(document, rules or load_pledge_rules(), deadlines, names)
    return cluster(reader.text, list(_pointed(reader, wanted)))


def _pointed(reader: Reader, places: list[Passage]) -> Iterator[PledgeSighting]:
    """What is pointed at beside the pledges that the rules find, each read as if it stood among them."""
    begun = (reader.told, reader.before, reader.campaign)
    found = [(reader.told, reader.before, reader.campaign, each.quote) for each in reader.sightings()]
    taken: dict[int, list[Passage]] = {}
    for sentence, _, _, quote in found:
        taken.setdefault(sentence, []).append(quote)
    seen: set[Passage] = set()
    for sentence, words in _touched(reader, places):
        place = _free(reader.passages[sentence], words, taken.get(sentence, ()))
        if place is None or place in seen:
            continue
        seen.add(place)
        last = bisect_right(found, sentence, key=itemgetter(0))
        reader.told, reader.before, reader.campaign = found[last - 1][:3] if last else begun
        reader.lead = None
        yield _read(reader, sentence, place, words)


def _touched(reader: Reader, places: list[Passage]) -> Iterator[tuple[int, Passage]]:
    """The sentences that the places touch, by their numbers, and which words of each."""
    starts = [each.start for each in reader.passages]
    for place in places:
        for sentence in range(max(0, bisect_right(starts, place.start) - 1), bisect_right(starts, place.end - 1)):
            passage = reader.passages[sentence]
            words = _trimmed(reader.text, max(place.start, passage.start), min(place.end, passage.end))
            if len(reader.text[words.start : words.end].split()) >= _FEWEST and not reader.is_title(passage):
                yield sentence, words


def _free(sentence: Passage, words: Passage, taken: Iterable[Passage]) -> Passage | None:
    """The sentence, else the words pointed at, where no pledge that the rules found stands."""
    quotes = list(taken)
    return next((each for each in (sentence, words) if not any(_overlap(each, other) for other in quotes)), None)


def _read(reader: Reader, sentence: int, place: Passage, words: Passage) -> PledgeSighting:
    text, pointer = reader.text, Cue(POINTED, 0.0, *words)
    cues = reader.rules.cues
    clause = undivided(text, sentence, place, reader.formed(place, cues.match(cues.words(text, *place))), pointer)
    if clause.anchor is not pointer:
        return reader.taken_for_one(clause, clause.anchor.start)
    return reader.taken_for_one(clause, None if place == reader.passages[sentence] else place.start)


def _trimmed(text: str, start: int, end: int) -> Passage:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Passage(start, end)


def _overlap(one: Passage, other: Passage) -> bool:
    return one.start < other.end and other.start < one.end
