"""The law: how a pledge stands on a day, and why. Pure: no clock, no database, no language.

On day D only documents published on or before D are known. Then, the first rule that fits:

1. a ``fulfils`` of the whole is known: *fulfilled*, or *fulfilled late* when the deed is dated after the latest day;
2. a ``drops`` of the whole is known: *dropped*;
3. there is a condition and no ``activates`` is known: *conditional*, whatever the calendar says;
4. the latest day has passed (late begins the day after it): *overdue* if stated, *review due* if inferred;
5. an ``advances`` is known, or a ``fulfils`` by one party of several: *advanced*;
6. otherwise *open*.

The original deadline governs; a later one is slip and never stops the first clock. A pledge whose day is not
known is never late. ``docs/methodology.md`` says the same for readers who do not read Python.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.model import Dispute, FollowUp, Membership, Pledge, Span
from tracker.words import Basis, Outcome, Standing

ONE_DAY = timedelta(days=1)
Turn = tuple[date, Standing, bool]
_FULFILS, _ADVANCES, _DROPS, _ACTIVATES = Outcome.FULFILS, Outcome.ADVANCES, Outcome.DROPS, Outcome.ACTIVATES
_WHATEVER = (Standing.FULFILLED, Standing.FULFILLED_LATE, Standing.DROPPED)  # whether or not its condition is met


def known_on(said: FollowUp | Dispute) -> date:
    """The first day on which a follow-up or a dispute is known: its publication, else the day it was recorded."""
    return said.published_on or said.recorded_on


def known_from(pledge: Pledge, follow_ups: Iterable[FollowUp] = ()) -> date:
    """The first day on which a pledge is known: it was made, and one of its documents was published."""
    source = pledge.published_on or pledge.made_on or pledge.recorded_on
    first = min([source, *(known_on(each) for each in follow_ups if each.retracted is None)])
    return max(first, pledge.made_on) if pledge.made_on else first


def own_voices(pledge: Pledge, memberships: Iterable[Membership]) -> frozenset[str]:
    """Whose documents count as the pledgers' own word.

    The pledging parties, the groups that they belong to and, for a pledge by a group, its members; all on
    the day the pledge was made (any day, where that is not known).
    """
    day = pledge.made_on
    voices = set(pledge.parties)
    for each in memberships:
        if day and ((each.since and each.since > day) or (each.until and each.until <= day)):
            continue
        if each.member in pledge.parties:
            voices.add(each.group)
        if each.group in pledge.parties:
            voices.add(each.member)
    return frozenset(voices)


def concerns(follow_up: FollowUp, party: str | None) -> bool:
    """Whether a follow-up counts for a party (``None``: for the whole): what is said of another party does not."""
    return party is None or follow_up.party in (None, party)


def late_from(pledge: Pledge) -> date | None:
    """The first day on which the pledge is late if nothing is known of it, or ``None``: never."""
    latest = pledge.deadline.latest if pledge.deadline else None
    if latest is None or pledge.made_on is None or latest == date.max:
        return None
    return latest + ONE_DAY


def evidence(
    pledge: Pledge, follow_ups: Iterable[FollowUp], on: date, party: str | None = None
) -> tuple[Standing, tuple[FollowUp, ...]]:
    """The standing on a day, and the follow-ups that decided it (none where the calendar or nothing did).

    ``party`` asks for one party of a joint pledge: what is said of the whole counts for it, what is said of
    another party does not. Undefined before :func:`known_from`.
    """
    return _weighed(pledge, follow_ups, on, party).decide(on, late_from(pledge))


def releasing(
    pledge: Pledge, follow_ups: Iterable[FollowUp], on: date, party: str | None = None
) -> tuple[FollowUp, ...]:
    """The follow-ups by which the condition is met on a day, as they became known; none where it does not matter.

    They end *conditional* (rule 3) and decide no standing by themselves: the rules below do, so that they do not make
    one self-declared. A pledge that is fulfilled or dropped is so with its condition met or not.
    """
    weighed = _weighed(pledge, follow_ups, on, party)
    if not pledge.condition or weighed.decide(on, late_from(pledge))[0] in _WHATEVER:
        return ()
    return tuple(sorted(weighed.activated, key=known_on))


def moving(pledge: Pledge, follow_ups: Iterable[FollowUp], before: Standing, on: date) -> tuple[FollowUp, ...]:
    """The follow-ups that led from a standing to that of a day: by which its condition was met, and which decide it."""
    follow_ups = tuple(follow_ups)
    released = releasing(pledge, follow_ups, on) if before is Standing.CONDITIONAL else ()
    return (*released, *evidence(pledge, follow_ups, on)[1])


def _weighed(pledge: Pledge, follow_ups: Iterable[FollowUp], on: date, party: str | None) -> _Weighed:
    """What is known of a pledge on a day."""
    weighed = _Weighed(pledge, party)
    for each in follow_ups:
        if each.retracted is None and known_on(each) <= on:
            weighed.take(each)
    return weighed


class _Weighed:
    """What is known of a pledge: what fulfils or drops the whole, what advances it, whether its condition is met."""

    def __init__(self, pledge: Pledge, party: str | None) -> None:
        self.pledge, self.party = pledge, party
        self.fulfilled: list[FollowUp] = []
        self.dropped: list[FollowUp] = []
        self.advanced: list[FollowUp] = []
        self.activated: list[FollowUp] = []

    def take(self, follow_up: FollowUp) -> None:
        """Weigh a follow-up that is known."""
        about, outcome, party = follow_up.party, follow_up.outcome, self.party
        if not concerns(follow_up, party):
            return
        whole = party or about is None or self.pledge.parties == (about,)
        if outcome == _FULFILS:
            self.advanced.append(follow_up)
            if whole:
                self.fulfilled.append(follow_up)
        elif outcome == _ADVANCES:
            self.advanced.append(follow_up)
        elif outcome == _DROPS and whole:
            self.dropped.append(follow_up)
        elif outcome == _ACTIVATES:
            self.activated.append(follow_up)

    def decide(self, on: date, late: date | None) -> tuple[Standing, tuple[FollowUp, ...]]:
        """The standing by what was taken, and what decided it; ``late`` is the first day on which it would be late."""
        pledge = self.pledge
        if self.fulfilled:
            done = min([each.dated or known_on(each) for each in self.fulfilled])
            fulfilled = Standing.FULFILLED_LATE if late and done >= late else Standing.FULFILLED
            return fulfilled, tuple(self.fulfilled)
        if self.dropped:
            return Standing.DROPPED, tuple(self.dropped)
        if pledge.condition and not self.activated:
            return Standing.CONDITIONAL, ()
        if late and on >= late and pledge.deadline:
            return (Standing.OVERDUE if pledge.deadline.basis is Basis.STATED else Standing.REVIEW_DUE), ()
        if self.advanced:
            return Standing.ADVANCED, tuple(self.advanced)
        return Standing.OPEN, ()


def standing(
    pledge: Pledge,
    follow_ups: Iterable[FollowUp],
    on: date,
    own: frozenset[str] = frozenset(),
    party: str | None = None,
) -> tuple[Standing, bool]:
    """The standing on a day, and whether all evidence for it is the pledgers' own word."""
    return _declared(evidence(pledge, follow_ups, on, party), own)


