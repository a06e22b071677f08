"""``refresh`` and ``open``: pages as they are now, and as they were when they were recorded."""

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import DOCUMENT, REF, pass_app, register_option, signed


@command()
@click.argument("refs", nargs=-1, type=DOCUMENT, metavar="[REF]…")
@option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@signed
@pass_app
def refresh(app: App, /, refs: tuple[str, ...], allow_private: bool) -> None:
    """Fetch pages again and look for news in the feeds.

    A page whose words have changed is recorded as a new version of its document (D-2025-001.2), known from today
    on; the version before stays as it is, with its quotes. It tells which recorded quotes no longer stand in the
    page. Without REF: every page that was fetched, and every feed.

    \b
    tracker refresh
    tracker refresh D-2025-001

    Exit codes: 4 no such document, 6 something could not be fetched or read.
    """
    from tracker.cli.refreshing import refresh as again

    again(app, refs, allow_private)


@command("open")
@click.argument("ref", type=REF)
@option("--url", "where", flag_value="url", help="Open the address instead.")
@option("--archive", "where", flag_value="archive", help="Open the copy that is kept elsewhere.")
@option("--save", metavar="FILE", help="Write the original to FILE instead; - is standard output.")
@register_option
@pass_app
def open_(app: App, /, ref: str, where: str | None, save: str | None) -> None:
    """Open the original of a document, else its address.

    REF may also be a pledge, whose source is opened, a follow-up or a dispute.

    \b
    tracker open D-2025-002
    tracker open GB-2025-001 --url
    tracker open D-2025-002 --save original.html

    Exit codes: 4 no such record, or nothing to open.
    """
    from tracker.cli.opening import open_record

    open_record(app, ref, where, save)
