"""What a sentence tells that became of one pledge which it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from tracker.currencies import is_currency
from tracker.language.deeds import kinds_of
from tracker.language.fitting import Fit
from tracker.language.opposites import breaks, falls_short, is_told_as_broken, undoes
from tracker.language.outcomes import OutcomeRules
from tracker.language.own_words import in_own_words
from tracker.language.parties import known_party
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.pledge_index import Indexed
from tracker.language.preliminaries import is_to_propose, only_on_the_way
from tracker.language.quantities import quantity
from tracker.language.refusals import denies, kept_from
from tracker.language.sayings import Said
from tracker.language.shares import share_of
from tracker.language.sightings import UNCLEAR, Amount
from tracker.language.terms import Sentence, stem, value_of
from tracker.language.untold import counts_something_else
from tracker.language.vocabulary import Vocabulary
from tracker.words import Outcome, PartyKind

# The words of ``Outcome`` as plain text, which is compared several times a sighting.
_FULFILS, _ADVANCES, _DROPS, _RESTATES = (
    each.value for each in (Outcome.FULFILS, Outcome.ADVANCES, Outcome.DROPS, Outcome.RESTATES)
)
_DONE = (_FULFILS, _ADVANCES)
_TWO = 2
_BEGUN, _SHARE = "advances.begun", "%"
_OVER = frozenset(("acts.in-place", "acts.signed"))
_GUARANTEE = "guarantee"  # a kind of deed
_LIGHT = 0.5  # of a word of public affairs at large, beside another

_PATTERNS = patterns(__name__)
_PERMITS = frozenset(map(stem, _PATTERNS.words("permits")))
_PREPARING = frozenset(map(stem, (*_PATTERNS.words("preparing"), *_PATTERNS.words("helping"))))
_BEGINNING = frozenset(map(stem, _PATTERNS.words("beginning")))
_OPENING, _TALKS = (frozenset(map(stem, _PATTERNS.words(each))) for each in ("opening", "talks"))
_THE_FIRST = _PATTERNS["the-first"]
_BOTH_OF_THEM = _PATTERNS["both-of-them"]
_WITH_ANOTHER = _PATTERNS["with-another"]
_FOR_ALL = _PATTERNS["for-all"]
_CHANGED = _PATTERNS["changed"]
_CHANGED_FROM = _PATTERNS["changed-from"]
_RISES, _REMAINS = _PATTERNS["rises"], _PATTERNS["remains"]
_KEEPING = frozenset(map(stem, _PATTERNS.words("keeping")))
_TOTAL, _TOTALS = _PATTERNS["total"], _PATTERNS.words("totals")


class Became(NamedTuple):
    """What became of a pledge: an outcome, the amount told that is of its unit, the share of the quantity pledged.

    ``broken``: whether it is one not to do something, and that was done; ``untold``: whether the sentence tells nothing
    that became of it, whatever deeds it names; ``deed``: whether it tells in the past the very verb of the pledge.
    """

    outcome: str
    amount: Amount | None
    share: float | None
    broken: bool = False
    untold: bool = False
    deed: bool = False


def became(
    text: str, sentence: Sentence, pledge: Indexed, fit: Fit, held: Sequence[str], said: Said, rules: OutcomeRules
) -> Became:
    """What a sentence says became of a pledge that it fits; ``held`` are the pledge's terms."""
    amount, share, forecast = _measured(text, said, pledge, rules.words)
    counted = share is not None
    else_counted = counts_something_else(text, sentence.place, said.signs, held, rules.words, counted=counted)
    if said.tells_nothing or else_counted:
        return Became(UNCLEAR, amount, share, untold=True)
    share = _total(text, sentence.place, said, pledge, rules.words) or share
    full = share is not None and share >= 1
    found = in_own_words(text, sentence.place.start, said.signs, held, rules.words, ends=pledge.ends)
    ended = found.weights.get("acts", 0.0) > said.signs.weights.get("acts", 0.0)
    counted = full and not is_currency(pledge.unit)
    act = ended or _is_act(said, pledge, held if said.acts else fit.shared, rules.words, full=full)
    to_begin = _is_to_begin(held) if pledge.amount is None else full and pledge.unit == _SHARE
    begun = to_begin and _BEGUN in said.rules
    deed = not said.deeds.isdisjoint(fit.shared)
    outcome = said.outcome(found, act=act, begun=begun, deed=deed, share=share, ahead=forecast)
    on_its_way = outcome in (_FULFILS, UNCLEAR) and said.bill_on_its_way and not is_to_propose(held, rules.words)
    if on_its_way or (outcome == _FULFILS and only_on_the_way(text, sentence.place, found, held, rules.words)):
        outcome = _ADVANCES
    acted = outcome in _DONE and (deed or (act and breaks(said.acts, held, rules.words))) and not said.denied
    acted = acted and not tells_of_the_condition(pledge, fit.shared, rules.words)
    broken = pledge.negative and (acted or is_told_as_broken(text, sentence.place))
    if outcome in _DONE and not pledge.negative and undoes(said.acts, held):
        outcome = UNCLEAR
    outcome = _turned(outcome, said, text, sentence.place, pledge, held, broken=broken)
    if is_currency(pledge.unit) and outcome != _DROPS and _is_changed(text, said, sentence.place, pledge):
        return Became(_RESTATES, amount, share)
    if outcome != _DROPS and _becomes_another(text, said, sentence.place, pledge):
        return Became(_RESTATES, amount, share)
    if _is_against_it(outcome, text, sentence.place, pledge):
        outcome = UNCLEAR
    if outcome == _FULFILS and pledge.amount is None and _is_of_the_first(text, sentence.place, pledge, held):
        outcome = _ADVANCES
    alone = outcome == _FULFILS and (pledge.each or not counted) and _by_one_of_several(sentence, pledge, fit.shared)
    alone = alone and not _WITH_ANOTHER.search(text, *sentence.place)
    if alone and not (len(pledge.parties) == _TWO and _BOTH_OF_THEM.search(text, *sentence.place)):
        outcome = _FULFILS if _FOR_ALL.search(text, *sentence.place) else _ADVANCES
        if pledge.each and outcome == _ADVANCES and share is not None:
            share /= len(pledge.parties)  # the amount is that of one
    part = outcome == _ADVANCES and not alone and amount is not None and amount.amount == pledge.amount
    done = None if part else amount  # "half of the 40 boats": how many is not told
    return Became(outcome, done, share, broken and outcome == _DROPS, deed=deed)


