"""``edit``: a deadline is counted from a day, and read again when that is corrected."""

from __future__ import annotations

from pathlib import Path

from tests.cli.added import shown
from tests.cli.conftest import Run, Say


def test_a_deadline_is_read_again_when_its_day_is_corrected_and_that_is_told(do: Say) -> None:
    said = do("edit", "GB-2025-001", "--set", "made_on=2025-11-20").splitlines()
    assert said[1:] == [
        "  made on: 2025-11-25 → 2025-11-20",
        "  Deadline, counted from 2025-11-20: “in the coming weeks” is 2025-11-20 to 2026-01-15, inferred"
        " (rule vague-weeks, table en-1)",
    ]
    assert shown(do, "GB-2025-001")["deadline_latest"] == "2026-01-15"
    assert "deadline_latest: 2026-01-20 → 2026-01-15" in do("log", "GB-2025-001")


def test_a_deadline_in_days_of_the_calendar_stays_where_it_is(do: Say) -> None:
    do("edit", "GB-2025-001", "--set", "due=2026-02-01..2026-03-01")
    assert "Deadline" not in do("edit", "GB-2025-001", "--set", "made_on=2025-11-20")
    kept = shown(do, "GB-2025-001")
    assert (kept["deadline_earliest"], kept["deadline_latest"]) == ("2026-02-01", "2026-03-01")


def test_a_later_deadline_counts_from_the_corrected_day_of_its_document(do: Say) -> None:
    do("edit", "COW-2025-004.2", "--set", "due=within 10 days")
    said = do("edit", "D-2026-001", "--set", "published_on=2026-01-07").splitlines()
    assert said[2:] == [
        "  COW-2025-004.2: Deadline, counted from 2026-01-07: “within 10 days” is 2026-01-07 to 2026-01-17, stated"
        " (rule within, table en-1)"
    ]
    do("check")


def test_a_window_that_its_words_do_not_give_stays_and_is_told(do: Say, work: Run, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    do("export", str(theirs))
    pledges = theirs / "pledges.csv"
    pledges.write_text(pledges.read_text(encoding="utf-8").replace("2026-01-20", "2026-02-20"), encoding="utf-8")
    do("import", str(theirs), "--update")
    checked = work("check")
    assert checked.code == 0
    assert "1 window that its words do not give, counted from its day: GB-2025-001." in checked.err
    said = do("edit", "GB-2025-001", "--set", "made_on=2025-11-20").splitlines()
    assert said[2:] == [
        "  Deadline: “in the coming weeks” stays at 2025-11-25 to 2026-02-20:"
        " the rules in force did not read that from its words"
    ]
    do("edit", "GB-2025-001", "--set", "due=in the coming weeks")
    assert work("check").err == ""
