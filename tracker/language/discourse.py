"""The noun phrases of a text that can act or be named as acting: parties, roles, groups and pronouns, in order.

"German Defence Minister Boris Pistorius", "leaders of the Group of Seven" and "France, Germany and the UK" are one
phrase each. What a role or a pronoun refers to is decided in ``actors``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import compress

from tracker.language.coordination import FINITE, listed
from tracker.language.gazetteer import Gazetteer
from tracker.language.mentions import Words, found
from tracker.language.noun_phrases import Phrase, Ref
from tracker.language.patterns import patterns
from tracker.language.wordlists import word_lists

_WORDS = word_lists("clauses")
_PATTERNS = patterns(__name__)

PREPOSITIONS = _WORDS["prepositions"]
_REFS: tuple[Ref, ...] = ("we", "they", "he", "it")
PRONOUNS: dict[str, Ref] = {word: ref for ref in _REFS for word in _PATTERNS.words(ref)}
_US, _OF_US = _PATTERNS.words("us"), _PATTERNS.words("of-us")
_CAPITAL = {each.lower(): each for each in _PATTERNS.words("capital")}
COUNTRY = _WORDS["country"]
_BEFORE_COUNTRY = _PATTERNS.words("before-country")
_SINGLE = frozenset(_PATTERNS.words("single"))
_COUNTED = _SINGLE | frozenset(_PATTERNS.words("counted"))
_SO_MANY = _COUNTED | frozenset(_PATTERNS.words("so-many"))
_BEFORE_SO_MANY = _PATTERNS.words("before-so-many")
_EACH = frozenset(_PATTERNS.words("each"))
_PLAIN = frozenset(PRONOUNS) | COUNTRY | _SO_MANY | frozenset(_US)
_POSSESSIVE = _PATTERNS.words("possessive")
_PASSED = _WORDS["determiners"]
_ADJACENT = _PATTERNS["adjacent"]
_OF = _PATTERNS["of"]
_OWNER, _ITS_EQUAL = _PATTERNS["owner"], _PATTERNS["its-equal"]
_VERBS = _WORDS["auxiliaries"] | _WORDS["says"]
_AFTER = _PATTERNS["after"]
_CONJUNCTIONS = _PATTERNS.words("conjunctions")
_TOLD, _TOLD_WITHIN = _PATTERNS["told"], 16  # characters
_THAT = _PATTERNS["that"]
_OTHERS, _HIS = _PATTERNS.words("others"), _PATTERNS.words("his")
_FROM = _PATTERNS.words("from")
_APPOSED = _PATTERNS.words("apposed")
_NO_ROLE = frozenset(tuple(each.split()) for each in _PATTERNS.words("no-role"))
_ONLY_ONE, _INDEFINITE = _PATTERNS.words("only-one"), frozenset(_PATTERNS.words("indefinite"))
_OF_WORDS, _COUNT_OF = _PATTERNS.words("of"), _PATTERNS["count-of"]
_GIVEN, _MET = _PATTERNS["given"], _PATTERNS["met"]
_MADE = _PATTERNS.words("made")
_PEOPLE, _NUMERALS, _FIGURE = _PATTERNS.words("people"), _PATTERNS.words("numerals"), _PATTERNS["figure"]
_PLURAL = _PATTERNS.words("plural")
_VERBAL = _PATTERNS.words("verbal")
_FOR = _PATTERNS.words("for")
_SPOKES = _PATTERNS.words("spokes")
_INSIDE = _PATTERNS.words("inside")
_STOPS = re.compile(r"[,;:.\n]")
_FOLLOWERS = _WORDS["followers"]


def phrases(text: str, words: Words, day: date | None, names: Gazetteer) -> list[Phrase]:
    """The phrases of a masked text, in order, none over another."""
    single = list(_singles(text, words, day, names))
    joined = _joined(text, single, _compound)
    return [_addressed(text, each) for each in listed(text, _joined(text, listed(text, joined), _genitive))]


def _addressed(text: str, phrase: Phrase) -> Phrase:
    """A phrase that is only spoken to ("told his Polish counterpart that"), or given something, as one behind "to".

    And the subject of a clause that "after" or its like opens as one that none governs.
    """
    inside = phrase.prep in _CONJUNCTIONS and _AFTER.search(text, max(0, phrase.start - _TOLD_WITHIN), phrase.start)
    if inside and not phrase.owner and FINITE.match(text, phrase.end):
        return phrase._replace(prep="")  # "after the minister visited Oslo"
    near = max(0, phrase.start - _TOLD_WITHIN)
    if phrase.ref == "group" and phrase.prep in _OF_WORDS and _COUNT_OF.search(text, near, phrase.start):
        return phrase._replace(prep="")  # "26 of Oslo's allies have pledged"
    if not phrase.prep and text.startswith(_HIS, phrase.start) and _MET.search(text, near, phrase.start):
        return phrase._replace(prep="with")
    if not phrase.prep and phrase.ref == "" and _GIVEN.search(text, near, phrase.start):
        return phrase if FINITE.match(text, phrase.end) else phrase._replace(prep="to")  # "has given Ukraine ten boats"
    found = None if phrase.prep else _TOLD.search(text, near, phrase.start)
    return phrase._replace(prep="to") if found and _THAT.match(text, phrase.end) else phrase


def _singles(text: str, words: Words, day: date | None, names: Gazetteer) -> Iterator[Phrase]:
    """What stands at each word: a mention, else a pronoun, a role or a group."""
    low, common = words.low, names.common | _PLAIN
    marked = {each.at: each for each in found(text, day, names)}
    taken = 0
    for at in sorted({*marked, *compress(range(len(low)), map(common.__contains__, low))}):
        if at < taken:
            continue
        if mention := marked.get(at):
            _, taken, codes, kind, start, end = mention
            owner = _OWNER.match(text, end) is not None
            if kind == "name" and text.startswith(_MADE, end):
                kind = "adjective"  # "U.S.-made jets"
            if kind in ("adjective", "body") and text.endswith(_PEOPLE, start, end) and _is_counted(low, at):
                kind = "place"  # "the 640 Danes" are no Denmark
            yield Phrase(start, end, codes, "", kind, _governing(text, words, at), owner, len(codes) > 1, taken)
            continue
        phrase = _unnamed(words, at, names)
        if phrase is None or any(place in marked for place in range(at + 1, phrase.after)):
            continue
        taken = phrase.after
        prep = _governing(text, words, at)
        pronoun = phrase.kind == "pronoun"
        owner = low[at] in _POSSESSIVE if pronoun else _OWNER.match(text, phrase.end) is not None
        yield phrase._replace(prep=prep, owner=owner) if prep or owner else phrase


def _unnamed(words: Words, at: int, names: Gazetteer) -> Phrase | None:
    """The pronoun, role or group at a word."""
    word, before = words.low[at], words.low[at - 1] if at else ""
    start, end = words.starts[at], words.ends[at]
    if word in PRONOUNS:
        alone = Phrase(start, end, (), PRONOUNS[word], "pronoun", after=at + 1)
        return alone if words.spelt[at] == _CAPITAL.get(word, words.spelt[at]) else None
    if word in _US:
        return Phrase(start, end, (), "we", "pronoun", after=at + 1) if before in _OF_US else None
    if word in _SO_MANY and (before in _BEFORE_SO_MANY or word in _SINGLE):
        return _so_many(words, at)
    if word in COUNTRY and before in _BEFORE_COUNTRY:
        return Phrase(start, end, (), "country", "role", after=at + 1)
    following = words.low[at + 1] if at + 1 < len(words.low) else ""
    if following not in names.common_seconds.get(word, (following,)) or _is_no_role(words, at, following):
        return None
    for role, entries in ((True, names.roles), (False, names.participants)):
        for surface, codes in entries.get(word, ()):
            if len(surface) > 1 and surface[1] != following:
                continue
            after = at + len(surface)
            if tuple(words.low[at:after]) == surface:
                ref: Ref = "role" if role else "group"
                several = surface[-1].endswith(_PLURAL)
                return Phrase(
                    start, words.ends[after - 1], codes, ref, "role" if role else "group", several=several, after=after
                )
    return None


def _is_no_role(words: Words, at: int, following: str) -> bool:
    """Whether a word that may be a role is none here: "the bank of …", "a mixed commission"."""
    another = words.spelt[at] in _ONLY_ONE and not _INDEFINITE.isdisjoint(words.low[max(0, at - 2) : at])
    return another or (words.low[at], following) in _NO_ROLE


def _is_counted(low: list[str], at: int) -> bool:
    """Whether a number stands right before a word."""
    before = low[at - 1] if at else ""
    return before in _NUMERALS or _FIGURE.match(before) is not None


def _so_many(words: Words, at: int) -> Phrase | None:
    """A counted or single one of several, where a verb follows: "both", "the trio", "each side", "neither"."""
    after = at + 1 + (words.low[at] in _SINGLE and bool(_EACH.intersection(words.low[at + 1 : at + 2])))
    acts = not _VERBS.isdisjoint(words.low[after : after + 1])
    return Phrase(words.starts[at], words.ends[after - 1], (), "they", "pronoun", after=after) if acts else None


def _governing(text: str, words: Words, at: int) -> str:
    """The preposition before the phrase that begins at a word."""
    before, low = at - 1, words.low
    while before >= 0 and at - before < 4 and (low[before] in _PASSED or _FIGURE.match(low[before])):
        before -= 1
    prep = low[before] if before >= 0 and low[before] in PREPOSITIONS else ""
    return "" if prep and _stopped(text, words.ends[before], words.starts[at]) else prep


def _stopped(text: str, start: int, end: int) -> bool:
    return _STOPS.search(text, start, min(end, start + 40)) is not None


def _joined(text: str, parts: list[Phrase], join: Callable[[str, Phrase, Phrase], Phrase | None]) -> list[Phrase]:
    """Phrases with neighbours made one where they belong together."""
    made: list[Phrase] = []
    for part in parts:
        one = join(text, made[-1], part) if made and part.start - made[-1].end < 40 else None
        if one:
            made[-1] = one
        else:
            made.append(part)
    return made


def _compound(text: str, first: Phrase, second: Phrase) -> Phrase | None:
    """A demonym, name or role with the role, group or person right behind it: the whole speaks for one party."""
    gap = _ADJACENT.match(text, first.end, second.start)
    if gap is None or gap.end() != second.start:
        return None
    if first.ref == "we" and first.owner and second.ref == "role":  # "my department"
        others = text[second.start : second.end].lower() in _OTHERS
        if text.startswith(_FROM, second.end):  # "my colleague from Denmark"
            return second._replace(start=first.start, prep=first.prep)
        return None if others else second._replace(start=first.start, prep=first.prep, ref="we", codes=(), owner=False)
    equal = first.owner and second.kind == "adjective" and _ITS_EQUAL.match(text, second.end)
    if first.kind == "pronoun" or equal:  # "his Polish counterpart", "the minister's Polish counterpart"
        joined = first.owner and second.ref == "" and second.kind != "leader"
        return second._replace(start=first.start, prep=first.prep) if joined else None
    between = (gap["between"] or "").strip()
    if first.ref == "group" or (between and not _may_stand(between, first, second)):
        return None
    one = second._replace(start=first.start, prep=first.prep)
    if second.ref == "group":
        return _followed(text, first, second, one)
    if second.ref == "role":
        if first.kind in ("leader", "seat", "place") and not first.owner:
            return None
        return one._replace(codes=first.codes or second.codes, ref="" if first.ref == "" else "role")
    named = second.kind == "leader" and (first.kind != "place" or first.owner)
    titled = second.ref == "" and first.ref == "role" and not first.owner and not between
    if second.ref == "" and second.kind == "body" and (first.kind == "adjective" or first.owner) and not between:
        return one._replace(codes=first.codes)  # "the Swedish Treasury", "Ukraine's MoD"
    inside = second.ref == "" and first.kind == "name" and second.kind == "body" and not between
    return one if named or titled or inside or _is_apposed(between, first, second) else None


def _is_apposed(between: str, first: Phrase, second: Phrase) -> bool:
    """Whether a country's name tells which member, chair or host it is: "NATO member Malta", "G7 chair Japan"."""
    country = second.ref == "" and second.kind == "name" and not first.owner
    return country and first.ref == "" and (between in _APPOSED or (first.kind == "role" and not between))


