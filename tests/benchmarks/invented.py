"""Invent records for large registers: always the same ones, in the proportions of real ones.

80 % single parties, 15 % two to five together, 5 % a coalition with members; deadlines 35 % stated, 25 % inferred,
40 % none, between 2022 and 2027; three follow-ups a pledge on average; two documents a pledge.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import exp
from random import Random
from types import MappingProxyType
from typing import Any, NamedTuple

from tracker.model import (
    Citation,
    Deadline,
    Decision,
    Dispute,
    Document,
    Enquiry,
    Feed,
    FollowUp,
    ForeignId,
    Membership,
    Original,
    Party,
    Pledge,
    Quote,
    Rule,
    Scan,
)
from tracker.proposals import Filed
from tracker.words import Basis, Outcome, PartyKind

_COUNTRIES = """
GB FR DE PL IT ES NL BE SE DK NO FI EE LV LT CZ SK HU RO BG GR PT IE AT HR SI LU CY MT IS
CA US JP AU NZ TR UA KR CH AL
"""
_TOPICS = """
air-defence ammunition anti-corruption asylum climate-finance cyber-defence debt demining education energy
frozen-assets grain health housing humanitarian-aid investigations judges long-range-missiles loans
military-planning nuclear-safety prisoners reconstruction railways sanctions security-guarantees ships
tanks training vaccines
"""
COUNTRIES, TOPICS = _COUNTRIES.split(), _TOPICS.split()
GROUPS = {"EU": range(1, 27), "NATO": range(32), "COW": range(30), "G7": (0, 1, 2, 4, 30, 31, 32)}
VERBS = ("deliver", "finance", "repair", "finish", "supply", "publish", "expand", "approve", "send", "rebuild")
THINGS = ("launchers", "transformers", "hospitals", "bridges", "courses", "vehicles", "audits", "shelters", "schools")
INFERRED = {"in the coming days": 14, "in the coming weeks": 56, "in the coming months": 183, "this year": 365}
STATED = (30, 60, 90, 180, 365, 540, 730)
OUTCOMES = {
    Outcome.ADVANCES: (50, "A first part of what was promised has arrived, officials confirmed."),
    Outcome.RESTATES: (20, "The minister repeated that the promise stands."),
    Outcome.FULFILS: (14, "Everything that was promised has now been handed over, the ministry said."),
    Outcome.CORROBORATES: (6, "A second outlet reported the same promise."),
    Outcome.DROPS: (5, "The plan has been given up, the government told parliament."),
    Outcome.ACTIVATES: (5, "The ceasefire that had been asked for now holds."),
}
FIRST, LAST_MADE, LAST = date(2022, 1, 1), date(2026, 6, 30), date(2027, 12, 31)


class Package(NamedTuple):
    """Records to load, in the shape of a data package."""

    parties: Sequence[Party]
    documents: Sequence[Document]
    memberships: Sequence[Membership]
    pledges: Sequence[Pledge]
    follow_ups: Sequence[FollowUp]
    enquiries: Sequence[Enquiry]
    rules: Sequence[Rule] = ()
    originals: Sequence[Original] = ()
    feeds: Sequence[Feed] = ()
    proposals: Sequence[Filed] = ()
    decisions: Sequence[Decision] = ()
    scans: Sequence[Scan] = ()
    disputes: Sequence[Dispute] = ()
    citations: Sequence[Citation] = ()
    foreign_ids: Sequence[ForeignId] = ()
    told: Mapping[str, Any] = MappingProxyType({})

    def bytes_of(self, original: Original) -> bytes:
        """Nothing that is invented has an original."""
        raise KeyError(original.document)


class Inventor:
    """Invents one package after the other; the same ``seed`` gives the same packages."""

    def __init__(self, seed: int = 1) -> None:
        self.random = Random(seed)
        self.serials: Counter[str] = Counter()

    def world(self) -> Package:
        """The parties, their memberships, and the deadline rules."""
        parties = [Party(code, f"Country {code}", PartyKind.COUNTRY) for code in COUNTRIES]
        parties += [Party(code, f"The {code}", PartyKind.COALITION) for code in GROUPS]
        members = [Membership(code, COUNTRIES[place]) for code, places in GROUPS.items() for place in places]
        rules = [Rule("en-1", name, f"the window that “{name}” means") for name in ("by", *INFERRED)]
        return Package(parties, (), members, (), (), (), rules)

    def package(self, size: int) -> Package:
        """Some more pledges with everything that hangs on them."""
        later = sorted((self._later() for _ in range(size)), key=lambda each: each.published_on or LAST)
        days = [each.published_on or LAST for each in later]
        documents: list[Document] = [*later]
        pledges: list[Pledge] = []
        follow_ups: list[FollowUp] = []
        enquiries: list[Enquiry] = []
        for _ in range(size):
            source, pledge = self._pledge()
            documents.append(source)
            pledges.append(pledge)
            follow_ups += self._follow_ups(pledge, later, days)
            if self.random.random() < 0.03:
                enquiries.append(self._enquiry(pledge))
        return Package((), documents, (), pledges, follow_ups, enquiries)

    def _ref(self, series: str, day: date) -> str:
        series = f"{series}-{day.year}-"
        self.serials[series] += 1
        return f"{series}{self.serials[series]:03d}"

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(self.random.randint(0, (last - first).days))

    def _parties(self) -> tuple[str, ...]:
        kind = self.random.random()
        if kind < 0.05:
            return (self.random.choice(tuple(GROUPS)),)
        number = 1 if kind < 0.85 else self.random.randint(2, 5)
        found: dict[str, None] = {}
        while len(found) < number:  # the first countries of the list pledge more than the last
            found[COUNTRIES[int(len(COUNTRIES) * self.random.random() ** 2)]] = None
        return tuple(found)

    def _later(self) -> Document:
        day = self._day(FIRST, LAST)
        issuer = self.random.choice(COUNTRIES) if self.random.random() < 0.3 else None
        ref = self._ref("D", day)
        text = " ".join(
            (f"Report {ref}.", *(sentence for _, sentence in OUTCOMES.values()), "More in the next report.")
        )
        return _document(ref, f"What became of it, {day}", day, issuer, text)

    def _pledge(self) -> tuple[Document, Pledge]:
        parties, made = self._parties(), self._day(FIRST, LAST_MADE)
        topic, verb, thing = (self.random.choice(each) for each in (TOPICS, VERBS, THINGS))
        deed = f"{verb} {self.random.randint(2, 900)} {thing} for {topic.replace('-', ' ')}"
        deadline = self._deadline(made)
        condition = "once a ceasefire holds" if self.random.random() < 0.06 else None
        words = " ".join(filter(None, ("will", deed, deadline.phrase if deadline else None, condition)))
        ref, source_ref = self._ref(parties[0], made), self._ref("D", made)
        text = f"Statement of {made}. {' and '.join(parties)} {words}. Journalists asked who pays. There was no answer."
        issuer = parties[0] if self.random.random() < 0.5 else None
        source = _document(source_ref, f"Statement on {topic}", made, issuer, text)
        pledge = Pledge(
            ref=ref,
            parties=parties,
            summary=deed.capitalize(),
            topic=topic,
            quote=_quote(source, words),
            made_on=made,
            recorded_on=made,
            deadline=deadline,
            condition=condition,
            published_on=made,
            issuer=issuer,
        )
        return source, pledge

    def _deadline(self, said: date) -> Deadline | None:
        kind = self.random.random()
        if kind < 0.4:
            return None
        if kind < 0.75:
            latest = min(said + timedelta(self.random.choice(STATED)), LAST)
            return Deadline(f"by {latest:%d %B %Y}", None, latest, Basis.STATED, "by", "en-1")
        phrase = self.random.choice(tuple(INFERRED))
        return Deadline(phrase, said, said + timedelta(INFERRED[phrase]), Basis.INFERRED, phrase, "en-1")

    def _follow_ups(self, pledge: Pledge, later: Sequence[Document], days: Sequence[date]) -> list[FollowUp]:
        begin = bisect_left(days, pledge.made_on or LAST)
        places = (begin + int(self.random.expovariate(8) * len(later)) for _ in range(self._number(3.05)))
        found = [later[place] for place in sorted(places) if place < len(later)]
        return [self._follow_up(pledge, each, number) for number, each in enumerate(found, start=1)]

    def _follow_up(self, pledge: Pledge, document: Document, number: int) -> FollowUp:
        (outcome,) = self.random.choices([*OUTCOMES], [weight for weight, _ in OUTCOMES.values()])
        if outcome is Outcome.ACTIVATES and not pledge.condition:
            outcome = Outcome.ADVANCES
        day = document.published_on or LAST
        slips = outcome is Outcome.RESTATES and pledge.deadline and self.random.random() < 0.3
        return FollowUp(
            ref=f"{pledge.ref}.{number}",
            pledge=pledge.ref,
            outcome=outcome,
            quote=_quote(document, OUTCOMES[outcome][1]),
            recorded_on=day,
            published_on=day,
            party=pledge.parties[0] if len(pledge.parties) > 1 and self.random.random() < 0.2 else None,
            deadline=self._deadline(day) if slips else None,
            issuer=document.issuer,
        )

    def _enquiry(self, pledge: Pledge) -> Enquiry:
        day = self._day(pledge.made_on or FIRST, LAST)
        return Enquiry(self._ref("E", day), pledge.ref, day, "A. Reader", "the ministry's press archive")

    def _number(self, mean: float) -> int:
        """A number from Poisson's distribution."""
        number, product, enough = 0, self.random.random(), exp(-mean)
        while product > enough:
            number, product = number + 1, product * self.random.random()
        return number


def _document(ref: str, title: str, day: date, issuer: str | None, text: str) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(ref, title, "The Daily Register", day, issuer, text=text, sha256=sha256)


def _quote(document: Document, words: str) -> Quote:
    start = (document.text or "").index(words)
    return Quote(document.ref, words, start, start + len(words))
