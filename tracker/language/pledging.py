"""The pledges that a document makes or reports: every sentence weighed by its cues, then told by who, what, when, if.

A clause's score is the sum of the weights of its cues (``en/pledges.toml``); an anchor must be among them. Two bands
are proposed, and what scores less is not: nothing is hidden behind a number that nobody can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.language.amounts import own_amount
from tracker.language.clusters import cluster
from tracker.language.noise import masked
from tracker.language.passages import Passage
from tracker.language.pledge_rules import PledgeRules, load_pledge_rules
from tracker.language.sightings import Actors, Amount, Band, Cue, PledgeSighting
from tracker.language.spotting import Spotted, spot_deadline
from tracker.language.topics import Around
from tracker.language.weighing import LIST, Clause, Hit, divided
from tracker.model import Document

if TYPE_CHECKING:
    from tracker.language.actors import Scene
    from tracker.language.gazetteer import Gazetteer
    from tracker.language.rules import Rules

__all__ = ["PledgeRules", "Reader", "load_pledge_rules", "read_pledges", "reads"]

_Told = tuple[Spotted | None, Amount | None]

_LANGUAGE = "en"
_READ = 3_000  # characters, to tell what a whole document is about
_STRETCH = 2_000  # characters; a longer run of words is read in stretches
_MOST_CUES = 60  # of one sentence; a longer run of them is none
_RUN = 2  # sentences between pledges that stand together
_TITLE, _WHOLE, _SENTENCE = 0.6, 0.6, 0.25  # what texts around a quote count for its topic
_WOULD = ("would", "would-cause")
_DOING = frozenset(("act", "effect", "vague"))
_ENDS = frozenset(".!?…:;,\"”’'»)]")
_BULLET = re.compile(r"[ \t]{0,9}(?:[-–—*•·▪]|\(?[0-9a-z]{1,3}[.)])[ \t]")
_ITEM = re.compile(
    r"[ \t]{0,9}[A-Z][\w.' -]{1,40}(?::| [–—-]) "  # a name
    r"(?=[^.:;!?]{0,30}(?:[0-9]|\b(?:one|two|three|four|five|six|ten)\b))"
    r"(?=[^.:;!?]{3,80} (?:for|to|towards) )"
)
_LEAD_IN = re.compile(r"\b(?:will|shall|to|agreed|commit|undertake|pledge|must|we|that)\s?:\Z", re.IGNORECASE)
_ELECTORAL = re.compile(
    r"\b(?:if|should|once|when|provided)\b.{0,60}\b(?:wins?|won|elected|re-elected|forms? (?:a|the next) government|"
    r"returned to (?:power|government|office)|comes? to power|takes? (?:office|power)|gains? power|victory|"
    r"in government)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_pledges(
    document: Document,
    rules: PledgeRules | None = None,
    *,
    deadlines: Rules | None = None,
    names: Gazetteer | None = None,
) -> tuple[PledgeSighting, ...]:
    """The pledges in a document, in order of place; none where it holds no text or is not in English.

    The tables are the shipped ones unless given. Takes time in proportion to the text, and gives the same on every run.
    """
    if not reads(document):
        return ()
    reader = Reader(document, rules or load_pledge_rules(), deadlines, names)
    return cluster(reader.text, list(reader.sightings()))


def reads(document: Document) -> bool:
    """Whether pledges are read in a document: it holds a text, in English."""
    return bool(document.text) and document.language.lower().startswith(_LANGUAGE)


class Reader:
    """A document while it is read: what was found before bears on what comes next."""

    def __init__(
        self, document: Document, rules: PledgeRules, deadlines: Rules | None, names: Gazetteer | None
    ) -> None:
        from tracker.language.sentences import sentences

        self.document, self.rules, self.deadlines, self.names = document, rules, deadlines, names
        self.text = masked(document.text or "")
        self._title = _letters(document.title)
        self.passages = [stretch for each in sentences(self.text) for stretch in _stretches(self.text, each)]
        self.scene: Scene | None = None
        self.around: Around = []
        self.before: PledgeSighting | None = None
        self.told = -_RUN - 1  # the number of the sentence that held it
        self.campaign: PledgeSighting | None = None  # what hangs on an election

    def sightings(self) -> Iterator[PledgeSighting]:
        """The clauses that score enough, each with all that it tells."""
        for clause in self._clauses():
            sighting = self._weighed(clause, self._actors(clause.sentence, clause.anchor.start))
            if sighting is None:
                continue
            self.before, self.told = sighting, clause.sentence
            if sighting.condition and _ELECTORAL.match(self.text, *sighting.condition):
                self.campaign = sighting
            yield self._under_election(sighting)

    def taken_for_one(self, clause: Clause, verb: int | None) -> PledgeSighting:
        """A clause that somebody else takes for a pledge, as a possible one whatever its cues.

        ``verb``: where its verb stands, else it is the first of the sentence.
        """
        actors, told = self._actors(clause.sentence, verb), self._told(clause)
        cues = [*(cue for _, cue in clause.cues), *self._surroundings(clause, actors), *self._figures(*told)]
        return self._under_election(self._sighting(clause, actors, told, cues, "possible"))

    def is_title(self, passage: Passage) -> bool:
        """Whether a passage is the title of the document, told again."""
        longest = 2 * len(self.document.title) + 9
        return passage.end - passage.start < longest and _letters(self.text[slice(*passage)]) == self._title

    def _clauses(self) -> Iterator[Clause]:
        """The clauses that have an anchor, and whose cues leave a chance of a band."""
        text, rules = self.text, self.rules
        reach = sum(rules.weights[name] for name in ("amount", "deadline", "actor", "run", "campaign"))
        leading = False
        for index, passage in enumerate(self.passages):
            if self.is_title(passage):
                continue
            words = rules.cues.words(text, *passage)
            hits: list[Hit] = [*rules.cues.match(words, anchored=not leading)]
            if leading and words.folded and words.classes[0] & _DOING:
                hits.insert(0, (None, Cue(LIST, rules.weights[LIST], *words.places()[0])))
            else:
                leading = text[passage.end - 1] == ":" and bool(_LEAD_IN.search(text[passage.start : passage.end]))
            if not hits and (item := _ITEM.match(text, *passage)):
                hits += rules.cues.match(words)
                hits.insert(0, (None, Cue(LIST, rules.weights["item"], item.end(), passage.end)))
            if not hits:
                continue
            for clause in divided(text, index, passage, self.formed(passage, hits)):
                if sum(cue.weight for _, cue in clause.cues) + reach >= rules.possible:
                    yield clause

    def formed(self, passage: Passage, hits: Sequence[Hit]) -> list[Hit]:
        """The first of many cues, and what the form of the passage says."""
        weights = self.rules.weights
        return [*hits[:_MOST_CUES], *((None, Cue(name, weights[name], *at)) for name, at in _form(self.text, passage))]

    def _actors(self, sentence: int, verb: int | None) -> Actors:
        from tracker.language.actors import Scene

        self.scene = self.scene or Scene(self.document, self.passages, self.text, self.names)
        return self.scene.actors(sentence, verb)

    def _weighed(self, clause: Clause, actors: Actors) -> PledgeSighting | None:
        """The clause as a sighting, or ``None`` when its score is in no band."""
        rules = self.rules
        cues = [*(cue for _, cue in clause.cues), *self._surroundings(clause, actors)]
        score = sum(cue.weight for cue in cues)
        if score + rules.weights["amount"] + rules.weights["deadline"] < rules.possible:
            return None
        told = self._told(clause)
        cues += self._figures(*told)
        score = _score(cues)
        if score < rules.possible:
            return None
        return self._sighting(clause, actors, told, cues, "likely" if score >= rules.likely else "possible")

    def _sighting(self, clause: Clause, actors: Actors, told: _Told, cues: Sequence[Cue], band: Band) -> PledgeSighting:
        place, (spotted, amount) = clause.place, told
        return PledgeSighting(
            quote=place,
            others=(),
            actors=actors,
            topic=self.rules.topics.topic_of(self.text[place.start : place.end], lambda: self._around(clause)),
            amount=amount,
            deadline=spotted.deadline if spotted else None,
            deadline_at=spotted.at if spotted else None,
            condition=clause.condition,
            score=_score(cues),
            band=band,
            cues=tuple(sorted(cues, key=lambda cue: (cue.start, cue.end, cue.rule))),
        )

    def _figures(self, spotted: Spotted | None, amount: Amount | None) -> Iterator[Cue]:
        """What an amount and a deadline that gives a window speak for."""
        weights = self.rules.weights
        if amount:
            yield Cue("amount", weights["amount"], amount.start, amount.end)
        if spotted and (spotted.deadline.latest or spotted.deadline.earliest):
            yield Cue("deadline", weights["deadline"], *spotted.at)

    def _told(self, clause: Clause) -> _Told:
        """By when, and how much: the day of an election that a pledge waits for is none, nor are days its amount."""
        text, place, cue = self.text, clause.place, clause.anchor.start
        day = self.document.published_on
        rules, waits = self.deadlines, clause.condition
        spotted = spot_deadline(text, day, rules, place=place, cue=cue, without=waits) if day else None
        without = [each for each in (spotted and spotted.at, clause.condition) if each]
        before = self.before.amount if self.before else None
        return spotted, own_amount(text, place.start, place.end, cue, before, without)

    def _surroundings(self, clause: Clause, actors: Actors) -> Iterator[Cue]:
        """What stands around the clause: who acts, a pledge just before it, a campaign."""
        weights, start = self.rules.weights, clause.place.start
        if actors.parties and actors.how != "none":
            known = actors.start is not None and actors.end is not None
            at = (actors.start or 0, actors.end or 0) if known else (start, start)
            yield Cue("actor", weights["actor"], *at)
        else:
            yield Cue("no-actor", weights["no-actor"], start, start)
        if 0 < clause.sentence - self.told <= _RUN:
            yield Cue("run", weights["run"], start, start)
        if self.campaign and any(cue.rule in _WOULD for _, cue in clause.cues):
            yield Cue("campaign", weights["campaign"], start, start)

    def _around(self, clause: Clause) -> Around:
        """What the sentence, the title and the document say of topics."""
        topics = self.rules.topics
        if not self.around:
            self.around = [
                (topics.weigh(self.document.title), _TITLE),
                (topics.weigh(self.text[:_READ]), _WHOLE),
            ]
        sentence = self.passages[clause.sentence]
        return [(topics.weigh(self.text[sentence.start : sentence.end][:_READ]), _SENTENCE), *self.around]

    def _under_election(self, sighting: PledgeSighting) -> PledgeSighting:
        """What a party promises after "if it wins" is promised on that condition, to the end of the document."""
        if self.campaign is None or sighting.condition:
            return sighting
        parties, own = set(self.campaign.actors.parties), set(sighting.actors.parties)
        return (
            sighting._replace(condition=self.campaign.condition)
            if not own or not parties or parties & own
            else sighting
        )


def _stretches(text: str, passage: Passage) -> Iterator[Passage]:
    """A sentence, or the stretches of one that is too long to be one."""
    start, end = passage
    while end - start > _STRETCH:
        blank = text.rfind(" ", start + _STRETCH // 2, start + _STRETCH)
        cut = blank if blank > 0 else start + _STRETCH
        yield Passage(start, cut)
        start = cut
    yield Passage(start, end)


def _form(text: str, passage: Passage) -> Iterator[tuple[str, Passage]]:
    """What the form of a sentence says: a line without a full stop is a heading, a question asks."""
    last = text[passage.end - 1]
    if last == "?" or text[passage.end - 2 : passage.end] in ('?"', "?”"):
        yield "question", Passage(passage.end - 1, passage.end)
    if last in _ENDS:
        return
    line_end = text.find("\n", passage.end)
    if text[passage.end : line_end if line_end >= 0 else len(text)].strip():
        return
    line_start = text.rfind("\n", 0, passage.start) + 1
    if not _BULLET.match(text, line_start, passage.start):
        yield "heading", passage


def _score(cues: Iterable[Cue]) -> float:
    return round(sum(cue.weight for cue in cues), 3)


def _letters(words: str) -> str:
    return "".join(letter for letter in words[:400].casefold() if letter.isalnum())
