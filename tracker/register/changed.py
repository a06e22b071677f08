"""What changed in a register between two days; what differs between two registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from tracker import law
from tracker.days import Day, asked_day
from tracker.lineage import relation as relation_of
from tracker.model import Dispute, FollowUp, Pledge, Span
from tracker.register import records
from tracker.register.connect import Reader
from tracker.register.named import PROPOSAL
from tracker.reports.changes import Change, Changes, differing, disputed, followed, order, parsed, related
from tracker.reports.compared import Side
from tracker.reports.entries import codes


def changed(reader: Reader, earlier: Day, later: Day) -> Changes:
    """What changed from the end of one day to the end of another, as the register tells it now."""
    earlier, later = asked_day(earlier, "earlier"), asked_day(later, "later")
    new: list[Change] = []
    moved: list[Change] = []
    deciding: set[str] = set()
    for ref in dict.fromkeys(row["ref"] for row in reader.dicts("spans_begun", earlier=earlier, later=later)):
        spans = records.spans_of(reader, ref)
        before, after = (_on(spans, date.fromisoformat(day)) for day in (earlier, later))
        first = before or spans[0]
        if after is None or (before and before.standing == after.standing):
            continue
        pledge = records.pledge(reader, ref)
        if before is None:
            new.append(_stands("new", pledge, first, None, ()))
        if first.standing != after.standing:
            followed_by = records.follow_ups_of(reader, ref)
            decided = law.moving(pledge, followed_by, first.standing, date.fromisoformat(later))
            deciding |= {each.ref for each in decided}
            moved.append(_stands("moved", pledge, after, first, decided))
    said = [each for each in _said(reader, earlier, later) if each.ref not in deciding]
    mended = list(corrected(reader, earlier, later))
    return Changes(*(tuple(sorted(each, key=order)) for each in (new, moved, said, mended)))


def _stands(what: str, pledge: Pledge, now: Span, before: Span | None, decided: tuple[FollowUp, ...]) -> Change:
    """That a pledge stands otherwise since a day, or stands at all."""
    return Change(
        now.since.isoformat(),
        what,
        pledge.ref,
        codes(pledge),
        pledge.summary,
        str(before.standing) if before else None,
        str(now.standing),
        (decided[0] if decided else pledge).quote.document,
    )


def side(reader: Reader) -> Side:
    """The records of a register that standings rest on."""
    return Side(
        tuple(records.pledges(reader)),
        tuple(records.follow_ups(reader)),
        tuple(records.memberships(reader)),
        tuple(records.disputes(reader)),
        tuple(records.relations(reader)),
    )


def _on(spans: Iterable[Span], day: date) -> Span | None:
    return next((each for each in spans if each.since <= day and (each.until is None or day < each.until)), None)


def _said(reader: Reader, earlier: str, later: str) -> Iterator[Change]:
    """The follow-ups and disputes that became known between the days."""
    from tracker import rows

    pledges: dict[str, Pledge] = {}
    for row in reader.dicts("follow_ups_between", earlier=earlier, later=later):
        each: FollowUp = rows.follow_up(row)
        pledge = pledges.setdefault(each.pledge, records.pledge(reader, each.pledge))
        if pledge.retracted is None:
            yield followed(each, pledge)
    for row in reader.dicts("disputes_between", earlier=earlier, later=later):
        dispute: Dispute = rows.dispute(row)
        pledge = pledges.setdefault(dispute.pledge, records.pledge(reader, dispute.pledge))
        if pledge.retracted is None:
            yield disputed(dispute, pledge)
    for row in reader.dicts("relations_between", earlier=earlier, later=later):
        relation = relation_of(row)
        pledge = pledges.setdefault(relation.pledge, records.pledge(reader, relation.pledge))
        yield related(relation, pledge, records.spans_of(reader, pledge.ref)[0].since.isoformat())


def corrected(reader: Reader, earlier: Day, later: Day) -> Iterator[Change]:
    """The records that were changed in the register between the days, by the log."""
    first, beyond = (
        (date.fromisoformat(asked_day(day, name)) + timedelta(days=1)).isoformat()
        for name, day in (("earlier", earlier), ("later", later))
    )  # moments begin with their day
    for line in reader.dicts("revisions_between", first=first, beyond=beyond):
        for record, before, after in _rows(line):
            was, now = differing(before, after)
            if was != now:
                gone = after.get("retracted") and not before.get("retracted")
                named = after.get("summary") or after.get("title") or after.get("name") or after.get("pledge") or ""
                yield Change(
                    line["at"][:10],
                    "retracted" if gone else "corrected",
                    record,
                    "",
                    str(named),
                    was or None,
                    now or None,
                )


def _rows(line: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The records that a line of the log changed, as they were and as they are."""
    if line["record"] == "import":
        for each in parsed(line["after"]).get("updated", ()):
            if _is_record(each["record"]) and PROPOSAL not in (each["after"] or {}):
                yield each["record"], each["before"] or {}, each["after"] or {}
    elif line["before"] and line["after"] and _is_record(line["record"]):
        yield line["record"], parsed(line["before"]), parsed(line["after"])


def _is_record(name: str) -> bool:
    """Whether the log tells of a record by this name: refs and codes are in capitals.

    What is kept beside them ends in a small word (how rows are found again, what was read, cited or decided), a feed
    is an address, and “register” is the whole.
    """
    return name == name.upper()
