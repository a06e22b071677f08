"""What a document tells of who speaks in it, and which parties stand before a place in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from tracker.language.clauses import Clauses
from tracker.language.gatherings import co_signed, gathering, in_the_chair, interlocutors, signatories
from tracker.language.gazetteer import Gazetteer
from tracker.language.home import is_shared
from tracker.language.mentions import Mention, mentions
from tracker.language.noun_phrases import Phrase
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.speakers import Turn, quotations, turn, turns
from tracker.language.strangers import Namesakes, is_stranger
from tracker.model import Document

_PATTERNS = patterns(__name__)
_GOING_ON = _PATTERNS.words("going-on")
_TOLD, _FRONTED = _PATTERNS["told"], _PATTERNS["fronted"]
_THE = _PATTERNS.words("the")[0]
_OFFICIAL = _PATTERNS["official"]
_ORATION = _PATTERNS["oration"]
_SPEECH = _PATTERNS["speech"]
_PAPER = _PATTERNS["paper"]
_DATELINE = _PATTERNS["dateline"]
_PAPER_OF = _PATTERNS["paper-of"]
_LABEL = re.compile(r"(?:[-–—*•]\s)?(?P<words>[^\n:–—]{2,90})(?::\s| [–—-] )")
_BULLETS = tuple("-–—*•")
_LABELS = ("name", "seat", "body", "several")
_SHARING = (("GB",), ("US",))
INVADED = frozenset(("UA", "RU"))
FAR, _OPENS = 1500, 5  # characters
_MOST = 300  # phrases
_HEAD, _LINES, _LONG = 600, 6, 14  # characters; lines; words


class Antecedents:
    """A document's phrases, and what those that name no party mean where they stand.

    ``issuer``: the party that the document speaks for; ``group``: those who met, or issued it; ``we``: those who
    sign it one by one.
    """

    def __init__(self, document: Document, sentences: Sequence[Passage], clauses: Clauses, names: Gazetteer) -> None:
        day, self.text, groups = document.published_on, clauses.text, names.groups
        self.groups, self.raw = groups, document.text or ""
        self._title = document.title
        self.sentences, self.clauses = sentences, clauses
        self.named = [each for each in clauses.phrases if each.ref == "" and each.kind != "place"]
        self._starts = [each.start for each in self.named]
        acting = [each for each in clauses.phrases if each.ref == "group" and each.several and not each.prep]
        self.meetings = [each.start for each in acting if not each.owner and not each.codes]
        told = mentions(document.publisher, day, names)
        named = [each for each in told if document.publisher.endswith("(", 0, each.start)]  # "Chancellery (Poland)"
        self._publisher, self._day, self._names = tuple(each.code for each in (named or told)[:1]), day, names
        self.title = tuple(each.code for each in mentions(document.title, day, names) if each.kind != "place")
        self.publisher = document.publisher
        self.stranger = not document.issuer and is_stranger(document.publisher, "" if self.title else document.title)
        if self.stranger:
            self._publisher = ()
        official = not self.stranger and _is_official(document.publisher, told)
        for at, each in enumerate(self.named):
            if each.codes in _SHARING and is_shared(self.text[each.start : each.end]) and self.home:
                self.named[at] = each._replace(codes=self.home)  # "Labour" of another country
        self.issuer = document.issuer or (next(iter(self.home), None) if official else None)
        own = (document.issuer,) if document.issuer else self._publisher
        self.namesakes = Namesakes(clauses, document.publisher, own, groups).meant(self.named)
        if self.namesakes:
            meant = (each._replace(codes=self.namesakes.get(each.start, each.codes)) for each in self.named)
            self.named = [each for each in meant if each.codes]
            self._starts = [each.start for each in self.named]
        self.chair = in_the_chair(clauses)
        self.quotes = list(quotations(self.text))
        self.quote_starts = [start for start, _ in self.quotes]
        self.developed = next((each.start for each in self.named if "DEVELOPED" in each.codes), len(self.text))
        self.we = () if self.stranger else signatories(clauses, sentences)
        issuer = (self.issuer,) if self.issuer and self.issuer not in groups else ()
        self.pair = interlocutors(clauses, document.title, self.title, issuer) if issuer else ()
        together = () if self.issuer in groups else co_signed(clauses, document.title, self.title)
        self.group = (
            self.we or together or gathering(clauses, sentences, self.title, document.title, self.issuer, groups)
        )

    def before(self, place: int) -> Iterator[Phrase]:
        """The phrases that name a party and end before a place, the last first; not for ever."""
        at = bisect_right(self._starts, place)
        return (each for each in reversed(self.named[max(0, at - _MOST) : at]) if each.end <= place)

    def last(self, place: int, kinds: tuple[str, ...] = (), near: bool = False) -> tuple[str, ...]:
        """The last party named before a place that no preposition governs; a mere adjective counts least.

        ``near``: not far off, and where the text is that of a party, in the same paragraph.
        """
        aside: tuple[str, ...] = ()
        own = near and self.issuer and self.issuer not in self.groups and self.issuer not in INVADED
        line = self._paragraph(place) if own else 0
        for each in self.before(place):
            if near and (place - each.start > FAR or each.start < line):
                break
            fits = not kinds or each.kind in kinds or ("group" in kinds and each.codes[0] in self.groups)
            if each.prep or not fits:
                continue
            if not is_aside(each):
                return each.codes
            aside = aside or (() if near and set(each.codes) <= INVADED else each.codes)
        return aside

    def _paragraph(self, place: int) -> int:
        """Where the paragraph of a place begins, with the items of a list that stand before it, not far off."""
        line = self.text.rfind("\n", 0, place) + 1
        while line and place - line < FAR:
            above = self.text.rfind("\n", 0, line - 1) + 1
            if self.text[above : above + 1] not in _BULLETS:
                break
            line = above
        return line

    def goes_on(self, place: int, index: int) -> tuple[str, ...]:
        """The subject that an "it" goes on with: that of its sentence behind "and", else of the one before it."""
        start = self.sentences[index].start
        opens = place - start < _OPENS
        if opens and (not index or "\n" in self.text[self.sentences[index - 1].start : start]):
            return ()
        if not opens and not self.text.endswith(_GOING_ON, 0, place) and not self.is_told(place, index):
            return ()
        begun = self.sentences[index - 1].start if opens else start
        named = self.clauses.named(begun, place)
        first = next((each for each in named if not each.prep), None)
        if first is None and opens:  # "Two were ordered by Oslo. It will …"
            return next((each.codes for each in reversed(named) if each.prep == "by" and not each.ref), ())
        alone = first is not None and self._opens(begun, first.start) and first.kind not in ("adjective", "place")
        return first.codes if first and alone and not first.ref and len(first.codes) == 1 else ()

    def _opens(self, begun: int, start: int) -> bool:
        """Whether a phrase opens a sentence, behind words such as "In 2024, " at most."""
        return start - begun < _OPENS or _FRONTED.fullmatch(self.text, begun, start) is not None

    def is_told(self, place: int, index: int) -> bool:
        """Whether a pronoun stands right behind who was told: "Oslo told Riga it would"; it is of who tells."""
        return _TOLD.search(self.text, self.sentences[index].start, place) is not None

    def is_invaded(self, codes: tuple[str, ...]) -> bool:
        """Whether parties are only those at war, and another issues the document: it tells of them."""
        return set(codes) <= INVADED and self.issuer not in INVADED

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
        words = sum(len(self.text[each.start : each.end].split()) for each in named)
        if not named or len(rest.split()) > 3 + words or _DATELINE.search(rest):
            return None
        return tuple(dict.fromkeys(code for each in named for code in each.codes)), found.end()

    def spoken(self, place: int) -> tuple[str, ...]:
        """Who speaks in a transcript at a place; none where the text is no transcript, or another asks."""
        said = turn(self._turns, place)
        if said is None:
            return ()
        return said.codes or (self.speaks_for if said.own else ())

    @property
    def is_signed(self) -> bool:
        """Whether the text speaks for a party, or for those who sign it."""
        return bool(self.issuer or self.we)

    @property
    def speaks_for(self) -> tuple[str, ...]:
        """The party that issues the document, else the one that its publisher names."""
        return (self.issuer,) if self.issuer else self._publisher

    def giver(self, told_by: tuple[str, ...], place: int) -> tuple[str, ...]:
        """Who acted right before where Ukraine tells what comes next: "Oslo will pay. The first, Kyiv said, will"."""
        line = self.text.rfind("\n", 0, place) + 1
        before = self.clauses.named(line, place) if set(told_by) <= INVADED else []
        acted = [each for each in before if each.ref == "" and not each.prep and not is_aside(each)]
        return acted[-1].codes if acted and not set(acted[-1].codes) & INVADED else ()

    @cached_property
    def _turns(self) -> list[Turn]:
        def told(label: str) -> tuple[str, ...]:
            return tuple(each.code for each in mentions(label, self._day, self._names) if each.kind != "adjective")

        return list(turns(self.clauses, told))

    def named_in(self, words: str) -> list[Mention]:
        """The parties that some words name on the day of the document."""
        return mentions(words, self._day, self._names)

    @cached_property
    def orator(self) -> tuple[str, ...]:
        """Who speaks, where the title says whose words the text is: "Address by Prime Minister Støre"."""
        said = _ORATION.search(self._title)
        named = self.named_in(self._title[said.end() :]) if said else ()
        return tuple(each.code for each in named if each.kind != "place")[:1]

    @cached_property
    def byline(self) -> tuple[str, ...]:
        """Who speaks, where a line in the head of a speech names a person: "Minister Støre, 3 May"."""
        head = self.text[:_HEAD].split("\n")[:_LINES] if _SPEECH.search(self._title) else []
        for line in head:
            told = [each.code for each in self.named_in(line) if each.kind == "leader"]
            if len(told) == 1 and len(line.split()) < _LONG and line.rstrip()[-1].isalnum():
                return (told[0],)
        return ()

    @cached_property
    def home(self) -> tuple[str, ...]:
        """The country that the publisher names, else the one that the text is at home in."""
        return self._publisher or self.at_home[:1]

    @cached_property
    def at_home(self) -> tuple[str, ...]:
        """The country that the text is at home in, twice where hardly another is named."""
        from tracker.language.home import home

        found, alone = home(self.text, mentions(self.text, self._day, self._names))
        return (found,) * (1 + alone) if found else ()


def _is_official(publisher: str, told: Sequence[Mention]) -> bool:
    """Whether a publisher speaks for a party: an office, the party itself, a body or a leader and no newspaper.

    ``told``: the parties that its name names.
    """
    if _OFFICIAL.search(publisher) and not _PAPER_OF.search(publisher):
        return True
    first = told[0] if told else None
    if first is None or (first.kind in ("name", "body") and first.surface == publisher.strip().removeprefix(_THE)):
        return first is not None
    return first.start <= len(_THE) and first.kind in ("leader", "body") and not _PAPER.search(publisher)


def is_aside(phrase: Phrase) -> bool:
    """Whether a party is named only to tell of something else: "Chinese competition", "Russia's war"."""
    return phrase.kind == "adjective" or (phrase.owner and set(phrase.codes) <= INVADED)
