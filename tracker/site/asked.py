"""What a site is asked to be, and what its pages look up again and again."""

from __future__ import annotations

import marshal
from collections import defaultdict
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any, cast

from tracker.lineage import Relation
from tracker.model import Citation, Document, Membership
from tracker.register import imported, records
from tracker.register.answers import all_answers
from tracker.register.changed import corrected
from tracker.register.connect import Reader
from tracker.register.related import amounts_elsewhere
from tracker.register.state import foot, made_by
from tracker.reports.changes import Change
from tracker.reports.lines import Answer

_EVER = ("1899-12-31", "9999-12-30")


class Asked:
    """A site of a register on a day. ``base_url`` is its address on the web, with a slash at its end, or nothing.

    ``frame`` stands for what every page rests on: the program, its templates, the title, the address, the tables of
    deadline rules.
    """

    def __init__(self, reader: Reader, as_of: str, title: str, base_url: str, frame: str, *, calendar: bool) -> None:
        self.reader = reader
        self.as_of = as_of
        self.title = title
        self.base_url = base_url
        self.calendar = calendar
        self.made_by = made_by(reader)
        self.frame = digest(frame, title, base_url, calendar, self.made_by)
        self.document = lru_cache(maxsize=2_000)(self._document)

    def _document(self, ref: str) -> Document:
        return records.document(self.reader, ref)

    @cached_property
    def foot(self) -> str:
        """The state of the register, the deadline rules and the program, in the words of a report's foot."""
        return foot(self.reader)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the parties, by code."""
        return {each.code: each.name for each in records.parties(self.reader)}

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """All memberships."""
        return records.memberships(self.reader)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations between pledges known on the day."""
        return records.relations_known(self.reader, self.as_of)

    @cached_property
    def rules(self) -> dict[tuple[str, str], str]:
        """What each deadline rule says, by table and rule."""
        return {(row["version"], row["rule"]): row["says"] for row in self.reader.dicts("rules")}

    @cached_property
    def corrections(self) -> dict[str, list[Change]]:
        """What the log says was corrected, by the pledge or document that it bears on, oldest first."""
        found: defaultdict[str, list[Change]] = defaultdict(list)
        bears = {each.ref: each.pledge for each in records.enquiries(self.reader)}
        bears |= {each.ref: each.pledge for each in records.relations(self.reader)}
        bears |= {each.ref: each.pledge for each in records.disputes(self.reader)}
        for each in corrected(self.reader, *_EVER):
            # A follow-up belongs to its pledge; a version of a document stands for itself.
            of = each.ref if each.ref.startswith("D-") else each.ref.partition(".")[0]
            found[bears.get(of, of)].append(each)
        return dict(found)

    def corrected_by_then(self, ref: str) -> list[Change]:
        """What was corrected of a pledge by the day asked, oldest first."""
        return [each for each in self.corrections.get(ref, ()) if (each.on or "") <= self.as_of]

    @cached_property
    def answers(self) -> dict[str, tuple[Answer, ...]]:
        """The disputes known on the day, by pledge, each in the order of its day."""
        return all_answers(self.reader, self.as_of)

    def quoted(self, *said: tuple[str, str]) -> list[tuple[str, str]]:
        """Words and the documents that they are of, as those words with their language: but for English ones."""
        told = [(words, self.document(document).language) for words, document in said]
        return [each for each in told if each[1] != "en"]

    @cached_property
    def amounts_elsewhere(self) -> frozenset[str]:
        """The pledges whose amount is that of others."""
        return amounts_elsewhere(self.reader, self.as_of)

    @cached_property
    def cited(self) -> dict[str, list[Citation]]:
        """The documents that records rest on besides those that they quote, by the pledge that it bears on."""
        found: defaultdict[str, list[Citation]] = defaultdict(list)
        for each in imported.citations(self.reader):
            found[each.record.partition(".")[0]].append(each)
        return dict(found)

    @cached_property
    def related(self) -> dict[str, list[Relation]]:
        """The relations between pledges known on the day, by each of their two pledges."""
        found: defaultdict[str, list[Relation]] = defaultdict(list)
        for each in self.relations:
            for ref in (each.pledge, each.other):
                found[ref].append(each)
        return dict(found)

    @cached_property
    def _groups(self) -> dict[str, list[tuple[str, str, str]]]:
        """The members of each group, each with its first day and the day after its last as ISO text."""
        found: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for each in self.memberships:
            since, until = (day.isoformat() if day else other for day, other in ((each.since, ""), (each.until, "~")))
            found[each.group].append((each.member, since, until))
        return dict(found)

    def bound(self, parties: str, made_on: str | None) -> tuple[str, ...]:
        """The codes under which a pledge is listed: its parties, and the members of groups on the day it was made."""
        codes = parties.split()
        if self._groups.keys().isdisjoint(codes):
            return tuple(codes)
        found = dict.fromkeys(codes)
        for code in codes:
            for member, since, until in self._groups.get(code, ()):
                if made_on is None or since <= made_on < until:
                    found.setdefault(member)
        return tuple(found)


def digest(*parts: object) -> str:
    """A short digest of values, the same on every machine."""
    try:
        plain = marshal.dumps(cast("Any", parts), 2)  # far faster than repr; later versions refer back
    except ValueError:  # not all are plain
        plain = repr(parts).encode(errors="surrogatepass")
    return blake2b(plain, digest_size=10).hexdigest()
