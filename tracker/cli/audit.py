"""``log``, ``check`` and ``repair``: who changed what, whether everything still holds, and putting it right."""

from collections.abc import Callable, Iterator

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import REF, form_options, output_options, pass_app, signed

_SOME = 5  # of what is told beside the findings, named one by one


@command()
@click.argument("ref", type=REF, required=False)
@option("--limit", type=click.IntRange(min=0), metavar="N", help="The last N; 0 for all. Default: a screenful.")
@output_options
@pass_app
def log(app: App, ref: str | None, limit: int | None) -> None:
    """Show the log of revisions: who changed what, when.

    Newest last. Nothing is changed without a line, and no line can be changed unseen: each holds the hash of the
    one before.

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

    It only reads. Every quote stands in its text, every text and every original has its hash, every record keeps
    to the rules, the kept standings are what the law says, the log of revisions is whole, and proposals are about the
    words that they quote. With --re-extract it also tells where the libraries of today read another text from an
    original (drift): the text kept stays. Texts not held, and deadlines whose window their words do not give, are told
    beside the findings.

    FILE is a frozen report (tracker report … --freeze FILE): its records must be in the register as they were, and the
    report made again must say the same.

    Exit codes: 1 something was found, 3 no register, 6 a file that is no frozen report.
    """
    if frozen is not None:
        _check_frozen(app, frozen)
        return
    from tracker.checks import CHECKS
    from tracker.cli.windows import astray
    from tracker.cli.working import working
    from tracker.faults import Finding
    from tracker.proposal_checks import proposals
    from tracker.register.contents import RegisterContents
    from tracker.register.doubles import repeated
    from tracker.register.imported import not_held
    from tracker.reports.lines import counted
    from tracker.reports.lists import findings

    found: list[Finding] = []
    with app.reading() as reader, working(app, "Checking") as say:
        contents = RegisterContents(reader)
        checks: list[Callable[[RegisterContents], Iterator[Finding]]] = [*CHECKS, proposals]
        for each in checks:
            say(each.__name__)
            found.extend(each(contents))
        documents, quotes = not_held(reader)
        doubles = list(repeated(reader))
        say("windows")
        moved = list(astray(reader))
        if re_extract:
            from tracker.cli.drift import drift

            say("drift")
            found.extend(drift(reader))
    if documents:
        told = f"{counted(documents, 'document')}; {counted(quotes, 'quote')}"
        app.tell(f"Text not held: {told} cannot be verified until it is.")
    if doubles:
        some = ", ".join(f"{ref} what {first} says" for ref, first in doubles[:_SOME])
        app.tell(f"Recorded twice: {some}{' …' if len(doubles) > _SOME else ''} ({len(doubles):,} in all).")
        app.tell("They count twice. Where one is a mistake: tracker edit REF --retract REASON")
    if moved:
        some = f"{', '.join(moved[:_SOME])}{' …' if len(moved) > _SOME else ''}"
        app.tell(f"{counted(len(moved), 'window')} that its words do not give, counted from its day: {some}.")
        app.tell("Where one is a mistake, have its words read again: tracker edit REF --set due=WORDS")
    if found:
        app.show(findings(found, app.as_of))
        raise click.exceptions.Exit(1)
    names = [each.__name__ for each in checks] + ["drift"] * re_extract
    click.echo(f"All {len(names)} checks hold: {', '.join(names)}.")


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
