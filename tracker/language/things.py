"""Whose the things are that "they" stands for: "Oslo has ordered ten guns, and they will be in Kyiv by May"."""

from __future__ import annotations

from tracker.language.clauses import Clauses
from tracker.language.noun_phrases import Phrase
from tracker.language.patterns import patterns

_FAR = 200  # characters

_PATTERNS = patterns(__name__)
_SO_MANY = _PATTERNS["so-many"]
_ARRIVE = _PATTERNS["arrive"]


def whose_things(clauses: Clauses, they: Phrase | None) -> Phrase | None:
    """Who acted last before the things that "they" stands for were told of, in the same paragraph.

    ``None`` where "they" may be people: nothing that can be counted was told of, or they do what things do not do.
    """
    if they is None or they.ref != "they" or they.owner or not _ARRIVE.match(clauses.text, they.end):
        return None
    begun = max(clauses.text.rfind("\n", 0, they.start) + 1, they.start - _FAR)
    told = next(iter(reversed([*_SO_MANY.finditer(clauses.text, begun, they.start)])), None)
    if told is None:
        return None
    acting = [each for each in clauses.named(begun, told.start()) if not each.prep and not each.owner]
    return acting[-1] if acting and acting[-1].ref != "they" else None
