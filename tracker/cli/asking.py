"""Show a document that is about to be recorded, and ask what to do with it."""

from __future__ import annotations

from typing import Any, NamedTuple

import click

from tracker.cli.app import App
from tracker.cli.incoming import Incoming
from tracker.days import given_day
from tracker.language.events import EventGuess

_FACTS = ("title", "publisher", "published_on", "issuer", "language", "event", "url", "archive_url")
_QUESTION = "Keep it? [Y]es, [n]o, [e]dit, [a]ll that follow, [q]uit"


class Answer(NamedTuple):
    """What a person decided: the document as it is to be kept (``None``: not), whether to ask on, whether to stop."""

    incoming: Incoming | None
    all: bool = False
    stop: bool = False


def ask(app: App, incoming: Incoming, lines: list[str], event: EventGuess | None) -> Answer:
    """Show what was found and ask; editing shows every fact, to be left or typed anew (``-`` empties it)."""
    while True:
        click.echo(incoming.raw.name, err=True)
        for line in lines:
            app.tell(f"  {line}")
        choice = click.prompt(_QUESTION, default="y", show_default=False, err=True).strip().lower()[:1]
        if choice in ("y", "a"):
            return Answer(incoming, all=choice == "a")
        if choice in ("n", "q"):
            return Answer(None, stop=choice == "q")
        if choice == "e":
            incoming = _edited(incoming, event)
            described = incoming.description
            day = described.published_on or "no date"
            lines = [f"{described.title} — {described.publisher}, {day}, event “{described.event or 'none'}”"]


def _edited(incoming: Incoming, event: EventGuess | None) -> Incoming:
    """Ask for every fact, the one found offered as it is."""
    changed: dict[str, str | None] = {}
    for name in _FACTS:
        now = getattr(incoming.description, name) or (event.event if name == "event" and event else None) or ""
        while True:
            typed = click.prompt(f"  {name.replace('_', ' ')}", default=now, err=True).strip()
            try:
                changed[name] = given_day(typed).isoformat() if name == "published_on" and typed else typed or None
                break
            except ValueError as error:
                click.echo(f"  {error}", err=True)
        if changed[name] == "-":
            changed[name] = None
    described = incoming.description
    if changed["published_on"] != described.published_on:
        described = described._replace(dated_by="given", rule="the day was given")
    changed["title"] = changed["title"] or described.title
    changed["publisher"] = changed["publisher"] or described.publisher
    changed["language"] = changed["language"] or described.language
    changed["issuer"] = changed["issuer"].upper() if changed["issuer"] else None
    facts: dict[str, Any] = changed
    return incoming._replace(description=described._replace(**facts), settled=True)
