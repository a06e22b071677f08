"""``review`` by a text file: for those who work in an editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, unchanged
from tests.cli.review.desk import TANKS, decisions, shown, states
from tracker.register.location import Location


@pytest.fixture
def text(review: Run, tmp_path: Path) -> Path:
    """What is pending, as ``--to`` writes it."""
    path = tmp_path / "proposals.txt"
    assert review("--to", str(path)).code == 0
    return path


def change(path: Path, ref: str, **facts: str) -> None:
    """Change a block as a person does in an editor."""
    before, mark, after = path.read_text("utf-8").partition(f"ref: {ref}\n")
    block, blank, rest = after.partition("\n\n")
    lines = [line for line in block.splitlines() if line.partition(":")[0] not in facts]
    lines += [f"{name}: {value}" for name, value in facts.items()]
    path.write_text("".join((before, mark, "\n".join(lines), blank, rest)), "utf-8")


def test_a_block_tells_the_words_and_what_accepting_would_record(text: Path) -> None:
    blocks = text.read_text("utf-8").split("\n\n")
    assert [line for line in blocks[0].splitlines() if not line.startswith("#")] == []
    assert blocks[1].startswith(
        f"# likely pledge, score 3.5, D-2025-001: “{TANKS}”\nref: P-2025-001\ndecision:\nreason:\n"
    )
    assert "\nparties: GB FR\n" in blocks[1]
    assert len(blocks) == 5


def test_the_decisions_in_a_text_are_taken(text: Path, review: Run, table: Location) -> None:
    change(text, "P-2025-001", decision="accept")
    change(text, "P-2025-003", decision="accept", outcome="advances")
    change(text, "P-2025-004", decision="reject", reason="a forecast: no more")
    given = review("--from", str(text), "--by", "ann")
    assert (given.code, given.out) == (0, "Accepted 2, rejected 1.\n"), given.err
    assert [each[:4] for each in decisions(table)] == [
        ("P-2025-001", "accepted", "ann", None),
        ("P-2025-003", "edited", "ann", None),
        ("P-2025-004", "rejected", "ann", "a forecast: no more"),
    ]
    assert shown(table, "GB-2025-003")["topic"]


def test_a_text_that_was_not_touched_decides_nothing(text: Path, review: Run, table: Location) -> None:
    with unchanged(table):
        assert review("--from", str(text)).out == "Accepted 0, rejected 0.\n"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("topc: armour", "Line 5, “topc: armour”, is no fact of a proposal."),
        ("armour", "Line 5, “armour”, is no fact of a proposal."),
        ("decision: reject", "Line 5 tells the decision again."),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_its_block_is_not_taken(
    wrong: str, said: str, review: Run, table: Location, tmp_path: Path
) -> None:
    path = tmp_path / "ours.txt"
    path.write_text(
        f"# a note\n\nref: P-2025-001\ndecision: accept\n{wrong}\n\nref: P-2025-002\ndecision: reject\n", "utf-8"
    )
    given = review("--from", str(path))
    assert given.code == 6
    assert f"  {path} line 3, " in given.err
    assert said in given.err
    assert states(table) == ["pending", "rejected", "pending", "pending"]