def _declared(found: tuple[Standing, tuple[FollowUp, ...]], own: frozenset[str]) -> tuple[Standing, bool]:
    result, deciding = found
    return result, bool(deciding) and own.issuperset([each.issuer for each in deciding])


def history(
    pledge: Pledge,
    follow_ups: Iterable[FollowUp],
    own: frozenset[str] = frozenset(),
    party: str | None = None,
) -> tuple[Span, ...]:
    """All standings of a pledge, as spans ``[since, until)`` without gap or overlap, from the day it is known.

    Neighbouring spans differ. A retracted pledge has none.
    """
    begun = turns(pledge, follow_ups, own, party)
    ends = [*(day for day, _, _ in begun[1:]), None]
    return tuple([Span(since, until, how, said) for (since, how, said), until in zip(begun, ends, strict=False)])


def turns(
    pledge: Pledge, follow_ups: Iterable[FollowUp], own: frozenset[str] = frozenset(), party: str | None = None
) -> list[Turn]:
    """The days on which a standing begins, each with what :func:`standing` says of it, from the day it is known."""
    if pledge.retracted is not None:
        return []
    heard = sorted([(known_on(each), place, each) for place, each in enumerate(follow_ups) if each.retracted is None])
    first = known_from(pledge, [each for _, _, each in heard[:1]])
    days = {first, *[day for day, _, _ in heard if day > first]}
    late = late_from(pledge)
    if late and late > first:
        days.add(late)
    weighed, taken = _Weighed(pledge, party), 0
    found: list[Turn] = []
    before: tuple[Standing, bool] | None = None
    for on in sorted(days):
        while taken < len(heard) and heard[taken][0] <= on:
            weighed.take(heard[taken][2])
            taken += 1
        now = _declared(weighed.decide(on, late), own)
        if now != before:
            found.append((on, *now))
            before = now
    return found


def promised(follow_ups: Iterable[FollowUp]) -> tuple[date, date] | None:
    """When a new deadline was promised last, and its last day; of several promised on one day, the latest.

    What was promised before that no longer holds, whether it was later or earlier. Retracted records promise nothing.
    """
    said = [
        (known_on(each), each.deadline.latest)
        for each in follow_ups
        if each.retracted is None and each.deadline and each.deadline.latest
    ]
    return max(said) if said else None


def slip(pledge: Pledge, follow_ups: Iterable[FollowUp], on: date) -> int | None:
    """Days between the original latest day and the one promised last, as known on a day."""
    if not pledge.deadline or not pledge.deadline.latest:
        return None
    last = promised(each for each in follow_ups if known_on(each) <= on)
    return (last[1] - pledge.deadline.latest).days if last else None
