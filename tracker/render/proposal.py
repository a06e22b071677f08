"""A proposal as a person judges it: the quote in its context with its cues marked, and what would be recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.language.sightings import UNCLEAR, Cue
from tracker.model import Document, Pledge
from tracker.proposals import Proposal
from tracker.render import cells

_CONTEXT = 240  # characters on either side
_NARROWER = (120, 60, 0)  # the same, where the screen is low
_ENDS = 2  # lines that are left of a quote for which there is no room, at its beginning and at its end
_OPEN, _CLOSE = "\u2e22", "\u2e23"  # half brackets: how a cue is marked where nothing can be underlined
_OWN = {ord(_OPEN): "[", ord(_CLOSE): "]"}  # in a text itself they mark nothing


def pages(
    proposal: Proposal,
    document: Document,
    facts: Mapping[str, str],
    pledge: Pledge | None,
    *,
    width: int,
    room: int,
    colour: bool = False,
) -> list[list[str]]:
    """A proposal as :func:`screen` has it, in pages of at most ``room`` lines.

    Where it does not fit, the first page holds all that a decision needs, the words, the pledge that they are about
    and what would be recorded, with less around the words and as much of the rest as there is room for; the whole
    follows.
    """
    words, about = _quoted(proposal, document, width, colour), _pledged(proposal, pledge, width, colour)
    head, rest = _head(proposal, document, width, colour), _rest(proposal, document, width, colour)
    whole = [*head, *words, "", *about, *_recorded(proposal, facts, width, colour), *rest]
    if len(whole) <= room:
        return [whole]
    tight = [
        *("", *_pledged(proposal, pledge, width, colour, tight=True)),
        *_recorded(proposal, facts, width, colour, tight=True),
    ]
    narrower = [_quoted(proposal, document, width, colour, each) for each in _NARROWER]
    left = room - len(head) - len(tight)
    fitting = [each for each in narrower if len(each) + len(rest) <= left] or [
        each for each in narrower if len(each) <= left
    ]
    words = fitting[0] if fitting else _shortened(narrower[-1], max(2 * _ENDS + 1, left))
    first = [*head, *words, *tight, *(rest if len(words) + len(rest) <= left else ())][:room]
    return [first, *(whole[at : at + room] for at in range(0, len(whole), room))]


def screen(
    proposal: Proposal,
    document: Document,
    facts: Mapping[str, str],
    pledge: Pledge | None,
    *,
    width: int,
    colour: bool = False,
) -> list[str]:
    """The lines of one proposal; ``facts`` are what accepting would record, ``pledge`` what a follow-up is about.

    With ``colour`` the cues are underlined and headings bold; else cues stand in half brackets.
    """
    return [
        *_head(proposal, document, width, colour),
        *_quoted(proposal, document, width, colour),
        "",
        *_pledged(proposal, pledge, width, colour),
        *_recorded(proposal, facts, width, colour),
        *_rest(proposal, document, width, colour),
    ]


def _head(proposal: Proposal, document: Document, width: int, colour: bool) -> list[str]:
    day = document.published_on or "no date"
    return [
        _bold(f"{proposal.ref}: {proposal.band} {proposal.kind}, score {proposal.score:g}", colour),
        *cells.wrap(cells.one_line(f"{document.ref}: {document.title} — {document.publisher}, {day}"), width),
        "",
    ]


def _pledged(proposal: Proposal, pledge: Pledge | None, width: int, colour: bool, *, tight: bool = False) -> list[str]:
    """The pledge that a follow-up is about; ``tight``: in its own words alone."""
    if pledge is None:
        return []
    about = _bold(_about(proposal.facts), colour)
    who = f"{pledge.ref} ({' '.join(pledge.parties)}, {pledge.made_on or 'no date'}): "
    quoted = f"“{pledge.quote.text}”"
    if tight:
        return [about, *_shortened(_indented(who + quoted, width), 2 * _ENDS + 1), ""]
    return [
        _bold(_about(proposal.facts), colour),
        *_indented(who + pledge.summary, width),
        *_indented(quoted, width),
        "",
    ]


def _recorded(
    proposal: Proposal, facts: Mapping[str, str], width: int, colour: bool, *, tight: bool = False
) -> list[str]:
    """What accepting would record, a line each; ``tight``: one after the other."""
    told = [_fact(name, value, proposal) for name, value in facts.items() if value]
    said = [" · ".join(told)] if tight else told
    return [_bold("Would be recorded", colour), *(line for each in said for line in _indented(each, width))]


def _rest(proposal: Proposal, document: Document, width: int, colour: bool) -> list[str]:
    """The other pledges that fit, other words for the same, the cues: what a decision can do without."""
    lines: list[str] = []
    others = proposal.facts.get("others") or ()
    if others:
        lines += ["", _bold("Or about", colour)]
        lines += [
            f"  {key}: {each['pledge']} ({each['outcome']}, {each['score']:g})" for key, each in enumerate(others, 2)
        ]
    if proposal.mentions:
        lines += ["", _bold("Also said", colour)]
        lines += [line for each in proposal.mentions for line in _indented(f"{each.document}: “{each.text}”", width)]
    return [*lines, "", _bold("Cues", colour), *_indented(_cues(proposal.cues, document.text or ""), width)]


def _shortened(lines: list[str], most: int | None) -> list[str]:
    """At most so many lines, without what is in the middle."""
    if most is None or len(lines) <= most:
        return lines
    return [*lines[: most - _ENDS - 1], "…", *lines[-_ENDS:]]


def _quoted(proposal: Proposal, document: Document, width: int, colour: bool, context: int = _CONTEXT) -> list[str]:
    text, start, end = document.text or "", proposal.quote.start, proposal.quote.end
    if start is None or end is None:
        return cells.wrap(f"»{cells.one_line(proposal.quote.text)}«", width)
    first, last = max(0, start - context), min(len(text), end + context)
    marks = {start: "»", end: "«"}
    for opened, closed in _stretches(proposal.cues, start, end):
        marks[opened] = marks.get(opened, "") + _OPEN
        marks[closed] = _CLOSE + marks.get(closed, "")
    pieces: list[str] = []
    at = first
    for place in sorted(marks):
        pieces += [text[at:place].translate(_OWN), marks[place]]
        at = place
    marked = "".join([*pieces, text[at:last].translate(_OWN)])
    shown = f"{'… ' if first else ''}{cells.one_line(marked).strip()}{' …' if last < len(text) else ''}"
    lines = cells.wrap(shown, width)
    return _underlined(lines) if colour else lines


def _stretches(cues: Sequence[Cue], start: int, end: int) -> list[tuple[int, int]]:
    """The words of a quote that spoke for it: cues that overlap are one stretch."""
    found: list[tuple[int, int]] = []
    for cue in sorted(cues, key=lambda each: each.start):
        if cue.weight <= 0 or not start <= cue.start < cue.end <= end:
            continue
        if found and cue.start < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], cue.end)
        else:
            found.append((cue.start, cue.end))
    return found


def _underlined(lines: Sequence[str]) -> list[str]:
    """Underline what stands between half brackets, over the ends of lines too."""
    inside, found = False, []
    for line in lines:
        written = "\x1b[4m" if inside else ""
        for letter in line:
            if letter in (_OPEN, _CLOSE):
                inside = letter == _OPEN
            written += {_OPEN: "\x1b[4m", _CLOSE: "\x1b[24m"}.get(letter, letter)
        found.append(written + ("\x1b[24m" if inside else ""))
    return found


def _about(facts: Mapping[str, Any]) -> str:
    """A heading, with the chance that a sentence is about a recorded pledge at all, where that was weighed."""
    about = facts.get("about")
    return "About" if about is None else f"About (chance {about:.2f})"


def _sure(facts: Mapping[str, Any]) -> str:
    """How sure an outcome is, and what its cues alone read where that is another; nothing where nothing was weighed."""
    reading, chance = facts.get("reading"), facts.get("chance")
    if chance is None:
        return ""
    others = f"; its cues read {reading}" if reading != facts["outcome"] else ""
    return f" ({'best chance' if facts['outcome'] == UNCLEAR else 'chance'} {chance:.2f}{others})"


def _fact(name: str, value: str, proposal: Proposal) -> str:
    said = f"{name.replace('_', ' ').capitalize()}: {value}"
    deadline = proposal.facts.get("deadline") or {}
    if name == "due" and deadline.get("phrase") == value:
        window = f"{deadline['earliest'] or '…'} to {deadline['latest'] or '…'}"
        said += f" ({window}, {deadline['basis'] or 'no window'}, rule {deadline['rule']})"
    if name == "outcome" and value == proposal.facts["outcome"]:
        said += _sure(proposal.facts)
    if name == "parties" and proposal.facts.get("how"):
        said += f" (by {proposal.facts['how']}{', collective?' if proposal.facts.get('collective') else ''})"
    return said


def _cues(cues: Sequence[Cue], text: str) -> str:
    told = (f"{cells.one_line(text[each.start : each.end])} ({each.rule}, {each.weight:+g})" for each in cues)
    return " · ".join(each.strip() for each in told)  # what is no words ("a pledge stands before it") has no place


def _indented(said: str, width: int) -> list[str]:
    return cells.wrap(cells.one_line(said), width, "  ", "    ")


def _bold(said: str, colour: bool) -> str:
    return f"\x1b[1m{said}\x1b[0m" if colour else said
