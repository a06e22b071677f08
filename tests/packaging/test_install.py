"""Every way to install the program gives one that makes and migrates its own register, away from the checkout.

Run by `make wheel-test`; it installs dependencies from the package registry, so it is not part of `make test`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WAYS = ("wheel", "sdist", "folder", "editable")


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that git would hand to a newcomer, in a folder whose name has a blank and a percent sign."""
    copy = tmp_path_factory.mktemp("a newcomer's 100% clone") / "tracker"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def built(checkout: Path) -> Path:
    """A folder with the wheel and the sdist."""
    subprocess.run([sys.executable, "-m", "build", "--outdir", "dist", "."], cwd=checkout, check=True)
    return checkout / "dist"


@pytest.mark.parametrize("way", WAYS)
def test_an_installed_program_makes_and_migrates_its_register(
    way: str, checkout: Path, built: Path, tmp_path: Path
) -> None:
    what = {
        "wheel": [str(next(built.glob("*.whl")))],
        "sdist": [str(next(built.glob("*.tar.gz")))],
        "folder": [str(checkout)],
        "editable": ["--editable", str(checkout)],
    }[way]
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *what], check=True)

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def tracker(*args: str) -> str:
        env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "TRACKER_REGISTER")}
        env["XDG_DATA_HOME"] = str(elsewhere / "data")
        program = tmp_path / "venv" / "bin" / "tracker"
        done = subprocess.run([program, *args], cwd=elsewhere, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert tracker("--version").startswith("tracker ")
    assert "version 0008" in tracker("init")
    assert (elsewhere / "data" / "commitment-tracker" / "register.sqlite").is_file()
    tracker("import", str(checkout / "fixtures" / "coalition"))
    assert "review due" in tracker("status", "britain", "missiles", "--as-of", "2026-01-31")
    assert "vague-weeks" in tracker("report", "overdue", "--as-of", "2026-01-31")
    assert "<h1>Overdue commitments" in tracker("report", "overdue", "--as-of", "2026-01-31", "--format", "html")
    assert "up to date" in tracker("upgrade")


def test_the_wheel_holds_the_migrations_and_the_rule_tables(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    migrations = {f"tracker/db/versions/{path.name}" for path in (ROOT / "db" / "versions").glob("*.py")}
    assert migrations
    assert names >= migrations | {"tracker/db/env.py", "tracker/db/script.py.mako", "tracker/py.typed"}
    assert {"tracker/language/en/deadlines.toml", "tracker/language/en/parties.toml"} <= names
    assert {"tracker/render/page.html", "tracker/render/report.html", "tracker/render/page.css"} <= names
    assert not [name for name in names if name.startswith(("tests", "fixtures", "db/"))]
