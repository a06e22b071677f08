"""``add`` and ``link``: record parties, documents, pledges, enquiries, disputes and follow-ups."""

from typing import Any

import click

from tracker.cli.app import App
from tracker.cli.document import document_, feed
from tracker.cli.helped import command, group, option
from tracker.cli.options import DAY, DOCUMENT, PARTY, PLEDGE, TOPIC, pass_app, signed
from tracker.words import Outcome, PartyKind, Qualifier


@group()
def add() -> None:
    """Record a party, document, feed, pledge, enquiry or dispute."""


add.add_command(document_)
add.add_command(feed)


@add.command()
@click.argument("code")
@option("--name", help="Its name; known for every country and the usual bodies.")
@option("--kind", type=click.Choice([str(each) for each in PartyKind]), help="Default: country.")
@option("--member-of", "groups", multiple=True, type=PARTY, metavar="GROUP", help="A group that it belongs to.")
@option("--since", type=DAY, metavar="DATE", help="First day of the membership, where known.")
@option("--until", type=DAY, metavar="DATE", help="First day after the membership.")
@option("--document", type=DOCUMENT, metavar="REF", help="The document that says so.")
@signed
@pass_app
def party(app: App, /, code: str, groups: tuple[str, ...], document: str | None, **facts: str | None) -> None:
    """Record a party that can pledge, or a membership of one.

    CODE is the two-letter ISO 3166 code of a country (GB, not UK) or the short name of a body (EU, NATO, COW).

    \b
    tracker add party FR
    tracker add party COW
    tracker add party FR --member-of COW --since 2025-11-25 --document D-2025-002

    Exit codes: 4 no such group or document, 5 recorded already.
    """
    from tracker.cli.enrolling import record_party

    with app.writing("add party") as writer:
        done = record_party(writer, code.strip().upper(), groups, document, facts)
    click.echo(done[0])
    for line in done[1:]:
        app.tell(line)


@add.command()
@option(
    "--party",
    "parties",
    multiple=True,
    required=True,
    type=PARTY,
    metavar="CODE",
    help="Who pledged; repeat for several.",
)
@option(
    "--with",
    "partners",
    multiple=True,
    type=PARTY,
    metavar="CODE",
    help="Who is to take part without having pledged.",
)
@option("--document", required=True, type=DOCUMENT, metavar="REF", help="The document quoted.")
@option("--quote", required=True, help="The words, as they stand in the document.")
@option("--at", type=int, metavar="OFFSET", help="Where the quote begins, when the words stand there twice.")
@option("--summary", required=True, help="What is promised, in a line of your own.")
@option("--topic", required=True, type=TOPIC, metavar="TOPIC", help="A short word for the subject: air-defence.")
@option("--made-on", type=DAY, metavar="DATE", help="The day it was said. Default: the document's day.")
@option("--speaker", type=PARTY, metavar="CODE", help="Who said it, where that is not who must act.")
@option("--due", metavar="WORDS|DATE|FROM..TO", help="The deadline: the words said, a date or a window.")
@option("--condition", metavar="WORDS", help="What must happen first, in the words used.")
@option("--amount", metavar="NUMBER", help="How much was pledged.")
@option("--unit", metavar="WORD", help="Of what: tanks, EUR.")
@option("--qualifier", type=click.Choice([str(each) for each in Qualifier]), help="How firmly it was said.")
@option(
    "--source",
    "sources",
    multiple=True,
    type=DOCUMENT,
    metavar="REF",
    help="A document that it rests on besides; repeat for several.",
)
@signed
@pass_app
def pledge(app: App, /, **facts: Any) -> None:
    """Record a pledge; the register gives it its ref.

    \b
    tracker add pledge --party GB --document D-2025-003 --topic air-defence \\
      --quote "would send Ukraine further air-defence missiles" \\
      --summary "Supply air-defence missiles" --due "in the coming weeks"

    Exit codes: 2 the quote or deadline is not understood, 4 unknown party or document, 5 it cannot be, or is recorded
    already.
    """
    from tracker.cli.recording import record_pledge

    with app.writing("add pledge") as writer:
        made, said = record_pledge(writer, facts, app.today)
    click.echo(made)
    for line in said:
        app.tell(f"  {line}")


