"""The refs of records that are made in one transaction: the last of a series is looked up once."""

from collections.abc import Iterator

from tracker.register.writes import Writer


class Refs:
    """Gives refs, series by series (``D-2025-``), in one transaction that gives no others of these series."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._series: dict[str, Iterator[str]] = {}

    def next(self, series: str) -> str:
        """The next ref of a series; one that is taken has to be used."""
        if series not in self._series:
            self._series[series] = self._writer.next_refs(series)
        return next(self._series[series])
