"""What a scan proposes, and how good its proposals have been: precision by band and cue, agreement of two people, and
what an order learned from decisions would give.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.agreement import Precision, agreements, precision_by_band, precision_by_cue
from tracker.proposals import Proposal
from tracker.ranking import ERRORS, LEAST, NEWEST, Count, Lesson
from tracker.reports import Column, Report, Section

PROPOSED = (
    Column("ref", "Ref", "ref"),
    Column("band", "Band", keep=3),
    Column("kind", "Kind", keep=2),
    Column("about", "Party or pledge"),
    Column("quote", "Words", wide=True),
    Column("deadline", "Deadline", "day", keep=4),
    Column("outcome", "Outcome", keep=1, spare=True),
    Column("score", "Score", "number", keep=5),
    Column("topic", "Topic", keep=7),
    Column("document", "Document", "ref", keep=6),
)
STATISTICS = (
    Column("what", "What", wide=True),
    Column("decided", "Decided", "number"),
    Column("accepted", "Accepted", "number", keep=1),
    Column("edited", "Edited", "number", keep=2),
    Column("rejected", "Rejected", "number", keep=1),
    Column("precision", "Precision", "number"),
)
_SHOWN = 20  # items on which two people disagree


def proposals(
    found: Iterable[Proposal], as_of: str, lead: Sequence[str] = (), more: int = 0, notes: Sequence[str] = ()
) -> Report:
    """A list of proposals, as they come."""
    rows = [_row(each) for each in found]
    section = Section("proposals", "", rows, more)
    return Report("proposals", "Proposals", as_of, PROPOSED, (section,), lead=tuple(lead), notes=tuple(notes))


def _row(each: Proposal) -> tuple[object, ...]:
    facts = each.facts
    deadline = facts.get("deadline") or {}
    about = each.pledge or " ".join(facts.get("parties") or ()) or "?"
    return (
        each.ref,
        each.band,
        each.kind,
        about,
        each.quote.text,
        deadline.get("latest"),
        facts.get("outcome"),
        f"{each.score:g}",
        facts.get("topic"),
        each.quote.document,
    )


def statistics(
    decisions: Sequence[Mapping[str, Any]], pending: int, as_of: str, lessons: Iterable[Lesson] = ()
) -> Report:
    """Precision so far by band and by cue; where two people coded the same proposals, their agreement; what the learned
    order would give.
    """
    bands = [(f"{band} {kind}", each) for (kind, band), each in precision_by_band(decisions).items()]
    sections = (
        Section("bands", "By band", [_figures(what, each) for what, each in bands]),
        Section("cues", "By cue", [_figures(what, each) for what, each in precision_by_cue(decisions).items()]),
    )
    notes = [
        f"{pending} pending. Precision: of the proposals decided, the share that was taken, edited or not.",
    ]
    for each in agreements(decisions):
        said = f"{each.kappa:.2f}" if each.kappa is not None else "not defined, both gave one answer throughout"
        notes.append(
            f"{each.one} and {each.other} coded {each.items} of the same: {each.agreed} agreed, Cohen's kappa {said}."
        )
        if each.disagreed:
            left = len(each.disagreed) - _SHOWN
            listed = ", ".join(each.disagreed[:_SHOWN]) + (f" and {left} more" if left > 0 else "")
            notes.append(f"They disagree on: {listed}.")
    notes += map(order, lessons)
    return Report("review", "Review so far", as_of, STATISTICS, sections, notes=tuple(notes))


def order(lesson: Lesson) -> str:
    """Whether the proposals of a kind have the learned order where it is asked for, and why."""
    trial, about = lesson.trial, f"Learned order of {lesson.kind}s"
    decided = f"{_count('taken', lesson.taken)}, {_count('rejected', lesson.rejected)}"
    if lesson.taken.proposals + lesson.rejected.proposals >= NEWEST:
        decided = f"the last {NEWEST}: {decided}"
    if trial is None:
        needed = (
            f"It needs taken ones in {LEAST} documents and rejected ones in {LEAST}; with fewer, luck looks like skill."
        )
        return f"{about}: not used, too few decisions to tell ({decided}). {needed}"
    found = (
        f"of {trial.pairs} held-back pairs of a taken and a rejected one it has {trial.learned:.2f} in the right order,"
        f" the chance {trial.plain:.2f} (gain {trial.gain:+.2f}, standard error {trial.error:.2f}; {decided})"
    )
    if lesson.model:
        return f"{about}: used; {found}."
    return f"{about}: not used, that of the chance stays; {found}. It must gain {ERRORS:g} standard errors."


def _count(what: str, count: Count) -> str:
    return f"{count.proposals} {what} in {count.documents} document{'' if count.documents == 1 else 's'}"


def _figures(what: str, each: Precision) -> tuple[object, ...]:
    value = f"{each.value:.2f}" if each.value is not None else None
    return (what, each.decided, each.accepted, each.edited, each.rejected, value)
