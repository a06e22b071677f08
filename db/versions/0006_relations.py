"""Lineage between pledges: which are part of another, and which supersede another."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DAY = sa.Text().with_variant(sa.Date(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("ref", WORDS, nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("recorded_on", DAY, nullable=False),
        sa.Column("note", WORDS, nullable=True),
        sa.Column("retracted", WORDS, nullable=True),
        sa.CheckConstraint("kind IN ('part_of', 'supersedes')", name=op.f("ck_relation_kind")),
        sa.CheckConstraint("pledge_id <> other_id", name=op.f("ck_relation_self")),
        sa.ForeignKeyConstraint(["other_id"], ["pledge.id"], name=op.f("fk_relation_other_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_relation_pledge_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
        sa.UniqueConstraint("ref", name=op.f("uq_relation_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_relation_other_id"), "relation", ["other_id"], unique=False)
    op.create_index(op.f("ix_relation_pledge_id"), "relation", ["pledge_id"], unique=False)


def downgrade() -> None:
    op.drop_table("relation")
