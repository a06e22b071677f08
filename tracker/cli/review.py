"""``review``: a person decides what the machine proposes."""

import sys
from typing import TYPE_CHECKING

import click

from tracker.cli.app import App
from tracker.cli.helped import command, option
from tracker.cli.options import DOCUMENT, REF, output_options, pass_app
from tracker.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Container

    from tracker.proposals import Proposal
    from tracker.ranking import Lesson
    from tracker.register.connect import Reader


@command()
@click.argument("refs", nargs=-1, type=REF, metavar="[REF]…")
@option("--document", type=DOCUMENT, metavar="REF", help="Only what this document seems to contain.")
@option("--band", type=click.Choice(["likely", "possible"]), help="Only this band.")
@option("--kind", type=click.Choice(["pledge", "follow-up"]), help="Only pledges, or only follow-ups.")
@option(
    "--order",
    type=click.Choice(["chance", "learned"]),
    help="What is likely to be right first, or as decisions teach. Default: chance.",
)
@option("--accept", "accepted", multiple=True, metavar="REF", help="Accept it as it stands; may be repeated.")
@option("--reject", "rejected", multiple=True, metavar="REF", help="Reject it; may be repeated.")
@option("--undo", "undone", multiple=True, metavar="REF", help="Take the last decision on it back.")
@option("--reason", help="Why, with --reject.")
@option("--again", is_flag=True, help="Code what others have decided too: for agreement; records nothing.")
@option("--to", "written", metavar="FILE", help="Write the proposals to FILE (.csv, .txt, .jsonl) to decide there.")
@option("--from", "taken", metavar="FILE", help="Take the decisions in FILE.")
@option(
    "--stats", is_flag=True, help="Tell precision by band and cue, how far people agree, what the learned order gives."
)
@option("--by", "actor", metavar="NAME", help="Who decides. [TRACKER_ACTOR; else your account]")
@option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N; 0 for all. Default: a screenful.")
@output_options
@pass_app
def review(app: App, /, refs: tuple[str, ...], limit: int | None, actor: str | None, **given: object) -> None:
    """Decide what the machine proposes.

    Accept it, edit it or reject it. On a terminal one proposal a screen, likely ones first, the quote with its
    cues: a key accepts, edits, rejects, skips or undoes. Elsewhere the proposals are listed. What is decided is
    recorded with your name, stays, and is not proposed again.

    \b
    tracker review
    tracker review --accept P-2026-001 --reject P-2026-002 --reason "a forecast"
    tracker review --to proposals.csv
    tracker review --from proposals.csv
    tracker review --stats
    tracker review --order learned

    In the file “decision” says accept or reject, and the other columns (in a text: lines) may be changed. The learned
    order puts first what is likely to be taken, by the decisions so far; it is used only where it beats the chance on
    decisions held back.

    Exit codes: 2 it cannot be accepted as it stands, 4 no such proposal, 5 decided already, 6 a file.
    """
    app.actor = actor or app.actor
    if given["reason"] and not given["rejected"]:
        raise UsageError("--reason goes with --reject.", remedy="Name the proposals that it rejects: --reject REF")
    if given["stats"]:
        _statistics(app)
        return
    if isinstance(given["taken"], str):
        from tracker.cli.batch import apply

        taken = apply(app, given["taken"], again=bool(given["again"]))
        before = f"; {taken['already']} decided so before, which stay as they are" if taken["already"] else ""
        click.echo(f"Accepted {taken['accept']}, rejected {taken['reject']}{before}.")
        return
    if given["accepted"] or given["rejected"] or given["undone"]:
        _decide(app, given)
        return
    notes: list[str] = []
    with app.reading() as reader:
        queue = _queue(reader, refs, given)
        if given["order"] == "learned":
            queue, notes = _learned(app, reader, queue)
    if isinstance(given["written"], str):
        from tracker.cli.batch import write

        write(given["written"], queue)
        to = given["written"]
        app.tell(f"Wrote {len(queue)} proposals to {to}; decide there, then: tracker review --from {to}")
    elif app.on_terminal and app.format is None and sys.stdin.isatty():
        from tracker.cli.reviewing import Sitting

        Sitting(app, queue, notes, again=bool(given["again"])).hold()
    else:
        from tracker.reports.review import proposals

        most = app.screenful(limit)
        shown = queue[:most] if most else queue
        app.show(proposals(shown, app.as_of, more=len(queue) - len(shown), notes=notes))


