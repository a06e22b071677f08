"""Alembic's environment. The program hands it a connection and owns the transaction; a developer's
``alembic -c setup.cfg …`` opens the database that ``[alembic] sqlalchemy.url`` names.
"""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import create_engine

from tracker.register import views
from tracker.register.schema import metadata


def ours(thing: Any, name: str | None, kind: str, reflected: bool, compared: Any) -> bool:  # noqa: ARG001  (Alembic's signature)
    """Leave what is made by hand out of comparisons: the full-text tables, the titles of pledges."""
    if kind == "column":
        return not (reflected and thing.computed is not None)
    return not (kind == "table" and name is not None and "_words" in name)


def run(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_object=ours,
        render_as_batch=True,
        compare_type=False,
    )
    with context.begin_transaction():
        views.drop(connection)  # else no table under them could be rebuilt
        context.run_migrations()
        if context.get_context().get_current_revision() == context.get_head_revision():
            views.make(connection)


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = context.config.get_main_option("sqlalchemy.url") or "sqlite:///dev.sqlite"
    with create_engine(url).begin() as opened:
        run(opened)
