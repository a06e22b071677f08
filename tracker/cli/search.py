"""``search``: find pledges and documents by their words."""

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import output_options, pass_app

if TYPE_CHECKING:
    from tracker.register.connect import Reader


@command()
@click.argument("words", nargs=-1, required=True)
@option("--limit", type=click.IntRange(min=1), default=20, help="At most so many of each. Default: 20.")
@output_options
@pass_app
def search(app: App, words: tuple[str, ...], limit: int) -> None:
    """Search the words of pledges and documents.

    Newest first. All words must be there. Case and accents do not matter; the beginning of a word finds it.

    \b
    tracker search frozen assets

    Exit codes: 2 nothing to search for, 3 no register.
    """
    from tracker.errors import UsageError
    from tracker.register.answers import answers_to
    from tracker.register.words import query
    from tracker.reports.held import NOT_HELD
    from tracker.reports.lines import answered
    from tracker.reports.lists import found

    text = " ".join(words)
    with app.reading() as reader:
        wanted = query(reader.location.dialect, text)
        if wanted is None:
            raise UsageError(f"There is no word to search for in “{text}”.")
        pledges = _found(reader, "found_pledges", wanted, app.as_of, limit)
        documents = _found(reader, "found_documents", wanted, app.as_of, limit)

        def said_in(quote: str, start: int | None) -> str:
            return passage(quote, text) + ("" if start is not None else f" ({NOT_HELD})")

        said = answers_to(reader, app.as_of, [each[0] for each in pledges if each[6]])
        hits = [
            (ref, made_on, parties, summary, said_in(quote, start), disputed, answered(said.get(ref, ())))
            for ref, parties, made_on, summary, quote, _, disputed, start in pledges
        ]
        texts = [
            (each[0], each[1], each[2], each[3], passage(each[4], text) or f"({NOT_HELD})", None, None)
            for each in documents
        ]
    app.show(found(text, app.as_of, hits, texts))


def _found(reader: "Reader", name: str, wanted: str, as_of: str, limit: int) -> list[tuple[Any, ...]]:
    from itertools import islice

    return list(islice(reader.rows(reader.sql.STATEMENTS[name], words=wanted, as_of=as_of), limit))


def passage(text: str | None, words: str, around: int = 60) -> str:
    """The stretch of a text where one of the words first stands."""
    from tracker.register.words import places

    text = text or ""
    start, end = places(text, words)
    left, right = max(0, start - around), min(len(text), end + around)
    stretch = " ".join(text[left:right].split())
    return f"{'…' if left else ''}{stretch}{'…' if right < len(text) else ''}"
