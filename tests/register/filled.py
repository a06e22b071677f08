"""A small register in which every filter has something to find and to leave; no door would take all of it."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from samples import MEMBERSHIPS, PARTIES, dispute, document, due, enquiry, follow_up, other_words, pledge, recording

from tracker.model import Membership, Pledge
from tracker.register.location import Location
from tracker.words import Basis, Outcome

DUE = (None, due(date(2025, 12, 31)), due(date(2026, 1, 31), Basis.INFERRED), due(date(2026, 3, 31)))
MADE = (date(2025, 11, 25), date(2025, 12, 10), date(2024, 6, 1), None)
WHO = (("GB",), ("FR",), ("COW",), ("GB", "FR"), ("EU", "COW"), ("DE",))
TOPICS = ("missiles", "sanctions")
SAID = ("Deliver missiles", "Extend sanctions – élan", "Train 5,000 soldiers")


def fill(location: Location) -> None:
    with recording(location) as writer:
        for party in PARTIES:
            writer.add_party(party)
        for membership in (*MEMBERSHIPS, Membership("COW", "DE", date(2025, 11, 25), date(2025, 12, 10))):
            writer.add_membership(membership)
        writer.add(document(published_on=date(2025, 12, 10)))
        writer.add(document("D-2025-002", date(2025, 12, 20)))
        writer.add(document("D-2026-001", date(2026, 1, 15), issuer="GB"))
        writer.add(document("D-2026-002", date(2026, 2, 20)))
        told: list[Pledge] = []
        for number, (who, deadline) in enumerate(itertools.product(WHO, DUE)):
            told.append(
                pledge(
                    f"{who[0]}-2025-{number + 1:03d}",
                    *who,
                    deadline=deadline,
                    made_on=MADE[number % 7 % 4],
                    topic=TOPICS[number % 2],
                    summary=SAID[number % 3],
                    condition="once a ceasefire holds" if number % 5 == 4 else None,
                    retracted="entered twice" if number == 11 else None,
                )
            )
            writer.add_judged(told[-1])
        outcomes, sources = itertools.cycle(Outcome), ("D-2025-002", "D-2026-002", "D-2026-001")
        for number, each in enumerate(told[::3]):
            later = due(date(2026, 2, 10) + timedelta(number))
            writer.add_judged(follow_up(f"{each.ref}.1", next(outcomes), sources[number % 5 % 3]))
            said = other_words(0, "D-2026-001")
            writer.add_judged(follow_up(f"{each.ref}.2", Outcome.RESTATES, deadline=later, quote=said))
            writer.add_judged(follow_up(f"{each.ref}.3", Outcome.RESTATES, "D-2026-002", retracted="misread"))
        writer.add(enquiry(pledge=told[0].ref))
        answered = [each for each in told if each.retracted is None][1::2]
        for number, each in enumerate((*answered, answered[0]), start=1):
            facts = {"retracted": "misread"} if number % 4 == 0 else {"note": f"answer {number}"}
            source = ("D-2026-001", "D-2025-002", "D-2026-002")[number % 3]
            writer.add_judged(dispute(f"A-2026-{number:03d}", each.ref, each.parties[0], source, **facts))
