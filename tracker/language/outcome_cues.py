"""Where the cues of outcomes stand in a sentence, and what those stand after: "will" makes a deed a promise only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from tracker.language.chunks import Chunks, places
from tracker.language.hints import Hints
from tracker.language.patterns import patterns
from tracker.language.vocabulary import Vocabulary
from tracker.language.worth import About, Worth

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[.,;:!?()—–]")
_READ = 3000  # characters of a sentence; outcomes are told in fewer
_GAP = 3  # words that a star stands for
_REACH = 4  # words that "will" and "not" reach
LATER = "later"  # beside "ahead" and "not": told only to say what came before it
_CLAUSE_WORDS = 20
_CLAUSE = 80  # characters
_NOTHING = "nothing"  # the name of a rule whose words only look like cues
_END = "\n"  # stands behind the words of a sentence, and leads nowhere

_PATTERNS = patterns(__name__)
_NONE = frozenset(_PATTERNS.words("none"))
_NOT, _ONE = _PATTERNS.words("not"), _PATTERNS.words("one")
_RELATIVE = _PATTERNS["relative"]
_RELATIVES = _PATTERNS.words("relatives")
_DENYING = _PATTERNS.words("denying")
_TO = _PATTERNS.words("to")
_FINITE, _OPENING = frozenset(_PATTERNS.words("finite")), frozenset(_PATTERNS.words("opening"))
_PAST_CLAUSE, _TO_COME = _PATTERNS["past-clause"], _PATTERNS["to-come"]
_WHEN, _BEFORE = _PATTERNS.words("when"), _PATTERNS.words("before")
_SOON, _AS = _PATTERNS.words("soon"), _PATTERNS.words("as")
_NAMES = _PATTERNS.words("names")
STOPS = frozenset(".,;:!?()—–") | {*_PATTERNS.words("stops")}

Trie = dict[str, Any]
Told = tuple[Trie | None, bool, bool]
_DENIAL: Told = (None, False, True)


class Rule(NamedTuple):
    """A cue: its kind and name, its weight, whether it stands whatever comes before, and its two examples."""

    kind: str
    name: str
    weight: float
    firm: bool
    fires: str
    spares: str


class OutcomeRules(NamedTuple):
    """A table of cues, ready to read with. ``trie`` leads from word to word to a rule; ``settings`` are thresholds.

    ``hints`` are small signs, ``worth`` what all of them proved worth, and ``about`` the signs of a link. ``telling``:
    of the words at which a cue may begin, or that bear on the next one, where the trie leads from there, and whether
    the word stops what came before it, or shifts what comes next.
    """

    version: str
    rules: tuple[Rule, ...]
    trie: Trie
    shifts: Mapping[str, str]
    telling: Mapping[str, Told]
    settings: Mapping[str, float]
    words: Vocabulary
    hints: Hints
    worth: Worth
    about: About


class _Said:
    """The words of a sentence as they stand there, and their places; made when first asked for."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start = text, start
        self.plain = text[start:end]
        self._spelt: list[str] = []
        self._places: list[tuple[int, int]] = []

    def spelt(self) -> list[str]:
        """The words as they are spelt."""
        self._spelt = self._spelt or _spelt.of(self.plain)
        return self._spelt

    def place(self, at: int) -> tuple[int, int]:
        """Where a word stands in the text."""
        known = len(self._places)
        if at >= known:
            start = self._places[-1][1] if known else self.start
            self._places += places(self.spelt()[known : at + 1], self.text, start)
        return self._places[at]

    def tells_what_for(self, at: int) -> bool:
        """Whether the word at a place is a "will" that tells what something is for."""
        possible = any(map(self.plain.__contains__, _RELATIVES))
        return possible and tells_what_for(self.text, self.start, self.place(at)[0])

    def tells_when(self, at: int) -> bool:
        """Whether the word at a place leads a clause that tells when something was."""
        after = self.place(at)[1] + 1 - self.start
        if _PAST_CLAUSE.match(self.plain, after) is None:
            return False
        told = (self.start + found.start() for found in _TO_COME.finditer(self.plain))
        return all(tells_what_for(self.text, self.start, begun) for begun in told)


