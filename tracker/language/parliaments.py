"""How long parliaments sit and parties preside: "this parliament", "the end of the next legislature", "its presidency".

Whose parliament is meant decides; of a party that the rules have no line for nothing is read. The table tells when
parliaments sat, or until when the law lets one sit: what it gives is inferred, for a parliament can be dissolved. Of
one that is still to be elected nobody can name the last day: its month is meant.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracker.language.cursor import Cursor
from tracker.language.named import Hit
from tracker.language.periods import Period, Window, months
from tracker.words import Basis

_LONGEST_NAME = 4  # words of a party and an article
_LONGEST_BODY = 8  # words
_OWN = (("its",), ("their",), ("our",))


def read_parliament(cursor: Cursor, at: int) -> Hit:
    """The time of the parliament that sits on the day of the statement, or of the next one; or its end."""
    ends = cursor.word("end", cursor.skip("article", at))
    lasts = None if ends else cursor.word("lifetime", cursor.skip("article", at))
    opened = ends or lasts
    lean, body = cursor.lean(cursor.skip("article", cursor.skip("of", opened[1]) if opened else at))
    hit = cursor.word("parliament", body)
    if not hit or not (opened or lean):
        return None
    known = cursor.rules.parliaments.get(cursor.country or "", ())
    later = lean in ("next", "coming")
    window = _window(cursor, known, later=later)
    if window is None:
        return None
    first, last = window
    if later:
        last = months(last.year, last.month)[1]
    period = Period(first, last, "parliament", "parliament", Basis.INFERRED)
    return (period._replace(first=last, unit="end", rule="end-of-parliament") if ends else period), hit[1]


def read_presidency(cursor: Cursor, at: int) -> Hit:
    """The time for which a party presides over a body: "its presidency", "the end of the Danish presidency"."""
    ends = cursor.word("end", cursor.skip("article", at))
    start = cursor.skip("of", ends[1]) if ends else at
    places = range(start, min(len(cursor.words), start + _LONGEST_NAME + 2))
    hit = next(((place, found[1]) for place in places if (found := cursor.word("presidency", place))), None)
    if not hit or _of_body(cursor, hit[1]) != len(cursor.words):
        return None
    country = _whose(cursor, start, hit[0])
    window = _window(cursor, cursor.rules.presidencies.get(country or "", ()), now=True)
    if window is None:
        return None
    period = Period(*window, "presidency", "presidency", Basis.INFERRED)
    end = period._replace(first=window[1], unit="end", rule="end-of-presidency")
    return (end if ends else period), len(cursor.words)


def _whose(cursor: Cursor, start: int, end: int) -> str | None:
    """The code of the party whose presidency is told: "its", "the Danish", "South Africa's"."""
    own = cursor.words[start:end]
    if own in _OWN:
        return cursor.country
    from tracker.language.parties import named

    name = " ".join(cursor.words[cursor.skip("article", start) : end])
    party = named(name.title()) if name else None
    return party.code if party else None


def _of_body(cursor: Cursor, at: int) -> int:
    """The place after what a party presides over: "of the Council of the European Union", "of the G20"."""
    rest = cursor.words[at : at + _LONGEST_BODY]
    return at + len(rest) if rest[:1] == ("of",) and all(word.isalnum() for word in rest) else at


def _window(cursor: Cursor, known: Iterable[Window], *, later: bool = False, now: bool = False) -> Window | None:
    """When the parliament sits, or the one after it; between two the next is the one that will meet.

    ``now``: whether one that is still to begin is meant as well.
    """
    day = cursor.said_on
    return next(
        (each for each in known if (each[0] > day if later else now or each[0] <= day) and day <= each[1]), None
    )
