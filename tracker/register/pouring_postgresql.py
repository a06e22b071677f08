"""Pour rows into PostgreSQL by ``COPY``: a thread sends them while the next ones are made.

Making rows takes our processor and taking them in takes the server's. A connection does one thing at a time, so
whatever else is asked of this one waits until all rows are in, and is told there what the server refused.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from typing import Any

import psycopg

from tracker.register.copy_text import copy_text

_AT_ONCE = 1_000  # rows that are made into text together: documents have their texts among them
_LARGE = 500_000  # characters of a COPY, which ends with the rows that reach them
_WAITING = 8  # COPYs at most
_SECONDS = 5  # for the server to hear that it may stop


class PouringConnection(psycopg.Connection[Any]):
    """A connection that rows are poured into. What fails or is rolled back takes the rows with it that wait."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sender = ThreadPoolExecutor(1)  # it has no thread before there are rows
        self._sent: deque[Future[None]] = deque()

    def pour(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Have rows sent by a COPY statement; raises what rows before them were refused for."""
        waiting, blocks, size = iter(rows), list[str](), 0
        while batch := list(islice(waiting, _AT_ONCE)):
            blocks.append(copy_text(batch))
            size += len(blocks[-1])
            if size >= _LARGE:
                self._send(statement, blocks)
                blocks, size = [], 0
        if blocks:
            self._send(statement, blocks)

    def _send(self, statement: str, blocks: Sequence[str]) -> None:
        while self._sent and (len(self._sent) >= _WAITING or self._sent[0].done()):
            self._await_first()
        self._sent.append(self._sender.submit(self._copy, statement, blocks))

    def cursor(self, *args: Any, **options: Any) -> Any:
        self._settle()
        return super().cursor(*args, **options)

    def commit(self) -> None:
        self._settle()
        super().commit()

    def rollback(self) -> None:
        self.forget()
        super().rollback()

    def close(self) -> None:
        self.forget()
        super().close()

    def forget(self) -> None:
        """Have no more rows sent, and break off the sending: the transaction or its savepoint is to be rolled back."""
        if self._sent and not self._sent[-1].done():
            with suppress(psycopg.Error):
                self.cancel_safe(timeout=_SECONDS)
        self._sender.shutdown(cancel_futures=True)
        self._sent.clear()
        self._sender = ThreadPoolExecutor(1)

    def _settle(self) -> None:
        """Wait until all rows are in; raises what the first of them was refused for."""
        while self._sent:
            self._await_first()

    def _await_first(self) -> None:
        if error := self._sent[0].exception():  # an interrupt leaves it where it is
            self.forget()
            raise error
        self._sent.popleft()

    def _copy(self, statement: str, blocks: Sequence[str]) -> None:
        with super().cursor() as cursor, cursor.copy(statement) as copy:
            for each in blocks:
                copy.write(each)
