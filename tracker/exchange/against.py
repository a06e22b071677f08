"""What a row tells of a pledge, held against what was pledged: how much of it, in which unit, when."""

from __future__ import annotations

from datetime import date

from tracker.exchange.cells import folded
from tracker.exchange.found import Found
from tracker.exchange.mapping import Follow


def set_against(found: Found, pledge: Found, kind: Follow, last: date) -> Found:
    """A follow-up with its outcome, held against what was pledged; ``last`` is the last day that the table tells of."""
    outcome, report, info = found.outcome or kind.outcome, list(found.report), list(found.info)
    if kind.whole == "count" and found.counted is not None and pledge.counted and _same(found.unit, pledge.unit):
        outcome = "fulfils" if found.counted >= pledge.counted else outcome
        report += ["more_delivered_than_committed"] if found.counted > pledge.counted else []
    if kind.whole == "money" and found.amount is not None and found.currency == pledge.currency:
        outcome = "fulfils" if found.amount == pledge.amount else outcome
    due = pledge.deadline.latest if pledge.deadline else None
    if outcome == "fulfils" and found.day is None and due and due < last:
        report.append("deed_undated")
    if found.currency and pledge.currency and found.currency != pledge.currency:
        info.append("currency_differs")
    if found.day and pledge.day and found.day < pledge.day:
        report.append("follow_up_before_pledge")
    return found._replace(
        kind=kind.kind,
        delivers=kind.delivers,
        outcome=outcome,
        of=pledge.line.number,
        report=tuple(report),
        info=tuple(info),
    )


def _same(unit: str, other: str) -> bool:
    return folded(unit) == folded(other)
