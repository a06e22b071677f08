"""Where cues stand in a text: their phrases grown into one tree (``phrase_tree``), which is read from every word.

A phrase is words between blanks. ``one|other`` stands for either word, ``{class}`` for any word of a class of the
table, ``{class*}`` for up to three of them or none, ``~5`` for up to five words of any kind in the clause. The
classes ``{number}``, ``{money}``, ``{name}`` and ``{word}`` are figures and numerals, words and signs of money, words
in capitals, and all that begins with a letter. Matching takes no longer for more cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tracker.language.chunks import Chunks, places
from tracker.language.cue_rules import Rule, refusal
from tracker.language.phrase_tree import Node, Reading, State
from tracker.language.sightings import Cue
from tracker.language.wordlists import word_lists

_NAME = "name"
_BUILT_IN = ("number", "money", _NAME, "word")
_MOST_LOOPED, _WIDEST = 3, 12  # words
_MOST_SPELT = 20_000  # spellings of one phrase with its alternatives
_NONE: frozenset[str] = frozenset()

_WORD = re.compile(
    r"[£$€¥₴]|[0-9][0-9.,]{0,20}(?:bn|b|m|k|tn)?\b|[^\W\d_]+(?:[-’'.][^\W\d_]+)*(?<!['’]s)|[^\W_]+|[,;:?!()%]"
)
_MONEY = word_lists("spotting")["money"]
_NUMERALS = word_lists("spotting")["numerals"]


def _fold(chunk: str) -> list[str]:
    """The words of a chunk as phrases have them: in lower case, but for May, the month."""
    words = _WORD.findall(chunk)
    folded = _WORD.findall(chunk.lower().replace("’", "'"))
    if len(folded) != len(words):  # letters that are longer in lower case
        folded = [word.lower().replace("’", "'") for word in words]
    return ["May" if word == "May" else fold for word, fold in zip(words, folded, strict=True)]


_spelt, _folded = Chunks[str](_WORD.findall), Chunks(_fold)


class Words(NamedTuple):
    """A stretch of a text in words, folded; ``lexicon`` has the classes that the table lists for each."""

    text: str
    start: int
    end: int
    folded: list[str]
    lexicon: Mapping[str, frozenset[str]]
    spelt: list[str]  # as they stand there; made, like the spans, when first asked for
    spans: list[tuple[int, int]]

    def places(self, most: int | None = None) -> list[tuple[int, int]]:
        """Where each word stands, or the first so many, in code points of the text."""
        most = len(self.folded) if most is None else most
        if len(self.spans) < most:
            self.spans[:] = places(self._spelt()[:most], self.text, self.start)
        return self.spans

    def classes(self, at: int) -> frozenset[str]:
        """The classes of a word."""
        return self.lexicon.get(self.folded[at], _NONE)

    def is_capital(self, at: int) -> bool:
        """Whether a word begins with a capital."""
        return self._spelt()[at][0].isupper()

    def _spelt(self) -> list[str]:
        if not self.spelt:
            self.spelt.extend(_spelt.of(self.text[self.start : self.end]))
        return self.spelt


class CueTable(NamedTuple):
    """Cues ready to match: ``rules`` by number, ``lexicon`` from words to their classes, and what reads the phrases."""

    rules: tuple[Rule, ...]
    lexicon: Mapping[str, frozenset[str]]
    reading: Reading

    def words(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """The words of a stretch of text; signs that end a clause are words too."""
        end = len(text) if end is None else end
        folded = _folded.of(text[start:end])
        if folded[:1] == ["May"] and folded[1:2] != ["s"]:
            folded[0] = "may"  # no month, as far as its capital tells
        return Words(text, start, end, folded, self.lexicon, [], [])

    def match(self, words: Words, *, anchored: bool = False) -> list[tuple[Rule, Cue]]:
        """Every cue that stands in the words, in order of place: from each word the phrase that spells out the most.

        ``anchored``: none unless an anchor is among them.
        """
        folded, rules = words.folded, self.rules
        found: list[tuple[int, int, tuple[int, ...]]] = []
        for at, state in enumerate(map(self.reading.begun.__getitem__, folded), 1):
            # Most first words lead no further.
            if state is None or (state.leads_on and (at == len(folded) or state[folded[at]] is None)):
                continue
            if hit := _longest(state, words, at):
                found.append((at - 1, *hit))
        if not found or (anchored and not any(rules[each].kind == "anchor" for _, _, ended in found for each in ended)):
            return []
        stands = words.places(max(end for _, end, _ in found))
        return [
            (rule, Cue(rule.name, rule.weight, stands[at][0], stands[end - 1][1]))
            for at, end, ended in found
            for rule in map(rules.__getitem__, ended)
        ]


def _longest(begun: State, words: Words, at: int) -> tuple[int, tuple[int, ...]] | None:
    """Where the phrase ends that spells out the most of those that go on from a place, and its rules."""
    best, spelt, folded = None, 0, words.folded
    state: State | None = begun
    while state is not None:
        if state.rules and state.spelt >= spelt:
            best, spelt = (at, state.rules), state.spelt
        if at == len(folded):
            break
        if state.named is not state and words.is_capital(at):
            state = state.named
        state = state[folded[at]]
        at += 1
    return best


def _is_a(word: str, name: str) -> bool:
    """Whether a word is of a class that no table lists."""
    if name == "number":
        return word[0].isdigit() or word in _NUMERALS
    return word[0].isalpha() if name == "word" else word in _MONEY


def build(rules: Sequence[Rule], classes: Mapping[str, Iterable[str]], where: str) -> CueTable:
    """The table of these rules. ``where`` names the file in a refusal.

    :raises BadInputError: for a phrase that names a class which is not there.
    """
    lexicon: dict[str, set[str]] = {}
    for name, members in classes.items():
        for word in members:
            lexicon.setdefault(word if word == "May" else word.lower(), set()).add(name)
    root = Node()
    known = {*classes, *_BUILT_IN}
    for number, rule in enumerate(rules):
        for phrase in rule.phrases:
            _plant(root, phrase, number, known, f"{where}: cues.{rule.name}")
    heads: dict[str, list[Node]] = {word: [node] for word, node in root.words.items()}
    for name, node in root.classes.items():
        for word in (each for each, names in lexicon.items() if name in names):
            heads.setdefault(word, []).append(node)
    listed = {word: frozenset(names) for word, names in lexicon.items()}
    begun = {word: tuple(each) for word, each in heads.items()}
    return CueTable(tuple(rules), listed, Reading(begun, listed, _is_a, _BUILT_IN, _NAME))


def _plant(root: Node, phrase: str, number: int, known: set[str], place: str) -> None:
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


def _follow(node: Node, word: str, name: str) -> Node:
    return node.classes.setdefault(name, Node()) if name else node.words.setdefault(word, Node())


def _gap(node: Node, part: str, known: set[str], place: str) -> Node:
    if part[0] != "~":
        name = _known(part[1:-2], known, place)
        return node.gaps.setdefault(part, (name, _MOST_LOOPED, Node()))[2]
    if not part[1:].isdecimal() or not 1 <= int(part[1:]) <= _WIDEST:
        raise refusal(place, f'"{part}" must be ~ and a number of words from 1 to {_WIDEST}')
    return node.gaps.setdefault(part, ("", int(part[1:]), Node()))[2]


def _known(name: str, known: set[str], place: str) -> str:
    if name not in known:
        raise refusal(place, f"{{{name}}} is no class of words; known are {', '.join(sorted(known))}")
    return name
