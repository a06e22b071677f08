"""What the columns of a data package are: their types, how their values are written, where they lead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tracker.forms import CODE, DOCUMENT, PLEDGE, PROPOSAL, SHA256

FORMAT = 5  # of the package; raised when an older program could no longer read it
NAME = "commitment-register"
DESCRIPTION = "datapackage.json"
TEXTS = "texts"
ORIGINAL_FILES = "originals"
FIRST_DAY, LAST_DAY = "1900-01-01", "2199-12-31"  # the days that tracker.days.given_day takes
LARGEST = 2**31 - 1  # the greatest whole number that every register holds

# How the file of an original ends, by its media type; any other ends in .bin.
ENDINGS = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
}


class Field(NamedTuple):
    """A column. ``type`` is Table Schema's: ``string``, ``date``, ``datetime`` (UTC, to the second), ``integer``,
    ``number`` (both 0 or more, unless ``signed``), ``object`` or ``array`` (JSON).

    ``names`` is the resource whose key it holds; ``written`` tells how a value that fits ``pattern`` looks.
    ``since`` is the first format with the column: packages in an older one come without.
    """

    name: str
    says: str
    type: str = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    written: str = ""
    names: str = ""
    since: int = 1
    signed: bool = False
    unique: bool = False


class Resource(NamedTuple):
    """A file ``<name>.csv``: its columns in order, and those that together tell one row from another.

    ``since`` is the first format with the file.
    """

    name: str
    says: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    since: int = 1

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.fields)


def code(name: str, says: str, *, required: bool = False, names: str = "parties") -> Field:
    """A column of parties' codes."""
    return Field(name, says, required=required, pattern=CODE, written="like GB or COW", names=names)


def document(name: str, says: str, *, required: bool = False, names: str = "documents") -> Field:
    """A column of documents' refs."""
    return Field(name, says, required=required, pattern=DOCUMENT, written="like D-2025-001", names=names)


def pledge(name: str, says: str, *, required: bool = True, names: str = "pledges") -> Field:
    """A column of pledges' refs."""
    return Field(name, says, required=required, pattern=PLEDGE, written="like GB-2025-001", names=names)


def proposal(name: str, says: str, *, names: str = "proposals") -> Field:
    """A column of proposals' refs."""
    return Field(name, says, required=True, pattern=PROPOSAL, written="like P-2025-001", names=names)


def day(name: str, says: str, *, required: bool = False) -> Field:
    """A column of calendar days."""
    return Field(name, says, "date", required)


def text(name: str, says: str, *, required: bool = False, since: int = 1) -> Field:
    """A column of words."""
    return Field(name, says, required=required, since=since)


def one_of(name: str, says: str, words: Iterable[str], *, required: bool = False) -> Field:
    """A column that takes certain words only."""
    return Field(name, says, required=required, enum=tuple(str(each) for each in words))


def sha256(name: str, says: str, *, required: bool = False, unique: bool = False) -> Field:
    """A column of hashes."""
    return Field(name, says, required=required, pattern=SHA256, written="as 64 hexadecimal digits", unique=unique)


def original_file(ref: str, media_type: str) -> str:
    """The file of a document's original, inside the package."""
    return f"{ORIGINAL_FILES}/{ref}{ENDINGS.get(media_type, '.bin')}"


QUOTE = (
    document("document", "The document quoted.", required=True),
    text("quote", "The words, exactly as they stand in the document's text.", required=True),
    Field("start", "Where the words begin: code points from the beginning of the text.", "integer"),
    Field("end", "Where they end: the first code point after them.", "integer"),
)
