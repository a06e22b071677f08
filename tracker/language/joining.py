"""Who acts together with the subject of a verb, takes part in what it does, or lets it speak."""

from __future__ import annotations

from tracker.language.clauses import Clauses
from tracker.language.patterns import patterns
from tracker.language.sightings import Actors

_NEAR = 30  # characters
_PATTERNS = patterns(__name__)
_BY = _PATTERNS.words("by")
_WITH = _PATTERNS.words("with")
_FRONTING = _PATTERNS.words("fronting")
_FRONTING_FIRST = _PATTERNS.words("fronting-first")
_GOING_ON = _PATTERNS.words("going-on")
_SO_WILL, _LISTED = _PATTERNS["so-will"], _PATTERNS["listed"]
_TOGETHER, _ON_BEHALF, _PROMISED = (_PATTERNS[each] for each in ("together", "on-behalf", "promised"))


def partners_of(clauses: Clauses, verb: int, end: int, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Those with whom it is done, told behind the verb: "will build it with Malta"."""
    named = [each for each in clauses.named(verb, end) if each.prep in _WITH and each.ref == ""]
    return tuple(dict.fromkeys(code for each in named for code in each.codes if code not in parties))


def on_behalf_of(clauses: Clauses, start: int, actors: Actors) -> tuple[str, ...]:
    """For whom the subject makes a promise: "On behalf of the allies, Kristersson pledged"; else nobody."""
    if actors.start is None or actors.end is None or not _PROMISED.match(clauses.text, actors.end):
        return ()
    said = _ON_BEHALF.match(clauses.text, start, actors.start)
    named = clauses.named(said.end() - 1, actors.start) if said else []
    return next((each.codes for each in named if each.ref == ""), ())


def joining(clauses: Clauses, start: int, verb: int, actors: Actors) -> tuple[str, ...]:
    """Those with whom the subject acts as one: "Together with Sweden, Denmark will build a line".

    They open the sentence or stand right behind the subject: who "joined a call alongside Sweden" acts alone.
    """
    joint = _TOGETHER.search(clauses.text, start, verb)
    if joint is None:
        return _fronted(clauses, start, actors)
    behind = actors.end if actors.end is not None and actors.end <= joint.start() else start
    if any(each.low.isalpha() and each.low not in _GOING_ON for each in clauses.between(behind, joint.start())):
        return ()
    comma = clauses.text.find(",", joint.end(), verb)
    named = clauses.named(joint.end() - 1, verb if comma < 0 else comma)
    listed = [code for each in named if each.prep in (*_WITH, *_BY) and each.ref == "" for code in each.codes]
    return tuple(dict.fromkeys(code for code in listed if code not in actors.parties))


def doing_so(clauses: Clauses, verb: int, end: int, actors: Actors) -> tuple[str, ...]:
    """Who does the same, told behind it: "Oslo will pay by May, as will Rome and Bern"."""
    so = _SO_WILL.search(clauses.text, verb, end)
    if so is None:
        return ()
    named = [each for each in clauses.named(so.end(), end) if not (each.prep or each.ref or each.owner)]
    told = clauses.text[so.end() : named[-1].end] if named else "?"
    listed = [code for each in named for code in each.codes if code not in actors.parties]
    return tuple(dict.fromkeys(listed)) if _LISTED.fullmatch(told) else ()


def _fronted(clauses: Clauses, start: int, actors: Actors) -> tuple[str, ...]:
    """The party with which the subject acts, where it opens the sentence: "With Kenya we shall build"."""
    first = next(iter(clauses.named(start, start + _NEAR)), None)
    if first is None or first.ref or first.prep not in _FRONTING:
        return ()
    if not clauses.text.startswith(_FRONTING_FIRST, start):
        return ()
    behind = clauses.text[first.end : actors.start] if actors.start is not None else "?"
    return () if behind.strip(" ,") else tuple(code for code in first.codes if code not in actors.parties)
