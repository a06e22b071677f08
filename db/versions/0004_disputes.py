"""What parties answer to what is said of their pledges: disputes, each with its quote."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DAY = sa.Text().with_variant(sa.Date(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("ref", WORDS, nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("quote", WORDS, nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("recorded_on", DAY, nullable=False),
        sa.Column("note", WORDS, nullable=True),
        sa.Column("retracted", WORDS, nullable=True),
        sa.CheckConstraint(
            "(quote_start IS NULL) = (quote_end IS NULL) AND (quote_start IS NULL OR (quote_start >= 0 AND quote_start < quote_end))",
            name=op.f("ck_dispute_quote"),
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_dispute_document_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_dispute_party_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_dispute_pledge_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
        sa.UniqueConstraint("ref", name=op.f("uq_dispute_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_dispute_document_id"), "dispute", ["document_id"], unique=False)
    op.create_index(op.f("ix_dispute_pledge_id"), "dispute", ["pledge_id"], unique=False)


def downgrade() -> None:
    op.drop_table("dispute")
