"""What ``show`` says of a party: its kind, its groups and its members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker import rows
from tracker.faults import days_of
from tracker.model import Membership
from tracker.register import records
from tracker.register.connect import Reader
from tracker.render.terminal import Block


def party_shown(reader: Reader, code: str, as_of: str) -> tuple[str, list[Block], dict[str, Any]]:
    """Title, blocks and data of a party; of its memberships what is known on a day."""
    party, on = records.party(reader, code), date.fromisoformat(as_of)
    assert party
    concerned = [each for each in records.memberships(reader) if code in (each.group, each.member)]
    sources = {each.document for each in concerned if each.document}
    published = {ref: records.document(reader, ref).published_on for ref in sources}
    memberships = [each for each in concerned if (_known(each, published) or date.min) <= on]
    blocks = [Block("", (f"{party.kind}",))]
    groups = [each for each in memberships if each.member == code]
    members = [each for each in memberships if each.group == code]
    blocks += _listed(("Member of", "Once a member of"), [(each.group, each) for each in groups], on)
    blocks += _listed(("Members", "Once members"), [(each.member, each) for each in members], on)
    data = {**rows.flat(party), "memberships": [rows.flat(each) for each in memberships]}
    return f"{code}: {party.name}", blocks, data


def _known(each: Membership, published: dict[str, date | None]) -> date | None:
    """The first day on which a membership is known: by its document, else by its first day."""
    return (published[each.document] if each.document else None) or each.since


def _listed(headings: tuple[str, str], found: Sequence[tuple[str, Membership]], on: date) -> list[Block]:
    """Those that have not ended, and those that have; a party that has belonged several times is counted once."""
    over = [each for each in found if each[1].until and each[1].until <= on]
    blocks = []
    for heading, some in zip(headings, ([each for each in found if each not in over], over), strict=True):
        said = tuple(f"{code}{days_of(each)}{_by(each)}" for code, each in some)
        blocks += [Block(f"{heading}: {len({code for code, _ in some})}", said)] if said else []
    return blocks


def _by(each: Membership) -> str:
    return f" ({each.document})" if each.document else ""
