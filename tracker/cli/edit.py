"""``edit``: correct a record. Nothing is overwritten unseen: the log keeps what it said before."""

from typing import Any

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import DAY, DOCUMENT, PARTY, REF, pass_app, signed
from tracker.errors import UsageError


@command()
@click.argument("ref", type=REF)
@option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set a field; an empty value clears it.")
@option(
    "--retract",
    metavar="REASON",
    help="Take a pledge, follow-up, dispute, relation or enquiry out of all lists: it was recorded by mistake.",
)
@option("--text", metavar="FILE", help="Give a document that is known by title and link its text (UTF-8), once.")
@option("--source", "more", multiple=True, type=DOCUMENT, metavar="REF", help="Cite a further document.")
@option("--drop-source", "fewer", multiple=True, type=DOCUMENT, metavar="REF", help="Cite a document no longer.")
@option("--drop-member-of", "groups", multiple=True, type=PARTY, metavar="GROUP", help="Take a membership back.")
@option("--since", type=DAY, metavar="DATE", help="Which membership, where there are several: its first day.")
@option("--restore", is_flag=True, help="Take a retraction back.")
@signed
@pass_app
def edit(
    app: App, /, ref: str, settings: tuple[str, ...], retract: str | None, restore: bool, text: str | None, **given: Any
) -> None:
    """Correct a record; the log keeps what it said before.

    \b
    Fields, by kind of record:
      pledge     summary topic made_on due condition speaker party with quote
                 amount unit qualifier
      follow-up  outcome quote dated party due note amount unit qualifier
      dispute    party quote note
      relation   note
      document   title publisher published_on issuer url archive_url
                 retrieved_on language event
      enquiry    enquired_on enquirer place note
      party      name kind

    \b
    tracker edit GB-2025-001 --set due="by 31 January 2026" --set topic=sanctions
    tracker edit GB-2025-001.2 --retract "linked to the wrong pledge"
    tracker edit GB-2025-001 --source D-2026-004
    tracker edit D-2026-004 --text statement.txt
    tracker edit ES --drop-member-of COW

    With its text a document's quotes are looked for in it: each that stands there has its place from then on, and the
    others are named. When the day that a deadline counts from changes, its words are read again; a window that you gave
    stays. A ref is never changed or used again, and a stored text never changes.

    Exit codes: 2 no such field, 4 no such record, 5 it cannot be, 6 no text in the file.
    """
    from tracker.cli.editing import edit_record

    more, fewer, groups, since = given["more"], given["fewer"], given["groups"], given["since"]
    if text is not None and (settings or retract is not None or restore or more or fewer):
        raise UsageError("--text stands alone: give a document its text first, and correct it then.")
    if (more or fewer) and (settings or retract is not None or restore):
        raise UsageError("--source and --drop-source stand alone: cite first, and correct then.")
    if groups and (settings or retract is not None or restore or more or fewer or text is not None):
        raise UsageError("--drop-member-of stands alone: take the membership back first, and correct then.")
    if since and not groups:
        raise UsageError("--since tells which membership is taken back.", remedy="Name the group: --drop-member-of")
    with app.writing("edit") as writer:
        if groups:
            from tracker.cli.enrolling import drop_memberships

            done = drop_memberships(writer, ref, groups, since)
        elif more or fewer:
            from tracker.cli.sourcing import change_sources

            done = change_sources(writer, ref, more, fewer)
        elif text is not None:
            from tracker.cli.holding import hold_text

            done = hold_text(writer, ref, text)
        else:
            done = edit_record(writer, ref, settings, retract, restore, app.today)
    for line in done:
        click.echo(line)