def _may_stand(between: str, first: Phrase, second: Phrase) -> bool:
    """Whether a word may stand inside a phrase: "the German economy ministry"."""
    plain = between not in PREPOSITIONS and not between.endswith(_VERBAL)
    described = plain and (first.kind == "adjective" or first.owner) and second.kind == "role"
    return described or _is_apposed(between, first, second)


def _followed(text: str, first: Phrase, second: Phrase, one: Phrase) -> Phrase | None:
    """A party with a group behind it: its own ("EU leaders"), or others ("Ukraine's allies")."""
    if not first.codes and first.ref != "role":
        return None
    if first.owner and text[second.start : second.end].lower().split()[-1] in _FOLLOWERS:
        return one
    if first.kind in ("place", "leader"):
        return None
    return one._replace(codes=first.codes, ref=first.ref, kind="role", several=True)


def _genitive(text: str, first: Phrase, second: Phrase) -> Phrase | None:
    """A role or a group with "of" and what it belongs to: "leaders of the G7", "President Macron of France"."""
    gap = _OF.match(text, first.end, second.start)
    if (
        gap is None
        or gap.end() != second.start
        or first.ref not in ("role", "group", "country", "")
        or second.ref not in ("", "we", "group")
    ):
        return None
    if first.ref == "":
        return first._replace(end=second.end) if first.kind == "leader" and second.codes == first.codes else None
    how = gap[0].split()[0]
    if (how in _FOR and not any(map(text[first.start : first.end].__contains__, _SPOKES))) or (
        how in _INSIDE and first.kind != "role"
    ):
        return None
    return first._replace(
        end=second.end,
        codes=second.codes,
        ref=second.ref,
        kind="role",
        several=first.several or second.several,
        owner=second.owner,
    )
