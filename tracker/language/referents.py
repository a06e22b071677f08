"""Whom pronouns, roles and groups refer to: the last that fits, a quotation's speaker, the group that met."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from tracker.language.antecedents import FAR, INVADED, Antecedents, is_aside
from tracker.language.clauses import SAYS
from tracker.language.home import is_shared
from tracker.language.noun_phrases import Phrase
from tracker.language.patterns import patterns
from tracker.language.speakers import before_colon
from tracker.language.voices import teller

_ALLIED = (("COW",), ("UDCG",), ("JEF",))  # groups whose members are called allies too
_NEAR = 8  # phrases
_NEARBY, _ADJOINING = 700, 7  # characters

_PATTERNS = patterns(__name__)
_HOSTS = _PATTERNS["hosts"]
_PERSONS = frozenset(_PATTERNS.words("persons"))
_COUNTS = _PATTERNS.numbers("counts")
_COUNTED = (*_COUNTS, *_PATTERNS.words("counted"))
_BOTH = _PATTERNS.words("both")
_FORMER = _PATTERNS.words("former")
_LATTER = _PATTERNS.words("latter")
_FACED = _PATTERNS.words("faced")
_SIDES = _PATTERNS.words("sides")
_COALITION = _PATTERNS.words("coalition")
_ALLIES = _PATTERNS.words("allies")
_EUROPEAN = _PATTERNS.words("european")
_AT_HOME = _PATTERNS.words("at-home")
_OFFICES = (*_AT_HOME, *_PATTERNS.words("offices"))
_AT_LARGE = _PATTERNS["at-large"]
_CAPITAL = _PATTERNS.words("capital")
_PARLIAMENT = _PATTERNS.words("parliament")


class Referents(Antecedents):
    """A document's phrases, and what those that name no party mean where they stand."""

    def codes(self, phrase: Phrase | None, index: int, told_by: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The parties that a phrase means where it stands."""
        if phrase is None:
            return ()
        if phrase.ref == "":
            return self._named(phrase)
        if phrase.ref == "we":
            return self._we(phrase.start, told_by)
        if phrase.ref == "group":
            return self._participants(phrase)
        if phrase.ref in ("they", "it") and (label := self.label(index)) and phrase.start > label[1]:
            inside = self.clauses.named(label[1], phrase.start)
            if not any(each.ref == "" and not each.prep for each in inside):
                return label[0]
        if phrase.ref == "they":
            return self._those(phrase)
        if phrase.ref == "he":
            found = self._he(phrase.start) or self.last(phrase.start)
            return found if len(found) < 2 else told_by[:1] or found[-1:]
        if phrase.ref == "role":
            return self._role(phrase, told_by)
        return (self.goes_on(phrase.start, index) if phrase.ref == "it" else ()) or self.last(phrase.start, near=True)

    def _named(self, phrase: Phrase) -> tuple[str, ...]:
        if phrase.codes in (("GB",), ("US",)) and is_shared(self.text[phrase.start : phrase.end]):
            return self.home or phrase.codes  # "Labour" of another country
        if phrase.codes == ("EU",) and self.text[phrase.start : phrase.end] in _CAPITAL and self._is_belgian(phrase):
            return ("BE",)
        return self._donors(phrase) if phrase.codes == ("DONORS",) else phrase.codes

    def _is_belgian(self, phrase: Phrase) -> bool:
        """Whether "Brussels" is Belgium's: the last party named before it in its paragraph."""
        line = self.text.rfind("\n", 0, phrase.start) + 1
        before = [each for each in self.clauses.named(line, phrase.start) if each.ref == "" and not each.prep]
        return bool(before) and before[-1].codes == ("BE",)

    def _we(self, place: int, told_by: tuple[str, ...]) -> tuple[str, ...]:
        """The speaker inside a quotation, else those who issue the document."""
        at = bisect_right(self.quote_starts, place) - 1
        if at >= 0 and place < self.quotes[at][1]:
            return told_by or self._quoted(at) or self.group
        if spoken := self.spoken(place):
            return spoken
        signed = self.we or ((self.issuer,) if self.issuer else ()) or self.group
        return signed or self.orator or self.last(place, kinds=("leader", "role"))

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
        if (counted := self._word_before(phrase.start)) in _COUNTED:
            return self._so_many(_COUNTS.get(counted, 0), phrase.start)
        if _AT_LARGE.match(self.text, phrase.start):
            return ("DONORS",)
        words = self.text[phrase.start : phrase.end].lower().split()
        if faced := self._faced(phrase, words):
            return faced
        if words[-1] in _COALITION and self.at_home and not any(each.codes == ("COW",) for each in self.named):
            return self.at_home[:1]  # that governs
        if not phrase.several:
            last = self.last(phrase.start, kinds=("group",)) if self.group[:1] not in (("COW",), ("UDCG",)) else ()
            return last or self.group or self._they(phrase.start)
        if words[-1] in _ALLIES and self.group[:1] not in _ALLIED and any("NATO" in each.codes for each in self.named):
            return ("NATO",)
        if words[0] in _EUROPEAN and not self.group:
            return ("EU",)
        return self.we or self.group or self._they(phrase.start)

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
        groups = self.groups | {"DEVELOPED", "DONORS"}
        at = bisect_left(self.meetings, place) - 1
        met = self.meetings[at] if at >= 0 and (self.we or self.group) else -1
        for each in self.before(place):
            if each.end <= met and (counted := self._so_counted(met)):
                return counted  # "the two leaders … they"
            if place - each.start > _NEARBY or each.end <= met:
                break
            if each.prep in ("", "by") and (each.several or (each.codes and each.codes[0] in groups)):
                return self._donors(each) if each.codes == ("DONORS",) else each.codes
        return self.we or self.pair or self.group or self.last(place)

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
        found: dict[str, None] = {}
        for each in self.before(place):
            if place - each.start > FAR or len(found) >= count:
                break
            if len(each.codes) == count:
                return each.codes
            if not each.prep and each.codes[:1] not in [(code,) for code in self.groups]:
                found.update(dict.fromkeys(reversed(each.codes)))
        return tuple(reversed(found)) if len(found) == count else they

    def _he(self, place: int) -> tuple[str, ...]:
        """The last person told of: a leader by name, or a minister by the office alone."""
        at = bisect_left(self.clauses.phrase_starts, place)
        for each in reversed(self.clauses.phrases[max(0, at - _NEAR) : at]):
            if each.kind == "leader" or (each.ref == "" and each.kind == "role"):
                break
            if each.ref == "role" and not each.prep and self._is_person(each):
                return self._role(each)
        return self.last(place, kinds=("leader", "role"))

    def _is_person(self, phrase: Phrase) -> bool:
        """Whether an office is one that a person holds: "the vice-president", and no "working group"."""
        return self.text[phrase.start : phrase.end].lower().replace("-", " ").split()[-1] in _PERSONS

    def last_office(self, place: int) -> tuple[str, ...]:
        """The party of the last office that acted in the paragraph: "The government …. Work will begin"."""
        line = self.text.rfind("\n", 0, place) + 1
        acted = [each for each in self.clauses.named(line, place) if each.ref == "role" and not each.prep]
        return self._role(acted[-1]) if acted else ()

    def _role(self, phrase: Phrase, told_by: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The last party named that can have the role, a person first where it is a person's; else the publisher's."""
        may, groups = phrase.codes, self.groups
        if fixed := self._role_by_place(phrase, told_by):
            return fixed
        before = list(self.before(phrase.start))
        if self._is_person(phrase):
            people = [each for each in before[:_NEAR] if each.kind in ("leader", "role") and each.prep in ("", "by")]
            before = [*people, *before]
        telling = [each for each in before if not each.prep and phrase.start - each.start < FAR and not is_aside(each)]
        for each in (*telling, *(before if may else ())):
            for code in each.codes:
                if _can(code, may, groups):
                    return (code,)
        near = [code for code in (self.issuer, *self.home, *self.title) if code and _can(code, may, groups)]
        if not near and not may:
            near = [code for each in before for code in each.codes if _can(code, may, groups)]
        return tuple(near[:1] or self._whose(may))

    def _role_by_place(self, phrase: Phrase, told_by: tuple[str, ...]) -> tuple[str, ...]:
        """Who has a role whatever was named before it.

        The hosts of a meeting, or who chairs it, are told once; of "the government" the minister quoted may be one; at
        home it is the country's own; "the Berlin government" says it itself.
        """
        may, groups = phrase.codes, self.groups
        if _HOSTS.match(self.text, phrase.start, phrase.end) and (host := self.chair or told_by or self._hosts()):
            return host
        if self.text[phrase.start : phrase.end] in _PARLIAMENT and self._speaks_of_union(phrase):
            return ("EU",)
        if len(told_by) == 1 and told_by[0] not in INVADED and _can(told_by[0], may, groups):
            return told_by
        if self.issuer and _can(self.issuer, may, groups) and self._is_own(phrase):
            return (self.issuer,)
        at_home = self.at_home and _can(self.at_home[0], may, groups)
        if at_home and (len(self.at_home) > 1 or self._is_fresh(phrase)):
            return self.at_home[:1]
        seats = [each for each in self.clauses.named(max(0, phrase.start - 40), phrase.start) if each.kind == "place"]
        near = seats and phrase.start - seats[-1].end < _ADJOINING and _can(seats[-1].codes[0], may, groups)
        return seats[-1].codes if near else ()

    def _hosts(self) -> tuple[str, ...]:
        """The country of the first place named, where it lies in the first lines: "In Tallinn, ministers met"."""
        places = (each.codes for each in self.clauses.named(0, FAR // 3) if each.kind == "place" and each.prep == "in")
        return next(places, ())

    def _speaks_of_union(self, phrase: Phrase) -> bool:
        """Whether "the Parliament" is that of the Union: the Commission or Council was named, and stands capital."""
        own = [each for each in self.clauses.named(max(0, phrase.start - FAR), phrase.start) if each.codes == ("EU",)]
        return any(each.kind == "body" for each in own)

    def _is_fresh(self, phrase: Phrase, offices: tuple[str, ...] = _AT_HOME) -> bool:
        """Whether "the government" stands in a paragraph that has named no party before it."""
        if self.text[phrase.start : phrase.end].lower() not in offices:
            return False
        line = self.text.rfind("\n", 0, phrase.start) + 1
        return not any(each.ref == "" and not each.prep for each in self.clauses.named(line, phrase.start))

    def _is_own(self, phrase: Phrase) -> bool:
        """Whether an office is that of the issuer: no other was named before it, or it speaks in the same sentence."""
        line = self.text.rfind("\n", 0, phrase.start) + 1
        before = [each for each in self.clauses.named(line, phrase.start) if not each.prep and each.ref in ("", "we")]
        speaks = before and before[-1].ref == "we" and self.text[phrase.start : phrase.end].lower() in _AT_HOME
        return bool(speaks) or self._is_fresh(phrase, _OFFICES)

    def _whose(self, may: tuple[str, ...]) -> tuple[str, ...]:
        """The one party that has a role; "the alliance" is NATO's in a text that names it."""
        known = may[:1] != ("NATO",) or any("NATO" in each.codes for each in self.named)
        return may[:1] if known and (len(may) == 1 or may[:1] in (("DE",), ("EU",))) else ()


def _can(code: str, may: tuple[str, ...], groups: frozenset[str]) -> bool:
    """Whether a party can have a role: one of those listed, or a country that is not."""
    if may[:1] == ("not",) or not may:
        return code not in may and code not in groups
    return code in may
