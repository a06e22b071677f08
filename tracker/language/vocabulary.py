"""The words that follow-ups are read with, by what they are to the reader; they stand in ``en/outcomes.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple


class Vocabulary(NamedTuple):
    """Words by what they are to the reader: of little meaning, figures, names of one kind of thing, and so on.

    ``ordinary`` and ``chunks`` remember what words, and words with the signs at them, were found to mean (``terms``).
    """

    small: frozenset[str]
    common: frozenset[str]
    commitments: frozenset[str]
    anaphors: frozenset[str]
    numbers: Mapping[str, Decimal]
    scales: Mapping[str, Decimal]
    numerals: frozenset[str]  # the words of both
    alike: Mapping[str, str]
    abroad: Mapping[str, str]
    measures: frozenset[str]
    months: frozenset[str]
    after_to: frozenset[str]
    types: frozenset[str]
    deeds: Mapping[str, frozenset[str]]
    ordinary: dict[str, tuple[tuple[str, ...], str]]
    chunks: dict[str, tuple[str, ...]]


def vocabulary(table: Mapping[str, Any]) -> Vocabulary:
    """The words of a table of outcomes, ready to read with."""
    from tracker.language.terms import stem
    from tracker.language.tongues import small_words

    words = table["words"]
    return Vocabulary(
        small_words() | frozenset(words["small"]),
        frozenset(map(stem, words["common"])),
        frozenset(map(stem, words["commitments"])),
        frozenset(words["anaphors"]),
        {word: Decimal(value) for word, value in table["numbers"].items()},
        {word: Decimal(value) for word, value in table["scales"].items()},
        frozenset((*table["numbers"], *table["scales"])),
        {stem(word): f"~{name}" for name, kin in table["alike"].items() for word in kin},
        {word: term if term[0] in "=~" else stem(term) for word, term in table["abroad"].items()},
        frozenset(words["measures"]),
        frozenset(map(stem, words["months"])),
        frozenset(words["after_to"]),
        frozenset(words["types"]),
        _deeds(table["deeds"]),
        {},
        {},
    )


def _deeds(table: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """The kinds of deed that each stem may tell of."""
    from tracker.language.terms import stem

    kinds: dict[str, set[str]] = {}
    for kind, kin in table.items():
        for word in kin:
            kinds.setdefault(stem(word), set()).add(kind)
    return {word: frozenset(each) for word, each in kinds.items()}
