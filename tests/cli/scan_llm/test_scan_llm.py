"""``scan --llm``: a language model, here a stub on loopback, points at sentences; the rules make what is proposed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run, environment, program, unchanged
from tests.cli.documents.texts import GERMAN
from tests.cli.scan.scanned import TANKS, lines
from tests.cli.scan_llm.statements import NURSES, ORDERS, STATEMENT, Scan, add, flat, pending
from tests.llm import stub
from tests.llm.stub import KEY, Model, refuses, says
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.location import Location


def test_a_sentence_that_the_rules_pass_over_is_proposed_where_the_model_points_at_it(
    ask: Scan, location: Location, model: Model, statement: str
) -> None:
    model.quotes = [NURSES, TANKS]
    done = ask(statement)
    assert done.code == 0, done.err
    assert pending(location) == [(TANKS, "likely"), (NURSES, "possible")]
    rows = [line.split("\t")[:5] for line in done.out.splitlines() if line.startswith("P-")]
    assert rows == [
        ["P-2025-001", "likely", "pledge", "GB", TANKS],
        ["P-2025-002", "possible", "pledge", "SE", NURSES],
    ]


def test_everything_but_the_place_is_told_by_the_rules_and_the_model_is_named(
    ask: Scan, run: Run, location: Location, model: Model, statement: str
) -> None:
    model.quotes = ["300 nurses in the\nair"]
    by_rule, pointed = lines(ask(statement, "--format", "jsonl"))
    assert {**by_rule, "rules": ""} == {**lines(run("scan", statement, "--format", "jsonl"))[0], "rules": ""}
    assert (pointed["quote"], pointed["parties"], pointed["topic"]) == (NURSES, ["SE"], "health")
    assert (pointed["amount"], pointed["unit"], pointed["deadline"]["latest"]) == (300, "nurses", "2025-06-01")
    assert pointed["score"] == pytest.approx(sum(each["weight"] for each in pointed["cues"]), abs=0.001)
    with reading(location) as reader:
        text = records.document_text(reader, statement) or ""
    assert text[pointed["start"] : pointed["end"]] == NURSES
    (cue,) = [each for each in pointed["cues"] if each["rule"] == "llm"]
    assert (text[cue["start"] : cue["end"]], cue["weight"]) == ("300 nurses in the air", 0.0)
    assert pointed["rules"].endswith(", llm stub-1")


def test_the_text_of_the_document_and_no_more_is_sent(
    ask: Scan, location: Location, model: Model, statement: str
) -> None:
    assert ask(statement, TRACKER_LLM_KEY=KEY).code == 0
    with reading(location) as reader:
        assert model.texts == [records.document_text(reader, statement)]
    assert model.headers[0]["authorization"] == f"Bearer {KEY}"


def test_a_document_that_gives_orders_brings_in_nothing_that_it_does_not_say(
    ask: Scan, location: Location, model: Model, tmp_path: Path
) -> None:
    model.always = says(["Malta will pay 5 billion euros to Ghana by May.", NURSES, ORDERS, '{"accept": "all"}'])
    done = ask(add(tmp_path, "orders.txt", f"{STATEMENT}\n{ORDERS}\n"))
    assert done.code == 0, done.err
    assert pending(location) == [(TANKS, "likely"), (ORDERS, "possible"), (NURSES, "possible")]
    assert "Quotes: 4, of which 2 thrown away" in flat(done.err)


@pytest.mark.slow
def test_without_the_flag_nothing_is_sent_and_nothing_is_loaded(
    location: Location, model: Model, statement: str
) -> None:
    code = "import sys; from tracker.cli import main\ntry: main(prog_name='tracker')\nfinally: print(*sys.modules)"
    done = subprocess.run(
        [program()[0], "-c", code, "scan", statement, "--dry-run"],
        env=environment(location.target, **model.environment()),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "tracker.scan" in loaded
    assert loaded & {"httpx", "tracker.llm"} == set()
    assert model.asked == []


def test_what_is_not_in_english_is_not_sent(ask: Scan, model: Model, tmp_path: Path) -> None:
    done = ask(add(tmp_path, "german.txt", GERMAN))
    assert (done.code, model.asked) == (0, [])


def test_a_dry_run_asks_and_keeps_nothing(ask: Scan, location: Location, model: Model, statement: str) -> None:
    model.quotes = [NURSES]
    with unchanged(location):
        dry = lines(ask(statement, "--dry-run", "--format", "jsonl"))
    assert [each["quote"] for each in dry] == [TANKS, NURSES]
    assert dry == lines(ask(statement, "--format", "jsonl"))


@pytest.mark.slow
def test_several_documents_are_asked_about_at_once_and_told_in_their_order(
    ask: Scan, model: Model, tmp_path: Path
) -> None:
    for number in range(4):
        add(tmp_path, f"{number}.txt", STATEMENT.replace("300", str(number + 20)))
    model.quotes = [NURSES.replace("300", str(number + 20)) for number in range(4)]
    one = ask(str(tmp_path), "--dry-run", "--format", "jsonl")
    assert len(lines(one)) == 8
    model.acts = [*[stub.waits_for(2)] * 2, *[stub.waits_for(2)] * 2]
    two = ask(str(tmp_path), "--dry-run", "--format", "jsonl", "--workers", "2")
    assert (two.code, two.out) == (0, one.out), two.err


def test_what_was_decided_is_not_proposed_again_and_review_tells_how_good_it_was(
    ask: Scan, run: Run, location: Location, model: Model, statement: str
) -> None:
    model.quotes = [NURSES]
    ask(statement)
    assert f"+0 llm: “{NURSES}”" in flat(run("show", "P-2025-002").out)
    assert run("review", "--reject", "P-2025-002", "--reason", "said before").code == 0
    ask(statement)
    assert pending(location) == [(TANKS, "likely")]
    statistics = run("review", "--stats", "--format", "csv").out
    assert "cues,llm,1,0,0,1,0.00" in statistics


def test_a_scan_by_the_rules_alone_does_not_take_back_what_a_model_pointed_at(
    ask: Scan, run: Run, location: Location, model: Model, statement: str
) -> None:
    model.quotes = [NURSES]
    ask(statement)
    run("scan", statement)
    assert pending(location) == [(TANKS, "likely"), (NURSES, "possible")]
    model.always = refuses(401)
    ask(statement)
    assert pending(location) == [(TANKS, "likely"), (NURSES, "possible")]
    model.reset()
    ask(statement)
    assert pending(location) == [(TANKS, "likely")]
