"""Persons whom a text introduces by their office: "Norwegian ambassador Martin Berg" speaks for Norway as "Berg"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.language.patterns import patterns

if TYPE_CHECKING:
    from tracker.language.mentions import Found

_REACH = 100  # characters of a name and an office
_BODIES = ("adjective", "name", "body")  # kinds of mention to which an office belongs
_PATTERNS = patterns(__name__)
_BEHIND, _BEFORE, _IN_OFFICE, _OFFICE = (_PATTERNS[each] for each in ("behind", "before", "in-office", "office"))
_NO_LONGER, _NO_NAMES = _PATTERNS.words("no-longer"), frozenset(_PATTERNS.words("no-names"))


def introduced(text: str, mentions: Sequence[Found]) -> dict[str, tuple[str, ...]]:
    """For whom the persons speak whose office a text tells, by surname; none whose name two parties' persons bear."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for each in mentions:
        if each.kind not in _BODIES or len(each.codes) > 1 or text.endswith(_NO_LONGER, 0, each.start):
            continue
        near = max(0, each.start - _REACH)
        person = _BEHIND.match(text, each.end) or _IN_OFFICE.search(text, near, each.start)
        if person is None and _OFFICE.match(text, each.end):
            person = _BEFORE.search(text, near, each.start)
        if person and _NO_NAMES.isdisjoint(person["name"].split()):
            found.setdefault(person["surname"], set()).add(each.codes)
    return {surname: codes.pop() for surname, codes in found.items() if len(codes) == 1}
