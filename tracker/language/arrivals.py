"""Deeds that no fixed phrase tells: things that reached a place that has a name, and what somebody sent or brought."""

from __future__ import annotations

import re

from tracker.language.periods import MONTHS
from tracker.language.sightings import Cue

_READ = 600  # characters of a sentence
_ARRIVED, _DID, _JUDGED = 1.8, 1.4, 1.8  # weights
_TO_COME = r"(?<!to )(?<!will )(?<!would )(?<!not )(?<!never )(?<!has )(?<!have )(?<!had )(?<!be )(?<!was )(?<!were )"
_REACHED = re.compile(
    r"\breached (?:the (?:port|harbour|city|town|depot|base|station|camp) of |the )?"
    rf"(?!(?:{'|'.join(MONTHS)})\b)"
    r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"
    r"(?=,? (?:on|in|at|by|from|last|this|yesterday|early|late|before|after|and|over|via|aboard|under|within|\d)\b"
    r"|[.,;]|$)"
)
_WHAT = (
    r"(?:the|its|their|his|her|our|all|both|another|every|some|\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten)"
)
_VERBS = ("sent", "brought", "flew", "drove", "shipped", "carried", "hauled", "trucked", "ferried", "sailed")
_SENT = re.compile(
    rf"{_TO_COME}\b(?:{'|'.join(_VERBS)})"
    rf"(?: (?:in|over|out|back|off|home|Ukraine|Kyiv))? {_WHAT}"
)

_DENIED = re.compile(
    r"(?:\b(?:not|never|no longer|will|would|could|should|might|may|cannot)|n['’]t)(?: [\w-]+){0,2} \Z", re.IGNORECASE
)
_BEFORE = 40  # characters in which a deed is denied

# What a list says of each of its items: "Winter tents: done", "The bridge – kept."
_VERDICT = re.compile(
    r"(?:: |[–—] |- |\A(?:Verdict|Status|Result)[:,] )(?:already |all |long |now |yes, |fully |duly )?"
    r"(?:done|kept|honou?red|met|fulfilled|achieved|complete|completed|accomplished|yes)"
    r"(?=[.,;!]|$| (?:on|in|by|since|as of|with) )"
)

# Without one of these none of the two is there.
_MARKS = (": ", "– ", "— ", "- ", "Verdict", "Status", "Result")


def plain_deed(text: str, start: int, end: int) -> Cue | None:
    """The cue of a deed told without any phrase of the table: "reached Odesa on 3 May", "sent 40 lorries"."""
    end = min(end, start + _READ)
    if text.find("reached ", start, end) >= 0 and (found := _REACHED.search(text, start, end)):
        return Cue("fulfils.arrived", _ARRIVED, *found.span()) if _is_told(text, start, found.start()) else None
    said = text[start:end]
    if any(map(said.__contains__, _MARKS)) and (found := _VERDICT.search(text, start, end)):
        return Cue("fulfils.verdict", _JUDGED, *found.span())
    found = _SENT.search(text, start, end) if any(map(said.__contains__, _VERBS)) else None
    return Cue("fulfils.sent", _DID, *found.span()) if found and _is_told(text, start, found.start()) else None


def _is_told(text: str, start: int, at: int) -> bool:
    """Whether what is told at a place was done, and is neither denied nor still to come."""
    return _DENIED.search(text, max(start, at - _BEFORE), at) is None
