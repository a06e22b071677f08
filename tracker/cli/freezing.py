"""Frozen reports: kept in a file, and held against a register again."""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from tracker import __version__
from tracker.cli.app import App
from tracker.cli.output import whole_file
from tracker.errors import BadInputError, TrackerError
from tracker.exchange.frozen import differences, freeze, read_frozen
from tracker.exchange.rates import rows_of, write_rates
from tracker.faults import Finding
from tracker.register.connect import Reader
from tracker.render.data import write_json
from tracker.reports import Report
from tracker.reports.rates import Rate


def keep(
    app: App, path: str, reader: Reader, report: Report, behind: Iterable[str] | None, rates: Iterable[Rate] = ()
) -> Report:
    """Write a report with the records behind it to a file, whole or not at all; returns it with its rows held."""
    sections = tuple(each._replace(rows=[tuple(row) for row in each.rows]) for each in report.sections)
    report = report._replace(sections=sections)
    said = io.StringIO()
    write_json(report, said)
    refs = _listed(report) if behind is None else behind
    words = asked(click.get_current_context())
    text = freeze(reader, json.loads(said.getvalue()), refs, words, __version__, rates=rows_of(rates))
    with whole_file(path) as out:
        out.write(text)
    app.tell(f"Frozen in {path}; hold it against a register with: tracker check {path}")
    return report


def asked(ctx: click.Context) -> list[str]:
    """The words of the command line, without where the answer goes: given again, they make the same report."""
    words, arguments = ctx.command_path.split()[1:], list[str]()
    for each in ctx.command.params:
        value = ctx.params.get(each.name or "")
        if value in (None, False, ()) or value == each.get_default(ctx):
            continue
        values = value if isinstance(value, tuple) else (value,)
        if isinstance(each, click.Argument):
            arguments += map(str, values)
        elif getattr(each, "is_flag", False):
            words.append(each.opts[0])
        else:
            words += [word for one in values for word in (each.opts[0], str(one))]
    return [*words, *arguments]


def held_against(app: App, reader: Reader, path: str) -> list[Finding]:
    """What of the frozen report in a file no longer holds in the register."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BadInputError(f"{path} cannot be read: {error.strerror or error}.") from error
    held = read_frozen(data, path)
    return list(differences(reader, held, _again(app, held)))


def _again(app: App, held: dict[str, Any]) -> dict[str, Any] | None:
    """The report made anew, by the command that made it; ``None`` where that cannot be done."""
    from tracker.cli import main

    command = [str(each) for each in held["command"]]
    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, "report.json")
        if rates := held.get("rates"):
            command = _with_rates(command, rates, os.path.join(folder, "rates.csv"))
        settings = ["--as-of", str(held["report"].get("as_of")), "--format", "json", "--output", made, "--quiet"]
        place = ["--register", app.register] if app.register else []
        try:
            with main.make_context("tracker", [*command, *settings, *place], obj=App(app.clock)) as ctx:
                main.invoke(ctx)
        except click.exceptions.Exit:
            pass  # --fail-on-overdue, after the report was written
        except (TrackerError, click.ClickException) as error:
            app.tell(f"{' '.join(command)}: {error}")
            return None
        found: dict[str, Any] = json.loads(Path(made).read_text(encoding="utf-8"))
        return found


def _with_rates(command: list[str], rates: list[dict[str, str]], file: str) -> list[str]:
    """The command with the rates that were frozen, wherever their file is by now."""
    write_rates(file, rates)
    place = command.index("--rates") + 1
    return [*command[:place], file, *command[place + 1 :]]


def _listed(report: Report) -> list[str]:
    """The refs of the pledges and disputes that a report lists: a follow-up's is its pledge's."""
    places = [place for place, column in enumerate(report.columns) if column.key == "ref"]
    refs = (
        str(row[place]).partition(".")[0] for section in report.sections for row in section.rows for place in places
    )
    return [each for each in dict.fromkeys(refs) if each.count("-") >= 2 and not each.startswith(("D-", "E-", "P-"))]
