"""What the rows of somebody's table say, before it becomes records; and the rows that say nothing we can take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tracker.exchange.cells import Line
from tracker.model import Deadline

# What is told of a row that is taken, in words; of rows that are not, the reason says it.
SAID = {
    "amount_is_remainder": "the amount is what is left after its parts: not taken",
    "amount_repeated": "the amount stands on another row of the package",
    "amount_unreadable": "the amount is no number with a single reading, or below 0: not taken",
    "amount_zero": "an amount of 0 says that it is counted elsewhere: not taken",
    "children_not_in_file": "parts that it names are not in the table",
    "contested": "the table calls the status contested",
    "currency_differs": "in another currency than the pledge: never set against it",
    "currency_unreadable": "an amount whose currency is not told by its code (ISO 4217), such as EUR: not taken",
    "date_after_update": "the day is later than the last update of the row: not taken",
    "date_ambiguous": "two days in one cell: neither is taken",
    "date_is_number": "a bare number in the column of days: not taken",
    "date_is_text": "no day, but words: not taken",
    "date_missing": "no day is given",
    "date_out_of_range": "a day that the table cannot cover: not taken",
    "deadline_ambiguous": "two deadlines in one cell: neither is taken, only noted",
    "deadline_before_pledge": "a deadline that was over when it was said: only noted",
    "deadline_unread": "a deadline that no rule reads: only noted, so the pledge has none",
    "deadline_without_day": "a deadline, and no day on which it was said: only noted",
    "deed_undated": "done, no day told, and known only after the deadline: late until you give the day",
    "delivered_unreadable": "how much was delivered has no single reading: no follow-up",
    "error_cell": "an error of the spreadsheet, such as #N/A: no value",
    "follow_up_before_pledge": "dated before the pledge that it follows: its day is only noted",
    "formula_without_result": "a formula whose result the file does not hold: save it in a spreadsheet",
    "id_lookalike": "letters of several alphabets in the id: kept apart",
    "id_reused": "an id that has stood on another pledge: two pledges",
    "more_delivered_than_committed": "more than was pledged",
    "no_delivery_source": "a delivery without a source",
    "package_differs": "it is recorded here as a part of something else: left so",
    "package_left": "what it is a part of does not come: a pledge by itself",
    "original_amount_missing": "a currency without an amount in it",
    "party_added": "a party that is new: its code is made from its name",
    "party_differs": "another giver than the pledge's: the pledge's party stands",
    "quantity_noted": "more than the one quantity that a record holds: the others are only noted",
    "quantity_unreadable": "the count is no number with a single reading, or below 0: not taken",
    "several_commitments": "several pledges under one id: what follows is set against the first",
    "source_not_a_link": "a source that is not one whole link: kept as words",
    "status_missing": "no status: the pledge alone",
}


class Found(NamedTuple):
    """A pledge (``kind`` is empty) or a follow-up that a row gives. ``of``: the row of the pledge that it bears on.

    ``package``: the row of the pledge that a pledge is a part of, 0 where there is none.
    ``own``: it is what the row itself is, and not what the row says as well.
    ``delivers``: what it counts was delivered.
    ``key``: what it is found again by; ``date_words``: what stands there instead of a day, ``due_words`` instead of a
    deadline that could be read. ``counted`` is of ``unit``,
    ``amount`` of ``currency``. ``report`` and ``info`` are codes (see :data:`SAID`).
    """

    line: Line
    id: str
    key: tuple[str, ...]
    parties: tuple[str, ...]
    words: str
    day: date | None
    date_words: str = ""
    kind: str = ""
    own: bool = True
    delivers: bool = True
    outcome: str = ""
    of: int = 0
    package: int = 0
    topic: str = ""
    deadline: Deadline | None = None
    due_words: str = ""
    condition: str = ""
    counted: Decimal | None = None
    unit: str = ""
    amount: Decimal | None = None
    currency: str = ""
    links: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    title: str = ""
    note: str = ""
    report: tuple[str, ...] = ()
    info: tuple[str, ...] = ()


class Left(NamedTuple):
    """A row that does not come: rejected, or (``skipped``) left out on purpose."""

    line: Line
    codes: tuple[str, ...]
    reason: str
    id: str = ""
    skipped: bool = False


class Judged(NamedTuple):
    """A whole table: what comes, in the order of its rows (a pledge before what the same row says of it), and what not.

    ``parties``: the names of parties that the table brings, by code.
    """

    found: Sequence[Found]
    left: Sequence[Left]
    parties: dict[str, str]
    columns: tuple[str, ...]
    lines: int
