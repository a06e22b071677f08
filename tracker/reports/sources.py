"""The documents that a report rests on, named so that a reader can find them: title, publisher, day, address."""

from collections.abc import Iterable
from typing import NamedTuple

from tracker.reports import Under


class Source(NamedTuple):
    """A document as a report names it; its day is ISO text, where it is known, its language a code ("fr")."""

    ref: str
    title: str
    publisher: str | None
    published_on: str | None
    url: str | None
    language: str = "en"

    @property
    def told(self) -> str:
        """Title, publisher, day and address, without the ref."""
        published = ", ".join(filter(None, (self.publisher, self.published_on or "day not known")))
        return ". ".join(filter(None, (self.title.rstrip("."), published, self.url)))


def cited(sources: Iterable[Source]) -> tuple[str, ...]:
    """The sources of a report, for its foot."""
    named = tuple(Under(f"{each.ref}: {each.told}") for each in sources)
    return ("Documents named here:", *named) if named else ()
