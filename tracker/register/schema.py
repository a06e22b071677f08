"""The tables, as SQLAlchemy Core knows them. Only the migrations in ``db/`` create them.

Days are ISO text in SQLite (its STRICT tables have no date) and DATE in PostgreSQL; text sorts by code point in both.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, UniqueConstraint

from tracker.register.columns import (
    Day,
    Large,
    Words,
    deadline,
    key,
    metadata,
    names,
    one_of,
    quantity,
    quote,
    table,
)

__all__ = ["Day", "metadata"]

party = table(
    "party",
    key(),
    Column("code", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("kind", Words, nullable=False),
    one_of("kind", ("country", "organisation", "coalition"), "kind"),
)

document = table(
    "document",
    key(),
    Column("ref", Words, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("publisher", Words, nullable=False),
    Column("published_on", Day, index=True),
    Column("issuer_id", names("party")),
    Column("url", Words),
    Column("retrieved_on", Day),
    Column("language", Words, nullable=False),
    Column("event", Words, index=True),
    Column("sha256", Words, index=True),
    Column("text", Words),
    Column("archive_url", Words),
    Column("dates_found", Words),
    Column("dated_by", Words),
    CheckConstraint("(text IS NULL) = (sha256 IS NULL)", name="text"),
)

# The bytes that a text was read from: `data` is compressed (zlib), `sha256` and `size` are of the bytes themselves.
original = table(
    "original",
    Column("document_id", names("document", ondelete="CASCADE"), primary_key=True),
    Column("sha256", Words, nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("media_type", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("extractor", Words, nullable=False),
    Column("retrieved_at", Words, nullable=False),
    Column("content_type", Words),
    Column("encoding", Words),
    Column("final_url", Words),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("data", LargeBinary, nullable=False),
)

# One shingle in four of every text: texts that share some are compared whole.
shingle = table(
    "shingle",
    Column("hash", Large, primary_key=True),
    Column("document_id", names("document", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

feed = table(
    "feed",
    key(),
    Column("url", Words, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("publisher", Words, nullable=False),
    Column("issuer_id", names("party")),
    Column("added_on", Day, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
)

membership = table(
    "membership",
    key(),
    Column("group_id", names("party"), nullable=False),
    Column("member_id", names("party"), nullable=False, index=True),
    Column("since", Day),
    Column("until", Day),
    Column("document_id", names("document")),
    UniqueConstraint("group_id", "member_id", "since"),
    CheckConstraint("since < until", name="days"),
    CheckConstraint("group_id <> member_id", name="self"),
)

pledge = table(
    "pledge",
    key(),
    Column("ref", Words, nullable=False, unique=True),
    Column("made_on", Day),
    Column("recorded_on", Day, nullable=False),
    Column("summary", Words, nullable=False),
    Column("topic", Words, nullable=False),
    *quote(),
    Column("speaker_id", names("party")),
    Column("condition", Words),
    *deadline(),
    *quantity(),
    Column("retracted", Words),
    Index(None, "topic", "ref"),
    Index(None, "made_on", "ref"),
    Index(None, "deadline_latest", "ref"),
)

pledge_party = table(
    "pledge_party",
    Column("pledge_id", names("pledge", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("party_id", names("party"), nullable=False),
    Column("role", Words, nullable=False),
    UniqueConstraint("party_id", "pledge_id"),
    one_of("role", ("party", "partner"), "role"),
)

follow_up = table(
    "follow_up",
    key(),
    Column("ref", Words, nullable=False, unique=True),
    Column("pledge_id", names("pledge", ondelete="CASCADE"), nullable=False, index=True),
    Column("outcome", Words, nullable=False),
    *quote(),
    Column("recorded_on", Day, nullable=False),
    Column("dated", Day),
    Column("party_id", names("party")),
    *deadline(),
    *quantity(),
    Column("note", Words),
    Column("retracted", Words),
    one_of("outcome", ("fulfils", "advances", "restates", "drops", "activates", "corroborates"), "outcome"),
)

# A party's answer to what is said of a pledge.
dispute = table(
    "dispute",
    key(),
    Column("ref", Words, nullable=False, unique=True),
    Column("pledge_id", names("pledge", ondelete="CASCADE"), nullable=False, index=True),
    Column("party_id", names("party"), nullable=False),
    *quote(),
    Column("recorded_on", Day, nullable=False),
    Column("note", Words),
    Column("retracted", Words),
)

# One pledge that is a part of another, or supersedes it.
relation = table(
    "relation",
    key(),
    Column("ref", Words, nullable=False, unique=True),
    Column("pledge_id", names("pledge", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("other_id", names("pledge", ondelete="CASCADE"), nullable=False, index=True),
    Column("recorded_on", Day, nullable=False),
    Column("note", Words),
    Column("retracted", Words),
    CheckConstraint("pledge_id <> other_id", name="self"),
    one_of("kind", ("part_of", "supersedes"), "kind"),
)

enquiry = table(
    "enquiry",
    key(),
    Column("ref", Words, nullable=False, unique=True),
    Column("pledge_id", names("pledge", ondelete="CASCADE"), nullable=False, index=True),
    Column("enquired_on", Day, nullable=False),
    Column("enquirer", Words, nullable=False),
    Column("place", Words, nullable=False),
    Column("note", Words),
    Column("retracted", Words),
)

# The deadline rules that the records were read by, as they were: reports print them from here.
rule = table(
    "rule",
    Column("version", Words, primary_key=True),
    Column("rule", Words, primary_key=True),
    Column("says", Words, nullable=False),
)

# What the law says of each pledge, kept so that "as of any date" is one range lookup. `pressing` orders a
# standing's list: the latest day, or "~" (after every day) where there is none. `ref` is the pledge's.
span = table(
    "span",
    Column("pledge_id", names("pledge", ondelete="CASCADE"), primary_key=True),
    Column("since", Day, primary_key=True),
    Column("until", Day),
    Column("standing", Words, nullable=False),
    Column("self_declared", Integer, nullable=False),
    Column("pressing", Words, nullable=False),
    Column("ref", Words, nullable=False),
    Index("ix_span_standing", "standing", "pressing", "ref", "since", "until"),
)

# How many pledges more (or fewer) have a standing from a day on: the sum up to a day counts them all.
tally = table(
    "tally",
    Column("standing", Words, primary_key=True),
    Column("day", Day, primary_key=True),
    Column("change", Integer, nullable=False),
    sqlite_with_rowid=False,  # the key is the table: a sum reads nothing else
)

revision = table(
    "revision",
    key(),
    Column("at", Words, nullable=False),
    Column("actor", Words, nullable=False),
    Column("command", Words, nullable=False),
    Column("record", Words, nullable=False, index=True),
    Column("before", Words),
    Column("after", Words),
    Column("previous", Words, nullable=False),
    Column("sha256", Words, nullable=False, unique=True),
)

# What the machine proposes. `score` is in thousandths; `facts`, `cues` and `mentions` are JSON; `state` follows the
# decisions, of which the last one counts.
proposal = table(
    "proposal",
    key(),
    Column("ref", Words, nullable=False, unique=True),
    Column("kind", Words, nullable=False),
    *quote(),
    Column("pledge_id", names("pledge")),
    Column("band", Words, nullable=False),
    Column("score", Integer, nullable=False),
    Column("rules", Words, nullable=False),
    Column("fingerprint", Words, nullable=False, unique=True),
    Column("facts", Words, nullable=False),
    Column("cues", Words, nullable=False),
    Column("mentions", Words, nullable=False),
    Column("state", Words, nullable=False),
    Index(None, "state", "band"),
    one_of("kind", ("pledge", "follow-up"), "kind"),
    one_of("band", ("likely", "possible"), "band"),
    one_of("state", ("pending", "accepted", "rejected", "withdrawn"), "state"),
)

decision = table(
    "decision",
    key(),
    Column("proposal_id", names("proposal"), nullable=False, index=True),
    Column("decided", Words, nullable=False),
    Column("reviewer", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("reason", Words),
    Column("record", Words),
    one_of("decided", ("accepted", "edited", "rejected", "undone"), "decided"),
)

# Which documents were scanned, by which rules.
scan = table(
    "scan",
    Column("document_id", names("document", ondelete="CASCADE"), primary_key=True),
    Column("rules", Words, nullable=False),
    Column("at", Words, nullable=False),
)

# The documents that a record rests on besides the one that it quotes. `record` is a ref.
citation = table(
    "citation",
    Column("record", Words, primary_key=True),
    Column("document_id", names("document"), primary_key=True, index=True),
)

# What records are called in the tables that they were imported from. `record` is a ref, `taken` the sha256 of what
# was imported.
foreign_id = table(
    "foreign_id",
    key(),
    Column("source", Words, nullable=False),
    Column("foreign_id", Words, nullable=False),
    Column("part", Words, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("record", Words, nullable=False, index=True),
    Column("taken", Words, nullable=False),
    UniqueConstraint("source", "foreign_id", "part", "serial"),
)
