"""What ``--help`` says: of every command, at 80 columns, as it stands in ``tests/golden/help``."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.cli.conftest import invoke
from tests.conftest import Golden
from tracker.cli import COMMANDS, EXIT_CODES, main
from tracker.errors import TrackerError

CONTEXT = click.Context(main, info_name="tracker")
TESTS = Path(__file__).parent


def walk(group: click.Group, *words: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and subcommand with the words that call it."""
    for name in group.list_commands(CONTEXT):
        command = group.get_command(CONTEXT, name)
        assert command is not None
        yield (*words, name), command
        if isinstance(command, click.Group):
            yield from walk(command, *words, name)


ALL = dict([((), main), *walk(main)])
LEAVES = {words: command for words, command in ALL.items() if not isinstance(command, click.Group)}


def named(words: tuple[str, ...]) -> str:
    return "-".join(words) or "tracker"


def help_of(*words: str) -> str:
    done = invoke(*words, "--help")
    assert (done.code, done.err) == (0, "")
    return done.out


def codes(text: str) -> set[int]:
    """The exit codes that a help text names."""
    said = " ".join(text.split()).partition("Exit codes: ")[2].partition(" Options:")[0]
    return {int(each) for each in re.findall(r"(?:^|[ ,·])(\d+) ", f" {said}")}


@pytest.mark.parametrize("words", ALL, ids=named)
def test_every_command_explains_itself(words: tuple[str, ...], golden: Golden) -> None:
    golden(f"help/{named(words)}.txt", help_of(*words))


def test_every_expected_help_is_of_a_command(golden: Golden) -> None:
    assert golden.names("help") == {f"{named(words)}.txt" for words in ALL}


@pytest.mark.parametrize("words", ALL, ids=named)
def test_help_fits_80_columns_but_for_examples_and_choices(words: tuple[str, ...]) -> None:
    for line in help_of(*words).splitlines():
        assert len(line) <= 80 or "[" in line or "{" in line, line


@pytest.mark.parametrize("words", ALL, ids=named)
def test_help_can_be_asked_for_with_h(words: tuple[str, ...]) -> None:
    assert invoke(*words, "-h").out == help_of(*words)


@pytest.mark.parametrize("words", LEAVES, ids=named)
def test_every_command_names_its_exit_codes(words: tuple[str, ...]) -> None:
    known = {each.exit_code for each in TrackerError.__subclasses__()} | {1}
    assert codes(help_of(*words)) <= known
    assert codes(help_of(*words))


def test_the_program_names_all_exit_codes() -> None:
    classes = {each.exit_code for each in TrackerError.__subclasses__()}
    assert codes(help_of()) == {0, 1, *classes, 130}
    assert EXIT_CODES in " ".join(help_of().split())


@pytest.mark.parametrize("words", LEAVES, ids=named)
def test_a_command_that_needs_to_be_told_something_shows_an_example(words: tuple[str, ...]) -> None:
    needs = any(each.required for each in LEAVES[words].params) or words in (("status",), ("report", "overdue"))
    shown = re.findall(rf"^  tracker {' '.join(words)}\b", help_of(*words), re.MULTILINE)
    assert not needs or shown


@pytest.mark.parametrize("words", ALL, ids=named)
def test_every_option_is_explained(words: tuple[str, ...]) -> None:
    for option in ALL[words].params:
        assert not isinstance(option, click.Option) or option.help, option.name


@pytest.mark.parametrize("words", LEAVES, ids=named)
def test_the_register_may_be_named_after_every_command(words: tuple[str, ...]) -> None:
    assert {"--register", "--quiet"} <= {each for option in LEAVES[words].params for each in option.opts}


# -- the list of commands, which is written out so that help need not import them ---------------------------------


def test_the_list_of_commands_is_that_of_the_modules() -> None:
    found: dict[str, str] = {}
    for module in {module for module, _ in COMMANDS.values()}:
        members = inspect.getmembers(importlib.import_module(f"tracker.cli.{module}"))
        inside = {sub for _, each in members if isinstance(each, click.Group) for sub in each.commands.values()}
        found |= {
            str(each.name): module for _, each in members if isinstance(each, click.Command) and each not in inside
        }
    assert found == {name: module for name, (module, _) in COMMANDS.items()}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_on_a_command_is_the_first_sentence_of_its_own_help(name: str) -> None:
    first = " ".join((ALL[name,].help or "").split("\n\n")[0].split())
    assert first == COMMANDS[name][1]


@pytest.mark.parametrize("words", [words for words in ALL if words not in LEAVES], ids=named)
def test_no_line_in_a_list_of_commands_is_cut(words: tuple[str, ...]) -> None:
    listed = help_of(*words).partition("Commands:")[2]
    assert listed
    assert "..." not in listed


# -- the tests themselves ----------------------------------------


@pytest.mark.parametrize("words", LEAVES, ids=named)
def test_no_command_is_without_tests(words: tuple[str, ...]) -> None:
    called = ", ".join(f'"{word}"' for word in words)
    assert any(f"({called}" in each.read_text() for each in TESTS.rglob("test_*.py"))
