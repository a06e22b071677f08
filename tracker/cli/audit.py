"""``log``, ``check`` and ``repair``: who changed what, whether everything still holds, and putting it right."""

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import REF, form_options, output_options, pass_app, signed


@command()
@click.argument("ref", type=REF, required=False)
@option("--limit", type=click.IntRange(min=0), metavar="N", help="The last N; 0 for all. Default: a screenful.")
@output_options
@pass_app
def log(app: App, ref: str | None, limit: int | None) -> None:
    """Show the log of revisions: who changed what, when.

    Newest last. Nothing is changed without a line, and no line can be changed unseen: each holds the hash of the
    one before. What was changed past tracker is found by: tracker check

    Exit codes: 3 no register, 4 no such record.
    """
    from tracker.cli.revisions import revision_rows
    from tracker.reports.lists import log as report

    with app.reading() as reader:
        rows, more = revision_rows(reader, ref, app.day, app.screenful(limit))
        app.show(report(rows, app.as_of, more))


@command()
@click.argument("frozen", required=False, metavar="[FILE]")
@option("--re-extract", is_flag=True, help="Read every original again, and compare with the text kept.")
@form_options
@pass_app
def check(app: App, frozen: str | None, re_extract: bool) -> None:
    """Check that quotes, hashes, standings and the log still hold.

    It only reads. All that is stored can be read, every quote stands in its text, every text and every original has
    its hash, every record keeps to the rules, the kept standings are what the law says, the log of revisions is
    whole, every record is what the log last said of it, and proposals are about the words that they quote. With
    --re-extract it also tells where the libraries of today read another text from an original (drift): the text kept
    stays. Texts not held, and deadlines whose window their words do not give, are told beside the findings.

    FILE is a frozen report (tracker report … --freeze FILE): its records must be in the register as they were, and the
    report made again must say the same.

    Exit codes: 1 something was found, 3 no register, 6 a file that is no frozen report.
    """
    if frozen is not None:
        _check_frozen(app, frozen)
        return
    from tracker.cli.checking import checked, told_beside
    from tracker.cli.working import working
    from tracker.reports.lists import findings

    with app.reading() as reader, working(app, "Checking") as say:
        done = checked(reader, say, re_extract=re_extract)
        say("windows")
        beside = list(told_beside(reader, done))
    for line in beside:
        app.tell(line)
    if done.found:
        app.show(findings(list(done.found), app.as_of))
        raise click.exceptions.Exit(1)
    click.echo(f"All {len(done.names)} checks hold: {', '.join(done.names)}.")


def _check_frozen(app: App, path: str) -> None:
    from tracker.cli.freezing import held_against
    from tracker.reports.lists import findings

    with app.reading() as reader:
        found = held_against(app, reader, path)
    if found:
        app.show(findings(found, app.as_of))
        raise click.exceptions.Exit(1)
    click.echo(f"{path} holds: every record behind it is as it was, and the report says the same today.")


@command()
@signed
@pass_app
def repair(app: App) -> None:
    """Compute again what is derived: standings, counts, words.

    No record is touched; the log says that it was done.

    Exit codes: 3 no register.
    """
    from tracker.cli.working import working
    from tracker.register.repair import repair as again

    with app.writing("repair") as writer, working(app, "Computing the standings"):
        done = again(writer)
    click.echo(f"Computed again: the standings of {done} {'pledge' if done == 1 else 'pledges'}.")
