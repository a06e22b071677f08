"""What the tests of the language model share: a server that stands in for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.llm.stub import Model, serving


@pytest.fixture(scope="module")
def running() -> Iterator[Model]:
    with serving() as model:
        yield model


@pytest.fixture
def model(running: Model) -> Model:
    running.reset()
    return running
