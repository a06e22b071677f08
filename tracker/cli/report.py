"""``report``: the reports that watchdogs publish."""

from typing import Any

import click

from tracker.cli.app import App
from tracker.cli.helped import group, option
from tracker.cli.options import DAY, PLEDGE, filter_options, pass_app, report_options
from tracker.errors import NotFoundError, UsageError


@group()
def report() -> None:
    """Print a report: late, said again, silent, coming, changed, amounts."""


@report.command()
@filter_options
@option("--by-country", is_flag=True, help="Party by party (with --country that one), three lists each: for letters.")
@option("--since", type=DAY, metavar="DATE", help="Only what became late after that day.")
@option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N a list; 0 for all. Default: all.")
@option("--fail-on-overdue", is_flag=True, help="Exit with 1 when something is overdue: for cron and CI.")
@report_options
@pass_app
def overdue(
    app: App, /, by_country: bool, since: str | None, limit: int | None, fail_on_overdue: bool, **given: Any
) -> None:
    """Report what is overdue, needs review or comes due in 30 days.

    Overdue: a stated deadline has passed. Review due: the window that a house rule reads from vague words has
    passed. The lists are printed apart and never summed. At the foot: the totals with the refs behind them, the
    deadline rules used and the day asked. Same register and day, same bytes.

    \b
    tracker report overdue
    tracker report overdue --as-of 2026-01-31 --format md --output overdue.md
    tracker report overdue --by-country --format md
    tracker report overdue --since 2026-01-01 --fail-on-overdue

    Exit codes: 1 with --fail-on-overdue when something is overdue, 2 a --since that is later than the day asked, 3 no
    register, 4 unknown country or topic.
    """
    from tracker.cli.publishing import publish
    from tracker.cli.reporting import overdue_lists, scope_of
    from tracker.cli.status import narrowed
    from tracker.reports.overdue import Asked
    from tracker.reports.overdue import overdue as made

    if since and since > app.as_of:
        raise UsageError(
            f"Nothing known on {app.as_of} became late after {since}.",
            remedy="Give an earlier --since, or a later --as-of.",
        )
    with app.reading() as reader:
        filters, _ = narrowed(reader, given)
        most = limit or None
        # Grouped lists are sorted into parties, which needs all of them.
        found = overdue_lists(reader, app.as_of, filters._replace(begun_after=since), None if by_country else most)
        names = {row["code"]: row["name"] for row in reader.dicts("parties")} if by_country else None
        rules = {(row["version"], row["rule"]): row["says"] for row in reader.dicts("rules")}
        asked = Asked(filters.country, scope_of(filters), since, names, most)
        publish(app, reader, made(found, app.as_of, rules, asked))
    if fail_on_overdue and found.overdue.total + len(found.overdue.besides):
        raise click.exceptions.Exit(1)


@report.command()
@filter_options
@report_options
@pass_app
def scorecard(app: App, /, **given: Any) -> None:
    """Count what was made and what became of it, by party and topic.

    Direct pledges and joint ones stand apart; a joint pledge counts for every party that it binds, and once in the
    total. Printed with it: what the register covers, and the last enquiry. Counts, never a grade.

    \b
    tracker report scorecard
    tracker report scorecard --topic air-defence --format md

    Exit codes: 3 no register, 4 unknown country or topic.
    """
    from tracker.cli.publishing import publish
    from tracker.cli.reporting import scope_of
    from tracker.cli.status import narrowed
    from tracker.register.lists import lines
    from tracker.register.scores import coverage, scores
    from tracker.reports.scorecard import scorecard as made

    with app.reading() as reader:
        filters, _ = narrowed(reader, given)
        found = scores(reader, app.as_of, filters)
        names = {row["code"]: row["name"] for row in reader.dicts("parties")}
        report = made(found, coverage(reader, app.as_of, filters), app.as_of, names, scope=scope_of(filters))
        publish(app, reader, report, (line.ref for line in lines(reader, app.as_of, filters, sort="ref")))


