"""``export`` into one file: the whole register as lines of JSON, a workbook, a calendar; what Datasette is told."""

from __future__ import annotations

import json

import click

from tracker.cli.app import App
from tracker.cli.working import working
from tracker.errors import UsageError
from tracker.register.connect import Reader


def export_file(app: App, place: str, form: str, *, proposals: bool) -> None:
    """Write the register to a file in a form other than the package, or to standard output (``-``)."""
    app.output, app.format = place, form
    with app.reading() as reader, working(app, "Exporting"):
        if form == "ics":
            said = _calendar(app, reader)
        elif form == "datasette":
            said = _metadata(app, reader)
        else:
            said = _whole(app, reader, form, proposals)
    if place == "-":
        app.tell(said)
    else:
        click.echo(f"Exported to {place}: {said}.")


def _whole(app: App, reader: Reader, form: str, proposals: bool) -> str:
    from tracker.exchange.whole import whole

    programs = form == "jsonl"
    found = whole(reader, app.as_of, proposals=proposals, for_programs=programs)
    if programs:
        from tracker.render.data import write_jsonl

        with app.out() as out:
            for section in found.report.sections:
                write_jsonl(found.report._replace(columns=section.columns, sections=(section,)), out)
    else:
        app.show(found.report)
    return ", ".join(f"{kind} {count}" for kind, count in found.counts.items()) or "nothing is recorded"


def _calendar(app: App, reader: Reader) -> str:
    from tracker.register.answers import all_answers
    from tracker.register.lists import counts, lines
    from tracker.reports.status import status

    counted = counts(reader, app.as_of)
    listed = lines(reader, app.as_of, sort="deadline", counted=counted)
    report = status(listed, app.as_of, counted, answers=all_answers(reader, app.as_of))._replace(
        title=f"Deadlines of pledges as of {app.as_of}"
    )
    app.show(report)
    return "the deadlines of pledges"


def _metadata(app: App, reader: Reader) -> str:
    from tracker.exchange.datasette import metadata

    if reader.location.dialect != "sqlite":
        raise UsageError(
            "Datasette opens SQLite files, and this register is a PostgreSQL database.",
            remedy="Bring a data package of it into a file: tracker export, then tracker import with --register FILE",
        )
    path = reader.location.path
    with app.out() as out:
        out.write(json.dumps(metadata(path.stem), indent=2, ensure_ascii=False) + "\n")
    return f"for datasette {path} --metadata {app.output}"
