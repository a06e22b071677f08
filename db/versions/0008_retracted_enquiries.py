"""An enquiry that was recorded by mistake can be retracted, as what is said of a pledge can."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("enquiry", sa.Column("retracted", WORDS, nullable=True))


def downgrade() -> None:
    op.drop_column("enquiry", "retracted")
