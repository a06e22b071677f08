"""Roles of a PostgreSQL server that may do some things in a register and not others."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tracker.register.location import Location, locate

_numbers = itertools.count(1)


def run(location: Location, *statements: str) -> None:
    """Run statements as the owner of a register, each by itself."""
    with psycopg.connect(location.target, autocommit=True) as connection:
        for each in statements:
            connection.execute(each)


def session(location: Location, *settings: str) -> Location:
    """The same register, in sessions that begin with settings (``datestyle=German``)."""
    options = "%20".join(f"-c{each.replace('=', '%3D')}" for each in settings)
    return locate(f"{location.target}&options={options}")


@contextmanager
def role(location: Location, *rights: str) -> Iterator[Location]:
    """A register as somebody else opens it, who was granted rights (``SELECT ON ALL TABLES``) and no others."""
    name = f"clerk_{next(_numbers)}"
    run(location, f"CREATE ROLE {name} LOGIN", *(f"GRANT {each} IN SCHEMA public TO {name}" for each in rights))
    try:
        yield locate(location.target.replace("//postgres:", f"//{name}:"))
    finally:
        run(location, f"DROP OWNED BY {name}", f"DROP ROLE {name}")