def _queue(reader: "Reader", refs: tuple[str, ...], given: dict[str, object]) -> "list[Proposal]":
    """What is to be decided: by name, else all that is pending (with ``--again`` all), narrowed."""
    from tracker.ranking import plainly
    from tracker.register import proposed
    from tracker.register.refs import resolve

    if given["order"] == "learned" and refs:
        raise UsageError("--order learned does not go with refs: they keep the order that they are given in.")
    if given["order"] == "learned" and given["again"]:
        raise UsageError(
            "--order learned does not go with --again.",
            why="The order would tell whoever codes again what others have decided.",
        )
    if refs:
        return [proposed.proposal(reader, resolve(reader, each, "proposal")[1]) for each in refs]
    found = (
        [each for each, state in proposed.everything(reader) if state != "withdrawn"]
        if given["again"]
        else list(proposed.pending(reader))
    )
    document = resolve(reader, str(given["document"]), "document")[1] if given["document"] else None
    return plainly(
        each
        for each in found
        if given["band"] in (None, each.band)
        and given["kind"] in (None, each.kind)
        and document in (None, each.quote.document)
    )


def _learned(app: App, reader: "Reader", queue: "list[Proposal]") -> "tuple[list[Proposal], list[str]]":
    """Put what is pending into the order that decisions teach, where that beats the chance; tell the figures."""
    from tracker.ranking import arranged
    from tracker.reports.review import order

    lessons = _lessons(reader, {each.kind for each in queue})
    notes = [order(each) for each in lessons]
    for each in notes:
        app.tell(each)
    return arranged(queue, lessons), notes


def _lessons(reader: "Reader", kinds: "Container[str]") -> "list[Lesson]":
    """What the decisions on some kinds of proposals teach."""
    from tracker.ranking import KINDS, NEWEST, lesson
    from tracker.register import proposed

    return [lesson(kind, proposed.settled(reader, kind, NEWEST)) for kind in KINDS if kind in kinds]


def _decide(app: App, given: dict[str, object]) -> None:
    from tracker.cli.accepting import facts_of
    from tracker.cli.reviewing import last_record, reject, take, undo
    from tracker.register import proposed

    def named(which: str) -> "list[Proposal]":
        from tracker.register.refs import resolve

        with app.reading() as reader:
            refs = given[which]
            assert isinstance(refs, tuple)
            full = dict.fromkeys(resolve(reader, each, "proposal")[1] for each in refs)
            return [proposed.proposal(reader, each) for each in full]

    again = bool(given["again"])
    accepted, rejected, undone = named("accepted"), named("rejected"), named("undone")
    every = [each.ref for each in (*accepted, *rejected, *undone)]
    if twice := sorted({each for each in every if every.count(each) > 1}):
        raise UsageError(
            f"{', '.join(twice)}: --accept, --reject and --undo contradict each other.",
            why="One sitting decides a proposal once.",
            remedy="Name it with one of them.",
        )
    for each in accepted:
        ref, said = take(app, each, facts_of(each), again=again)
        if ref:
            click.echo(ref)
        for line in said:
            app.tell(f"  {line}")
    for each in rejected:
        reject(app, each, str(given["reason"]) if given["reason"] else None, again=again)
        app.tell(f"Rejected {each.ref}.")
    for each in undone:
        with app.reading() as reader:
            record = None if again else last_record(reader, each)
        undo(app, each, record, again=again)
        if not again:
            app.tell(f"{each.ref} is pending again{f'; {record} is retracted' if record else ''}.")


def _statistics(app: App) -> None:
    from tracker.ranking import KINDS
    from tracker.register import proposed
    from tracker.reports.review import statistics

    with app.reading() as reader:
        decisions = proposed.decisions(reader)
        pending = sum(1 for _ in proposed.pending(reader))
        lessons = _lessons(reader, KINDS)
    app.show(statistics(decisions, pending, app.as_of, lessons))
