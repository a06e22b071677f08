"""Which phrase is the subject of the verb at a place in a sentence, who speaks, and by whom a thing is done.

No parser: the words before the verb are cut where a clause begins ("said that", "which", "if", an auxiliary), and
the subject is the phrase of the last clause that no preposition governs.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import NamedTuple

from tracker.language.clause_words import Word, is_cut, outside, taken
from tracker.language.discourse import PREPOSITIONS, phrases
from tracker.language.gazetteer import Gazetteer
from tracker.language.mentions import Words, words_of
from tracker.language.noun_phrases import Phrase
from tracker.language.wordlists import word_lists

_WORDS = word_lists("clauses")

SAYS = _WORDS["says"]
_GIVEN, _GIVING = _WORDS["given"], _WORDS["giving"]
_AUXILIARIES = _WORDS["auxiliaries"]
_SUBORDINATE = _WORDS["subordinate"]
_ADVERBS = _WORDS["adverbs"]
_CONDITIONAL = frozenset(("if", "when", "once", "unless", "provided", "while", "although", "though", "because", "told"))
_HEADS = _WORDS["heads"]
_FRONTED = PREPOSITIONS | _WORDS["fronted"]
_ALWAYS_SUBJECT, _SUBJECT_WHEN_TOLD = ("they", "we"), ("they", "we", "it", "he")


class Found(NamedTuple):
    """The subject of a verb (``None``: none that can act), and where the word of saying stands before it."""

    phrase: Phrase | None
    said_at: int | None


class Clauses(NamedTuple):
    """A text with its words and phrases, to be asked about one sentence at a time."""

    text: str
    words: Words
    phrases: list[Phrase]
    phrase_starts: list[int]

    def between(self, start: int, end: int) -> list[Word]:
        """The words that begin in a stretch."""
        return taken(self.words, bisect_left(self.words.starts, start), bisect_left(self.words.starts, end))

    def named(self, start: int, end: int) -> list[Phrase]:
        """The phrases that begin in a stretch."""
        return self.phrases[bisect_left(self.phrase_starts, start) : bisect_left(self.phrase_starts, end)]

    def subject(self, start: int, verb: int, passive: bool = False) -> Found:
        """The subject of the verb at ``verb`` in the sentence that starts at ``start``.

        The clauses before the verb are read backwards, until one has a subject.
        """
        found = self._behind_colon(start, verb, passive) or self._backwards(start, verb, passive)
        if found.phrase is None and not passive and self._trails(verb):
            return found._replace(
                phrase=next((each for each in self.named(start, verb) if self.can_act(each, False)), None)
            )
        return found

    def _trails(self, verb: int) -> bool:
        """Whether the form in "ing" at a place goes on behind a comma: "Oslo paid the most, promising 40 more"."""
        words = self.between(verb, verb + 1)
        return bool(words) and words[0].low.endswith("ing") and self.text.endswith(", ", 0, verb)

    def _backwards(self, start: int, verb: int, passive: bool) -> Found:
        """The subject in the clauses before a verb, the nearest first."""
        named = self.named(start, verb)
        words = [each for each in outside(self.text, self.between(start, verb), named) if each.end <= verb]
        end, last, said_at = verb, len(words), None
        steps = 0
        while True:
            at = self._boundary(words, last)
            word = words[at] if at >= 0 else None
            begins = word.end if word else start
            if word and word.low in SAYS and self.text[word.end : word.end + 1] == "," and said_at is None:
                comma = self.text.rfind(",", start, word.start)
                if comma > start and not self._opens_anew(word.end, verb, passive):  # "…, he said, and will …"
                    said_at, end = word.start, comma
                    last = sum(each.start < comma for each in words)
                    continue
            begins, phrase, empty = self._behind(word, begins, end, passive)
            if word and word.low in SAYS and said_at is None:
                said_at = word.start
            if word and self._is_relative(words, at):
                near = self._goes_straight_on(end, verb)
                if near and (one := self._antecedent(word, end) or self._adjoining(begins, end, passive)):
                    return Found(one, None)
                tail = self.text.rfind(",", begins, end)
                phrase, empty = self._of_clause(tail + 1, end, "", passive) if tail > begins else (None, True)
                said_at = None
            elif word and word.low == "that" and said_at is None:
                said_at = next((each.start for each in reversed(words[max(0, at - 8) : at]) if each.low in SAYS), None)
                said_at = said_at if said_at is not None else self._word_given(words, at)
            if phrase or not empty or word is None:
                return Found(phrase, said_at)
            end, last = word.start, at
            steps += 1
            if steps > 40:
                return Found(None, said_at)

    def _behind(self, word: Word | None, begins: int, end: int, passive: bool) -> tuple[int, Phrase | None, bool]:
        """Where the clause that a word opens begins, its subject, and whether it holds no noun at all."""
        if word and self._is_inserted(word, begins, end):
            return begins, None, True
        sign = self._after_sign(begins, end)
        return sign, *self._of_clause(sign, end, word.low if word and sign == begins else "", passive)

    def _behind_colon(self, start: int, verb: int, passive: bool) -> Found | None:
        """The subject that stands between a colon and the verb, with no other verb there: "He rang: Oslo will pay"."""
        colon = self.text.rfind(": ", start, verb)
        if colon <= start:
            return None
        begun = self.between(start, colon)
        between = [each for each in self.between(colon, verb) if each.low in _AUXILIARIES or each.low in SAYS]
        phrase = None if between else self._of_clause(colon + 1, verb, "", passive)[0]
        if phrase is None or phrase.ref not in ("", "we") or not begun or begun[-1].low in SAYS:
            return None
        return Found(phrase, None)

    def _antecedent(self, word: Word, verb: int) -> Phrase | None:
        """The party right before a "which" or "who" that is itself the subject of the verb."""
        if any(each.low not in _ADVERBS for each in self.between(word.end, verb)):
            return None
        named = self.named(max(0, word.start - 200), word.start)
        near = named[-1] if named and word.start - named[-1].end <= 2 else None
        return near if near and near.kind != "place" and near.ref in ("", "role", "group") else None

    def _goes_straight_on(self, start: int, verb: int) -> bool:
        """Whether nothing but auxiliaries stands before a verb: "who have formally committed"."""
        return all(each.low in _AUXILIARIES or each.low in _ADVERBS for each in self.between(start, verb))

    def _adjoining(self, start: int, verb: int, passive: bool) -> Phrase | None:
        """The party whose name stands alone between a "which" and its verb: "two ships which Oslo will"."""
        named = self.named(start, verb)
        alone = len(named) == 1 and named[0].end <= verb and "," not in self.text[start:verb]
        others = [each for each in self.between(start, verb) if each.low not in _ADVERBS and each.low not in _HEADS]
        inside = alone and all(named[0].start <= each.start < named[0].end for each in others)
        return named[0] if inside and self.can_act(named[0], passive) else None

    def _opens_anew(self, start: int, verb: int, passive: bool) -> bool:
        """Whether behind ", he said, and" a party of its own acts."""
        named = self.named(start, verb)
        return (
            bool(named) and named[-1].ref == "" and self.can_act(named[-1], passive) and named[-1].kind != "adjective"
        )

    def _after_sign(self, start: int, end: int) -> int:
        """Where a clause begins behind a colon or semicolon that no words follow but names."""
        return max(start, self.text.rfind(";", start, end) + 1, self.text.rfind(": ", start, end) + 1)

    def _is_inserted(self, word: Word, start: int, end: int) -> bool:
        """Whether a "once" or "if" opens words between two commas: "Sweden, once neutral, will"."""
        if word.low not in _SUBORDINATE or self.text[word.start - 2 : word.start] != ", ":
            return False
        return self.text[start:end].rstrip().endswith(",") and self.text.count(",", start, end) == 1

    def _boundary(self, words: list[Word], last: int) -> int:
        """The last word before ``last`` at which a clause begins, or -1."""
        for at in range(last - 1, -1, -1):
            low = words[at].low
            if low in _AUXILIARIES or low in SAYS or low in _SUBORDINATE or low in ("that", "which", "who", "whose"):
                near = at and words[at - 1].end + 1 == words[at].start  # not "told by Japan that"
                if low == "that" and near and words[at - 1].low in PREPOSITIONS:
                    continue  # "at that meeting"
                return at
            if at and is_cut(self.text, words[at - 1].end, words[at].start):
                return at - 1
        return -1

    def _is_relative(self, words: list[Word], at: int) -> bool:
        """Whether "which", "who" or "that" tells more of the noun before it."""
        low = words[at].low
        if low in ("which", "who", "whose", "where"):  # ", where" goes on with what somebody did there
            return low != "where" or self.text[words[at].start - 2 : words[at].start] != ", "
        if low != "that" or at == 0 or words[at - 1].low == "welcomed" or self._word_given(words, at) is not None:
            return False
        return not any(each.low in SAYS or each.low in ("so", "clear", "sure") for each in words[max(0, at - 8) : at])

    def _word_given(self, words: list[Word], at: int) -> int | None:
        """Where the verb stands of "has given its word that"."""
        if words[at - 1].low not in _GIVEN or words[at - 1].end + 1 != words[at].start:
            return None
        return next((each.start for each in reversed(words[max(0, at - 6) : at]) if each.low in _GIVING), None)

    def _of_clause(self, start: int, end: int, opened: str, passive: bool) -> tuple[Phrase | None, bool]:
        """The subject in a clause's words before its verb, and whether they hold no noun at all."""
        free = [each for each in self.named(start, end) if each.end <= end and self.can_act(each, passive)]
        if opened in _AUXILIARIES:
            end = self._before_inserted(start, end)
            tail = self._tail(start, end)
            free = [each for each in free if each.end > tail]
            return (free[0] if free else None), self._is_bare(tail, end)
        comma = self.text.rfind(",", start, end) if opened in _CONDITIONAL else -1
        if comma > start and (behind := [each for each in free if each.start > comma]):
            return behind[0], False  # "if the board agrees, Oslo will …"
        start = self._after_fronted(start, end)
        free = [each for each in free if each.start >= start]
        if free:
            own = self._is_bare_pronoun(free[-1], end, _ALWAYS_SUBJECT if opened not in SAYS else _SUBJECT_WHEN_TOLD)
            return (free[-1] if own else free[0]), False
        if not passive and (whose := self._whose(start, end)):
            return whose, False
        rest = [each for each in self.between(start, end) if each.low not in _ADVERBS]
        return None, not rest or rest[0].low in PREPOSITIONS or (
            opened in SAYS and rest[0].low not in _HEADS and len(rest) < 3
        )

    def _whose(self, start: int, verb: int) -> Phrase | None:
        """The party whose own acts, named right before the verb: "The grid operators of the Union will"."""
        named = [each for each in self.named(start, verb) if each.end <= verb]
        one = named[0] if len(named) == 1 else None
        if one is None or one.ref or one.prep != "of" or one.kind not in ("name", "body", "several"):
            return None
        return one if self.text[one.end : verb].strip(" ," if one.several else " \n") in ("", *_AUXILIARIES) else None

    def _is_bare_pronoun(self, phrase: Phrase, verb: int, refs: tuple[str, ...]) -> bool:
        """Whether one of some pronouns stands right before the verb: "… six, and both will", "told Oslo it would"."""
        alone = phrase.kind == "pronoun" and phrase.ref in refs and not phrase.owner
        return alone and not self.text[phrase.end : verb].strip()

    def _before_inserted(self, start: int, end: int) -> int:
        """The end of a clause's words before what stands between two commas: "…, and Berlin, as so often, will"."""
        last = self.text.rfind(",", start, end)
        closed = last > start and not self.text[last + 1 : end].strip()
        before = self.text.rfind(",", start, last) if closed else -1
        return before if before > start else end

    def _tail(self, start: int, end: int) -> int:
        """Where the words begin that follow the last "and" or comma."""
        for word in reversed(self.between(start, end)):
            if word.low in ("and", "but", "or", "as"):
                inside = next((each for each in self.named(start, end) if each.start < word.start < each.end), None)
                return inside.start if inside else word.end
            if "," in self.text[word.end : word.end + 2]:
                return word.end + 1
        return start + 1 if self.text.startswith(",", start) else end  # "whatever Rome does, Oslo will"

    def _is_bare(self, start: int, end: int) -> bool:
        """Whether the words hold no noun that could be a subject: they go on with the verb before."""
        rest = [each for each in self.between(start, end) if each.low not in _ADVERBS]
        if not rest:
            return True
        first = rest[0]
        letter = self.text[first.start]
        return not (first.low in _HEADS or letter.isupper() or letter.isdigit() or len(rest) > 2)

    def _after_fronted(self, start: int, end: int) -> int:
        """Where the clause goes on after "In Paris, " and its like."""
        while True:
            words = self.between(start, end)
            comma = self.text.find(",", start, end)
            while comma >= 0 and any(each.start < comma < each.end for each in self.named(start, comma)):
                comma = self.text.find(",", comma + 1, end)
            if comma < 0 or not words or words[0].start > comma:
                return start
            low = words[0].low
            if low not in _FRONTED and not low.endswith("ing"):
                return start
            if not any(each.low not in _ADVERBS for each in self.between(comma, end)):
                return start
            start = comma + 1

    def can_act(self, phrase: Phrase, passive: bool) -> bool:
        """Whether a phrase can be the one that acts: no preposition governs it, and it is no mere attribute."""
        if phrase.prep and phrase.prep != "of" and not (phrase.prep == "as" and phrase.ref in ("we", "they", "he")):
            return False
        if phrase.kind == "place" or (phrase.prep == "of" and phrase.ref != "we"):
            return False
        attribute = phrase.owner or phrase.kind == "adjective"
        if attribute and phrase.ref == "" and set(phrase.codes) <= {"UA", "RU"}:
            return phrase.kind in ("leader", "role")
        return not (passive and not attribute and phrase.ref in ("", "role"))


def reading(text: str, day: date | None, names: Gazetteer) -> Clauses:
    """A masked text made ready to be asked for subjects."""
    words = words_of(text)
    found = phrases(text, words, day, names)
    return Clauses(text, words, found, [phrase.start for phrase in found])
