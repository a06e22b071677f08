"""The rules by which English deadlines are read: a versioned table, ``en/deadlines.toml``, open to edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.language import tables
from tracker.language.lexicon import Lexicon, Words, lexicon
from tracker.language.periods import Window
from tracker.language.tables import Table

if TYPE_CHECKING:
    from pathlib import Path

NO_WINDOW = "no-window"
_NAMED = ("seasons", "parts", "feasts")
_NUMBERED = ("numbers", "ordinals", "months", "weekdays", "days")
_YEARS = ("financial-year", "academic-year")


class Example(NamedTuple):
    """A rule of the table, with a phrase that must fire it and one that must not."""

    rule: str
    fires: str
    spares: str


class Rules(NamedTuple):
    """A table of rules, ready to read with; its lexicons map folded words to what they mean.

    ``vague`` gives each vague rule's length as ``(count, unit)``; ``phrases`` and ``plurals`` lead to vague
    rules and to ``no-window``; ``words`` and ``numbers`` hold the smaller lexicons by name; ``seasons`` and
    ``parts`` give first and last months or days, ``feasts`` first and last ``MM-DD``, ``moving`` the windows of those
    that no rule counts; ``southern`` tells whose seasons lie six months later; ``years`` gives the month in which each
    kind of year begins, ``parliaments`` the windows of parliaments, and ``presidencies`` those of presidencies, by the
    code of a party.
    """

    version: str
    vague: Mapping[str, tuple[int, str]]
    phrases: Lexicon[str]
    plurals: Lexicon[str]
    words: Mapping[str, Lexicon[str]]
    numbers: Mapping[str, Lexicon[int]]
    seasons: Mapping[str, tuple[int, int]]
    arrivals: Mapping[str, int]
    southern: frozenset[str]
    parts: Mapping[str, Mapping[str, tuple[int, int]]]
    feasts: Mapping[str, tuple[str, str]]
    moving: Mapping[str, tuple[Window, ...]]
    years: Mapping[str, Mapping[str, int]]
    parliaments: Mapping[str, tuple[Window, ...]]
    presidencies: Mapping[str, tuple[Window, ...]]
    says: Mapping[str, str]
    examples: tuple[Example, ...]

    def describe(self, rule: str) -> str | None:
        """One plain sentence on a rule, for the foot of a report; ``None`` for a rule that is not here."""
        if rule in self.vague:
            count, unit = self.vague[rule]
            example = next(each.fires for each in self.examples if each.rule == rule)
            length = f"{count} {'calendar ' * (unit == 'month')}{unit}{'s' * (count != 1)}"
            return f'"{example}" and the like: {length} from the statement'
        if rule in self.parts:
            slices = ", ".join(
                f"{'day' if unit in ('month', 'week') else 'month'}"
                f"{f' {first}' if first == last else f's {first} to {last}'} of a {unit}"
                for unit, (first, last) in self.parts[rule].items()
            )
            return f'"{rule}" in a period: {slices}'
        return self.says[rule].replace("{seasons}", self._seasons()) if rule in self.says else None

    def entries(self) -> Iterator[Words]:
        """Every run of words that the table knows."""
        tables: list[Iterable[Words]] = [self.phrases, self.plurals, *self.words.values(), *self.numbers.values()]
        yield from chain.from_iterable(tables)

    def _seasons(self) -> str:
        names: dict[int, str] = {}
        for words, number in self.numbers["months"].items():
            names.setdefault(number, " ".join(words).title())
        ends = {
            name: "the last day of February" if last == 2 else f"{tables.month_length(last)} {names[last]}"
            for name, (_, last) in self.seasons.items()
        }
        return ", ".join(f"{name} ends on {end}" for name, end in ends.items())


def load_rules(path: Path | None = None) -> Rules:
    """The shipped English rules, or those with a user's own table laid over them.

    A phrase that the user's table lists belongs to the user's rule, wherever it stood before.

    :raises BadInputError: naming the file and the place, when the table cannot be taken.
    """
    if path is None:
        return _shipped_rules()
    pattern, own = _shipped(), tables.parse(path)
    tables.check_version(own, pattern, path)
    tables.compare(own, pattern, path)
    return _build(pattern, own, path)


@cache
def _shipped() -> Table:
    return tables.parse(_shipped_path())


@cache
def _shipped_rules() -> Rules:
    return _build(_shipped(), {}, _shipped_path())


def _shipped_path() -> Path:
    from pathlib import Path  # 4 ms, which only readers of deadlines should pay

    return Path(__file__).parent / "en" / tables.DEADLINES


def _build(pattern: Table, own: Table, path: Path) -> Rules:
    table = tables.overlay(pattern, own)
    tables.check(table, path)

    def each(kind: str, read: Any, *key: str) -> Mapping[str, Any]:
        named = {name: read(rule, *key, path, f"{kind}.{name}") for name, rule in table[kind].items()}
        return MappingProxyType(named)

    return Rules(
        version=table["version"],
        vague=each("vague", tables.length),
        phrases=lexicon([*_leading(pattern, "phrases"), *_leading(own, "phrases")]),
        plurals=lexicon([*_leading(pattern, "units"), *_leading(own, "units")]),
        words=MappingProxyType(_words(table)),
        numbers=MappingProxyType({name: lexicon(table[name].items()) for name in _NUMBERED}),
        seasons=each("seasons", tables.bounds, "months"),
        arrivals=MappingProxyType(
            {name: each["arrives"] for name, each in table["seasons"].items() if "arrives" in each}
        ),
        southern=frozenset(table["southern"]["codes"]),
        parts=each("parts", tables.slices),
        feasts=_feasts(table, path),
        moving=_moving(table, path),
        years=MappingProxyType({name: MappingProxyType(table[f"{name}s"]) for name in _YEARS}),
        parliaments=_terms(table, path, "parliaments"),
        presidencies=_terms(table, path, "presidencies"),
        says=MappingProxyType(table["says"]),
        examples=tuple(_examples(table)),
    )


def _terms(table: Table, path: Path, kind: str) -> Mapping[str, tuple[Window, ...]]:
    """When parliaments sit, or parties preside, by the code of the party."""
    return MappingProxyType({code: tables.windows(each, path, f"{kind}.{code}") for code, each in table[kind].items()})


def _feasts(table: Table, path: Path) -> Mapping[str, tuple[str, str]]:
    """The feasts whose days are the same every year, or are counted from Easter."""
    named = {name: feast for name, feast in table["feasts"].items() if "on" not in feast}
    return MappingProxyType({name: tables.feast_days(each, path, f"feasts.{name}") for name, each in named.items()})


def _moving(table: Table, path: Path) -> Mapping[str, tuple[Window, ...]]:
    """The feasts of which the table lists the windows."""
    named = {name: feast["on"] for name, feast in table["feasts"].items() if "on" in feast}
    return MappingProxyType({name: tables.windows(each, path, f"feasts.{name}.on") for name, each in named.items()})


def _words(table: Table) -> dict[str, Lexicon[str]]:
    found = {name: _listed(table[name]) for name in ("relations", "tails", "units")}
    for name in _NAMED:
        found[name] = _listed({each: rule["words"] for each, rule in table[name].items() if "words" in rule})
    for name, entries in table["words"].items():
        found[name] = _listed({name: entries})
    for name, entries in table["frames"].items():
        found[f"frames-{name}"] = _listed({name: entries})
    return found


def _listed(table: Table) -> Lexicon[str]:
    return lexicon((entry, name) for name, entries in table.items() for entry in entries)


def _leading(table: Table, key: str) -> Iterator[tuple[str, str]]:
    for name, rule in table.get("vague", {}).items():
        yield from ((entry, name) for entry in rule.get(key, ()))
    for rule in table.get("no-window", {}).values():
        yield from ((entry, NO_WINDOW) for entry in rule.get(key, ()))


def _examples(table: Table) -> Iterator[Example]:
    for name, rule in table["vague"].items():
        yield Example(name, rule["fires"], rule["spares"])
    for rule in table["no-window"].values():
        yield Example(NO_WINDOW, rule["fires"], rule["spares"])
