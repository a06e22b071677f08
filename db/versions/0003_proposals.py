"""What the machine proposes and what people decided: proposals, decisions that only grow, which documents were scanned."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# A decision is never changed or taken away; another one follows it.
APPEND_ONLY = {
    "sqlite": (
        """CREATE TRIGGER decision_kept BEFORE UPDATE ON decision
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END""",
        """CREATE TRIGGER decision_stays BEFORE DELETE ON decision
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION decision_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'decisions are append-only'; END $$""",
        """CREATE TRIGGER decision_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
        FOR EACH STATEMENT EXECUTE FUNCTION decision_append_only()""",
    ),
}


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("ref", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("quote", WORDS, nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("pledge_id", sa.Integer(), nullable=True),
        sa.Column("band", WORDS, nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("rules", WORDS, nullable=False),
        sa.Column("fingerprint", WORDS, nullable=False),
        sa.Column("facts", WORDS, nullable=False),
        sa.Column("cues", WORDS, nullable=False),
        sa.Column("mentions", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.CheckConstraint("kind IN ('pledge', 'follow-up')", name=op.f("ck_proposal_kind")),
        sa.CheckConstraint("band IN ('likely', 'possible')", name=op.f("ck_proposal_band")),
        sa.CheckConstraint(
            "(quote_start IS NULL) = (quote_end IS NULL) AND (quote_start IS NULL OR (quote_start >= 0 AND quote_start < quote_end))",
            name=op.f("ck_proposal_quote"),
        ),
        sa.CheckConstraint("state IN ('pending', 'accepted', 'rejected', 'withdrawn')", name=op.f("ck_proposal_state")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_proposal_document_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_proposal_pledge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("ref", name=op.f("uq_proposal_ref")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_proposal_fingerprint")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_proposal_document_id"), "proposal", ["document_id"], unique=False)
    op.create_index(op.f("ix_proposal_state_band"), "proposal", ["state", "band"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("decided", WORDS, nullable=False),
        sa.Column("reviewer", WORDS, nullable=False),
        sa.Column("at", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=True),
        sa.Column("record", WORDS, nullable=True),
        sa.CheckConstraint("decided IN ('accepted', 'edited', 'rejected', 'undone')", name=op.f("ck_decision_decided")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_decision_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_decision_proposal_id"), "decision", ["proposal_id"], unique=False)
    op.create_table(
        "scan",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("rules", WORDS, nullable=False),
        sa.Column("at", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_scan_document_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_scan")),
        sqlite_strict=True,
    )
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("scan")
    op.drop_table("decision")
    op.drop_table("proposal")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION decision_append_only()")
