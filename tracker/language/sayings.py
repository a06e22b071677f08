"""What a sentence says, whichever pledge it is about: read once, and what few pledges ask for only when one does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tracker.language.coming import is_to_come
from tracker.language.deeds import acts_of, deeds_of, is_ahead, is_over, is_placed, kinds_of
from tracker.language.hints import hinted
from tracker.language.leftovers import DONE, TO_COME
from tracker.language.mentions import Words
from tracker.language.opposites import ends_the_pledge, is_only_feared, is_told_as_broken
from tracker.language.outcome_signs import RECALLED, UNDONE
from tracker.language.outcomes import OutcomeRules, Signs, decide, signs
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.preliminaries import is_bill_on_its_way
from tracker.language.quantities import done_on, told_amounts
from tracker.language.ratios import ratio
from tracker.language.refusals import keeps, refuses, stays_as_it_is
from tracker.language.shares import Number, numbers_of, tells_a_number
from tracker.language.sightings import UNCLEAR, Amount
from tracker.language.untold import tells_nothing
from tracker.language.worth import Odds, is_plain, of_sentence
from tracker.model import Document
from tracker.words import Outcome

_DROPS, _RESTATES = Outcome.DROPS.value, Outcome.RESTATES.value
_FULFILS, _ADVANCES = Outcome.FULFILS.value, Outcome.ADVANCES.value
_PROMISED = "restates.promised"
_CLOSING, _IN_PART = (patterns(__name__)[each] for each in ("closing", "in-part"))
_SHORT = 14  # words in which a sentence tells one thing only
# Kinds of cue beside a refusal, "decided that it will not", and in a breach, "has built".
_TURNED = frozenset(("restates", "acts", "fulfils", "advances", "drops", "part"))
_ONLY_DROPPED = {"drops"}  # of such sentences in the practice corpora, whatever their length, 22 of 22 were read right
_PART_DONE = {"fulfils", "part", "restates"}  # "18 were sent, and the rest will follow"
_MAIN = 80  # characters in which a sentence says what it is about


class Said:
    """The sentence at a place in a document's masked text.

    ``signs``: its cues, and ``rules`` the rules that these are of; ``acts``: the acts that it tells of, ``kinds`` the
    kinds of deed that they may be, ``deeds`` its deeds in the past, all by stems; ``amounts`` and ``numbers``: what it
    counts, read only where it is to be ``counted``; ``ratio``: the share that it gives itself.
    """

    def __init__(
        self, document: Document, text: str, words: Words, place: Passage, rules: OutcomeRules, *, counted: bool
    ) -> None:
        known, said = rules.words, words.between(*place)
        self._text, self._place, self._day, self._rules = text, place, document.published_on, rules
        self._english = document.language == "en"
        self._said = said
        self.signs = signs(text, *place, rules)
        self.rules = frozenset([cue.rule for cue in self.signs.cues])
        self.acts = acts_of(text, self.signs)
        self.kinds = kinds_of(self.acts, known)
        self.deeds = deeds_of(text, place, said, known)
        self.amounts: Sequence[Amount] = told_amounts(text, place) if counted else ()
        numbers = tells_a_number(text, place, said, known)
        self.numbers: Sequence[Number] = numbers_of(text, place, known) if counted and numbers else ()
        self.ratio = ratio(text, place, known) if numbers else None
        self._decided: dict[tuple[object, ...], str] = {}  # outcomes, by what they rest on
        self._now = any(each.ahead for each in self.numbers) and not all(each.ahead for each in self.numbers)
        self._refused: dict[bool, bool] = {}

    def outcome(
        self, found: Signs, *, act: bool, begun: bool, deed: bool, share: float | None, ahead: float | None
    ) -> str:
        """The outcome, as ``decide`` takes it, for one pledge, on which the signs bear as they were ``found`` to."""
        asked = act, begun, deed, share, ahead, found is self.signs or tuple(found.weights.items())
        outcome = self._decided.get(asked)
        if outcome is None:
            measured = share is not None or not found.weights.keys().isdisjoint(_MEASURES)
            over = measured and (self._is_over or (share is not None and share < 1 and not self._is_ahead))
            over = over and not self._is_to_come and not self._only_names_it(found, share)
            outcome, _ = decide(
                found, self._rules, act=act, begun=begun, deed=deed, share=share, ahead=ahead, over=over, now=self._now
            )
            doubted = found.weights.get("against", 0.0) >= self._rules.settings["clear"]
            if outcome == UNCLEAR and not doubted and self._is_to_come:
                outcome = _RESTATES
            self._decided[asked] = outcome
        return outcome

    def _only_names_it(self, found: Signs, share: float | None) -> bool:
        """Whether it has the number that was pledged and tells nothing of it: "a maker for the 24 pumps was found"."""
        alone = share is not None and share >= 1 and all(cue.rule == _PROMISED for cue in found.cues)
        return alone and self._english and not is_placed(self._text, self._place)

    @cached_property
    def marks(self) -> Sequence[str]:
        """Its signs, whichever pledge it is about."""
        return [*of_sentence(self.rules, hinted(self._text, self._place, self._said, self._rules.hints))]

    @cached_property
    def worth(self) -> Odds:
        """What its signs proved worth for each outcome."""
        return self._rules.worth.odds(self.marks)

    def is_plainly(self, reading: str, *, broken: bool, close: bool, deed: bool) -> bool:
        """Whether it is short, has a cue of what it was read as, and none of anything else.

        So is one by which a promise not to do something is ``broken``, however long it is where it says so in so many
        words; one that tells what was done, and that the rest will follow; and a refusal, where the sentence is
        ``close`` to the pledge: much is refused, and little of it was pledged. The pledge's own verb, where it is told
        as a ``deed``, is as good as a cue.
        """
        if reading == _DROPS and broken and is_told_as_broken(self._text, self._place):
            return True
        if reading == _DROPS and close and ends_the_pledge(self._text, self._place):
            return True
        kinds = {each.partition(".")[0] for each in self.rules}
        if reading == _ADVANCES and TO_COME in self.signs.weights and kinds == _PART_DONE:
            return True
        if len(self._said) > _SHORT and kinds != _ONLY_DROPPED:
            return False
        if reading == _FULFILS and DONE in self.signs.weights:
            kinds.discard("part")
        if self.signs.weights.get(RECALLED, 0.0) >= self.signs.weights.get("restates", 0.0):
            kinds.discard("restates")  # "has delivered the promised jets"
        if reading == _DROPS and (broken or (close and (self.keeps_it or self.refused(whole=True)))):
            return kinds <= _TURNED
        return is_plain(reading, kinds | {reading} if deed and reading == _FULFILS else kinds)

    @cached_property
    def _is_over(self) -> bool:
        return is_over(self._text, self._place, english=self._english)

    @cached_property
    def _is_ahead(self) -> bool:
        return is_ahead(self._text, self._place)

    @cached_property
    def _is_to_come(self) -> bool:
        return is_to_come(self._text, self._place, self._day.year if self._day else None, self._day)

    @cached_property
    def tells_nothing(self) -> bool:
        """Whether it asks, or tells what should have been, and nothing of what became of a pledge."""
        return self._english and tells_nothing(self._text, self._place, self.signs)

    @cached_property
    def is_only_feared(self) -> bool:
        """Whether what it says of the end of something is only feared, denied or rumoured."""
        return self._english and is_only_feared(self._text, self._place)

    @cached_property
    def stays(self) -> bool:
        """Whether it says that something will stay as it is."""
        return stays_as_it_is(self._text, self._place)

    @cached_property
    def keeps_it(self) -> bool:
        """Whether it says that something will be kept, as one says of what was to end."""
        return keeps(self._text, self._place)

    @cached_property
    def closes(self) -> bool:
        """Whether it tells of the last of what is paid or sent in parts."""
        return _CLOSING.search(self._text, *self._place) is not None

    @cached_property
    def in_part(self) -> bool:
        """Whether it says that something was done with some of those that it counts."""
        return _IN_PART.search(self._text, *self._place) is not None

    @cached_property
    def denied(self) -> bool:
        """Whether it says of a deed that it was not done."""
        return UNDONE in self.signs.weights

    @cached_property
    def bill_on_its_way(self) -> bool:
        """Whether it tells of a bill that is on its way and not in force."""
        return is_bill_on_its_way(self._text, self._place)

    def refused(self, *, whole: bool) -> bool:
        """Whether it says that something will not be done: anywhere, or where it says what it is about."""
        if whole not in self._refused:
            start, end = self._place
            place = self._place if whole else Passage(start, min(end, start + _MAIN))
            self._refused[whole] = refuses(self._text, place)
        return self._refused[whole]

    def dated(self) -> str | None:
        """The ISO day on which it says that a deed happened."""
        return done_on(self._text, self._place, self._day)


_MEASURES = ("part", "whole")  # kinds of cue that tell how much was done
