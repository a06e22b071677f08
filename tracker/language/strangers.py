"""Publishers that stand for no party, and names that several bodies share: whose "we" and "the Commission" are.

What a firm, a town or a university says of itself is never a country's, wherever its works lie; and "the Council" is
the Union's only where no other was named in full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.language.clauses import Clauses
from tracker.language.noun_phrases import Phrase
from tracker.language.patterns import patterns

_BACK = 90  # characters of a name before its noun
_TOGETHER = 200  # characters of several named together

_PATTERNS = patterns(__name__)
_SHORT = frozenset(_PATTERNS.words("short"))
_INNER = frozenset(_PATTERNS.words("inner"))
_OWN = _PATTERNS.words("own")
_LINKING = frozenset(_PATTERNS.words("linking"))
_PUBLISHER = _PATTERNS["publisher"]
_TITLE = _PATTERNS["title"]
_GOES_ON = _PATTERNS["goes-on"]
_ARTICLES = frozenset(_PATTERNS.words("articles"))


def is_stranger(publisher: str, title: str) -> bool:
    """Whether a document speaks for a firm, a school, a town or a province, as its publisher tells.

    ``title``: that of a document whose publisher may be a newspaper; empty where it names a party.
    """
    return _PUBLISHER.search(publisher) is not None or _TITLE.search(title) is not None


def is_of_stranger(clauses: Clauses, phrase: Phrase, publisher: str) -> bool:
    """Whether an office is the stranger's that publishes: "the Council" of a town, its board, "my government"."""
    if phrase.ref != "role":
        return False
    said = clauses.text[phrase.start : phrase.end].lower().split()[-1]
    return said in _INNER or said in publisher.lower().split() or clauses.text.endswith(_OWN, 0, phrase.start)


class Namesakes:
    """Whose the short names of a document are that many bodies share.

    ``publisher``: its name; ``told``: the parties that this names; ``groups``: the codes that have members.
    """

    def __init__(self, clauses: Clauses, publisher: str, told: tuple[str, ...], groups: frozenset[str]) -> None:
        self._clauses, self._publisher = clauses, publisher.split()
        self._told, self._groups = told, groups

    def meant(self, named: Sequence[Phrase]) -> Mapping[int, tuple[str, ...]]:
        """What each short name means, by where it begins; nobody where it is that of a stranger."""
        text = self._clauses.text
        short = [each for each in named if each.kind == "body" and text[each.start : each.end].lower() in _SHORT]
        return {each.start: self._whose(each, named) for each in short}

    def _whose(self, phrase: Phrase, named: Sequence[Phrase]) -> tuple[str, ...]:
        """Whom a short name means: the last told in full, else the publisher if it has the noun, else its own."""
        others = [each for each in named if each.codes == phrase.codes and not self._is_short(each)]
        if phrase.codes == self._told:
            return phrase.codes
        noun = self._clauses.text[phrase.start : phrase.end].split()[-1]
        if full := self._in_full(noun, phrase):
            between = any(full[1] <= each.start < phrase.start for each in others)
            return phrase.codes if between else self._of_name(*full, phrase.codes)
        if noun in self._publisher:
            return self._told
        return self._told if not others and self._groups.intersection(self._told) else phrase.codes

    def _is_short(self, phrase: Phrase) -> bool:
        return self._clauses.text[phrase.start : phrase.end].lower() in _SHORT

    def _of_name(self, start: int, end: int, own: tuple[str, ...]) -> tuple[str, ...]:
        """The party that a name in full is of, ``own`` where it stands among several; nobody where it names none."""
        near = self._clauses.named(max(0, start - _TOGETHER), end)
        inside = [each for each in near if each.end > start and each.ref == "" and each.codes]
        if inside and len(inside[-1].codes) > 1:
            return own if set(own) <= set(inside[-1].codes) else ()
        return inside[-1].codes if inside else ()

    def _in_full(self, noun: str, phrase: Phrase) -> tuple[int, int] | None:
        """Where the last longer name stands before a short one that ends in a noun, or goes on from it by "of"."""
        text, at = self._clauses.text, phrase.start
        while (at := text.rfind(noun, 0, at)) >= 0:
            end, start = at + len(noun), self._begins(at)
            behind = _GOES_ON.match(text, end)
            if behind and not text[at - 1 : at].isalnum():
                return start, behind.end()
            apart = not text[end : end + 1].isalnum() and not text[end + 1 : end + 2].isupper()
            if start < at and (self._of_name(start, end, phrase.codes) or (apart and self._is_name(start, at))):
                return start, end
        return None

    def _begins(self, at: int) -> int:
        """Where a name begins whose noun stands at a place: with the first of the words in capitals before it."""
        text, start, begun = self._clauses.text, at, at
        for word in reversed(self._clauses.between(max(0, at - _BACK), at)):
            if text[word.end : begun].strip(" ’'&-") or word.low in _ARTICLES:
                break
            begun = word.start
            if text[begun].isupper():
                start = begun
            elif word.low not in _LINKING:
                break
        return start

    def _is_name(self, start: int, noun: int) -> bool:
        """Whether the words before a noun are a name's, and no mere capital with which a sentence begins."""
        before = self._clauses.text[max(0, start - 5) : start].rstrip(' “"(')
        inside = before[-1:].isalnum() or before[-1:] == ","
        return inside or len(self._clauses.between(start, noun)) > 1
