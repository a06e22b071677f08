"""One proposal a screen: shown with its cues, taken, changed, rejected, skipped or undone by one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import click

from tracker.cli.accepting import accept, facts_of
from tracker.cli.app import App
from tracker.errors import TrackerError
from tracker.model import FollowUp, Pledge
from tracker.proposals import Proposal
from tracker.register import proposed, records
from tracker.register.connect import Reader
from tracker.register.proposing import decide
from tracker.register.refs import resolve
from tracker.register.writes import Writer
from tracker.render.cells import harmless, wrap
from tracker.render.proposal import screen

KEYS = "[a]ccept [e]dit in e[d]itor [r]eject [s]kip [u]ndo{others} [q]uit"
CODING = "[a]ccept [r]eject [s]kip [u]ndo [q]uit"
_OTHERS = " [1-5] other pledge"  # of a follow-up
_UNDONE = "undone in review"
_LEAST = 8  # lines of a proposal, on however low a screen


class Done(NamedTuple):
    """A decision of this sitting, to be undone: on which proposal, how it was decided, and what that recorded."""

    proposal: Proposal
    how: str
    record: str | None


class Sitting:
    """One person going through proposals. ``notes`` stand on the first screen.

    ``again`` codes what others have decided, and records nothing.
    """

    def __init__(self, app: App, queue: list[Proposal], notes: Sequence[str] = (), *, again: bool = False) -> None:
        self.app = app
        self.queue = queue
        self.notes = notes
        self.again = again
        self.done: list[Done] = []
        self.counts = {"accepted": 0, "rejected": 0, "skipped": 0}

    def hold(self) -> None:
        """Go through the queue until it is empty or the person leaves."""
        at, told = 0, ""
        facts: dict[str, str] | None = None
        while at < len(self.queue):
            proposal = self.queue[at]
            facts = facts_of(proposal) if facts is None else facts
            self._show(proposal, facts, at, told)
            key, told = _pressed(), ""
            if key == "q":
                break
            if key == "u" and self.done:
                at, facts = self._undo(at), None
            elif key == "s":
                self.counts["skipped"] += 1
                at, facts = at + 1, None
            elif key == "e" and not self.again:
                facts = _asked(facts)
            elif key == "d" and not self.again:
                facts = _edited(facts)
            elif key in tuple("12345") and proposal.kind == "follow-up" and not self.again:
                facts = {**facts, "pledge": _other(proposal, int(key)) or facts["pledge"]}
            elif key in ("a", "r"):
                if self._decided(proposal, facts, key):
                    at, facts = at + 1, None
            else:
                told = "Nothing was decided yet." if key == "u" else f"“{harmless(key)}” does nothing here."
        said = ", ".join(f"{count} {word}" for word, count in self.counts.items() if count)
        click.echo(f"{said or 'Nothing decided'}; {len(self.queue) - at} left.")

    def _show(self, proposal: Proposal, facts: dict[str, str], at: int, told: str) -> None:
        with self.app.reading() as reader:
            document = records.document(reader, proposal.quote.document, text=True)
            pledge = _meant(reader, facts.get("pledge"))
        click.clear()
        width = min(self.app.width, 100)
        notes = [line for each in self.notes for line in wrap(each, width)] if at == 0 else []
        lines = screen(proposal, document, facts, pledge, width=width, colour=self.app.colour)
        head = [*notes, f"{at + 1} of {len(self.queue)}", ""]
        others = _OTHERS if proposal.kind == "follow-up" else ""
        foot = ["", *([told] if told else []), CODING if self.again else KEYS.format(others=others)]
        room = max(_LEAST, self.app.height - len(head) - len(foot) - 1)
        if len(lines) > room:  # the head of a proposal must not scroll away; its cues come last
            left = len(lines) - room + 1
            lines = [*lines[: room - 1], f"… {left} more lines: tracker show {proposal.ref}"]
        click.echo("\n".join([*head, *lines, *foot]))

    def _decided(self, proposal: Proposal, facts: dict[str, str], key: str) -> bool:
        """Take or reject; what cannot be recorded is told, and stays."""
        how, record = "accepted" if key == "a" else "rejected", None
        try:
            if key == "a":
                record, _said = take(self.app, proposal, facts, again=self.again)
            else:
                reason = click.prompt("Why", default="", show_default=False).strip() or None
                reject(self.app, proposal, reason, again=self.again)
        except TrackerError as error:
            _tell(error)
            return False
        self.done.append(Done(proposal, how, record))
        self.counts[how] += 1
        return True

    def _undo(self, at: int) -> int:
        """Take the last decision back, and go to its proposal."""
        last = self.done.pop()
        try:
            undo(self.app, last.proposal, last.record, again=self.again)
        except TrackerError as error:
            _tell(error)
            return at
        self.counts[last.how] -= 1
        return next(number for number, each in enumerate(self.queue) if each.ref == last.proposal.ref)


def take(
    app: App, proposal: Proposal, facts: Mapping[str, str], *, again: bool = False
) -> tuple[str | None, list[str]]:
    """Accept a proposal with a person's changes: the ref made, and what was understood; ``again`` makes none."""
    with app.writing("review") as writer:
        if not again:
            return accept(writer, proposal, facts, today=app.today)
        at, actor, _ = writer.signature
        decide(writer, proposal, "accepted", reviewer=actor, at=at, again=True)
        return None, []


