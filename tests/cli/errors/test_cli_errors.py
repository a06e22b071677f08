"""Bad input: what is said, which exit code, and that nothing is recorded. One expected message each."""

from __future__ import annotations

import pytest

from tests.cli.conftest import invoke, unchanged
from tests.cli.errors.mistakes import DOCUMENT, PLEDGE, WEEKS, transcript
from tests.conftest import Golden
from tracker.register.location import Location

ESCAPE = "\x1b[31mred\x07 \x9b2J\u202eback"

CASES: dict[str, tuple[str, ...]] = {
    # files
    "document-empty": ("add", "document", "empty.txt", *DOCUMENT),
    "document-blank": ("add", "document", "blank.txt", *DOCUMENT),
    "document-binary": ("add", "document", "binary.txt", *DOCUMENT),
    "document-wrong-encoding": ("add", "document", "windows.txt", *DOCUMENT),
    "document-unknown-encoding": ("add", "document", "windows.txt", *DOCUMENT, "--encoding", "windows-9999"),
    "document-missing": ("add", "document", "nowhere.txt", *DOCUMENT),
    "document-folder-empty": ("add", "document", "empty-folder", *DOCUMENT),
    "documents-several-bad": ("add", "document", "empty.txt", "nowhere.txt", "binary.txt", *DOCUMENT),
    "documents-one-title": ("add", "document", "empty.txt", "brief.txt", "--title", "Both"),
    "documents-list-missing": ("add", "document", "--files-from", "nowhere.txt"),
    "document-without-day": ("add", "document", "brief.txt"),
    "document-front-matter-open": ("add", "document", "open.txt"),
    "document-front-matter-strange": ("add", "document", "strange.txt"),
    "document-front-matter-day": ("add", "document", "bad-day.txt"),
    "document-unknown-issuer": ("add", "document", "brief.txt", *DOCUMENT, "--issuer", "UK"),
    "document-recorded-already": ("add", "document", "copy.txt", *DOCUMENT),
    # days
    "day-impossible": ("add", "document", "brief.txt", "--publisher", "x", "--published-on", "2025-02-30"),
    "day-without-year": ("add", "document", "brief.txt", "--publisher", "x", "--published-on", "31/12"),
    "day-far-away": ("add", "document", "brief.txt", "--publisher", "x", "--published-on", "2922-01-01"),
    "day-as-of": ("status", "--as-of", "yesterday"),
    # pledges
    "pledge-deadline-before-it": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "2025-01-01"),
    "pledge-deadline-without-year": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "31/12"),
    "pledge-deadline-impossible": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "2026-02-30"),
    "pledge-deadline-far-away": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "by 2922"),
    "pledge-deadline-misspelt": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "in the comming weeks"),
    "pledge-deadline-window-reversed": ("add", "pledge", *PLEDGE, *WEEKS, "--due", "2026-03-01..2026-02-01"),
    "pledge-deadline-empty": ("add", "pledge", *PLEDGE, *WEEKS, "--due", " "),
    "pledge-party-uk": ("add", "pledge", *PLEDGE[2:], "--party", "UK", *WEEKS),
    "pledge-party-not-recorded": ("add", "pledge", *PLEDGE[2:], "--party", "BR", *WEEKS),
    "pledge-party-twice": ("add", "pledge", *PLEDGE, "--with", "GB", *WEEKS),
    "pledge-quote-twice": ("add", "pledge", *PLEDGE, "--quote", "the"),
    "pledge-quote-not-there": (
        "add",
        "pledge",
        *PLEDGE,
        "--quote",
        "Britain will send missiles to Ukraine in coming weeks",
    ),
    "pledge-quote-not-at": ("add", "pledge", *PLEDGE, *WEEKS, "--at", "7"),
    "pledge-quote-empty": ("add", "pledge", *PLEDGE, "--quote", ""),
    "pledge-summary-empty": ("add", "pledge", *PLEDGE, *WEEKS, "--summary", " "),
    "pledge-amount": ("add", "pledge", *PLEDGE, *WEEKS, "--amount", "a few", "--unit", "missiles"),
    "pledge-without-quote": ("add", "pledge", *PLEDGE),
    "pledge-document-missing": ("add", "pledge", "--document", "D-2025-099", *PLEDGE[:2], *PLEDGE[4:], *WEEKS),
    # follow-ups, enquiries, disputes, edits
    "link-restates-same-event": ("link", "COW-2025-004", "D-2025-004", "restates", "--quote", "Moscow"),
    "link-before-the-pledge": ("link", "GB-2025-001", "D-2025-001", "advances", "--quote", "was being prepared"),
    "link-not-a-party": ("link", "GB-2025-001", "D-2026-001", "fulfils", "--quote", "Merz said", "--party", "FR"),
    "link-not-yet-a-member": (
        *("link", "COW-2025-006", "D-2026-001", "advances", "--quote", "Merz said", "--party", "ES"),
    ),
    "link-activates-no-condition": ("link", "JP-2025-001", "D-2026-001", "activates", "--quote", "Merz said"),
    "link-outcome": ("link", "GB-2025-001", "D-2026-001", "kept", "--quote", "Merz said"),
    "enquiry-too-early": ("add", "enquiry", "GB-2025-001", "--place", "x", "--on", "2025-11-24"),
    "enquiry-still-to-come": ("add", "enquiry", "GB-2025-001", "--place", "x", "--on", "2026-02-03"),
    "dispute-not-a-party": ("add", "dispute", "GB-2025-001", "D-2026-001", "--party", "FR", "--quote", "Merz said"),
    "dispute-before-the-pledge": (
        *("add", "dispute", "GB-2025-001", "D-2025-001", "--party", "GB"),
        *("--quote", "was being prepared"),
    ),
    "dispute-of-the-pledge-itself": (
        *("add", "dispute", "GB-2025-001", "D-2025-003", "--party", "GB"),
        *("--quote", "in the coming weeks"),
    ),
    "link-nothing": ("link", "GB-2025-001"),
    "link-to-itself": ("link", "GB-2025-001", "--part-of", "gb-25-1"),
    "link-two-ways": ("link", "GB-2025-001", "--part-of", "COW-2026-001", "--supersedes", "COW-2025-001"),
    "link-pledge-with-words": ("link", "GB-2025-001", "--part-of", "COW-2026-001", "--quote", "Merz said"),
    "link-pledge-unknown": ("link", "GB-2025-001", "--part-of", "COW-2031-001"),
    "link-supersedes-a-later-pledge": ("link", "GB-2025-001", "--supersedes", "COW-2026-001"),
    "link-supersedes-that-of-another": ("link", "FR-2025-001", "--supersedes", "GB-2025-001"),
    "link-replaced-without-drops": (
        *("link", "GB-2025-001", "D-2026-001", "advances", "--quote", "Merz said"),
        *("--replaced-by", "COW-2026-001"),
    ),
    "edit-field": ("edit", "GB-2025-001", "--set", "frob=1"),
    "edit-qualifier": ("edit", "GB-2025-001", "--set", "amount=3", "--set", "unit=tanks", "--set", "qualifier=roughly"),
    "edit-amount-alone": ("edit", "GB-2025-001", "--set", "amount=5"),
    "edit-made-on-too-late": ("edit", "GB-2025-001", "--set", "made_on=2025-11-26"),
    "pledge-source-quoted": ("add", "pledge", *PLEDGE, *WEEKS, "--source", "D-2025-003"),
    "edit-nothing": ("edit", "GB-2025-001"),
    # reports
    "changes-of-a-day-and-a-place": ("report", "changes", "2026-01-31", "pledges/"),
    "changes-as-of-another-day": ("report", "changes", "2025-11-24", "2026-01-31", "--as-of", "2025-12-31"),
    "overdue-since-a-later-day": ("report", "overdue", "--since", "2026-05-01", "--as-of", "2026-01-31"),
    "ledger-of-a-document": ("report", "ledger", "D-2025-001"),
    # refs and words
    "ref-empty": ("show", " "),
    "ref-missing": ("show", "GB-2025-099"),
    "ref-of-several": ("show", "gb-2025"),
    "ref-of-another-kind": ("explain", "D-2025-001"),
    "ref-not-in-the-log": ("log", "GB-2025-099"),
    "explain-not-a-party": ("explain", "GB-2025-001", "--party", "FR"),
    "country-uk": ("status", "--country", "UK"),
    "country-nowhere": ("status", "--country", "ZZ"),
    "topic-misspelt": ("status", "--topic", "airdefence"),
    "standing-unknown": ("status", "--standing", "broken"),
    "search-nothing": ("search", "..."),
    "party-code": ("add", "party", "Grande Bretagne"),
    "party-recorded-already": ("add", "party", "GB"),
    "party-member-of-itself": ("add", "party", "GB", "--member-of", "GB"),
    "party-member-of-a-country": ("add", "party", "FR", "--member-of", "JP"),
    "party-member-already": ("add", "party", "GB", "--member-of", "COW"),
    "party-since-of-nothing": ("add", "party", "PL", "--since", "2025-11-25"),
    "party-document-of-nothing": ("add", "party", "PL", "--document", "D-2025-001"),
    "party-membership-reversed": (
        *("add", "party", "GB", "--member-of", "COW"),
        *("--since", "2025-11-25", "--until", "2024-01-01"),
    ),
    "command-unknown": ("frobnicate",),
    "command-nearly": ("stats",),
    "option-twice": ("status", "--country", "FR", "--country", "JP"),
    "option-unknown": ("status", "--contry", "GB"),
    "limit-no-number": ("status", "--limit", "all"),
    "format-unknown": ("status", "--format", "pdf"),
    "format-of-a-single-record": ("show", "GB-2025-001", "--format", "xlsx"),
    "format-of-something-without-days": ("log", "--format", "ics"),
    # packages and registers
    "import-nowhere": ("import", "nowhere"),
    "import-a-file": ("import", "brief.txt"),
    "import-bad-rows": ("import", "package"),
    "export-onto-something": ("export", "."),
    "output-nowhere": ("status", "--output", "nowhere/status.csv"),
    "register-missing": ("status", "--register", "nowhere.sqlite"),
    "register-a-folder": ("status", "--register", "package"),
    "register-something-else": ("status", "--register", "not-a-register.sqlite"),
    "register-already-there": ("init", "--register", "not-a-register.sqlite"),
    "postgresql-down": ("status", "--register", "postgresql://editor:secret@127.0.0.1:1/register"),
    # what would steer a terminal, or pass for markup
    "escape-in-a-ref": ("show", f"GB-{ESCAPE}"),
    "escape-in-a-country": ("status", "--country", ESCAPE),
    "escape-in-a-topic": ("status", "--topic", f"[bold]{ESCAPE}"),
    "escape-in-a-quote": ("add", "pledge", *PLEDGE, "--quote", f"coming {ESCAPE} weeks"),
    "escape-in-a-deadline": ("add", "pledge", *PLEDGE, *WEEKS, "--due", ESCAPE),
    "escape-in-a-command": (f"stat{ESCAPE}",),
    "bytes-that-are-no-text": ("edit", "GB-2025-001", "--set", "summary=caf\udce9"),
    "escape-in-a-file-name": ("add", "document", f"{ESCAPE}.txt", *DOCUMENT),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.usefixtures("folder")
def test_bad_input_is_refused_with_what_why_and_what_to_do(name: str, library: Location, golden: Golden) -> None:
    with unchanged(library):
        done = invoke(*CASES[name], register=library.target)
    golden(f"errors/{name}.txt", transcript(CASES[name], done, library))
    assert (done.code in range(2, 7), done.out) == (True, "")
    assert all(each.isprintable() for each in done.err.replace("\n", ""))


SPECIAL = {
    "locked",
    "newer",
    "older",
    "no-room",
    "no-room-for-output",
    "read-only-file",
    "read-only-folder",
    "own-rules",
}


def test_every_expected_message_is_of_a_case(golden: Golden) -> None:
    assert golden.names("errors") == {f"{name}.txt" for name in {*CASES, *SPECIAL}}


def test_every_class_of_refusal_is_among_them(golden: Golden) -> None:
    ends = {
        (golden.folder / "errors" / name).read_text(encoding="utf-8").splitlines()[-1]
        for name in golden.names("errors")
    }
    assert ends == {f"[exit {code}]" for code in (2, 3, 4, 5, 6)}
