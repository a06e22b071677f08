"""``import`` and ``export``: data packages in and out, and somebody's tables in."""

from collections.abc import Mapping
from pathlib import Path

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import DAY, as_of_option, pass_app, register_option, signed
from tracker.errors import UsageError
from tracker.exchange import MAPPINGS

_MAPPINGS = ", ".join(MAPPINGS)
DATED = ("jsonl", "xlsx", "ics")  # the formats that tell how pledges stand
FORMS = ("package", *DATED, "datasette")


@command(name="import")
@click.argument("source", metavar="FOLDER|TABLE", type=click.Path(path_type=Path))
@option("--mapping", metavar="FILE|NAME", help=f"How to read a TABLE: a TOML file, or one of: {_MAPPINGS}.")
@option("--guess", is_flag=True, help="Write a first mapping for a TABLE, with comments, and import nothing.")
@option("--published-on", type=DAY, metavar="DATE", help="The day on which the TABLE was published.")
@option("--rejects", metavar="FILE", help="Keep the rows of a TABLE that do not come there, as CSV with the reason.")
@option("--update", is_flag=True, help="Where a record differs from what is recorded, take what is offered.")
@option("--dry-run", is_flag=True, help="Say what would be done, and keep nothing.")
@signed
@pass_app
def import_(app: App, /, source: Path, guess: bool, update: bool, dry_run: bool, **given: str | None) -> None:
    """Bring in a data package, or a table.

    FOLDER is a data package: CSV files, with the documents' texts beside them. All of it is taken or nothing. Every
    bad row is reported in one go, with file, row, column, value and remedy. Importing it twice changes nothing.

    \b
    tracker import fixtures/coalition --dry-run

    TABLE is somebody's CSV, TSV, XLSX, JSON or JSONL file, read as a mapping says (docs/tables.md). What can be taken
    is taken; every other row is told with its reason, and ends up in --rejects FILE. Nothing is guessed: what is no
    day or number stays out. Importing a newer table updates what came before. A record that was edited here stays
    as it is; where the table has changed too the row is rejected, unless --update says to take the table's.

    \b
    tracker import fixtures/tables/promises.csv --mapping promises --dry-run
    tracker import ours.csv --guess > ours.toml
    tracker import tracker.xlsx --mapping kiel --published-on 2024-08-06

    Exit codes: 3 no register, 5 it contradicts what is recorded (see --update), 6 the package has bad rows, the mapping
    does not fit, or nothing of the table could be taken.
    """
    if guess:
        others = {**given, "update": update, "dry_run": dry_run}
        why = "It writes a first mapping out of what it finds, and imports nothing."
        _refuse_without_meaning("with --guess", others, why, "Give --guess alone, or --mapping without it.")
        from tracker.cli.importing import guess_mapping

        guess_mapping(source)
        return
    if given["mapping"]:
        from tracker.cli.importing import Wanted, import_table

        wanted = Wanted(given["mapping"], given["published_on"], given["rejects"], update, dry_run)
        import_table(app, source, wanted)
        return
    if source.is_file():
        raise UsageError(
            f"{source} is a table: say how to read it.",
            remedy=f"Give --mapping with a TOML file, or one of: {_MAPPINGS}; --guess writes a first one.",
        )
    why = "All of it is taken or nothing, and it tells itself when each document was published."
    _refuse_without_meaning("for a data package", given, why, "Leave it out; bad rows are told by themselves.")
    _import_package(app, source, update, dry_run)


def _refuse_without_meaning(with_what: str, given: Mapping[str, object], why: str, remedy: str) -> None:
    """Refuse options that would be passed over in silence."""
    ours = [f"--{name.replace('_', '-')}" for name, value in given.items() if value]
    if ours:
        have = "has" if len(ours) == 1 else "have"
        raise UsageError(f"{' and '.join(ours)} {have} no meaning {with_what}.", why=why, remedy=remedy)


def _import_package(app: App, folder: Path, update: bool, dry_run: bool) -> None:
    from tracker.cli.importing import import_package
    from tracker.reports.lines import counted

    done = import_package(app, folder, update=update, dry_run=dry_run)
    added = sum(done.added.values())
    said = _listed({kind: count for kind, count in done.added.items() if count})
    what = f"{'Would import' if dry_run else 'Imported'} {counted(added, 'record')}"
    click.echo(f"{what}; {done.unchanged:,} unchanged, {len(done.updated):,} updated.")
    if said:
        app.tell(f"  {said}")


@command()
@click.argument("place", metavar="FOLDER|FILE")
@option("--format", "form", type=click.Choice(FORMS), default="package", help="Default: package.")
@option("--without-proposals", is_flag=True, help="Leave out what scan proposed and what was decided on it.")
@as_of_option
@register_option
@pass_app
def export(app: App, place: str, form: str, without_proposals: bool) -> None:
    """Write the whole register: a data package, or a file.

    A package is a folder: CSV files, datapackage.json and the documents' texts, sorted and stable, so that it lives
    well in git: equal registers give equal bytes. It alone can be imported again, on another machine too. It is all
    of the register but the log of who changed what, when, and is no backup: that is tracker backup FILE.
    To publish it, leave out the work behind the records: proposals, who decided what, which documents were scanned.

    The other formats are files (- is standard output). With standings as of a day: jsonl, one record a line with its
    kind; xlsx, a sheet for each kind; ics, every deadline as an event. Without: datasette, what Datasette should know
    about the register (pip install datasette).

    \b
    tracker export register/
    tracker export public/ --without-proposals
    tracker export --format xlsx register.xlsx
    tracker export --format jsonl - | jq 'select(.kind == "pledge") | .ref'
    tracker export --format datasette metadata.json

    Exit codes: 3 no register, 5 the folder holds something else, 6 the file cannot be written.
    """
    if app.day and form not in DATED:
        raise UsageError(
            f"--as-of has no meaning for {'a data package' if form == 'package' else 'what Datasette is told'}.",
            why="It holds no standings, so that it is the same on every day.",
            remedy=f"Leave --as-of out, or give --format {', '.join(DATED[:-1])} or {DATED[-1]}.",
        )
    if form != "package":
        from tracker.cli.exporting import export_file

        export_file(app, place, form, proposals=not without_proposals)
        return
    if place == "-":
        raise UsageError(
            "A data package is a folder, and cannot go to standard output.",
            remedy="Name a folder, or give --format jsonl, xlsx, ics or datasette.",
        )
    from tracker.cli.working import working
    from tracker.exchange.export import export as write

    folder = Path(place)
    with app.reading() as reader, working(app, "Exporting"):
        counts = write(reader, folder, proposals=not without_proposals)
    click.echo(f"Exported to {folder}: {_listed(counts)}.")


def _listed(counts: Mapping[str, int]) -> str:
    """How many there are of each kind, in words."""
    from tracker.reports.lines import counted_of

    return ", ".join(counted_of(count, kind.replace("_", "-")) for kind, count in counts.items())
