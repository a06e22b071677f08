"""Read a plain-text file as a document: its encoding, its front matter, its text as it will be kept."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import NamedTuple

from tracker.days import given_day
from tracker.documents.found import DateFound, Found, Raw
from tracker.errors import BadInputError

FRONT_MATTER = ("title", "publisher", "published_on", "issuer", "url", "retrieved_on", "language", "event")
_LARGEST = 20_000_000  # bytes; the longest communiqué known is a thousandth of it
_BEGINNING = 4_000  # characters: where a document says its title and who publishes it
_BODY = re.compile(
    r"\b(?:agency|alliance|assembly|authority|bank|bureau|cabinet|centre|center|chancellery|coalition|commission|"
    r"committee|community|council|court|department|directorate|embassy|federation|forum|foundation|fund|"
    r"government|group|institut\w*|ministr\w*|ministère|nations|office|organi[sz]ation|parliament|secretariat|"
    r"senate|service|society|street|treasury|union|university)\b",
    re.IGNORECASE,
)
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Intake(NamedTuple):
    """A file as read: the facts of its front matter, and the text to keep."""

    facts: dict[str, str]
    text: str


def read_bytes(raw: bytes, name: str, encoding: str = "utf-8") -> Intake:
    """Read the bytes of a text file; ``name`` is for messages."""
    if len(raw) > _LARGEST:
        raise BadInputError(
            f"{name} has over {_LARGEST // 1_000_000} MB.", remedy="Give the part that holds the statement."
        )
    text = _decoded(raw, name, encoding).replace("\r\n", "\n").replace("\r", "\n")
    facts, text = _front_matter(text, name)
    if not text.strip():
        raise BadInputError(f"{name} is empty.", why="A document needs its text: quotes are checked against it.")
    return Intake(facts, text)


def read_text(raw: Raw, media_type: str) -> Found:
    """Read a text or a page in Markdown; its front matter is believed before its heading."""
    facts, text = read_bytes(raw.data, raw.name, raw.encoding or "utf-8")
    dates = _day_of(facts.get("published_on", ""))
    return found_in(raw, text, media_type, "plain text 1", facts=facts, dates=dates)


def found_in(
    raw: Raw,
    text: str,
    media_type: str,
    extractor: str,
    *,
    facts: Mapping[str, str],
    dates: tuple[DateFound, ...] = (),
    warnings: tuple[str, ...] = (),
    weak: bool = False,
) -> Found:
    """What was found in the text of a file together with what its heading and its address say.

    ``facts`` are believed before the heading. ``weak`` ones are a file's properties, which often name a program,
    a template or a typist: believed first only where the text begins with the same words.
    """
    from tracker.documents.dating import in_address
    from tracker.documents.heading import read_heading

    heading = read_heading(text, retrieved_on=raw.retrieved_on)
    addressed = in_address(raw.url or "")
    days = (*dates, *heading.dates, *((addressed,) if addressed else ()))
    said = {"title": heading.title, "publisher": heading.publisher, "language": heading.language}
    known = {name: value for name, value in said.items() if value}
    given = {name: value for name, value in facts.items() if value}
    if weak:
        given = _borne_out(given, known, text[:_BEGINNING])
    return Found(text, media_type, extractor, {**known, **given}, days, warnings)


def without_controls(text: str) -> str:
    """A text that was taken out of a file, safe to keep: lines ended by newlines, no control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return _UNFIT.sub("", lines)


def _borne_out(given: dict[str, str], known: dict[str, str], beginning: str) -> dict[str, str]:
    """The properties of a file that its own first words bear out, and a title where these give none."""
    words = " ".join(beginning.split()).casefold()
    stands = {name: value for name, value in given.items() if " ".join(value.split()).casefold() in words}
    if "publisher" in known and not _BODY.search(stands.get("publisher", "")):
        stands.pop("publisher", None)
    if "title" in given and "title" not in known:
        stands["title"] = given["title"]
    return stands


def _day_of(given: str) -> tuple[DateFound, ...]:
    """The day that front matter gives; another spelling is the business of whoever records the document."""
    try:
        return (DateFound("front matter", given_day(given).isoformat(), given),)
    except ValueError:
        return ()


def _decoded(raw: bytes, name: str, encoding: str) -> str:
    codec = _codec(encoding)
    if codec == "utf-8":
        codec = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        if b"\x00" in raw and not codec.startswith(("utf-16", "utf-32")):
            raise _binary(name)
        text = raw.decode(codec)
        if "\x00" in text:
            raise _binary(name)
        return text
    except LookupError:  # hex and rot13 have a name, and encode no text
        raise _no_encoding(encoding) from None
    except UnicodeError as error:
        place = f": byte {error.start} does not fit" if isinstance(error, UnicodeDecodeError) else ""
        raise BadInputError(
            f"{name} is not in {encoding}{place}.",
            why="Guessing an encoding can change the words that were said.",
            remedy="Name its encoding, for example: --encoding windows-1251",
        ) from None


def _codec(encoding: str) -> str:
    """The one name of an encoding that people spell in several ways."""
    try:
        return codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise _no_encoding(encoding) from None


def _no_encoding(encoding: str) -> BadInputError:
    return BadInputError(f"There is no encoding called {encoding}.")


def _binary(name: str) -> BadInputError:
    return BadInputError(
        f"{name} is not a text file: it holds binary data.", remedy="Save it as plain text and add that."
    )


def _front_matter(text: str, name: str) -> tuple[dict[str, str], str]:
    """Take the ``key: value`` lines between two lines of ``---`` off the head of a text."""
    if not text.startswith("---\n"):
        return {}, text
    head, found, body = (text[3:] + "\n").partition("\n---\n")
    body = body.removesuffix("\n")
    if not found:
        raise BadInputError(
            f"The front matter of {name} does not end.", remedy="Close it with a line of three hyphens: ---"
        )
    facts: dict[str, str] = {}
    for number, line in enumerate(head.split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, colon, value = line.partition(":")
        key = key.strip().lower().replace("-", "_").replace(" ", "_")
        if not colon or key not in FRONT_MATTER:
            raise BadInputError(
                f"{name} line {number}: “{line.strip()[:60]}” is no front matter.",
                remedy=f"Write “key: value” with one of these keys: {', '.join(FRONT_MATTER)}",
            )
        facts[key] = _unquoted(value.strip())
    return facts, body.lstrip("\n")


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
