"""The first register: parties, documents, pledges, follow-ups, enquiries, spans, tally, revisions, words."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DAY = sa.Text().with_variant(sa.Date(), "postgresql")
EXACT = sa.Text().with_variant(sa.Numeric(), "postgresql")


def key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False)


# The log of revisions only grows: neither program nor person may change or remove a line.
APPEND_ONLY = {
    "sqlite": (
        """CREATE TRIGGER revision_kept BEFORE UPDATE ON revision
        BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END""",
        """CREATE TRIGGER revision_stays BEFORE DELETE ON revision
        BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END""",
        # INSERT OR REPLACE would remove the line in its way without asking the trigger above.
        """CREATE TRIGGER revision_new BEFORE INSERT ON revision
        WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.id OR sha256 = NEW.sha256)
        BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION revision_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'revisions are append-only'; END $$""",
        """CREATE TRIGGER revision_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON revision
        FOR EACH STATEMENT EXECUTE FUNCTION revision_append_only()""",
    ),
}

# One row a record, keyed like it; `words` are folded by the program, so that both find the same.
WORD_TABLES = {
    "sqlite": (
        "CREATE VIRTUAL TABLE pledge_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')",
        "CREATE VIRTUAL TABLE document_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')",
    ),
    "postgresql": (
        "CREATE TABLE pledge_words (rowid integer PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX ix_pledge_words ON pledge_words USING gin (words)",
        "CREATE TABLE document_words (rowid integer PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX ix_document_words ON document_words USING gin (words)",
    ),
}


def upgrade() -> None:
    create_tables()
    dialect = op.get_bind().dialect.name
    for statement in APPEND_ONLY[dialect] + WORD_TABLES[dialect]:
        op.execute(statement)


def downgrade() -> None:
    for table in ("pledge_words", "document_words", "rule"):
        op.drop_table(table)
    op.drop_table("span")
    op.drop_table("pledge_party")
    op.drop_table("follow_up")
    op.drop_table("enquiry")
    op.drop_table("pledge")
    op.drop_table("membership")
    op.drop_table("document")
    op.drop_table("tally")
    op.drop_table("revision")
    op.drop_table("party")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION revision_append_only()")


def create_tables() -> None:
    op.create_table(
        "rule",
        sa.Column("version", WORDS, nullable=False),
        sa.Column("rule", WORDS, nullable=False),
        sa.Column("says", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("version", "rule", name=op.f("pk_rule")),
        sqlite_strict=True,
    )
    op.create_table(
        "party",
        key(),
        sa.Column("code", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.CheckConstraint("kind IN ('country', 'organisation', 'coalition')", name=op.f("ck_party_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("code", name=op.f("uq_party_code")),
        sqlite_strict=True,
    )
    op.create_table(
        "revision",
        key(),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("actor", WORDS, nullable=False),
        sa.Column("command", WORDS, nullable=False),
        sa.Column("record", WORDS, nullable=False),
        sa.Column("before", WORDS, nullable=True),
        sa.Column("after", WORDS, nullable=True),
        sa.Column("previous", WORDS, nullable=False),
        sa.Column("sha256", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("sha256", name=op.f("uq_revision_sha256")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_revision_record"), "revision", ["record"], unique=False)
    op.create_table(
        "tally",
        sa.Column("standing", WORDS, nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("standing", "day", name=op.f("pk_tally")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "document",
        key(),
        sa.Column("ref", WORDS, nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("publisher", WORDS, nullable=False),
        sa.Column("published_on", DAY, nullable=True),
        sa.Column("issuer_id", sa.Integer(), nullable=True),
        sa.Column("url", WORDS, nullable=True),
        sa.Column("retrieved_on", DAY, nullable=True),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("event", WORDS, nullable=True),
        sa.Column("sha256", WORDS, nullable=True),
        sa.Column("text", WORDS, nullable=True),
        sa.CheckConstraint("(text IS NULL) = (sha256 IS NULL)", name=op.f("ck_document_text")),
        sa.ForeignKeyConstraint(["issuer_id"], ["party.id"], name=op.f("fk_document_issuer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("ref", name=op.f("uq_document_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_document_event"), "document", ["event"], unique=False)
    op.create_index(op.f("ix_document_published_on"), "document", ["published_on"], unique=False)
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)
    op.create_table(
        "membership",
        key(),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", DAY, nullable=True),
        sa.Column("until", DAY, nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("group_id <> member_id", name=op.f("ck_membership_self")),
        sa.CheckConstraint("since < until", name=op.f("ck_membership_days")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_membership_document_id")),
        sa.ForeignKeyConstraint(["group_id"], ["party.id"], name=op.f("fk_membership_group_id")),
        sa.ForeignKeyConstraint(["member_id"], ["party.id"], name=op.f("fk_membership_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("group_id", "member_id", "since", name=op.f("uq_membership_group_id_member_id_since")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_membership_member_id"), "membership", ["member_id"], unique=False)
    op.create_table(
        "pledge",
        key(),
        sa.Column("ref", WORDS, nullable=False),
        sa.Column("made_on", DAY, nullable=True),
        sa.Column("recorded_on", DAY, nullable=False),
        sa.Column("summary", WORDS, nullable=False),
        sa.Column("topic", WORDS, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("quote", WORDS, nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("condition", WORDS, nullable=True),
        sa.Column("deadline_phrase", WORDS, nullable=True),
        sa.Column("deadline_earliest", DAY, nullable=True),
        sa.Column("deadline_latest", DAY, nullable=True),
        sa.Column("deadline_basis", WORDS, nullable=True),
        sa.Column("deadline_rule", WORDS, nullable=True),
        sa.Column("deadline_rules", WORDS, nullable=True),
        sa.Column("amount", EXACT, nullable=True),
        sa.Column("unit", WORDS, nullable=True),
        sa.Column("qualifier", WORDS, nullable=True),
        sa.Column("retracted", WORDS, nullable=True),
        sa.CheckConstraint("deadline_basis IN ('stated', 'inferred')", name=op.f("ck_pledge_basis")),
        sa.CheckConstraint("(amount IS NULL) = (unit IS NULL)", name=op.f("ck_pledge_quantity")),
        sa.CheckConstraint(
            "(quote_start IS NULL) = (quote_end IS NULL) AND (quote_start IS NULL OR (quote_start >= 0 AND quote_start < quote_end))",
            name=op.f("ck_pledge_quote"),
        ),
        sa.CheckConstraint("deadline_earliest <= deadline_latest", name=op.f("ck_pledge_window")),
        sa.CheckConstraint("deadline_latest IS NULL OR deadline_basis IS NOT NULL", name=op.f("ck_pledge_latest")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_pledge_document_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["party.id"], name=op.f("fk_pledge_speaker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
        sa.UniqueConstraint("ref", name=op.f("uq_pledge_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_pledge_deadline_latest_ref"), "pledge", ["deadline_latest", "ref"], unique=False)
    op.create_index(op.f("ix_pledge_document_id"), "pledge", ["document_id"], unique=False)
    op.create_index(op.f("ix_pledge_made_on_ref"), "pledge", ["made_on", "ref"], unique=False)
    op.create_index(op.f("ix_pledge_topic_ref"), "pledge", ["topic", "ref"], unique=False)
    op.create_table(
        "enquiry",
        key(),
        sa.Column("ref", WORDS, nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("enquired_on", DAY, nullable=False),
        sa.Column("enquirer", WORDS, nullable=False),
        sa.Column("place", WORDS, nullable=False),
        sa.Column("note", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_enquiry_pledge_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry")),
        sa.UniqueConstraint("ref", name=op.f("uq_enquiry_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_enquiry_pledge_id"), "enquiry", ["pledge_id"], unique=False)
    op.create_table(
        "follow_up",
        key(),
        sa.Column("ref", WORDS, nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("outcome", WORDS, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("quote", WORDS, nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("recorded_on", DAY, nullable=False),
        sa.Column("dated", DAY, nullable=True),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("deadline_phrase", WORDS, nullable=True),
        sa.Column("deadline_earliest", DAY, nullable=True),
        sa.Column("deadline_latest", DAY, nullable=True),
        sa.Column("deadline_basis", WORDS, nullable=True),
        sa.Column("deadline_rule", WORDS, nullable=True),
        sa.Column("deadline_rules", WORDS, nullable=True),
        sa.Column("amount", EXACT, nullable=True),
        sa.Column("unit", WORDS, nullable=True),
        sa.Column("qualifier", WORDS, nullable=True),
        sa.Column("note", WORDS, nullable=True),
        sa.Column("retracted", WORDS, nullable=True),
        sa.CheckConstraint("deadline_basis IN ('stated', 'inferred')", name=op.f("ck_follow_up_basis")),
        sa.CheckConstraint(
            "outcome IN ('fulfils', 'advances', 'restates', 'drops', 'activates', 'corroborates')",
            name=op.f("ck_follow_up_outcome"),
        ),
        sa.CheckConstraint("(amount IS NULL) = (unit IS NULL)", name=op.f("ck_follow_up_quantity")),
        sa.CheckConstraint(
            "(quote_start IS NULL) = (quote_end IS NULL) AND (quote_start IS NULL OR (quote_start >= 0 AND quote_start < quote_end))",
            name=op.f("ck_follow_up_quote"),
        ),
        sa.CheckConstraint("deadline_earliest <= deadline_latest", name=op.f("ck_follow_up_window")),
        sa.CheckConstraint("deadline_latest IS NULL OR deadline_basis IS NOT NULL", name=op.f("ck_follow_up_latest")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_follow_up_document_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_follow_up_party_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_follow_up_pledge_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("ref", name=op.f("uq_follow_up_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_follow_up_document_id"), "follow_up", ["document_id"], unique=False)
    op.create_index(op.f("ix_follow_up_pledge_id"), "follow_up", ["pledge_id"], unique=False)
    op.create_table(
        "pledge_party",
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.CheckConstraint("role IN ('party', 'partner')", name=op.f("ck_pledge_party_role")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_pledge_party_party_id")),
        sa.ForeignKeyConstraint(
            ["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_party_pledge_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pledge_id", "position", name=op.f("pk_pledge_party")),
        sa.UniqueConstraint("party_id", "pledge_id", name=op.f("uq_pledge_party_party_id_pledge_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "span",
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("since", DAY, nullable=False),
        sa.Column("until", DAY, nullable=True),
        sa.Column("standing", WORDS, nullable=False),
        sa.Column("self_declared", sa.Integer(), nullable=False),
        sa.Column("pressing", WORDS, nullable=False),
        sa.Column("ref", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_span_pledge_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pledge_id", "since", name=op.f("pk_span")),
        sqlite_strict=True,
    )
    op.create_index("ix_span_standing", "span", ["standing", "pressing", "ref", "since", "until"], unique=False)
