"""Whom an office means, or "he" and "she": a minister, the government, the hosts, by what the text told before."""

from __future__ import annotations

from bisect import bisect_left

from tracker.language.antecedents import FAR, INVADED, Antecedents, is_aside
from tracker.language.clauses import SAYS
from tracker.language.home import is_group
from tracker.language.noun_phrases import Phrase
from tracker.language.patterns import patterns

_NEAR = 8  # phrases
_ADJOINING, _OPENS, _TOLD = 7, 5, 300  # characters

_PATTERNS = patterns(__name__)
_HOSTS = _PATTERNS["hosts"]
_PERSONS = frozenset(_PATTERNS.words("persons"))
_AT_HOME = _PATTERNS.words("at-home")
_OFFICES = (*_AT_HOME, *_PATTERNS.words("offices"))
_PARLIAMENT = _PATTERNS.words("parliament")
_SHARED = frozenset(_PATTERNS.words("shared"))
_WITH_SECRETARIES = frozenset(_PATTERNS.words("with-secretaries"))
_WHERE = _PATTERNS.words("where")
_SO, _SPEAKS_FOR = _PATTERNS["so"], ("", *_PATTERNS.words("speaks-for"))
_PRIVATE = _PATTERNS["private"]
_ARMS, _ALLIANCE = _PATTERNS["arms"], "Alliance"
_IN_OFFICE = _PATTERNS["in-office"]
_BODIES = _PATTERNS["bodies"]


