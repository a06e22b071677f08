"""Every mention of a party in a text: the longest words of the gazetteer at each place, and what they mean there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, compress
from typing import NamedTuple

from tracker.language.gazetteer import LAST, WORD, Entry, Gazetteer, Kind, gazetteer
from tracker.language.introduced import introduced
from tracker.language.patterns import patterns
from tracker.language.wordlists import word_lists

_WORDS = word_lists("clauses")
_GAP = re.compile(r"[ .'’\-–,&/\n]{0,3}\Z")
_INSIDE = _WORDS["inside"]
_EVENT = _WORDS["events"]
_HONOURS = _WORDS["honours"]
_PATTERNS = patterns(__name__)
_OF = _PATTERNS.words("of")
_THE = _PATTERNS.words("the")
_AND = _PATTERNS.words("and")
_JOINING = frozenset(_PATTERNS.words("joining"))
_MONEY = _PATTERNS.words("money")
_NAMED_AFTER, _OWN_FUNDS = frozenset(_PATTERNS.words("named-after")), (("EU",), ("NATO",), ("UN",))
_NON = _PATTERNS.words("non")
_ARTICLES = _PATTERNS.words("articles")
_DAYS = word_lists("spotting")["weekdays"] | word_lists("spotting")["months"]
_HYPHEN = "-"
_STOPS = ".!?;:\n"
_KEPT = 1_000_000  # characters; a longer text is read again for each who asks
_LOUD = 4  # letters of a word in capitals, which shorter ones may be the initials of
_EARLY, _LATE = timedelta(days=60), timedelta(days=45)  # ministers are quoted before they begin and after they end


class Mention(NamedTuple):
    """Words that stand for a party: its ``code``, what ``kind`` of words, where, and the words as they stand there.

    ``kind``: ``name`` (Germany, the EU), ``adjective`` (German), ``seat`` (Berlin), ``body`` (the Bundeswehr),
    ``several`` (one of the parties of "the Baltic states"), ``leader`` (Friedrich Merz, while in office), ``place``
    (a name or seat that tells where: "in Berlin").
    """

    code: str
    kind: Kind
    start: int
    end: int
    surface: str


class Words(NamedTuple):
    """The words of a text, as they are spelt and in lower case, and where each stands."""

    spelt: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]

    def between(self, start: int, end: int) -> list[str]:
        """The words that begin in a stretch, in lower case."""
        return self.low[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


class Found(NamedTuple):
    """A mention's first word, the word after its last, its codes, its kind, and where it stands."""

    at: int
    after: int
    codes: tuple[str, ...]
    kind: Kind
    start: int
    end: int


def words_of(text: str) -> Words:
    """The words of a text: letters and figures. Those of the last texts are kept, and not to be changed."""
    return _last_words(text) if len(text) <= _KEPT else _words(text)


def _words(text: str) -> Words:
    pieces = WORD.split(text)  # every other one a word
    ends = list(accumulate(map(len, pieces)))
    spelt = pieces[1::2]
    return Words(spelt, list(map(str.lower, spelt)), ends[:-1:2], ends[1::2])


_last_words = lru_cache(maxsize=4)(_words)


def mentions(text: str, day: date | None = None, names: Gazetteer | None = None) -> list[Mention]:
    """Every mention of a party in a text, in order, the longest words at each place, for the linker and the scene.

    ``day``: when the text was published; leaders count while they are in office. Words that mean several parties
    give a mention for each of them at one place. ``names``: the shipped ones unless given.
    """
    return [
        Mention(code, kind, start, end, text[start:end])
        for _, _, codes, kind, start, end in found(text, day, names or gazetteer())
        for code in codes
    ]


def found(text: str, day: date | None, names: Gazetteer) -> tuple[Found, ...]:
    """The mentions in a text, in order, by its words. Those of the last texts are kept for the shipped names."""
    if names is gazetteer() and len(text) <= _KEPT:
        return _last_found(text, day)
    return _with_persons(text, words_of(text), tuple(_found(text, words_of(text), day, names)))


@lru_cache(maxsize=8)
def _last_found(text: str, day: date | None) -> tuple[Found, ...]:
    words = words_of(text)
    return _with_persons(text, words, tuple(_found(text, words, day, gazetteer())))


def _with_persons(text: str, words: Words, known: tuple[Found, ...]) -> tuple[Found, ...]:
    """The mentions, and those of persons whom the text introduces by their office."""
    persons = introduced(text, known)
    if not persons:
        return known
    spelt, _, starts, ends = words
    taken = {at for each in known for at in range(each.at, each.after)}
    common = set(spelt)
    plain = {each for each in persons if each.lower() not in common}
    more = (at for at in compress(range(len(spelt)), map(plain.__contains__, spelt)) if at not in taken)
    people = (Found(at, at + 1, persons[spelt[at]], "leader", starts[at], ends[at]) for at in more)
    return tuple(sorted((*known, *people)))


