"""From a corpus folder to proposals: what is read, what a sighting becomes, and what the command prints."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.quality import lists
from tests.quality.__main__ import main
from tests.quality.corpus import OUR_OWN, Corpus, as_pledge, load
from tests.quality.proposals import propose
from tests.quality.score import Figure, score
from tracker.errors import BadInputError
from tracker.exchange.sightings import rows
from tracker.language.passages import Passage
from tracker.language.sightings import Actors, Amount, Cue, FollowUpSighting, PledgeSighting
from tracker.model import Deadline, Quantity
from tracker.scan import Sighted
from tracker.words import Basis

TEXT = "OSLO – If parliament agrees, Norway will mend 400 bridges by the end of March 2025, the minister told us.\n"
FOLDER: dict[str, list[dict[str, Any]]] = {
    "documents": [
        {
            "file": "docs/b.txt", "title": "B", "publisher": "The Press",
            "published": "2025-02-01", "language": "en", "event": "E2",
        },
        {
            "file": "docs/a.txt", "title": "A", "publisher": "NATO",
            "published": "2025-01-10", "language": "en", "event": "E1",
        },
    ],
    "pledges": [
        {
            "id": "ROADS", "file": "docs/a.txt", "quote": "Norway will mend 400 bridges by the end of March 2025",
            "parties": ["NO"], "topic": "other", "summary": "Mend bridges", "amount": 400, "unit": "bridges",
            "currency": None, "deadline_text": "by the end of March 2025", "deadline_precision": "month",
            "deadline_window": ["2025-01-10", "2025-03-31"], "condition": "If parliament agrees",
            "date_made": "2025-01-10",
        }
    ],
    "mentions": [
        {
            "id": "M1", "file": "docs/b.txt", "quote": "A hundred bridges are mended.", "pledge": "ROADS",
            "relation": "advances", "amount": "a hundred", "changed": {"deadline": "2025-06-30"},
        }
    ],
    "nonpledges": [],
    "status": [{"pledge": "ROADS", "as_of": "2025-01-11", "status": "conditional"}],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of two documents, written down as a corpus is."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "docs" / "b.txt").write_text("A hundred bridges are mended.\n", encoding="utf-8")
    for name, facts in FOLDER.items():
        lines = "".join(json.dumps(row) + "\n" for row in facts)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


@pytest.fixture
def corpus(folder: Path) -> Corpus:
    return load(folder)


# -- the corpus --------------------------------------------------------------------------------------------------


def test_documents_come_in_the_order_of_their_days_with_the_text_that_the_readers_give(corpus: Corpus) -> None:
    assert [(each.ref, each.text) for each in corpus.documents] == [
        ("a.txt", TEXT),
        ("b.txt", "A hundred bridges are mended.\n"),
    ]
    assert [each.issuer for each in corpus.documents] == ["NATO", None]


def test_a_document_can_follow_up_what_others_pledged_by_its_day_and_not_what_it_pledges_itself(
    corpus: Corpus,
) -> None:
    first, second = corpus.documents
    assert corpus.known_to(first) == []
    assert [each.id for each in corpus.known_to(second)] == ["ROADS"]
    made_later = corpus._replace(pledges=(corpus.pledges[0]._replace(file="b.txt"),))
    assert made_later.known_to(first) == []


def test_a_pledge_of_the_gold_is_a_pledge_of_the_register(corpus: Corpus) -> None:
    got = as_pledge(corpus.pledges[0], corpus.documents[0])
    assert got.deadline == Deadline(
        "by the end of March 2025", date(2025, 1, 10), date(2025, 3, 31), Basis.STATED, "gold", "the corpus"
    )
    assert (got.ref, got.quantity, got.event) == ("ROADS", Quantity(Decimal(400), "bridges"), "E1")
    assert TEXT[got.quote.start : got.quote.end] == got.quote.text


def test_words_for_a_number_are_no_amount_and_a_changed_deadline_is_a_day(corpus: Corpus) -> None:
    assert (corpus.mentions[0].amount, corpus.mentions[0].changed_to) == (None, date(2025, 6, 30))


def test_a_file_that_is_missing_or_a_row_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "mentions.jsonl").write_text("\n{}\n", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"mentions\.jsonl, line 2 cannot be read"):
        load(folder)
    (folder / "pledges.jsonl").unlink()
    with pytest.raises(BadInputError, match=r"There is no .*pledges\.jsonl"):
        load(folder)


def test_a_document_that_cannot_be_read_is_left_out_and_told(folder: Path) -> None:
    (folder / "docs" / "b.txt").write_bytes(b"")
    got = load(folder)
    assert [each.ref for each in got.documents] == ["a.txt"]
    assert [each.endswith("b.txt is empty.") for each in got.unread] == [True]


# -- proposals ---------------------------------------------------------------------------------------------------

QUOTE = Passage(TEXT.index("Norway"), TEXT.index(", the"))
CUE = Cue("will", 2.0, TEXT.index("will"), TEXT.index("will") + 4)


def line(sighted: Sighted) -> dict[str, Any]:
    (only,) = rows(sighted, sighted.document.ref)
    return only


def sighted(corpus: Corpus) -> dict[str, Any]:
    condition = Passage(TEXT.index("If"), TEXT.index(", N"))
    at = Passage(TEXT.index("by the"), QUOTE.end)
    due = Deadline(TEXT[at.start : at.end], None, date(2025, 3, 31), Basis.STATED, "by", "7")
    amount = Amount(Decimal("400"), "bridges", None, None, TEXT.index("400"), TEXT.index("400") + 3)
    actors = Actors(("NO",), "subject")
    found = PledgeSighting(QUOTE, (), actors, "other", amount, due, at, condition, 3.25, "likely", (CUE,))
    return line(Sighted(corpus.documents[0], (found,), (), "cues 1"))


def linked(corpus: Corpus) -> dict[str, Any]:
    whole = Passage(0, len("A hundred bridges are mended."))
    found = FollowUpSighting(
        whole, "ROADS", 1, "advances", "advances", 0.9, 0.8, None, None, None, ("bridge",), 4.0, "likely", (CUE,)
    )
    return line(Sighted(corpus.documents[1], (), (found,), "outcomes 2"))


def test_a_sighting_becomes_a_line_that_the_scorer_finds_right_in_every_figure(corpus: Corpus) -> None:
    proposals = [json.loads(json.dumps(each)) for each in (sighted(corpus), linked(corpus))]
    got = score(corpus, proposals)
    figures = {name: each for name, each in got.likely._asdict().items() if isinstance(each, Figure)}
    assert [name for name, each in figures.items() if each.hit < each.of] == []
    assert (got.likely.deadline_when_given, got.likely.condition_found, got.likely.amount) == (Figure(1, 1),) * 3
    assert (got.links.recall_at_1, got.links.outcome) == (Figure(1, 1), Figure(1, 1))


def test_a_line_keeps_the_reasons_and_where_they_stand(corpus: Corpus) -> None:
    got = sighted(corpus)
    assert TEXT[got["start"] : got["end"]] == got["quote"]
    assert got["cues"] == [{"rule": "will", "weight": 2.0, "start": CUE.start, "end": CUE.end}]
    assert (got["score"], got["how"], got["deadline"]["phrase"]) == (3.25, "subject", "by the end of March 2025")
    assert linked(corpus)["shared"] == ["bridge"]
    assert (got["rules"], linked(corpus)["rules"]) == ("cues 1", "outcomes 2")


def test_a_corpus_is_read_as_scan_reads_it(corpus: Corpus) -> None:
    proposals = [*propose(corpus)]
    assert [(each["document"], each["kind"]) for each in proposals] == [("a.txt", "pledge"), ("b.txt", "follow_up")]
    assert (proposals[1]["pledge"], proposals[1]["outcome"]) == ("ROADS", "advances")


def test_topics_are_told_in_the_words_of_the_corpus(corpus: Corpus) -> None:
    finer = corpus._replace(pledges=(corpus.pledges[0]._replace(topic="housing"),))
    assert [next(propose(each))["topic"] for each in (corpus, finer)] == ["other", "transport"]


# -- lists -------------------------------------------------------------------------------------------------------


def test_a_list_is_measured_case_by_case(tmp_path: Path) -> None:
    said = {"pub": "2025-11-25"}
    cases: dict[str, list[dict[str, Any]]] = {
        "dates": [
            {"sentence": "Norway will mend the bridge by 3 March 2026.", "to": "2026-03-03", **said},
            {"sentence": "Norway will mend the bridge by 3 March 2026.", "to": "2026-03-04", **said},
            {"sentence": "Norway will mend the bridge as soon as possible.", "to": None, **said},
        ],
        "dates_negative": [
            {"sentence": "The bridge fell on 3 March 2024.", **said},
            {"sentence": "Norway will mend the bridge by 3 March 2026.", **said},
        ],
        "sentence_hard_cases": [{"sentences": ["It fell.", "Mr. Lund wept."]}, {"sentences": ["It", "fell."]}],
    }
    for name, told in cases.items():
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
    figures = lists.measure(tmp_path)
    assert figures == {"dates": Figure(2, 3), "dates_negative": Figure(1, 2), "sentences": Figure(1, 2)}
    assert [" ".join(line.split()) for line in lists.written(figures).splitlines()] == [
        "lists",
        "dates 2 of 3 missed",
        "dates negative 1 of 2 missed",
        "sentences 1 of 2",
    ]


# -- the command -------------------------------------------------------------------------------------------------


def test_proposals_in_a_file_are_scored_without_reading_anew(
    folder: Path, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "proposals.jsonl"
    file.write_text(json.dumps(sighted(corpus)) + "\n\n" + json.dumps(linked(corpus)) + "\n", encoding="utf-8")
    assert main(["--corpus", str(folder), "--score", str(file)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0].split() == ["target", "all"]
    assert said.out.splitlines()[-1] == "all: 14 of 16 targets met, 0 missed"
    assert said.err == ""


def test_bad_proposals_and_a_folder_that_is_no_corpus_are_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{", encoding="utf-8")
    assert main(["--corpus", str(folder), "--score", str(bad)]) == 6
    assert main(["--corpus", str(tmp_path / "nowhere")]) == 6
    said = capsys.readouterr().err
    assert "bad.jsonl cannot be read." in said
    assert "documents.jsonl" in said


@pytest.fixture(scope="module")
def proposed() -> list[dict[str, Any]]:
    """What is proposed for the corpus of the project."""
    return [*propose(load(OUR_OWN))]


@pytest.mark.slow
def test_what_is_proposed_is_left_in_a_file_that_scores_the_same_and_is_the_same_again(
    tmp_path: Path, proposed: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "proposals.jsonl"
    assert main(["--proposals", str(file)]) == 0
    printed = capsys.readouterr().out
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines == [json.dumps(each, ensure_ascii=False) for each in proposed]
    assert main(["--score", str(file)]) == 0
    assert capsys.readouterr().out == printed
    assert printed.splitlines()[0].split() == ["target", "development", "held", "out", "all"]


def test_every_quote_that_is_proposed_stands_where_it_says(proposed: list[dict[str, Any]]) -> None:
    texts = {each.ref: each.text or "" for each in load(OUR_OWN).documents}
    assert {each["kind"] for each in proposed} == {"pledge", "follow_up"}
    for each in proposed:
        assert texts[each["document"]][each["start"] : each["end"]] == each["quote"]
        for cue in each["cues"]:
            # A cue of the context (a run of pledges, an actor named before) has a place and no words of its own.
            assert 0 <= cue["start"] <= cue["end"] <= len(texts[each["document"]])
