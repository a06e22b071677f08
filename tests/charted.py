"""Charts and reports to be drawn: one of each kind, with figures that are told apart."""

from __future__ import annotations

from decimal import Decimal

from tracker.reports import Column, Report, Section, charts
from tracker.reports.charts import Amount, Amounts, Chart, Slip, Slips, StandingBars, Timeline, Window

BARS: StandingBars = charts.standing_bars(
    "Pledges by country",
    [
        ("Coalition", {"review due": 2, "open": 61, "advanced": 3, "conditional": 1}),
        ("France", {"overdue": 5, "review due": 4}),
        ("United Kingdom", {"fulfilled late": 7, "fulfilled": 8, "dropped": 9}),
        ("Japan", {}),
    ],
)
DEADLINES: Timeline = charts.timeline(
    "Deadlines",
    "2026-01-31",
    [
        Window("FR-2025-001", "2025-11-25", "2025-12-09", "inferred", ("2026-03-31",), "review due"),
        Window("GB-2026-001", "2026-02-05", "2026-03-31", "stated", ("2026-06-30", "2026-09-30"), "open"),
        Window("US-2026-009", None, "2026-02-28", "stated"),
    ],
)
SLIPS: Slips = charts.slips(
    "Slips",
    [
        Slip("FR-2025-001", "2025-12-09", "2026-03-31"),
        Slip("GB-2026-001", "2026-03-31", "2026-09-30"),
        Slip("DE-2026-001", "2026-03-31", "2026-03-01"),
    ],
)
AMOUNTS: Amounts = charts.amounts(
    "Pledged and delivered",
    [
        Amount("GB-2025-001", "tanks", Decimal(14), Decimal(7), "up to"),
        Amount("FR-2025-002", "EUR", Decimal("2000000000"), Decimal("500000000.50")),
        Amount("DE-2025-002", "EUR", Decimal("1000000000")),
        Amount("PL-2025-001", "tanks", Decimal(10), Decimal(12)),
    ],
)
CHARTS: tuple[Chart, ...] = (BARS, DEADLINES, SLIPS, AMOUNTS)

COLUMNS = (
    Column("ref", "Ref", "ref"),
    Column("standing", "Standing", "standing"),
    Column("parties", "Party"),
    Column("summary", "Pledge", wide=True),
    Column("deadline", "Deadline", "day", keep=1),
    Column("days_late", "Late", "number", keep=2),
    Column("topic", "Topic", keep=3),
    Column("basis", "Basis", keep=4),
    Column("phrase", "In the words", keep=5),
    Column("rule", "Rule", keep=6),
    Column("quote", "Quote", keep=7),
    Column("url", "Source", keep=8),
)
LATE = (
    "GB-2025-001",
    "review due",
    "GB",
    "Supply additional air-defence missiles to Ukraine before the winter is over",
    "2026-01-20",
    11,
    "air-defence",
    "inferred",
    "in the coming weeks",
    "vague-weeks (table en-1)",
    "the United Kingdom would supply Ukraine with additional air-defence missiles in the coming weeks",
    "https://www.example.org/statement?a=1&b=2",
)
OPEN = ("FR-2025-003", "open", "FR", "Send experts", None, None, "training", None, None, None, "we send experts", None)
REPORT = Report(
    "overdue",
    "What is late",
    "2026-01-31",
    COLUMNS,
    (
        Section("review_due", "Review due: 1", (LATE,), more=12, note="Inferred windows only."),
        Section("open", "Open: 1", [OPEN]),
        Section("soon", "Due soon: 0", ()),
    ),
    lead=("2 pledges, see https://example.org/law.",),
    notes=("GB-2025-001 is read by the rule vague-weeks.", "As of 2026-01-31."),
    charts=CHARTS,
)

# Whatever a text holds, no format obeys it.
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    'https://example.org/" onmouseover="alert(1)',
    "{{ 7 * 7 }} {% raw %}",
    "]]></desc></svg><script>alert(1)</script>",
    "\x1b[31mred\x1b[0m \x9b2J \x00",
    "pay \u202e001\u2066 \u200f(abc) \ud800 \ufffe \U0001ffff",
    "=cmd|' /C calc'!A0",
    "two\r\nlines; comma, back\\slash \\n",
    "BEGIN:VEVENT\r\nUID:1",
    "x" * 10_000,
    "凍結資産 한국어 🚀 e\u0301",
)
