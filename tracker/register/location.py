"""Where a register is: a file path, or the URL of a PostgreSQL database. Nothing is opened here."""

import re
from pathlib import Path
from typing import NamedTuple


class Location(NamedTuple):
    """A register's place: ``dialect`` is ``sqlite`` or ``postgresql``; ``target`` a path or a URL."""

    dialect: str
    target: str

    @property
    def path(self) -> Path:
        """The file of a SQLite register."""
        return Path(self.target)

    def __str__(self) -> str:
        """Show the place without the password that a URL may hold."""
        return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:…@", self.target)


def locate(given: str) -> Location:
    """Read what ``--register`` was given: ``postgresql://…`` or a path (``~`` is the home folder)."""
    if re.match(r"postgres(ql)?(\+psycopg)?://", given):
        return Location("postgresql", "postgresql://" + given.split("://", 1)[1])
    return Location("sqlite", str(Path(given).expanduser()))


def default_path() -> str:
    """The default register: one file in the platform's folder for user data."""
    from platformdirs import user_data_dir

    return str(Path(user_data_dir("commitment-tracker", appauthor=False)) / "register.sqlite")
