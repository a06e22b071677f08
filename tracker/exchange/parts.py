"""A large data package, judged and given in parts, so that it need not be held in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tracker.exchange import links, proposal_rules, rules, sorting, tables
from tracker.exchange.built import Package, build
from tracker.exchange.digest import Digest
from tracker.exchange.fields import Resource
from tracker.exchange.links import Known, Tables
from tracker.exchange.package import require_folder, require_format, require_sound
from tracker.exchange.problems import Problems
from tracker.exchange.resources import (
    CITATIONS,
    DISPUTES,
    DOCUMENTS,
    ENQUIRIES,
    FEEDS,
    FOLLOW_UPS,
    FOREIGN_IDS,
    MEMBERSHIPS,
    ORIGINALS,
    PARTIES,
    PLEDGE_PARTIES,
    PLEDGES,
    RELATIONS,
    RULES,
)
from tracker.exchange.review_resources import DECISIONS, PROPOSALS, SCANS
from tracker.exchange.sources import Sources
from tracker.exchange.standing import Standing
from tracker.exchange.tables import Line, Rows
from tracker.model import Pledge
from tracker.register.connect import Reader

AT_ONCE = 2_000  # pledges, or documents, in a part
_LAST = (DISPUTES, RELATIONS, ENQUIRIES, PROPOSALS, DECISIONS, SCANS, CITATIONS, FOREIGN_IDS)


class OutOfOrder(Exception):  # noqa: N818  (it is no error: such a package is sorted)
    """The rows of a file are not in the order in which an export writes them."""


class Parts:
    """The parts of a package, in an order in which every record only names records of the same part or before it.

    Going through them reads and judges the package as :func:`package.read` does. It raises BadInputError at the end,
    with all problems; :class:`OutOfOrder` as soon as the documents, pledges, parties or follow-ups are not in order,
    unless ``sort`` says that they are to be brought into it. What was made of parts until then must be undone.
    ``size`` is how many pledges there are in a part.
    """

    def __init__(self, folder: Path, reader: Reader | None = None, *, size: int = AT_ONCE, sort: bool = False) -> None:
        require_folder(folder)
        self.folder, self.reader, self.size, self.sort = folder, reader, size, sort
        self._digest = Digest(folder)

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *_: object) -> None:
        self._digest.close()

    def __iter__(self) -> Iterator[Package]:
        problems, known = Problems(), Known(self.reader)
        judging = _Judging(self.folder, known, problems, self.size, self.sort, self._digest.standing)
        for part in judging.parts():
            if not problems:
                self._digest.take(part)
                yield part
        while problems and not judging.settled():
            problems = Problems(problems)
            judging = _Judging(self.folder, known, problems, self.size, self.sort)
            for _ in judging.parts():
                pass
        require_sound(self.folder, problems)

    def digest(self) -> str:
        """The digest of the package (see :func:`package.digest`), when all parts were given."""
        return self._digest.hexdigest()


class _Judging:
    """One way through a package: reads, judges, builds."""

    def __init__(
        self,
        folder: Path,
        known: Known,
        problems: Problems,
        size: int,
        sort: bool,
        standing: Mapping[Resource, Standing] = MappingProxyType({}),
    ) -> None:
        self.folder, self.known, self.problems, self.size, self.sort = folder, known, problems, size, sort
        self.standing = standing
        self.sources = Sources(folder, known)
        self.among = rules.Among(known)
        self.keys: dict[Resource, Any] = {DOCUMENTS: self.sources}
        self.begun = self._late()

    def settled(self) -> bool:
        """Whether all that was found out late has been known from the beginning."""
        return self._late() == self.begun

    def _late(self) -> tuple[bool, bool]:
        return self.problems.faultless(PLEDGE_PARTIES), self.problems.read_whole(PLEDGES)

    def parts(self) -> Iterator[Package]:
        require_format(self.folder, self.problems)
        yield self._judge(self._whole(PARTIES))
        for listed in _in_order(DOCUMENTS, self._lines(DOCUMENTS, "ref"), self.size):
            yield self._judge({DOCUMENTS: listed})
        yield self._judge(self._whole(ORIGINALS, FEEDS, MEMBERSHIPS, RULES))
        last = self._whole(*_LAST)
        wanted = {
            row[name]
            for each in _LAST
            for _, row in last[each]
            for name in ("pledge", "other", "record")
            if name in row
        }
        held = {row["pledge"] for each in (DISPUTES, RELATIONS) for _, row in last[each]}
        held.update(row["other"] for _, row in last[RELATIONS])
        seen: set[str] = set()
        kept: dict[str, Pledge] = {}
        for part in self._pledges():
            if wanted:
                seen.update(*(wanted.intersection(part[each]["ref"]) for each in (PLEDGES, FOLLOW_UPS)))
            built = self._judge(part)
            kept.update((each.ref, each) for each in built.pledges if each.ref in held & self.among.pledges.keys())
            self.among.pledges.clear()
            yield built
        self.among.pledges.update(kept)
        self.keys[PLEDGES] = seen
        yield self._judge(last, seen)

    def _lines(self, resource: Resource, order: str) -> Iterator[Line]:
        lines = tables.lines(resource, self.folder, self.problems, self.standing.get(resource))
        return sorting.by(order, resource, lines) if self.sort else lines

    def _whole(self, *resources: Resource) -> Tables:
        return {each: tables.read(each, self.folder, self.problems) for each in resources}

    def _judge(self, part: Tables, recorded: set[str] | None = None) -> Package:
        """Judge some files, or some rows of them, as the whole would be judged."""
        problems, sources = self.problems, self.sources
        links.check(part, self.known, problems, self.keys)
        if PARTIES in part:
            self.keys[PARTIES] = {row["code"] for _, row in part[PARTIES]}
        texts = rules.offer_documents(part, sources, problems) if DOCUMENTS in part else {}
        if ORIGINALS in part:
            rules.check_originals(part, self.folder, problems)
        rules.check_rows(part, sources, problems)
        if recorded is not None:
            proposal_rules.check(part, sources, self.known, problems, recorded)
        return build(part, texts, sources, self.among, problems)

    def _pledges(self) -> Iterator[Tables]:
        """Some pledges at a time, each with its parties and follow-ups."""
        parties = _Following(PLEDGE_PARTIES, self._lines(PLEDGE_PARTIES, "pledge"))
        follow_ups = _Following(FOLLOW_UPS, self._lines(FOLLOW_UPS, "pledge"))
        for listed in _in_order(PLEDGES, self._lines(PLEDGES, "ref"), self.size):
            last = max(filter(None, listed["ref"]), default="")
            yield {PLEDGES: listed, PLEDGE_PARTIES: parties.until(last), FOLLOW_UPS: follow_ups.until(last)}
        while True:
            rest: Tables = {
                PLEDGES: Rows(PLEDGES, ()),
                PLEDGE_PARTIES: parties.some(self.size),
                FOLLOW_UPS: follow_ups.some(self.size),
            }
            if not any(rest.values()):
                return
            yield rest


def _in_order(resource: Resource, lines: Iterable[Line], size: int) -> Iterator[Rows]:
    """Rows by the ``size``; equal refs stay together."""
    place = resource.columns.index("ref")
    listed: list[Line] = []
    last = ""
    for each in lines:
        named = each[1][place]
        if named is not None:
            if named < last:
                raise OutOfOrder
            if len(listed) >= size and named != last:
                yield Rows(resource, listed)
                listed = []
            last = named
        listed.append(each)
    if listed:
        yield Rows(resource, listed)


class _Following:
    """Rows that go with pledges, in the order of these."""

    def __init__(self, resource: Resource, lines: Iterator[Line]) -> None:
        self.resource, self.lines = resource, lines
        self.place = resource.columns.index("pledge")
        self.last = ""
        self.next = next(lines, None)

    def until(self, pledge: str) -> Rows:
        """The rows of all pledges up to one."""
        return Rows(self.resource, [*self._until(pledge)])

    def some(self, size: int) -> Rows:
        """Some of the rows whose pledges come after all pledges of the package."""
        found: list[Line] = []
        while self.next is not None and (len(found) < size or self.next[1][self.place] in (None, self.last)):
            found += self._until(self.next[1][self.place] or self.last)
        return Rows(self.resource, found)

    def _until(self, pledge: str) -> Iterator[Line]:
        place, last, each = self.place, self.last, self.next
        while each is not None:
            named = each[1][place]
            if named is not None:
                if named > pledge:
                    break
                if named < last:
                    raise OutOfOrder
                last = named
            yield each
            each = next(self.lines, None)
        self.last, self.next = last, each
