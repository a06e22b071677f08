"""The first real data: five documents on the Coalition of the Willing, and what the law makes of them."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tracker import law, rows
from tracker.model import FollowUp, Membership, Pledge, Span
from tracker.words import Outcome, Standing

FOLDER = Path(__file__).parents[1] / "fixtures" / "coalition"
KEYS = {
    "parties": ("code",),
    "memberships": ("group", "member", "since"),
    "documents": ("ref",),
    "pledges": ("ref",),
    "pledge_parties": ("pledge", "position"),
    "follow_ups": ("ref",),
    "enquiries": ("ref",),
}
LINKS = (
    ("memberships", "group", "parties"),
    ("memberships", "member", "parties"),
    ("memberships", "document", "documents"),
    ("documents", "issuer", "parties"),
    ("pledges", "document", "documents"),
    ("pledges", "speaker", "parties"),
    ("pledge_parties", "pledge", "pledges"),
    ("pledge_parties", "party", "parties"),
    ("follow_ups", "pledge", "pledges"),
    ("follow_ups", "document", "documents"),
    ("follow_ups", "party", "parties"),
    ("enquiries", "pledge", "pledges"),
)
LATE = (Standing.OVERDUE, Standing.REVIEW_DUE)
SEPTEMBER = {"COW-2025-001", "EU-2025-001", "JP-2025-001"}
TASS = "D-2025-004"


def table(name: str) -> list[dict[str, Any]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        listed = [{key: cell or None for key, cell in row.items()} for row in csv.DictReader(lines)]
    return [
        {key: int(cell) if key in ("start", "end") and cell else cell for key, cell in row.items()} for row in listed
    ]


def text(document: str) -> str:
    return (FOLDER / "texts" / f"{document}.txt").read_bytes().decode("utf-8")


def source(document: str) -> dict[str, Any]:
    facts = next(row for row in table("documents") if row["ref"] == document)
    return {key: facts[key] for key in ("published_on", "issuer", "event")}


def pledges() -> dict[str, Pledge]:
    named = table("pledge_parties")

    def in_role(ref: str, role: str) -> list[str]:
        return [row["party"] for row in named if row["pledge"] == ref and row["role"] == role]

    return {
        row["ref"]: rows.pledge(
            row | source(row["document"]), in_role(row["ref"], "party"), in_role(row["ref"], "partner")
        )
        for row in table("pledges")
    }


def follow_ups(pledge: str | None = None) -> list[FollowUp]:
    listed = [rows.follow_up(row | source(row["document"])) for row in table("follow_ups")]
    return [each for each in listed if pledge in (None, each.pledge)]


def memberships() -> list[Membership]:
    return [rows.membership(row) for row in table("memberships")]


def spans_on(day: str) -> dict[str, Span]:
    """The span that holds each pledge on a day; a pledge that is not yet known is left out."""
    asked = date.fromisoformat(day)
    found: dict[str, Span] = {}
    for ref, pledge in pledges().items():
        for span in law.history(pledge, follow_ups(ref), law.own_voices(pledge, memberships())):
            if span.since <= asked and (span.until is None or asked < span.until):
                found[ref] = span
    return found


@pytest.mark.parametrize("name", KEYS)
def test_a_table_is_sorted_by_its_key_and_no_key_comes_twice(name: str) -> None:
    keys = [tuple(row[part] for part in KEYS[name]) for row in table(name)]
    assert keys
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", KEYS)
def test_a_table_is_written_plainly(name: str) -> None:
    written = (FOLDER / f"{name}.csv").read_bytes().decode("utf-8")
    again = io.StringIO()
    csv.writer(again, lineterminator="\n").writerows(csv.reader(io.StringIO(written)))
    assert written == again.getvalue()


@pytest.mark.parametrize(("name", "column", "target"), LINKS)
def test_what_a_row_names_is_there(name: str, column: str, target: str) -> None:
    there = {row[KEYS[target][0]] for row in table(target)}
    assert {row[column] for row in table(name)} - {None} <= there


def test_every_document_has_its_text_and_every_text_its_document() -> None:
    assert {row["ref"] for row in table("documents")} == {file.stem for file in (FOLDER / "texts").iterdir()}


def test_every_text_has_the_digest_that_its_document_states() -> None:
    for row in table("documents"):
        assert hashlib.sha256(text(row["ref"]).encode("utf-8")).hexdigest() == row["sha256"]


def test_every_text_says_at_its_head_that_it_is_a_digest_and_of_what() -> None:
    for row in table("documents"):
        head = text(row["ref"]).split("\n")[0]
        day = date.fromisoformat(row["published_on"])
        assert head.startswith("Digest in the register's own words.")
        assert row["publisher"] in head
        assert row["title"] in head
        assert head.endswith(f"{day.day} {day:%B %Y}.")


def test_every_quote_stands_where_it_says_and_nowhere_else() -> None:
    for row in [*table("pledges"), *table("follow_ups")]:
        told = text(row["document"])
        assert told[row["start"] : row["end"]] == row["quote"], row["ref"]
        assert told.count(row["quote"]) == 1, row["ref"]


def test_deadlines_and_conditions_are_words_of_the_quote() -> None:
    for row in table("pledges"):
        for words in (row["condition"], row["deadline_phrase"]):
            assert (words or "") in row["quote"], row["ref"]


def test_a_vague_phrase_opens_the_window_of_its_rule() -> None:
    lengths = {"vague-days": 14, "vague-weeks": 56}
    windows = {ref: each.deadline for ref, each in pledges().items() if each.deadline}
    assert {ref: each.rule for ref, each in windows.items()} == {
        "COW-2025-004": "no-window",
        "COW-2025-006": "vague-days",
        "FR-2025-001": "vague-days",
        "GB-2025-001": "vague-weeks",
    }
    for ref, each in windows.items():
        made, length = pledges()[ref].made_on, lengths.get(each.rule)
        expected = (made, made + timedelta(length)) if made and length else (None, None)
        assert (each.earliest, each.latest) == expected, ref


def test_refs_tell_the_first_party_and_the_year_and_count_in_order() -> None:
    order = sorted(pledges().values(), key=lambda each: (each.made_on, each.quote.document, each.quote.start))
    serials: dict[str, int] = {}
    for each in order:
        series = f"{each.parties[0]}-{each.made_on:%Y}"
        serials[series] = serials.get(series, 0) + 1
        assert each.ref == f"{series}-{serials[series]:03}"


def test_a_follow_up_is_published_after_its_pledge_and_gives_its_reason() -> None:
    for each in follow_ups():
        made = pledges()[each.pledge].made_on
        assert each.published_on
        assert made
        assert each.published_on > made, each.ref
        assert each.note, each.ref


def test_documents_of_one_event_corroborate_and_those_of_another_never_do() -> None:
    for each in follow_ups():
        same = each.event == pledges()[each.pledge].event
        assert same == (each.outcome is Outcome.CORROBORATES), each.ref


def test_nothing_from_tass_counts_as_a_restatement() -> None:
    told = [each for each in follow_ups() if each.quote.document == TASS]
    assert {each.pledge for each in told} == {"COW-2025-002", "COW-2025-003", "COW-2025-004"}
    assert {each.outcome for each in told} == {Outcome.CORROBORATES}


def test_reinforcing_support_is_restated_once() -> None:
    restated = [each.ref for each in follow_ups() if each.outcome is Outcome.RESTATES]
    assert restated == ["COW-2025-004.2"]


def test_neither_ukraine_nor_the_united_states_is_a_member_of_the_coalition() -> None:
    members = {each.member for each in memberships() if each.group == "COW"}
    assert len(members) == 32
    assert not members & {"UA", "US"}


def test_before_the_november_meeting_only_the_september_pledges_exist() -> None:
    assert spans_on("2025-11-24").keys() == SEPTEMBER


def test_in_the_first_days_of_december_nothing_is_late() -> None:
    spans = spans_on("2025-12-01")
    assert len(spans) == 11
    assert {span.standing for span in spans.values()} == {Standing.OPEN}


def test_at_the_end_of_january_three_are_due_for_review_each_since_the_day_after_its_window() -> None:
    late = {ref: span for ref, span in spans_on("2026-01-31").items() if span.standing in LATE}
    assert {ref: (span.standing, span.since.isoformat()) for ref, span in late.items()} == {
        "COW-2025-006": (Standing.REVIEW_DUE, "2025-12-10"),
        "FR-2025-001": (Standing.REVIEW_DUE, "2025-12-10"),
        "GB-2025-001": (Standing.REVIEW_DUE, "2026-01-21"),
    }


def test_at_the_end_of_january_the_planning_has_advanced_and_the_force_waits_for_its_condition() -> None:
    spans = spans_on("2026-01-31")
    assert spans["COW-2025-003"].standing is Standing.ADVANCED
    assert spans["COW-2026-001"].standing is Standing.CONDITIONAL
    assert not any(span.self_declared for span in spans.values())


def test_the_readme_tells_how_they_stand() -> None:
    lines = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    days = next(line for line in cells if line[0] == "pledge")[2:-1]
    stated = {line[0]: line[2:] for line in cells if line[0] in pledges()}
    on = [spans_on(day) for day in days]
    lawful = {
        ref: [
            *(str(spans[ref].standing) if ref in spans else "–" for spans in on),
            on[-1][ref].since.isoformat(),
        ]
        for ref in pledges()
    }
    assert stated == lawful
    assert days == ["2025-11-24", "2025-12-01", "2026-01-31"]
