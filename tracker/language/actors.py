"""Who acts in a sentence: the subject of its verb, resolved through the document that it stands in.

A ``Scene`` walks a document once: its phrases, its labels ("Denmark: …"), its quotations and who speaks them, the
group that met or issued it. It can then be asked about any sentence and any place of a verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.language.antecedents import INVADED
from tracker.language.clauses import SAYS, reading
from tracker.language.gazetteer import Gazetteer, gazetteer
from tracker.language.joining import doing_so, joining, on_behalf_of, partners_of
from tracker.language.mentions import Mention, mentions
from tracker.language.noise import masked
from tracker.language.noun_phrases import Phrase
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.referents import Referents
from tracker.language.sightings import Actors
from tracker.language.strangers import is_of_stranger
from tracker.language.things import whose_things
from tracker.language.voices import (
    according,
    agents,
    apposed,
    begins_with_saying,
    is_passive,
    listed_behind,
    promises,
    teller,
)
from tracker.model import Document

__all__ = ["Mention", "Scene", "mentions"]

_NOBODY = Actors((), "none")
_ASSUMED = ("last", "issuer", "group", "speaker")  # who acts, where no words of the sentence tell it
_REACH = 1500  # characters of a sentence that bear on a verb
_NEAR = 30  # characters
_PATTERNS = patterns(__name__)
_BY, _BY_OR_FROM, _WITH = (_PATTERNS.words(each) for each in ("by", "by-or-from", "with"))
_COMING, _FINITE = _PATTERNS.words("coming"), _PATTERNS.words("finite")
_ANNOUNCING = frozenset(_PATTERNS.words("announcing"))
_THAT, _RELATIVE, _GUESTS = (_PATTERNS.words(each) for each in ("that", "relative", "guests"))
_HANDING = frozenset(_PATTERNS.words("handing"))
_OF_OTHERS = _PATTERNS.words("of-others")
_TO = _PATTERNS.words("to")
_PLURAL = _PATTERNS.words("plural")
_MEANS = _PATTERNS["means"]
_AGREED = _PATTERNS["agreed"]
_IMPERSONAL = _PATTERNS["impersonal"]


class Scene:
    """A document, made ready to be asked who acts.

    ``sentences`` are those of its masked ``text``, which is made again here unless it is given; ``names`` are the
    shipped ones unless given.
    """

    def __init__(
        self, document: Document, sentences: Sequence[Passage], text: str | None = None, names: Gazetteer | None = None
    ) -> None:
        names = names or gazetteer()
        self.sentences = sentences
        self.clauses = reading(masked(document.text or "") if text is None else text, document.published_on, names)
        self.referents = Referents(document, sentences, self.clauses, names)

    def actors(self, index: int, cue_start: int | None = None) -> Actors:
        """Who must act by the verb at ``cue_start`` in a sentence; without a place, by its first verb."""
        start, end = self.sentences[index]
        if cue_start is not None:
            start, end = max(start, cue_start - _REACH), min(end, cue_start + _REACH)
        verb = self._first_verb(start, end) if cue_start is None else cue_start
        near = self.clauses.named(max(0, verb - _NEAR), verb + 1)
        first = next((each for each in near if each.start <= verb < each.end < end), None)
        verb = first.end if first and cue_start is not None else verb
        passive = is_passive(self.clauses, verb, end)
        label = self.referents.label(index)
        begin = label[1] if label and label[1] <= verb and label[1] > start else start
        subject = self.clauses.subject(begin, verb, passive)
        if subject.phrase and self._is_nobody(subject.phrase) and (agreed := self._agreed(index, subject.phrase.start)):
            return agreed
        behind = teller(self.clauses, verb, end)
        told_by = self.referents.codes(behind, index) if behind else ()
        said = None
        if not told_by and subject.said_at is not None and not promises(self.clauses, subject.said_at):
            said = self._teller(begin, subject.said_at, verb)
            told_by = self.referents.codes(said, index) if said and not self._is_nobody(said) else ()
        acting = self._acting(begin, verb, end, passive, subject.phrase)
        who = behind or said
        if who and self.referents.is_private(who) and not (acting and acting.ref in ("", "role")):
            return Actors((), "stranger", start=who.start, end=who.end)
        found = self._stranger(acting, index, told_by) or self._subject(acting, index, told_by)
        if (
            found is None
            and acting
            and acting.ref == "they"
            and self.clauses.text.startswith(_OF_OTHERS, acting.start - 1)
        ):
            return Actors((), "they", speaker=told_by[0] if told_by else None)  # “They will …,” said somebody else
        found = found or self._doer(index, begin, verb, end, passive, label, told_by)
        assumed = found.start is None and found.how in _ASSUMED and not passive
        if assumed and self._is_unnamed(acting or (None if found.how == "speaker" else said)):
            found = _NOBODY
        if found.how in ("subject", "we", "he", "it"):
            also = *joining(self.clauses, begin, verb, found), *doing_so(self.clauses, verb, end, found)
            found = found._replace(parties=(*found.parties, *also))
            found = found._replace(parties=on_behalf_of(self.clauses, start, found) or found.parties)
        if not told_by and (source := according(self.clauses, start, end)):
            told_by = self.referents.codes(source, index)
        partners = partners_of(self.clauses, verb, end, found.parties)
        speaker = told_by[0] if told_by and not set(told_by) & set(found.parties) else None
        return found._replace(partners=partners, speaker=speaker)

    def _stranger(self, phrase: Phrase | None, index: int, told_by: tuple[str, ...]) -> Actors | None:
        """Nobody, where a stranger acts: the "we" or the board of a firm's own text, "the Council" of a town."""
        if phrase and self.referents.is_private(phrase):
            return Actors((), "stranger", start=phrase.start, end=phrase.end)
        if phrase is None or phrase.ref not in (("", "we", "role") if self.referents.stranger else ("",)):
            return None
        named = phrase.ref in ("", "we") and self.referents.codes(phrase, index, told_by)
        if named or (phrase.ref == "role" and not is_of_stranger(self.clauses, phrase, self.referents.publisher)):
            return None
        return Actors((), "stranger", start=phrase.start, end=phrase.end)

    def _subject(self, phrase: Phrase | None, index: int, told_by: tuple[str, ...]) -> Actors | None:
        if phrase is None:
            return None
        codes = self.referents.codes(phrase, index, told_by)
        if not codes:
            return None
        how = {"": "subject", "role": "subject", "country": "subject", "it": "subject"}.get(phrase.ref, phrase.ref)
        collective = phrase.ref in ("they", "group", "we") and (len(codes) > 1 or codes[0] in self.referents.groups)
        plural = phrase.several or (phrase.kind == "body" and self.clauses.text.endswith(_PLURAL, 0, phrase.end))
        collective = collective or (plural and any(code in self.referents.groups for code in codes))
        return Actors(codes, how, collective=collective, start=phrase.start, end=phrase.end)

    def _acting(self, begin: int, verb: int, end: int, passive: bool, subject: Phrase | None) -> Phrase | None:
        """Who stands as the one to act, where the subject is another: announced, or told beside it."""
        whose = whose_things(self.clauses, subject)
        acting = self._announced(verb, end) or apposed(self.clauses, begin, verb) or whose or subject
        if acting and acting.ref == "group" and (listed := listed_behind(self.clauses, acting)):
            return listed
        if passive and acting and acting.ref in ("it", "he", "they") and begins_with_saying(self.clauses, verb):
            return None  # "It was promised 40 boats by Norway"
        return acting

    def _is_unnamed(self, acting: Phrase | None) -> bool:
        """Whether several act whom nothing names: "Some 190 countries agreed", and in a newspaper "Leaders"."""
        guests = acting is not None and self.clauses.text.endswith(_GUESTS, acting.start, acting.end)
        if acting is None or guests or acting.ref != "group":
            return guests
        return (acting.several and not self.referents.is_signed) or self.referents.is_of_states(acting)

    def _doer(
        self,
        index: int,
        start: int,
        verb: int,
        end: int,
        passive: bool,
        label: tuple[tuple[str, ...], int] | None,
        told_by: tuple[str, ...],
    ) -> Actors:
        """Who acts where the subject does not: agent, label, speaker, issuer, else the last who acted."""
        coming = passive or any(each.low in _COMING for each in self.clauses.between(verb, verb + _NEAR)[1:3])
        agent = agents(self.clauses, verb, end, _BY_OR_FROM if coming and not label else _BY)
        if agent and (codes := self.referents.codes(agent, index)):
            return Actors(codes, "agent", start=agent.start, end=agent.end)
        if agent and self._is_unnamed(agent):
            return Actors((), "none", start=agent.start, end=agent.end)  # "was pledged by five countries"
        if label:
            return Actors(label[0], "label")
        if spoken := self.referents.spoken(verb):
            return Actors(spoken, "speaker")
        weak = agents(self.clauses, start, verb, _BY_OR_FROM)
        if weak and not weak.owner and (codes := self.referents.codes(weak, index)):
            return Actors(codes, "agent", start=weak.start, end=weak.end)
        if passive and (whose := self._means(start, end)):
            return Actors(whose, "agent")
        if passive and (giver := self._handing(index, start, verb)):
            return giver
        if passive and not told_by and (own := self._bringing(index, start, verb)):
            return own
        if told_by:
            given = self.referents.giver(told_by, self.sentences[index].start)
            return Actors(given, "last") if given else Actors(told_by, "speaker")
        return self._unsaid(index, start, verb)

    def _teller(self, begin: int, said_at: int, verb: int) -> Phrase | None:
        """Who says it: the subject of the saying, or by whom somebody was told."""
        if is_passive(self.clauses, said_at, verb) and (by := agents(self.clauses, said_at, verb, _BY)):
            return by
        return self.clauses.subject(begin, said_at).phrase

    def _handing(self, index: int, start: int, verb: int) -> Actors | None:
        """Who hands over what is then to be done: "Oman offered Chad two boats, to be sent in May"."""
        if not self.clauses.text.startswith(_TO, verb):
            return None
        handed = next((each for each in self.clauses.between(start, verb) if each.low in _HANDING), None)
        active = handed and not is_passive(self.clauses, handed.start, verb)
        return self._subject(self.clauses.subject(start, handed.start).phrase, index, ()) if handed and active else None

    def _bringing(self, index: int, start: int, verb: int) -> Actors | None:
        """Who brings what is then to be done: "Spain comes with a cheque that is to be cashed in May"."""
        words = self.clauses.between(start, verb)
        if not words or words[-1].low not in _RELATIVE:
            return None
        named = [each for each in self.clauses.named(start, verb) if not each.prep]
        one = named[0] if len(named) == 1 and named[0].ref == "" and named[0].kind in ("name", "leader") else None
        free = one is not None and not one.owner and INVADED.isdisjoint(one.codes)
        behind = self.clauses.between(one.end, verb) if one and free else ()
        return self._subject(one, index, ()) if any(each.low in _WITH for each in behind) else None

    def _announced(self, verb: int, end: int) -> Phrase | None:
        """Who is named as the one to act in what is announced: "announced that Canada would pay"."""
        words = self.clauses.between(verb, end)[:2]
        if len(words) < 2 or words[0].low not in _ANNOUNCING or words[1].low not in _THAT:
            return None
        act = next((each for each in self.clauses.between(words[1].end, end) if each.low in _FINITE), None)
        if act is None:
            return self._called_on(words[1].end)
        if is_passive(self.clauses, act.start, end):
            return None
        one = self.clauses.subject(words[1].end, act.start).phrase
        return one if one and one.ref == "" and one.codes else None

    def _called_on(self, start: int) -> Phrase | None:
        """Who is to act by what was agreed, told without an auxiliary: "agreed that Canada pay"."""
        one = next(iter(self.clauses.named(start, start + _NEAR)), None)
        return (
            one if one and one.ref == "" and not one.prep and not self.clauses.text[start : one.start].strip() else None
        )

    def _means(self, start: int, end: int) -> tuple[str, ...]:
        """By whose means it is done: "with Japanese money"; none where several are named."""
        found = _MEANS.search(self.clauses.text, start, end)
        named = self.clauses.named(*found.span("whose")) if found else []
        whose = [each for each in named if each.ref == "" and (each.owner or each.kind == "adjective")]
        return whose[0].codes if len(whose) == 1 and INVADED.isdisjoint(whose[0].codes) else ()

    def _unsaid(self, index: int, start: int, verb: int) -> Actors:
        """Who acts where the sentence names nobody who could: who signs, acted last or issues the document."""
        groups = self.referents.groups
        if self.referents.issuer in groups or self.referents.we:
            return Actors(self.referents.we or self.referents.group, "issuer", collective=True)
        if goes_on := self._goes_on(index, start, verb):
            return goes_on
        text = self.clauses.text
        before = max(self.sentences[index].start, text.rfind(";", start, verb), text.rfind(": ", start, verb))
        last = self.referents.last(before, near=True)
        if last and not (self.referents.issuer and self.referents.is_invaded(last)):
            return Actors(last, "last")
        if self.referents.issuer:  # rather than Ukraine, which is told of
            return Actors((self.referents.issuer,), "issuer")
        if office := self.referents.last_office(before):
            return Actors(office, "last")
        if self.referents.group:
            return Actors(self.referents.group, "group", collective=self.referents.group[0] in groups)
        home = () if self.referents.stranger else self.referents.title[:1] or self.referents.home
        return Actors(home, "issuer") if home else _NOBODY

    def _goes_on(self, index: int, start: int, verb: int) -> Actors | None:
        """The subject with which a sentence begins, where it goes on by "and": "Oslo is giving boats, and will"."""
        words = self.clauses.between(start, verb)
        first = self._first_verb(start, verb)
        if not words or words[-1].low != "and" or first >= words[-1].start:
            return None
        return self._subject(self.clauses.subject(start, first).phrase, index, ())

    def _is_nobody(self, phrase: Phrase) -> bool:
        """Whether "it" stands for nobody: "it was agreed that …"."""
        return phrase.ref == "it" and _IMPERSONAL.match(self.clauses.text, phrase.start) is not None

    def _agreed(self, index: int, start: int) -> Actors | None:
        """Who acts in what "it was agreed that" tells, else those who met."""
        found = _AGREED.match(self.clauses.text, start)
        if found is None:
            return None
        end = self.sentences[index].end
        verb = next((each for each in self.clauses.between(found.end(), end) if each.low in _FINITE), None)
        if verb is None:
            return None
        subject = self.clauses.subject(found.end(), verb.start, is_passive(self.clauses, verb.start, end)).phrase
        if subject and subject.ref != "it":
            return self._subject(subject, index, ())
        agent = agents(self.clauses, verb.start, end, _BY_OR_FROM)
        if agent and (codes := self.referents.codes(agent, index)):
            return Actors(codes, "agent", start=agent.start, end=agent.end)
        group = self.referents.group
        return Actors(group, "group", collective=True) if group and not subject else None

    def _first_verb(self, start: int, end: int) -> int:
        words = self.clauses.between(start, end)
        found = next((each for each in words if each.low in _FINITE or each.low in SAYS), None)
        return found.start if found else end
