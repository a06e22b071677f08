"""Fields as nasty as a register may hold them, for hypothesis to draw."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from tracker.model import Deadline, Document, Quantity, Quote
from tracker.words import Basis, Qualifier

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
moments = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)).map(lambda each: f"{each:%Y-%m-%dT%H:%M:%SZ}")
structures = st.recursive(
    maybe | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)
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
