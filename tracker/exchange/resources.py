"""The files of a data package and their columns: the table behind ``datapackage.json`` and every check."""

from __future__ import annotations

from tracker.exchange.fields import (
    QUOTE,
    Field,
    Resource,
    code,
    day,
    document,
    one_of,
    pledge,
    sha256,
    text,
)
from tracker.exchange.review_resources import DECISIONS, PROPOSALS, SCANS
from tracker.forms import DISPUTE, ENQUIRY, FOLLOW_UP, RECORD, RELATION
from tracker.words import Basis, Outcome, PartyKind, Qualifier, RelationKind

_DEADLINE = (
    text("deadline_phrase", "The deadline in the words used."),
    day("deadline_earliest", "The first day of the window that the phrase means."),
    day("deadline_latest", "The last day of that window; late begins the day after it."),
    one_of("deadline_basis", "Whether the words alone give the window, or a house rule does.", Basis),
    text("deadline_rule", "The rule that read the phrase."),
    text("deadline_rules", "The version of the table that held the rule."),
)
_QUANTITY = (
    Field("amount", "How much, as an exact decimal number.", "number"),
    text("unit", "Of what: a thing counted, or a currency (ISO 4217)."),
    one_of("qualifier", "How firmly the amount was said.", Qualifier),
)
_RETRACTED = text("retracted", "Why the record was a mistake, where it was one.")

PARTIES = Resource(
    "parties",
    "Who can pledge.",
    ("code",),
    (
        code("code", "ISO 3166-1 alpha-2 for a country, else the body's short name.", names="", required=True),
        text("name", "The everyday name.", required=True),
        one_of("kind", "What kind of party it is.", PartyKind, required=True),
    ),
)
MEMBERSHIPS = Resource(
    "memberships",
    "Which parties belong to which groups, and when.",
    ("group", "member", "since"),
    (
        code("group", "The organisation or coalition.", required=True),
        code("member", "The party that belongs to it.", required=True),
        day("since", "The first day of the membership; empty: not known."),
        day("until", "The first day after it; empty: open-ended."),
        document("document", "The document that says so."),
    ),
)
DOCUMENTS = Resource(
    "documents",
    "The published texts that pledges, follow-ups and disputes quote. Each text held is in texts/, named by its ref.",
    ("ref",),
    (
        document("ref", "The document's ref.", required=True, names=""),
        text("title", "The title as published.", required=True),
        text("publisher", "Who published it.", required=True),
        day("published_on", "The day of publication; empty: not known."),
        code("issuer", "The party whose own word it is; empty for news."),
        text("url", "Where it was found."),
        day("retrieved_on", "The day on which the text was fetched."),
        text("language", "The language of the text (BCP 47).", required=True),
        text("event", "What it reports on; documents of one event corroborate each other."),
        text("archive_url", "A copy that is kept elsewhere.", since=2),
        text("dates_found", "Every day of publication that the file or page gave, with its place.", since=2),
        text("dated_by", "The place whose day was taken.", since=2),
        sha256("sha256", "The SHA-256 of the text's UTF-8 bytes; empty where the text is not held."),
    ),
)
ORIGINALS = Resource(
    "originals",
    "The files and pages that the texts were read from. Their bytes are in originals/, named by the document's ref.",
    ("document",),
    (
        document("document", "The document.", required=True),
        sha256("sha256", "The SHA-256 of the bytes.", required=True),
        Field("size", "How many bytes there are.", "integer", required=True),
        text("media_type", "What the bytes are (IANA media type).", required=True),
        text("name", "The name of the file, or the last part of the address.", required=True),
        text("extractor", "What read the text from the bytes, and its version.", required=True),
        text("retrieved_at", "When the bytes were fetched or read (UTC).", required=True),
        text("content_type", "The type that the server gave."),
        text("encoding", "The encoding that a person named."),
        text("final_url", "Where redirects led."),
    ),
    since=2,
)
FEEDS = Resource(
    "feeds",
    "Addresses that list new documents.",
    ("url",),
    (
        text("url", "The address.", required=True),
        text("title", "What the feed calls itself.", required=True),
        text("publisher", "Who publishes what it lists.", required=True),
        code("issuer", "The party whose own word it is; empty for news."),
        day("added_on", "The day on which it was recorded.", required=True),
    ),
    since=2,
)
PLEDGES = Resource(
    "pledges",
    "Public statements of intent to act. Who pledged is in pledge_parties.csv.",
    ("ref",),
    (
        pledge("ref", "The pledge's ref: first party, year, serial.", names=""),
        day("made_on", "The day it was made; empty: not known."),
        day("recorded_on", "The day it was recorded.", required=True),
        text("summary", "What was pledged, in one line.", required=True),
        text("topic", "What it is about.", required=True),
        *QUOTE,
        code("speaker", "Who said it, where that is not who must act."),
        text("condition", "What must happen first, in the words used."),
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
        pledge("pledge", "The pledge."),
        Field("position", "The order in which they are named, from 1.", "integer", required=True),
        code("party", "The party.", required=True),
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
        pledge("pledge", "The pledge."),
        one_of("outcome", "What the document means for it.", Outcome, required=True),
        *QUOTE,
        day("recorded_on", "The day it was recorded.", required=True),
        day("dated", "The day of the deed, where the text tells it."),
        code("party", "The one party of a joint pledge that it is about."),
        *_DEADLINE,
        *_QUANTITY,
        text("note", "Why this outcome was chosen."),
        _RETRACTED,
    ),
)
DISPUTES = Resource(
    "disputes",
    "What parties answered to what is said of their pledges. A dispute changes no standing.",
    ("ref",),
    (
        Field("ref", "The dispute's ref.", required=True, pattern=DISPUTE, written="like A-2026-001"),
        pledge("pledge", "The pledge."),
        code("party", "The party whose answer it is.", required=True),
        *QUOTE,
        day("recorded_on", "The day it was recorded.", required=True),
        text("note", "What the answer claims, in a line."),
        _RETRACTED,
    ),
    since=3,
)
RELATIONS = Resource(
    "relations",
    "Pledges that are part of a package, and pledges that replace another. A relation changes no standing.",
    ("ref",),
    (
        Field("ref", "The relation's ref.", required=True, pattern=RELATION, written="like R-2026-001"),
        pledge("pledge", "The item, or the pledge that replaces the other."),
        one_of("kind", "What it is to the other pledge.", RelationKind, required=True),
        pledge("other", "The package, or the pledge that is replaced."),
        day("recorded_on", "The day it was recorded.", required=True),
        text("note", "Why, in a sentence."),
        _RETRACTED,
    ),
    since=4,
)
ENQUIRIES = Resource(
    "enquiries",
    "Evidence of absence: who looked where, on which day, and found nothing.",
    ("ref",),
    (
        Field("ref", "The enquiry's ref.", required=True, pattern=ENQUIRY, written="like E-2026-001"),
        pledge("pledge", "The pledge."),
        day("enquired_on", "The day of the enquiry.", required=True),
        text("enquirer", "Who looked.", required=True),
        text("place", "Where they looked.", required=True),
        text("note", "What there is to say about it."),
        _RETRACTED._replace(since=5),
    ),
)

