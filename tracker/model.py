"""The records of the register: frozen, compared by value, ignorant of storage and of the clock.

Days are ``datetime.date`` (a calendar day, no time zone); a day that is not known is ``None``, never a far
or a zero date. Records name each other by ref or code, never by a database key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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

    ``event`` names what several documents report on; two of one event corroborate each other. ``text`` is as stored
    and never changes; ``sha256`` is the hex digest of its UTF-8 bytes. ``archive_url`` is a copy kept elsewhere.
    ``dates_found`` lists every day of publication that the file or page gave, with its place
    (``header 2025-11-25; dateline 2025-11-26``); ``dated_by`` names the place that decided.
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
    archive_url: str | None = None
    dates_found: str | None = None
    dated_by: str | None = None
    text: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes that a document's text was read from, and how they came.

    ``sha256`` and ``size`` (in bytes) are theirs; the bytes are read apart. ``content_type`` is the header that came
    with a page, ``encoding`` what a person named: with them, reading the bytes again gives the text again.
    ``retrieved_at`` is a moment (UTC), ``final_url`` where redirects led. ``extractor`` names the library that made the
    text, and its version. ``etag`` and ``last_modified`` are what the server said last; they are no part of the record.
    """

    document: str
    sha256: str
    size: int
    media_type: str
    name: str
    extractor: str
    retrieved_at: str
    content_type: str | None = None
    encoding: str | None = None
    final_url: str | None = None
    etag: str | None = field(default=None, compare=False)
    last_modified: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that lists new documents (RSS or Atom). What it brings is by ``publisher`` (and ``issuer``).

    ``etag`` and ``last_modified`` are what its server said last, so that it need not send the same again.
    """

    url: str
    title: str
    publisher: str
    issuer: str | None
    added_on: date
    etag: str | None = field(default=None, compare=False)
    last_modified: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words and where they stand, in code points: ``document.text[start:end] == text``, while the text is held."""

    document: str
    text: str
    start: int | None
    end: int | None

    @property
    def place(self) -> str:
        """Where the words stand, as people read it: ``text[131:181]``; empty while the text is not held."""
        return f"text[{self.start}:{self.end}]" if self.start is not None else ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as it was said, and the window that it means.

    ``earliest`` and ``latest`` are inclusive. A phrase that gives no window ("as soon as possible") has neither, and no
    basis. ``rule`` and ``rules`` name the rule and the version of the table that held it.
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

    ``parties`` have pledged; ``partners`` were named as taking part and have not; ``speaker`` said it where that is not
    who must act. ``published_on``, ``issuer`` and ``event`` are those of the document quoted. ``retracted`` is why,
    when the record itself was a mistake.
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

    ``dated`` is the day of the deed if the text tells it, else that of publication counts. ``party`` narrows it to one
    of a joint pledge. ``deadline`` is a new one, kept as slip. ``note`` says why this outcome was chosen.
    ``published_on``, ``issuer`` and ``event`` are those of the document quoted.
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
class Dispute:
    """A party's answer to what is said of a pledge. It is kept and printed beside the pledge, and changes no standing.

    Ref: ``A-2026-001``. ``party`` is whose answer it is, ``note`` what it claims, in a line. ``published_on``,
    ``issuer`` and ``event`` are those of the document quoted. ``retracted`` is the reason, as for a pledge.
    """

    ref: str
    pledge: str
    party: str
    quote: Quote
    recorded_on: date
    note: str | None = None
    published_on: date | None = None
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
    retracted: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided on a proposal: ``accepted``, ``edited``, ``rejected`` or ``undone``.

    ``number`` counts the decisions on that proposal from 1; ``at`` is the moment (UTC); ``record`` is the ref of what
    taking the proposal has recorded.
    """

    proposal: str
    number: int
    decided: str
    reviewer: str
    at: str
    reason: str | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """A document was scanned by these versions of the rules, for the first time at a moment (UTC)."""

    document: str
    rules: str
    at: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that a pledge or follow-up (``record``, its ref) rests on besides the one that it quotes."""

    record: str
    document: str


@dataclass(frozen=True, slots=True)
class ForeignId:
    """What a record is called in somebody's table, so that importing the table again finds it.

    ``source`` names the table, ``foreign_id`` its row; ``part`` tells records of one row apart (``row``, ``delivery``),
    ``serial`` rows with equal ids, from 1. ``taken`` is the sha256 of what was imported: a record that is otherwise now
    was edited here.
    """

    source: str
    foreign_id: str
    part: str
    serial: int
    record: str
    taken: str


@dataclass(frozen=True, slots=True)
class Span:
    """One standing over the days ``[since, until)``; ``until`` is ``None`` for the last span.

    ``self_declared``: all evidence for the standing was issued by a pledging party or one of its groups.
    """

    since: date
    until: date | None
    standing: Standing
    self_declared: bool = False
