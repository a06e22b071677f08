"""``status``: the list."""

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import filter_options, output_options, pass_app
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.register.connect import Reader
    from tracker.register.lists import Filters

SORTS = ("pressing", "deadline", "made", "ref")
_TO_KEEP = ("md", "html", "xlsx", "json", "ics")  # formats that people file or send on, with the foot of a report


@command()
@click.argument("words", nargs=-1)
@filter_options
@option("--sort", type=click.Choice(SORTS), default="pressing", help="Default: pressing.")
@option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N; 0 for all. Default: a screenful.")
@output_options
@pass_app
def status(app: App, /, words: tuple[str, ...], sort: str, limit: int | None, **given: Any) -> None:
    """List how the pledges stand, most pressing first.

    WORDS are understood as a country, a topic, a standing, and else as text:

    \b
    tracker status
    tracker status france missiles overdue
    tracker status --country FR --direct --standing "review due"
    tracker status --as-of 2026-01-31 --format csv --output status.csv

    Exit codes: 3 no register, 4 unknown country or topic.
    """
    from tracker.register.answers import all_answers, answers
    from tracker.register.lists import counts, lines, totals
    from tracker.register.state import foot
    from tracker.reports.status import status as report

    with app.reading() as reader:
        filters, understood = narrowed(reader, given, words)
        if understood and app.chosen not in ("table", "md", "html", "xlsx"):
            app.tell(understood)
        counted = counts(reader, app.as_of, filters)
        counting = totals(reader, app.as_of, filters, counted)
        besides = (
            [] if counting == counted else [*lines(reader, app.as_of, filters._replace(uncounted=True), sort="ref")]
        )
        if not any(counted.values()):
            _tell_what_was_meant(app, reader, filters)
        most = app.screenful(limit)
        found = lines(reader, app.as_of, filters, sort=sort, limit=most, counted=counted)
        listed = list(found) if most else found
        said = answers(reader, app.as_of, listed) if isinstance(listed, list) else all_answers(reader, app.as_of)
        joint = bool(filters.country)
        app.show(
            report(
                listed,
                app.as_of,
                counting,
                limit=most,
                understood=understood,
                joint=joint,
                besides=besides,
                answers=said,
                notes=[foot(reader)] if app.chosen in _TO_KEEP else [],
            )
        )


def narrowed(reader: "Reader", given: dict[str, Any], words: tuple[str, ...] = ()) -> "tuple[Filters, str]":
    """The filters that options and bare words ask for, and the line that says how the words were understood."""
    from tracker.register.lists import Filters

    filters = Filters(**{name: value for name, value in given.items() if value is not None})
    understood = ""
    if words:
        filters, understood = _understood(reader, filters, words)
    if filters.country:
        filters = filters._replace(country=_known_party(reader, filters.country))
    elif filters.direct:
        raise UsageError("--direct leaves joint pledges of a country out, and no country is asked for.")
    if filters.topic:
        filters = filters._replace(topic=_known_topic(reader, filters.topic))
    return filters, understood


def _understood(reader: "Reader", filters: "Filters", words: tuple[str, ...]) -> "tuple[Filters, str]":
    from tracker.language.understanding import understand
    from tracker.register.refs import is_ref

    for word in words:
        if is_ref(word):
            raise UsageError(f"{word} is the ref of one record, and this is a list.", remedy=f"tracker show {word}")
    codes = {row["code"] for row in reader.dicts("parties")}
    found = understand(words, _topics(reader), codes)
    for name in ("country", "topic", "text"):
        if getattr(found, name) and getattr(filters, name):
            raise UsageError(f"A {name} is given twice: by --{name} and by the words.")
    return (
        filters._replace(
            country=found.country or filters.country,
            topic=found.topic or filters.topic,
            text=found.text or filters.text,
            standings=found.standings or filters.standings,
        ),
        found.said,
    )


def _tell_what_was_meant(app: App, reader: "Reader", filters: "Filters") -> None:
    """Say why nothing may fit: words of a text that no pledge has."""
    from tracker.language.understanding import meant

    if filters.text:
        said = meant(filters.text, _topics(reader), {row["code"] for row in reader.dicts("parties")})
        app.tell(" ".join([f"No such pledge has the words “{filters.text}”.", *said]))


def _known_party(reader: "Reader", given: str) -> str:
    code = given.strip().upper()
    if not reader.row(reader.sql.STATEMENTS["party"], code=code):
        from tracker.register.records import unknown_party

        raise unknown_party(code)
    return code


def _known_topic(reader: "Reader", given: str) -> str:
    topics = _topics(reader)
    topic = "-".join(given.lower().split())
    if topic in topics:
        return topic
    from difflib import get_close_matches

    from tracker.errors import NotFoundError

    near = get_close_matches(topic, topics, n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    listed = ", ".join(topics[:12]) + (" …" if len(topics) > 12 else "")
    raise NotFoundError(f"No pledge has the topic {given}.", remedy=f"{hint}Topics: {listed}")


def _topics(reader: "Reader") -> list[str]:
    return [row["topic"] for row in reader.dicts("topic_names")]
