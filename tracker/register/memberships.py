"""What hangs on memberships: the pledges that feel a change of one, and taking one back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import delete

from tracker import rows
from tracker.model import Membership
from tracker.register import schema
from tracker.register.connect import Reader
from tracker.register.door import require_unneeded
from tracker.register.named import name_of

if TYPE_CHECKING:
    from tracker.register.writes import Writer


def touched(reader: Reader, codes: Iterable[str]) -> set[str]:
    """The pledges of some parties, whose memberships are new, changed or gone."""
    statement = reader.sql.STATEMENTS["touched_by_party"]
    return {ref for code in codes for (ref,) in reader.rows(statement, code=code)}


def drop_membership(writer: Writer, membership: Membership) -> None:
    """Take back a membership that was recorded by mistake, and let every pledge of either party feel it.

    It is gone from the register and stays in the log. Refused where a follow-up, a dispute or a relation rests on it
    (ConflictError).
    """
    require_unneeded(writer.reader, membership)
    table = schema.membership
    wanted = writer.membership_columns(rows.flat(membership))
    same = [table.c[name].is_(None) if wanted[name] is None else table.c[name] == wanted[name] for name in wanted]
    writer.connection.execute(delete(table).where(*same))
    writer.log_record(name_of(membership), rows.flat(membership), None)
    writer.rewrite(*sorted(touched(writer.reader, (membership.group, membership.member))))
