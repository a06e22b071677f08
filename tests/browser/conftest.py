"""A browser, and sites to open in it."""

from __future__ import annotations

import functools
import http.server
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.benchmarks.invented import Inventor
from tests.browser.chromium import Browser, browser
from tests.browser.sites import DAY, REPLY, WORK, built
from tests.cli.conftest import invoke
from tracker.register.load import load
from tracker.register.location import Location
from tracker.register.writes import writing


@pytest.fixture(scope="module")
def tab() -> Iterator[Browser]:
    """One tab for all tests of a file."""
    # What the browser has started may write for a moment longer than it runs itself.
    temporary = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
    with temporary as folder, browser(Path(folder)) as opened:
        yield opened


@pytest.fixture(scope="session")
def small(new_register: Callable[[str], Location], coalition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the five documents, and of what was done since: every part that a page can have is there."""
    location = new_register("sqlite")
    assert invoke("import", str(coalition), register=location.target).code == 0
    for words in WORK:
        done = invoke(*words, register=location.target, stdin=REPLY)
        assert done.code == 0, done.err
    return built(location, tmp_path_factory.mktemp("browser") / "a site")


@pytest.fixture(scope="session")
def large(new_register: Callable[[str], Location], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of 600 invented pledges."""
    location, inventor = new_register("sqlite"), Inventor()
    with writing(location, actor="test", command="import", at=f"{DAY}T00:00:00Z") as writer:
        load(writer, inventor.world(), digest="world")
        load(writer, inventor.package(600), digest="600")
    return built(location, tmp_path_factory.mktemp("browser") / "large")


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def places(small: Path) -> Iterator[dict[str, str]]:
    """The same site from a folder, and below a prefix of a web server."""
    handler = functools.partial(_Silent, directory=str(small.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {
            "folder": small.as_uri(),
            "server": f"http://127.0.0.1:{server.server_port}/{small.name.replace(' ', '%20')}",
        }
        server.shutdown()
