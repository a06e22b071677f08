"""The session in the README, run as a person would: every command, in order, with the output that is printed there.

``make golden`` writes what the commands print into the README.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import environment, invoke, on_terminal
from tests.conftest import Golden

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SPEECH = """\
---
title: Defence Secretary's statement on air defence for Ukraine
publisher: Ministry of Defence of the United Kingdom
published_on: 2026-02-05
issuer: GB
---
The last of the air-defence missiles announced in November reached Ukraine on 3 February.
Ukrainian crews are trained on them, and two radar stations will follow by the end of March.
"""


class Step(NamedTuple):
    """A command of the session and what it prints."""

    command: str
    output: str


def blocks(text: str) -> list[str]:
    return re.findall(r"^```console\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def steps(block: str) -> Iterator[Step]:
    """The commands of a block; each begins with ``$`` and a blank."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Step(command, output.strip("\n"))


def written(found: list[Step]) -> str:
    return "\n\n".join(f"$ {each.command}\n{each.output}".strip("\n") for each in found) + "\n"


def shown_file(text: str, name: str) -> str:
    """A file that the README shows with ``cat``, else the one that it begins with."""
    shown = [each.output for block in blocks(text) for each in steps(block) if each.command == f"cat {name}"]
    return f"{shown[0]}\n" if shown and shown[0] else SPEECH


def play(text: str, folder: Path) -> list[list[Step]]:
    """Run every command, on a terminal of 80 columns, in a folder with the fixtures and the files that are shown."""
    (folder / "fixtures").symlink_to(ROOT / "fixtures")
    for name in {each.command.removeprefix("cat ") for block in blocks(text) for each in steps(block)}:
        if name.endswith(".txt") and "/" not in name and " " not in name:
            (folder / name).write_text(shown_file(text, name), encoding="utf-8")
    program = folder / "bin" / "tracker"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom tracker.cli import main\n\nmain()\n", encoding="utf-8")
    program.chmod(0o755)
    env = environment(NO_COLOR="1")
    env["PATH"] = f"{program.parent}:{env['PATH']}"
    played = []
    for block in blocks(text):
        done = []
        for command, _ in steps(block):
            if command.startswith("export "):
                env |= dict(each.split("=", 1) for each in shlex.split(command)[1:])
                done.append(Step(command, ""))
                continue
            result = on_terminal(["bash", "-c", command], env, columns=80, lines=24, cwd=folder)
            assert result.code == 0, f"$ {command}\n{result.out}"
            # The log holds the moment of each change, so that its hashes differ from run to run.
            steady = re.sub(r"\b[0-9a-f]{16}…", "0123456789abcdef…", result.out)
            done.append(Step(command, steady.strip("\n")))
        played.append(done)
    return played


def test_the_session_in_the_readme_is_what_really_happens(tmp_path: Path, golden: Golden) -> None:
    text = README.read_text(encoding="utf-8")
    played = play(text, tmp_path)
    fresh = iter(played)
    expected = re.sub(
        r"^```console\n.*?^```$",
        lambda _: f"```console\n{written(next(fresh))}```",
        text,
        flags=re.DOTALL | re.MULTILINE,
    )
    if golden.anew:
        README.write_text(expected, encoding="utf-8")
        text = expected
    for shown, happened in zip(map(list, map(steps, blocks(text))), played, strict=True):
        assert shown == happened, "The README shows something else. If this is meant: make golden, then read the diff."
    assert text == expected


def test_the_session_is_readable() -> None:
    shown = [each for block in blocks(README.read_text(encoding="utf-8")) for each in steps(block)]
    assert len(shown) > 10
    for each in shown:
        assert each.output or each.command.startswith(("export ", "tracker init")), each.command
        assert "Traceback" not in each.output


def test_the_python_in_the_readme_runs(tmp_path: Path, coalition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    register = str(tmp_path / "demo.sqlite")
    assert invoke("init", register=register).code == 0
    assert invoke("import", str(coalition), register=register).code == 0
    monkeypatch.chdir(tmp_path)
    printed = StringIO()
    with redirect_stdout(printed):
        exec(code, {})
    assert printed.getvalue().splitlines() == [
        "COW-2025-006 review due 2025-12-09",
        "FR-2025-001 review due 2025-12-09",
        "2025-11-25 2025-12-10 open",
        "2025-12-10 None review due",
    ]
