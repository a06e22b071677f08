"""Which clause of a sentence holds a pledge, and which cues count for it.

A sentence is one clause, or one for each anchor that has words of its own after a turn (", and", ";"). Words that
somebody else takes for a pledge are one clause, whatever their cues.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.language.conditions import spot_condition
from tracker.language.cue_rules import Rule
from tracker.language.forms import lower_case
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.sightings import Cue

Hit = tuple[Rule | None, Cue]  # a cue and its rule; what the form of a sentence says has none

LIST = "list"
_NOT = "not"
_LIGHTEST = 1.3  # anchors that weigh less are no clause of their own
_LONGEST_SUBJECT, _LONGEST_SHORT_SUBJECT = 80, 6  # characters; words after a bare "and"
_NEAR = 30  # characters

_PATTERNS = patterns(__name__)
_TURN = _PATTERNS["turn"]
_LEADING_IN = _PATTERNS["leading-in"]
_SPLICE, _LEANING = _PATTERNS["splice"], _PATTERNS["leaning"]
_ASIDE = _PATTERNS["aside"]
_ONE_NAME, _PLURAL = _PATTERNS["one-name"], _PATTERNS.words("plural")
_OPENING = _PATTERNS.words("opening")
_TURNS = _PATTERNS.words("turns")
_BESIDE = _PATTERNS["beside"]
_WITH_IT, _LATER_ON = _PATTERNS["with-it"], _PATTERNS["later-on"]
_RELATING = _PATTERNS.words("relating")
_OF_THAT = _PATTERNS["of-that"]
_WITHIN, _WITHIN_DENIED = _PATTERNS["within"], _PATTERNS["within-denied"]


class Clause(NamedTuple):
    """A sentence, or the part of one that holds a pledge, with its cues; ``sentence`` counts from 0."""

    sentence: int
    place: Passage
    cues: tuple[Hit, ...]
    anchor: Cue
    condition: Passage | None


def divided(text: str, sentence: int, place: Passage, hits: Sequence[Hit]) -> Iterator[Clause]:
    """A sentence's clauses: one, or one for each anchor with words of its own after a turn (", and", ";")."""
    anchors = _anchors(hits)
    if not anchors:
        return
    if len(anchors) > 1:
        led_in = _led_in(text, place, anchors)
        led_in += [each for one, each in pairwise(anchors) if _leans(text, one, each)]
        hits = [hit for hit in hits if not _takes_over(text, hit[1], anchors) and hit[1] not in led_in]
    turns = _turns(text, place, hits) if len(anchors) > 1 or any(cue.rule == _NOT for _, cue in hits) else []
    starts, ends = [place.start, *(turn.end for turn in turns)], [*(turn.start for turn in turns), place.end]
    for start, end in zip(starts, ends, strict=True):
        stretch = _trimmed(text, start, end)
        inside = [hit for hit in hits if _belongs(*hit, start, end)] if turns else hits
        if turns and not _anchors(inside):
            continue
        condition = spot_condition(text, *stretch)
        aside = [*_asides(text, stretch, condition), *_besides(text, stretch, _anchors(inside))]
        inside = [hit for hit in inside if not _lies_in(text, hit[1], aside)]
        if chosen := _strongest(_counted(inside, once=True)):
            yield Clause(sentence, stretch, *chosen, condition)


def undivided(text: str, sentence: int, place: Passage, hits: Sequence[Hit], pointer: Cue) -> Clause:
    """A stretch as one clause, whatever its cues; ``pointer`` is its anchor where it has none."""
    stretch = _trimmed(text, *place)
    condition = spot_condition(text, *stretch)
    aside = _asides(text, stretch, condition)
    counted = _counted([hit for hit in hits if not _lies_in(text, hit[1], aside)], once=True)
    cues, anchor = _strongest(counted) or (tuple(counted), pointer)
    return Clause(sentence, stretch, (*cues, (None, pointer)), anchor, condition)


