"""A real browser without a window, spoken to over two pipes (the Chrome DevTools Protocol): no library needed."""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import F_DUPFD, fcntl
from pathlib import Path
from typing import IO, Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Where `make axe` puts axe-core, which finds faults in a page for people who do not see.
AXE_CORE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "commitment-tracker", "axe-4.10.3.js")


def found() -> str | None:
    """The browser that there is, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


# The marks of tests that open pages: they take their seconds, and need a browser.
OPENS_PAGES = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(found() is None, reason="there is no Chromium (apt-get install chromium)"),
]


class Browser:
    """One tab of a browser; ``seen`` keeps everything that it reported."""

    def __init__(self, to: IO[bytes], back: IO[bytes]) -> None:
        self._to, self._back = to, back
        self._rest = b""
        self._numbers = itertools.count(1)
        self._session: str | None = None
        self.seen: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for part in ("Page", "Log", "Runtime", "Network", "Security"):
            self.ask(f"{part}.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its answer."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == number:
                assert "error" not in answer, (method, answer["error"])
                result: dict[str, Any] = answer["result"]
                return result
            self.seen.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = os.read(self._back.fileno(), 1 << 20)
            assert read, "the browser has ended"
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message

    def open(self, address: str, width: int, *, dark: bool = False, mobile: bool = False) -> None:
        """Load a page in a window ``width`` pixels wide, and wait until it stands."""
        self.seen.clear()
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=mobile)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media="screen", features=[scheme])
        self.ask("Page.navigate", url=address)
        while not any(each.get("method") == "Page.loadEventFired" for each in self.seen):
            self.seen.append(self._next())
        self.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def value(self, expression: str) -> Any:
        """What an expression says in the page."""
        said = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in said, said
        return said["result"].get("value")

    def asked_for(self) -> list[str]:
        """Every address that the page has asked for, itself first."""
        return [each["params"]["request"]["url"] for each in self._of("Network.requestWillBeSent")]

    def complaints(self) -> list[str]:
        """What the console says: errors and warnings, what the policy of the page forbade among them."""
        logged = [each["params"]["entry"]["text"] for each in self._of("Log.entryAdded")]
        said = [str(each["params"]["args"]) for each in self._of("Runtime.consoleAPICalled")]
        thrown = [str(each["params"]["exceptionDetails"]) for each in self._of("Runtime.exceptionThrown")]
        return logged + said + thrown

    def _of(self, method: str) -> Iterator[dict[str, Any]]:
        return (each for each in self.seen if each.get("method") == method)

    def picture(self, path: Path) -> None:
        """Keep what the whole page looks like, as a PNG file."""
        drawn = self.ask("Page.captureScreenshot", captureBeyondViewport=True, format="png")
        path.write_bytes(base64.b64decode(drawn["data"]))

    def printed(self) -> bytes:
        """The page on paper of the size that it asks for, as a PDF, as a browser prints it: no backgrounds."""
        self.ask("Emulation.setEmulatedMedia", media="print", features=[])
        done = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(done["data"])


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start the browser that there is, with a profile of its own in ``folder``; nothing of it is left running."""
    program = found()
    assert program
    (read, to), (back, write) = os.pipe(), os.pipe()
    # The browser takes commands on 3 and answers on 4: what it is handed must have none of these two numbers.
    for taken in (given := [read, write]):
        given[given.index(taken)] = fcntl(taken, F_DUPFD, 10)
        os.close(taken)
    read, write = given
    script = f'exec 3<&{read} 4>&{write}; exec "$0" "$@"'
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run"]
    quiet = ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder}"]
    with subprocess.Popen(
        ["bash", "-c", script, program, *flags, *quiet],
        pass_fds=(read, write),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(read)
        os.close(write)
        with os.fdopen(to, "wb", 0) as commands, os.fdopen(back, "rb", 0) as answers:
            try:
                yield Browser(commands, answers)
            finally:
                process.terminate()
                process.wait(20)
