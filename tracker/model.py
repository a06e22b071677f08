"""The records of the register: frozen, compared by value, ignorant of storage and of the clock.

Days are ``datetime.date`` (a calendar day, no time zone); a day that is not known is ``None``, never a far
or a zero date. Records name each other by ref or code, never by a database key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.words import Basis, Outcome, PartyKind, Qualifier, Standing


@dataclass(frozen=True, slots=True)
class Party:
    """Who can pledge. ``code``: ISO 3166-1 alpha-2 for a country, else the body's short name (``EU``)."""

    code: str
    name: str
    kind: PartyKind


@dataclass(frozen=True, slots=True)
class Membership:
    """``member`` belongs to ``group`` from ``since`` (inclusive) to ``until`` (exclusive); ``None``: open-ended.

    ``document`` is the ref of the document that says so, where one does.
    """

    group: str
    member: str
    since: date | None = None
    until: date | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A published text. ``issuer`` is set only when an official body speaks for itself.

    ``event`` names what several documents report on; two documents of one event corroborate each other.
    ``text`` is the stored text, which never changes; ``sha256`` is the hex digest of its UTF-8 bytes.
    """

    ref: str
    title: str
    publisher: str
    published_on: date | None
    issuer: str | None = None
    url: str | None = None
    retrieved_on: date | None = None
    language: str = "en"
    event: str | None = None
    text: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words and where they stand: ``document.text[start:end] == text``, in code points, at all times.

    ``start`` and ``end`` are ``None`` only while the document's text is not held.
    """

    document: str
    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as it was said, and the window that it means.

    ``earliest`` and ``latest`` are inclusive. A phrase that gives no window ("as soon as possible") has
    neither, and no basis. ``rule`` and ``rules`` name the rule and the version of the table that held it.
    """

    phrase: str
    earliest: date | None
    latest: date | None
    basis: Basis | None
    rule: str
    rules: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What a deadline rule says, in one sentence, as it stood in a version of the rule table."""

    version: str
    rule: str
    says: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """``amount`` of ``unit``: a thing counted ("missiles") or a currency (ISO 4217, "EUR")."""

    amount: Decimal
    unit: str
    qualifier: Qualifier | None = None


@dataclass(frozen=True, slots=True)
class Pledge:
    """A discrete, specific, public statement of intent to act.

    ``parties`` have pledged; ``partners`` were named as taking part and have not; ``speaker`` said it where
    that is not who must act. ``published_on``, ``issuer`` and ``event`` are those of the document quoted.
    ``retracted`` holds the reason when the record itself was a mistake.
    """

    ref: str
    parties: tuple[str, ...]
    summary: str
    topic: str
    quote: Quote
    made_on: date | None
    recorded_on: date
    partners: tuple[str, ...] = ()
    speaker: str | None = None
    deadline: Deadline | None = None
    condition: str | None = None
    quantity: Quantity | None = None
    published_on: date | None = None
    issuer: str | None = None
    event: str | None = None
    retracted: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A later document's bearing on a pledge. Ref: the pledge's, a dot, a serial (``GB-2025-001.2``).

    ``dated`` is the day of the deed if the text tells it; else the day of publication counts. ``party``
    narrows it to one party of a joint pledge. ``deadline`` is a new deadline, kept as slip. ``note`` says
    why this outcome was chosen. ``published_on``, ``issuer`` and ``event`` are those of the document quoted.
    """

    ref: str
    pledge: str
    outcome: Outcome
    quote: Quote
    recorded_on: date
    published_on: date | None = None
    dated: date | None = None
    party: str | None = None
    quantity: Quantity | None = None
    deadline: Deadline | None = None
    note: str | None = None
    issuer: str | None = None
    event: str | None = None
    retracted: str | None = None


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Evidence of absence: on ``enquired_on``, ``enquirer`` looked at ``place`` and found nothing."""

    ref: str
    pledge: str
    enquired_on: date
    enquirer: str
    place: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """One standing over the days ``[since, until)``; ``until`` is ``None`` for the last span.

    ``self_declared``: all evidence for the standing was issued by a pledging party or one of its groups.
    """

    since: date
    until: date | None
    standing: Standing
    self_declared: bool = False
