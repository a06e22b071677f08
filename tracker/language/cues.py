"""Where cues stand in a text: their phrases grown into one tree, which is walked once from every word.

A phrase is words between blanks. ``one|other`` stands for either word, ``{class}`` for any word of a class of the
table, ``{class*}`` for up to three of them or none, ``~5`` for up to five words of any kind in the clause. The
classes ``{number}``, ``{money}``, ``{name}`` and ``{word}`` are figures and numerals, words and signs of money, words
in capitals, and all that begins with a letter. Matching takes no longer for more cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tracker.language.cue_rules import Rule, refusal
from tracker.language.sightings import Cue
from tracker.language.wordlists import word_lists

_BUILT_IN = ("number", "money", "name", "word")
_MOST_LOOPED, _WIDEST = 3, 12  # words
_MOST_SPELT = 20_000  # spellings of one phrase with its alternatives
_STOPS = frozenset(";:?!()")
_NONE: frozenset[str] = frozenset()

_WORD = re.compile(
    r"[£$€¥₴]|[0-9][0-9.,]{0,20}(?:bn|m|k|tn)?\b|[^\W\d_]+(?:[-’'.][^\W\d_]+)*(?<!['’]s)|[^\W_]+|[,;:?!()%]"
)
_FOLD = str.maketrans({"’": "'"})
_MONEY = word_lists("spotting")["money"]
_NUMERALS = word_lists("spotting")["numerals"]


class Words(NamedTuple):
    """A stretch of a text in words: folded, with the classes that the table lists for each."""

    text: str
    start: int
    end: int
    folded: list[str]
    classes: list[frozenset[str]]
    spans: list[tuple[int, int]]  # made when they are first asked for

    def places(self) -> list[tuple[int, int]]:
        """Where each word stands, in code points of the text."""
        if not self.spans:
            self.spans.extend(match.span() for match in _WORD.finditer(self.text, self.start, self.end))
        return self.spans

    def is_a(self, at: int, name: str) -> bool:
        """Whether a word is of a class that no table lists."""
        word = self.folded[at]
        if name == "number":
            return word[0].isdigit() or word in _NUMERALS
        if name == "word":
            return word[0].isalpha()
        return word in _MONEY if name == "money" else self.text[self.places()[at][0]].isupper()


_End = tuple[int, int, tuple[int, ...]]


class _Node:
    """Where a phrase may go on: by a word, by a class, by any words (``gaps``), or end (``rules``).

    ``next_words`` and ``next_classes`` are what it may go on by at all; ``next_classes`` is ``None`` for anything.
    """

    __slots__ = ("built_in", "classes", "gaps", "next_classes", "next_words", "rules", "spelt", "words")

    rules: tuple[int, ...]

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.classes: dict[str, _Node] = {}
        self.gaps: dict[str, tuple[str, int, _Node]] = {}
        self.built_in: list[str] = []  # classes that no table lists
        self.spelt, self.rules = 0, ()  # how many words of the phrase are spelt out, and the rules that list it
        self.next_words: frozenset[str] = frozenset()
        self.next_classes: frozenset[str] | None = None

    def look_ahead(self) -> None:
        """Note what it may go on by, here and from every node that it leads to."""
        for node in (*self.words.values(), *self.classes.values(), *(each[2] for each in self.gaps.values())):
            node.look_ahead()
        gaps = self.gaps.values()
        words = {*self.words, *(word for _, _, node in gaps for word in node.next_words)}
        free = bool(self.built_in) or any(not name or node.next_classes is None for name, _, node in gaps)
        classes = {*self.classes, *(name for name, _, _ in gaps)}
        classes.update(name for _, _, node in gaps for name in node.next_classes or ())
        self.next_words, self.next_classes = frozenset(words), None if free else frozenset(classes)


class CueTable(NamedTuple):
    """Cues ready to match: ``rules`` by number, ``lexicon`` from words to their classes, ``heads`` from the first words
    of phrases to where in the tree of phrases they lead.
    """

    rules: tuple[Rule, ...]
    lexicon: Mapping[str, frozenset[str]]
    heads: Mapping[str, tuple[_Node, ...]]

    def words(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """The words of a stretch of text; signs that end a clause are words too."""
        end = len(text) if end is None else end
        plain = text[start:end]
        folded = _WORD.findall(plain.lower().translate(_FOLD))
        if "May" in plain or len(plain.lower()) != len(plain):
            raw = _WORD.findall(plain)
            if len(folded) != len(raw):  # a letter that is longer in lower case
                folded = [word.lower().translate(_FOLD) for word in raw]
            folded = [  # the month
                "May" if word == "May" and at else fold for at, (word, fold) in enumerate(zip(raw, folded, strict=True))
            ]
        lexicon = self.lexicon
        return Words(text, start, end, folded, [lexicon.get(word, _NONE) for word in folded], [])

    def match(self, words: Words, *, anchored: bool = False) -> list[tuple[Rule, Cue]]:
        """Every cue that stands in the words, in order of place: from each word the phrase that spells out the most.

        ``anchored``: none unless an anchor is among them.
        """
        heads = self.heads
        found = []
        for at, word in enumerate(words.folded):
            if word not in heads:
                continue
            ends: list[_End] = []
            for node in heads[word]:
                _walk(node, words, at + 1, ends)
            if ends:
                found.append((at, max(ends)))
        if not found or (
            anchored and not any(self.rules[each].kind == "anchor" for _, best in found for each in best[2])
        ):
            return []
        places = words.places()
        matched = []
        for at, (_, end, numbers) in found:
            for rule in (self.rules[number] for number in numbers):
                matched.append((rule, Cue(rule.name, rule.weight, places[at][0], places[end - 1][1])))
        return matched


def _walk(node: _Node, words: Words, at: int, ends: list[_End]) -> None:
    """Note how much of each phrase that goes on from a node is spelt out, where it ends, and its rule."""
    if node.rules:
        ends.append((node.spelt, at, node.rules))
    if at >= len(words.folded):
        return
    word, after = words.folded[at], node.next_classes
    if after is not None and word not in node.next_words and after.isdisjoint(words.classes[at]):
        return  # as after most words
    if follow := node.words.get(word):
        _walk(follow, words, at + 1, ends)
    if node.classes:
        listed = (name for name in words.classes[at] if name in node.classes)
        for name in (*listed, *(each for each in node.built_in if words.is_a(at, each))):
            _walk(node.classes[name], words, at + 1, ends)
    for name, most, follow in node.gaps.values():
        _walk(follow, words, at, ends)
        for skipped in range(at, min(at + most, len(words.folded))):
            if words.folded[skipped] in _STOPS or (name and name not in words.classes[skipped]):
                break
            _walk(follow, words, skipped + 1, ends)


def build(rules: Sequence[Rule], classes: Mapping[str, Iterable[str]], where: str) -> CueTable:
    """The table of these rules. ``where`` names the file in a refusal.

    :raises BadInputError: for a phrase that names a class which is not there.
    """
    lexicon: dict[str, set[str]] = {}
    for name, members in classes.items():
        for word in members:
            lexicon.setdefault(word if word == "May" else word.lower(), set()).add(name)
    root = _Node()
    known = {*classes, *_BUILT_IN}
    for number, rule in enumerate(rules):
        for phrase in rule.phrases:
            _plant(root, phrase, number, known, f"{where}: cues.{rule.name}")
    heads: dict[str, list[_Node]] = {word: [node] for word, node in root.words.items()}
    for name, node in root.classes.items():
        for word in (each for each, names in lexicon.items() if name in names):
            heads.setdefault(word, []).append(node)
    root.look_ahead()
    return CueTable(
        tuple(rules),
        {word: frozenset(names) for word, names in lexicon.items()},
        {word: tuple(each) for word, each in heads.items()},
    )


def _plant(root: _Node, phrase: str, number: int, known: set[str], place: str) -> None:
    """Grow the tree by every spelling of a phrase."""
    nodes, spelt = [root], 0
    if (
        not phrase.split()
        or phrase.startswith("~")
        or phrase.split()[0].endswith("*}")
        or phrase.split()[0][1:-1] in _BUILT_IN
    ):
        raise refusal(place, f'"{phrase}" must begin with a word, or a class of words that the table lists')
    for part in phrase.split():
        if part[0] == "~" or part.endswith("*}"):
            nodes = [_gap(node, part, known, place) for node in nodes]
        else:
            each = [(name, _known(name[1:-1], known, place) if name[0] == "{" else "") for name in part.split("|")]
            nodes = [_follow(node, word, name) for node in nodes for word, name in each]
            spelt += part[0] != "{"
        if len(nodes) > _MOST_SPELT:
            raise refusal(place, f'"{phrase}" has too many alternatives')
    for node in nodes:
        node.spelt = max(node.spelt, spelt)
        if number not in node.rules:
            node.rules = (*node.rules, number)


def _follow(node: _Node, word: str, name: str) -> _Node:
    if name in _BUILT_IN and name not in node.built_in:
        node.built_in.append(name)
    return node.classes.setdefault(name, _Node()) if name else node.words.setdefault(word, _Node())


def _gap(node: _Node, part: str, known: set[str], place: str) -> _Node:
    if part[0] != "~":
        name = _known(part[1:-2], known, place)
        return node.gaps.setdefault(part, (name, _MOST_LOOPED, _Node()))[2]
    if not part[1:].isdecimal() or not 1 <= int(part[1:]) <= _WIDEST:
        raise refusal(place, f'"{part}" must be ~ and a number of words from 1 to {_WIDEST}')
    return node.gaps.setdefault(part, ("", int(part[1:]), _Node()))[2]


def _known(name: str, known: set[str], place: str) -> str:
    if name not in known:
        raise refusal(place, f"{{{name}}} is no class of words; known are {', '.join(sorted(known))}")
    return name
