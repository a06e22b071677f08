"""A noun phrase that can act or be named as acting: what it names, or what it refers to."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tracker.language.gazetteer import Kind

Ref = Literal["", "we", "they", "he", "it", "country", "role", "group"]


class Phrase(NamedTuple):
    """A noun phrase: the ``codes`` that it names, or what it refers to.

    ``ref``: ``""`` where it names codes; a pronoun; ``role`` (``codes`` are those it may mean, none: any);
    ``group`` (participants). ``kind``: that of its last mention. ``prep``: the preposition that governs it.
    ``owner``: whether "'s" follows. ``several``: whether it names more than one, or a group's members.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    ref: Ref
    kind: Kind | Literal["role", "group", "pronoun"]
    prep: str = ""
    owner: bool = False
    several: bool = False
    after: int = 0  # the word after its last, while phrases are made
