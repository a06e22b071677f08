"""A register in which every text is hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

from tracker.model import Document, Enquiry, FollowUp, Party, Pledge, Quote
from tracker.register.location import Location
from tracker.register.writes import writing
from tracker.words import Outcome, PartyKind

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
BREAKING = "\"'></textarea></script><!-- ]]> {{ 7*7 }} {% raw %} &lt;b&gt;"
ESCAPES = "\x1b[31mred\x1b]8;;http://evil.example\x07 \x07\x9b2J"
REVERSED = "safe \u202egnp.exe\u202c \u2066isolated שלום"
LONG = "long" * 2500
EVERYTHING = f"{SCRIPT} {BREAKING} {ESCAPES} {REVERSED} =cmd() \u2028 \ufffe {LONG}"
ADDRESSES = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", 'http://a.example/"onmouseover="x')


def fill(location: Location, text: str = EVERYTHING) -> None:
    """A register in which every text is hostile."""
    day = date(2025, 11, 25)
    with writing(location, actor=text, command="test", at="2026-02-03T04:05:06Z") as writer:
        for code in ("GB", "FR"):
            writer.add_party(Party(code, text, PartyKind.COUNTRY))
        for number, address in enumerate(ADDRESSES, 1):
            body = f"{text} and more"
            document = Document(
                f"D-2025-00{number}",
                text,
                text,
                day,
                issuer="GB",
                url=address,
                event=text,
                archive_url=address,
                text=body,
                sha256=sha256(body.encode()).hexdigest(),
                dates_found=text,
                dated_by=text,
                language='en" onload="alert(1)',
            )
            writer.add(document)
        quote = Quote("D-2025-001", text, 0, len(text))
        pledge = Pledge("GB-2025-001", ("GB", "FR"), text, text, quote, day, day, condition=text)
        writer.add(pledge)
        told = replace(quote, document="D-2025-002")
        writer.add(FollowUp("GB-2025-001.1", "GB-2025-001", Outcome.ADVANCES, told, day, note=text))
        writer.add(Enquiry("E-2025-001", "GB-2025-001", date(2025, 12, 1), text, text, text))
        writer.keep_rule("rules 1", "by", text)
