"""A register with all that a site can show: parts, a pledge replaced, disputes, sources without text, corrections."""

from __future__ import annotations

from tests.cli.conftest import invoke
from tracker.register.location import Location

LATER = "2026-02-28"  # what the tests record and correct (2026-02-02) is known by then
REPLY = (
    "---\ntitle: Reply\npublisher: The ministry\npublished_on: 2025-12-20\nissuer: GB\nurl: https://gb.example/reply\n"
    "---\nWe have delivered 20 missiles. All 50 were promised for April."
)
SPEECH = (
    "---\ntitle: Speech\npublisher: The government\npublished_on: 2026-01-25\nissuer: FR\nurl: https://fr.example/said\n"
    "---\nFrance will train 200 engineers by 30 June 2026."
)
KNOWN_BY_TITLE = ("--no-text", "--title", "A report", "--publisher", "A paper", "--published-on", "2026-01-15")
TRAIN = ("--party", "FR", "--topic", "training", "--summary", "Train 200 engineers", "--due", "by 30 June 2026")
DELIVERED = ("--amount", "20", "--unit", "missiles", "--due", "2026-04-30")
WORK: tuple[tuple[str, ...], ...] = (
    ("add", "document", "-"),  # D-2025-005
    ("add", "document", *KNOWN_BY_TITLE, "--url", "https://paper.example/1"),  # D-2026-002
    ("edit", "GB-2025-001", "--set", "amount=50", "--set", "unit=missiles"),
    ("link", "GB-2025-001", "D-2025-005", "advances", "--quote", "We have delivered 20 missiles", *DELIVERED),
    ("link", "GB-2025-002", "D-2026-002", "restates", "--quote", "the United Kingdom stands by its word"),
    ("link", "FR-2025-001", "D-2025-005", "advances", "--quote", "All 50 were promised for April"),
    ("edit", "FR-2025-001.1", "--retract", "It is about Britain."),
    ("link", "GB-2025-001", "D-2025-005", "restates", "--quote", "All 50 were promised for April"),
    ("edit", "GB-2025-001.2", "--retract", "It promises nothing new."),
    ("add", "dispute", "GB-2025-001", "D-2025-005", "--party", "GB", "--quote", "20 missiles"),
    ("edit", "A-2025-001", "--set", "note=twenty came"),
    ("edit", "COW-2025-001", "--set", "due=by 30 April 2026"),
    ("edit", "JP-2025-001", "--retract", "Entered twice."),
    ("link", "GB-2025-001", "--part-of", "COW-2025-003"),
    ("link", "COW-2026-001", "--supersedes", "COW-2025-006"),
)
LATEST: tuple[tuple[str, ...], ...] = (
    ("add", "document", "-"),  # D-2026-003
    ("add", "pledge", "--document", "D-2026-003", "--quote", "France will train 200 engineers by 30 June 2026", *TRAIN),
)


def furnish(location: Location) -> None:
    """Do all of it in a register that has the five documents."""
    for work, text in ((WORK, REPLY), (LATEST, SPEECH)):
        for words in work:
            done = invoke(*words, register=location.target, stdin=text if words[-1] == "-" else None)
            assert done.code == 0, (words, done.err)
