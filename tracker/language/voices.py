"""By whom a thing is done or told, beside the subject of its verb: the passive's agent, who says it behind it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.language.clause_words import Word
from tracker.language.clauses import SAYS, Clauses
from tracker.language.noun_phrases import Phrase
from tracker.language.patterns import patterns
from tracker.language.wordlists import word_lists

_WORDS = word_lists("clauses")
_PARTICIPLES = _WORDS["participles"]
_WILLING = _WORDS["willing"]
_RECEIVING = _WORDS["receiving"]
_ADVERBS = _WORDS["adverbs"]
_NEAR, _SOURCE = 8, 60  # characters
_PATTERNS = patterns(__name__)
_BEFORE_LISTED, _ARTICLE = _PATTERNS.words("before-listed"), 5  # characters
_OPENS_ASIDE = _PATTERNS["opens-aside"]
_CLOSES_ASIDE = {",": (",",), "(": (")",), "-": (" -", " –", " —"), "–": (" –", " -", "–"), "—": ("—", " —")}
_AGENT_STOPS = _PATTERNS["agent-stops"]
_BY_ANOTHER = _PATTERNS["by-another"]
_OFFICIAL, _NAME, _PROMISES = (_PATTERNS[each] for each in ("official", "name", "promises"))
_TELLS_SOMEBODY = _PATTERNS.words("tells-somebody")
_PASSIVE = _PATTERNS.words("passive")
_PROMISING = _PATTERNS.words("promising")
_GETTING = _PATTERNS.words("getting")
_TO = _PATTERNS.words("to")
_ADVERB_ENDS = _PATTERNS.words("adverb-ends")
_PARTICIPLE_ENDS = _PATTERNS.words("participle-ends")
_ABLE = _PATTERNS.words("able")
_BEGINNING, _OF_ITSELF = (frozenset(_PATTERNS.words(each)) for each in ("beginning", "of-itself"))
_APPOSED_TO = ("", *_PATTERNS.words("of"))
_BEFORE_ACTING = _PATTERNS.words("before-acting")
_BEFORE_APPOSED = _PATTERNS.words("before-apposed")
_ACCORDING = frozenset(_PATTERNS.words("according"))
_ACCORDING_TO = _PATTERNS.words("according-to")
_SENT_BY = _PATTERNS["sent-by"]


def is_passive(clauses: Clauses, verb: int, end: int) -> bool:
    """Whether the verb at a place says what is done to its subject, or what its subject gets."""
    words = clauses.between(verb, min(end, verb + 90))[:7]
    if words and words[0].low in SAYS:
        before = clauses.between(verb - _NEAR, verb)[-1:]  # "was promised two"; "promised that two would be sent"
        return words[0].low in _PROMISING and bool(before) and before[0].low in _PASSIVE and before[0].end == verb - 1
    for at, word in enumerate(words[:5]):
        if word.low in _PASSIVE:
            if words[at + 1 : at + 2] and words[at + 1].low in _TO:
                continue  # "is to build", "is to be built"
            after = [
                each.low
                for each in words[at + 1 : at + 4]
                if not each.low.endswith(_ADVERB_ENDS) and each.low not in _ADVERBS
            ]
            done = bool(
                after
                and (after[0].endswith(_PARTICIPLE_ENDS) or after[0] in _PARTICIPLES or after[0] in _ABLE)
                and after[0] not in _WILLING
            )
            if done or word.low not in _GETTING:
                return done
    return any(each.low in _RECEIVING or _begins_of_itself(words, at) for at, each in enumerate(words[1:3], 1))


def _begins_of_itself(words: Sequence[Word], at: int) -> bool:
    """Whether a word says that something begins, and not that somebody begins it: "Deliveries will start in May"."""
    if words[at].low not in _BEGINNING:
        return False
    after = words[at + 1] if at + 1 < len(words) else None
    return after is None or after.low in _OF_ITSELF or after.start > words[at].end + 1


def begins_with_saying(clauses: Clauses, verb: int) -> bool:
    """Whether the words at a place begin with one of what is said to somebody: "promised two boats"."""
    return bool(words := clauses.between(verb, verb + 1)) and words[0].low in _PROMISING


def apposed(clauses: Clauses, start: int, verb: int) -> Phrase | None:
    """Who a group or an office is, told between commas before the verb: "The chair of the meeting, Japan, will"."""
    text = clauses.text
    close = text.rfind(",", start, verb)
    if close <= start or any(each.low not in _BEFORE_ACTING for each in clauses.between(close + 1, verb)):
        return None
    comma = text.rfind(", ", start, close)
    one = next((each for each in clauses.named(start, close) if each.end == close), None)
    if one is None or comma < 0 or one.ref or one.prep or one.kind in ("place", "adjective"):
        return None
    before = next((each for each in clauses.named(start, min(comma, one.start)) if each.prep in _APPOSED_TO), None)
    told = before is not None and before.ref in ("group", "role", "country") and not before.codes
    return one if told and text[comma + 2 : one.start] in _BEFORE_APPOSED else None


def listed_behind(clauses: Clauses, group: Phrase) -> Phrase | None:
    """Who so many are, told right behind them: "Two states – Spain and Portugal – are", "states, including Spain,"."""
    opens = _OPENS_ASIDE.match(clauses.text, group.end)
    if opens is None:
        return None
    one = next(iter(clauses.named(opens.end(), opens.end() + _ARTICLE)), None)
    one = one if one and clauses.text[opens.end() : one.start] in _BEFORE_LISTED else None
    some = bool(opens["some"] or opens["bare"])
    told = one is not None and not one.ref and (one.several or (some and one.kind == "name" and not one.owner))
    shut = bool(opens["bare"]) or (one is not None and clauses.text.startswith(_CLOSES_ASIDE[opens["sign"]], one.end))
    return one if one and told and shut else None


def agents(clauses: Clauses, verb: int, end: int, prepositions: tuple[str, ...]) -> Phrase | None:
    """Who does it, after a passive verb: the phrase that "by" (or another preposition) governs.

    Not the host of the meeting at which it was promised, nor who did the damage.
    """
    stop = _AGENT_STOPS.search(clauses.text, verb, end)
    named = clauses.named(verb, stop.start() if stop else end)
    told = (each for each in named if each.prep in prepositions and each.kind != "pronoun")
    return next((each for each in told if not _BY_ANOTHER.search(clauses.text, verb, each.start)), None)


def according(clauses: Clauses, start: int, end: int) -> Phrase | None:
    """Who "according to" names."""
    if _ACCORDING.isdisjoint(clauses.words.between(start, end)):
        return None
    words = clauses.between(start, end)
    for at, word in enumerate(words[:-2]):
        if word.low in _ACCORDING and words[at + 1].low in _ACCORDING_TO:
            behind = words[at + 1].end
            comma = clauses.text.find(",", behind, end)
            named = clauses.named(behind, min(end, behind + _SOURCE) if comma < 0 else comma)
            return next((each for each in named if each.prep in _ACCORDING_TO), None)
    return None


def teller(clauses: Clauses, verb: int, end: int) -> Phrase | None:
    """Who says it, told after it: ", Borrell added", "… , said Merz"."""
    if SAYS.isdisjoint(clauses.words.between(verb, end)):
        return None
    words = [each for each in clauses.between(verb, end) if each.low in SAYS]
    for word in reversed(words):
        comma = max(clauses.text.rfind(sign, verb, word.start) for sign in (",", "”", '"', "’", "!", "?"))
        if comma < 0 or promises(clauses, word.start):
            continue
        named = [each for each in clauses.named(comma, word.start) if each.end <= word.start]
        before = [each for each in named if not each.prep or _SENT_BY.search(clauses.text, comma, each.start)]
        if before:
            return before[0]
        if not clauses.text[comma + 1 : word.start].strip(' ”"’,'):
            if office := _in_office(clauses, verb, comma) or _by_office(clauses, verb, comma):
                return office
            after = clauses.named(word.end, min(end, word.end + 60))
            if after and not after[0].prep and word.low not in _TELLS_SOMEBODY:
                return after[0]
    return None


def promises(clauses: Clauses, verb: int) -> bool:
    """Whether a verb promises something of its own, and is no word of saying: "Oman pledged $40 million"."""
    return _PROMISES.match(clauses.text, verb) is not None


def _in_office(clauses: Clauses, verb: int, comma: int) -> Phrase | None:
    """In whose service somebody without a party speaks: ", Jo Bo, an official in the Danish ministry, said"."""
    before = clauses.text.rfind(",", verb, comma)
    if before < 0 or not _OFFICIAL.match(clauses.text, before, comma):
        return None
    return next((each for each in clauses.named(before, comma) if each.ref == "" and each.codes), None)


def _by_office(clauses: Clauses, verb: int, comma: int) -> Phrase | None:
    """Whose office somebody without a party holds, told before the name: ", Kenya's envoy, Betty Kamau, said"."""
    before = clauses.text.rfind(",", verb, comma)
    if before < 0 or not _NAME.fullmatch(clauses.text, before + 1, comma):
        return None
    begun = max(clauses.text.rfind(sign, verb, before) for sign in (",", "”", '"', "’ ", "' "))
    named = [each for each in clauses.named(begun, before) if not each.prep] if begun >= 0 else []
    return named[0] if len(named) == 1 else None
