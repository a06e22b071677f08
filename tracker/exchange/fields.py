"""The files of a data package and their columns: the table behind ``datapackage.json`` and every check."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tracker.words import Basis, Outcome, PartyKind, Qualifier

FORMAT = 2  # of the package; raised when an older program could no longer read it
NAME = "commitment-register"
DESCRIPTION = "datapackage.json"
TEXTS = "texts"
ORIGINAL_FILES = "originals"
FIRST_DAY, LAST_DAY = "1900-01-01", "2199-12-31"  # the days that tracker.days.given_day takes
LARGEST = 2**31 - 1  # the greatest whole number that every register holds

CODE = r"[A-Z0-9]+([_-][A-Z0-9]+)*"
DOCUMENT = r"D-[0-9]{4}-[0-9]{3,9}(\.[1-9][0-9]{0,8})?"
PLEDGE = CODE + r"-[0-9]{4}-[0-9]{3,9}"
FOLLOW_UP = PLEDGE + r"\.[1-9][0-9]{0,8}"
ENQUIRY = r"E-[0-9]{4}-[0-9]{3,9}"


# How the file of an original ends, by its media type; any other ends in .bin.
ENDINGS = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
}


class Field(NamedTuple):
    """A column. ``type`` is Table Schema's: ``string``, ``date``, ``integer`` or ``number`` (both 0 or more).

    ``names`` is the resource whose key it holds; ``written`` tells how a value that fits ``pattern`` looks.
    ``since`` is the first format with the column: packages in an older one come without.
    """

    name: str
    says: str
    type: str = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    written: str = ""
    names: str = ""
    since: int = 1


class Resource(NamedTuple):
    """A file ``<name>.csv``: its columns in order, and those that together tell one row from another.

    ``since`` is the first format with the file.
    """

    name: str
    says: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    since: int = 1

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.fields)


def _code(name: str, says: str, *, required: bool = False, names: str = "parties") -> Field:
    return Field(name, says, required=required, pattern=CODE, written="like GB or COW", names=names)


def _document(name: str, says: str, *, required: bool = False, names: str = "documents") -> Field:
    return Field(name, says, required=required, pattern=DOCUMENT, written="like D-2025-001", names=names)


def _pledge(name: str, says: str, *, names: str = "pledges") -> Field:
    return Field(name, says, required=True, pattern=PLEDGE, written="like GB-2025-001", names=names)


def _day(name: str, says: str, *, required: bool = False) -> Field:
    return Field(name, says, "date", required)


def _text(name: str, says: str, *, required: bool = False, since: int = 1) -> Field:
    return Field(name, says, required=required, since=since)


def _one_of(name: str, says: str, words: Iterable[str], *, required: bool = False) -> Field:
    return Field(name, says, required=required, enum=tuple(str(each) for each in words))


_QUOTE = (
    _document("document", "The document quoted.", required=True),
    _text("quote", "The words, exactly as they stand in the document's text.", required=True),
    Field("start", "Where the words begin: code points from the beginning of the text.", "integer"),
    Field("end", "Where they end: the first code point after them.", "integer"),
)
_DEADLINE = (
    _text("deadline_phrase", "The deadline in the words used."),
    _day("deadline_earliest", "The first day of the window that the phrase means."),
    _day("deadline_latest", "The last day of that window; late begins the day after it."),
    _one_of("deadline_basis", "Whether the words alone give the window, or a house rule does.", Basis),
    _text("deadline_rule", "The rule that read the phrase."),
    _text("deadline_rules", "The version of the table that held the rule."),
)
_QUANTITY = (
    Field("amount", "How much, as an exact decimal number.", "number"),
    _text("unit", "Of what: a thing counted, or a currency (ISO 4217)."),
    _one_of("qualifier", "How firmly the amount was said.", Qualifier),
)
_RETRACTED = _text("retracted", "Why the record was a mistake, where it was one.")

PARTIES = Resource(
    "parties",
    "Who can pledge.",
    ("code",),
    (
        _code("code", "ISO 3166-1 alpha-2 for a country, else the body's short name.", names="", required=True),
        _text("name", "The everyday name.", required=True),
        _one_of("kind", "What kind of party it is.", PartyKind, required=True),
    ),
)
MEMBERSHIPS = Resource(
    "memberships",
    "Which parties belong to which groups, and when.",
    ("group", "member", "since"),
    (
        _code("group", "The organisation or coalition.", required=True),
        _code("member", "The party that belongs to it.", required=True),
        _day("since", "The first day of the membership; empty: not known."),
        _day("until", "The first day after it; empty: open-ended."),
        _document("document", "The document that says so."),
    ),
)
DOCUMENTS = Resource(
    "documents",
    "The published texts that pledges and follow-ups quote. Each text held is in texts/, named by its ref.",
    ("ref",),
    (
        _document("ref", "The document's ref.", required=True, names=""),
        _text("title", "The title as published.", required=True),
        _text("publisher", "Who published it.", required=True),
        _day("published_on", "The day of publication; empty: not known."),
        _code("issuer", "The party whose own word it is; empty for news."),
        _text("url", "Where it was found."),
        _day("retrieved_on", "The day on which the text was fetched."),
        _text("language", "The language of the text (BCP 47).", required=True),
        _text("event", "What it reports on; documents of one event corroborate each other."),
        _text("archive_url", "A copy that is kept elsewhere.", since=2),
        _text("dates_found", "Every day of publication that the file or page gave, with its place.", since=2),
        _text("dated_by", "The place whose day was taken.", since=2),
        Field(
            "sha256",
            "The SHA-256 of the text's UTF-8 bytes; empty where the text is not held.",
            pattern=r"[0-9a-f]{64}",
            written="as 64 hexadecimal digits",
        ),
    ),
)
ORIGINALS = Resource(
    "originals",
    "The files and pages that the texts were read from. Their bytes are in originals/, named by the document's ref.",
    ("document",),
    (
        _document("document", "The document.", required=True),
        Field(
            "sha256",
            "The SHA-256 of the bytes.",
            required=True,
            pattern=r"[0-9a-f]{64}",
            written="as 64 hexadecimal digits",
        ),
        Field("size", "How many bytes there are.", "integer", required=True),
        _text("media_type", "What the bytes are (IANA media type).", required=True),
        _text("name", "The name of the file, or the last part of the address.", required=True),
        _text("extractor", "What read the text from the bytes, and its version.", required=True),
        _text("retrieved_at", "When the bytes were fetched or read (UTC).", required=True),
        _text("content_type", "The type that the server gave."),
        _text("encoding", "The encoding that a person named."),
        _text("final_url", "Where redirects led."),
    ),
    since=2,
)
FEEDS = Resource(
    "feeds",
    "Addresses that list new documents.",
    ("url",),
    (
        _text("url", "The address.", required=True),
        _text("title", "What the feed calls itself.", required=True),
        _text("publisher", "Who publishes what it lists.", required=True),
        _code("issuer", "The party whose own word it is; empty for news."),
        _day("added_on", "The day on which it was recorded.", required=True),
    ),
    since=2,
)
PLEDGES = Resource(
    "pledges",
    "Public statements of intent to act. Who pledged is in pledge_parties.csv.",
    ("ref",),
    (
        _pledge("ref", "The pledge's ref: first party, year, serial.", names=""),
        _day("made_on", "The day it was made; empty: not known."),
        _day("recorded_on", "The day it was recorded.", required=True),
        _text("summary", "What was pledged, in one line.", required=True),
        _text("topic", "What it is about.", required=True),
        *_QUOTE,
        _code("speaker", "Who said it, where that is not who must act."),
        _text("condition", "What must happen first, in the words used."),
        *_DEADLINE,
        *_QUANTITY,
        _RETRACTED,
    ),
)
PLEDGE_PARTIES = Resource(
    "pledge_parties",
    "Who made each pledge, and who was named as a partner without pledging.",
    ("pledge", "position"),
    (
        _pledge("pledge", "The pledge."),
        Field("position", "The order in which they are named, from 1.", "integer", required=True),
        _code("party", "The party.", required=True),
        Field("role", "Whether it has pledged.", required=True, enum=("party", "partner")),
    ),
)
FOLLOW_UPS = Resource(
    "follow_ups",
    "What later documents mean for a pledge.",
    ("ref",),
    (
        Field(
            "ref",
            "The follow-up's ref: the pledge's, a dot, a serial.",
            required=True,
            pattern=FOLLOW_UP,
            written="like GB-2025-001.1",
        ),
        _pledge("pledge", "The pledge."),
        _one_of("outcome", "What the document means for it.", Outcome, required=True),
        *_QUOTE,
        _day("recorded_on", "The day it was recorded.", required=True),
        _day("dated", "The day of the deed, where the text tells it."),
        _code("party", "The one party of a joint pledge that it is about."),
        *_DEADLINE,
        *_QUANTITY,
        _text("note", "Why this outcome was chosen."),
        _RETRACTED,
    ),
)
ENQUIRIES = Resource(
    "enquiries",
    "Evidence of absence: who looked where, on which day, and found nothing.",
    ("ref",),
    (
        Field("ref", "The enquiry's ref.", required=True, pattern=ENQUIRY, written="like E-2026-001"),
        _pledge("pledge", "The pledge."),
        _day("enquired_on", "The day of the enquiry.", required=True),
        _text("enquirer", "Who looked.", required=True),
        _text("place", "Where they looked.", required=True),
        _text("note", "What there is to say about it."),
    ),
)

# In an order in which every row names only rows before it.
RULES = Resource(
    "rules",
    "The deadline rules that the records were read by, as they stood.",
    ("version", "rule"),
    (
        _text("version", "The version of the rule table.", required=True),
        _text("rule", "The rule.", required=True),
        _text("says", "What it says.", required=True),
    ),
)
RESOURCES = (PARTIES, DOCUMENTS, ORIGINALS, FEEDS, MEMBERSHIPS, PLEDGES, PLEDGE_PARTIES, FOLLOW_UPS, ENQUIRIES, RULES)


def original_file(ref: str, media_type: str) -> str:
    """The file of a document's original, inside the package."""
    return f"{ORIGINAL_FILES}/{ref}{ENDINGS.get(media_type, '.bin')}"