def reject(app: App, proposal: Proposal, reason: str | None, *, again: bool = False) -> None:
    """Decide that a proposal is none."""
    with app.writing("review") as writer:
        at, actor, _ = writer.signature
        decide(writer, proposal, "rejected", reviewer=actor, at=at, reason=reason, again=again)


def undo(app: App, proposal: Proposal, record: str | None, *, again: bool = False) -> None:
    """Take a decision back; what it had recorded is retracted."""
    with app.writing("review") as writer:
        if record:
            _retract(writer, record)
        at, actor, _ = writer.signature
        decide(writer, proposal, "undone", reviewer=actor, at=at, again=again)


def last_record(reader: Reader, proposal: Proposal) -> str | None:
    """What accepting a proposal has recorded; ``None`` where it is not accepted now."""
    if proposed.state(reader, proposal.ref) != "accepted":
        return None
    recorded = [each["record"] for each in proposed.decisions_of(reader, proposal.ref) if each["record"]]
    return recorded[-1] if recorded else None


def _retract(writer: Writer, ref: str) -> None:
    before: Pledge | FollowUp = (
        records.follow_up(writer.reader, ref) if "." in ref else records.pledge(writer.reader, ref)
    )
    writer.change(before, replace(before, retracted=_UNDONE))


def _pressed() -> str:
    """The key that was pressed; where the input ends, the one that leaves."""
    try:
        return click.getchar().lower()
    except EOFError:
        return "q"


def _tell(error: TrackerError) -> None:
    """Say on the screen why something was not done, until a key is pressed."""
    told = "\n".join(filter(None, (error.what, error.why, error.remedy)))
    click.echo(f"\n{harmless(told)}\n\nAny key goes on.")
    _pressed()


def _other(proposal: Proposal, number: int) -> str | None:
    """The pledge that a number on the screen stands for."""
    fitting = [proposal.pledge, *(each["pledge"] for each in proposal.facts["others"])]
    return fitting[number - 1] if number <= len(fitting) else None


def _meant(reader: Reader, typed: str | None) -> Pledge | None:
    """The pledge that a typed ref means; ``None`` while it means none, which accepting it would tell."""
    try:
        return records.pledge(reader, resolve(reader, typed, "pledge")[1]) if typed else None
    except TrackerError:
        return None


def _asked(facts: dict[str, str], prompt: Callable[..., str] = click.prompt) -> dict[str, str]:
    """Ask for every fact, the one proposed offered as it is; a single hyphen empties it."""
    typed = {name: prompt(f"  {name.replace('_', ' ')}", default=value).strip() for name, value in facts.items()}
    return {name: "" if value == "-" else value for name, value in typed.items()}


def _edited(facts: dict[str, str]) -> dict[str, str]:
    """Let the person's editor change the facts, a line each."""
    written = click.edit("".join(f"{name}: {value}\n" for name, value in facts.items()), extension=".txt")
    changed = dict(facts)
    for line in (written or "").splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip() in facts:
            changed[name.strip()] = value.strip()
    return changed