def _found(text: str, words: Words, day: date | None, names: Gazetteer) -> Iterator[Found]:
    table = names.surfaces
    spelt, low, starts, ends = words
    spelt = _spoken_softly(spelt, table)
    known: set[str] = set()
    taken = 0
    seconds = names.seconds
    for at in compress(range(len(spelt)), map(table.__contains__, spelt)):
        word = spelt[at]
        following = spelt[at + 1] if at + 1 < len(spelt) else ""
        if (
            at < taken
            or (word in seconds and following and following not in seconds[word])
            or _is_denied(words, text, at)
        ):
            continue
        for surface, entries in table[word]:
            length = len(surface)
            if length > 1 and surface[1] != following:
                continue
            after = at + length
            if length > 1 and not (
                tuple(spelt[at:after]) == surface
                and all(_GAP.match(text, ends[i], starts[i + 1]) for i in range(at, after - 1))
            ):
                continue
            entry = _chosen(entries, day, known, _title(low, at), length)
            if entry is None or (length == 1 and entry.guarded and _goes_on_as_a_name(text, words, at)):
                continue
            if entry.kind == "body" and after < len(low) and low[after] in _OF:
                whose = _named_after(table, spelt, after + 1)
                if whose is None and low[at] in _THE:
                    continue  # "the Council of State" is not the Council
                entry = entry._replace(codes=whose) if whose else entry
            if entry.codes and not text.startswith(_MONEY, ends[after - 1]):
                end = ends[after - 1]
                dotted = len(surface[-1]) == 1 and after > at + 1 and text[end : end + 1] == "."
                yield Found(at, after, entry.codes, _kind(entry, text, words, at, after), starts[at], end + dotted)
            taken = after
            break


def _spoken_softly(spelt: list[str], known: Container[str]) -> list[str]:
    """The words with those that are all in capitals as names have them: "KEIR STARMER promised"."""
    loud = {word for word in filter(str.isupper, spelt) if len(word) >= _LOUD and word not in known}
    return [word.title() if word in loud else word for word in spelt] if loud else spelt


def _title(low: list[str], at: int) -> str:
    """The word before a name, which may be a title; of two with one title, that of the first: "Ministers A and B"."""
    first = at - 2 if at > 2 and low[at - 1] in _AND else at
    return low[first - 1] if first else ""


def _goes_on_as_a_name(text: str, words: Words, at: int) -> bool:
    """Whether a name is somebody's first: "Murray Watt"."""
    after = at + 1
    if after == len(words.low) or text[words.ends[at] : words.starts[after]] != " ":
        return False
    return words.spelt[after].istitle() and words.low[after] not in _DAYS


def _is_denied(words: Words, text: str, at: int) -> bool:
    """Whether a word tells who is meant by who is not: "non-EU countries"."""
    return at > 0 and words.low[at - 1] in _NON and text[words.starts[at] - 1] == _HYPHEN


def _named_after(
    table: dict[str, list[tuple[tuple[str, ...], list[Entry]]]], spelt: list[str], at: int
) -> tuple[str, ...] | None:
    """The country that a body is of: "House of Commons of Canada"; ``None`` where no party is named there."""
    at += at < len(spelt) and spelt[at] in _ARTICLES
    for surface, entries in table.get(spelt[at], ()) if at < len(spelt) else ():
        if tuple(spelt[at : at + len(surface)]) == surface and entries[0].kind in ("name", "body"):
            return entries[0].codes
    return None


def _chosen(entries: list[Entry], day: date | None, known: set[str], before: str, length: int) -> Entry | None:
    """What words mean on a day: the leader in office, where several bear the name the one whose full name was told."""
    first = entries[0]
    if first.kind != "leader":
        return first
    able = [each for each in entries if day is None or each.since - _EARLY <= day <= each.until + _LATE]
    if day is not None and len(able) > 1:
        able = [each for each in able if each.since <= day <= each.until] or able
    if length > 1:
        known.update(each.name for each in able)
    told = [each for each in able if each.name in known]
    able = told or [each for each in able if not each.guarded or before in _HONOURS]
    codes = {each.codes for each in able}
    if len(codes) > 1 and day is None:
        able = [each for each in able if each.until == LAST] or able
        codes = {each.codes for each in able}
    return able[-1] if len(codes) == 1 else None


def _is_behind_its_town(text: str, words: Words, first: int, after: int) -> bool:
    """Whether a name tells where a town is: "in Baku, Azerbaijan,"."""
    if first < 2 or text[words.ends[first - 1] : words.starts[first]] != ", ":
        return False
    if not text.startswith(",", words.ends[after - 1]):
        return False
    return words.low[first - 2] in _INSIDE and words.spelt[first - 1][0].isupper()


def _kind(entry: Entry, text: str, words: Words, first: int, after: int) -> Kind:
    """The kind of a mention: a name or seat that tells where is a place."""
    if entry.kind not in ("name", "seat"):
        return entry.kind
    low = words.low
    at = first - 2 if first > 1 and low[first - 1] in _THE else first - 1
    inside = at >= 0 and low[at] in _INSIDE and text[words.ends[at]] not in _STOPS  # "paid in. NATO will"
    inside = inside or _is_behind_its_town(text, words, first, after)
    event = entry.kind == "seat" and after < len(low) and low[after] in _EVENT
    joined = after < len(low) and low[after] in _JOINING and text[words.ends[after - 1]] == " "
    return "place" if inside or event or joined or _is_namesake(entry, words, first, after) else entry.kind


def _is_namesake(entry: Entry, words: Words, first: int, after: int) -> bool:
    """Whether a country only gives its name to something: "the Ukraine Facility will pay"."""
    if after == len(words.low) or words.spelt[after] not in _NAMED_AFTER or not first:
        return False
    return words.low[first - 1] in _THE and entry.kind == "name" and entry.codes not in _OWN_FUNDS