class Offices(Antecedents):
    """A document's phrases, and whom its offices mean where they stand."""

    def _he(self, place: int, index: int) -> tuple[str, ...]:
        """The person that the sentence before begins with, else the last: by name, or by the office alone."""
        if found := self._who_says_so(place, index) or self._of_sentence_before(place, index):
            return found
        at = bisect_left(self.clauses.phrase_starts, place)
        for each in reversed(self.clauses.phrases[max(0, at - _NEAR) : at]):
            if each.kind == "leader" or (each.ref == "" and self._is_person(each)):
                break
            if each.ref == "role" and not each.prep and self._is_person(each):
                return self._role(each)
        return self.last(place, kinds=("leader", "role"))

    def _who_says_so(self, place: int, index: int) -> tuple[str, ...]:
        """Of which one party it is who says in the same sentence that "he" or "his country" will do something."""
        start = self.sentences[index].start
        said = next((each for each in reversed(self.clauses.between(start, place)) if each.low in SAYS), None)
        if said is None or not _SO.fullmatch(self.text, said.end, place):
            return ()
        named = [each for each in self.clauses.named(start, said.start) if each.prep in _SPEAKS_FOR]
        codes = {each.codes for each in named if each.codes}
        return next(iter(codes)) if len(codes) == 1 and all(len(each) == 1 for each in codes) else ()

    def _of_sentence_before(self, place: int, index: int) -> tuple[str, ...]:
        """The person that the sentence before began with, where "he" begins one of the same paragraph.

        Who only met or rang somebody is not passed over; the invaded are, who thank for what another will do.
        """
        opens = place - self.sentences[index].start < _OPENS
        while opens and index and "\n" not in self.text[self.sentences[index - 1].start : place]:
            index -= 1
            start, end = self.sentences[index]
            first = next((each for each in self.clauses.named(start, end) if not each.prep), None)
            if first is None or first.start - start > _OPENS or first.several:
                return ()
            if first.ref == "he" and not first.owner:
                continue
            if first.owner or not (first.kind == "leader" or self._is_person(first)) or first.ref not in ("", "role"):
                return ()
            found = self._role(first) if first.ref == "role" else first.codes
            return found if len(found) == 1 and not set(found) <= INVADED else ()
        return ()

    def _is_person(self, phrase: Phrase) -> bool:
        """Whether an office is one that a person holds: "the vice-president", and no "working group"."""
        said = self.text[phrase.start : phrase.end].lower().replace("-", " ").split()
        return phrase.kind == "role" and not _PERSONS.isdisjoint(said)

    def is_private(self, phrase: Phrase) -> bool:
        """Whether "he" or "she" is somebody without an office: the last person told of, with nobody named since."""
        if phrase.ref != "he" or phrase.owner:
            return False
        begun = max(self.text.rfind("\n", 0, phrase.start) + 1, phrase.start - _TOLD)
        found = next(reversed([*_PRIVATE.finditer(self.text, begun, phrase.start)]), None)
        if found is None or (found["what"] and _IN_OFFICE.search(found["what"])):
            return False
        known = found["name"] is not None and self.clauses.named(found.start(), found.end("name"))
        since = self.clauses.named(found.end(), phrase.start)
        return not known and not any(each.ref in ("", "role") and not each.prep for each in since)

    def last_office(self, place: int) -> tuple[str, ...]:
        """The party of the last office that acted in the paragraph: "The government …. Work will begin"."""
        line = self.text.rfind("\n", 0, place) + 1
        acted = [each for each in self.clauses.named(line, place) if each.ref == "role" and not each.prep]
        return self._role(acted[-1]) if acted else ()

    def _role(self, phrase: Phrase, told_by: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The last party named that can have the role, a person first where it is a person's; else the publisher's."""
        may, groups = phrase.codes, self.groups
        if self._has_own_name(phrase):
            return ()
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

    def _has_own_name(self, phrase: Phrase) -> bool:
        """Whether the name behind a body is of one that nobody knows: "the regional bank Nordland"."""
        body = self.text.rfind(" ", phrase.start, phrase.end) + 1 or phrase.start
        found = _BODIES.match(self.raw, body)
        return found is not None and not self.clauses.named(phrase.end, found.end())

    def _role_by_place(self, phrase: Phrase, told_by: tuple[str, ...]) -> tuple[str, ...]:
        """Who has a role whatever was named before it.

        The hosts of a meeting, or who chairs it, are told once; of "the government" the minister quoted may be one; at
        home it is the country's own; "the Berlin government" says it itself.
        """
        may, groups = phrase.codes, self.groups
        if may == ("GB",) and (home := self._of_the_same_name(phrase)):
            return home
        if _HOSTS.match(self.text, phrase.start, phrase.end) and (host := self.chair or told_by or self._hosts()):
            return host
        if self.text[phrase.start : phrase.end] in _PARLIAMENT and self._speaks_of_union(phrase):
            return ("EU",)
        if len(told_by) == 1 and told_by[0] not in INVADED and _can(told_by[0], may, groups):
            return told_by
        if self.issuer and _can(self.issuer, may, groups) and self._is_own(phrase):
            return (self.issuer,)
        if (sent := self._sent_from(phrase)) and _can(sent[0], may, groups):
            return sent
        at_home = self.at_home and _can(self.at_home[0], may, groups)
        if at_home and (len(self.at_home) > 1 or self._is_fresh(phrase)):
            return self.at_home[:1]
        seats = [each for each in self.clauses.named(max(0, phrase.start - 40), phrase.start) if each.kind == "place"]
        near = seats and phrase.start - seats[-1].end < _ADJOINING and _can(seats[-1].codes[0], may, groups)
        return seats[-1].codes if near else ()

    def _sent_from(self, phrase: Phrase) -> tuple[str, ...]:
        """The country that a report was sent from, where its first words are of an office: "OSLO – The cabinet"."""
        line = self.text.rfind("\n", 0, phrase.start) + 1
        masked = self.text[line : line + 1] == " " and self.raw[line : line + 1].isupper()
        told = self.named_in(self.raw[line : phrase.start]) if masked and self._is_fresh(phrase, _OFFICES) else []
        return (told[0].code,) if told and told[0].start == 0 else ()

    def _of_the_same_name(self, phrase: Phrase) -> tuple[str, ...]:
        """Whose an office is that Britain has too, in a text that names no Britain and is at home elsewhere."""
        if self.text[phrase.start : phrase.end].lower() not in _SHARED or not self.home:
            return ()
        country = self.home[:1]
        named = [each for each in self.clauses.phrases if each.ref == ""]
        if is_group(country[0]) or any("GB" in each.codes for each in named):
            return ()
        told = sum(each.codes == country and each.prep in _WHERE for each in named)
        return country if self._publisher or told > 1 or (told and country[0] in _WITH_SECRETARIES) else ()

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
        """The one party that has a role; "the alliance" is NATO's in a text that names it, or no other and arms."""
        known = may[:1] != ("NATO",) or any("NATO" in each.codes for each in self.named)
        known = known or (_ARMS.search(self.text) is not None and _ALLIANCE not in self.text)
        return may[:1] if known and (len(may) == 1 or may[:1] in (("DE",), ("EU",))) else ()


def _can(code: str, may: tuple[str, ...], groups: frozenset[str]) -> bool:
    """Whether a party can have a role: one of those listed, or a country that is not."""
    if may[:1] == ("not",) or not may:
        return code not in may and code not in groups
    return code in may
