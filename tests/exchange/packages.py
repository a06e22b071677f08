"""Whole packages for hypothesis to draw: whatever a register may hold."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.exchange.fields import days, deadlines, maybe, moments, quantities, quotes, structures, words
from tracker import rows
from tracker.exchange.package import Package
from tracker.language.passages import Passage
from tracker.language.sightings import UNCLEAR, Cue
from tracker.model import (
    Deadline,
    Decision,
    Dispute,
    Document,
    Enquiry,
    Feed,
    FollowUp,
    Membership,
    Original,
    Party,
    Pledge,
    Rule,
    Scan,
)
from tracker.proposals import Filed, Proposal, fingerprint
from tracker.words import Outcome, PartyKind


@st.composite
def packages_of_records(draw: st.DrawFn) -> Package:
    codes = draw(st.lists(st.sampled_from(["GB", "FR", "EU", "COW", "G7", "WHO-EURO"]), min_size=2, unique=True))
    parties = [Party(code, draw(words), draw(st.sampled_from(PartyKind))) for code in codes]
    start = draw(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
    documents = [
        _document(draw, number, start + timedelta(days=number), codes) for number in range(draw(st.integers(1, 3)))
    ]
    memberships = [
        Membership(codes[0], code, draw(st.none() | days), None, draw(st.none() | st.just(documents[0].ref)))
        for code in codes[1 : draw(st.integers(1, len(codes)))]
    ]
    pledges, follow_ups, enquiries = [], [], []
    for serial in range(1, draw(st.integers(0, 3)) + 1):
        pledge = _pledge(draw, f"{codes[0]}-2025-{serial:03}", documents[0], codes, start)
        pledges.append(pledge)
        follow_ups += [
            _follow_up(draw, pledge, number, documents[-1], start) for number in range(1, draw(st.integers(0, 11)) + 1)
        ]
    for serial, pledge in enumerate(pledges, start=1):
        enquiries.append(_enquiry(draw, f"E-2026-{serial:03}", pledge.ref))
    disputes = _disputes(draw, pledges if len(documents) > 1 else [], documents[-1])
    versions = draw(st.lists(words, max_size=2, unique=True))
    rules = [Rule(version, "within", draw(words)) for version in versions]
    unquoted = Document("D-2026-001", draw(words), draw(words), None, text="", sha256=hashlib.sha256(b"").hexdigest())
    originals = {each.ref: draw(st.binary(max_size=40)) for each in documents if draw(st.booleans())}
    kept = [_original(draw, ref, data) for ref, data in originals.items()]
    feeds = [Feed(url, draw(words), draw(words), draw(st.sampled_from([None, *codes])), draw(days)) for url in versions]
    proposals = _proposals(draw, [each for each in documents if each.text], pledges)
    told = Told(
        parties,
        [*documents, unquoted],
        memberships,
        pledges,
        follow_ups,
        enquiries,
        rules,
        originals=kept,
        feeds=feeds,
        proposals=proposals,
        decisions=[each for filed in proposals for each in _decisions(draw, filed, pledges, follow_ups)],
        scans=[Scan(each.ref, draw(words), draw(moments)) for each in documents if draw(st.booleans())],
        disputes=disputes,
    )
    told.data = originals
    return told


class Told(Package):
    """A package that was never in a folder."""

    data: dict[str, bytes]

    def bytes_of(self, original: Original) -> bytes:
        return self.data[original.document]


def _original(draw: st.DrawFn, ref: str, data: bytes) -> Original:
    return Original(
        document=ref,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=draw(st.sampled_from(["text/html", "application/pdf", "image/png"])),
        name=draw(words),
        extractor=draw(words),
        retrieved_at=draw(words),
        content_type=draw(maybe),
        encoding=draw(maybe),
        final_url=draw(maybe),
    )


def _document(draw: st.DrawFn, number: int, published: date, codes: list[str]) -> Document:
    text = draw(st.none() | words)
    return Document(
        ref=f"D-2025-{number + 1:03}",
        title=draw(words),
        publisher=draw(words),
        published_on=published,
        issuer=draw(st.none() | st.sampled_from(codes)),
        url=draw(maybe),
        retrieved_on=draw(st.none() | days),
        language="en",
        event=draw(st.none() | st.just(f"event {number}")),
        archive_url=draw(maybe),
        dates_found=draw(maybe),
        dated_by=draw(maybe),
        text=text,
        sha256=None if text is None else hashlib.sha256(text.encode()).hexdigest(),
    )


def _enquiry(draw: st.DrawFn, ref: str, pledge: str) -> Enquiry:
    return Enquiry(ref, pledge, draw(days), draw(words), draw(words), draw(maybe), draw(maybe))


def _pledge(draw: st.DrawFn, ref: str, document: Document, codes: list[str], made: date) -> Pledge:
    named = draw(st.permutations(codes))
    count = draw(st.integers(1, len(named)))
    return Pledge(
        ref=ref,
        parties=tuple(named[:count]),
        partners=tuple(named[count:]),
        summary=draw(words),
        topic=draw(words),
        quote=draw(quotes(document)),
        made_on=draw(st.none() | st.just(made)),
        recorded_on=draw(days),
        speaker=draw(st.none() | st.sampled_from(codes)),
        deadline=draw(deadlines(made)),
        condition=draw(maybe),
        quantity=draw(quantities()),
        published_on=document.published_on,
        issuer=document.issuer,
        event=document.event,
        retracted=draw(maybe),
    )


def _follow_up(draw: st.DrawFn, pledge: Pledge, serial: int, document: Document, start: date) -> FollowUp:
    idle = {Outcome.RESTATES} if document.ref == pledge.quote.document else set()
    if pledge.condition is None:
        idle.add(Outcome.ACTIVATES)
    outcomes = [each for each in Outcome if each not in idle]
    return FollowUp(
        ref=f"{pledge.ref}.{serial}",
        pledge=pledge.ref,
        outcome=draw(st.sampled_from(outcomes)),
        quote=draw(quotes(document)),
        recorded_on=draw(days),
        published_on=document.published_on,
        dated=draw(st.none() | st.just(start)),
        party=draw(st.none() | st.sampled_from(pledge.parties)),
        quantity=draw(quantities()),
        deadline=draw(deadlines(start)),
        note=draw(maybe),
        issuer=document.issuer,
        event=document.event,
        retracted=draw(maybe),
    )


def _disputes(draw: st.DrawFn, pledges: list[Pledge], document: Document) -> list[Dispute]:
    """What parties may have answered, in a later document; with more than 999 in a year, longer refs."""
    serials = draw(st.lists(st.integers(1, 1100), max_size=4 if pledges else 0, unique=True))
    answered = [draw(st.sampled_from(pledges)) for _ in serials]
    return [
        Dispute(
            ref=f"A-2026-{serial:03}",
            pledge=pledge.ref,
            party=draw(st.sampled_from(pledge.parties)),
            quote=draw(quotes(document)),
            recorded_on=draw(days),
            note=draw(maybe),
            published_on=document.published_on,
            issuer=document.issuer,
            event=document.event,
            retracted=draw(maybe),
        )
        for serial, pledge in zip(serials, answered, strict=True)
    ]


def _proposals(draw: st.DrawFn, documents: list[Document], pledges: list[Pledge]) -> list[Filed]:
    """Proposals of every kind and state, no two about the same; with more than 999 of a year, longer refs."""
    found: dict[str, Filed] = {}
    serials = iter(draw(st.lists(st.integers(1, 1100), min_size=6, max_size=6, unique=True)))
    for _ in range(draw(st.integers(0, 4)) if documents else 0):
        document = draw(st.sampled_from(documents))
        about = draw(st.sampled_from([None, *pledges]))
        quote = draw(quotes(document))
        place = Passage(quote.start or 0, quote.end or 0)
        proposal = Proposal(
            ref=f"P-2025-{next(serials):03}",
            kind="follow-up" if about else "pledge",
            quote=quote,
            band=draw(st.sampled_from(["likely", "possible"])),
            score=draw(st.integers(-5000, 10**7)) / 1000,
            rules=draw(words),
            fingerprint=fingerprint(document, "follow-up" if about else "pledge", place, about.ref if about else ""),
            facts=_facts(draw, about, pledges),
            cues=tuple(_cue(draw, document) for _ in range(draw(st.integers(0, 3)))),
            mentions=tuple(draw(st.lists(st.sampled_from(documents).flatmap(quotes), max_size=2))),
            pledge=about.ref if about else None,
        )
        state = draw(st.sampled_from(["pending", "accepted", "rejected", "withdrawn"]))
        found.setdefault(proposal.fingerprint, Filed(proposal, state))
    return list(found.values())


def _facts(draw: st.DrawFn, about: Pledge | None, pledges: list[Pledge]) -> dict[str, object]:
    """What every program writes, and what a later one might add."""
    deadline = draw(deadlines(date(2025, 1, 1)))
    of_both = {"amount": draw(maybe | st.integers()), "unit": draw(maybe), "qualifier": draw(maybe)}
    of_both |= draw(st.dictionaries(words, structures, max_size=2))
    if about is None:
        return {
            **of_both,
            "parties": draw(st.lists(words, max_size=2)),
            "partners": draw(st.lists(words, max_size=2)),
            "speaker": draw(maybe),
            "summary": draw(words),
            "topic": draw(words),
            "condition": draw(maybe),
            "deadline": deadline and {name: rows.plain(getattr(deadline, name)) for name in Deadline.__slots__},
        }
    others = [
        {"pledge": each.ref, "rank": rank, "outcome": draw(words), "score": draw(st.floats(0, 9))}
        for rank, each in enumerate(pledges, start=2)
    ]
    outcome = draw(st.sampled_from([*map(str, Outcome), UNCLEAR]))
    return {**of_both, "outcome": outcome, "party": draw(maybe), "dated": draw(maybe), "others": others}


def _cue(draw: st.DrawFn, document: Document) -> Cue:
    start = draw(st.integers(0, len(document.text or "")))
    weight = draw(st.floats(-9, 9) | st.integers(-9, 9))
    return Cue(draw(words), weight, start, draw(st.integers(start, len(document.text or ""))))


def _decisions(draw: st.DrawFn, filed: Filed, pledges: list[Pledge], follow_ups: list[FollowUp]) -> list[Decision]:
    """What people may have decided: by the last of them it stands as it does, and others have coded it again."""
    ways = ["accepted", "edited", "rejected", "undone"]
    told = draw(st.lists(st.sampled_from(ways), max_size=3))
    if filed.state in ("accepted", "rejected"):
        told.insert(draw(st.integers(0, len(told))), filed.state)
    records = st.none() | st.sampled_from([each.ref for each in (*pledges, *follow_ups)] or [None])
    return [
        Decision(filed.ref, number, decided, draw(words), draw(moments), draw(maybe), draw(records))
        for number, decided in enumerate(told, start=1)
    ]
