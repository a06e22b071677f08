"""Which words of a text name a party: countries, demonyms, seats of government, institutions, leaders in office.

The words are data: ``en/parties.toml``, ``en/bodies.toml`` and ``en/leaders.toml``, with a user's table laid over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tracker.errors import BadInputError

Kind = Literal["name", "adjective", "seat", "body", "several", "leader", "place"]


FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)  # for a term whose ends are not given


class Entry(NamedTuple):
    """What some words mean: ``codes`` (none: nothing), and for a leader the term of office and the full name."""

    codes: tuple[str, ...]
    kind: Kind
    since: date = FIRST
    until: date = LAST
    name: str = ""
    guarded: bool = False


class Gazetteer(NamedTuple):
    """The tables, by the first word of each surface, longest first; roles and participants in lower case.

    ``common``: the first words of roles and participants; ``groups``: the codes that have members; ``seconds``: what
    may follow a first word that means nothing alone, ``common_seconds`` the same of roles and participants;
    ``version``: that of a user's table, if one is in it.
    """

    surfaces: dict[str, list[tuple[tuple[str, ...], list[Entry]]]]
    roles: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
    participants: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
    common: frozenset[str]
    groups: frozenset[str]
    seconds: dict[str, frozenset[str]]
    common_seconds: dict[str, frozenset[str]]
    version: str = ""


WORD = re.compile(r"([^\W_]+)")
_FOLDER = Path(__file__).parent / "en"
_LONGEST = 12  # words
_SHORT = 3  # letters
_NO_WORDS = ("COW", "WB", "COE", "LAS", "GFATM")  # codes that nobody writes, or that are words
_GROUPS = frozenset(
    [
        "EU",
        "NATO",
        "UN",
        "G7",
        "G20",
        "COW",
        "E3",
        "NB8",
        "UDCG",
        "ASEAN",
        "AFUN",
        "COE",
        "OECD",
        "OSCE",
        "IMF",
        "WB",
        "ADB",
        "AFDB",
        "AIIB",
        "CARICOM",
        "ECOWAS",
        "GAVI",
        "GCC",
        "GFATM",
        "IDB",
        "IGAD",
        "ISDB",
        "LAS",
        "PIF",
        "SADC",
    ]
)


@cache
def gazetteer(overlays: tuple[Path, ...] = ()) -> Gazetteer:
    """The shipped tables with a user's laid over them.

    :raises BadInputError: naming the file and the place: not TOML, no such section, no list of words, no such term.
    """
    from tracker.language.tables import overlay, parse

    bodies, leaders = parse(_FOLDER / "bodies.toml"), parse(_FOLDER / "leaders.toml")
    _check(bodies, leaders, _FOLDER / "bodies.toml")
    versions: list[str] = []
    for path in overlays:
        own = parse(path)
        version = own.pop("version", "")
        if not isinstance(version, str) or not version:
            raise _refusal(path, "version", 'is missing, or is no text; give your own, such as "ours-1"')
        versions.append(version)
        for section, value in own.items():
            if not isinstance(value, dict):
                raise _refusal(path, section, "is no table")
            if section not in bodies and not (section.isupper() or section == "ambiguous"):
                raise _refusal(path, section, f"is not known; known here: {', '.join(bodies)}, ambiguous and codes")
        own_bodies = {key: value for key, value in own.items() if key in bodies}
        own_leaders = {key: value for key, value in own.items() if key not in bodies}
        _check(own_bodies, own_leaders, path)
        bodies, leaders = overlay(bodies, own_bodies), overlay(leaders, own_leaders)
    surfaces: dict[tuple[str, ...], list[Entry]] = {}
    for words, entry in (*_parties(), *_bodies(bodies), *_leaders(leaders)):
        _put(surfaces, words, entry)
    roles = {
        words_in(phrase): tuple(code for code in codes.split() if code != "*")
        for codes, own in bodies["roles"].items()
        for phrase in own
    }
    participants: dict[tuple[str, ...], tuple[str, ...]] = {
        words_in(phrase.lower()): () for phrase in bodies["participants"]["words"]
    }
    return Gazetteer(
        _by_first(surfaces),
        _by_first(roles),
        _by_first(participants),
        frozenset(phrase[0] for phrase in (*roles, *participants)),
        frozenset(bodies["groups"]) | _GROUPS,
        _seconds(surfaces),
        _seconds((*roles, *participants)),
        " ".join(versions),
    )


# -- the tables --------------------------------------------------------------------------------------------


def _parties() -> Iterator[tuple[str, Entry]]:
    from tracker.language.tables import parse

    data = parse(_FOLDER / "parties.toml")
    yield from ((phrase, Entry((), "name")) for phrase in data["words"]["apart"])
    for section in ("country", "organisation", "coalition"):
        for code, fields in data[section].items():
            for name in (fields["name"], *fields.get("names", ())):
                name = name.removeprefix("the us") or "US"
                yield name, Entry((code,), "name")
                if len(name) > 3:
                    yield name.upper(), Entry((code,), "name")
            if section != "country" and len(code) > 1 and code not in _NO_WORDS:
                yield code, Entry((code,), "name")
            for demonym in fields.get("demonyms", ()):
                yield demonym, Entry((code,), "adjective")
                if demonym[-1] in "nkicb" and not demonym.endswith(("ish", "Czech")):
                    yield f"{demonym}s", Entry((code,), "adjective")
    for name, code in (("U.S.", "US"), ("U.S", "US"), ("U.K.", "GB"), ("E.U.", "EU"), ("U.N.", "UN"), ("U.S.A.", "US")):
        yield name, Entry((code,), "name")


def _bodies(data: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    yield from ((phrase, Entry((), "name")) for phrase in data["apart"]["words"])
    sections: tuple[tuple[str, Kind], ...] = (("seats", "seat"), ("bodies", "body"), ("several", "several"))
    for section, kind in sections:
        for codes, phrases in data[section].items():
            entry = Entry(tuple(codes.split()), kind)
            for phrase in phrases:
                yield phrase, entry
                if phrase[0].islower():
                    yield phrase[0].upper() + phrase[1:], entry
                elif kind == "seat" and len(phrase) > _SHORT:
                    yield phrase.upper(), entry._replace(kind="place")  # before a report that was sent from there


def _leaders(data: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    guarded = frozenset(data["ambiguous"]["surnames"])
    for code, offices in data.items():
        for people in offices.values() if code != "ambiguous" else ():
            for names, *term in people:
                since, until = (*term, None, None)[:2]
                spellings = names.split(" / ")
                entry = Entry((code,), "leader", since or FIRST, until or LAST, spellings[0])
                for spelling in spellings:
                    surname = spelling.split()[-1]
                    yield spelling, entry._replace(guarded=spelling in guarded)
                    if surname != spelling and surname[0].isupper():
                        yield surname, entry._replace(guarded=surname in guarded)


def _put(surfaces: dict[tuple[str, ...], list[Entry]], phrase: str, entry: Entry) -> None:
    words = words_in(phrase)
    entries = surfaces.setdefault(words, [])
    if entries and entries[0].kind != "leader":
        if entry.kind != "leader":
            entries[0] = entry
        return
    if entry not in entries:
        entries.append(entry)


def words_in(phrase: str) -> tuple[str, ...]:
    """The words of a phrase: letters and figures."""
    return tuple(WORD.findall(phrase))


def _by_first(surfaces: dict[tuple[str, ...], Any]) -> dict[str, list[tuple[tuple[str, ...], Any]]]:
    table: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for words in sorted(surfaces, key=len, reverse=True):
        table.setdefault(words[0], []).append((words, surfaces[words]))
    return table


def _seconds(surfaces: Iterable[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """The second words of surfaces, by a first word that is none by itself."""
    table: dict[str, set[str]] = {}
    for words in surfaces:
        table.setdefault(words[0], set()).add(words[1] if len(words) > 1 else "")
    return {first: frozenset(seconds) for first, seconds in table.items() if "" not in seconds}


def _check(bodies: dict[str, Any], leaders: dict[str, Any], path: Path) -> None:
    """Refuse values of another kind than the tables have."""
    for section, table in bodies.items():
        for key, value in table.items():
            right = isinstance(value, str) if section == "groups" else _arewords_in(value)
            if not right or not key.strip():
                raise _refusal(path, f"{section}.{key}", "must be words in quotes, one to twelve each")
    for code, offices in leaders.items():
        for office, people in offices.items():
            if code == "ambiguous" and _arewords_in(people):
                continue
            for person in people if isinstance(people, list) and code != "ambiguous" else [None]:
                if not _is_person(person):
                    raise _refusal(path, f"{code}.{office}", f"holds {person!r}, and must hold [name, since, until]")


def _arewords_in(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, str) and 0 < len(words_in(each)) <= _LONGEST for each in value
    )


def _is_person(person: object) -> bool:
    if not isinstance(person, list) or not 1 <= len(person) <= 3 or not _arewords_in(person[:1]):
        return False
    term = person[1:]
    return all(type(each) is date for each in term) and term == sorted(term)


def _refusal(path: Path, place: str, why: str) -> BadInputError:
    remedy = "Compare it with en/bodies.toml and en/leaders.toml: their first lines say how to write one."
    return BadInputError(f"The table of names {path} cannot be taken.", why=f"{place} {why}.", remedy=remedy)
