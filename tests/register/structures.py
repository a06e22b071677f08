"""What a register is made of, and a migration of the tests that changes it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect

from tracker.register.engine import engine
from tracker.register.location import Location
from tracker.register.schema import metadata


def structure(location: Location) -> dict[str, Any]:
    """Everything that a database says of its tables."""
    with engine(location).begin() as connection:
        found = inspect(connection)
        return {
            name: {
                "columns": [
                    (each["name"], str(each["type"]), getattr(each["type"], "collation", None), each["nullable"])
                    for each in found.get_columns(name)
                    if "computed" not in each  # the titles of pledges, for others who read the file
                ],
                "key": found.get_pk_constraint(name),
                "links": sorted(map(repr, found.get_foreign_keys(name))),
                "unique": sorted(map(repr, found.get_unique_constraints(name))),
                "rules": sorted(map(repr, found.get_check_constraints(name))),
                "indexes": sorted(map(repr, found.get_indexes(name))),
            }
            for name in metadata.tables
        }


NEXT = '''"""A migration of the tests."""

import sqlalchemy as sa
from alembic import op

revision = "{number:04d}"
down_revision = "{before:04d}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
'''
