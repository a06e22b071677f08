"""What records are called in the tables that they came from, and the documents that they rest on besides the quoted one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "citation",
        sa.Column("record", WORDS, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_citation_document_id")),
        sa.PrimaryKeyConstraint("record", "document_id", name=op.f("pk_citation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_citation_document_id"), "citation", ["document_id"], unique=False)
    op.create_table(
        "foreign_id",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("foreign_id", WORDS, nullable=False),
        sa.Column("part", WORDS, nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("record", WORDS, nullable=False),
        sa.Column("taken", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foreign_id")),
        sa.UniqueConstraint(
            "source", "foreign_id", "part", "serial", name=op.f("uq_foreign_id_source_foreign_id_part_serial")
        ),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_foreign_id_record"), "foreign_id", ["record"], unique=False)


def downgrade() -> None:
    op.drop_table("foreign_id")
    op.drop_table("citation")
