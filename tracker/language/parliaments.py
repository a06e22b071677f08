"""How long a parliament sits: "this parliament", "the end of the next legislature", "the lifetime of the parliament".

Whose parliament is meant decides; of a party that the rules have no line for nothing is read. The table tells when
parliaments sat, or until when the law lets one sit: what it gives is inferred, for a parliament can be dissolved.
"""

from __future__ import annotations

from tracker.language.cursor import Cursor
from tracker.language.named import Hit
from tracker.language.periods import Period, Window
from tracker.words import Basis


def read_parliament(cursor: Cursor, at: int) -> Hit:
    """The time of the parliament that sits on the day of the statement, or of the next one; or its end."""
    ends = cursor.word("end", cursor.skip("article", at))
    lasts = None if ends else cursor.word("lifetime", cursor.skip("article", at))
    opened = ends or lasts
    lean, body = cursor.lean(cursor.skip("article", cursor.skip("of", opened[1]) if opened else at))
    hit = cursor.word("parliament", body)
    if not hit or not (opened or lean):
        return None
    window = _window(cursor, later=lean in ("next", "coming"))
    if window is None:
        return None
    first, last = window
    period = Period(first, last, "parliament", "parliament", Basis.INFERRED)
    return (period._replace(first=last, unit="end", rule="end-of-parliament") if ends else period), hit[1]


def _window(cursor: Cursor, *, later: bool) -> Window | None:
    """When the parliament sits, or the one after it; between two the next is the one that will meet."""
    known = cursor.rules.parliaments.get(cursor.country or "", ())
    return next(
        (each for each in known if (each[0] > cursor.said_on if later else each[0] <= cursor.said_on <= each[1])), None
    )
