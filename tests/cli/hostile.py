"""A register in which every text is hostile, and something for every report to tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from tracker.model import Deadline, Dispute, Document, Enquiry, FollowUp, Party, Pledge, Quantity, Quote
from tracker.register.location import Location
from tracker.register.writes import writing
from tracker.words import Basis, Outcome, PartyKind

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LONG = "ж" * 10_000
TEXT = " ".join(
    (
        "=cmd|' /C calc'!A0",  # first, where a spreadsheet looks
        SCRIPT,
        "</style></textarea><!-- ]]> {{ 7*7 }} {% raw %} &lt;b&gt; \"'",
        "[red]x[/red] [link=http://a.example]y[/link] :rocket:",
        "[a](javascript:alert(1)) ![b](http://a.example/x.png) <http://a.example> `c` | **d** # e\n- f\n\n# g",
        "javascript:alert(3) BEGIN:VEVENT\r\nUID:1\r\nEND:VCALENDAR",
        "\x1b[31mred\x1b[0m \x1b]8;;http://a.example\x07 \x9b2J \x7f \t \u2028",
        "safe \u202egnp.exe\u202c \u2066isolated\u2069 שלום مرحبا e\u0301 凍結資産 🚀 \ufffe",
    )
)
OBEYED = "javascript:alert(1)"
ADDRESSES = (OBEYED, "data:text/html,<script>alert(1)</script>", 'http://a.example/"onmouseover="x', OBEYED)
PLEDGES = ("GB-2025-001", "FR-2025-001", "GB-2025-002", "FR-2025-002")
DAY, LATER, AS_OF = date(2025, 11, 25), date(2026, 1, 6), "2026-01-31"


def fill(location: Location) -> None:
    """Four pledges: overdue and disputed, due for review, coming due on a condition, and joint with two follow-ups."""
    with writing(location, actor="editor", command="test", at="2026-02-03T04:05:06Z") as writer:
        for code in ("GB", "FR"):
            writer.add_party(Party(code, TEXT, PartyKind.COUNTRY))
        for number, address in enumerate(ADDRESSES, 1):
            body = f"{TEXT} and more {number}"
            writer.add(
                Document(
                    f"D-2025-00{number}",
                    f"{TEXT} {LONG}" if number == 3 else TEXT,
                    TEXT,
                    LATER if number > 1 else DAY,
                    issuer="GB",
                    url=address,
                    event=f"{TEXT} {number}",
                    archive_url=address,
                    text=body,
                    sha256=sha256(body.encode()).hexdigest(),
                    dates_found=TEXT,
                    dated_by=TEXT,
                )
            )
        quote = Quote("D-2025-001", TEXT, 0, len(TEXT))
        stated = Deadline(TEXT, None, date(2025, 12, 31), Basis.STATED, TEXT, TEXT)
        inferred = replace(stated, basis=Basis.INFERRED)
        soon = replace(stated, latest=date(2026, 2, 20))
        plain = Pledge(PLEDGES[0], ("GB",), TEXT, TEXT, quote, DAY, DAY, deadline=stated)
        long = f"{TEXT} {LONG}"
        for pledge in (
            replace(plain, summary=long),
            replace(plain, ref=PLEDGES[1], parties=("FR",), deadline=inferred),
            replace(plain, ref=PLEDGES[2], deadline=soon, condition=TEXT),
            replace(
                plain,
                ref=PLEDGES[3],
                summary=long,
                parties=("FR", "GB"),
                deadline=soon,
                quantity=Quantity(Decimal(14), TEXT),
            ),
        ):
            writer.add(pledge)
        told = replace(quote, document="D-2025-002")
        later = replace(stated, latest=date(2026, 3, 31))
        for ref in (PLEDGES[0], PLEDGES[3]):
            writer.add(FollowUp(f"{ref}.1", ref, Outcome.RESTATES, told, LATER, deadline=later, note=TEXT))
        part = Quantity(Decimal(7), TEXT)
        writer.add(FollowUp(f"{PLEDGES[3]}.2", PLEDGES[3], Outcome.ADVANCES, told, LATER, party="FR", quantity=part))
        answers = ((PLEDGES[0], "D-2025-003"), (PLEDGES[0], "D-2025-004"), (PLEDGES[3], "D-2025-003"))
        for number, (ref, document) in enumerate(answers, 1):
            answered = replace(quote, document=document)
            writer.add(Dispute(f"A-2026-00{number}", ref, "GB", answered, LATER, note=TEXT))
        writer.add(Enquiry("E-2026-001", PLEDGES[1], date(2026, 1, 20), TEXT, TEXT, TEXT))
        writer.keep_rule(TEXT, TEXT, TEXT)
