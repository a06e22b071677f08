"""Say why a pledge stands as it does: words, rule and window, the documents that decided, what would change it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tracker import law
from tracker.model import FollowUp, Pledge
from tracker.wording import attributed
from tracker.words import Basis, Outcome, Standing


class Explanation(NamedTuple):
    """The reasons, in plain sentences under four headings. ``standing`` is ``None`` while the pledge is not known."""

    ref: str
    on: date
    standing: Standing | None
    since: date | None
    self_declared: bool
    words: tuple[str, ...]
    clock: tuple[str, ...]
    documents: tuple[str, ...]
    change: tuple[str, ...]


def explain(
    pledge: Pledge,
    follow_ups: Iterable[FollowUp],
    on: date,
    own: frozenset[str] = frozenset(),
    party: str | None = None,
    *,
    counting: bool = True,
) -> Explanation:
    """The reasons for a pledge's standing on a day; ``party`` asks for one party of a joint pledge.

    Without ``counting`` no sentence counts days up to the day asked: it reads the same until something changes.
    """
    follow_ups = tuple(follow_ups)
    span = next(
        (
            each
            for each in law.history(pledge, follow_ups, own, party)
            if each.since <= on and (each.until is None or on < each.until)
        ),
        None,
    )
    if span is None:
        return Explanation(
            pledge.ref, on, None, None, False, _words(pledge), (_unknown(pledge, follow_ups, on),), (), ()
        )
    standing, deciding = law.evidence(pledge, follow_ups, on, party)
    released = law.releasing(pledge, follow_ups, on, party)
    known = [each for each in follow_ups if each.retracted is None and law.known_on(each) <= on]
    return Explanation(
        pledge.ref,
        on,
        standing,
        span.since,
        span.self_declared,
        _words(pledge),
        tuple(_clock(pledge, known, on, party, counting=counting)),
        tuple(_documents(known, deciding, released, standing, span.self_declared, party)),
        tuple(_change(pledge, standing)),
    )


def _words(pledge: Pledge) -> tuple[str, ...]:
    made = f"said on {pledge.made_on}" if pledge.made_on else "said on a day that is not known"
    quote = pledge.quote
    place = f", {quote.place}" if quote.place else " (the quote is not verified)"
    published = f", published on {pledge.published_on}" if pledge.published_on else ""
    told = f"; told by {pledge.speaker}, who is not the one to act" if pledge.speaker else ""
    return (
        f"“{pledge.quote.text}”",
        f"By {' '.join(pledge.parties)}, {made}{told}. Source: {pledge.quote.document}{place}{published}.",
    )


def _clock(pledge: Pledge, known: list[FollowUp], on: date, party: str | None, *, counting: bool) -> Iterable[str]:
    deadline, late = pledge.deadline, law.late_from(pledge)
    if pledge.condition:
        met = any(each.outcome is Outcome.ACTIVATES and law.concerns(each, party) for each in known)
        state = (
            "A document that is known says that it is met."
            if met
            else "No document that is known says that it is met, so the pledge cannot be late."
        )
        yield f"Condition: “{pledge.condition}”. {state}"
    if deadline is None:
        yield "No deadline was said: the pledge is never overdue."
        return
    words = attributed(deadline.phrase, pledge.quote.text)
    if deadline.latest is None:
        rule = f"rule {deadline.rule}, table {deadline.rules}"
        yield f"{words} gives no last day ({rule}): the pledge is never overdue."
        return
    yield (
        f"{words} means {deadline.earliest or '…'} to {deadline.latest} (rule {deadline.rule}, table {deadline.rules})."
    )
    if deadline.basis is Basis.STATED:
        yield "The deadline is stated: it can be computed without opinion, and passing it is overdue."
    else:
        yield "The window is inferred by a house rule: when it has passed the pledge is due for review, never overdue."
    if late is None:
        yield "The day of the pledge is not known, so it is never late."
    elif not counting:
        yield f"The last day is {deadline.latest}; late begins on {late}."
    elif on >= late:
        yield f"The last day passed {_days((on - deadline.latest).days)} ago; late begins on {late}."
    else:
        yield f"The last day is {_days((deadline.latest - on).days)} ahead; late begins on {late}."
    slip = law.slip(pledge, known, on)
    if slip:
        way = "later" if slip > 0 else "earlier"
        yield f"Since then it was promised for {_days(abs(slip))} {way}. The original deadline governs."


def _documents(
    known: list[FollowUp],
    deciding: tuple[FollowUp, ...],
    released: tuple[FollowUp, ...],
    standing: Standing,
    self_declared: bool,
    party: str | None,
) -> Iterable[str]:
    if not known:
        yield "No later document is known."
    elif not deciding and not released:
        yield _count(known)
    for each in deciding:
        yield f"{_one(each)} It decides: {standing}{f' for {party}' if party else ''}."
    if self_declared:
        yield "All of that evidence was issued by the pledgers themselves: self-declared."
    for each in released:
        yield f"{_one(each)} It decides that the condition is met{f' for {party}' if party else ''}."
    for each in known:
        if each not in deciding and each not in released:
            yield _one(each)


def _one(each: FollowUp) -> str:
    dated = f", the deed dated {each.dated}" if each.dated else ""
    about = f" for {each.party}" if each.party else ""
    why = f" {each.note}" if each.note else ""
    place = f", {each.quote.place}" if each.quote.place else " (quote not verified)"
    source = f"{each.quote.document}{place}, published on {law.known_on(each)}{dated}"
    return f"{each.ref} {each.outcome}{about}: {source}: “{each.quote.text}”{why}"


def _change(pledge: Pledge, standing: Standing) -> Iterable[str]:
    late = law.late_from(pledge)
    if standing in (Standing.FULFILLED, Standing.FULFILLED_LATE):
        if standing is Standing.FULFILLED_LATE:
            yield "A document that dates the deed on or before the last day: fulfilled."
        yield "Retracting the follow-up that decides, if it was recorded by mistake."
        return
    limit = late - law.ONE_DAY if late else None
    yield "A document that shows the whole fulfilled: fulfilled" + (
        f" if the deed is dated {limit} or before, fulfilled late if after." if limit else "."
    )
    if standing is Standing.DROPPED:
        return
    yield "A document in which it is given up: dropped."
    if standing is Standing.CONDITIONAL:
        then = "the clock then counts" if late else "no longer conditional, and never late without a deadline"
        yield f"A document that says the condition is met: {then}."
        return
    if standing in (Standing.OPEN, Standing.ADVANCED) and late and pledge.deadline:
        then = Standing.OVERDUE if pledge.deadline.basis is Basis.STATED else Standing.REVIEW_DUE
        yield f"Time: {then} from {late} on, unless one of these comes first."
    if standing is Standing.OPEN:
        yield "A document that shows a measurable part or a formal step: advanced."
    yield "A later deadline or a repeated promise would not: the first clock keeps running."


def _unknown(pledge: Pledge, follow_ups: tuple[FollowUp, ...], on: date) -> str:
    if pledge.retracted is not None:
        return f"The record was retracted: {pledge.retracted}"
    return f"On {on} the pledge is not known: its first document was published on {law.known_from(pledge, follow_ups)}."


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _count(known: list[FollowUp]) -> str:
    if len(known) == 1:
        return "One follow-up is known; it does not decide."
    return f"{len(known)} follow-ups are known; none of them decides."
