"""Who met, who signs and who is in the chair, as the head of a document tells."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.language.clauses import Clauses
from tracker.language.passages import Passage
from tracker.language.patterns import patterns

_PATTERNS = patterns(__name__)
_CHAIRING = _PATTERNS.words("chairing")
_WE = _PATTERNS.words("we")
_CHAIRED = _PATTERNS["chaired"]
_MET = _PATTERNS["met"]
_JOINT = _PATTERNS["joint"]
_BILATERAL = _PATTERNS["bilateral"]
_CO_SIGNED = _PATTERNS["co-signed"]
_ABOUT_WHOM = _PATTERNS.words("about-whom")
# No "countries" that act as one.
AGENCIES = frozenset(("ADB", "AFDB", "AIIB", "GAVI", "GFATM", "IDB", "IMF", "ISDB", "UN", "WB"))
_COALITIONS = ("COW", "UDCG", "G7", "G20", "E3", "NB8", "JEF")
_HEAD = 3000  # characters
_SIGNED, _TOLD = 12, 6  # sentences
_TWO, _LINE = 2, 300  # parties; characters


def in_the_chair(clauses: Clauses) -> tuple[str, ...]:
    """The country that chairs a meeting, or is its host, as its list of participants or its first lines tell."""
    head = clauses.text[:_HEAD]
    if not any(map(head.__contains__, _CHAIRING)):
        return ()
    for found in _CHAIRED.finditer(head):
        behind = found["by"] is not None
        near = clauses.named(found.end(), found.end() + 60) if behind else []
        before = clauses.named(max(0, found.start() - 120), found.start())
        one = next(iter(near), None) if behind else next(reversed(before), None)
        if one and one.codes and one.ref == "":
            return one.codes[-1:]
    return ()


def signatories(clauses: Clauses, sentences: Sequence[Passage]) -> tuple[str, ...]:
    """Those who say "We, the ministers of …"."""
    for start, end in sentences[:_SIGNED]:
        if clauses.text.startswith(_WE, start):
            stop = _MET.search(clauses.text, start, end)
            named = [each for each in clauses.named(start, stop.start() if stop else end) if each.ref == ""]
            return tuple(dict.fromkeys(code for each in named if each.kind != "place" for code in each.codes))
    return ()


def interlocutors(clauses: Clauses, title: str, titled: tuple[str, ...], home: tuple[str, ...]) -> tuple[str, ...]:
    """The two who met or spoke, as a title tells them: "Meeting with the Prime Minister of Norway".

    ``titled``: the parties that the title names; ``home``: who reports it, if they do so for a party.
    """
    both = tuple(dict.fromkeys((*home, *titled)))
    if len(both) == _TWO and _BILATERAL.search(title):
        return both
    line = min(max(clauses.text.find("\n", 1), 0), _LINE)
    both = tuple(dict.fromkeys((*home, *in_head(clauses, line)))) if _BILATERAL.search(clauses.text, 0, line) else ()
    return both if len(both) == _TWO else ()


def co_signed(clauses: Clauses, title: str, titled: tuple[str, ...]) -> tuple[str, ...]:
    """The parties whose joint statement a document is, as its title tells, or its first line."""
    codes = tuple(dict.fromkeys(titled)) if _CO_SIGNED.search(title) else ()
    line = clauses.text.find("\n", 1)
    if len(codes) < _TWO and 0 < line < _LINE and _CO_SIGNED.search(clauses.text, 0, line):
        codes = in_head(clauses, line)
    return codes if len(codes) >= _TWO and not {*codes} & {*_COALITIONS} else ()


def in_head(clauses: Clauses, end: int) -> tuple[str, ...]:
    """The parties that a text names before a place, each once."""
    named = (
        each
        for each in clauses.named(0, end)
        if each.ref == "" and each.kind != "place" and each.prep not in _ABOUT_WHOM
    )
    return tuple(dict.fromkeys(code for each in named for code in each.codes))


def gathering(
    clauses: Clauses,
    sentences: Sequence[Passage],
    titled: tuple[str, ...],
    title: str,
    issuer: str | None,
    groups: frozenset[str],
) -> tuple[str, ...]:
    """The group that met or issued the document: its issuer, one that its title or its first sentences name.

    ``titled``: the parties that the title names; ``groups``: the codes that are groups.
    """
    if issuer and issuer in groups:
        return (issuer,)
    first = [each for start, end in sentences[:_TOLD] for each in clauses.named(start, end)]
    plain = (each for each in first if each.ref == "" or each.codes != ("NATO",))  # "the alliance" may be another
    told = (*titled, *(code for each in plain for code in each.codes))
    named = [each.codes for each in first if each.several and not each.prep and each.ref == ""]
    lists = [codes for codes in named if len(codes) > 2]
    told_at_all = [(code,) for code in told if code in groups and (code == "UN" or code not in AGENCIES)]
    coalitions = [codes for codes in told_at_all if codes[0] in _COALITIONS]
    from_title = [(code,) for code in titled if code in groups]
    countries = tuple(dict.fromkeys(code for code in titled if code not in groups))
    met = [countries] if len(countries) > 1 and _JOINT.search(title) else []
    return next(iter((*coalitions, *from_title, *lists, *told_at_all, *named, *met)), ())
