"""``import TABLE``: somebody's table, read as a mapping says."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tracker.cli.app import App
from tracker.errors import BadInputError, UsageError

if TYPE_CHECKING:
    from tracker.exchange.found import Found
    from tracker.exchange.offering import Offer
    from tracker.exchange.tables_in import TableRead
    from tracker.register.load import Loaded

_ROWS_TOLD = 8


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
            _require_some(offered, path)
            keep_rules(writer, (each.deadline for each in offered.package.pledges))
            done = load(writer, offered.package, digest=digest(offered.package), update=True)
            if wanted.dry_run:
                raise _Undone
    except _Undone:
        app.show(_as_report(offered, app.as_of, path))
    if absent:
        app.tell(f"Columns that the mapping names and the table does not have: {', '.join(absent)}.")
    _tell_codes(app, offered)
    added = done.added["pledges"], done.added["follow_ups"]
    click.echo(_said(offered, added, sum("/" not in each for each in done.updated), dry_run=wanted.dry_run))
    _tell_rest(app, offered, wanted)


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


def _require_some(offered: Offer, path: Path) -> None:
    """Refuse a table of which nothing could be taken."""
    if any(offered.refs):
        return
    rejected = [each for each in offered.left if not each.skipped]
    listed = "\n".join(f"row {each.line.number}: {each.reason}" for each in rejected[:_ROWS_TOLD])
    more = f"\nand {len(rejected) - _ROWS_TOLD:,} rows more" if len(rejected) > _ROWS_TOLD else ""
    raise BadInputError(
        f"Nothing of {path} could be taken; nothing was imported.",
        why=f"{listed}{more}" if rejected else "It has no rows that are pledges.",
        remedy="See whether the mapping fits: tracker import TABLE --guess writes a first one.",
    )


def _said(offered: Offer, added: tuple[int, int], updated: int, *, dry_run: bool) -> str:
    counts = f"{_count(added[0], 'pledge')} and {_count(added[1], 'follow-up')}"
    verb = "Would import" if dry_run else "Imported"
    rejected = sum(not each.skipped for each in offered.left)
    return (
        f"{verb} {counts} of {_count(offered.judged.lines, 'row')};"
        f" {offered.unchanged} unchanged, {updated} updated,"
        f" {_count(rejected, 'row')} rejected, {len(offered.left) - rejected} skipped."
    )


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _tell_codes(app: App, offered: Offer) -> None:
    """Tell what is to be known of the rows that come, one line for each thing."""
    from tracker.exchange.found import SAID

    rows: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
    for each, ref in zip(offered.judged.found, offered.refs, strict=True):
        if ref:
            for code in each.report:
                rows[False, code].append(each.line.number)
            for code in each.info:
                rows[True, code].append(each.line.number)
    for (info, code), numbers in sorted(rows.items()):
        numbers = list(dict.fromkeys(numbers))
        where = "" if info else f": {_listed(numbers)}"
        app.tell(f"  {code} ({_count(len(numbers), 'row')}{where}) {SAID.get(code, '')}".rstrip())


def _listed(numbers: list[int]) -> str:
    return " ".join(map(str, numbers[:_ROWS_TOLD])) + (" …" if len(numbers) > _ROWS_TOLD else "")


def _tell_rest(app: App, offered: Offer, wanted: Wanted) -> None:
    rejected = [each for each in offered.left if not each.skipped]
    if not wanted.dry_run:
        for each in rejected[:_ROWS_TOLD]:
            app.tell(f"  row {each.line.number} rejected: {each.reason}")
        if len(rejected) > _ROWS_TOLD:
            app.tell(f"  and {len(rejected) - _ROWS_TOLD:,} rows more: see them with --dry-run or --rejects FILE")
    if offered.edited:
        app.tell(f"  {_count(offered.edited, 'record')} edited here since: left as edited")
    if offered.gone:
        gone = " ".join(offered.gone[:_ROWS_TOLD]) + (" …" if len(offered.gone) > _ROWS_TOLD else "")
        app.tell(f"  {_count(len(offered.gone), 'record')} whose row is not in the table any more: left ({gone})")


def _as_report(offered: Offer, as_of: str, path: Path) -> Any:
    """What would come, and what not, row by row."""
    from tracker.reports import Column, Report, Section

    columns = (
        Column("row", "Row", "number"),
        Column("what", "What"),
        Column("ref", "Ref", "ref"),
        Column("day", "Day", "day"),
        Column("deadline", "Deadline", "day", keep=3),
        Column("quantity", "Quantity", keep=2),
        Column("words", "Words or reason", wide=True),
        Column("told", "Told", keep=1),
    )
    comes = [
        (each.line.number, _what(each), ref, each.day, _latest(each), _quantity(each), each.words, _codes(each))
        for each, ref in zip(offered.judged.found, offered.refs, strict=True)
        if ref
    ]
    stays = {
        skipped: [
            (each.line.number, each.id, None, None, None, None, each.reason, " ".join(each.codes))
            for each in offered.left
            if each.skipped == skipped
        ]
        for skipped in (False, True)
    }
    sections = (
        Section("comes", f"Would come: {len(comes)}", comes),
        Section("rejected", f"Rejected: {len(stays[False])}", stays[False]),
        Section("skipped", f"Skipped: {len(stays[True])}", stays[True]),
    )
    return Report("import", f"What {path.name} would bring", as_of, columns, sections)


def _what(each: Found) -> str:
    part = f", a part of row {each.package}" if each.package else ""
    return f"{each.outcome} ({each.kind})" if each.kind else f"pledge{part}"


def _latest(each: Found) -> date | None:
    return each.deadline.latest if each.deadline else None


def _codes(each: Found) -> str:
    return " ".join(each.report + each.info)


def _quantity(each: Found) -> str | None:
    from tracker.exchange.cells import digits

    said = (
        [f"{digits(each.counted)} {each.unit}" if each.counted is not None else f"? {each.unit}"] if each.unit else []
    )
    said += [f"{digits(each.amount)} {each.currency}"] if each.amount is not None else []
    return "; ".join(said) or None
