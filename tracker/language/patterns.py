"""Patterns of a language: ``en/patterns/*.toml`` files, one for each module that looks for runs of letters.

A file holds tables of patterns, and may hold ``[words]`` (lists of words or phrases), ``[numbers]`` (words and
what they count) and ``[parts]`` (pieces of patterns, which stand in them as ``{name}``; those of ``shared.toml``
may stand anywhere). Each pattern says what it ``finds``, an example that it ``fires`` on and one that it
``spares``; with ``any-case`` it takes capitals for small letters. Its ``is`` is a regular expression or a list of
its alternatives; where it takes several lines, these are joined without the blanks at their beginnings.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tracker.errors import BadInputError

FOLDER = Path(__file__).parent / "en" / "patterns"
_SHARED = "shared"
_PART = re.compile(r"\{([a-z][a-z-]*)\}")
_DEEPEST = 9  # parts within parts
_KEYS = {"finds": str, "is": (str, list), "fires": str, "spares": str, "any-case": bool}
_WANTED = ("finds", "is", "fires", "spares")


class Pattern(NamedTuple):
    """A pattern of the file and the examples that it must fire on and spare."""

    name: str
    compiled: re.Pattern[str]
    fires: str
    spares: str


class Patterns:
    """The patterns, words and numbers of one file.

    :raises BadInputError: for a file that cannot be read, or holds what is no pattern; names the line.
    """

    def __init__(self, path: Path, parts: dict[str, str]) -> None:
        self._path = path
        table = _table(path)
        self._words: dict[str, list[str]] = self._typed(table.pop("words", {}), list)
        self._numbers: dict[str, dict[str, int]] = self._typed(table.pop("numbers", {}), dict)
        self.parts = parts | {name: _joined(each) for name, each in table.pop("parts", {}).items()}
        self.every = {name: self._pattern(name, each) for name, each in table.items()}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """The pattern of a name, compiled."""
        return self.every[name].compiled

    def words(self, name: str) -> tuple[str, ...]:
        """The words or phrases of a list, as they stand there."""
        return tuple(self._words[name])

    def numbers(self, name: str) -> dict[str, int]:
        """What each word of a list counts."""
        return dict(self._numbers[name])

    @property
    def lists(self) -> tuple[str, ...]:
        """The names of the lists of words and of numbers."""
        return (*self._words, *self._numbers)

    def _typed(self, table: dict[str, Any], kind: type) -> dict[str, Any]:
        for name, each in table.items():
            if not isinstance(each, kind):
                raise self._refusal(name, "is of the wrong kind")
        return table

    def _pattern(self, name: str, given: Any) -> Pattern:
        if not isinstance(given, dict):
            raise self._refusal(name, "must be a table")
        for key, value in given.items():
            if key not in _KEYS or not isinstance(value, _KEYS[key]):  # type: ignore[arg-type]  # a type or several
                raise self._refusal(name, f"{key} is not known, or of the wrong kind")
        for key in _WANTED:
            if not given.get(key):
                raise self._refusal(name, f"{key} is missing")
        try:
            compiled = re.compile(self._filled(_joined(given["is"])), re.IGNORECASE if given.get("any-case") else 0)
        except (re.error, KeyError, RecursionError) as error:
            raise self._refusal(name, f"is no regular expression: {error}") from error
        return Pattern(name, compiled, given["fires"], given["spares"])

    def _filled(self, given: str) -> str:
        """A regular expression with its parts in their places."""
        for _ in range(_DEEPEST):
            if not _PART.search(given):
                return given
            given = _PART.sub(lambda found: self.parts[found[1]], given)
        raise RecursionError("its parts hold one another")

    def _refusal(self, name: str, why: str) -> BadInputError:
        text = self._path.read_text(encoding="utf-8")
        found = re.search(rf"^(?:\[{re.escape(name)}\]|{re.escape(name)} *=)", text, re.MULTILINE)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        what = f"The patterns in {self._path} cannot be taken."
        return BadInputError(
            what, why=f"Line {line}: {name} {why}.", remedy="Compare it with en/patterns/refusals.toml."
        )


@cache
def patterns(module: str) -> Patterns:
    """The patterns of a module, by the last part of its name."""
    name = module.rpartition(".")[2]
    return Patterns(FOLDER / f"{name}.toml", {} if name == _SHARED else patterns(_SHARED).parts)


def _joined(given: str | list[str]) -> str:
    """A regular expression in one line, or several beside one another as alternatives."""
    if isinstance(given, list):
        return "|".join(map(_joined, given))
    return "".join(map(str.lstrip, given.splitlines())) if "\n" in given else given


def _table(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        what = f"The patterns in {path} cannot be read."
        raise BadInputError(what, why=f"{error}.", remedy="Give a TOML file in UTF-8.") from error
