"""``add document`` and ``add feed``: documents as they come, and where more of them will be."""

import sys
from typing import Any

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import DAY, PARTY, pass_app, signed
from tracker.errors import BadInputError

FACTS = ("title", "publisher", "published_on", "issuer", "url", "archive_url", "retrieved_on", "language", "event")


@command("document")
@click.argument("sources", nargs=-1, metavar="SOURCE…")
@option("--files-from", metavar="FILE", help="Take a list of sources from FILE, one a line; - is standard input.")
@option("--title", help="Its title.")
@option("--publisher", help="Who published it.")
@option("--published-on", type=DAY, metavar="DATE", help="The day it was published.")
@option("--issuer", type=PARTY, metavar="CODE", help="The party, when an official body speaks for itself.")
@option("--url", help="Where it stands.")
@option("--archive-url", metavar="URL", help="A copy that is kept elsewhere.")
@option("--retrieved-on", type=DAY, metavar="DATE", help="The day it was fetched.")
@option("--language", help="Its language (ISO 639). Default: told by its words.")
@option("--event", help="What it reports on; documents of one event corroborate each other.")
@option("--no-event", is_flag=True, help="Leave the event open, even where another document's seems to be the same.")
@option("--encoding", help="The encoding of its characters. Default: what the file says, else UTF-8.")
@option("--undated", is_flag=True, help="Keep it even where its day is not found: known from today on.")
@option("--no-text", is_flag=True, help="Keep one by its title and link alone; nothing is fetched or read.")
@option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@option("--yes", is_flag=True, help="Ask nothing.")
@signed
@pass_app
def document_(app: App, /, sources: tuple[str, ...], files_from: str | None, **given: Any) -> None:
    """Record documents from files, folders and addresses.

    “-” is standard input. Plain text, Markdown, HTML, PDF, DOCX and e-mail (.eml) are read; the file or page is kept
    as it came. What is found (title, publisher, day, language, event) is shown first; on a terminal it asks. The
    flags go before what is found, for every source named. A text may say its facts at its head:

    \b
    ---
    title: Co-chairs' statement
    publisher: Prime Minister's Office
    published_on: 2025-11-25
    ---

    \b
    tracker add document statement.pdf
    tracker add document https://www.example.org/statement --issuer GB
    tracker add document folder/ --publisher TASS --yes
    find . -name '*.html' | tracker add document --files-from -

    What cannot be read is told at the end, and stops nothing.

    A source whose text you do not have is kept by title and link with --no-text. It may be cited and quoted; what is
    quoted is not verified until you give its text (tracker edit REF --text FILE).

    \b
    tracker add document --no-text --title "Budget speech" \\
      --published-on 2025-03-03 --url https://www.example.org/budget

    Exit codes: 4 unknown issuer, 5 recorded already, 6 something cannot be read, fetched or dated.
    """
    if given["no_text"]:
        from tracker.cli.titled import add_titled

        if files_from:
            raise click.UsageError("--no-text is for one document.")
        add_titled(app, sources, {name: given.get(name) for name in FACTS}, undated=given["undated"])
        return
    from tracker.cli.intake import Intake, Wishes
    from tracker.documents.sources import expanded, listed, read_list

    more = () if not files_from else listed(sys.stdin) if files_from == "-" else read_list(files_from)
    wanted = list(dict.fromkeys(expanded([*sources, *more])))
    if not wanted:
        raise _nothing(sources)
    facts = {name: given.get(name) for name in FACTS}
    if len(wanted) > 1 and (single := [name for name in ("title", "url", "archive_url") if facts[name]]):
        raise click.UsageError(f"--{single[0].replace('_', '-')} is for one document, and there are {len(wanted)}.")
    wishes = Wishes(
        facts,
        encoding=given["encoding"],
        allow_private=given["allow_private"],
        undated=given["undated"],
        share_event=not given["no_event"],
        ask=not given["yes"] and sys.stdin.isatty() and sys.stderr.isatty() and app.on_terminal,
    )
    with app.reading():
        pass  # a register that is not there is told before anything is fetched
    Intake(app, wishes).take(wanted)


@command()
@click.argument("url", metavar="URL")
@option("--publisher", help="Who publishes what it lists. Default: the feed's title.")
@option("--issuer", type=PARTY, metavar="CODE", help="The party, when an official body speaks for itself.")
@option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@signed
@pass_app
def feed(app: App, /, url: str, publisher: str | None, issuer: str | None, allow_private: bool) -> None:
    """Record a feed, for `tracker refresh` to look into.

    RSS and Atom are read.

    \b
    tracker add feed https://www.example.org/news.atom --issuer GB

    Exit codes: 4 unknown issuer, 5 recorded already, 6 it cannot be fetched or is no feed.
    """
    from tracker.cli.refreshing import add_feed

    for line in add_feed(app, url, publisher, issuer, allow_private):
        app.tell(line)


def _nothing(sources: tuple[str, ...]) -> Exception:
    """The refusal where no file and no address was named, or only folders without any."""
    if not sources:
        return click.UsageError("Name at least one file, folder or address.")
    return BadInputError(
        f"No document is in {', '.join(sources)}.",
        why="Of a folder its files are taken, those of its folders too, but none whose name begins with a dot.",
        remedy="Name a file, a folder that holds some, or an address.",
    )
