"""``report changes``: two days of one register, or two registers."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.app import App
from tracker.days import given_day
from tracker.errors import UsageError
from tracker.reports import Report
from tracker.reports.changes import changes

if TYPE_CHECKING:
    from tracker.register.connect import Reader
    from tracker.reports.compared import Side


def compare(app: App, reader: Reader, earlier: str, later: str) -> Report:
    """What changed between two days in the register, or between the registers at two places."""
    days = [_day(each) for each in (earlier, later)]
    if days[0] and days[1]:
        return _between(app, reader, days[0].isoformat(), days[1].isoformat())
    if any(days):
        raise UsageError(
            f"{earlier} and {later} are not alike.",
            why="One is a day, the other is none.",
            remedy="Give two days such as 2026-01-31, or two registers or data packages.",
        )
    from tracker.reports.compared import compared, named

    one, other = (_side(each) for each in (earlier, later))
    first, second = named((earlier, later))
    notes = (
        f"Standings are those of {app.as_of} in both. Compared: {len(one.pledges)} pledges with {len(other.pledges)},"
        f" {len(one.follow_ups)} follow-ups with {len(other.follow_ups)}, {len(one.disputes)} disputes with"
        f" {len(other.disputes)}.",
    )
    return changes(compared(one, other, app.as_of), first, second, app.as_of, notes)


def _between(app: App, reader: Reader, earlier: str, later: str) -> Report:
    from tracker.register.changed import changed

    if earlier > later:
        raise UsageError(f"{earlier} is after {later}.", remedy="Give the earlier day first.")
    if app.day not in (None, later):
        raise UsageError(
            f"--as-of {app.day} does not go with two days.",
            why=f"Standings are told as of {earlier} and as of {later}.",
            remedy="Leave --as-of out; for the changes until another day, give that day as TO.",
        )
    found = changed(reader, earlier, later)
    notes = (
        f"From the end of {earlier} to the end of {later}: what was published in between.",
        "Standings are told as the register tells them now; what was corrected in it between the days stands apart.",
    )
    return changes(found, earlier, later, later, notes)


def _day(given: str) -> date | None:
    try:
        return given_day(given)
    except ValueError:
        return None


def _side(place: str) -> Side:
    """The records at a place: a data package, or a register."""
    from tracker.register.connect import reading
    from tracker.register.location import locate

    if os.path.isdir(place):
        from tracker.exchange.package import read
        from tracker.reports.compared import Side

        package = read(Path(place))
        return Side(
            tuple(package.pledges),
            tuple(package.follow_ups),
            tuple(package.memberships),
            tuple(package.disputes),
            tuple(package.relations),
        )
    if "://" not in place and not os.path.exists(place):
        raise UsageError(
            f"{place} is neither a day nor a place.",
            remedy="Give two days such as 2026-01-31, or two registers or data packages.",
        )
    from tracker.register.changed import side

    with reading(locate(place)) as reader:
        return side(reader)