def _is_against_it(outcome: str, text: str, place: Passage, pledge: Indexed) -> bool:
    """Whether what seems a step goes the other way: "rose", of what was not to; "remains", of what was to end."""
    if pledge.ceiling and outcome in _DONE:
        return _RISES.search(text, *place) is not None
    return pledge.ends and outcome == _RESTATES and _REMAINS.search(text, *place) is not None


def _is_to_begin(held: Collection[str]) -> bool:
    """Whether a pledge, by its terms, is to begin something, so that it is kept once that has begun."""
    return not _BEGINNING.isdisjoint(held) or not (_OPENING.isdisjoint(held) or _TALKS.isdisjoint(held))


def _is_changed(text: str, said: Said, place: Passage, pledge: Indexed) -> bool:
    """Whether another sum is told to have taken the place of the one pledged: "the 125 million became 97"."""
    pledged = [each.end for each in said.amounts if each.amount == pledge.amount]
    return bool(pledged) and _CHANGED.match(text, pledged[0], place.end) is not None


def _is_of_the_first(text: str, place: Passage, pledge: Indexed, held: Collection[str]) -> bool:
    """Whether it tells of the first of several things that were pledged without a number: "The first hub opened"."""
    first = _THE_FIRST.match(text, *place)
    things = [each for each in first.groups() if each and each[-1] != "s" and stem(each) in held] if first else []
    return any(stem(each) in pledge.several for each in things)


def _becomes_another(text: str, said: Said, place: Passage, pledge: Indexed) -> bool:
    """Whether the number pledged is told to have become another: "trimmed the order from 200 to 140"."""
    if not pledge.amount or text.find(" from ", *place) < 0:
        return False
    found = _CHANGED_FROM.search(text, *place)
    if found is None:
        return False
    if any(each.amount == pledge.amount and each.start <= found.start("from") < each.end for each in said.amounts):
        return True
    return value_of(found["from"]) == pledge.amount


def _measured(
    text: str, said: Said, pledge: Indexed, words: Vocabulary
) -> tuple[Amount | None, float | None, float | None]:
    """The amount told in the pledge's unit, the share of the pledged quantity, and that of what may be to come."""
    amount, share = quantity(text, said.amounts, pledge.amount, pledge.unit)
    forecast = share
    if pledge.amount and (share is None or share == 1):
        plain = share_of(said.numbers, pledge.amount, pledge.unit, words.alike)
        share = share if plain is None else plain
    given = said.ratio if pledge.amount != 1 else None  # "one of the seven" is the whole of one
    if share is None:
        share = given.part if given else None
    elif share == 1 and given and (given.whole == pledge.amount or "part" in said.signs.weights):
        share = given.part  # "two thirds of the households have had their 900 zloty"
    elif share and pledge.ceiling:
        share = forecast = 1 / share
    if share is not None and share < 1 and said.closes:
        share = None  # "the final tranche of 40 million" is less than the whole, and makes it
    elif share == 1 and said.in_part:
        share = None  # "will have sent 14 tanks by May, some of which have arrived"
    return _done_of(amount, share, pledge), share, forecast


