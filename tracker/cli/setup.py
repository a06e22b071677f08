"""``init`` and ``upgrade``: make a register, bring one up to date."""

import click

from tracker.cli.app import App
from tracker.cli.options import pass_app, signed


@click.command()
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


@click.command()
@signed
@pass_app
def upgrade(app: App) -> None:
    """Bring a register made by an older tracker up to date, all or nothing.

    A SQLite file is copied first; the copy stays beside it.

    Exit codes: 3 no register, a newer one, or one that cannot be upgraded.
    """
    from tracker.register import migrate

    done = migrate.upgrade(app.location)
    if done.before == done.after:
        click.echo(f"The register {app.location} is up to date (version {done.after}).")
        return
    with app.writing("upgrade") as writer:
        writer.log("register", f'{{"version": "{done.before}"}}', f'{{"version": "{done.after}"}}')
    click.echo(f"Upgraded {app.location} from version {done.before} to {done.after}.")
    if done.copy:
        app.tell(f"A copy as it was: {done.copy}")
