"""Whether a document is at home in another country than those that pledged, and never names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from tracker.language.home import home, is_group
from tracker.language.mentions import Mention, mentions
from tracker.model import Document


class Whereabouts:
    """Where a document is at home, to be asked about the parties of pledges. ``named``: the parties named in it."""

    def __init__(self, document: Document, text: str, named: Sequence[Mention]) -> None:
        self._document, self._text, self._named = document, text, named

    def is_elsewhere(self, parties: Iterable[str]) -> bool:
        """Whether the document is at home in none of some countries, and names none; ``False`` for groups."""
        return self._home is not None and not any(is_group(each) or each in self._codes for each in parties)

    @cached_property
    def _codes(self) -> frozenset[str]:
        own = (self._document.issuer, self._home, *self._told(self._document.title), *self._publishes)
        return frozenset((*filter(None, own), *(each.code for each in self._named)))

    @cached_property
    def _home(self) -> str | None:
        countries = (each for each in (self._document.issuer, *self._publishes) if each and not is_group(each))
        return home(self._text, self._named)[0] or next(countries, None)

    @cached_property
    def _publishes(self) -> tuple[str, ...]:
        return self._told(self._document.publisher)

    def _told(self, words: str) -> tuple[str, ...]:
        return tuple(each.code for each in mentions(words, self._document.published_on)) if words else ()
