"""What the tests of ``refresh`` share."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Result, Run, Say
from tests.cli.refreshing.pages import FIRST, Pages


@pytest.fixture(scope="module")
def web() -> Iterator[Pages]:
    with Pages() as pages:
        thread = threading.Thread(target=pages.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield pages
        pages.shutdown()
        thread.join()


@pytest.fixture
def site(web: Pages) -> Pages:
    """The web server, with one page: the first statement on the ferries."""
    web.pages.clear()
    web.asked.clear()
    web.tagged = True
    web.put("/ferries", FIRST)
    return web


@pytest.fixture
def page(site: Pages, say: Say) -> str:
    """The ref of that page, recorded."""
    say("add", "party", "FI")
    given = ("--publisher", "Ministry of Harbours", "--issuer", "FI", "--event", "The ferries")
    return say("add", "document", site.url("/ferries"), "--allow-private", *given).strip()


@pytest.fixture
def refresh(run: Run) -> Run:
    """Refresh, loopback allowed."""

    def again(*refs: str) -> Result:
        return run("refresh", "--allow-private", *refs)

    return again
