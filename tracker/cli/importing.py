"""``import TABLE``: somebody's table, read as a mapping says."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from tracker.cli.app import App, paragraph
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.exchange.offering import Offer
    from tracker.exchange.tables_in import TableRead
    from tracker.register.load import Loaded


class Wanted(NamedTuple):
    """What was asked of an import of a table."""

    mapping: str
    published_on: str | None = None
    rejects: str | None = None
    update: bool = False
    dry_run: bool = False


class _Undone(Exception):  # noqa: N818  (it is no error)
    pass


def import_package(app: App, folder: Path, *, update: bool, dry_run: bool) -> Loaded:
    """Bring in a data package: all of it in one transaction, or nothing."""
    from tracker.cli.recording import keep_rules
    from tracker.cli.working import counting
    from tracker.exchange.taking import length, take

    try:
        with app.writing("import") as writer, counting(app, "Importing", length(folder), "pledges") as tell:
            done, deadlines = take(writer, folder, update=update, tell=tell)
            keep_rules(writer, deadlines)
            if dry_run:
                raise _Undone
    except _Undone:
        pass
    return done


def import_table(app: App, path: Path, wanted: Wanted) -> None:
    """Bring in a table: all that can be taken in one transaction, the rest told."""
    from tracker.cli.import_told import as_report, require_some, said, tell_codes, tell_rest
    from tracker.cli.recording import keep_rules
    from tracker.cli.windows import rules
    from tracker.cli.working import working
    from tracker.exchange.heading import whereabouts
    from tracker.exchange.judging import judge
    from tracker.exchange.mapping_columns import require_columns
    from tracker.exchange.mapping_in import load_mapping
    from tracker.exchange.offering import offer
    from tracker.exchange.package import digest
    from tracker.exchange.tables_in import read_table
    from tracker.register.load import load

    _spare_what_is_read(wanted.rejects, path, Path(wanted.mapping))
    mapping = load_mapping(wanted.mapping)
    published = date.fromisoformat(wanted.published_on) if wanted.published_on else None
    today = date.fromisoformat(app.today)
    if published and published > today:
        raise UsageError(
            f"{path} cannot have been published on {published}.",
            why=f"Today is {today}: that day is still to come.",
            remedy="Correct --published-on, or leave it out.",
        )
    try:
        with app.writing("import") as writer, working(app, "Importing") as tell:
            tell(f"reading {path.name}")
            where = mapping.table
            table = read_table(path, sheet=where.sheet, header=where.header, rows=where.rows, encoding=where.encoding)
            _tell_sheets(app, table, where.sheet)
            absent = require_columns(
                mapping, table.columns, str(path), partial(whereabouts, path, where.encoding, table.sheet)
            )
            judged = judge(table, mapping, min(today, published or where.days[1]), rules())
            tell(f"{judged.lines:,} rows, {len(judged.found):,} pledges and follow-ups")
            offered = offer(writer, judged, mapping, recorded_on=today, published_on=published, update=wanted.update)
            if wanted.rejects:
                _write_rejects(wanted.rejects, offered, marked=bool(mapping.table.encoding))
            require_some(offered, path)
            keep_rules(writer, (each.deadline for each in offered.package.pledges))
            done = load(writer, offered.package, digest=digest(offered.package), update=True)
            if wanted.dry_run:
                raise _Undone
    except _Undone:
        app.show(as_report(offered, app.as_of, path))
    if absent:
        app.tell(f"Columns that the mapping names and the table does not have: {', '.join(absent)}.")
    tell_codes(app, offered)
    added = done.added["pledges"], done.added["follow_ups"]
    click.echo(paragraph(said(offered, added, sum("/" not in each for each in done.updated), dry_run=wanted.dry_run)))
    tell_rest(app, offered, dry_run=wanted.dry_run)


def _spare_what_is_read(rejects: str | None, *read: Path) -> None:
    """Refuse to write the rejected rows over the table or the mapping that they come from."""
    for each in read if rejects else ():
        if each.exists() and Path(rejects or "").exists() and each.samefile(rejects or ""):
            raise UsageError(f"--rejects names {each}, which is read here.", remedy="Name another file.")


def guess_mapping(path: Path) -> None:
    """Write a first mapping for a table to standard output."""
    from tracker.exchange.guessing import guess

    click.echo(guess(path), nl=False)


def _tell_sheets(app: App, table: TableRead, asked: str) -> None:
    """Tell which sheets of a workbook are not read, where the mapping does not say which one is meant."""
    if table.others and not asked:
        others = "”, “".join(table.others)
        app.tell(f"Read: the sheet “{table.sheet}”. Not read: “{others}”; the mapping can name one: [table] sheet.")


def _write_rejects(file: str, offered: Offer, *, marked: bool) -> None:
    from tracker.cli.output import whole_file
    from tracker.exchange.rejects import write_rejects

    with whole_file(file) as out:
        write_rejects(offered.left, offered.judged.columns, out, marked=marked)
