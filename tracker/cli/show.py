"""``show`` and ``explain``: one record whole, and the reasons for its standing."""

from typing import TYPE_CHECKING

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import PARTY, PLEDGE, REF, output_options, pass_app

if TYPE_CHECKING:
    from tracker.render.terminal import Block


@command()
@click.argument("ref", type=REF)
@option("--whole", is_flag=True, help="Of a document: the whole text.")
@output_options
@pass_app
def show(app: App, ref: str, whole: bool) -> None:
    """Show a record whole: words, source, what followed.

    REF is that of a pledge, a follow-up, a dispute, a relation, a document or an enquiry, or the code of a party. It
    may be short (gb-25-1) or the beginning of just one ref.

    \b
    tracker show GB-2025-001 --as-of 2026-01-31
    tracker show D-2025-002 --whole

    Exit codes: 2 the ref fits several, 3 no register, 4 no such record.
    """
    from tracker.cli.showing import blocks_of

    with app.reading() as reader:
        title, blocks, data = blocks_of(reader, ref, app.as_of, _width(app), whole=whole)
    _print(app, title, blocks, data)


@command()
@click.argument("ref", type=PLEDGE)
@option("--party", type=PARTY, metavar="CODE", help="How it stands for one party of a joint pledge.")
@output_options
@pass_app
def explain(app: App, ref: str, party: str | None) -> None:
    """Explain why a pledge stands as it does.

    The words said, the rule and the window, the documents that decided on a day, and what would change it.

    \b
    tracker explain GB-2025-001 --as-of 2026-01-31
    tracker explain COW-2025-006 --party FR

    Exit codes: 3 no register, 4 no such pledge, 5 not a party to it.
    """
    from tracker.cli.explaining import explained

    with app.reading() as reader:
        title, blocks, data = explained(reader, ref, app.as_of, party)
    _print(app, title, blocks, data)


def _print(app: App, title: str, blocks: "list[Block]", data: dict[str, object]) -> None:
    """Write a record as headed lines, as Markdown, as a page or as JSON."""
    if app.chosen in ("json", "jsonl"):
        app.page(_json(data, indent=2 if app.chosen == "json" else None) + "\n")
    elif app.chosen in ("csv", "xlsx", "ics"):
        from tracker.errors import UsageError

        raise UsageError("A single record is not a table.", remedy="Use --format json, md, html or plain.")
    elif app.chosen == "md":
        from tracker.render.markdown import document

        app.page(document(title, blocks))
    elif app.chosen == "html":
        from tracker.render.html import document as page

        app.page(page(title, blocks))
    else:
        from io import StringIO

        from tracker.render.terminal import Block, paragraphs

        written = StringIO()
        paragraphs([Block(title, ()), *blocks], written, _width(app), app.colour)
        app.page(written.getvalue())


def _width(app: App) -> int:
    """The columns that lines may take: on a terminal no more than one reads with ease, else as many as they need."""
    return min(app.width, 100) if app.chosen == "table" else 10_000


def _json(data: dict[str, object], indent: int | None) -> str:
    """Data as JSON; what a terminal would obey is escaped."""
    import json

    from tracker.render.cells import hidden

    written = json.dumps(data, ensure_ascii=False, indent=indent)
    if written.isprintable():
        return written
    return "".join(f"\\u{ord(each):04x}" if each != "\n" and hidden(ord(each)) else each for each in written)
