"""The quality corpus: whole in itself, read rightly by the readers, and lawful once it is recorded."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.quality.corpus import OUR_OWN, Corpus, load, quoted
from tests.quality.recorded import package
from tests.quality.topics import LAYOUT
from tracker.checks import CHECKS
from tracker.documents.description import Description, describe
from tracker.documents.reading import read, read_path
from tracker.exchange.package import digest
from tracker.language.parties import known_party
from tracker.law import slip
from tracker.register import lists, records
from tracker.register.connect import reading
from tracker.register.contents import RegisterContents
from tracker.register.load import load as take
from tracker.register.location import Location
from tracker.register.writes import writing
from tracker.words import Outcome, Standing

pytestmark = pytest.mark.repeated

PRACTICE = OUR_OWN.parent / "practice"
OTHERS = (OUR_OWN.parent / "practice9", OUR_OWN.parent / "practice10")  # by other hands
CHAINS = {"TNK", "SHL", "ERA", "COW", "CLM", "NHS"}
RELATIONS = {"fulfils", "advances", "restates", "drops", "corroborates", "none"}
PRECISIONS = {None, "day", "month", "season", "year", "vague"}
STANDINGS = {"open", "overdue", "advanced", "fulfilled", "fulfilled-late", "dropped", "conditional"}
GROUPS = {"EU", "NATO", "G7", "COW", "E3", "NB8", "UDCG", "DEVELOPED", "DONORS"}
LISTS = {"dates": 60, "dates_negative": 20, "sentence_hard_cases": 30}


def rows(name: str) -> list[dict[str, Any]]:
    lines = (OUR_OWN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def blanks_as_one(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load(OUR_OWN)


# -- the corpus is whole -----------------------------------------------------------------------------------------


def test_every_document_is_listed_and_read(corpus: Corpus) -> None:
    assert corpus.unread == ()
    assert {each.ref for each in corpus.documents} == {path.name for path in (OUR_OWN / "docs").iterdir()}
    assert len(corpus.documents) == 24
    assert set(corpus.chains.values()) == CHAINS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "number"), [(OUR_OWN, 60 + 123 + 96), (PRACTICE, 72 + 130 + 137)], ids=["own", "practice"]
)
def test_every_quote_of_the_gold_stands_once_in_the_text_that_the_readers_give(folder: Path, number: int) -> None:
    corpus = load(folder)
    assert corpus.unread == ()
    documents = {each.ref: each for each in corpus.documents}
    marked = [(each.file, each.quote) for each in corpus.pledges]
    marked += [(each.file, each.quote) for each in corpus.mentions]
    marked += [(each.file, each.quote) for each in corpus.traps]
    assert len(marked) == number
    for file, words in marked:
        found = quoted(documents[file], words)
        assert blanks_as_one(found.text) == blanks_as_one(words)
        assert (documents[file].text or "")[found.start : found.end] == found.text


def test_deadlines_and_conditions_are_words_of_the_document(corpus: Corpus) -> None:
    texts = {each.ref: blanks_as_one(each.text or "") for each in corpus.documents}
    told = [(each.file, words) for each in corpus.pledges for words in (each.deadline, each.condition) if words]
    assert len(told) > 40
    assert [words for file, words in told if blanks_as_one(words) not in texts[file]] == []


def test_an_id_is_given_once_and_every_name_leads_somewhere(corpus: Corpus) -> None:
    pledges = [each.id for each in corpus.pledges]
    ids = [*pledges, *(each.id for each in corpus.mentions)]
    assert len(ids) == len(set(ids)) == 60 + 123
    assert {each.pledge for each in corpus.mentions} <= {*pledges}
    assert {each.pledge for each in corpus.statuses} == {*pledges}


def test_the_gold_keeps_to_its_words(corpus: Corpus) -> None:
    assert {each.topic for each in corpus.pledges} <= LAYOUT
    assert {each.relation for each in corpus.mentions} == RELATIONS
    assert {each.precision for each in corpus.pledges} <= PRECISIONS
    assert {each.standing for each in corpus.statuses} == STANDINGS
    parties = {code for each in corpus.pledges for code in each.parties}
    assert {code for code in parties if not (re.fullmatch("[A-Z]{2}", code) and known_party(code))} <= GROUPS
    assert {each.currency for each in corpus.pledges} == {None, "EUR", "GBP", "USD", "CAD"}
    assert [each.id for each in corpus.mentions if (each.relation == "none") != bool(each.why)] == []


def test_days_come_in_their_order(corpus: Corpus) -> None:
    days = {each.ref: each.published_on or date.max for each in corpus.documents}
    made_in = {each.id: each for each in corpus.pledges}
    for each in corpus.pledges:
        assert each.made_on <= days[each.file], each.id
        assert each.window is None or each.window[0] <= each.window[1], each.id
    for told in corpus.mentions:
        assert (told.dated or date.min) <= days[told.file], told.id
        assert days[told.file] >= days[made_in[told.pledge].file], told.id
    assert list(days.values()) == sorted(days.values())


def test_what_corroborates_is_of_the_same_event(corpus: Corpus) -> None:
    events = {each.ref: each.event for each in corpus.documents}
    made_in = {each.id: each.file for each in corpus.pledges}
    told = [each for each in corpus.mentions if each.relation == "corroborates"]
    assert len(told) == 14
    assert [each.id for each in told if events[each.file] != events[made_in[each.pledge]]] == []


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_all_its_cases_and_no_id_twice(name: str) -> None:
    cases = rows(f"lists/{name}")
    assert len({each["id"] for each in cases}) == len(cases) == LISTS[name]


def test_every_expression_of_the_list_of_dates_stands_in_its_sentence() -> None:
    assert [each["id"] for each in rows("lists/dates") if each["expr"] not in each["sentence"]] == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", [OUR_OWN, PRACTICE, *OTHERS], ids=["own", "practice", "practice9", "practice10"])
def test_the_readme_tells_the_counts(folder: Path) -> None:
    corpus = load(folder)
    told = (folder / "README.md").read_text(encoding="utf-8")
    for relation, number in Counter(each.relation for each in corpus.mentions).items():
        assert f"{relation} {number}" in told
    for standing, number in Counter(each.standing for each in corpus.statuses).items():
        assert f"{standing} {number}" in told
    for counted in (
        f"{len(corpus.documents)} documents",
        f"{len(corpus.pledges)} pledges",
        f"{sum(each.window is not None for each in corpus.pledges)} with a window",
        f"{sum(each.condition is not None for each in corpus.pledges)} with a condition",
        f"{sum(each.amount is not None for each in corpus.pledges)} with an amount",
        f"{len(corpus.mentions)} mentions",
        f"{sum(not each.ignored for each in corpus.traps)} traps",
        f"{sum(each.ignored for each in corpus.traps)} that do not count",
        f"{len(corpus.statuses)} standings",
    ):
        assert counted in told, counted


# -- read rightly ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def described() -> list[tuple[dict[str, Any], Description]]:
    """What the list of documents says of each, and what the readers make of it without being told anything."""

    def each(row: dict[str, Any]) -> Description:
        raw = read_path(str(OUR_OWN / row["file"]))
        return describe(raw, read(raw), {})

    return [(row, each(row)) for row in rows("documents")]


def test_the_readers_find_every_title_and_every_language(described: list[tuple[dict[str, Any], Description]]) -> None:
    assert [(row["file"], got.title) for row, got in described if got.title != row["title"]] == []
    assert [(row["file"], got.language) for row, got in described if got.language != row["language"]] == []


def test_the_readers_find_the_day_of_nineteen_documents_in_twenty(
    described: list[tuple[dict[str, Any], Description]],
) -> None:
    right = [got.published_on == row["published"] for row, got in described]
    assert sum(right) >= 0.95 * len(right)


# -- recorded, it is lawful --------------------------------------------------------------------------------------


def record(location: Location, corpus: Corpus) -> Location:
    """A register with every pledge and mention of the gold."""
    told = package(corpus)
    with writing(location, actor="tests", command="import", at="2026-03-06T07:08:09Z") as writer:
        take(writer, told, digest=digest(told))
    return location


def assert_every_standing_is_given(recorded: Location, corpus: Corpus, number: int) -> None:
    names = {"review due": "overdue", "fulfilled late": "fulfilled-late"}
    days = sorted({each.on for each in corpus.statuses})
    with reading(recorded) as reader:
        standing = {
            (line.ref, day): names.get(line.standing, line.standing)
            for day in days
            for line in lists.lines(reader, day.isoformat())
        }
    expected = {(each.pledge, each.on): each.standing for each in corpus.statuses}
    assert len(expected) == number
    assert {key: standing.get(key) for key in expected} == expected


@pytest.fixture
def recorded(location: Location, corpus: Corpus) -> Location:
    """The register of our own corpus, once in SQLite and once in PostgreSQL."""
    return record(location, corpus)


def test_the_register_gives_every_standing_of_the_gold(recorded: Location, corpus: Corpus) -> None:
    assert_every_standing_is_given(recorded, corpus, 182)


@pytest.mark.parametrize(("folder", "number"), [(OTHERS[0], 126), (OTHERS[1], 164)], ids=["practice9", "practice10"])
def test_the_register_gives_every_standing_that_others_have_told(location: Location, folder: Path, number: int) -> None:
    corpus = load(folder)
    assert_every_standing_is_given(record(location, corpus), corpus, number)


def test_the_register_has_nothing_against_what_was_recorded(recorded: Location) -> None:
    with reading(recorded) as reader:
        contents = RegisterContents(reader)
        assert [finding for check in CHECKS for finding in check(contents)] == []


def test_mentions_are_recorded_with_all_that_they_tell(recorded: Location) -> None:
    with reading(recorded) as reader:
        told = list(records.follow_ups(reader))
        shells = records.pledge(reader, "D-SHL-01")
        about_shells = records.follow_ups_of(reader, "D-SHL-01")
    assert Counter(each.outcome for each in told)[Outcome.ACTIVATES] == 6
    assert {each.pledge for each in told if each.dated and each.outcome is Outcome.DROPS} == {"D-CLM-04", "D-CLM-10"}
    assert Counter(each.quantity.unit for each in told if each.quantity)["USD"] == 4
    assert slip(shells, about_shells, date(2024, 3, 1)) == 275
    assert {each.deadline.latest.isoformat() for each in told if each.deadline and each.deadline.latest} == {
        "2023-03-31", "2023-12-31", "2024-12-31", "2026-03-31", "2026-12-31", "2027-12-31", "2029-03-31",
    }  # fmt: skip


def test_what_a_person_only_inferred_is_due_for_review_and_never_overdue(recorded: Location) -> None:
    with reading(recorded) as reader:
        late = {line.ref: line.standing for line in lists.lines(reader, "2023-09-01")}
    assert (late["D-TNK-11"], late["D-TNK-13"]) == (Standing.REVIEW_DUE, Standing.OPEN)
