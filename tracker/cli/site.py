"""``site``: the register as a static website."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import as_of_option, pass_app, register_option

_TITLE = "Register of pledges"


@command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@option("--base-url", metavar="URL", help="Where the site will stand, for its feed and canonical links.")
@option("--title", metavar="TEXT", default=_TITLE, help=f"Its name. Default: {_TITLE}.")
@as_of_option
@register_option
@pass_app
def site(app: App, folder: Path, base_url: str | None, title: str) -> None:
    """Write the register as a static website.

    A page for every pledge, party, topic, document and event, the reports, the methodology, the data, a feed of
    changes and a calendar of deadlines. It needs no server and asks nothing of other machines: open DIR/index.html,
    or put DIR on any web server. Called again, it writes only what has changed. Same register and day, same bytes.

    \b
    tracker site public/
    tracker site public/ --base-url https://example.org/pledges/

    Exit codes: 2 no such address, 3 no register, 5 the folder holds something else.
    """
    from importlib.util import find_spec

    from tracker.cli.working import progress, working
    from tracker.site.asked import Asked
    from tracker.site.build import build
    from tracker.site.looks import frame

    base, named = _address(base_url), " ".join(title.split()) or _TITLE
    calendar = find_spec("icalendar") is not None
    with app.reading() as reader, ExitStack() as shown:
        shown.enter_context(working(app, "Looking for what has changed"))

        def begin(total: int) -> Callable[[str], object]:
            shown.close()
            return shown.enter_context(progress(app, "Writing", total))

        done = build(Asked(reader, app.as_of, named, base, frame(), calendar=calendar), folder, begin)
    removed = f", removed {done.removed:,}" if done.removed else ""
    click.echo(f"Wrote {done.written:,} of {done.total:,} files to {folder}{removed}.")
    if not calendar:
        app.tell("  no calendar of deadlines: it needs icalendar (pip install 'commitment-tracker[ics]')")


def _address(given: str | None) -> str:
    """An address of the web with a slash at its end, or nothing."""
    from tracker.errors import UsageError

    if given and not given.lower().startswith(("https://", "http://")):
        raise UsageError(f"{given} is no address of the web.", remedy="Give one like https://example.org/pledges/")
    return f"{given.rstrip('/')}/" if given else ""
