"""Which of the amounts that a clause tells is the one that its pledge is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from tracker.language.amount_words import amount_words
from tracker.language.amounts import RANK, Candidate, candidates, unit_of
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.sightings import Amount

_BEFORE = 60  # characters in which a part stands before its whole
_HUNDRED = 100
_LARGE = 100_000  # from here on the part has the scale of the whole: "one of the two million"
_PATTERNS = patterns(__name__)
_SAME = _PATTERNS["same"]
_DEPENDS = _PATTERNS["depends"]
_TELLING = _PATTERNS["telling"]
_VOTED, _VOTES = _PATTERNS.words("voted"), _PATTERNS["votes"]
_COMPARED = _PATTERNS["compared"]
_RATIO, _BY = _PATTERNS["ratio"], _PATTERNS.words("by")
_OF_OTHERS = (*_PATTERNS.words("for-every"), *_PATTERNS.words("according"), *_PATTERNS.words("besides"))
_SIGN, _ALREADY = _PATTERNS["sign"], _PATTERNS["already"]
_RECORD, _THE_REST = _PATTERNS["record"], _PATTERNS["the-rest"]
_WITHIN, _AFTER = _PATTERNS.words("within"), _PATTERNS.words("after")
_DONE_TO = _PATTERNS["done-to"]
_PART, _PARTS = _PATTERNS["part"], _PATTERNS.numbers("parts")
_HANDED, _AND_NOW, _THEM, _MORE = (_PATTERNS[each] for each in ("handed", "and-now", "them", "more"))
_CHANGES, _TO, _CONVERTED = (_PATTERNS[each] for each in ("changes", "to", "converted"))


def own_amount(
    text: str, start: int, end: int, cue: int, before: Amount | None = None, without: Sequence[Passage] = ()
) -> Amount | None:
    """The amount that a pledge in a stretch of text is about, where its cue stands at ``cue``.

    What follows the cue goes before what precedes it, money and things counted before shares and lengths of time; those
    who tell of it are not counted.
    ``before`` is the amount of the pledge told just before, which "that sum" means; nothing is taken from ``without``,
    nor from how a vote went.
    """
    if any(text.find(each, start, end) >= 0 for each in _VOTED):
        without = (*without, *(Passage(*each.span()) for each in _VOTES.finditer(text, start, end)))
    if compared := _COMPARED.search(text, cue, end):
        without = (*without, Passage(compared.start(), end))
    found = [
        each
        for each in candidates(text, start, end)
        if not _inside(each.amount, without)
        and not (_act(each.amount.unit) and (each.amount.start < cue or text.endswith(_BY, start, each.amount.start)))
        and not _RATIO.match(text, each.amount.end, end)
        and not text.endswith(_OF_OTHERS, start, each.amount.start)
        and not _TELLING.match(text, each.amount.end, end)
        and not (each.amount.start > cue and _ALREADY.match(text, each.amount.end, end))
        and not (each.amount.start < cue and _THE_REST.search(text, each.amount.end, cue))
        and not (each.kind == "length" and _is_no_span(text, each.amount, start))
    ]
    done = [each for each in found if _is_done(text, each.amount, start, cue, end)]
    found = [each for each in found if each not in done]
    if done and not found and (more := _MORE.search(text, cue, end)):
        counted = amount_words().numbers.get(more["count"].lower(), more["count"])
        return done[-1].amount._replace(amount=Decimal(counted), qualifier=None, start=more.start(), end=more.end())
    if found:
        found = _without_former(text, _without_converted(text, found), start)
        best = min(found, key=lambda each: (*_rank(text, each, found, cue), abs(each.amount.start - cue))).amount
        best = _part_of(text, best, start)
        bare = done and not best.unit  # "has paid 40 million euros and will pay a further 60 million"
        return best._replace(unit=done[-1].amount.unit, currency=done[-1].amount.currency) if bare else best
    same = _SAME.search(text, start, end) if before else None
    if same and before:
        return before._replace(start=same.start(), end=same.end())
    group = amount_words().group.search(text, start, end) if " of " in text[start:end].lower() else None
    if not group:
        return None
    unit, after = unit_of(text, group.start("unit") - 1, end)
    return Amount(Decimal(1), unit, None, None, group.start(), after) if unit else None


def _part_of(text: str, amount: Amount, start: int) -> Amount:
    """The part of an amount that is told right before it: "one of its two ships", "half of the promised million"."""
    found = _PART.search(text, max(start, amount.start - _BEFORE), amount.start)
    if found is None:
        return amount
    said = found["part"].lower().replace("-", " ")
    if said in _PARTS:
        return amount._replace(amount=amount.amount * _PARTS[said] / _HUNDRED, start=found.start())
    counted = amount_words().numbers.get(said, said)
    told = Decimal(counted) if str(counted).isdecimal() else amount.amount
    return amount._replace(amount=told, start=found.start()) if told < amount.amount < _LARGE else amount


def in_own_money(text: str, amount: Amount | None, parties: Iterable[str]) -> Amount | None:
    """The amount in the currency of those who pay, where its name is that of several: the "crowns" of Norway."""
    if amount is None or not amount.currency:
        return amount
    *before, name = text[amount.start : amount.end].lower().split()
    sign = _SIGN.match(text, amount.start, amount.end)
    name = sign["sign"].lower() if sign else name
    table = amount_words()
    if name not in table.shared or not table.national.keys().isdisjoint(before):
        return amount
    whose = table.shared[name]
    own = {whose[party] for party in parties if party in whose}
    if len(own) != 1:
        return amount
    (code,) = own
    return amount._replace(unit=code, currency=code)


def _rank(text: str, each: Candidate, found: Sequence[Candidate], cue: int) -> tuple[int, bool, bool]:
    """How near an amount is to being a pledge's own: by its kind, its side of the cue, and whether another holds it."""
    before = each.amount.start < cue
    held = before and any(
        RANK[other.kind] <= RANK[each.kind] and _DEPENDS.fullmatch(text, other.amount.end, each.amount.start)
        for other in found
        if other.amount.end <= each.amount.start
    )
    if (
        before
        and each.kind in ("count", "known")
        and _DONE_TO.match(text, each.amount.end)
        and not text[each.amount.end : cue].strip()
    ):
        return -1, before, held  # "the five hospitals will be rebuilt"
    return RANK[each.kind], before, held  # "900,000 euros for 21 libraries will be paid"