def found(text: str, start: int, end: int, rules: OutcomeRules) -> Iterator[tuple[Rule, str, int, int]]:
    """Every cue, what it stands after ("ahead", "not", "later" or nothing), its place; none begins inside another."""
    said = _Said(text, start, min(end, start + _READ))
    words = _folded.of(said.plain)
    telling = _telling(said.plain, words, rules)
    words.append(_END)
    shift, until, after, since = "", 0, 0, 0
    for at, (node, stops, shifting) in telling:
        if at < after:
            continue
        hit = None
        if node and (words[at + 1] in node or "" in node or "*" in node):  # most first words lead no further
            hit = _longest(node, words, at + 1)
        if stops or at > until:
            shift = ""
        if hit:
            after = hit[0]
            until += after - at - 1  # a cue counts for one word
            shift = "" if _is_finite(shift, words, since, at) else shift
            yield hit[1], shift, said.place(at)[0], said.place(after - 1)[1]
        elif shifting:
            after = at + 1
        if not (hit or shifting) or (hit and hit[1].name == _NOTHING):
            continue
        for place, kind in _shifts(said, words, range(at, after), rules):
            if not (kind == "ahead" and (shift == "not" or said.tells_what_for(place))):
                shift, until = kind, after - 1 + (_CLAUSE_WORDS if _denies_all(words, place) else _REACH)
                since = place


def _is_finite(shift: str, words: list[str], since: int, at: int) -> bool:
    """Whether a "to" no longer governs a deed: "the promise to build it has been kept", not "to see that it was"."""
    if shift != "ahead" or words[since] not in _TO:
        return False
    between = words[since + 1 : at + 1]
    return not _FINITE.isdisjoint(between[1:]) and _OPENING.isdisjoint(between)


def _denies_all(words: list[str], at: int) -> bool:
    """Whether a word denies all of a clause, of which it is the subject: "none of the ferries has left the yard"."""
    denies = words[at] in _NONE or (words[at] in _NOT and words[at + 1] in _ONE)
    return denies and (at == 0 or words[at - 1] in STOPS)


def tells_what_for(text: str, start: int, at: int) -> bool:
    """Whether "will" tells what something is for, and promises nothing: "the hall in which they will sit opened"."""
    return _RELATIVE.search(text[max(start, at - _CLAUSE) : at]) is not None


def _telling(plain: str, words: list[str], rules: OutcomeRules) -> list[tuple[int, Told]]:
    """The words at which a cue may begin, or that bear on the next one, by their places."""
    telling = rules.telling
    found = [(at, told) for at, told in enumerate(map(telling.get, words)) if told]
    if "'" not in plain and "’" not in plain:
        return found
    denials = [(at, _DENIAL) for at, word in enumerate(words) if word.endswith(_DENYING) and word not in telling]
    return sorted([*found, *denials], key=itemgetter(0))


def _shifts(said: _Said, words: list[str], at: range, rules: OutcomeRules) -> Iterator[tuple[int, str]]:
    """The places, of some, at which a word bears on the deeds told after it, and what it makes of them."""
    for place in at:
        if kind := _shift(said, words[place], place, rules):
            yield place, kind


def _shift(said: _Said, word: str, at: int, rules: OutcomeRules) -> str:
    """What a word makes of the deeds told after it: "ahead", "not" or nothing; a "to" before no verb nothing."""
    if word in _TO and not _is_infinitive(said.spelt(), at, rules):
        return ""
    if word in _SOON and not (said.spelt()[at + 1 : at + 2] and said.spelt()[at + 1] in _AS):
        return ""
    if word in (*_WHEN, *_SOON, *_BEFORE) and said.tells_when(at):
        return LATER if word in _BEFORE else ""
    return rules.shifts.get(word) or ("not" if word.endswith(_DENYING) else "")


def _is_infinitive(spelt: list[str], at: int, rules: OutcomeRules) -> bool:
    """Whether a verb may follow the "to" at a place: no name, figure, article or pronoun."""
    after = spelt[at + 1] if at + 1 < len(spelt) else ""
    return after[:1].islower() and after not in rules.words.after_to


def _fold(chunk: str) -> list[str]:
    """The words of a chunk as the phrases have them; May, the month, is none of them."""
    return [word.lower().replace("’", "'") if word not in _NAMES else word for word in _WORD.findall(chunk)]


_spelt, _folded = Chunks[str](_WORD.findall), Chunks(_fold)


def _longest(node: Trie, words: list[str], at: int) -> tuple[int, Rule] | None:
    """The rule of the longest phrase that goes on here, and the place after it."""
    best: tuple[int, Rule] | None = (at, node[""]) if "" in node else None
    if at < len(words):
        if word := node.get(words[at]):
            best = _longest(word, words, at + 1) or best
        if star := node.get("*"):
            for gap in range(_GAP + 1):
                if at + gap >= len(words) or (gap and words[at + gap - 1] in STOPS):
                    break
                follows = star.get(words[at + gap])
                hit = _longest(follows, words, at + gap + 1) if follows else None
                if hit and (best is None or hit[0] > best[0]):
                    best = hit
    return best
