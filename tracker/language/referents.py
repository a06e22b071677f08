"""Whom pronouns, roles and groups refer to: the last that fits, a quotation's speaker, the group that met."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from tracker.language.clauses import SAYS, Clauses
from tracker.language.gatherings import gathering, in_the_chair, signatories
from tracker.language.gazetteer import Gazetteer
from tracker.language.home import SHARED
from tracker.language.mentions import mentions
from tracker.language.noun_phrases import Phrase
from tracker.language.passages import Passage
from tracker.model import Document

_OFFICIAL = re.compile(
    r"\b(?:ministry|minister|office|council|commission|government|department|presidency|president|parliament|treasury|"
    r"chancellery|embassy|cabinet|navy|army|agency|parliamentary|authority|secretariat|ministerial)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:[-–—*•]\s)?(?P<words>[^\n:–—]{2,90})(?::\s| [–—-] )")
_SPEAKER = re.compile(r"^(?P<who>[A-ZÀ-Þv][\w.'’-]{0,24}(?: [\w.'’()-]{1,24}){0,4}): ", re.MULTILINE)
_ORATION = re.compile(
    r"\b(?:speech|address|remarks|statement|thread|lecture|keynote|intervention|message|posts?|words|letter)\b"
    r".{0,40}?\b(?:by|of|from) ",
    re.IGNORECASE,
)
_HOSTS = re.compile(r"(?:co-)?(?:chair(?:man|woman)?|hosts?|host (?:country|nation)|organisers)\b", re.IGNORECASE)
_QUOTE = re.compile('[“”"\n]')
_PERSONS = ("president", "minister", "chancellor", "premier", "leader", "chief", "secretary", "king", "commissioner")
_COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "both", "these", "those", "same")
_LABELS = ("name", "seat", "body", "several")
_INVADED = frozenset(("UA", "RU"))
_AT_HOME = ("government", "cabinet")  # of the country that a text is at home in
_NEAR, _MOST = 8, 300  # phrases
_FAR, _NEARBY, _ADJOINING = 1500, 700, 7  # characters


class Referents:
    """A document's phrases, and what those that name no party mean where they stand.

    ``issuer``: the party that the document speaks for; ``group``: those who met, or issued it; ``we``: those who
    sign it one by one.
    """

    def __init__(self, document: Document, sentences: Sequence[Passage], clauses: Clauses, names: Gazetteer) -> None:
        day, self.text, groups = document.published_on, clauses.text, names.groups
        self.groups = groups
        self.sentences, self.clauses = sentences, clauses
        self.named = [each for each in clauses.phrases if each.ref == "" and each.kind != "place"]
        self._starts = [each.start for each in self.named]
        acting = [each for each in clauses.phrases if each.ref == "group" and each.several and not each.prep]
        self._meetings = [each.start for each in acting if not each.owner and not each.codes]
        told = mentions(document.publisher, day, names)
        publisher = tuple(each.code for each in told)
        whole = bool(told) and told[0].kind in ("name", "body") and told[0].surface == document.publisher.strip()
        official = bool(told) and (whole or bool(_OFFICIAL.search(document.publisher)))
        self._title = document.title
        self._publisher, self._day, self._names = publisher[:1], day, names
        official = official or (not told and bool(_OFFICIAL.search(document.publisher)))
        self.issuer = document.issuer or (next(iter(self.home), None) if official else None)
        self.chair = in_the_chair(clauses)
        self.title = tuple(each.code for each in mentions(document.title, day, names) if each.kind != "place")
        self.quotes = list(_quotations(self.text))
        self._quote_starts = [start for start, _ in self.quotes]
        self._developed = next((each.start for each in self.named if "DEVELOPED" in each.codes), len(self.text))
        self.we = signatories(clauses, sentences)
        self.group = self.we or gathering(clauses, sentences, self.title, document.title, self.issuer, groups)

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
            return self._they(phrase.start)
        if phrase.ref == "he":
            return self.last(phrase.start, kinds=("leader", "role")) or self.last(phrase.start)
        if phrase.ref == "role":
            return self._role(phrase, told_by)
        return self.last(phrase.start, near=True)

    def _named(self, phrase: Phrase) -> tuple[str, ...]:
        if phrase.codes in (("GB",), ("US",)) and self.text[phrase.start : phrase.end] in SHARED:
            return self.home or phrase.codes  # "Labour" of another country
        return self._donors(phrase) if phrase.codes == ("DONORS",) else phrase.codes

    def _we(self, place: int, told_by: tuple[str, ...]) -> tuple[str, ...]:
        """The speaker inside a quotation, else those who issue the document."""
        at = bisect_right(self._quote_starts, place) - 1
        if at >= 0 and place < self.quotes[at][1]:
            return told_by or self._quoted(at) or self.group
        at = bisect_right([start for start, _ in self._speakers], place) - 1
        speaker = self._speakers[at][1] if at >= 0 else ()
        return speaker or self.we or ((self.issuer,) if self.issuer else ()) or self.group or self._orator

    def _quoted(self, at: int) -> tuple[str, ...]:
        """Who speaks a quotation: told right behind it, else right before it."""
        start, end = self.quotes[at]
        stop = self.text.find("\n", end)
        behind = self.clauses.teller(end - 1, min(end + 150, stop if stop >= 0 else len(self.text)))
        if behind and behind.ref != "we" and (codes := self.codes(behind, 0)):
            return codes
        line = self.text.rfind("\n", 0, start) + 1
        said = [each for each in self.clauses.between(max(line, start - 300), start) if each.low in SAYS]
        teller = self.clauses.subject(max(line, start - 300), said[-1].start).phrase if said else None
        return self.codes(teller, 0) if teller and teller.ref != "we" else ()

    def _participants(self, phrase: Phrase) -> tuple[str, ...]:
        """The group that acts as "the group", "the two countries" or "leaders"."""
        before = self.text[max(0, phrase.start - 12) : phrase.start].lower().split()
        if before and before[-1] in _COUNTED:
            return self._they(phrase.start)
        if not phrase.several:
            last = self.last(phrase.start, kinds=("group",)) if self.group[:1] not in (("COW",), ("UDCG",)) else ()
            return last or self.group or self._they(phrase.start)
        return self.we or self.group or self._they(phrase.start)

    def _before(self, place: int) -> Iterator[Phrase]:
        """The phrases that name a party and end before a place, the last first; not for ever."""
        at = bisect_right(self._starts, place)
        return (each for each in reversed(self.named[max(0, at - _MOST) : at]) if each.end <= place)

    def _donors(self, phrase: Phrase) -> tuple[str, ...]:
        """Donors at large; in a text on what developed countries give, those."""
        return ("DEVELOPED",) if phrase.start > self._developed else phrase.codes

    def _they(self, place: int) -> tuple[str, ...]:
        """The last several named together, a group among them; else the document's group, else the last leader.

        Where "the leaders" stand nearer, it is the document's group.
        """
        groups = self.groups | {"DEVELOPED", "DONORS"}
        at = bisect_left(self._meetings, place) - 1
        met = self._meetings[at] if at >= 0 and (self.we or self.group) else -1
        for each in self._before(place):
            if place - each.start > _NEARBY or each.end <= met:
                break
            if not each.prep and (each.several or (each.codes and each.codes[0] in groups)):
                return self._donors(each) if each.codes == ("DONORS",) else each.codes
        return self.we or self.group or self.last(place)

    def _role(self, phrase: Phrase, told_by: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The last party named that can have the role, a person first where it is a person's; else the publisher's."""
        may, groups = phrase.codes, self.groups
        if fixed := self._role_by_place(phrase, told_by):
            return fixed
        before = list(self._before(phrase.start))
        if self.text[phrase.start : phrase.end].lower().endswith(_PERSONS):
            people = [each for each in before[:_NEAR] if each.kind in ("leader", "role") and each.prep in ("", "by")]
            before = [*people, *before]
        telling = [
            each for each in before if not each.prep and phrase.start - each.start < _FAR and not _is_aside(each)
        ]
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
        if _HOSTS.match(self.text, phrase.start, phrase.end) and (self.chair or told_by):
            return self.chair or told_by
        if len(told_by) == 1 and told_by[0] not in _INVADED and _can(told_by[0], may, groups):
            return told_by
        at_home = self._at_home and _can(self._at_home[0], may, groups)
        if at_home and (len(self._at_home) > 1 or self._is_fresh(phrase)):
            return self._at_home[:1]
        seats = [each for each in self.clauses.named(max(0, phrase.start - 40), phrase.start) if each.kind == "place"]
        near = seats and phrase.start - seats[-1].end < _ADJOINING and _can(seats[-1].codes[0], may, groups)
        return seats[-1].codes if near else ()

    def _is_fresh(self, phrase: Phrase) -> bool:
        """Whether "the government" stands in a paragraph that has named no party before it."""
        if self.text[phrase.start : phrase.end].lower() not in _AT_HOME:
            return False
        line = self.text.rfind("\n", 0, phrase.start) + 1
        return not any(each.ref == "" and not each.prep for each in self.clauses.named(line, phrase.start))

    def _whose(self, may: tuple[str, ...]) -> tuple[str, ...]:
        """The one party that has a role; "the alliance" is NATO's in a text that names it."""
        known = may[:1] != ("NATO",) or any("NATO" in each.codes for each in self.named)
        return may[:1] if known and (len(may) == 1 or may[:1] == ("DE",)) else ()

    def last(self, place: int, kinds: tuple[str, ...] = (), near: bool = False) -> tuple[str, ...]:
        """The last party named before a place that no preposition governs; a mere adjective counts least."""
        aside: tuple[str, ...] = ()
        for each in self._before(place):
            if near and place - each.start > _FAR:
                break
            fits = not kinds or each.kind in kinds or ("group" in kinds and each.codes[0] in self.groups)
            if each.prep or not fits:
                continue
            if not _is_aside(each):
                return each.codes
            aside = aside or (() if near and set(each.codes) <= _INVADED else each.codes)
        return aside

    def label(self, index: int) -> tuple[tuple[str, ...], int] | None:
        """The parties that the paragraph's label names, and where the label ends."""
        start = self.sentences[index].start
        line = self.text.rfind("\n", 0, start) + 1
        found = _LABEL.match(self.text, line)
        if found is None:
            return None
        named = [
            each
            for each in self.clauses.named(line, found.end())
            if each.ref == ""
            and each.kind in (("name", "several") if found[0][-1] == " " and ":" not in found[0] else _LABELS)
        ]
        rest = found["words"]
        if not named or len(rest.split()) > 3 + sum(len(self.text[each.start : each.end].split()) for each in named):
            return None
        return tuple(dict.fromkeys(code for each in named for code in each.codes)), found.end()

    @cached_property
    def _speakers(self) -> list[tuple[int, tuple[str, ...]]]:
        """Where a speaker's words begin ("Merz: …"), and whose they are; nobody's where a question begins."""
        found = [(each.start(), self._speaking(each["who"])) for each in _SPEAKER.finditer(self.text)]
        return found if any(codes for _, codes in found) else []

    def _speaking(self, who: str) -> tuple[str, ...]:
        for words in (who, who.title()):
            named = [each for each in mentions(words, self._day, self._names) if each.kind == "leader"]
            if named:
                return (named[-1].code,)
        return ()

    @cached_property
    def _orator(self) -> tuple[str, ...]:
        """Who speaks, where the title says whose words the text is: "Address by Prime Minister Støre"."""
        said = _ORATION.search(self._title)
        named = mentions(self._title[said.end() :], self._day, self._names) if said else ()
        return tuple(each.code for each in named if each.kind != "place")[:1]

    @cached_property
    def home(self) -> tuple[str, ...]:
        """The country that the publisher names, else the one that the text is at home in."""
        return self._publisher or self._at_home[:1]

    @cached_property
    def _at_home(self) -> tuple[str, ...]:
        """The country that the text is at home in, twice where hardly another is named."""
        from tracker.language.home import home

        found, alone = home(self.text, mentions(self.text, self._day, self._names))
        return (found,) * (1 + alone) if found else ()


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand in double quotation marks; a line ends them."""
    start = -1
    for sign in _QUOTE.finditer(text):
        if start < 0 and sign[0] in '“"' and not text[sign.start() - 1 : sign.start()].isalnum():
            start = sign.start()
        elif start >= 0 and sign[0] != "“":
            yield start, sign.end()
            start = -1
    if start >= 0:
        yield start, len(text)


def _is_aside(phrase: Phrase) -> bool:
    """Whether a party is named only to tell of something else: "Chinese competition", "Russia's war"."""
    return phrase.kind == "adjective" or (phrase.owner and set(phrase.codes) <= _INVADED)


def _can(code: str, may: tuple[str, ...], groups: frozenset[str]) -> bool:
    """Whether a party can have a role: one of those listed, or a country that is not."""
    if may[:1] == ("not",) or not may:
        return code not in may and code not in groups
    return code in may
