"""Which language a document is written in, decided once for the whole of it by its small words."""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from tracker.language.noise import masked

READ = ("en",)  # the languages that a scan reads
UNDETERMINED = "und"  # BCP 47: no language can be told

_FILE = os.path.join(os.path.dirname(__file__), "tongues.toml")
_READ_FROM = 200_000  # characters; a language shows in the first pages
_WORDS = 5_000
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 12  # words; fewer leave a doubt
_LETTERS = 30  # letters, for a language that its script shows
_SHARE = 0.08  # of all words: ordinary prose has more small words in every language of the table
_MARGIN = 0.5  # of what only the winner explains: a runner-up that alone explains as much leaves a doubt
_RANKED = 3  # languages compared
_SCRIPT = 0.4  # of all letters; Japanese and Korean are written with Chinese ones as well
_STRANGE = 0.01  # of all letters
_LETTER_WEIGHT = 0.5  # of a small word that no other language has


class Tongue(NamedTuple):
    """A language, ISO 639-1, and the share of the words that show it (of the letters, where its script does).

    ``code`` is ``None`` for a text that is too short, mixed, or in a language that the table does not hold.
    """

    code: str | None
    share: float


class _Table(NamedTuple):
    weights: dict[str, dict[str, float]]  # word -> language -> what it says about it
    letters: dict[str, list[str]]  # letter -> languages
    scripts: dict[str, re.Pattern[str]]
    others: dict[str, re.Pattern[str]]


def language_of(text: str, said: str | None = None) -> Tongue:
    """The language of a document. Reads its first pages only; noise (menus, cookie lines) has no say.

    ``said`` is the text without its noise (``masked``), where that is at hand.
    """
    said = (masked(text[:_READ_FROM]) if said is None else said[:_READ_FROM]).casefold()
    words = _WORD.findall(said)[:_WORDS]
    letters = "".join(words)
    if script := _by_script(letters):
        return script
    if len(words) < _SHORTEST or _strange(letters, "cyrillic", "Ѐ-ӿ"):
        return Tongue(None, 0.0)
    return _by_words(Counter(words), len(words))


def small_words(code: str = "en") -> frozenset[str]:
    """The small words by which a text shows this language: they say nothing of what it is about."""
    return frozenset(word for word, codes in _table().weights.items() if code in codes)


def _by_words(words: Counter[str], total: int) -> Tongue:
    """The language that explains most of the words; near kin are told apart by what only one of them explains."""
    table = _table()
    weights: dict[str, float] = {}
    shown: dict[str, dict[str, int]] = {}
    for word, times in words.items():
        for code, weight in _shown(word):
            if code not in shown:
                weights[code], shown[code] = 0.0, {}
            weights[code] += weight * times
            shown[code][word] = times
    ranked = sorted(weights, key=lambda code: (-weights[code], code))[:_RANKED]
    if not ranked:
        return Tongue(None, 0.0)
    best, *others = (shown[code] for code in ranked)
    share = round(sum(times for word, times in best.items() if word in table.weights) / total, 3)
    doubt = any(_only(other, best) > _MARGIN * _only(best, other) for other in others)
    return Tongue(None if doubt or share < _SHARE else ranked[0], share)


def _only(one: dict[str, int], other: dict[str, int]) -> int:
    """How many of the words that show one language do not show the other."""
    return sum(times for word, times in one.items() if word not in other)


@lru_cache(maxsize=50_000)
def _shown(word: str) -> tuple[tuple[str, float], ...]:
    """The languages that a word shows, by itself or by its letters, and how much it says for each."""
    table = _table()
    letters = {code for letter in word for code in table.letters.get(letter, ())}
    return tuple({**dict.fromkeys(sorted(letters), _LETTER_WEIGHT), **table.weights.get(word, {})}.items())


def _by_script(letters: str) -> Tongue | None:
    """The language that a script of its own shows: Japanese by its kana, Korean by Hangul, before Chinese."""
    if len(letters) < _LETTERS or letters.isascii():
        return None
    counts = {code: len(script.findall(letters)) for code, script in _table().scripts.items()}
    if counts["ja"] > counts["zh"] / 10:
        counts["ja"] += counts["zh"]
    best = max(("ja", "ko", "zh", "el", "ar", "he"), key=lambda code: counts[code])
    share = round(counts[best] / len(letters), 3)
    if share < _SCRIPT:
        return None
    return Tongue(None, 0.0) if best == "ar" and _strange(letters, "ar", "؀-ۿ") else Tongue(best, share)


def _strange(letters: str, kind: str, script: str) -> bool:
    """Whether letters of a script show a language that is not in the table."""
    written = len(re.findall(f"[{script}]", letters))
    return written > len(letters) / 2 and len(_table().others[kind].findall(letters)) > _STRANGE * written


@cache
def _table() -> _Table:
    import tomllib

    with open(_FILE, "rb") as file:
        data = tomllib.load(file)
    weights: dict[str, dict[str, float]] = {}
    lists: dict[str, set[str]] = {code: set(words.split()) for code, words in data["words"].items()}
    shared = Counter(word for words in lists.values() for word in words)
    for code, words in lists.items():
        for word in words:
            weights.setdefault(word, {})[code] = 1 / shared[word]
    letters: dict[str, list[str]] = {}
    for code, each in data["letters"].items():
        for letter in each:
            letters.setdefault(letter, []).append(code)
    scripts = {code: re.compile(_ranges(ranges)) for code, ranges in data["scripts"].items()}
    others = {kind: re.compile(f"[{each}]") for kind, each in data["others"].items()}
    return _Table(weights, letters, scripts, others)


def _ranges(ranges: list[str]) -> str:
    ends = [tuple(chr(int(end, 16)) for end in each.split("-")) for each in ranges]
    return "[" + "".join(f"{first}-{last}" for first, last in ends) + "]"
