"""What a pledge is about: the topic whose words weigh most in its quote, in what stands around it, and in the title."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tracker.errors import BadInputError
from tracker.language import tables
from tracker.language.chunks import Chunks
from tracker.language.cue_rules import check_kinds
from tracker.language.tables import TOPICS

OTHER = "other"
_FIELDS = {"words": dict, "fires": str, "spares": str}
_LOW, _HIGH = 0.0, 10.0
# Topics that say by what means something is done. What it is done for, where the document tells that, says more: any
# other topic for money and talks, and for ships and troops what they are to secure. A loan or a meeting that is told
# plainly is the thing itself, unless the loan is raised on assets.
_MEANT, _SECURED = 0.5, frozenset({"security-guarantees", "military-planning", "monitoring"})
_PLAINLY: Mapping[str, frozenset[str]] = {"financing": frozenset({"frozen-assets"}), "diplomacy": frozenset()}
_MEANS: Mapping[str, frozenset[str] | None] = {
    **dict.fromkeys(("financing", "military-support", "diplomacy", "economy")),
    **dict.fromkeys(("naval", "deployment"), _SECURED),
}
_TWICE = 2  # what is heard of a topic that is told plainly
_AROUND, _PLAIN, _MARGIN = 6.0, 5.0, 2.0
_WORD = re.compile(r"[^\W_]+\*?")
_STEM = 3  # letters; no shorter beginning of a word may stand for it
_PHRASE = 2  # words; one alone can't be silent
_REMEMBERED = 50_000  # words


def _divide(chunk: str) -> list[str]:
    return _WORD.findall(chunk.lower())


_words = Chunks(_divide)

Meant = tuple[tuple[str, float], ...]
Around = list[tuple[Mapping[str, float], float]]


class Topic(NamedTuple):
    """A topic of the table, with a sentence on it and one that is not."""

    id: str
    fires: str
    spares: str


class TopicTable(NamedTuple):
    """Topics ready to be told. ``words`` gives single words their topics and weights, ``stems`` beginnings of words by
    their first letters, ``phrases`` the longer ones by their first word: further words, then topics and weights.
    """

    version: str
    topics: tuple[Topic, ...]
    words: Mapping[str, Meant]
    stems: Mapping[str, tuple[tuple[str, Meant], ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Meant], ...]]
    known: dict[str, Meant]  # words that were met
    silent: set[str]  # those that say nothing of any topic

    def weigh(self, text: str) -> dict[str, float]:
        """How much a text says of each topic: the longest phrase at each word."""
        found: dict[str, float] = {}
        words = _words.of(text)
        silent, after = self.silent, 0
        for at in [at for at, word in enumerate(words) if word not in silent]:
            if at < after:
                continue
            meant, after = self._meant(words, at)
            for topic, weight in meant:
                found[topic] = found.get(topic, 0.0) + weight
        return found

    def _meant(self, words: list[str], at: int) -> tuple[Meant, int]:
        following = words[at + 1] if at + 1 < len(words) else ""
        for rest, meant in self.phrases.get(words[at], ()):
            head = rest[0]
            if following != head and not (head[-1] == "*" and following.startswith(head[:-1])):
                continue
            last = at + len(rest)
            if last < len(words) and words[at + 1 : last] == [*rest[:-1]] and _is(words[last], rest[-1]):
                return meant, last + 1
        word = words[at]
        if (known := self.known.get(word)) is None:
            known = self.words.get(word) or next(
                (meant for stem, meant in self.stems.get(word[:_STEM], ()) if word.startswith(stem)), ()
            )
            if len(self.known) < _REMEMBERED:
                self.known[word] = known
                if not known and word not in self.phrases:
                    self.silent.add(word)
        return known, at + 1

    def topic_of(self, quote: str, around: Callable[[], Around] | None = None) -> str:
        """The topic of a quote.

        ``around``, asked only where the quote leaves its topic open, gives what ``weigh`` found in the texts that it
        stands in, each with its share: however long one is, it counts no more than a few words.
        """
        found = self.weigh(quote)
        best = sorted(found.values(), reverse=True)[:2]
        top = max(found, key=found.__getitem__) if found else ""
        open_ = not best or best[0] < _PLAIN or (len(best) > 1 and best[0] - best[1] < _MARGIN)
        plainly = top in _PLAINLY and not open_
        heard = _PLAINLY[top] if plainly else _MEANS.get(top)
        if top in _MEANS and not plainly:
            found = {topic: weight * (_MEANT if topic in _MEANS else 1) for topic, weight in found.items()}
        for weights, share in around() if around and (open_ or top in _MEANS) else ():
            most = max(weights.values(), default=0)
            scale = share * min(1, _AROUND / most) * (_TWICE if plainly else 1) if most else 0
            for topic, weight in weights.items():
                if heard is None or topic in heard or topic == top:
                    found[topic] = found.get(topic, 0.0) + weight * scale
        if not found:
            return OTHER
        return max(found.items(), key=lambda each: (round(each[1], 6), each[0]))[0]


def load_topics(overlay: Path | None = None) -> TopicTable:
    """The shipped topics, or those with a user's table laid over them.

    :raises BadInputError: naming the file and the place, when the table cannot be taken.
    """
    if overlay is None:
        return _shipped()
    own, pattern = tables.parse(overlay), tables.parse(_path())
    tables.check_version(own, pattern, overlay, TOPICS)
    check_kinds(own, pattern, str(overlay), shipped=TOPICS)
    return build(tables.overlay(pattern, own), overlay)


@cache
def _shipped() -> TopicTable:
    return build(tables.parse(_path()), _path())


def _path() -> Path:
    return Path(__file__).parent / "en" / TOPICS


def build(table: Mapping[str, Any], path: Path) -> TopicTable:
    """The topics of a table of the form of en/topics.toml, checked."""
    weights: dict[str, list[tuple[str, float]]] = {}
    topics: list[Topic] = []
    if not isinstance(table.get("version"), str):
        raise _refusal(path, "version", "must be a text")
    if not isinstance(table.get("topics"), dict):
        raise _refusal(path, "topics", "is missing")
    for name, fields in table["topics"].items():
        place = f"topics.{name}"
        for key, kind in _FIELDS.items():
            if not isinstance(fields, dict) or not isinstance(fields.get(key), kind) or not fields[key]:
                raise _refusal(path, f"{place}.{key}", "is missing, or of the wrong kind")
        if unknown := [key for key in fields if key not in _FIELDS]:
            raise _refusal(path, f"{place}.{unknown[0]}", f"is not known; known here: {', '.join(_FIELDS)}")
        for word, weight in fields["words"].items():
            if type(weight) not in (int, float) or not _LOW < weight <= _HIGH:
                raise _refusal(path, f'{place}.words."{word}"', f"must be a weight between 0 and {_HIGH:g}")
            if not _WORD.search(word) or (
                word.endswith("*") and len(_WORD.findall(word)[0]) <= _STEM and " " not in word and "-" not in word
            ):
                raise _refusal(path, f'{place}.words."{word}"', f"must have a word, and {_STEM} letters before a *")
            weights.setdefault(re.sub(r"[\s-]+", " ", word.lower()), []).append((name, float(weight)))
        topics.append(Topic(name, fields["fires"], fields["spares"]))
    weights.update({phrase: [] for phrase in _silent(table, path) if phrase not in weights})
    return _table(table["version"], tuple(topics), {word: tuple(each) for word, each in weights.items()})


def _silent(table: Mapping[str, Any], path: Path) -> list[str]:
    """The phrases whose words tell nothing where they stand so."""
    phrases = table.get("silent", [])
    if not isinstance(phrases, list):
        raise _refusal(path, "silent", "must be a list of phrases")
    for number, phrase in enumerate(phrases, 1):
        if not isinstance(phrase, str) or len(_WORD.findall(phrase)) < _PHRASE:
            raise _refusal(path, f"silent, value {number},", f"must be a phrase of {_PHRASE} words or more")
    return [" ".join(_WORD.findall(phrase.lower())) for phrase in phrases]


def _table(version: str, topics: tuple[Topic, ...], weights: Mapping[str, Meant]) -> TopicTable:
    words: dict[str, Meant] = {}
    stems: dict[str, list[tuple[str, Meant]]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Meant]]] = {}
    for word, meant in sorted(weights.items(), key=lambda each: (-len(each[0]), each[0])):
        first, *rest = _WORD.findall(word)
        if rest:
            phrases.setdefault(first, []).append((tuple(rest), meant))
        elif word.endswith("*"):
            stems.setdefault(first[:_STEM], []).append((first[:-1], meant))
        else:
            words[first] = meant
    by_stem = {key: tuple(each) for key, each in stems.items()}
    return TopicTable(version, topics, words, by_stem, {key: tuple(each) for key, each in phrases.items()}, {}, set())


def _refusal(path: Path, place: str, why: str) -> BadInputError:
    return tables.refusal(path, f"{path}: {place}", why, TOPICS)


def _is(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
