"""What the shell is offered to complete: refs, party codes and topics out of the register."""

import sqlite3
from collections.abc import Iterator
from itertools import islice

import click

from tracker.cli.app import App
from tracker.errors import TrackerError

_MOST = 50
_TABLES = {
    "pledge": ("pledge",),
    "document": ("document",),
    "ref": ("pledge", "document", "enquiry", "dispute", "relation", "follow_up"),
}


def complete(ctx: click.Context, kinds: tuple[str, ...], incomplete: str) -> list[tuple[str, str]]:
    """Values and what they mean. A register that cannot be read completes nothing: a shell must not hang or shout."""
    app = ctx.find_object(App) or App()
    parent = ctx.parent
    app.register = ctx.params.get("register") or (parent.params.get("register") if parent else None) or app.register
    try:
        return list(islice(_values(app, kinds[0], incomplete), _MOST))
    except (TrackerError, sqlite3.Error):
        return []


def _values(app: App, kind: str, incomplete: str) -> Iterator[tuple[str, str]]:
    with app.reading() as reader:
        if kind == "topic":
            for row in reader.dicts("topic_names"):
                if row["topic"].startswith(incomplete.lower()):
                    yield row["topic"], ""
        elif kind == "party":
            for row in reader.dicts("parties"):
                if row["code"].startswith(incomplete.upper()):
                    yield row["code"], row["name"]
        else:
            from tracker.register.refs import beginning

            for table, ref in beginning(reader, incomplete.upper()):
                if table in _TABLES[kind] and ("." in incomplete or table != "follow_up"):
                    yield ref, table.replace("_", "-")
