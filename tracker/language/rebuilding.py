"""Which country a text tells of that is at war or being rebuilt: what others build there is reconstruction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from tracker.language.home import is_group, towns_of
from tracker.language.noun_phrases import Phrase
from tracker.language.patterns import patterns

RECONSTRUCTION = "reconstruction"
_BUILT = frozenset(("transport", "housing"))  # topics: at home they are their own
_TAUGHT = "education"

_READ = 6_000  # characters
_MANY = 2  # words of war or rebuilding, before a text is on a country that has suffered it

_PATTERNS = patterns(__name__)
_RUIN = _PATTERNS["ruin"]
_SCHOOLS = _PATTERNS["schools"]


def may_be_rebuilding(topic: str, quote: str) -> bool:
    """Whether a pledge on a topic would be one to rebuild, were it made for a country in ruins."""
    return topic in _BUILT or (topic == _TAUGHT and _SCHOOLS.search(quote) is not None)


def rebuilt(text: str, phrases: Iterable[Phrase]) -> str | None:
    """The code of the country of which a text tells most, where it tells of war or of rebuilding."""
    ruin = sum(1 for _ in islice(_RUIN.finditer(text, 0, _READ), _MANY))
    if ruin < _MANY:
        return None
    votes = Counter(
        code for each in phrases if each.start < _READ and each.ref == "" for code in each.codes if not is_group(code)
    )
    votes.update(towns_of(text[:_READ]))
    (first, most), (_, after) = (*votes.most_common(2), ("", 0), ("", 0))[:2]
    return first if most > after else None


def at_home(sentence: str, parties: Iterable[str]) -> bool:
    """Whether a sentence names a town of those who pledge: "300 flats in Leipzig for those who fled"."""
    return not set(parties).isdisjoint(towns_of(sentence))
