"""Twins: pledges of several parties that promised the same thing on one occasion.

"Denmark has paid its share. Sweden has sent a third." The second sentence names little but a party: what it is about
was said of the first, and is Sweden's own pledge of the same.
"""

from __future__ import annotations

from tracker.language.pledge_index import PledgeIndex

_MOST = 60  # pledges of one occasion that are compared; of more they are not, since a scan must not wait for it
_ALIKE = 0.5  # of the words of the shorter of two pledges


class Twins:
    """The twins of pledges, worked out when asked; only those made by the ISO day ``until``, in other documents."""

    def __init__(self, index: PledgeIndex, document: str, until: str | None) -> None:
        self._index, self._document, self._until = index, document, until
        self._known: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}

    def of(self, ref: str, codes: frozenset[str]) -> list[str]:
        """The twins of a pledge that parties with these codes made; none, where they made the pledge itself."""
        known = self._known.get(ref)
        if known is None:
            known = self._known[ref] = tuple(self._found(ref))
        if not known or not codes.isdisjoint(self._index[ref].parties):
            return []
        return [other for other, parties in known if not codes.isdisjoint(parties)]

    def _found(self, ref: str) -> list[tuple[str, frozenset[str]]]:
        pledge, words = self._index[ref], self._words(ref)
        origin = self._index.made_at(pledge.origin)
        found = list[tuple[str, frozenset[str]]]()
        for other in origin if len(origin) <= _MOST else ():
            twin = self._index[other]
            if other == ref or twin.document == self._document or set(twin.parties) & set(pledge.parties):
                continue
            if self._until and twin.made_on and twin.made_on > self._until:
                continue
            said = self._words(other)
            if words and len(words & said) >= _ALIKE * min(len(words), len(said)):
                found.append((other, frozenset(twin.parties)))
        return found

    def _words(self, ref: str) -> frozenset[str]:
        return frozenset([term for term in self._index.terms_of(ref) if term[0] not in "=@#"])
