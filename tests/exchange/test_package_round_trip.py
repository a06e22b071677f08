"""Whatever a register holds comes back from a data package unchanged, from one database into the other."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import frictionless
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.exchange.package import Package, digest, read
from tracker.model import (
    Deadline,
    Document,
    Enquiry,
    Feed,
    FollowUp,
    Membership,
    Original,
    Party,
    Pledge,
    Quantity,
    Quote,
    Rule,
)
from tracker.words import Basis, Outcome, PartyKind, Qualifier

NASTY = [
    "=1+1",
    " leading",
    "trailing ",
    'a "b"',
    "a,b",
    "x\ny",
    "x\ry",
    "x\r\ny",
    "😀é",
    "\ufeff",
    "-",
    "'",
    "\x1b[1m",
    "NULL",
]
words = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
)
maybe = st.none() | words
days = st.dates(date(1900, 1, 2), date(2199, 12, 30))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity | None:
    if draw(st.booleans()):
        return None
    amount = draw(st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=draw(st.integers(0, 4))))
    digits = format(amount.copy_abs(), "f")
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return Quantity(Decimal(plain), "missiles", draw(st.none() | st.sampled_from(Qualifier)))


@st.composite
def deadlines(draw: st.DrawFn, since: date) -> Deadline | None:
    kind = draw(st.sampled_from(["none", "no window", "window"]))
    if kind == "none":
        return None
    if kind == "no window":
        return Deadline(draw(words), None, None, None, "no-window", "en-1")
    latest = draw(st.dates(since, date(2199, 12, 31)))
    earliest = draw(st.none() | st.dates(since, latest))
    return Deadline(draw(words), earliest, latest, draw(st.sampled_from(Basis)), draw(words), draw(words))


@st.composite
def quotes(draw: st.DrawFn, document: Document) -> Quote:
    if not document.text:
        return Quote(document.ref, draw(words), None, None)
    start = draw(st.integers(0, len(document.text) - 1))
    end = draw(st.integers(start + 1, len(document.text)))
    return Quote(document.ref, document.text[start:end], start, end)


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
        enquiries.append(Enquiry(f"E-2026-{serial:03}", pledge.ref, draw(days), draw(words), draw(words), draw(maybe)))
    versions = draw(st.lists(words, max_size=2, unique=True))
    rules = [Rule(version, "within", draw(words)) for version in versions]
    unquoted = Document("D-2026-001", draw(words), draw(words), None, text="", sha256=hashlib.sha256(b"").hexdigest())
    originals = {each.ref: draw(st.binary(max_size=40)) for each in documents if draw(st.booleans())}
    kept = [_original(draw, ref, data) for ref, data in originals.items()]
    feeds = [Feed(url, draw(words), draw(words), draw(st.sampled_from([None, *codes])), draw(days)) for url in versions]
    told = Told(
        parties, [*documents, unquoted], memberships, pledges, follow_ups, enquiries, rules, originals=kept, feeds=feeds
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
    outcomes = [each for each in Outcome if each is not Outcome.RESTATES or document.ref != pledge.quote.document]
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


@given(packages_of_records())
@settings(max_examples=8, deadline=None)
def test_every_register_comes_back_from_its_package_and_both_databases_write_the_same_bytes(
    new_register, packages, records
) -> None:
    sqlite, postgresql = new_register("sqlite"), new_register("postgresql")
    with TemporaryDirectory() as folder:
        first, second = Path(folder, "first"), Path(folder, "second")
        packages.take(sqlite, records)
        written = packages.give(sqlite, first)
        packages.take(postgresql, first)
        assert packages.give(postgresql, second) == written
        again = read(second)
        assert {each.document: again.bytes_of(each) for each in again.originals} == records.data
    assert digest(again) == digest(records)
    assert {each.ref: each.text for each in again.documents} == {each.ref: each.text for each in records.documents}


def test_frictionless_reads_every_nasty_cell(new_register, packages, tmp_path) -> None:
    parties = [Party(f"N{number}", cell, PartyKind.ORGANISATION) for number, cell in enumerate(NASTY)]
    location = new_register("sqlite")
    packages.take(location, Package(parties, [], [], [], [], [], []))
    packages.give(location, tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).flatten(["path", "type", "note"]) == []
    rows = frictionless.Package(str(tmp_path / "datapackage.json")).get_resource("parties").read_rows()
    assert {row["code"]: row["name"] for row in rows} == {each.code: each.name for each in parties}
