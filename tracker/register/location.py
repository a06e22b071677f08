"""Where a register is: a file path, or the URL of a PostgreSQL database. Nothing is opened here."""

import os
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


# What stands where a port should, and is none: a password, where the host was forgotten.
_NO_PORT = r"(://[^:/?@\[]*):(?!\d*(?:[,/?]|$))[^/?@]+(?=[/?]|$)"
# What --register may be given that was meant to name a server; as a path it would hide in a file of that name, which
# shows its password to everybody.
_MEANT_A_SERVER = re.compile(
    r"""\s*(?: postgres(?:ql)?(?:\+\w+)?(?: :(?!//) | // )        # postgresql:/user@host/name
    | (?: host | hostaddr | port | dbname | user | password | passfile | service )\s*=   # as psql takes it
    | (?: [a-z][a-z0-9+.-]*:/+ )? [^/\\:@\s]+ : [^/\\@]* @ )     # user:password@host/name""",
    re.IGNORECASE | re.VERBOSE,
)


class Location(NamedTuple):
    """A register's place: ``dialect`` is ``sqlite`` or ``postgresql``; ``target`` a path or a URL."""

    dialect: str
    target: str

    @property
    def path(self) -> "Path":
        """The file of a SQLite register."""
        from pathlib import Path

        return Path(self.target)

    def address(self, mode: str) -> str:
        """The file of a SQLite register as the URI that its driver takes, with ``mode=ro`` or the like."""
        path = re.sub("^//", "/", os.path.abspath(self.target))  # two slashes would name a host
        for sign, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
            path = path.replace(sign, code)
        return f"file:{path}?{mode}"

    @property
    def is_ambiguous(self) -> bool:
        """Whether a URL seems to have a password with signs in it that part a URL: @ and / are written %40 and %2F."""
        plain = self.target.partition("?")[0]
        return plain.count("@") > 1 or bool(re.search(r"://[^/]*/.*@", plain) or re.search(_NO_PORT, plain))

    def __str__(self) -> str:
        """Show the place without the password that a URL may hold."""
        shown = re.sub(r"(://[^:/@]*):.*@", r"\1:…@", self.target)
        shown = re.sub(_NO_PORT, r"\1:…", shown)
        return re.sub(r"([?&](?:ssl)?password=)[^&]*", r"\1…", shown)


def locate(given: str) -> Location:
    """Read what ``--register`` was given: ``postgresql://…`` or a path (``~`` is the home folder).

    :raises UsageError: for an address of another kind, or a mistyped one; as a path it would hide in a folder of that
        name, with its password.
    """
    if re.match(r"postgres(ql)?(\+psycopg)?://", given, re.IGNORECASE):
        return Location("postgresql", "postgresql://" + given.split("://", 1)[1])
    if address := re.match(r"([a-z][a-z0-9+.-]*)://", given, re.IGNORECASE):
        raise UsageError(
            f"{address[0]}… is no place for a register.",
            remedy="Name a file, or a database as postgresql://user@host/name.",
        )
    if _MEANT_A_SERVER.match(given):
        raise UsageError(
            "What names the register reads like the address of a server, and is none that can be used.",
            remedy="Name a database as postgresql://user@host/name. A file of such a name is meant by ./ before it.",
        )
    return Location("sqlite", os.path.expanduser(given))


def default_path() -> str:
    """The default register: one file in the platform's folder for user data, as platformdirs names it.

    (Importing platformdirs would cost as much as the whole command; a test holds the two equal.)
    """
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")
    return os.path.join(base, "commitment-tracker", "register.sqlite")


def cache_folder() -> str:
    """The platform's folder for what can be made again at any time, as platformdirs names it."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
        return os.path.join(base, "commitment-tracker", "Cache")
    if sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
    return os.path.join(base, "commitment-tracker")
