"""How the values of records are written: one rule for every door, and the same words where it is broken."""

from __future__ import annotations

import re
from decimal import Decimal

# Codes and refs, as regular expressions.
CODE = r"[A-Z0-9]+([_-][A-Z0-9]+)*"
DOCUMENT = r"D-[0-9]{4}-[0-9]{3,9}(\.[1-9][0-9]{0,8})?"
PLEDGE = CODE + r"-[0-9]{4}-[0-9]{3,9}"
FOLLOW_UP = PLEDGE + r"\.[1-9][0-9]{0,8}"
RECORD = PLEDGE + r"(\.[1-9][0-9]{0,8})?"  # a pledge or a follow-up
ENQUIRY = r"E-[0-9]{4}-[0-9]{3,9}"
DISPUTE = r"A-[0-9]{4}-[0-9]{3,9}"
RELATION = r"R-[0-9]{4}-[0-9]{3,9}"
PROPOSAL = r"P-[0-9]{4}-[0-9]{3,9}"
SHA256 = r"[0-9a-f]{64}"

_BEYOND = Decimal(10) ** 18  # what every register, and every reader of a package, holds exactly
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_NO_NUMBER = "is no number; write digits with at most one point, like 1250.5"


def number(given: str) -> Decimal:
    """A number in plain digits. ValueError says what is wrong with another, and what to write."""
    if not _NUMBER.fullmatch(given):
        raise ValueError(_NO_NUMBER)
    return Decimal(given)


def amount(given: str) -> Decimal:
    """An amount in plain digits. ValueError says what is wrong with another, and what to write."""
    found = number(given)
    if says := amount_fault(found):
        raise ValueError(says)
    return found


def amount_fault(found: Decimal) -> str | None:
    """Why a number is no amount, and what to write; ``None`` where it is one."""
    if not found.is_finite():
        return _NO_NUMBER
    if found.is_signed():
        return "is below 0; an amount is 0 or more"
    return "is too large; an amount is below 10^18, a number of 18 digits at most" if found >= _BEYOND else None