@report.command()
@click.argument("ref", type=PLEDGE, metavar="REF")
@report_options
@pass_app
def ledger(app: App, /, ref: str) -> None:
    """Show a joint pledge party by party: who delivered, who is silent.

    A group stands for its members on the day of the pledge. What a document says of one party counts for that party
    alone (tracker link … --party GB). The items of a package stand beneath it, each with its own standing.

    \b
    tracker report ledger COW-2025-001

    Exit codes: 3 no register, 4 no such pledge, or not known on the day.
    """
    from tracker.cli.publishing import publish
    from tracker.register import records
    from tracker.register.entries import entry
    from tracker.register.refs import resolve
    from tracker.register.related import items_of, related_to
    from tracker.reports.ledger import ledger as made

    with app.reading() as reader:
        full = resolve(reader, ref, "pledge")[1]
        found = entry(reader, full, app.as_of)
        if found is None:
            raise NotFoundError(
                f"{full} is not known on {app.as_of}.",
                remedy=f"Ask for a later day with --as-of, or see: tracker explain {full}",
            )
        names = {each.code: each.name for each in records.parties(reader)}
        items, related = items_of(reader, full, app.as_of), related_to(reader, full, app.as_of)
        report = made(found, app.as_of, records.memberships(reader), names, related, items)
        publish(app, reader, report, [full, *(each.pledge.ref for each in items)])


@report.command()
@filter_options
@option("--least", type=click.IntRange(min=1), default=1, metavar="N", help="Said again N times or more. Default: 1.")
@report_options
@pass_app
def restated(app: App, /, least: int, **given: Any) -> None:
    """Report what is said again and again, and what came of it.

    Every time that it was said, with its deadline, the slip, what was delivered, and both clocks: from the first
    deadline, and from the one promised last.

    \b
    tracker report restated
    tracker report restated --country FR --least 2

    Exit codes: 3 no register, 4 unknown country or topic.
    """
    from tracker.cli.publishing import publish
    from tracker.cli.reporting import scope_of
    from tracker.cli.status import narrowed
    from tracker.register.entries import entries
    from tracker.register.related import replaced_by_each
    from tracker.reports.restated import restated as made

    with app.reading() as reader:
        filters, _ = narrowed(reader, given)
        replaced = replaced_by_each(reader, app.as_of)
        found = entries(reader, app.as_of, filters, least=0 if replaced else least)
        report = made(found, app.as_of, least=least, scope=scope_of(filters), replaced=replaced)
        publish(app, reader, report)


@report.command()
@filter_options
@option("--days", type=click.IntRange(min=1), default=180, metavar="N", help="No word for N days. Default: 180.")
@report_options
@pass_app
def silent(app: App, /, days: int, **given: Any) -> None:
    """Report the pledges of which nothing was heard for long.

    Only what is still to be kept. A word is any document that bears on the pledge; an enquiry that found nothing is
    none, and is shown beside.

    \b
    tracker report silent
    tracker report silent --days 365 --country DE

    Exit codes: 3 no register, 4 unknown country or topic.
    """
    from tracker.cli.publishing import publish
    from tracker.cli.reporting import scope_of
    from tracker.cli.status import narrowed
    from tracker.register.answers import answers
    from tracker.register.lists import lines
    from tracker.reports.silent import STILL_DUE
    from tracker.reports.silent import silent as made

    with app.reading() as reader:
        filters, _ = narrowed(reader, given)
        scope = scope_of(filters)
        wanted = tuple(each for each in filters.standings or STILL_DUE if each in STILL_DUE)
        found = [*lines(reader, app.as_of, filters._replace(standings=wanted), sort="ref")] if wanted else []
        said = answers(reader, app.as_of, found)
        publish(app, reader, made(found, app.as_of, days=days, scope=scope, answers=said))