def _without_converted(text: str, found: list[Candidate]) -> list[Candidate]:
    """The amounts without those that tell a sum of money again in another currency: "40 million euros, about £35m"."""
    again = [
        after
        for before, after in pairwise(found)
        if before.amount.currency
        and after.amount.currency not in (None, before.amount.currency)
        and _CONVERTED.fullmatch(text, before.amount.end, after.amount.start)
    ]
    return [each for each in found if each not in again]


def _without_former(text: str, found: list[Candidate], start: int) -> list[Candidate]:
    """The amounts without those that change to another: "cut the list of 31,000 names to 10,000"."""
    for before, after in pairwise(found):
        first, second = before.amount, after.amount
        if second.unit not in ("", first.unit) or not _TO.search(text, first.end, second.start):
            continue
        if _CHANGES.search(text, start, first.start):
            found = [each for each in found if each is not before]
    return found


def _is_done(text: str, amount: Amount, start: int, cue: int, end: int) -> bool:
    """Whether so much was handed over already, and more is promised: "sent ten tanks and will deliver two more"."""
    if amount.start > cue or not _AND_NOW.fullmatch(text, amount.end, cue):
        return False
    return _HANDED.search(text, start, amount.start) is not None and not _THEM.search(text, cue, end)


def _is_no_span(text: str, amount: Amount, start: int) -> bool:
    """Whether a length of time tells no more than since when, or from what on: "within ten days of the visit"."""
    counted = text.endswith(_WITHIN, start, amount.start) and text.startswith(_AFTER, amount.end)
    return counted or _RECORD.search(text, start, amount.start) is not None


def _act(unit: str) -> bool:
    """Whether those counted are those who act: "the two countries will"."""
    return unit.rpartition(" ")[2].lower() in amount_words().actors


def _inside(amount: Amount, places: Sequence[Passage]) -> bool:
    return any(place.start <= amount.start < place.end for place in places)
