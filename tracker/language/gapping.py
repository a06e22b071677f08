"""Parties of whom a clause tells the same without its verb: "Norway will send ten buses, Sweden 12, Denmark five".

Or by whom each amount of a list is given: "40 million euros from Norway and 12 million from Sweden".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tracker.language.amount_words import amount_words
from tracker.language.amounts import RANK, candidates, unpadded
from tracker.language.noun_phrases import Phrase
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.sightings import Actors, Amount, Cue, PledgeSighting

FROM_EACH = "from-each"  # the cue of a list that tells amounts before their givers

_PATTERNS = patterns(__name__)
_JOINT = _PATTERNS["joint"]
_LEAD = _PATTERNS["lead"]
_NUMERAL = _PATTERNS["numeral"]
_SAME = _PATTERNS["same"]
_UNLIKE = _PATTERNS["unlike"]
_FROM, _FROM_WHOM = "from", _PATTERNS["from-whom"]
_BY, _BY_WHOM = "by", _PATTERNS["by-whom"]
_RESPECTIVELY, _TWO = "respectively", _PATTERNS["two"]
_PAIR, _FORMER_AND_LATTER = ("former", "latter"), _PATTERNS["former-and-latter"]
_COUNTED = RANK["count"]
_FIGURE, _THOUSAND = re.compile(r"[0-9][0-9,]{0,11}(?:\.[0-9]{1,3})?"), 1_000
_MOST = 40  # parties of one clause
_NEAR, _LONGEST = 12, 80  # characters: of what joins a party to the one before it, and of what is told of it


class Gap(NamedTuple):
    """A party that does the same: where what is told of it begins, its codes, and how much."""

    start: int
    codes: tuple[str, ...]
    amount: Amount


def shared_out(text: str, anchor: Cue, sighting: PledgeSighting, named: Sequence[Phrase]) -> Iterator[PledgeSighting]:
    """A sighting, and one for each party of which its clause tells the same without a verb.

    The words of each reach from the beginning of the clause to what is told of it: no two have the same. ``named``: the
    phrases of the clause that name parties.
    """
    place, amount, actors = sighting.quote, sighting.amount, sighting.actors
    if each_own := respective(text, place, anchor.start, actors) if amount else []:
        for gap in each_own:
            own = actors._replace(parties=gap.codes, start=None, end=None)
            yield sighting._replace(quote=Passage(place.start, gap.start), actors=own, amount=gap.amount)
        return
    found: list[Gap] = []
    if amount and anchor.rule == FROM_EACH:
        found = givers(text, place, amount, named)
    elif amount and actors.how == "agent":
        found = _doers(text, place, anchor.start, named)
    elif amount and actors.how == "subject" and amount.start > anchor.start:
        found = [*gaps(text, place, anchor.start, amount, named)]
    if not found or actors.how == "subject":
        yield sighting._replace(quote=Passage(place.start, found[0].start if found else place.end))
    for gap, end in zip(found, [*(each.start for each in found[1:]), place.end], strict=False):
        own = actors._replace(parties=gap.codes, start=None, end=None)
        yield sighting._replace(quote=Passage(place.start, end), actors=own, amount=gap.amount)


def respective(text: str, place: Passage, verb: int, actors: Actors) -> list[Gap]:
    """Each party of a list with its own of as many amounts: "Oslo and Rome pledged €40 million and €12 million,
    respectively", "the former 40 million, the latter 12"; where each begins is here where its words end.
    """
    both = _FORMER_AND_LATTER.search(text, verb, place.end) if len(actors.parties) == len(_PAIR) else None
    at = both.end() if both else text.find(_RESPECTIVELY, verb, place.end)
    if at < 0 or len(actors.parties) <= 1:
        return []
    told = [
        one
        for each in candidates(text, both.start() if both else verb, at)
        if RANK[each.kind] == _COUNTED and not text.endswith("(", 0, each.amount.start)
        for one in _two_in_one(text, each.amount)
    ]
    if len(told) != len(actors.parties):
        return []
    last = told[-1]
    told = [each if each.unit else each._replace(unit=last.unit, currency=last.currency) for each in told]
    ends = [*(each.end for each in told[:-1]), place.end]
    each_own = zip(ends, actors.parties, told, strict=True)
    return [Gap(end, (code,), amount) for end, code, amount in each_own]


def _two_in_one(text: str, amount: Amount) -> Iterator[Amount]:
    """An amount, or the two of "17 and 10 million"."""
    two = _TWO.match(text, amount.start, amount.end)
    first, second = (Decimal(two[each].replace(",", "")) for each in ("first", "second")) if two else (0, 0)
    if two is None or not first:
        yield amount
        return
    yield amount._replace(end=two.end("first"))
    yield amount._replace(amount=amount.amount * second / first, start=two.start("second"))


def first_giver(named: Iterable[Phrase]) -> Actors | None:
    """The first of whom something is told to come from."""
    giver = next((each for each in named if each.prep == _FROM and each.codes and not each.ref), None)
    return Actors(giver.codes, "agent", start=giver.start, end=giver.end) if giver else None


def gaps(text: str, place: Passage, verb: int, amount: Amount, named: Iterable[Phrase]) -> Iterator[Gap]:
    """The parties, in the order of a clause and not too many, of whom only an amount is told behind that of the first.

    The first one's ``amount`` follows its ``verb``; ``named``: the phrases of the clause that name parties. None where
    one stands before the amount and is given it: "Norway will give Malta 40 boats and Cyprus 12".
    """
    named, end, found = [*named], amount.end, 0
    if any(verb < each.start < amount.start and not (each.owner and each.kind == "pronoun") for each in named):
        return
    for phrase in named:
        if phrase.start < end or not phrase.codes or phrase.ref or phrase.owner:
            continue
        joint = _JOINT.search(text, max(end, phrase.start - _NEAR), phrase.start)
        told = _told(text, phrase.end, min(place.end, phrase.end + _LONGEST), amount) if joint else None
        if joint and told:
            yield Gap(joint.start(), phrase.codes, told)
            amount, end, found = told, told.end, found + 1
        if found == _MOST:
            return


def _doers(text: str, place: Passage, verb: int, named: Iterable[Phrase]) -> list[Gap]:
    """Each party of a list behind a passive: "40 boats will be sent by Oslo, 12 by Rome"; none where one is alone."""
    first = [each.amount for each in candidates(text, place.start, verb) if RANK[each.kind] == _COUNTED]
    found = givers(text, place, first[-1], named, _BY, _BY_WHOM) if first else []
    return found if len(found) > 1 else []


def givers(
    text: str,
    place: Passage,
    amount: Amount,
    named: Iterable[Phrase],
    prep: str = _FROM,
    whom: re.Pattern[str] = _FROM_WHOM,
) -> list[Gap]:
    """Each party of a list that tells amounts first: "40 million came from Oslo, 12 million from Rome".

    ``amount``: the first of the list, which may be told some words before its giver; ``prep``: what stands before
    each, and ``whom`` all that may stand between an amount and who gives it.
    """
    found: list[Gap] = []
    for phrase in named:
        if phrase.prep != prep or not phrase.codes or phrase.ref or phrase.start < amount.end or len(found) == _MOST:
            continue
        begin = found[-1].amount.end if found else amount.start
        told = [each.amount for each in candidates(text, begin, phrase.start) if RANK[each.kind] == _COUNTED]
        if not told or (found and not whom.fullmatch(text, told[-1].end, phrase.start)):
            break
        own = told[-1] if told[-1].unit else told[-1]._replace(unit=amount.unit, currency=amount.currency)
        found.append(Gap(place.start if not found else own.start, phrase.codes, own))
    return found


def _like(text: str, bare: Amount, before: Amount) -> Amount:
    """A bare number as one of what was told before, and in its scale: the 15 of "Oslo €50 million, Rome 15"."""
    figure = _FIGURE.search(text, before.start, before.end)
    told = Decimal(figure[0].replace(",", "")) if figure else Decimal(0)
    scale = before.amount / told if told else Decimal(1)
    scale = scale if before.currency and scale >= _THOUSAND and bare.amount < _THOUSAND else Decimal(1)
    return bare._replace(amount=unpadded(bare.amount * scale), unit=before.unit, currency=before.currency)


def _told(text: str, start: int, end: int, before: Amount) -> Amount | None:
    """The amount right behind a party: with a unit, a bare number of the unit told ``before``, or the same again."""
    if same := _SAME.match(text, start, end):
        return before._replace(start=same.start("told"), end=same.end())
    lead = _LEAD.match(text, start, end)
    if lead is None:
        return None
    for each in candidates(text, lead.end(), end):
        if each.amount.start > lead.end():
            break
        if RANK[each.kind] == _COUNTED:
            return each.amount if each.amount.unit else _like(text, each.amount, before)
    numeral = _NUMERAL.match(text, lead.end(), end)
    value = amount_words().numbers.get(numeral[0]) if numeral else None
    if numeral is None or value is None or _UNLIKE.match(text, numeral.end()):
        return None
    return before._replace(amount=Decimal(value), qualifier=None, start=numeral.start(), end=numeral.end())