@report.command()
@filter_options
@option("--days", type=click.IntRange(min=1), default=90, metavar="N", help="In the next N days. Default: 90.")
@report_options
@pass_app
def upcoming(app: App, /, days: int, **given: Any) -> None:
    """Report what comes due, month by month, soonest first.

    Conditional pledges are listed with their condition. What is fulfilled or dropped is not.

    \b
    tracker report upcoming
    tracker report upcoming --days 365 --country GB

    Exit codes: 3 no register, 4 unknown country or topic.
    """
    from tracker.cli.publishing import publish
    from tracker.cli.reporting import due_lines, scope_of
    from tracker.cli.status import narrowed
    from tracker.register.answers import answers
    from tracker.reports.upcoming import AHEAD, until
    from tracker.reports.upcoming import upcoming as made

    with app.reading() as reader:
        filters, _ = narrowed(reader, given)
        scope = scope_of(filters)
        wanted = tuple(each for each in filters.standings or AHEAD if each in AHEAD)
        narrow = filters._replace(standings=wanted)
        found = [*due_lines(reader, app.as_of, narrow, until(app.as_of, days))] if wanted else []
        said = answers(reader, app.as_of, found)
        publish(app, reader, made(found, app.as_of, days=days, scope=scope, answers=said))


@report.command()
@filter_options
@option("--rates", metavar="FILE", help="Convert money into one currency by the rates of a TOML or CSV file.")
@report_options
@pass_app
def amounts(app: App, /, rates: str | None, **given: Any) -> None:
    """Add up what was pledged and delivered, per unit and currency.

    By who pledged, by topic, and of all. Nothing is summed across units or currencies; what was said as “up to”, “at
    least” or “about” stands apart, and pledges without an amount are counted. Money is converted only with --rates,
    in columns of its own; the rates, their days and their sources stand in the foot. The file gives for each currency
    currency, to, rate, on and source; of several the latest on or before the day counts.

    \b
    tracker report amounts --topic air-defence
    tracker report amounts --country DE --rates rates.csv

    Exit codes: 3 no register, 4 unknown country or topic, 6 the rates cannot be read.
    """
    from tracker.cli.publishing import publish
    from tracker.cli.reporting import scope_of
    from tracker.cli.status import narrowed
    from tracker.register.entries import entries
    from tracker.register.lists import counted_as, lines
    from tracker.register.related import amounts_elsewhere
    from tracker.reports.amounts import amounts as made

    if rates:
        from tracker.exchange.rates import read_rates
    known = read_rates(rates) if rates else ()
    with app.reading() as reader:
        filters, _ = narrowed(reader, given)
        names = {row["code"]: row["name"] for row in reader.dicts("parties")}
        found = entries(reader, app.as_of, filters)
        elsewhere, aside = amounts_elsewhere(reader, app.as_of), counted_as(reader, app.as_of)
        scope = scope_of(filters)
        report = made(found, app.as_of, names, scope=scope, rates=known, elsewhere=elsewhere, aside=aside)
        behind = (line.ref for line in lines(reader, app.as_of, filters, sort="ref"))
        publish(app, reader, report, behind, rates=known)


@report.command()
@click.argument("earlier", metavar="FROM")
@click.argument("later", metavar="TO")
@report_options
@pass_app
def changes(app: App, /, earlier: str, later: str) -> None:
    """Report what changed between two days, or between two registers.

    FROM and TO are days (2026-01-31), or the places of two registers or data packages, which are compared on the day
    of --as-of. New pledges, changed standings, other follow-ups, and what was corrected in the register, with what
    stood there before.

    \b
    tracker report changes 2025-12-31 2026-01-31
    tracker report changes old.sqlite pledges/

    Exit codes: 2 neither two days nor two places, 3 no register, 6 a package with bad rows.
    """
    from tracker.cli.comparing import compare
    from tracker.cli.publishing import publish

    with app.reading() as reader:
        publish(app, reader, compare(app, reader, earlier, later))