def _turns(text: str, place: Passage, hits: Sequence[Hit]) -> list[Passage]:
    """The words between the clauses of a sentence: turns from one anchor, or one denial, to the next."""
    found: list[Passage] = []
    last: Cue | None = None
    for rule, cue in _counted(hits, once=False):
        if rule is None or (rule.kind != "anchor" and rule.name != _NOT) or _reaches_over(text, cue):
            continue
        begun = found[-1].end if found else place.start
        turn = _turn(text, last, cue) or _spliced(text, begun, last, cue) if last else None
        if turn:
            found.append(turn)
        if turn or last is None:
            last = cue
    return found


def _reaches_over(text: str, cue: Cue) -> bool:
    """Whether the words of a cue reach into a clause within its own: "until May a law that binds"."""
    return _WITHIN.search(text[cue.start : cue.end].rpartition(" ")[0]) is not None


def _led_in(text: str, place: Passage, anchors: Sequence[Cue]) -> list[Cue]:
    """The anchors of a clause that only leads in the next one: "After Oslo pledged ten boats, Rome pledged four"."""
    if not _LEADING_IN.match(text, *place):
        return []
    one, other = anchors[:2]
    comma = text.rfind(", ", one.end, other.start)
    return [one] if comma > 0 and other.start - comma <= _LONGEST_SUBJECT else []


def _leans(text: str, one: Cue, other: Cue) -> bool:
    """Whether an anchor only tells of the one before it: when it comes to pass, or what goes with it."""
    found = _LATER_ON.search(text, one.end, other.start) or _WITH_IT.search(text, one.end, other.start)
    return found is not None


def _takes_over(text: str, cue: Cue, anchors: Sequence[Cue]) -> bool:
    """Whether an anchor reaches from one clause over the anchor of the next: "by June, and Oslo will pay"."""
    if cue not in anchors or not any(cue.start < each.start < cue.end for each in anchors):
        return False
    turn = _TURN.search(text, cue.start, cue.end)
    return turn is not None and any(turn.end() <= each.start < cue.end for each in anchors)


def _strongest(counted: Sequence[Hit]) -> tuple[tuple[Hit, ...], Cue] | None:
    """The anchor that weighs most with what stands at it, and the cues that count beside it."""
    at = [cue for rule, cue in counted if rule and rule.where == "at"]
    anchors = _anchors(counted)
    if not anchors:
        return None
    best = max(
        anchors,
        key=lambda anchor: (anchor.weight + sum(cue.weight for cue in at if _touch(cue, anchor)), -anchor.start),
    )
    dropped = {*anchors, *(cue for cue in at if not _touch(cue, best))} - {best}
    kept = [(rule, cue) for rule, cue in counted if cue not in dropped]
    sided = ((rule, cue) for rule, cue in kept if not rule or rule.kind != "against" or _on_side(rule, cue, best))
    return tuple(sided), best


def _touch(one: Cue, other: Cue) -> bool:
    return one.start < other.end and other.start < one.end


def _on_side(rule: Rule, cue: Cue, anchor: Cue) -> bool:
    """Whether a cue stands before or after the anchor that counts, where its rule asks for it."""
    if rule.where not in ("before", "after"):
        return True
    return (cue.start < anchor.start) == (rule.where == "before")


def _asides(text: str, place: Passage, condition: Passage | None) -> list[Passage]:
    """Clauses about what others do: the condition, and what follows "as long as" or "although"."""
    low, offset = lower_case(text, *place)
    begun = _ASIDE.finditer(low, place.start - offset) if any(map(low.__contains__, _OPENING)) else ()
    found = [Passage(each.start() + offset, each.end() + offset) for each in begun]
    return [*found, condition] if condition else found


def _besides(text: str, place: Passage, anchors: Sequence[Cue]) -> Iterator[Passage]:
    """What is told between commas of somebody, up to its last comma, where no anchor stands: ", who had to leave,"."""
    low, offset = lower_case(text, *place)
    if not any(map(low.__contains__, _RELATING)):
        return
    for found in _BESIDE.finditer(low, place.start - offset):
        start, end = found.start() + offset, found.end() + offset - 1
        if not any(each.start < end and start < each.end for each in anchors):
            yield Passage(start, end)


