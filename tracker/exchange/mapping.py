"""How somebody's table is read, as records: what stands in a mapping (``docs/tables.md`` tells each entry)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

OUTCOMES = ("fulfils", "advances", "restates", "drops", "none")


class Condition(NamedTuple):
    """What a row must have in a column: one of some words, or anything at all."""

    column: str
    words: tuple[str, ...] = ()
    filled: bool = False


class Skip(NamedTuple):
    """Rows that are left out on purpose, and why."""

    column: str
    words: tuple[str, ...]
    because: str
    code: str = ""


class TableFacts(NamedTuple):
    """Where the rows are, which words mean no value, which days the table covers, and how its numbers are written.

    ``thousands`` sets off groups of three digits, ``decimal`` the fraction; without the first only what has one reading
    is a number.
    """

    sheet: str = ""
    header: int = 1
    rows: str = ""
    encoding: str = ""
    missing: tuple[str, ...] = ()
    days: tuple[date, ...] = (date(1900, 1, 1), date(2199, 12, 31))
    thousands: str = ""
    decimal: str = "."


class Rows(NamedTuple):
    """What the rows are. Without ``kind`` every row is a pledge.

    ``pledge``: words of rows that are pledges; ``part``: of rows that follow what they belong to, else are pledges;
    ``deed``: of rows that follow, else are skipped.
    """

    kind: str = ""
    pledge: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    deed: tuple[str, ...] = ()
    version: str = ""
    skip: tuple[Skip, ...] = ()


class Belongs(NamedTuple):
    """What a row belongs to: the first pledge with the ``same`` value, or the row whose ``id`` its ``parent`` names."""

    same: str = ""
    parent: str = ""
    id: str = ""
    children: str = ""


class Id(NamedTuple):
    """The foreign id; with the ``key`` columns it is found again. ``once``: columns that should not repeat."""

    column: str
    key: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    once_where: tuple[Condition, ...] = ()


class Party(NamedTuple):
    """Who pledged: by ``values`` and how a name ``begins``, then by the gazetteer (``lookup``: any, country, no)."""

    columns: tuple[str, ...]
    split: str = ""
    ends: str = ""
    lookup: str = "any"
    unknown: str = "reject"
    prefix: str = "ZZ-"
    values: Mapping[str, str] = {}
    begins: Mapping[str, str] = {}
    names: Mapping[str, str] = {}


class Day(NamedTuple):
    """The column of days: whole cells in ``forms``, or days to ``find`` in longer words."""

    column: str
    forms: tuple[str, ...] = ()
    find: tuple[str, ...] = ()
    numbers: str = "report"
    not_after: str = ""


class Due(NamedTuple):
    """The column of deadlines: days in ``forms`` (those of ``date`` unless given), or words that a house rule reads."""

    column: str
    forms: tuple[str, ...] = ()


class Words(NamedTuple):
    """The columns that describe a pledge: the first that has something is quoted; a template may stand last."""

    columns: tuple[str, ...]
    otherwise: str = ""


class Held(NamedTuple):
    """The column that says on what a pledge hangs."""

    column: str


class Topic(NamedTuple):
    """What a pledge is about: a constant (``otherwise``) or a column, its words turned by ``values``."""

    otherwise: str = "other"
    column: str = ""
    values: Mapping[str, str] = {}


class Count(NamedTuple):
    """How many of what."""

    column: str
    unit: str = ""
    unit_is: str = ""


class Money(NamedTuple):
    """An amount and its currency; ``where``: rows on which it counts (pledges, follow-ups); ``left``: a remainder."""

    column: str
    currency: str = ""
    currency_is: str = ""
    pledge_where: tuple[Condition, ...] = ()
    follow_up_where: tuple[Condition, ...] = ()
    left: tuple[Condition, ...] = ()


class Sources(NamedTuple):
    """Links and titles of what a row rests on; ``each`` and ``text``: made from the items of a list."""

    columns: tuple[str, ...] = ()
    split: str = ""
    title: str = ""
    each: str = ""
    text: str = ""


class Follow(NamedTuple):
    """A follow-up that a row is (``of``: words of its kind), or gives as well (``of`` is empty).

    It is there where its ``counts`` or its ``status`` says so. ``whole``: it fulfils where its count, or its money, is
    that of the pledge. What does not ``deliver`` (money set aside) is noted, and never added up as delivered.
    """

    kind: str
    of: tuple[str, ...] = ()
    outcome: str = "advances"
    whole: str = ""
    status: str = ""
    outcomes: Mapping[str, str] = {}
    counts: str = ""
    unit: str = ""
    date: str = ""
    words: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()
    split: str = ""
    source_expected: bool = False
    delivers: bool = True
    tell: tuple[Condition, ...] = ()


class TableMapping(NamedTuple):
    """A whole mapping. ``name`` is that under which foreign ids are kept."""

    name: str
    title: str
    publisher: str
    id: Id
    party: Party
    words: Words
    table: TableFacts = TableFacts()
    rows: Rows = Rows()
    belongs: Belongs = Belongs()
    date: Day = Day("")
    deadline: Due = Due("")
    condition: Held = Held("")
    topic: Topic = Topic()
    counts: Count = Count("")
    money: tuple[Money, ...] = ()
    sources: Sources = Sources()
    follow_up: tuple[Follow, ...] = ()
    says: str = ""
    language: str = "en"
