"""Phrases grown into one tree, and the states that reading a text word by word passes through in it.

The tree branches: a word may lead on by itself, by its classes, and inside a gap. A state is all the places of the
tree that the words so far have led to at once. What a further word makes of it is worked out when it is first met and
remembered, so that a text is read at one look-up a word, however many phrases there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

STOPS = frozenset(";:?!()")  # no gap reaches across these
_REMEMBERED = 100_000  # steps from one state to the next
_NONE: frozenset[str] = frozenset()


class Node:
    """Where a phrase may go on: by a word, by a class, by any words (``gaps``), or end (``rules``).

    ``gaps`` holds for each the class of the words that it takes (empty: any), how many, and where it leads.
    """

    __slots__ = ("classes", "gaps", "rules", "spelt", "words")

    rules: tuple[int, ...]

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.classes: dict[str, Node] = {}
        self.gaps: dict[str, tuple[str, int, Node]] = {}
        self.spelt, self.rules = 0, ()  # how many words of the phrase are spelt out, and the rules that list it


class Gap(NamedTuple):
    """Words that may be passed over before a phrase goes on at ``node``: at most ``left``, of the class ``name``."""

    node: Node
    name: str
    left: int


class State(dict[str, "State | None"]):
    """The places that words have led to, by the words that lead on; ``None`` where no phrase goes on.

    ``rules``: those of the phrase that ends here, the one that spells out the most (``spelt`` words) of several.
    ``named``: the same for a next word in capitals, which is another state where a phrase goes on by a name.
    ``leads_on``: whether a further word is all that can make a phrase of it, in capitals or not.
    """

    __slots__ = ("gaps", "leads_on", "named", "nodes", "reading", "rules", "spelt")

    named: State

    def __init__(self, reading: Reading, nodes: tuple[Node, ...], gaps: tuple[Gap, ...]) -> None:
        self.reading, self.nodes, self.gaps = reading, nodes, gaps
        self.spelt, self.rules = max(((each.spelt, each.rules) for each in nodes if each.rules), default=(0, ()))
        self.named, self.leads_on = self, not self.rules

    def __missing__(self, word: str) -> State | None:
        after = self[word] = self.reading.after(self, word)
        return after


class _Named(State):
    """A state before a word in capitals."""

    def __missing__(self, word: str) -> State | None:
        after = self[word] = self.reading.after(self, word, capital=True)
        return after


class _Begun(dict[str, State | None]):
    """The states after first words."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def __missing__(self, word: str) -> State | None:
        begun = self[word] = self.reading.begin(word)
        return begun


class Reading:
    """Reads words by a tree. ``lexicon`` tells the listed classes of a word, ``is_a`` those that no table lists."""

    def __init__(
        self,
        heads: Mapping[str, tuple[Node, ...]],
        lexicon: Mapping[str, frozenset[str]],
        is_a: Callable[[str, str], bool],
        built_in: Iterable[str],
        capital: str,
    ) -> None:
        self._heads, self._lexicon, self._is_a, self._capital = heads, lexicon, is_a, capital
        self._built_in = frozenset(built_in)
        self._states: dict[tuple[frozenset[Node], frozenset[Gap]], State] = {}
        self._steps = 0
        self.begun = _Begun(self)

    def begin(self, word: str) -> State | None:
        """The state after a first word, ``None`` where no phrase begins with it."""
        self._count()
        return self._state(self._heads.get(word, ()), ())

    def after(self, state: State, word: str, *, capital: bool = False) -> State | None:
        """The state that a word leads to from another."""
        self._count()
        classes = self._lexicon.get(word, _NONE)
        nodes: list[Node] = []
        for node in state.nodes:
            if follow := node.words.get(word):
                nodes.append(follow)
            nodes += [
                follow
                for name, follow in node.classes.items()
                if name in classes or (name in self._built_in and self._is_so(word, name, capital))
            ]
        gaps: list[Gap] = []
        for node, name, left in state.gaps:
            if left and word not in STOPS and (not name or name in classes):
                nodes.append(node)
                gaps.append(Gap(node, name, left - 1))
        return self._state(nodes, gaps)

    def _count(self) -> None:
        """Count a step that is remembered; of too many, all are forgotten."""
        self._steps += 1
        if self._steps > _REMEMBERED:
            self._steps = 0
            self.begun.clear()
            self._states.clear()

    def _is_so(self, word: str, name: str, capital: bool) -> bool:
        return capital if name == self._capital else self._is_a(word, name)

    def _state(self, begun: Iterable[Node], open_: Iterable[Gap]) -> State | None:
        """The state of some nodes and gaps, and of all that these open without a further word; each is made once."""
        nodes = dict.fromkeys(begun)
        gaps = {(each.node, each.name): each for each in open_}
        waiting = list(nodes)
        while waiting:
            for name, most, node in waiting.pop().gaps.values():
                if (node, name) not in gaps or gaps[node, name].left < most:
                    gaps[node, name] = Gap(node, name, most)
                if node not in nodes:
                    nodes[node] = None
                    waiting.append(node)
        if not nodes and not gaps:
            return None
        key = frozenset(nodes), frozenset(gaps.values())
        state = self._states.get(key)
        if state is None:
            state = self._states[key] = State(self, tuple(nodes), tuple(gaps.values()))
            if any(self._capital in node.classes for node in nodes):
                state.named, state.leads_on = _Named(self, state.nodes, state.gaps), False
        return state
