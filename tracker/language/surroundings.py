"""What bears on a clause beside its own cues: who acts, what it looks back on, a pledge before it, its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.language.cue_rules import Rule
from tracker.language.cues import Words
from tracker.language.hindsight import looked_back_on, says_nothing, tells_which
from tracker.language.listing import Lead, bullet, is_heading, lead_in, opens_line, promises_nothing
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.rebuilding import at_home, rebuilt
from tracker.language.sightings import Actors, Amount, Cue, PledgeSighting
from tracker.language.table_rows import ROW
from tracker.language.undated import LONG_BEFORE
from tracker.language.weighing import LIST, Clause, Hit

if TYPE_CHECKING:
    from tracker.language.actors import Scene
    from tracker.language.gazetteer import Gazetteer
    from tracker.language.outsiders import Outsiders
    from tracker.language.pledge_rules import PledgeRules
    from tracker.language.spotting import Spotted
    from tracker.model import Document

_RUN = 2  # sentences between pledges that stand together
_WOULD = ("would", "would-cause")
_OWN = ("subject", "agent", "label", "we", "they", "he")  # who acts in an item of a list, without its lead-in
_NAMED = ("subject", "label", "agent", "we", "none", "stranger")
_LASTING = ("stay-until", "no-one-loses")  # anchors that say enough without a figure
_GUESSED = ("last", "issuer")
_DOING = frozenset(("act", "effect", "vague"))

_PATTERNS = patterns(__name__)
_ELECTORAL, _IN_OFFICE = _PATTERNS["electoral"], _PATTERNS["in-office"]


class Surroundings:
    """A document while it is read: what was found before bears on what comes next."""

    def __init__(
        self,
        document: Document,
        text: str,
        passages: Sequence[Passage],
        rules: PledgeRules,
        names: Gazetteer | None,
    ) -> None:
        self.document, self.text, self.passages = document, text, passages
        self.rules, self.names = rules, names
        self.scene: Scene | None = None
        self.outsiders: Outsiders | None = None
        self.told = -_RUN - 1  # the number of the sentence that held the last pledge
        self.campaign: PledgeSighting | None = None  # what hangs on an election
        self.lead: Lead | None = None  # of the list that is being read

    def waits_for_election(self, condition: Passage | None) -> bool:
        """Whether a condition is that an election is won."""
        return condition is not None and _ELECTORAL.match(self.text, *condition) is not None

    def hangs_on_election(self, place: Passage) -> bool:
        """Whether the words at a place stand after "if it wins", and are not of those who govern now."""
        return self.campaign is not None and _IN_OFFICE.search(self.text, *place) is None

    def actors_of(self, sentence: int, verb: int | None) -> Actors:
        """Who acts by the verb at a place of a sentence, else the first; in a list without its own, who leads it in."""
        from tracker.language.actors import Scene

        self.scene = self.scene or Scene(self.document, self.passages, self.text, self.names)
        actors = self.scene.actors(sentence, verb)
        if (lead := self.lead) and actors.how not in _OWN:
            leading = self.scene.actors(lead.sentence, lead.verb)
            return leading._replace(start=None, end=None) if leading.parties else actors
        return actors

    def helps_to_rebuild(self, sentence: int, parties: Sequence[str]) -> bool:
        """Whether a pledge is made for another country, of which the document tells that it is at war or rebuilt."""
        if self.scene is None or not parties:
            return False
        if not self._rebuilt or self._rebuilt in parties:
            return False
        return not at_home(self.text[slice(*self.passages[sentence])], parties)

    @cached_property
    def _rebuilt(self) -> str | None:
        """The country that the document tells to be at war or rebuilt, once it is known who acts there."""
        return rebuilt(self.text, self.scene.clauses.phrases) if self.scene else None

    def listed(self, index: int, passage: Passage, words: Words) -> list[Hit]:
        """The cues of a sentence that has an anchor, or stands in a list that is led in as one of pledges."""
        text, weights, match = self.text, self.rules.weights, self.rules.cues.match
        if lead := lead_in(text, index, passage, words, self.rules.cues):
            self.lead = lead
            return [] if lead.bare else [*match(words, anchored=True)]
        if (lead := self.lead) is None:
            return [*match(words, anchored=True)]
        marked, doing = bullet(text, passage), bool(words.folded) and not words.classes(0).isdisjoint(_DOING)
        if marked == lead.sort or (not marked and not doing and opens_line(text, passage)):
            self.lead = None
            return [*match(words, anchored=True)]
        if marked and lead.items and marked != lead.items and is_heading(text, passage) and not doing:
            self.lead = None
            return []
        self.lead = lead if lead.items else lead._replace(items=marked or "")
        if promises_nothing(text, passage):
            return [*match(words, anchored=True)]
        hits: list[Hit] = [*match(words)]
        anchored = any(rule and rule.kind == "anchor" for rule, _ in hits)
        if not words.folded or not (marked or doing):
            return hits if anchored else []
        first = Passage(*words.places()[0])
        if doing and lead.binding:
            return [(None, Cue(LIST, weights[LIST], *first)), *hits]
        if not anchored:
            hits = [(None, Cue(LIST, weights["item"], *first)), *hits]
        return [*hits, (None, Cue("lead", weights["lead"], *first))] if lead.binding else hits

    def told_of(self, passage: Passage, hits: Sequence[Hit]) -> list[Hit]:
        """Which anchors of a sentence only look back on a promise, or say nothing of what it is."""
        anchors = [cue for rule, cue in hits if rule and rule.kind == "anchor"]
        weights, text = self.rules.weights, self.text
        year = (self.document.published_on or LONG_BEFORE).year
        found = [("told-of", at) for at in looked_back_on(text, passage, anchors, year)]
        found += [("which-one", Passage(*each[2:])) for each in anchors if tells_which(text, passage, each)]
        found += [("says-nothing", Passage(*each[2:])) for each in anchors if says_nothing(text, passage, each)]
        return [
            (Rule(name, "against", weights[name], (), "", "", (), "at"), Cue(name, weights[name], *at))
            for name, at in found
        ]

    def around_clause(self, clause: Clause, actors: Actors) -> Iterator[Cue]:
        """What stands around the clause: who acts, a pledge just before it, a campaign."""
        weights, start = self.rules.weights, clause.place.start
        if actors.parties and actors.how != "none":
            known = actors.start is not None and actors.end is not None
            at = (actors.start or 0, actors.end or 0) if known else (start, start)
            name = "guessed" if actors.how in _GUESSED and not self._names(clause, actors) else "actor"
            yield Cue(name, weights[name], *at)
        else:
            yield Cue("no-actor", weights["no-actor"], start, start)
        if who := self._outsider(clause, actors):
            yield Cue("outsider", weights["outsider"], *who)
        if 0 < clause.sentence - self.told <= _RUN:
            yield Cue("run", weights["run"], start, start)
        if clause.condition:
            yield Cue("condition", weights["condition"], *clause.condition)
        waits = self.waits_for_election(clause.condition)
        promised = any(cue.rule in _WOULD for _, cue in clause.cues)
        if promised and (waits or self.hangs_on_election(clause.place)):
            yield Cue("campaign", weights["campaign"], start, start)

    def figures(self, clause: Clause, spotted: Spotted | None, amount: Amount | None) -> Iterator[Cue]:
        """What an amount speaks for, and a deadline that gives a window and is not told later."""
        weights = self.rules.weights
        if amount:
            yield Cue("amount", weights["amount"], amount.start, amount.end)
        own = spotted and spotted.at.start < clause.place.end
        if spotted and own and (spotted.deadline.latest or spotted.deadline.earliest):
            yield Cue("deadline", weights["deadline"], *spotted.at)

    def bare(self, clause: Clause, actors: Actors) -> list[Cue]:
        """That a clause says neither who acts nor how much nor by when, nor on what condition."""
        start = clause.place.start
        told = clause.condition or actors.how in _NAMED or self._names(clause, actors) or clause.anchor.rule in _LASTING
        return [] if told else [Cue("bare", self.rules.weights["bare"], start, start)]

    def _names(self, clause: Clause, actors: Actors) -> bool:
        """Whether a sentence names those who are taken to act in it: "forty doctors from Poland fly out"."""
        named = self.scene.clauses.named(*self.passages[clause.sentence]) if self.scene else ()
        return any(code in actors.parties for each in named if each.ref == "" for code in each.codes)

    def _outsider(self, clause: Clause, actors: Actors) -> Passage | None:
        """Who acts, if it is somebody who stands for no party."""
        from tracker.language.outsiders import Outsiders

        if self.scene is None or clause.anchor.rule in (LIST, ROW) or self.lead:
            return None
        self.outsiders = self.outsiders or Outsiders(self.scene.clauses, self.rules.cues.lexicon)
        anchor = clause.anchor
        return self.outsiders.who(
            self.passages[clause.sentence], Passage(anchor.start, anchor.end), anchor.rule, actors
        )

    def without_guess(self, actors: Actors) -> Actors:
        """Who acts where the words name somebody who stands for no party: no country that was only guessed.

        A party that publishes may be telling what it will make others do.
        """
        guessed = actors.how in _GUESSED and self.scene is not None and not self.scene.referents.speaks_for
        return actors._replace(parties=(), how="stranger") if guessed else actors
