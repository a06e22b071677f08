"""``init``, ``upgrade``, ``backup``, ``restore``: make a register, bring it up to date, keep a copy of it."""

import click

from tracker.cli.app import App
from tracker.cli.helped import command
from tracker.cli.options import pass_app, register_option, signed


@command()
@signed
@pass_app
def init(app: App) -> None:
    """Make an empty register.

    One SQLite file (default: in your data folder; name another with --register), or the tables in a PostgreSQL
    database (--register postgresql://user@host/name).

    Exit codes: 3 it cannot be made there, 5 there is something already.
    """
    from tracker.register import migrate

    version = migrate.init(app.location)
    with app.writing("init") as writer:
        writer.log("register", None, f'{{"version": "{version}"}}')
    click.echo(f"Made the register {app.location} (version {version}).")
    app.tell("Next: tracker import FOLDER, or tracker add party GB, add document FILE, add pledge …")


@command()
@signed
@pass_app
def upgrade(app: App) -> None:
    """Bring a register made by an older tracker up to date.

    All or nothing. A SQLite file is copied first; the copy stays beside it.

    Exit codes: 3 no register, a newer one, or one that cannot be upgraded.
    """
    from tracker.register import migrate

    done = migrate.upgrade(app.location)
    if done.before == done.after:
        click.echo(f"The register {app.location} is up to date (version {done.after}).")
        return
    from tracker.register.evidence import fill_shingles

    with app.writing("upgrade") as writer:
        fill_shingles(writer)
        writer.log("register", f'{{"version": "{done.before}"}}', f'{{"version": "{done.after}"}}')
    click.echo(f"Upgraded {app.location} from version {done.before} to {done.after}.")
    if done.copy:
        app.tell(f"A copy as it was: {done.copy}")


@command()
@click.argument("file", type=click.Path(dir_okay=False))
@register_option
@pass_app
def backup(app: App, file: str) -> None:
    """Write a whole copy of the register.

    It goes to a new FILE and is checked. Others may go on writing meanwhile. For a PostgreSQL register the
    command names the tool to use.

    \b
    tracker backup register-2026-01-31.sqlite

    Exit codes: 3 no register, 5 the file is there already, 6 it cannot be written.
    """
    from tracker.register.backup import backup as write

    size = write(app.location, file)
    click.echo(f"Backed up {app.location} to {file} ({size:,} bytes).")


@command()
@click.argument("file", type=click.Path(dir_okay=False))
@signed
@pass_app
def restore(app: App, file: str) -> None:
    """Put a backup in the place of the register.

    The register that was there is copied aside first. The log says when and by whom it was restored.

    \b
    tracker restore register-2026-01-31.sqlite

    Exit codes: 3 the backup is older or newer, 6 it is missing, damaged or no register.
    """
    from tracker.register.backup import restore as put

    aside, digest = put(app.location, file)
    with app.writing("restore") as writer:
        writer.log("register", None, f'{{"backup": "{digest}"}}')
    click.echo(f"Restored {app.location} from {file}.")
    if aside:
        app.tell(f"The register as it was: {aside}")
