"""Which party a code or a name means: ``en/parties.toml`` read into a table of names.

A party that only a register knows is the register's business; who acts in a sentence is not decided here.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

_FILE = os.path.join(os.path.dirname(__file__), "en", "parties.toml")
_FIELDS = {"name", "names", "demonyms"}
_SPELLING = str.maketrans({**dict.fromkeys(".'\"", None), **dict.fromkeys("-–,()", " "), "&": " and "})
_NEAR = 0.8


class KnownParty(NamedTuple):
    """A party of the table: ``code`` (``GB``), everyday ``name``, ``kind`` (a word of ``PartyKind``)."""

    code: str
    name: str
    kind: str


class Table(NamedTuple):
    """What the file says. Names are keyed in plain spelling: lower case, without accents, dots or hyphens.

    ``ordinary``: keys that name a party in capitals only; ``dotted``: keys that dots make an abbreviation;
    ``apart``: phrases that hold a party's name and mean something else; ``meant``: keys offered as a guess
    only; ``longest``: the number of words in the longest name or phrase.
    """

    parties: dict[str, KnownParty]
    names: dict[str, KnownParty]
    ordinary: frozenset[str]
    dotted: frozenset[str]
    apart: frozenset[str]
    meant: dict[str, KnownParty]
    longest: int


def known_party(code: str) -> KnownParty | None:
    """Return the party with exactly this code, in capitals or not."""
    return _table().parties.get(code.strip().upper()) if code.isascii() else None


def named(words: str) -> KnownParty | None:
    """Return the party that a code, name, alias or demonym means; ``None`` where it means none or several.

    Capitals, accents, dots, hyphens, a leading "the" and a final "'s" do not matter, save for the codes that
    are ordinary words: "US" and "U.S." are the country, "us" is not.
    """
    table = _table()
    plain = _plain(words)
    key = plain.lower()
    party = table.names.get(key)
    if party is None and key.startswith("the "):
        plain, key = plain[4:], key[4:]
        party = table.names.get(key)
    if "." in words.strip(" ."):
        return None if key in table.dotted else party
    return party if key not in table.ordinary or plain.isupper() else None


def suggest(word: str, among: Iterable[str] = ()) -> KnownParty | None:
    """Return the party probably meant by an unknown code or name, or ``None`` when nothing is near.

    ``among``: codes to prefer when a misspelling is near to several parties, such as those in a register.
    """
    table = _table()
    key = _plain(word).lower().removeprefix("the ")
    if exact := table.names.get(key) or table.meant.get(key):
        return exact
    if len(key) < 3:
        return None
    preferred = {code.upper() for code in among}
    choices = {name: party for name, party in table.names.items() if party.code in preferred}
    return _near(key, choices) or _near(key, table.names)


def read_words(words: Sequence[str]) -> tuple[list[tuple[str, KnownParty]], list[str]]:
    """Split bare words into the parties that they name, longest name first, and the words that are left.

    Each party comes with the words that named it, as they were written; both lists keep the order.
    """
    table = _table()
    found: list[tuple[str, KnownParty]] = []
    rest: list[str] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + table.longest + 1), at, -1):
            phrase = " ".join(words[at:end])
            if _plain(phrase).lower() in table.apart:
                rest.extend(words[at:end])
                break
            if party := named(phrase):
                found.append((phrase, party))
                break
        else:
            end = at + 1
            rest.append(words[at])
        at = end
    return found, rest


def read_table(path: str) -> Table:
    """Read and check a table of parties.

    Raises ``BadInputError``, naming file and entry: it is not TOML, a field is unknown or missing, a kind is
    none of ``tracker.words.PartyKind``, a code stands twice, or a name leads to two parties.
    """
    import tomllib

    from tracker.errors import BadInputError

    try:
        with open(path, "rb") as file:
            return _checked(tomllib.load(file))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path} is not TOML.", why=str(error)) from error
    except _EntryError as error:
        entry, why = error.args
        raise BadInputError(f"{path} has a bad entry: [{entry}].", why=why) from None


class _EntryError(Exception):
    """An entry, and in one sentence what is wrong with it."""


@cache
def _table() -> Table:
    return read_table(_FILE)


def _checked(data: dict[str, Any]) -> Table:
    words, meant = (_section(name, data.pop(name, {})) for name in ("words", "meant"))
    parties: dict[str, KnownParty] = {}
    names: dict[str, KnownParty] = {}
    for party, others in _entries(data):
        entry = f"{party.kind}.{party.code}"
        if party.code in parties:
            raise _EntryError(entry, f"The code {party.code} is in use: {parties[party.code].name}.")
        parties[party.code] = party
        for name in (party.code, party.name, *others):
            key = _plain(name).lower()
            other = names.setdefault(key, party)
            if not key:
                raise _EntryError(entry, f'"{name}" is no name.')
            if other is not party:
                raise _EntryError(entry, f'"{name}" is a name of {other.code} already.')
    guesses: dict[str, KnownParty] = {}
    for word, code in meant.items():
        key = _plain(word).lower()
        if code not in parties or key in names:
            raise _EntryError(f"meant.{word}", "A guess leads to a party's code and is no party's name.")
        guesses[key] = parties[code]
    ordinary, dotted, apart = (
        frozenset(_plain(each).lower() for each in _phrases(f"words.{field}", words.get(field, [])))
        for field in ("ordinary", "dotted", "apart")
    )
    if strangers := (ordinary | dotted) - names.keys():
        raise _EntryError("words", f"No party is called {', '.join(sorted(strangers))}.")
    longest = max((key.count(" ") + 1 for key in (*names, *apart)), default=1)
    return Table(parties, names, ordinary, dotted, apart, guesses, longest)


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[KnownParty, list[str]]]:
    """Yield every party with its other names and demonyms."""
    from tracker.words import PartyKind

    kinds = [kind.value for kind in PartyKind]
    for kind, entries in data.items():
        if kind not in kinds:
            raise _EntryError(kind, f"A kind is one of {', '.join(kinds)}.")
        for code, fields in _section(kind, entries).items():
            entry = f"{kind}.{code}"
            if not (code.isascii() and code.isalnum() and code == code.upper()):
                raise _EntryError(entry, "A code is written in capital letters and digits.")
            if unknown := _section(entry, fields).keys() - _FIELDS:
                raise _EntryError(entry, f"No such field: {', '.join(sorted(unknown))}.")
            (name,) = _phrases(f"{entry}.name", [fields.get("name")])
            others = [
                each for field in ("names", "demonyms") for each in _phrases(f"{entry}.{field}", fields.get(field, []))
            ]
            yield KnownParty(code, name, kind), others


def _section(entry: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _EntryError(entry, "This is a table.")
    return value


def _phrases(entry: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _EntryError(entry, "Only words stand here.")
    return value


def _near(key: str, choices: Mapping[str, KnownParty]) -> KnownParty | None:
    begun = {party for name, party in choices.items() if name.startswith(key) and name != party.code.lower()}
    if len(begun) == 1:
        return begun.pop()
    from difflib import get_close_matches

    if len(key) < 4:
        return None
    close = get_close_matches(key, choices, n=1, cutoff=_NEAR)
    return choices[close[0]] if close else None


def _plain(words: str) -> str:
    """Write words in plain spelling, capitals kept: no accents, dots, hyphens or possessive."""
    if words.isascii() and words.isalpha():
        return words
    if not words.isascii():
        from unicodedata import combining, normalize

        words = normalize("NFKD", words).replace("’", "'")
        words = "".join(each for each in words if not combining(each))
    return " ".join(words.rstrip().removesuffix("'s").translate(_SPELLING).split())