RULES = Resource(
    "rules",
    "The deadline rules that the records were read by, as they stood.",
    ("version", "rule"),
    (
        text("version", "The version of the rule table.", required=True),
        text("rule", "The rule.", required=True),
        text("says", "What it says.", required=True),
    ),
)
_RECORD = Field(
    "record",
    "The pledge or follow-up.",
    required=True,
    pattern=RECORD,
    written="like GB-2025-001 or GB-2025-001.1",
)
CITATIONS = Resource(
    "citations",
    "The documents that records rest on besides the one that they quote.",
    ("record", "document"),
    (_RECORD, document("document", "The document.", required=True)),
    since=4,
)
FOREIGN_IDS = Resource(
    "foreign_ids",
    "What records are called in the tables that they were imported from, so that importing again updates them.",
    ("source", "foreign_id", "part", "serial"),
    (
        text("source", "The table, by the name of its mapping.", required=True),
        text("foreign_id", "The row, by the columns that tell it from others.", required=True),
        text("part", "Which of the row's records: row, or the kind of the follow-up.", required=True),
        Field("serial", "The order among rows with equal ids, from 1.", "integer", required=True),
        _RECORD,
        sha256("taken", "The SHA-256 of what was imported.", required=True),
    ),
    since=4,
)

# In an order in which every row names only rows before it.
RESOURCES = (
    *(PARTIES, DOCUMENTS, ORIGINALS, FEEDS, MEMBERSHIPS, PLEDGES, PLEDGE_PARTIES, FOLLOW_UPS, DISPUTES, RELATIONS),
    *(ENQUIRIES, RULES, PROPOSALS, DECISIONS, SCANS, CITATIONS, FOREIGN_IDS),
)
UNPUBLISHED = (PROPOSALS, DECISIONS, SCANS)  # the work behind the records
OPTIONAL = (DISPUTES, RELATIONS, CITATIONS, FOREIGN_IDS)  # no file where there are none
