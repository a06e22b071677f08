"""``import`` and ``export``: data packages in and out."""

from pathlib import Path

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import pass_app, register_option, signed


@command(name="import")
@click.argument("folder", type=click.Path(path_type=Path))
@option("--update", is_flag=True, help="Where a record differs from what is recorded, take the package's.")
@option("--dry-run", is_flag=True, help="Say what would be done, and keep nothing.")
@signed
@pass_app
def import_(app: App, folder: Path, update: bool, dry_run: bool) -> None:
    """Bring in a data package.

    FOLDER holds CSV files, with the documents' texts beside them. All of it is taken or nothing. Every bad row is
    reported in one go, with file, row, column, value and remedy. Importing the same package twice changes nothing.

    \b
    tracker import fixtures/coalition --dry-run

    Exit codes: 3 no register, 5 it contradicts what is recorded (see --update), 6 the package has bad rows.
    """
    from tracker.cli.recording import keep_rules
    from tracker.cli.working import working
    from tracker.exchange.package import digest, read
    from tracker.register.load import load

    class Undone(Exception):  # noqa: N818  (it is no error)
        pass

    try:
        with app.writing("import") as writer, working(app, "Importing") as tell:
            tell("reading the files")
            package = read(folder, writer.reader)
            tell(f"{len(package.pledges):,} pledges")
            done = load(writer, package, digest=digest(package), update=update)
            keep_rules(writer, [each.deadline for each in package.pledges])
            keep_rules(writer, [each.deadline for each in package.follow_ups])
            if dry_run:
                raise Undone
    except Undone:
        pass
    added = sum(done.added.values())
    said = ", ".join(f"{count} {kind.replace('_', '-')}" for kind, count in done.added.items() if count)
    verb = "Would import" if dry_run else "Imported"
    what = f"{verb} {added} {'record' if added == 1 else 'records'}"
    click.echo(f"{what}; {done.unchanged} unchanged, {len(done.updated)} updated.")
    if said:
        app.tell(f"  {said}")


@command()
@click.argument("folder", type=click.Path(path_type=Path))
@option("--without-proposals", is_flag=True, help="Leave out what scan proposed and what was decided on it.")
@register_option
@pass_app
def export(app: App, folder: Path, without_proposals: bool) -> None:
    """Write the register as a data package.

    CSV files, datapackage.json and the documents' texts, sorted and stable, so that it lives well in git: equal
    registers give equal bytes. The package holds the whole register, as a backup or for another machine; to publish
    it, leave out the work behind the records: proposals, who decided what on them, which documents were scanned.

    \b
    tracker export register/
    tracker export public/ --without-proposals

    Exit codes: 3 no register, 5 the folder holds something else.
    """
    from tracker.cli.working import working
    from tracker.exchange.export import export as write

    with app.reading() as reader, working(app, "Exporting"):
        counts = write(reader, folder, proposals=not without_proposals)
    said = ", ".join(f"{count} {name.replace('_', '-')}" for name, count in counts.items())
    click.echo(f"Exported to {folder}: {said}.")
