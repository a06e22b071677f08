"""Documents as evidence: the original bytes, the dates found, an archived copy, shingles, feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DAY = sa.Text().with_variant(sa.Date(), "postgresql")
# SQLite knows one kind of whole number, and STRICT tables only that name for it.
LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for name in ("archive_url", "dates_found", "dated_by"):
        op.add_column("document", sa.Column(name, WORDS, nullable=True))
    op.create_table(
        "original",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", WORDS, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("extractor", WORDS, nullable=False),
        sa.Column("retrieved_at", WORDS, nullable=False),
        sa.Column("content_type", WORDS, nullable=True),
        sa.Column("encoding", WORDS, nullable=True),
        sa.Column("final_url", WORDS, nullable=True),
        sa.Column("etag", WORDS, nullable=True),
        sa.Column("last_modified", WORDS, nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_original_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_original")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_original_sha256"), "original", ["sha256"], unique=False)
    op.create_table(
        "shingle",
        sa.Column("hash", LARGE, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_shingle_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", "document_id", name=op.f("pk_shingle")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_shingle_document_id"), "shingle", ["document_id"], unique=False)
    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("url", WORDS, nullable=False),
        sa.Column("title", WORDS, nullable=False),
        sa.Column("publisher", WORDS, nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=True),
        sa.Column("added_on", DAY, nullable=False),
        sa.Column("etag", WORDS, nullable=True),
        sa.Column("last_modified", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["issuer_id"], ["party.id"], name=op.f("fk_feed_issuer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("url", name=op.f("uq_feed_url")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("feed")
    op.drop_table("shingle")
    op.drop_table("original")
    for name in ("dated_by", "dates_found", "archive_url"):
        op.drop_column("document", name)
