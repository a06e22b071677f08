"""Patterns are data: every one has its examples, a bad file is refused with its line, and no module hides its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tracker.language
from tracker.errors import BadInputError
from tracker.language.patterns import FOLDER, Pattern, Patterns, patterns

FILES = sorted(each.stem for each in FOLDER.glob("*.toml"))
ROOM = Path(tracker.language.__file__).parent
EXAMPLES = [(name, each) for name in FILES for each in patterns(name).every.values()]
SIGNS = re.compile(r"\(\?[:!<=Pi]|\\\\b|\[a-z|\\\\d")
WORD = re.compile(r"(?<![\\<A-Za-z])[A-Za-z]{3,}(?!>)")


@pytest.mark.parametrize(("file", "pattern"), EXAMPLES, ids=lambda each: getattr(each, "name", each))
def test_each_pattern_fires_and_spares_as_it_says(file: str, pattern: Pattern) -> None:
    assert pattern.compiled.search(pattern.fires), f"{file}.toml: [{pattern.name}] must find: {pattern.fires}"
    assert not pattern.compiled.search(pattern.spares), f"{file}.toml: [{pattern.name}] must spare: {pattern.spares}"


def test_every_file_is_read_by_the_module_of_its_name_and_everything_in_it_is_used() -> None:
    for name in FILES:
        if name == "shared":
            continue
        code = (ROOM / f"{name}.py").read_text(encoding="utf-8")
        assert "patterns(__name__)" in code, name
        given = patterns(name)
        for each in (*given.every, *given.lists):
            assert f'"{each}"' in code, f"{name}.py asks for no {each}"


def written(tree: ast.AST) -> Iterator[str]:
    """The texts in a module that are written as regular expressions."""
    for each in ast.walk(tree):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and SIGNS.search(each.value):
            yield each.value


@pytest.mark.parametrize("module", sorted(each.stem for each in ROOM.glob("*.py")))
def test_no_module_keeps_words_of_a_language_in_patterns_of_its_own(module: str) -> None:
    tree = ast.parse((ROOM / f"{module}.py").read_text(encoding="utf-8"))
    assert not {word for each in written(tree) for word in WORD.findall(each)}


GOOD = """
[words]
no = [" not"]

[parts]
day = 'May'

[since]
finds = "a day"
is = 'since {day}'
fires = "since May"
spares = "since June"
"""


def file(folder: Path, text: str) -> Path:
    """A file of patterns."""
    made = folder / "own.toml"
    made.write_text(text, encoding="utf-8")
    return made


def test_a_file_gives_patterns_words_and_numbers(tmp_path: Path) -> None:
    made = Patterns(file(tmp_path, GOOD + "\n[numbers]\nwholes = { third = 3 }\n"), {})
    assert made["since"].pattern == "since May"
    assert made.words("no") == (" not",)
    assert made.numbers("wholes") == {"third": 3}


def test_lines_are_joined_without_the_blanks_before_them_and_alternatives_stand_beside_one_another(
    tmp_path: Path,
) -> None:
    text = GOOD.replace("'since {day}'", "['a', '''\n    b |\n    c\n''']").replace('"since May"', '"c"')
    assert Patterns(file(tmp_path, text.replace('"since June"', '"x"')), {})["since"].pattern == "a|b |c"


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("'since {day}'", "'since ('", 8, "no regular expression"),
        ("'since {day}'", "'since {month}'", 8, "month"),
        ("day = 'May'", "day = '{day}'", 8, "hold one another"),
        ('fires = "since May"\n', "", 8, "fires is missing"),
        ('spares = "since June"', 'spares = ""', 8, "spares is missing"),
        ('finds = "a day"', "finds = 3", 8, "finds is not known, or of the wrong kind"),
        ('finds = "a day"', 'finds = "a day"\nweight = 3', 8, "weight is not known"),
        ('no = [" not"]', 'no = " not"', 3, "wrong kind"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, why: str) -> None:
    with pytest.raises(BadInputError) as refused:
        Patterns(file(tmp_path, GOOD.replace(old, new)), {})
    assert f"Line {line}: " in (refused.value.why or "")
    assert why in (refused.value.why or "")


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"own\.toml cannot be read"):
        Patterns(file(tmp_path, "[since"), {})
