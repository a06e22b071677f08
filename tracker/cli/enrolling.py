"""From what a person typed to a party, and to its memberships."""

from __future__ import annotations

import re

from tracker import rows
from tracker.errors import NotFoundError, UsageError
from tracker.faults import days_of
from tracker.language.parties import known_party
from tracker.model import Membership, Party
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.memberships import drop_membership
from tracker.register.refs import resolve
from tracker.register.writes import Writer
from tracker.words import PartyKind


def record_party(
    writer: Writer, code: str, groups: tuple[str, ...], document: str | None, facts: dict[str, str | None]
) -> list[str]:
    """Record a party, its memberships, or both; returns the code and what was done."""
    for name, option in (("since", "--since"), ("until", "--until")):
        if facts[name] and not groups:
            raise UsageError(f"{option} is a day of a membership.", remedy="Name the group with --member-of.")
    if document and not groups:
        raise UsageError("--document says who belongs to a group.", remedy="Name the group with --member-of.")
    done, reader = [code], writer.reader
    if not groups or records.party(reader, code) is None:
        party = _party(code, facts)
        writer.add_party(party)
        done.append(f"  {party.name}, {party.kind}")
    source = resolve(reader, document, "document")[1] if document else None
    for group in groups:
        group = group.strip().upper()
        membership = Membership(group, code, rows.day(facts["since"]), rows.day(facts["until"]), source)
        writer.add_membership(membership)
        done.append(f"  member of {group}")
    return done


def drop_memberships(writer: Writer, given: str, groups: tuple[str, ...], since: str | None) -> list[str]:
    """Take memberships of a party back that were recorded by mistake; returns its code and what was done.

    What was recorded of the party as a member refuses it (ConflictError).
    """
    reader, member = writer.reader, given.strip().upper()
    if records.party(reader, member) is None:
        raise records.unknown_party(member)
    done = [member]
    for group in (each.strip().upper() for each in groups):
        meant = _meant(reader, group, member, since)
        drop_membership(writer, meant)
        done.append(f"  no member of {group}{days_of(meant)}")
    return done


def _meant(reader: Reader, group: str, member: str, since: str | None) -> Membership:
    """The one membership that is meant."""
    held = [each for each in records.memberships(reader) if (each.group, each.member) == (group, member)]
    found = [each for each in held if since is None or each.since == rows.day(since)]
    if not found:
        days = f"; it is one{' and'.join(map(days_of, held))}" if held else ""
        raise NotFoundError(
            f"No membership of {member} in {group}{f' since {since}' if since else ''} is recorded{days}.",
            remedy=f"See its memberships with: tracker show {member}",
        )
    if len(found) > 1:
        raise UsageError(
            f"{member} is recorded as a member of {group} {len(found)} times:{' and'.join(map(days_of, found))}.",
            remedy=f"Say which with --since {found[-1].since}",
        )
    return found[0]


def require_party(writer: Writer, code: str) -> Party | None:
    """Record the party of a code that is known by itself and that the register does not hold yet; returns it then."""
    code = code.strip().upper()
    known = known_party(code)
    if known is None or records.party(writer.reader, code):
        return None
    party = Party(known.code, known.name, PartyKind(known.kind))
    writer.add_party(party)
    return party


def _party(code: str, facts: dict[str, str | None]) -> Party:
    if not re.fullmatch(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*", code) or not 2 <= len(code) <= 20:
        raise UsageError(f"“{code}” is no code for a party.", remedy="Use two to twenty capitals and digits: GB, NATO")
    known = known_party(code)
    name, kind = " ".join((facts["name"] or "").split()) or None, facts["kind"]
    if known is None and (name is None or kind == PartyKind.COUNTRY or (kind is None and len(code) == 2)):
        raise records.unknown_party(code)
    return Party(
        code,
        name or (known.name if known else code),
        PartyKind(kind or (known.kind if known else PartyKind.ORGANISATION)),
    )
