"""What a scan with a language model tells, and what fails on the way."""

from __future__ import annotations

import signal
import socket
import subprocess
from pathlib import Path
from time import monotonic, sleep

import pytest

import tracker
from tests.cli.conftest import Run, contents, environment, program, unchanged
from tests.cli.scan.scanned import TANKS, TRAINING
from tests.cli.scan_llm.statements import NURSES, STATEMENT, Scan, add, flat, pending
from tests.llm import stub
from tests.llm.stub import KEY, Model, refuses, says, utters
from tracker.register import proposed
from tracker.register.connect import reading
from tracker.register.location import Location

# -- what is told ---------------------------------------------------------------------------------------------


def test_where_the_texts_go_is_told_and_what_it_took(ask: Scan, model: Model, tmp_path: Path) -> None:
    for number in range(2):
        add(tmp_path, f"{number}.txt", f"Notice {number}. {STATEMENT}")
    model.always = says([NURSES, "Sweden will send 300 nurses."])
    told = flat(ask(str(tmp_path), TRACKER_LLM_PRICE="0.15/0.60 USD").err)
    assert f"To {model.url} (model stub-1) goes the text of 2 documents, where it is in English." in told
    assert "Model stub-1: 2 calls, 2,000 tokens in and 40 out, 0.0004 USD." in told  # 0.000324, rounded up
    assert (
        "Quotes: 4, of which 2 thrown away (not word for word in the text, or no sentence)."
        " Proposals beside those of the rules: 2. Documents on which it failed: 0."
    ) in told


def test_an_endpoint_that_tells_no_tokens_leaves_the_cost_open(ask: Scan, model: Model, statement: str) -> None:
    model.always = utters('{"quotes": []}', usage=None)
    told = flat(ask(statement, TRACKER_LLM_PRICE="0.15/0.60 USD").err)
    assert "1 call, 0 tokens in and 0 out (for 1 call none were told), at least 0.0000 USD." in told


def test_a_quiet_scan_says_nothing_beside_its_answer(ask: Scan, statement: str) -> None:
    assert ask(statement, "--quiet").err == ""


def test_the_key_is_neither_printed_nor_kept(
    ask: Scan, location: Location, model: Model, tmp_path: Path, statement: str
) -> None:
    model.acts = [stub.pointing, refuses(401, f"Incorrect API key provided: {KEY}")]
    done = ask(statement, add(tmp_path, "other.txt", f"Again. {STATEMENT}"), TRACKER_LLM_KEY=KEY)
    assert done.code == 6
    assert "Incorrect API key provided: …" in done.err
    assert KEY not in done.out + done.err + repr(contents(location))


# -- what fails -----------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("act", "why"),
    [
        (refuses(401), "it does not take the key (TRACKER_LLM_KEY) (401)"),
        (refuses(429, "quota", Retry_After="7200"), "it was asked too often (429); it says “quota”; it asks to wait"),
        (utters('{"quotes": ["Sweden has'), "what it said is no JSON"),
        (says({"all": NURSES}), "what it said has another shape than a list of quotes"),
        (stub.hangs_up, "the connection broke off"),
        (stub.packs, "the answer came packed"),
    ],
    ids=["401", "429", "truncated", "shape", "hangs up", "packed"],
)
def test_a_failure_is_told_for_its_document_and_stops_nothing_else(
    ask: Scan, location: Location, model: Model, tmp_path: Path, act: stub.Act, why: str
) -> None:
    model.acts = [act]
    model.quotes = [NURSES]
    later = STATEMENT.replace("3 March", "4 March").replace(TANKS, TRAINING)
    done = ask(add(tmp_path, "first.txt"), add(tmp_path, "second.txt", later))
    assert done.code == 6
    error = flat(done.err.partition("Error: ")[2])
    assert error.startswith(
        "About 1 document the model did not answer, or not in full; what the rules found is not touched by that."
        f" D-2025-001: the model did not answer: {why}"
    )
    assert "Do: Ask again: tracker scan D-2025-001 --llm" in error
    assert pending(location) == [(TANKS, "likely"), (TRAINING, "likely"), (NURSES, "possible")]


