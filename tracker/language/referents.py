"""Whom pronouns, roles and groups refer to: the last that fits, a quotation's speaker, the group that met."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from tracker.language.antecedents import FAR, INVADED
from tracker.language.clauses import SAYS
from tracker.language.gatherings import AGENCIES
from tracker.language.home import is_shared
from tracker.language.noun_phrases import Phrase
from tracker.language.offices import Offices
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.speakers import before_colon
from tracker.language.voices import teller

_ALLIED = (("COW",), ("UDCG",), ("JEF",))  # groups whose members are called allies too
_NEARBY, _SPAN = 700, 40  # characters

_PATTERNS = patterns(__name__)
_COUNTS = _PATTERNS.numbers("counts")
_SIZES = _PATTERNS.numbers("sizes")
_WITH = _PATTERNS.words("with")
_OF_US = _PATTERNS.words("of")[0]
_COUNTED = (*_COUNTS, *_PATTERNS.words("counted"))
_BOTH = _PATTERNS.words("both")
_FORMER, _LATTER = _PATTERNS.words("former"), _PATTERNS.words("latter")
_FACED, _SIDES = _PATTERNS.words("faced"), _PATTERNS.words("sides")
_COALITION = _PATTERNS.words("coalition")
_ALLIES = _PATTERNS.words("allies")
_STATES = _PATTERNS.words("states")
_MEMBERS, _SORTS = _PATTERNS.words("members"), _PATTERNS.words("sorts")
_EUROPEAN = _PATTERNS.words("european")
_CAPITAL, _AT_LARGE, _OFFICE_AND = _PATTERNS.words("capital"), _PATTERNS["at-large"], _PATTERNS["office-and"]


class Referents(Offices):
    """A document's phrases, and what those that name no party mean where they stand."""

    def codes(self, phrase: Phrase | None, index: int, told_by: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The parties that a phrase means where it stands."""
        if phrase is None:
            return ()
        if phrase.ref == "":
            return self._named(phrase)
        if phrase.ref == "we":
            return self._we(phrase, told_by)
        if phrase.ref == "group":
            return self._participants(phrase)
        if phrase.ref in ("they", "it") and (label := self.label(index)) and phrase.start > label[1]:
            inside = self.clauses.named(label[1], phrase.start)
            if not any(each.ref == "" and not each.prep for each in inside):
                return label[0]
        if phrase.ref == "they":
            return told_by if len(told_by) > 1 else self._those(phrase)
        if phrase.ref == "he":
            return self._person(phrase.start, index, told_by)
        if phrase.ref == "role":
            return self._role(phrase, told_by)
        return self._pointed_at(phrase, index) or self.last(phrase.start, near=True)

    def _pointed_at(self, phrase: Phrase, index: int) -> tuple[str, ...]:
        """Whom an "it" or "the country" means by its own sentence, or by that before."""
        if phrase.ref == "it":
            return self.goes_on(phrase.start, index)
        return self._in_the_sentence(phrase, index) if phrase.ref == "country" else ()

    def _in_the_sentence(self, phrase: Phrase, index: int) -> tuple[str, ...]:
        """The one country that a sentence has named before "the country", be it as a place."""
        named = [each for each in self.clauses.named(self.sentences[index].start, phrase.start) if each.ref == ""]
        codes = {each.codes for each in named}
        return named[0].codes if len(codes) == 1 and len(named[0].codes) == 1 else ()

    def _person(self, place: int, index: int, told_by: tuple[str, ...]) -> tuple[str, ...]:
        """Whom a "he" or "she" means."""
        if told_by and self.is_told(place, index):
            return told_by[:1]
        found = self._he(place, index) or self.last(place)
        return found if len(found) < 2 else told_by[:1] or found[-1:]

    def _named(self, phrase: Phrase) -> tuple[str, ...]:
        if phrase.start in self.namesakes:
            return self.namesakes[phrase.start]
        if phrase.codes in (("GB",), ("US",)) and is_shared(self.text[phrase.start : phrase.end]):
            return self.home or phrase.codes  # "Labour" of another country
        if phrase.codes == ("EU",) and self.text[phrase.start : phrase.end] in _CAPITAL and self._is_belgian(phrase):
            return ("BE",)
        if phrase.codes == ("DONORS",):
            return self._donors(phrase)
        return self._with_office(phrase) if phrase.several else phrase.codes

    def _with_office(self, phrase: Phrase) -> tuple[str, ...]:
        """The parties of a list that begins with an office of no country: "the Prime Minister and President Macron"."""
        if _OFFICE_AND.match(self.text, phrase.start) is None:
            return phrase.codes
        own = self.home or ((self.issuer,) if self.issuer else self.last(phrase.start))
        return tuple(dict.fromkeys((*own[:1], *phrase.codes)))

    def _is_belgian(self, phrase: Phrase) -> bool:
        """Whether "Brussels" is Belgium's: the last party named before it in its paragraph."""
        line = self.text.rfind("\n", 0, phrase.start) + 1
        before = [each for each in self.clauses.named(line, phrase.start) if each.ref == "" and not each.prep]
        return bool(before) and before[-1].codes == ("BE",)

    def _we(self, phrase: Phrase, told_by: tuple[str, ...]) -> tuple[str, ...]:
        """The speaker inside a quotation, else those who issue the document."""
        place, speaker = phrase.start, self._speaker(phrase.start, told_by)
        if phrase.codes:  # "Sweden and we"
            return tuple(dict.fromkeys((*phrase.codes, *speaker)))
        if phrase.several:  # "the chancellor and I"
            return self._of_us(place, 2, speaker) or speaker
        return self._of_us(place, self._counted(place), speaker) or speaker

    def _counted(self, place: int) -> int:
        """How many are told of by "so many of us" or "our two countries"; 0 where no number is told."""
        if self.text.endswith(_OF_US, 0, place):
            return _COUNTS.get(self._word_before(place - len(_OF_US)), 0)
        behind = self.text[place : place + _SPAN].split()[1:3]
        return _COUNTS.get(behind[0], 0) if len(behind) > 1 and behind[1].strip(",.") in _FACED else 0

    def _speaker(self, place: int, told_by: tuple[str, ...]) -> tuple[str, ...]:
        at = bisect_right(self.quote_starts, place) - 1
        if at >= 0 and place < self.quotes[at][1]:
            return told_by or self._quoted(at) or self.group
        if spoken := self.spoken(place):
            return spoken
        if self.stranger:
            return self.byline or self.orator
        signed = self.we or ((self.issuer,) if self.issuer else ()) or self.byline or self.group
        return signed or self.orator or self.last(place, kinds=("leader", "role"))

    def _of_us(self, place: int, count: int, speaker: tuple[str, ...]) -> tuple[str, ...]:
        """So many of us: a group of as many, else the speaker with those named last: "all seven of us"."""
        if not count or len(speaker) == count:
            return speaker if count else ()
        both = tuple(dict.fromkeys((*speaker, *(code for code in self.title if code not in self.groups))))
        for known in (self.pair, self.group, both, *((code,) for code in _SIZES)):
            if known and count in (len(known), _SIZES.get(known[0])) and self._is_told_of(known):
                return known
        found = dict.fromkeys(speaker)
        for each in self.before(place):
            if place - each.start > FAR or len(found) >= count:
                break
            if len(each.codes) == count:
                return each.codes
            if self.groups.isdisjoint(each.codes):
                found.update(dict.fromkeys(each.codes))
        return tuple(found) if len(found) == count else speaker

    def _is_told_of(self, codes: tuple[str, ...]) -> bool:
        """Whether the title or the text names a group, or those who met."""
        return len(codes) > 1 or codes[0] in self._title or any(codes == each.codes for each in self.named)

    def _quoted(self, at: int) -> tuple[str, ...]:
        """Who speaks a quotation: told right behind it, else right before it."""
        start, end = self.quotes[at]
        stop = self.text.find("\n", end)
        behind = teller(self.clauses, end - 1, min(end + 150, stop if stop >= 0 else len(self.text)))
        if behind and behind.ref != "we" and (codes := self.codes(behind, 0)):
            return codes
        line = self.text.rfind("\n", 0, start) + 1
        if before := before_colon(self.clauses, start):
            return self.codes(before, 0)
        said = [each for each in self.clauses.between(max(line, start - 300), start) if each.low in SAYS]
        speaker = self.clauses.subject(max(line, start - 300), said[-1].start).phrase if said else None
        return self.codes(speaker, 0) if speaker and speaker.ref != "we" else ()

    def _participants(self, phrase: Phrase) -> tuple[str, ...]:
        """The group that acts as "the group", "the two countries" or "leaders"."""
        counted, states = self._word_before(phrase.start), self.is_of_states(phrase)
        if counted in _COUNTED or (states and counted.isdecimal()):
            return self._many(counted, phrase.start, states=states)
        if _AT_LARGE.match(self.text, phrase.start):
            return ("DONORS",)
        words = self.text[phrase.start : phrase.end].lower().split()
        if faced := self._faced(phrase, words):
            return faced
        if words[-1] in _COALITION and (governing := self._governing(phrase)):
            return governing
        if not phrase.several:
            last = self.last(phrase.start, kinds=("group",)) if self.group[:1] not in (("COW",), ("UDCG",)) else ()
            return last or self.group or self._they(phrase.start)
        if words[-1] in _ALLIES and self.group[:1] not in _ALLIED and any("NATO" in each.codes for each in self.named):
            return ("NATO",)
        if words[0] in _EUROPEAN and not self.group:
            return ("EU",)
        if states:
            if self._word_before(phrase.start) in _SORTS and words[-1] not in _MEMBERS:
                return ()  # "coastal states"
            met = self.we or self.group or self._they(phrase.start)
            return met if len(met) > 1 or not (self.groups - AGENCIES).isdisjoint(met) else ()
        return self.we or self.group or self._they(phrase.start)

    def _many(self, counted: str, place: int, *, states: bool) -> tuple[str, ...]:
        """So many parties; of states nobody, where those whom the text names are not as many."""
        if counted.isdecimal():
            met = self.we or self.group
            return met if met and int(counted) in (len(met), _SIZES.get(met[0])) else ()
        many = self._so_many(count := _COUNTS.get(counted, 0), place)
        known = not count or len(many) == count or not self.groups.isdisjoint(many)
        return many if known or not states else ()

    def is_of_states(self, phrase: Phrase) -> bool:
        """Whether a phrase tells of several states, which no single one can be."""
        words = self.text[phrase.start : phrase.end].lower().split()
        return phrase.ref == "group" and words[-1] in _STATES

    def _governing(self, phrase: Phrase) -> tuple[str, ...]:
        """Whose the coalition is, in a text that names no coalition of states: that of the country at home.

        Where the text is not all of one country, and its paragraph has not named that, it is of the willing if the
        text tells of the invaded.
        """
        if any(each.codes in _ALLIED for each in self.named):
            return ()
        line = self.text.rfind("\n", 0, phrase.start) + 1
        near = self.at_home and any(self.at_home[:1] == each.codes for each in self.clauses.named(line, phrase.start))
        if near or len(self.at_home) > 1 or not any("UA" in each.codes for each in self.named):
            return self.at_home[:1]
        return ("COW",)

    def _faced(self, phrase: Phrase, words: list[str]) -> tuple[str, ...]:
        """Those who face each other as "the parties" or "both ministers"; none where a text tells of no two."""
        if self.pair and words[-1] in _FACED:
            return self._so_many(2, phrase.start) if words[0] in _BOTH else self.pair
        others = self.group if self.issuer not in (*self.groups, *self.group) else ()
        return (self.issuer, *others) if self.issuer and others and words[-1] in _SIDES else ()

    def _donors(self, phrase: Phrase) -> tuple[str, ...]:
        """Donors at large; in a text on what developed countries give, those."""
        return ("DEVELOPED",) if phrase.start > self.developed else phrase.codes

    def _they(self, place: int) -> tuple[str, ...]:
        """The last several named together, a group among them; else the document's group, else the last leader.

        Where "the leaders" stand nearer, it is the document's group.
        """
        groups = (self.groups | {"DEVELOPED", "DONORS"}) - AGENCIES
        at = bisect_left(self.meetings, place) - 1
        met = self.meetings[at] if at >= 0 and (self.we or self.group) else -1
        for each in self.before(place):
            if each.end <= met and (counted := self._so_counted(met)):
                return counted  # "the two leaders … they"
            if place - each.start > _NEARBY or each.end <= met:
                break
            if each.prep in ("", "by") and (each.several or (each.codes and each.codes[0] in groups)):
                return self._donors(each) if each.codes == ("DONORS",) else each.codes
        return self.we or self.pair or self.group or self._both(place) or self.last(place)

    def _both(self, place: int) -> tuple[str, ...]:
        """The two that the last sentence which names any brought together: "Oslo rang Spain's premier. They"."""
        found: dict[str, None] = {}
        begun = self.text.rfind("\n", 0, place) + 1
        for each in self.before(place):
            if each.start < begun:
                break
            if each.prep in ("", *_WITH) and each.kind != "adjective" and INVADED.isdisjoint(each.codes):
                begun = self.sentences[max(0, bisect_right(self.sentences, Passage(each.end, 0)) - 1)].start
                found = dict.fromkeys((*each.codes, *found))
        return tuple(found) if len(found) == 2 else ()

    def _so_counted(self, meeting: int) -> tuple[str, ...]:
        """Those that "the two leaders" at a place mean; none where no number is told."""
        count = _COUNTS.get(self._word_before(meeting), 0)
        return self._so_many(count, meeting) if count else ()

    def _word_before(self, place: int) -> str:
        before = self.text[max(0, place - 12) : place].lower().split()
        return before[-1] if before else ""

    def _those(self, phrase: Phrase) -> tuple[str, ...]:
        """Whom "they", "both", "the trio", "each side" or "the former" means."""
        word = self.text[phrase.start : phrase.end].lower().split()[0]
        if word in _FORMER or word in _LATTER:
            two = self._so_many(2, phrase.start)
            return two[:1] if word in _FORMER else two[-1:]
        return self._so_many(_COUNTS.get(word, 0), phrase.start)

    def _so_many(self, count: int, place: int) -> tuple[str, ...]:
        """The last so many parties that were named together, else one by one; without a count, "they"."""
        they = self._they(place)
        if not count or len(they) == count:
            return they
        if len(known := self.we or self.pair or self.group) == count:
            return known
        begun = self.sentences[bisect_right(self.sentences, Passage(place, 0)) - 1].start
        here = dict.fromkeys(code for each in self.clauses.named(begun, place) if not each.ref for code in each.codes)
        if len(here) == count:
            return tuple(here)  # "Macron, beside Merz and Tusk, said the three would"
        found: dict[str, None] = {}
        for each in self.before(place):
            if len(found) >= count or place - each.start > FAR:
                break
            if len(each.codes) == count:
                return each.codes
            if not each.prep and each.codes[:1] not in [(code,) for code in self.groups]:
                found.update(dict.fromkeys(reversed(each.codes)))
        they = () if count > 2 and len(they) == 1 and they[0] not in self.groups else they
        return tuple(reversed(found)) if len(found) == count else they
