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
from tracker.render.proposal import pages

KEYS = "[a]ccept [e]dit in e[d]itor [r]eject [s]kip [u]ndo{more}{others} [q]uit"
CODING = "[a]ccept [r]eject [s]kip [u]ndo{more} [q]uit"
_MORE, _OTHERS = " [m]ore", " [1-{}] pledge"  # where there is more than the screen holds; of a follow-up
_UNDONE = "undone in review"
_LEAST = 8  # lines of a proposal, on however low a screen


class Done(NamedTuple):
    """A step of this sitting, to be undone: on which proposal, how it was decided or skipped, what that recorded."""

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
        self.counts = {"accepted": 0, "rejected": 0, "skipped": 0, "decided by others": 0}
        self.told = ""  # what is said once, at the foot of the next screen

    def hold(self) -> None:
        """Go through the queue until it is empty or the person leaves."""
        at, page = 0, 0
        facts: dict[str, str] | None = None
        while at < len(self.queue):
            if facts is None and not self._waits(at):
                at += 1
                continue
            proposal = self.queue[at]
            facts = facts_of(proposal) if facts is None else facts
            several = self._show(proposal, facts, at, page)
            key, page, turned = _pressed(), 0, page + 1
            if key == "q":
                break
            if key == "u" and self.done:
                at, facts = self._undo(at), None
            elif key in ("a", "r", "s"):
                if self._decided(proposal, facts, key):
                    at, facts = at + 1, None
            elif key == "m" and several > 1:
                page = turned % several
            elif key in ("e", "d") and not self.again:
                facts = self._changed(facts, _asked if key == "e" else _edited)
            elif key in tuple("12345") and proposal.kind == "follow-up" and not self.again:
                facts = {**facts, "pledge": _other(proposal, int(key)) or facts["pledge"]}
            else:
                self.told = "Nothing was decided yet." if key == "u" else f"“{harmless(key)}” does nothing here."
        said = ", ".join(f"{count} {word}" for word, count in self.counts.items() if count)
        click.echo("\n".join(filter(None, (self.told, f"{said or 'Nothing decided'}; {len(self.queue) - at} left."))))

    def _waits(self, at: int) -> bool:
        """Whether a proposal is still to be decided; it is brought up to date, for a scan may have read it anew."""
        with self.app.reading() as reader:
            self.queue[at], state = proposed.filed(reader, self.queue[at].ref)
        if self.again or state == "pending":
            return True
        self.counts["decided by others"] += 1
        self.told = f"{self.queue[at].ref} is {state} already."
        return False

    def _show(self, proposal: Proposal, facts: dict[str, str], at: int, page: int) -> int:
        """Show a page of a proposal; returns how many there are."""
        with self.app.reading() as reader:
            document = records.document(reader, proposal.quote.document, text=True)
            pledge = _meant(reader, facts.get("pledge"))
        click.clear()
        width = min(self.app.width, 100)
        notes = [line for each in self.notes for line in wrap(each, width)] if at == 0 else []
        head = [*notes, f"{at + 1} of {len(self.queue)}", ""]
        told = wrap(self.told, width) if self.told else []
        room = max(_LEAST, self.app.height - len(head) - len(told) - 3)  # the keys, a blank line, the cursor
        found = pages(proposal, document, facts, pledge, width=width, room=room, colour=self.app.colour)
        others = 1 + len(proposal.facts.get("others") or ())
        keys = (CODING if self.again else KEYS).format(
            more=_MORE if len(found) > 1 else "", others=_OTHERS.format(others) if others > 1 else ""
        )
        click.echo("\n".join([*head, *found[page % len(found)], "", *told, keys]))
        self.told = ""
        return len(found)

    def _changed(self, facts: dict[str, str], how: Callable[[dict[str, str]], dict[str, str]]) -> dict[str, str]:
        """The facts as a person changes them; who breaks off, or whose editor fails, has changed nothing."""
        try:
            return how(facts)
        except (click.Abort, click.ClickException) as error:
            why = f" {error.format_message()}" if isinstance(error, click.ClickException) else ""
            self.told = harmless(f"Nothing was changed.{why}")
            return facts

    def _decided(self, proposal: Proposal, facts: dict[str, str], key: str) -> bool:
        """Take, reject or skip, and tell it; what cannot be recorded is told, and stays."""
        how, record = {"a": "accepted", "r": "rejected", "s": "skipped"}[key], None
        try:
            if key == "a":
                record, said = take(self.app, proposal, facts, again=self.again)
                self.told = " ".join((f"{record or proposal.ref}: recorded." if record else "", *said)).strip()
            elif key == "r":
                reason = click.prompt("Why", default="", show_default=False).strip() or None
                reject(self.app, proposal, reason, again=self.again)
        except click.Abort:
            self.told = "Nothing was decided."
            return False
        except TrackerError as error:
            _tell(error)
            return not self._waits(next(at for at, each in enumerate(self.queue) if each.ref == proposal.ref))
        self._note(proposal, how, record)
        return True

    def _note(self, proposal: Proposal, how: str, record: str | None = None) -> None:
        """Keep what was done, so that it can be undone."""
        self.done.append(Done(proposal, how, record))
        self.counts[how] += 1

    def _undo(self, at: int) -> int:
        """Take the last decision back, and go to its proposal; one that was skipped is gone back to."""
        last = self.done.pop()
        try:
            if last.how != "skipped":
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
