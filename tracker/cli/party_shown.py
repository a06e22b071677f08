"""What ``show`` says of a party: its kind, its groups and its members."""

from __future__ import annotations

from typing import Any

from tracker import rows
from tracker.register import records
from tracker.register.connect import Reader
from tracker.render.terminal import Block


def party_shown(reader: Reader, code: str) -> tuple[str, list[Block], dict[str, Any]]:
    """Title, blocks and data of a party."""
    party = records.party(reader, code)
    assert party
    memberships = [each for each in records.memberships(reader) if code in (each.group, each.member)]
    groups = tuple(_membership(each.group, each) for each in memberships if each.member == code)
    members = tuple(_membership(each.member, each) for each in memberships if each.group == code)
    blocks = [Block("", (f"{party.kind}",))]
    blocks += [
        Block(f"{name}: {len(said)}", said) for name, said in (("Member of", groups), ("Members", members)) if said
    ]
    data = {**rows.flat(party), "memberships": [rows.flat(each) for each in memberships]}
    return f"{code}: {party.name}", blocks, data


def _membership(code: str, each: Any) -> str:
    days = f"{f' since {each.since}' if each.since else ''}{f' until {each.until}' if each.until else ''}"
    return f"{code}{days}{f' ({each.document})' if each.document else ''}"
