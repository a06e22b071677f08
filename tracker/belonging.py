"""What a membership must keep to: a group is no country, nobody belongs twice at once, and none belongs to itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tracker.faults import Finding, days_of
from tracker.model import Membership, Party
from tracker.words import PartyKind

_ANOTHER = "name another group with --member-of"


def membership_faults(
    membership: Membership, others: Iterable[Membership] = (), group: Party | None = None
) -> Iterator[Finding]:
    """What cannot be about a membership, beside ``others`` that are recorded; ``group``: the party it is in, if known.

    A membership lasts from its first day to the day before ``until``, and without bound where one is not known.
    """
    code, member = membership.group, membership.member
    ref = f"{code}/{member}"
    others = [each for each in others if each is not membership]
    if code == member:
        yield Finding("membership", ref, f"{member} cannot be a member of itself", _ANOTHER)
    elif member in _above(code, others):
        yield Finding("membership", ref, f"{code} is itself recorded as a member of {member}", _ANOTHER)
    if group and group.kind is PartyKind.COUNTRY:
        yield Finding("membership", ref, f"{code} is a country, which has no members", _ANOTHER)
    if _days(membership)[1] <= _days(membership)[0]:
        yield _reversed(membership, ref)
        return
    for each in others:
        if (each.group, each.member) == (code, member) and _at_once(each, membership):
            yield Finding(
                "membership",
                ref,
                f"{member} is recorded as a member of {code}{days_of(each)} already",
                f"give days that do not overlap, or take that one back: tracker edit {member} --drop-member-of {code}",
            )


def _reversed(membership: Membership, ref: str) -> Finding:
    since, until = membership.since, membership.until
    return Finding(
        "membership",
        ref,
        f"the membership ends on the day on which it begins ({since})"
        if since == until
        else f"the membership ends ({until}) before it begins ({since})",
        "--since is its first day, --until the first day after it; correct the one or the other",
    )


def _days(membership: Membership) -> tuple[date, date]:
    return membership.since or date.min, membership.until or date.max


def _at_once(one: Membership, other: Membership) -> bool:
    return max(_days(one)[0], _days(other)[0]) < min(_days(one)[1], _days(other)[1])


def _above(code: str, memberships: Iterable[Membership]) -> set[str]:
    """The groups that a party belongs to, those that these belong to, and so on."""
    groups: dict[str, set[str]] = {}
    for each in memberships:
        groups.setdefault(each.member, set()).add(each.group)
    found: set[str] = set()
    ahead = {code}
    while ahead:
        ahead = {group for each in ahead for group in groups.get(each, ())} - found
        found |= ahead
    return found