@pytest.mark.slow
def test_one_that_is_busy_for_a_moment_is_asked_again(
    ask: Scan, location: Location, model: Model, statement: str
) -> None:
    model.acts = [refuses(429, Retry_After="1")]
    model.quotes = [NURSES]
    done = ask(statement)
    assert (done.code, len(model.asked)) == (0, 2)
    assert "2 calls" in done.err
    assert pending(location) == [(TANKS, "likely"), (NURSES, "possible")]


def test_where_nothing_answers_the_rules_propose_what_they_find(ask: Scan, location: Location, statement: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        done = ask(statement, TRACKER_LLM_URL=f"http://127.0.0.1:{taken.getsockname()[1]}/v1")
    assert done.code == 6
    assert "nothing answers at that address" in flat(done.err)
    assert pending(location) == [(TANKS, "likely")]
    with reading(location) as reader:
        (kept,) = proposed.pending(reader)
        assert proposed.unscanned(reader) == []
    assert "llm" not in kept.rules


def test_a_source_that_cannot_be_read_and_a_model_that_fails_are_told_together(
    ask: Scan, model: Model, tmp_path: Path
) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    model.always = refuses(404)
    done = ask(add(tmp_path, "statement.txt"), str(tmp_path / "broken.pdf"))
    assert done.code == 6
    told = flat(done.err)
    assert "1 of the sources could not be scanned. About 1 document the model did not answer" in told
    assert "broken.pdf" in told
    assert "D-2025-001: the model did not answer: it knows no such address or model" in told


@pytest.mark.parametrize("missing", ["TRACKER_LLM_URL", "TRACKER_LLM_MODEL"])
def test_a_missing_setting_is_a_usage_error_before_anything_is_taken_in(
    ask: Scan, location: Location, tmp_path: Path, missing: str
) -> None:
    with unchanged(location):
        done = ask(add(tmp_path, "statement.txt"), **{missing: None})
    assert done.code == 2
    assert f"{missing} must be set" in done.err
    assert "export TRACKER_LLM_URL=http://localhost:11434/v1" in done.err


@pytest.mark.parametrize(
    "setting", [{"TRACKER_LLM_URL": "localhost"}, {"TRACKER_LLM_PRICE": "cheap"}, {"TRACKER_LLM_KEY": "a b"}]
)
def test_a_setting_that_cannot_be_is_a_usage_error_too(
    ask: Scan, model: Model, statement: str, setting: dict[str, str]
) -> None:
    done = ask(statement, **setting)
    assert (done.code, model.asked) == (2, [])
    assert next(iter(setting)) in done.err


@pytest.mark.slow
def test_a_missing_library_says_what_to_install_before_anything_is_taken_in(
    location: Location, model: Model, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    (gone / "httpx").mkdir(parents=True)
    (gone / "httpx" / "__init__.py").write_text("raise ImportError('httpx')")
    env = environment(location.target, PYTHONPATH=f"{gone}:{Path(tracker.__file__).parents[1]}", **model.environment())
    with unchanged(location):
        done = subprocess.run(
            program("scan", add(tmp_path, "a.txt"), "--llm"), env=env, capture_output=True, text=True, check=False
        )
    assert done.returncode == 2
    assert "pip install 'commitment-tracker[llm]'" in done.stderr


@pytest.mark.slow
def test_an_interruption_ends_a_call_at_once_and_what_it_took_is_told(
    run: Run, location: Location, model: Model, tmp_path: Path
) -> None:
    for number in range(2):
        run("add", "document", add(tmp_path, f"{number}.txt", f"Notice {number}. {STATEMENT}"))
    model.acts = [stub.pointing]
    model.always = stub.never_answers
    env = environment(location.target, **model.environment())
    with subprocess.Popen(
        program("scan", "--new", "--llm"), env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        end = monotonic() + 20
        while len(model.asked) < 2 and monotonic() < end:
            sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)  # the silence would last for longer
    assert process.returncode == 130
    assert "2 calls, 1,000 tokens in and 20 out" in err
    assert "Traceback" not in err
    with reading(location) as reader:
        assert proposed.unscanned(reader) == ["D-2025-002"]