def _done_of(amount: Amount | None, share: float | None, pledge: Indexed) -> Amount | None:
    """How much was done, where only the whole is told beside a share of it: "four of the ten radars" are four."""
    whole = amount is not None and pledge.amount is not None and amount.amount == pledge.amount
    if amount is None or pledge.amount is None or not whole or share is None or share >= 1 or pledge.ceiling:
        return amount
    done = round(pledge.amount * Decimal(share), 2)
    if done == done.to_integral():
        return amount._replace(amount=done.to_integral())
    return amount._replace(amount=done) if is_currency(pledge.unit) else None


def _total(text: str, place: Passage, said: Said, pledge: Indexed, words: Vocabulary) -> float | None:
    """The share of the pledged quantity that there is with what came last: "two more, bringing the total to 12"."""
    if not pledge.amount or not any(text.find(each, *place) >= 0 for each in _TOTALS):
        return None
    found = _TOTAL.search(text, *place)
    if found is None:
        return None
    for each in said.amounts:
        if each.start <= found.start("total") < each.end:
            return float(each.amount / pledge.amount)
    plain = found["total"]
    value = value_of(plain) if plain[0].isdigit() else words.numbers.get(plain.lower())
    return float(Decimal(value) / pledge.amount) if value else None


def _turned(
    outcome: str, said: Said, text: str, place: Passage, pledge: Indexed, terms: Collection[str], *, broken: bool
) -> str:
    """The outcome where a sentence says what will not be done: of a promise not to do it, it is the promise again.

    ``broken``: whether it tells of the very deed that was not to be.
    """
    if pledge.negative and is_told_as_broken(text, place):
        return _DROPS
    if pledge.negative and outcome in (UNCLEAR, *_DONE) and kept_from(text, place):
        return _FULFILS
    stays = said.stays or (pledge.ends and said.keeps_it)
    if outcome != _DROPS and not pledge.negative and stays and _KEEPING.isdisjoint(terms):
        return _DROPS
    weak = outcome in (UNCLEAR, _RESTATES)
    refused = (weak or outcome in (_FULFILS, _ADVANCES)) and said.refused(whole=weak)
    if pledge.negative:
        if refused or (outcome == _DROPS and denies(text, place)):
            return _RESTATES
        return _DROPS if broken else outcome
    return _DROPS if refused else outcome


def _by_one_of_several(sentence: Sentence, pledge: Indexed, shared: Sequence[str]) -> bool:
    """Whether a joint pledge, or a group's, was kept by one country as far as the sentence tells."""
    named = {code for code in sentence.codes if code in pledge.parties or f"={code}" not in shared}
    if len(pledge.parties) > 1:
        return 0 < len(named.intersection(pledge.parties)) < len(pledge.parties)
    return bool(named) and named.isdisjoint(pledge.parties) and _is_group(pledge.parties) and not _is_group(named)


def _is_group(codes: Iterable[str]) -> bool:
    return any((party := known_party(code)) is not None and party.kind != PartyKind.COUNTRY for code in codes)


def tells_of_the_condition(pledge: Indexed, shared: Sequence[str], words: Vocabulary) -> bool:
    """Whether what a sentence and a pledge share is of what the pledge waits for, as much as of the rest of it."""
    if not pledge.awaits:
        return False
    told = {True: 0.0, False: 0.0}
    for term in shared:
        if term[0] not in "=~@#" and term not in words.months:
            told[term in pledge.awaits] += _LIGHT if term in words.common else 1.0
    return told[True] > 0 and told[True] >= told[False]


def _is_act(said: Said, pledge: Indexed, terms: Collection[str], words: Vocabulary, *, full: bool) -> bool:
    """Whether an act that a sentence tells of is of the kind pledged, or is one that leaves nothing more to be done.

    ``full``: whether it is told of as much as was pledged.
    """
    if not said.acts or (pledge.condition and (said.rules.isdisjoint(_OVER) or said.acts <= _PERMITS)):
        return False  # a vote or a permit is what the pledge waited for
    if not said.acts.isdisjoint(terms):
        return True
    if falls_short(said.acts, terms, ends=pledge.ends):
        return False
    if (pledge.amount is None or full) and "acts.in-place" in said.rules and not said.acts <= _PREPARING:
        return True
    if full and "acts.signed" in said.rules and _GUARANTEE in kinds_of(terms, words):
        return True  # a guarantee is given where it is signed
    return bool(said.kinds) and not said.kinds.isdisjoint(kinds_of(terms, words))
