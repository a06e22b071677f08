"""The vocabulary of the register. Each word is spelt once, here, and means one thing everywhere."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """How a pledge stands on a day, most pressing first. The law decides it; nobody enters it."""

    OVERDUE = "overdue"
    REVIEW_DUE = "review due"
    OPEN = "open"
    ADVANCED = "advanced"
    CONDITIONAL = "conditional"
    DROPPED = "dropped"
    FULFILLED_LATE = "fulfilled late"
    FULFILLED = "fulfilled"


class Outcome(StrEnum):
    """What a later document means for a pledge. A person decides it; the law draws the consequence."""

    FULFILS = "fulfils"
    ADVANCES = "advances"
    RESTATES = "restates"
    DROPS = "drops"
    ACTIVATES = "activates"
    CORROBORATES = "corroborates"


class RelationKind(StrEnum):
    """How one pledge belongs to another. It decides what is counted, and never how a pledge stands."""

    PART_OF = "part_of"
    SUPERSEDES = "supersedes"


class Basis(StrEnum):
    """Where a deadline's window comes from: the words alone, or a house rule that reads them."""

    STATED = "stated"
    INFERRED = "inferred"


class PartyKind(StrEnum):
    """What kind of party can pledge."""

    COUNTRY = "country"
    ORGANISATION = "organisation"
    COALITION = "coalition"


class Qualifier(StrEnum):
    """How firmly a quantity was said."""

    UP_TO = "up to"
    AT_LEAST = "at least"
    ABOUT = "about"
