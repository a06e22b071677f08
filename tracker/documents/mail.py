"""Read an e-mail as it was saved (``.eml``): its subject, sender, day and words."""

from __future__ import annotations

import re
import sys
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any, cast

from tracker.documents.found import DateFound, Found, Raw
from tracker.documents.kinds import HTML, MAIL, TEXT
from tracker.documents.text import found_in
from tracker.errors import BadInputError

_LONGEST_FIELD = 4_000  # characters; the parser of the standard library takes quadratic time
_MOST_PARTS = 1_000
_MOST_LEVELS = 200  # the parser holds every line against the boundary of every level
_NAMED = 20
_SOFT_BREAK = re.compile(r" (?<!^-- )\n(?!>|\n)", re.MULTILINE)


class _Bounded(EmailPolicy):
    """The standard policy, for fields of bounded length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_FIELD]


def read_mail(raw: Raw) -> Found:
    """Read the bytes of an e-mail by the standard library; its plain words before its HTML.

    Raises ``BadInputError`` where it is encrypted, holds no words, or is nested too deeply.
    """
    if len(re.findall(rb"boundary *=", raw.data, re.IGNORECASE)) > _MOST_LEVELS:
        raise _unreadable(raw.name, f"Over {_MOST_LEVELS} of its parts hold parts themselves.")
    try:
        message = cast(EmailMessage, message_from_bytes(raw.data, policy=_Bounded()))
        parts = _counted(message, raw.name)
        body = message.get_body(preferencelist=("plain", "html"))
        body = body or next((part for part in parts if part.get_content_type() in (TEXT, HTML)), None)
        files = [part for part in message.iter_attachments() if part is not body] if message.is_multipart() else []
        attached = [_file_name(part) for part in files]
    except (RecursionError, KeyError, ValueError, LookupError, AttributeError) as error:
        raise _unreadable(raw.name, f"{type(error).__name__}: {error}"[:300]) from None
    if any(part.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime") for part in parts):
        raise BadInputError(
            f"{raw.name} is encrypted or sealed.", remedy="Open it in a mail program, save its text, and add that."
        )
    if body is None:
        raise BadInputError(
            f"{raw.name} holds no words of its own.",
            why=_attachments(attached),
            remedy="Save what is attached to it, and add that." if attached else "",
        )
    text, warnings = _text(body, raw)
    if not text.strip():
        raise BadInputError(f"{raw.name} is empty.", why="A document needs its text: quotes are checked against it.")
    if attached:
        warnings = (*warnings, f"{_attachments(attached)} Save what you need, and add it too.")
    facts, dates = _facts(message)
    extractor = f"email (Python {sys.version_info.major}.{sys.version_info.minor})"
    return found_in(raw, text, MAIL, extractor, facts=facts, dates=dates, warnings=warnings)


def _unreadable(name: str, why: str) -> BadInputError:
    return BadInputError(
        f"{name} cannot be read as an e-mail.",
        why=why,
        remedy="Save its words as plain text and add that.",
    )


def _counted(message: EmailMessage, name: str) -> list[EmailMessage]:
    parts = []
    for part in message.walk():
        parts.append(part)
        if len(parts) > _MOST_PARTS:
            raise _unreadable(name, f"It has over {_MOST_PARTS:,} parts.")
    return parts


def _facts(message: EmailMessage) -> tuple[dict[str, str], tuple[DateFound, ...]]:
    """Subject, sender and day; a field that cannot be read is as good as missing."""
    facts = {"title": " ".join(str(_field(message, "Subject") or "").split())}
    sender = _field(message, "From")
    addresses = getattr(sender, "addresses", ())
    if addresses:
        facts["publisher"] = addresses[0].display_name.strip() or addresses[0].addr_spec
    sent = _field(message, "Date")
    day = getattr(sent, "datetime", None)
    dates = (DateFound("mail", day.date().isoformat(), str(sent)),) if day else ()
    return facts, dates


def _field(message: EmailMessage, name: str) -> Any:
    try:
        return message[name]
    except Exception:  # the parser of the standard library fails in many ways on fields that nobody foresaw
        return None


def _text(body: Any, raw: Raw) -> tuple[str, tuple[str, ...]]:
    """The words of the body, and what a person should know of them."""
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = str(raw.encoding or body.get_content_charset("utf-8"))
    if body.get_content_type() == HTML:
        from tracker.documents.html import read_html

        found = read_html(Raw(data, raw.name, f"{HTML}; charset={charset}", raw.encoding, raw.url, raw.retrieved_on))
        return found.text, found.warnings
    text, warnings = _decoded(data, charset)
    text = text.replace("\r\n", "\n")
    if body.get_param("format") == "flowed":
        text = _SOFT_BREAK.sub("" if body.get_param("delsp") == "yes" else " ", text)
    return text, warnings


def _decoded(data: bytes, charset: str) -> tuple[str, tuple[str, ...]]:
    """The words in the charset that the e-mail names; signs that do not fit are replaced, and that is said."""
    for name in (charset, "utf-8"):
        try:
            return data.decode(name), ()
        except (LookupError, ValueError):
            continue
    text = data.decode("utf-8", errors="replace")
    return text, (
        f"{text.count(chr(0xFFFD)):,} signs of its text are not in {charset[:40]} and were replaced; "
        "name its encoding, for example: --encoding windows-1251",
    )


def _file_name(part: Any) -> str:
    try:
        name = part.get_filename() or part.get_content_type()
    except Exception:  # as above
        name = "a file"
    return " ".join(str(name).split())[:80]


def _attachments(names: list[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"What is attached was not read: {', '.join(names[:_NAMED])}{more}."
