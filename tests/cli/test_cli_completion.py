"""Shell completion: for bash, zsh and fish, of commands, options, refs, countries and topics."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import environment, invoke, program
from tracker.cli import COMMANDS
from tracker.register.location import Location

Complete = Callable[..., list[str]]


@pytest.fixture
def complete(library: Location) -> Complete:
    """What bash is offered for the last of the words typed."""

    def offered(*words: str, register: str | None = library.target) -> list[str]:
        typed = " ".join(("tracker", *(f"'{word}'" if " " in word else word for word in words[:-1])))
        done = invoke(
            register=register,
            _TRACKER_COMPLETE="bash_complete",
            COMP_WORDS=f"{typed} {words[-1]}",
            COMP_CWORD=str(len(words)),
        )
        assert (done.code, done.err) == (0, "")
        return [line.partition(",")[2] for line in done.out.splitlines() if line]

    return offered


def test_commands_are_completed(complete: Complete) -> None:
    assert complete("") == list(COMMANDS)
    assert complete("ex") == ["explain", "export"]
    assert complete("add", "p") == ["party", "pledge"]
    assert complete("report", "") == [
        "amounts",
        "changes",
        "ledger",
        "overdue",
        "restated",
        "scorecard",
        "silent",
        "upcoming",
    ]


def test_options_are_completed(complete: Complete) -> None:
    assert complete("status", "--c") == ["--country"]
    assert complete("status", "--standing", "fulf") == ["fulfilled late", "fulfilled"]
    assert complete("status", "--format", "js") == ["json", "jsonl"]
    assert complete("link", "GB-2025-001", "D-2026-001", "re") == ["restates"]


@pytest.mark.parametrize("typed", ["GB", "gb-20", "GB-2025-00"])
def test_refs_are_completed(typed: str, complete: Complete) -> None:
    assert complete("show", typed) == ["GB-2025-001", "GB-2025-002"]


def test_only_refs_that_fit_the_place_are_offered(complete: Complete) -> None:
    assert complete("explain", "D-") == []
    assert complete("link", "GB-2025-001", "D-2026") == ["D-2026-001"]
    assert complete("log", "cow-2025-004.") == ["COW-2025-004.1", "COW-2025-004.2"]


def test_countries_and_topics_are_completed_from_the_register(complete: Complete) -> None:
    assert complete("status", "--country", "f") == ["FI", "FR"]
    assert complete("status", "--topic", "m") == [
        "military-planning",
        "military-support",
        "monitoring",
        "multinational-force",
    ]
    assert complete("add", "pledge", "--party", "CO") == ["COW"]


def test_the_register_named_on_the_line_is_asked(complete: Complete, library: Location) -> None:
    assert complete("show", "--register", library.target, "JP", register=None) == ["JP-2025-001"]
    assert complete("--register", library.target, "show", "JP", register=None) == ["JP-2025-001"]


def test_without_a_register_nothing_is_offered_and_nothing_said(complete: Complete) -> None:
    assert complete("show", "GB", register="/nowhere/register.sqlite") == []
    assert complete("show", "GB", register="postgresql://editor@127.0.0.1:1/register") == []


@pytest.mark.parametrize(
    ("shell", "hook"), [("bash", "complete -o nosort -F"), ("zsh", "compdef"), ("fish", "complete --no-files")]
)
def test_the_script_of_a_shell_is_written(shell: str, hook: str) -> None:
    done = invoke(_TRACKER_COMPLETE=f"{shell}_source")
    assert (done.code, done.err) == (0, "")
    assert hook in done.out
    assert f"_TRACKER_COMPLETE={shell}_complete" in done.out


@pytest.mark.parametrize(("shell", "typed"), [("zsh", "2"), ("fish", "GB")])
def test_zsh_and_fish_are_told_what_a_value_means(shell: str, typed: str, made: Callable[[str], Location]) -> None:
    done = invoke(
        register=made("sqlite").target,
        _TRACKER_COMPLETE=f"{shell}_complete",
        COMP_WORDS="tracker show GB",
        COMP_CWORD=typed,
    )
    assert "GB-2025-001" in done.out
    assert "pledge" in done.out


def test_bash_completes_by_the_script(made: Callable[[str], Location], tmp_path: Path) -> None:
    script = (
        'eval "$(_TRACKER_COMPLETE=bash_source tracker)"\n'
        "COMP_WORDS=(tracker explain gb-2025-00); COMP_CWORD=2; _tracker_completion tracker; echo ${COMPREPLY[@]}"
    )
    shim = tmp_path / "tracker"
    shim.write_text(f'#!/bin/sh\nexec {shlex.join(program())} "$@"\n')
    shim.chmod(0o755)
    env = environment(made("sqlite").target)
    env["PATH"] = f"{tmp_path}:{env['PATH']}"
    done = subprocess.run(["bash", "-c", script], env=env, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("GB-2025-001 GB-2025-002\n", "")
