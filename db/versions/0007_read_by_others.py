"""For programs that open the file of a register: the word tables say what they index.

Datasette offers a search where the statement that made a full-text table holds content="…". Here that stands in a
comment, for these tables keep words of their own. What else is made for such readers is made anew after every
migration, also in PostgreSQL (``tracker/register/views.py``).
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SPLIT = "tokenize = 'unicode61 remove_diacritics 0'"


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in ("pledge", "document"):
        remake_words(table, f'{SPLIT} /* content="{table}" */')


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in ("document", "pledge"):
        remake_words(table, SPLIT)


def remake_words(table: str, options: str) -> None:
    op.execute(f"ALTER TABLE {table}_words RENAME TO {table}_words_before")
    op.execute(f"CREATE VIRTUAL TABLE {table}_words USING fts5(words, {options})")
    op.execute(f"INSERT INTO {table}_words (rowid, words) SELECT rowid, words FROM {table}_words_before")
    op.execute(f"DROP TABLE {table}_words_before")
