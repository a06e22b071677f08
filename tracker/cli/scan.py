"""``scan``: the machine proposes."""

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import output_options, pass_app


@command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]…")
@option("--new", is_flag=True, help="Scan every document that was never scanned.")
@option("--workers", type=click.IntRange(min=1), default=1, metavar="N", help="Read in N processes. Default: 1.")
@option("--llm", is_flag=True, help="Ask a language model too: the texts go to TRACKER_LLM_URL.")
@option("--dry-run", is_flag=True, help="Keep nothing: neither documents nor proposals.")
@option("--undated", is_flag=True, help="Take files in even where their day is not found.")
@option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@option("--by", "actor", metavar="NAME", help="Who records it. [TRACKER_ACTOR; else your account]")
@output_options
@pass_app
def scan(
    app: App,
    /,
    sources: tuple[str, ...],
    new: bool,
    workers: int,
    dry_run: bool,
    undated: bool,
    allow_private: bool,
    actor: str | None,
    llm: bool,
) -> None:
    """Propose pledges, and what became of recorded ones.

    Each comes with the exact words and the reasons. SOURCE is the ref of a document, or a file, folder or address,
    which is recorded as by `add document`. The proposals wait for `tracker review`; what was decided is never
    proposed again. It works by rules that anybody can read, without a network: the same text gives the same
    proposals. English is read.

    With --llm the English texts are sent to the endpoint of TRACKER_LLM_URL, and its model (TRACKER_LLM_MODEL) may
    point at sentences that the rules pass over. Words that do not stand in the text are thrown away; the rules read
    the rest, as possible pledges with the cue `llm`. What the rules find by themselves stays as it is, also where
    the model fails. --workers N asks about N documents at once.

    \b
    tracker scan D-2025-002
    tracker scan --new --workers 4
    tracker scan statement.pdf --format jsonl
    tracker scan D-2025-002 --llm

    Exit codes: 2 --llm and nothing set to ask, 4 no such document, 6 a source could not be read or the model failed
    on a document.
    """
    from tracker.cli.scanning import scan_all

    app.actor = actor or app.actor
    if not sources and not new:
        raise click.UsageError("Name a document, file, folder or address, or give --new.")
    scan_all(
        app,
        sources,
        new=new,
        workers=workers,
        dry_run=dry_run,
        undated=undated,
        allow_private=allow_private,
        llm=llm,
    )