@add.command()
@click.argument("ref", type=PLEDGE)
@option("--place", required=True, help="Where you looked.")
@option("--on", type=DAY, metavar="DATE", help="When you looked. Default: today.")
@option("--enquirer", help="Who looked. Default: you.")
@option("--note", help="What else should be known.")
@signed
@pass_app
def enquiry(app: App, /, ref: str, place: str, on: str | None, enquirer: str | None, note: str | None) -> None:
    """Record that you looked, and found nothing.

    Evidence of absence for a pledge: dated and signed, it stands in the overdue report.

    \b
    tracker add enquiry GB-2025-001 --on 2026-01-30 \\
      --place "GOV.UK news, November 2025 to January 2026"

    Exit codes: 2 a day that is still to come, 4 no such pledge, 5 a day before the pledge.
    """
    from tracker.cli.enquiring import record_enquiry

    with app.writing("add enquiry") as writer:
        made = record_enquiry(writer, ref, place, on or app.today, enquirer or app.who, note, app.today)
    click.echo(made)


@add.command()
@click.argument("ref", type=PLEDGE)
@click.argument("document", type=DOCUMENT)
@option("--party", required=True, type=PARTY, metavar="CODE", help="Whose answer it is.")
@option("--quote", required=True, help="The words, as they stand in the document.")
@option("--at", type=int, metavar="OFFSET", help="Where the quote begins, when the words stand there twice.")
@option("--note", help="What it claims, in a line.")
@signed
@pass_app
def dispute(app: App, /, ref: str, **facts: Any) -> None:
    """Record what a party answers to a line of a report.

    The answer is kept with its document and printed beside the pledge wherever it is listed. It changes no standing:
    where the document shows that something was done or given up, link it as well (tracker link).

    \b
    tracker add dispute GB-2025-001 D-2026-004 --party GB \\
      --quote "every missile announced in November was handed over" \\
      --note "all were delivered in January"

    Exit codes: 2 the quote is not found, 4 no such record or party, 5 it cannot be, or is recorded already.
    """
    from tracker.cli.disputing import record_dispute

    with app.writing("add dispute") as writer:
        made, said = record_dispute(writer, ref, facts, app.today)
    click.echo(made)
    for line in said:
        app.tell(f"  {line}")


@command()
@click.argument("ref", type=PLEDGE)
@click.argument("document", type=DOCUMENT, required=False)
@click.argument("outcome", type=click.Choice([str(each) for each in Outcome]), required=False)
@option("--quote", help="The words, as they stand in the document.")
@option("--at", type=int, metavar="OFFSET", help="Where the quote begins, when the words stand there twice.")
@option("--dated", type=DAY, metavar="DATE", help="The day of the deed, if the text tells it.")
@option("--party", type=PARTY, metavar="CODE", help="The one party of a joint pledge that it is about.")
@option("--due", metavar="WORDS|DATE|FROM..TO", help="A new deadline it names: kept as slip.")
@option("--amount", metavar="NUMBER", help="How much was done.")
@option("--unit", metavar="WORD", help="Of what; the unit of the pledge.")
@option("--qualifier", type=click.Choice([str(each) for each in Qualifier]), help="How firmly it was said.")
@option("--replaced-by", type=PLEDGE, metavar="REF", help="With drops: the pledge that takes its place.")
@option("--part-of", type=PLEDGE, metavar="REF", help="Instead of a document: the package that REF is an item of.")
@option("--supersedes", type=PLEDGE, metavar="REF", help="Instead of a document: the earlier pledge that REF replaces.")
@option("--note", help="Why this outcome or relation, in a sentence.")
@option(
    "--source",
    "sources",
    multiple=True,
    type=DOCUMENT,
    metavar="REF",
    help="A document that it rests on besides; repeat for several.",
)
@signed
@pass_app
def link(app: App, /, ref: str, **facts: Any) -> None:
    """Link a pledge to a later document that bears on it, or to a pledge.

    OUTCOME: fulfils, advances (a measurable part or formal step), restates, drops, activates (the condition is
    met), corroborates (same event, another source).

    \b
    tracker link GB-2025-001 D-2026-004 fulfils --dated 2026-01-12 \\
      --quote "the last of the missiles arrived on 12 January"
    tracker link GB-2025-001 D-2026-005 drops --replaced-by GB-2026-002 \\
      --quote "the offer of November is withdrawn"
    tracker link GB-2026-003 --part-of COW-2026-001
    tracker link GB-2026-002 --supersedes GB-2025-001

    An item of a package, and a pledge that replaces another, count in the other's place. How a pledge stands follows
    from documents alone.

    Exit codes: 2 the quote is not found, 4 no such record or party, 5 it cannot be, or is recorded already.
    """
    from tracker.cli.relating import record_link

    with app.writing("link") as writer:
        made, said = record_link(writer, ref, facts, app.today)
    click.echo(made)
    for line in said:
        app.tell(f"  {line}")
