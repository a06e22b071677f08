"""Whether a register can be made in a place: there must be nothing in its way, and room for tables and letters."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.engine import Connection

from tracker.errors import ConflictError, RegisterError
from tracker.register import connect
from tracker.register.engine import reader_of
from tracker.register.location import Location
from tracker.register.schema import metadata
from tracker.register.views import VIEWS

_SCHEMA = text(
    """SELECT current_schema(), has_schema_privilege(current_schema(), 'CREATE'), current_setting('search_path'),
    current_user, current_setting('server_encoding')"""
)
_TAKEN = text(
    """SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = :schema AND relname = ANY (:ours) ORDER BY relname"""
)


def exists(location: Location) -> ConflictError:
    """Something is there already."""
    return ConflictError(
        f"There is something at {location} already; nothing was changed.",
        remedy="Use it as it is, bring it up to date with: tracker upgrade, or name another with --register",
    )


def require_room(location: Location, connection: Connection) -> None:
    """Refuse a PostgreSQL database, as its one writer sees it, in which no register can be made."""
    schema, permitted, path, user, encoding = connection.execute(_SCHEMA).one()
    what = f"No register can be made in {location}"
    if encoding != "UTF8":
        raise RegisterError(
            f"{what}: the database is {encoding}.",
            why="Quotes and names come in all scripts, which only a database of the encoding UTF8 can hold.",
            remedy="Make a database for it: createdb --encoding=UTF8 --template=template0 NAME",
        )
    if schema is None:
        raise RegisterError(
            f"{what}: there is no schema for its tables.",
            why=f"The search path is {path}; nothing of it is there, or open to {user}.",
            remedy="Make the schema first (CREATE SCHEMA), or name another database or schema with --register.",
        )
    _require_nothing_there(location, connection, schema)
    if not permitted:
        raise RegisterError(
            f"{what}: {user} may not make tables in the schema {schema}.",
            remedy=f"Ask its owner (GRANT CREATE ON SCHEMA {schema} TO {user}), or name another database or schema.",
        )


def _require_nothing_there(location: Location, connection: Connection, schema: str) -> None:
    reader = reader_of(connection, location)
    if found := connect.version(reader):
        connect.require_known(location, found, reader.sql.HEAD)
        raise exists(location)
    ours = [*metadata.tables, *VIEWS, "document_words", "pledge_words"]
    if taken := connection.execute(_TAKEN, {"schema": schema, "ours": ours}).scalars().all():
        raise ConflictError(
            f"There is something at {location} already; nothing was changed.",
            why=f"The schema {schema} holds what another program made by names that are ours: {', '.join(taken)}.",
            remedy=connect.NAME_ANOTHER["postgresql"],
        )
