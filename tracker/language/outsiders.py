"""Whether somebody acts who stands for no party: a firm, a charity, a private person; their plans are no pledges.

A name that no table knows is none of a party unless a word beside it says so ("the Royal Air Force").
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.language.clauses import Clauses
from tracker.language.discourse import PREPOSITIONS
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.sightings import Actors
from tracker.language.voices import is_passive

GUESSED = ("last", "issuer", "group", "speaker", "none")  # who acts, where no words of the clause tell it
_PRIVATE = frozenset(("private", "critic", "person"))  # classes of the table of cues
_TOLD = ("subject", "label", "agent", "we")  # who acts is named; who tells of it is another matter
_FOLLOWS = ("follow", "scheduled", "takes-effect", "rise", "gets")  # anchors of what things do as well
_GETTING = ("will-have", "will-get", "will-be-able", "will-be-seen", "no-one-loses", "will-not-harm")  # what others do
_NONE: frozenset[str] = frozenset()
_REACH, _NEAR, _TRIED = 200, 60, 5  # characters; places of a name

_PATTERNS = patterns(__name__)
_PRONOUNS = frozenset(_PATTERNS.words("pronouns"))
_SPEAKS_FOR = frozenset(_PATTERNS.words("speaks-for"))
_WHOSE = frozenset(_PATTERNS.words("whose"))
_RELATIVE = frozenset(_PATTERNS.words("relative"))
_FRONTING = frozenset(_PATTERNS.words("fronting"))
_IN_NAMES = frozenset(_PATTERNS.words("in-names"))
_JOINING = frozenset(_PATTERNS.words("joining"))
_OFFICIAL = _PATTERNS["official"]
_TELLER = _PATTERNS["teller"]
_BOUNDARY = _PATTERNS["boundary"]
_CAPITAL = _PATTERNS["capital"]
_BEHIND = _PATTERNS["behind"]
_HONOUR = _PATTERNS["honour"]
_SOME = _PATTERNS["some"]
_STUFF = _PATTERNS["stuff"]
_OBJECT = _PATTERNS["object"]


class Outsiders:
    """A document's names, to be asked whether those who act are outsiders."""

    def __init__(self, clauses: Clauses, lexicon: Mapping[str, frozenset[str]]) -> None:
        self._clauses, self._text, self._lexicon = clauses, clauses.text, lexicon

    def who(self, place: Passage, verb: Passage, rule: str, actors: Actors) -> Passage | None:
        """Who acts by a verb in a sentence, if it is an outsider."""
        if actors.how not in _TOLD and (teller := self._behind(place, verb)):
            return teller
        if actors.how in GUESSED and (front := self._teller(place.start, verb.start)) and self._is_outsider(*front):
            return front
        if actors.how == "stranger" and actors.start is not None and actors.end is not None:
            return Passage(actors.start, actors.end)
        if rule in _GETTING or is_passive(self._clauses, verb.start, place.end):
            return None
        subject = self._subject(place, verb, actors)
        if subject is None or not self._is_outsider(*subject):
            return None
        acts = any(each in rule for each in _FOLLOWS) and not _OBJECT.match(self._text, verb.end, place.end)
        return None if acts and not _HONOUR.match(self._text, subject.start) else subject

    def _behind(self, place: Passage, verb: Passage) -> Passage | None:
        """Who said it, told behind the words, if an outsider did: '"He will be gone," says Tom Hill'."""
        found = _BEHIND.search(self._text, verb.end, place.end)
        if found is None:
            return None
        teller = Passage(*found.span("after" if found["after"] else "before"))
        aside = self._text[teller.end : place.end]
        if _OFFICIAL.search(aside):
            return None
        return teller if self._is_outsider(*teller) else None

    def _subject(self, place: Passage, verb: Passage, actors: Actors) -> Passage | None:
        """The words of the clause before its verb; those of who said it, where a pronoun stands for them."""
        start, text = max(place.start, verb.start - _REACH), self._text
        begun, end = actors.start, actors.end
        known = begun is not None and end is not None and start <= begun < verb.start
        if known and begun is not None and end is not None:
            if text[begun:end].lower() in _PRONOUNS:
                return self._teller(start, begun)
            if text[begun:end].lower() in _WHOSE:
                return Passage(begun, verb.start)
            return Passage(begun, verb.start) if self._is_of_a_name(begun, end) else None
        if actors.how not in GUESSED:
            return None
        cuts = [each.end() for each in _BOUNDARY.finditer(text, start, verb.start)]
        told = list(_TELLER.finditer(text, start, verb.start))
        begin = max([start, *cuts, *(each.end() for each in told)])
        words = text[begin : verb.start].split()
        if told and words and words[-1].lower() in _PRONOUNS:
            return self._teller(start, begin)
        if not words:  # "A firm will build it, and will sell it"
            return None if told and told[-1].end() == begin else Passage(place.start, verb.start)
        return Passage(begin, verb.start)

    def _teller(self, start: int, end: int) -> Passage | None:
        told = next(_TELLER.finditer(self._text, start, end), None)
        return Passage(start, told.start()) if told else None

    def _is_of_a_name(self, start: int, end: int) -> bool:
        """Whether a people's name only begins another: "the Norwegian Refugee Council"."""
        found = self._clauses.named(start, start + 1)
        follows = _CAPITAL.match(self._text, end + 1)
        return bool(found) and found[0].kind == "adjective" and follows is not None

    def _is_outsider(self, start: int, end: int) -> bool:
        begun, start = start, self._after_fronted(start, end)
        if _OFFICIAL.search(self._text, begun, start):
            return False  # "On Monday its minister, Ann Hill, said"
        said, aside = self._parts(start, end)
        if not said.strip() or _OFFICIAL.search(said) or _OFFICIAL.search(aside):
            return False
        head = self._head(said)
        if not _PRIVATE.isdisjoint(self._lexicon.get(head, _NONE)):
            return True
        if any(map(str.isdigit, said)):
            return False
        if _SOME.match(self._text, start, end) and _TELLER.match(self._text, end):
            return True  # "A Danish shipping line said that it will"
        said = self._before_place(said)
        capitals = [each for each in _CAPITAL.finditer(said) if not self._is_known(start + each.start())]
        begins = self._begins(start)
        names = [each for each in capitals if each.start() or not begins] if len(capitals) < 2 else capitals
        if not names:
            return begins and len(said.split()) == 1 and bool(capitals) and self._is_bare_name(said.strip())
        return not self._is_somebody(names[-1].group(), start)

    def _after_fronted(self, start: int, end: int) -> int:
        """Where the subject begins behind "In May, "."""
        while True:
            while start < end and not self._text[start].isalnum():
                start += 1
            first = self._text[start:end].split(maxsplit=1)[:1]
            if first and ":" in first[0]:  # the time before a line of a running report
                start += len(first[0])
                continue
            if not first or (low := first[0].lower().strip(",")) not in _FRONTING:
                return start
            comma = self._text.find(",", start, end)
            start = start + len(first[0]) if low in _JOINING else comma + 1 if comma >= 0 else end

    def _parts(self, start: int, end: int) -> tuple[str, str]:
        """A subject without its aside, and the aside that says what somebody is."""
        said, _, aside = self._text[start:end].partition(",")
        words = said.split()
        cut = next((at for at, word in enumerate(words) if at and word in _RELATIVE), len(words))
        first = aside.split(maxsplit=1)[:1]
        return " ".join(words[:cut]), "" if first and first[0] in _RELATIVE else aside

    def _before_place(self, said: str) -> str:
        """A subject without what tells where or with whom: "controls" of "controls at Rungis"."""
        words = said.split()
        cut = next(
            (at for at, word in enumerate(words) if at and word in PREPOSITIONS and word not in _IN_NAMES), len(words)
        )
        return " ".join(words[:cut])

    def _head(self, said: str) -> str:
        """The noun that the others of a subject belong to: "maker" of "A maker of gears in Kaunas"."""
        words = [word.lower() for word in said.split()]
        if any(map(_SPEAKS_FOR.__contains__, words)):
            return words[-1]
        return next((words[at - 1] for at, word in enumerate(words) if at and word in PREPOSITIONS), words[-1])

    def _begins(self, start: int) -> bool:
        """Whether a sentence begins there, so that a capital tells nothing."""
        before = self._text[max(0, start - 9) : start]
        line = before.rpartition("\n")[2].rstrip(' “"(')
        return not line or not (line[-1].isalnum() or line[-1] == ",")

    def _is_known(self, at: int) -> bool:
        """Whether a capital stands in the name of a party, and no other name goes on from that."""
        near = self._clauses.named(at - _NEAR, at + 1)
        return any(each.start <= at < each.end and not self._is_of_a_name(each.start, each.end) for each in near)

    def _is_bare_name(self, word: str) -> bool:
        """Whether a word that a sentence begins with is a name: no plain noun, and never in small letters."""
        low = word.lower()
        return not _STUFF.search(word) and low not in self._lexicon and f" {low} " not in self._text

    def _is_somebody(self, name: str, before: int) -> bool:
        """Whether a name was told before with an office."""
        at = -1
        for _ in range(_TRIED):
            at = self._text.find(name, at + 1, before)
            if at < 0:
                return False
            if _OFFICIAL.search(self._text, max(0, at - _NEAR), at + len(name) + _NEAR):
                return True
        return False