def _lies_in(text: str, cue: Cue, places: Sequence[Passage]) -> bool:
    """Whether a cue against speaks of an aside: it stands in one, or reaches out of it past a comma."""
    return cue.weight < 0 and any(
        place.start <= cue.start < place.end and (cue.end <= place.end or "," in text[place.end - 1 : cue.end])
        for place in places
    )


def _belongs(rule: Rule | None, cue: Cue, start: int, end: int) -> bool:
    """Whether a cue bears on a clause: one in it, the form of the sentence, and a "said" before it."""
    if rule is None:
        return start <= cue.start < end or cue.rule != LIST
    return start <= cue.start < end or (cue.end <= start and rule.kind == "support" and bool(rule.beside))


def _anchors(hits: Sequence[Hit]) -> list[Cue]:
    return [cue for rule, cue in hits if (rule.kind == "anchor" if rule else cue.rule == LIST)]


def _turn(text: str, one: Cue, other: Cue) -> Passage | None:
    """The words between the clauses of two anchors; ``None`` if the second has no clause of its own."""
    if other.start < one.end or min(abs(one.weight), abs(other.weight)) < _LIGHTEST:
        return None
    turns = list(_TURN.finditer(text, one.end, other.start))
    if not turns:
        return None
    subject = text[turns[-1].end() : other.start]
    if len(subject) > _LONGEST_SUBJECT or subject.rstrip().endswith(","):
        return None
    within = _WITHIN_DENIED if _NOT in (one.rule, other.rule) else _WITHIN
    if within.search(text, turns[-1].start(), other.start):
        return None
    if _OF_THAT.search(text, turns[-1].end(), other.end + _NEAR):
        return None
    bare = turns[-1].group().split()[0] in _TURNS
    if bare and _ONE_NAME.fullmatch(subject) and text.startswith(_PLURAL, other.start):
        return None  # "as Oslo and Rome are to meet"
    return None if bare and len(subject.split()) > _LONGEST_SHORT_SUBJECT else Passage(*turns[-1].span())


def _spliced(text: str, begun: int, one: Cue, other: Cue) -> Passage | None:
    """The comma between two clauses that only a comma parts: "Kuwait pledged 40 million, Norway pledged 12".

    ``begun``: where the clause of ``one`` begins, which leans on no other.
    """
    if other.start < one.end or _LEANING.search(text, begun, one.start):
        return None
    comma = _SPLICE.search(text, one.end, other.start)
    return Passage(*comma.span("comma")) if comma else None


def _trimmed(text: str, start: int, end: int) -> Passage:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;–"):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Passage(start, end)


def _counted(hits: Sequence[Hit], *, once: bool) -> list[Hit]:
    """The cues that count: each rule once, none inside an anchor's words, a ``beside`` only where it stands beside."""
    anchors = [cue for rule, cue in hits if rule and rule.kind == "anchor"]
    counted: list[Hit] = []
    seen: set[str] = set()
    for rule, cue in hits:
        if once and cue.rule in seen:
            continue
        if rule and ((rule.where != "at" and _is_part(cue, anchors)) or not _stands(rule, cue, anchors)):
            continue
        seen.add(cue.rule)
        counted.append((rule, cue))
    return counted


def _is_part(cue: Cue, anchors: Sequence[Cue]) -> bool:
    """Whether a cue's words are some of the words of an anchor."""
    start, end = cue.start, cue.end
    return any(each.start <= start and end <= each.end and each[2:] != (start, end) for each in anchors)


def _stands(rule: Rule, cue: Cue, anchors: Sequence[Cue]) -> bool:
    """Whether a cue stands beside, before, after or apart from anchors as its rule asks."""
    if not rule.beside and not rule.where:
        return True
    if rule.where == "apart":
        return not any(_touch(cue, each) for each in anchors)
    if rule.where == "at":
        return any(_touch(cue, each) for each in anchors)
    near = [each for each in anchors if not rule.beside or each.rule in rule.beside]
    if rule.where:
        return any(cue.start < each.start if rule.where == "before" else cue.start > each.start for each in near)
    return bool(near)
