"""The pledges that a document makes or reports: every sentence weighed by its cues, then told by who, what, when, if.

A clause's score is the sum of the weights of its cues (``en/pledges.toml``); an anchor must be among them. Two bands
are proposed, and what scores less is not: nothing is hidden behind a number that nobody can see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.language.clusters import cluster
from tracker.language.conditions import spot_condition
from tracker.language.forms import form, letters, paragraph, stretches
from tracker.language.gapping import FROM_EACH, first_giver, shared_out
from tracker.language.listing import item, names_itself, without_bullet
from tracker.language.noise import masked
from tracker.language.outsiders import GUESSED
from tracker.language.own_amounts import in_own_money, own_amount
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.pledge_rules import PledgeRules, load_pledge_rules
from tracker.language.rebuilding import RECONSTRUCTION, may_be_rebuilding
from tracker.language.sightings import Actors, Amount, Band, Cue, PledgeSighting
from tracker.language.speakers import without_speaker
from tracker.language.spotting import Spotted, spot_deadline
from tracker.language.surroundings import Surroundings
from tracker.language.table_rows import ROW, Row, by_passage, table_rows
from tracker.language.told_after import spot_after
from tracker.language.told_beside import is_occasion, purposes, told_beside
from tracker.language.topics import Around
from tracker.language.undated import LONG_BEFORE, without_day
from tracker.language.weighing import LIST, Clause, Hit, divided
from tracker.model import Document

if TYPE_CHECKING:
    from tracker.language.gazetteer import Gazetteer
    from tracker.language.rules import Rules

__all__ = ["PledgeRules", "Reader", "load_pledge_rules", "read_pledges", "reads"]

_Told = tuple[Spotted | None, Amount | None]

_LANGUAGE = "en"
_READ = 3_000  # characters, to tell what a whole document is about
_MOST_CUES = 60  # of one sentence; a longer run of them is none
_SOON = 270  # days; "by 30 June" without a year, told in July, was the last one
_NAMED = 1.2  # what the words around count where what is promised was named there
_TITLE, _WHOLE, _NEAR = 0.6, 0.6, 0.4  # what texts around a quote count for its topic
_SURROUNDINGS = ("amount", "deadline", "condition", "actor", "run", "campaign")

_PATTERNS = patterns(__name__)
_ALONE = 6  # characters beside a sentence that is a paragraph by itself
_COUNTED = _PATTERNS["counted"]
_DATED = _PATTERNS["dated"]
_TAKEN_UP = _PATTERNS["taken-up"]
_BESIDE = _PATTERNS.words("beside")


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


class Reader(Surroundings):
    """A document whose pledges are read, a sentence after the other."""

    def __init__(
        self, document: Document, rules: PledgeRules, deadlines: Rules | None, names: Gazetteer | None
    ) -> None:
        from tracker.language.sentences import sentences

        text = masked(document.text or "")
        passages = [
            without_speaker(text, without_bullet(text, stretch))
            for each in sentences(text)
            for stretch in stretches(text, each)
        ]
        super().__init__(document, text, passages, rules, names)
        self.deadlines = deadlines
        self._title = letters(document.title)
        self.around: Around = []
        self.before: PledgeSighting | None = None
        self.rows = by_passage(table_rows(document, deadlines, names), passages)

    def sightings(self) -> Iterator[PledgeSighting]:
        """The clauses that score enough, each with all that it tells."""
        for clause in self._clauses():
            row = self.rows.get(clause.sentence)
            actors = row.actors if row else self._acting(clause)
            sighting = self._weighed(clause, actors)
            if sighting is None:
                continue
            self.before, self.told = sighting, clause.sentence
            if self.waits_for_election(sighting.condition):
                self.campaign = sighting
            yield from map(self._under_election, self._each(clause, sighting))

    def _acting(self, clause: Clause) -> Actors:
        """Who acts in a clause; of a list of what was given, the first who gives."""
        actors = self.actors_of(clause.sentence, clause.anchor.start)
        beside = self.told == clause.sentence and self.text.endswith(_BESIDE, 0, clause.place.start)
        if self.before and beside and actors.how in GUESSED:
            return self.before.actors  # "will send ten, with the first two planned for May"
        if clause.anchor.rule != FROM_EACH or self.scene is None:
            return actors
        return first_giver(self.scene.clauses.named(clause.anchor.start, clause.place.end)) or actors

    def _each(self, clause: Clause, sighting: PledgeSighting) -> Iterator[PledgeSighting]:
        """A sighting, and one for each further party of which its clause tells how much."""
        named = self.scene.clauses.named(*sighting.quote) if self.scene else []
        return shared_out(self.text, clause.anchor, sighting, named)

    def taken_for_one(self, clause: Clause, verb: int | None) -> PledgeSighting:
        """A clause that somebody else takes for a pledge, as a possible one whatever its cues.

        ``verb``: where its verb stands, else it is the first of the sentence.
        """
        actors = self.actors_of(clause.sentence, verb)
        told = self._told(clause, actors)
        cues = [*(cue for _, cue in clause.cues), *self.around_clause(clause, actors), *self.figures(clause, *told)]
        return self._under_election(self._sighting(clause, actors, told, cues, "possible"))

    def is_title(self, passage: Passage) -> bool:
        """Whether a passage is the title of the document, told again."""
        longest = 2 * len(self.document.title) + 9
        return passage.end - passage.start < longest and letters(self.text[slice(*passage)]) == self._title

    def _clauses(self) -> Iterator[Clause]:
        """The clauses that have an anchor, and whose cues leave a chance of a band."""
        text, rules = self.text, self.rules
        reach = sum(rules.weights[name] for name in _SURROUNDINGS)
        for index, passage in enumerate(self.passages):
            if index in self.rows:
                yield from self._row(index, self.rows[index])
                continue
            if self.is_title(passage):
                continue
            words = rules.cues.words(text, *passage)
            hits = self.listed(index, passage, words)
            if not hits and (start := item(text, passage, rules.cues)):
                hits = [(None, Cue(LIST, rules.weights["item"], start, passage.end)), *rules.cues.match(words)]
            if not hits:
                continue
            hits += self.told_of(passage, hits)
            for clause in divided(text, index, passage, self.formed(passage, hits)):
                if sum(cue.weight for _, cue in clause.cues) + reach >= rules.possible:
                    yield clause

    def _row(self, index: int, row: Row | None) -> Iterator[Clause]:
        """A row of a table of pledges as a clause; nothing of a row that is none."""
        if row:
            cue = Cue(ROW, self.rules.weights[ROW], row.place.start, row.place.start)
            yield Clause(index, row.place, ((None, cue),), cue, spot_condition(self.text, *row.place))

    def formed(self, passage: Passage, hits: Sequence[Hit]) -> list[Hit]:
        """The first of many cues, and what the form of the passage says."""
        weights = self.rules.weights
        return [*hits[:_MOST_CUES], *((None, Cue(name, weights[name], *at)) for name, at in form(self.text, passage))]

    def _weighed(self, clause: Clause, actors: Actors) -> PledgeSighting | None:
        """The clause as a sighting, or ``None`` when its score is in no band."""
        rules = self.rules
        cues = [*(cue for _, cue in clause.cues), *self.around_clause(clause, actors)]
        score = sum(cue.weight for cue in cues)
        if score + rules.weights["amount"] + rules.weights["deadline"] < rules.possible:
            return None
        told = self._told(clause, actors)
        if clause.anchor.rule == LIST and self.lead is None and not self._is_item(clause, actors, *told):
            return None  # "Press office: weekdays until 18:00"
        cues += [*self.figures(clause, *told)] or self.bare(clause, actors)
        score = _score(cues)
        if score < rules.possible:
            return None
        if any(cue.rule == "outsider" for cue in cues):
            actors = self.without_guess(actors)
        return self._sighting(clause, actors, told, cues, "likely" if score >= rules.likely else "possible")

    def _is_item(self, clause: Clause, actors: Actors, spotted: Spotted | None, amount: Amount | None) -> bool:
        """Whether an item that no lead-in explains says who acts, else how much and by when, not long hence."""
        if names_itself(self.text, self.passages[clause.sentence], actors.how):
            return True
        latest, day = spotted.deadline.latest if spotted else None, self.document.published_on
        if not (actors.parties and amount and spotted and latest and day):
            return False
        return (latest - day).days < _SOON or _DATED.search(spotted.deadline.phrase) is not None

    def _sighting(self, clause: Clause, actors: Actors, told: _Told, cues: Sequence[Cue], band: Band) -> PledgeSighting:
        place, (spotted, amount) = clause.place, told
        return PledgeSighting(
            quote=place,
            others=(),
            actors=actors,
            topic=self._topic(clause, actors, spotted),
            amount=amount,
            deadline=spotted.deadline if spotted else None,
            deadline_at=spotted.at if spotted else None,
            condition=clause.condition,
            score=_score(cues),
            band=band,
            cues=tuple(sorted(cues, key=lambda cue: (cue.start, cue.end, cue.rule))),
        )

    def _topic(self, clause: Clause, actors: Actors, spotted: Spotted | None) -> str:
        """What a clause is about: to build for a country at war is to rebuild it."""
        deed = self._deed(clause, spotted)
        topic = self.rules.topics.topic_of(deed, lambda: self._around(clause))
        rebuilds = may_be_rebuilding(topic, deed) and self.helps_to_rebuild(clause.sentence, actors.parties)
        return RECONSTRUCTION if rebuilds else topic

    def _told(self, clause: Clause, actors: Actors) -> _Told:
        """By when, and how much: the day of an election that a pledge waits for is none, nor are days its amount."""
        if row := self.rows.get(clause.sentence):
            return row.deadline, row.amount
        text, place, cue = self.text, clause.place, clause.anchor.start
        day = self.document.published_on or LONG_BEFORE
        rules, waits = self.deadlines, clause.condition
        whose = actors.parties[0] if actors.parties else None
        beside = [*told_beside(text, place, cue)]
        without = [waits, *beside] if waits else beside
        undue = [each for each in without if not is_occasion(text, each)]
        ends = purposes(text, place)
        spotted = spot_deadline(text, day, rules, place=place, cue=cue, without=[*undue, *ends], country=whose)
        if spotted is None and ends:
            spotted = spot_deadline(text, day, rules, place=place, cue=cue, without=undue, country=whose)
        if spotted is None and (lead := self.lead):
            spotted = spot_deadline(text, day, rules, place=lead.place, cue=lead.verb, country=whose)
        if spotted is None:
            promised = Passage(cue, place.end)
            spotted = spot_after(text, self.passages, clause.sentence, promised, day, rules, whose)
        without = [*without, spotted.at] if spotted else without
        if spotted and waits and spotted.deadline.rule == "within" and _COUNTED.match(spotted.deadline.phrase):
            spotted = None  # counted from the day on which the condition is met
        if spotted and not self.document.published_on:
            spotted = spotted._replace(deadline=without_day(spotted.deadline, rules, whose))
        before = self.before.amount if self.before else None
        amount = own_amount(text, place.start, place.end, cue, before, without)
        return spotted, in_own_money(text, amount, actors.parties)

    def _deed(self, clause: Clause, spotted: Spotted | None) -> str:
        """The words of a clause that say what is to be done, and not after what or by when."""
        start, end = clause.place
        said, without = [], [clause.condition, spotted and spotted.at]
        for place in sorted(each for each in without if each and each.start < end):
            said.append(self.text[start : max(start, place[0])])
            start = max(start, min(place[1], end))
        return " ".join([*said, self.text[start:end]])

    def _around(self, clause: Clause) -> Around:
        """What the sentence, the title and the document say of topics."""
        topics = self.rules.topics
        if not self.around:
            self.around = [
                (topics.weigh(f"{self.document.title} {self.document.publisher}"), _TITLE),
                (topics.weigh(self.text[:_READ]), _WHOLE),
            ]
        sentence = self.passages[clause.sentence]
        near = paragraph(self.text, sentence)
        if near.start > 0 and sentence.start - near.start < _ALONE > near.end - sentence.end:
            near = Passage(paragraph(self.text, Passage(near.start, near.start)).start, near.end)
        taken_up = _TAKEN_UP.match(self.text, clause.anchor.end, clause.place.end)
        return [(topics.weigh(self.text[slice(*near)]), _NAMED if taken_up else _NEAR), *self.around]

    def _under_election(self, sighting: PledgeSighting) -> PledgeSighting:
        """What a party promises after "if it wins" is promised on that condition, to the end of the document."""
        if self.campaign is None or sighting.condition or not self.hangs_on_election(sighting.quote):
            return sighting
        parties, own = set(self.campaign.actors.parties), set(sighting.actors.parties)
        return (
            sighting._replace(condition=self.campaign.condition)
            if not own or not parties or parties & own
            else sighting
        )


def _score(cues: Iterable[Cue]) -> float:
    return round(sum(cue.weight for cue in cues), 3)
