"""The documents of the project say what the program does: rules, words, commands, options, settings, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest

from tracker.cli import COMMANDS, main
from tracker.documents.dating import SOURCES
from tracker.language.copies import COPY, QUOTES
from tracker.language.deadlines import load_rules, read_deadline
from tracker.words import Basis, Outcome, Standing

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    each
    for each in ROOT.rglob("*.md")
    if not {part for part in each.relative_to(ROOT).parts if part.startswith(".")} and "golden" not in each.parts
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
METHODOLOGY = (ROOT / "docs" / "methodology.md").read_text(encoding="utf-8")
CONTEXT = click.Context(main, info_name="tracker")
SAID_ON = date(2025, 11, 25)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def section(text: str, heading: str) -> str:
    """What stands under a heading."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def table(text: str, head: str) -> dict[str, list[str]]:
    """The rows of the table that begins with a heading, by their first cell."""
    lines = text[text.index(f"| {head} |") :].split("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {first: rest for first, *rest in cells}


# -- the rules ---------------------------------------------------------------------------


VAGUE = table(METHODOLOGY, "rule")
ALONE = [rule.strip("`") for rule in VAGUE if "," not in rule]


def test_the_version_of_the_rule_table_is_the_one_in_force() -> None:
    assert f"rule table `{load_rules().version}`" in METHODOLOGY


def test_every_vague_rule_stands_in_the_methodology() -> None:
    assert [rule for rule in ALONE if rule.startswith("vague-")] == list(load_rules().vague)
    assert {"season", "no-window"} <= set(ALONE)
    parts = next(rule for rule in VAGUE if "," in rule)
    assert set(re.findall(r"`(\w+)`", parts)) <= set(load_rules().parts)


@pytest.mark.parametrize("rule", VAGUE)
def test_the_examples_in_the_methodology_are_read_by_that_rule(rule: str) -> None:
    examples = re.findall("“(.*?)”", VAGUE[rule][0])
    assert examples
    for example in examples:
        found = read_deadline(example, SAID_ON, load_rules())
        assert found.rule in re.findall(r"`(.*?)`", rule), example
        assert found.basis is (None if rule == "`no-window`" else Basis.INFERRED)


@pytest.mark.parametrize("rule", ALONE)
def test_the_last_day_in_the_methodology_is_what_the_rule_says_of_itself(rule: str) -> None:
    said = load_rules().describe(rule)
    last_day = VAGUE[f"`{rule}`"][1]
    assert said
    if rule == "no-window":
        assert (last_day, said.endswith("give no window: never late")) == ("none: never late", True)
    else:
        assert said.endswith(last_day)


def test_the_last_day_of_a_part_of_a_period_is_the_one_given() -> None:
    example, last_day = next(cells for rule, cells in VAGUE.items() if "," in rule)
    found = read_deadline(example.strip("“”"), SAID_ON, load_rules())
    assert found.latest
    assert last_day.endswith(f": {found.latest.day} {found.latest:%B}")


def test_stated_examples_are_stated() -> None:
    stated = METHODOLOGY.partition("* **Stated**")[2].partition("\n")[0]
    for example in re.findall("“(.*?)”", stated):
        found = read_deadline(example, SAID_ON, load_rules())
        assert found.basis is Basis.STATED, example


# -- the words ---------------------------------------------------------------------------


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_is_explained_in_the_methodology_and_in_the_law_of_the_readme(standing: Standing) -> None:
    assert f"**{standing}**" in section(METHODOLOGY, "2. How a pledge stands")
    assert f"*{standing}*" in section(README, "The law in ten lines")


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_explained_in_the_methodology(outcome: Outcome) -> None:
    assert outcome in table(METHODOLOGY, "outcome")


def test_the_methodology_explains_no_other_outcome() -> None:
    assert set(table(METHODOLOGY, "outcome")) == {str(each) for each in Outcome}


def test_where_a_day_of_publication_comes_from_stands_in_the_methodology_in_the_order_of_trust() -> None:
    _, _, rest = METHODOLOGY.partition("| the day, most trusted first | why it stands there |\n|---|---|\n")
    told = [line.strip("| ").split(" | ") for line in rest.split("\n\n")[0].splitlines()]
    assert told == [[words, reason] for _, words, reason in SOURCES]


def test_from_which_share_a_text_is_a_copy_stands_in_the_methodology() -> None:
    assert (COPY, QUOTES) == (0.5, 0.1)
    assert "shares half or more of its runs of five words with an earlier document is a *copy*" in " ".join(
        METHODOLOGY.split()
    )
    assert "shares a tenth or more *quotes from* it" in " ".join(METHODOLOGY.split())


def test_the_law_has_as_many_lines_as_it_says() -> None:
    assert len(re.findall(r"^\d+\. ", section(README, "The law in ten lines"), re.MULTILINE)) == 10


# -- commands, options, settings ------------------------------------------------------------


def commands(group: click.Group, *words: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name in group.list_commands(CONTEXT):
        command = group.get_command(CONTEXT, name)
        assert command is not None
        yield (*words, name), command
        if isinstance(command, click.Group):
            yield from commands(command, *words, name)


ALL = dict(commands(main))
OPTIONS = {each for command in [main, *ALL.values()] for param in command.params for each in param.opts} | {
    "--help",
    "-h",
}


def code(text: str) -> list[str]:
    """What stands in a document as code, a line each."""
    fenced = re.findall(r"^```.*?\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE))
    return [line for block in fenced for line in block.splitlines()] + spans


def mentioned(text: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Every command that is mentioned as code, and the options on its line."""
    for line in code(text):
        for words in re.findall(r"(?:^|[\s(|])tracker ((?:[a-z-]+ ?)+)", line):
            path = tuple(words.split())
            group = path[:1] if path[0] not in ("add", "report") else path[:2]
            yield group, re.findall(r"(?<![\w-])--[a-z-]+", line.partition("tracker ")[2].partition(" | ")[0])


def test_every_command_is_told_of() -> None:
    told = " ".join(code(README + CHANGELOG))
    for words in ALL:
        assert re.search(rf"\b{words[-1]}\b", told), words
    assert set(COMMANDS) <= {words[0] for words in ALL}


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_no_document_mentions_a_command_that_does_not_exist(path: Path) -> None:
    for words, _ in mentioned(path.read_text(encoding="utf-8")):
        if words[0].startswith("-"):
            continue
        known = words in ALL or (words[:1] in ALL and words[0] not in ("add", "report"))
        assert known or all(part in "add|party|document|pledge|enquiry|dispute" for part in words), words


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_no_document_mentions_an_option_that_the_command_does_not_have(path: Path) -> None:
    for words, options in mentioned(path.read_text(encoding="utf-8")):
        command = ALL.get(words) or ALL.get(words[:1]) or main
        known = {each for param in command.params for each in param.opts} | {"--help", "--version"}
        assert set(options) <= known, (words, options)


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "docs" / "methodology.md"], ids=named
)
def test_no_option_on_its_own_is_invented(path: Path) -> None:
    alone = [line for line in code(path.read_text(encoding="utf-8")) if re.match("--[a-z]", line)]
    assert {line.split()[0] for line in alone} <= OPTIONS


def test_messages_of_the_program_name_only_commands_that_exist() -> None:
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        for words in re.findall(r": tracker ([a-z-]+)", path.read_text(encoding="utf-8")):
            assert words in COMMANDS, (path, words)


def test_the_settings_are_those_of_the_code() -> None:
    read = "".join(each.read_text(encoding="utf-8") for each in sorted((ROOT / "tracker").rglob("*.py")))
    used = set(re.findall(r'environ(?:\.get\(|\[)"(TRACKER_[A-Z_]+)"', read))
    assert used
    assert {name.strip("`") for name in table(README, "setting")} == used
    for path in DOCUMENTS:
        assert set(re.findall(r"\bTRACKER_[A-Z_]+\b", path.read_text(encoding="utf-8"))) <= used | {"TRACKER_COMPLETE"}


def test_the_targets_of_make_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in DOCUMENTS:
        for words in [line.partition("#")[0] for line in code(path.read_text(encoding="utf-8"))]:
            for said in re.findall(r"(?:^|&& )make ([a-z][a-z ]*?)(?:  |$)", words):
                assert set(said.split()) <= targets, (path, said)


# -- links and places ------------------------------------------------------------------------


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_what_a_document_links_to_is_there(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target.partition("#")[0]).exists(), target


def test_the_places_that_the_readme_names_are_there() -> None:
    places = re.findall(
        r"`(.*?)`", " ".join(re.findall(r"^\|(.*?)\|", section(README, "Where things are"), re.MULTILINE))
    )
    assert len(places) > 5
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_nobody_needs_anything_outside_the_project() -> None:
    for path in DOCUMENTS:
        assert not re.search(r"(?<![\w.])/(work|tmp|root)/|\.\./shared", path.read_text(encoding="utf-8")), path
