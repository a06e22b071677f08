"""``report``: the reports that watchdogs publish."""

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.app import App
from tracker.cli.helped import group, option
from tracker.cli.options import filter_options, output_options, pass_app

if TYPE_CHECKING:
    from tracker.register.connect import Reader
    from tracker.register.lists import Filters
    from tracker.reports.overdue import Listed, Overdue


@group()
def report() -> None:
    """Print a report: overdue."""


@report.command()
@filter_options
@option("--by-country", is_flag=True, help="Group each list by party.")
@option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N a list; 0 for all. Default: all.")
@option("--fail-on-overdue", is_flag=True, help="Exit with 1 when something is overdue: for cron and CI.")
@output_options
@pass_app
def overdue(app: App, /, by_country: bool, limit: int | None, fail_on_overdue: bool, **given: Any) -> None:
    """Report what is overdue, needs review or comes due in 30 days.

    Overdue: a stated deadline has passed. Review due: the window that a house rule reads from vague words has
    passed. The lists are printed apart and never summed. At the foot: the totals with the refs behind them, the
    deadline rules used and the day asked. Same register and day, same bytes.

    \b
    tracker report overdue
    tracker report overdue --as-of 2026-01-31 --format md --output overdue.md
    tracker report overdue --by-country

    Exit codes: 1 with --fail-on-overdue when something is overdue, 3 no register, 4 unknown country or topic.
    """
    from tracker.cli.status import narrowed
    from tracker.reports.overdue import overdue as made

    with app.reading() as reader:
        filters, _ = narrowed(reader, given)
        # Grouped lists are sorted into parties, which needs all of them.
        most = None if by_country else limit or None
        found = _found(reader, app.as_of, filters, most)
        names = {row["code"]: row["name"] for row in reader.dicts("parties")} if by_country else None
        rules = {(row["version"], row["rule"]): row["says"] for row in reader.dicts("rules")}
        app.show(made(found, app.as_of, rules, scope=_scope(filters), by_country=names))
    if fail_on_overdue and found.overdue.total:
        raise click.exceptions.Exit(1)


def _found(reader: "Reader", as_of: str, filters: "Filters", most: int | None) -> "Overdue":
    from tracker.register.lists import counts
    from tracker.reports.overdue import Overdue, horizon

    wanted = filters.standings or ("overdue", "review due", "open", "advanced")
    soon = filters._replace(due_from=as_of, due_before=min(horizon(as_of), filters.due_before or "9999"))
    past = filters._replace(standings=("conditional",), due_before=min(as_of, filters.due_before or "9999"))
    everything = filters._replace(standings=())
    known = counts(reader, as_of, everything)
    return Overdue(
        overdue=_listed(reader, as_of, filters, _among(wanted, "overdue"), most, known),
        review_due=_listed(reader, as_of, filters, _among(wanted, "review due"), most, known),
        due_soon=_listed(reader, as_of, soon, _among(wanted, "open", "advanced"), most),
        conditional=known.get("conditional", 0),
        conditional_past=sum(counts(reader, as_of, past).values()),
        undated=sum(counts(reader, as_of, everything._replace(undated=True)).values()),
    )


def _among(wanted: tuple[str, ...], *standings: str) -> tuple[str, ...]:
    return tuple(each for each in standings if each in wanted)


def _listed(
    reader: "Reader",
    as_of: str,
    filters: "Filters",
    standings: tuple[str, ...],
    most: int | None,
    known: dict[str, int] | None = None,
) -> "Listed":
    """The pledges with some standings, soonest deadline first; two standings are merged by it."""
    from heapq import merge
    from itertools import islice

    from tracker.register.lists import counts, lines
    from tracker.reports.overdue import Listed

    if not standings:
        return Listed([], 0)
    filters = filters._replace(standings=standings)
    known = counts(reader, as_of, filters) if known is None else known
    counted = {each: known[each] for each in standings if each in known}
    # Each is read only as far as it is listed.
    found = merge(
        *[lines(reader, as_of, filters, limit=most, counted={each: count}) for each, count in counted.items()],
        key=lambda line: (line.latest or "~", line.ref),
    )
    return Listed(list(islice(found, most)), sum(counted.values()))


def _scope(filters: "Filters") -> str:
    said = [
        filters.country and f"{filters.country}{' (direct pledges only)' if filters.direct else ''}",
        filters.topic and f"topic {filters.topic}",
        filters.text and f"text “{filters.text}”",
        filters.standings and f"standing {' or '.join(filters.standings)}",
        filters.made_since and f"made since {filters.made_since}",
        filters.due_before and f"due before {filters.due_before}",
    ]
    return ", ".join(part for part in said if part)
