"""Word lists of a language: ``en/*.toml`` files that hold nothing but names and the words that each stands for."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "en"


def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of a file of word lists, each as a set of words in lower case."""
    import tomllib

    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return {key: frozenset(words.split()) for key, words in tomllib.load(file).items()}
