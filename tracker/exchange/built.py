"""The rows of a data package, once they are judged, as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tracker import proposals, rows
from tracker.checks import dispute_faults, follow_up_faults
from tracker.exchange import fields, rules
from tracker.exchange.fields import Resource
from tracker.exchange.links import Tables
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
from tracker.exchange.rules import Among
from tracker.exchange.sources import Sources
from tracker.lineage import Relation, relation
from tracker.model import (
    Citation,
    Decision,
    Dispute,
    Document,
    Enquiry,
    Feed,
    FollowUp,
    ForeignId,
    Membership,
    Original,
    Party,
    Pledge,
    Rule,
    Scan,
)
from tracker.proposals import Filed
from tracker.rows import Row


class Package(NamedTuple):
    """The records of a data package, in the order of its files; documents come with their texts.

    ``told`` has the rows of its pledges and follow-ups by ref, where they are at hand: just what ``rows.flat`` makes.
    """

    parties: list[Party]
    documents: list[Document]
    memberships: list[Membership]
    pledges: list[Pledge]
    follow_ups: list[FollowUp]
    enquiries: list[Enquiry]
    rules: list[Rule]
    originals: Sequence[Original] = ()
    feeds: Sequence[Feed] = ()
    proposals: Sequence[Filed] = ()
    decisions: Sequence[Decision] = ()
    scans: Sequence[Scan] = ()
    disputes: Sequence[Dispute] = ()
    relations: Sequence[Relation] = ()
    citations: Sequence[Citation] = ()
    foreign_ids: Sequence[ForeignId] = ()
    told: Mapping[str, Row] = MappingProxyType({})
    folder: Path = Path()

    def bytes_of(self, original: Original) -> bytes:
        """The bytes of an original, from their file."""
        return (self.folder / fields.original_file(original.document, original.media_type)).read_bytes()


def build(tables: Tables, texts: Mapping[str, str], sources: Sources, among: Among, problems: Problems) -> Package:
    """Build the records of all sound rows of some files, and report those that the register would refuse.

    ``among`` has the pledges and memberships of the other files, and is given these.
    """

    def sound(resource: Resource) -> Iterator[tuple[int, Row]]:
        return ((number, row) for number, row in tables.get(resource, ()) if problems.sound(resource, number))

    def sourced(resource: Resource) -> Iterator[tuple[int, Row]]:
        """Rows together with the facts of the document that they quote."""
        for number, row in sound(resource):
            if facts := sources.facts(row["document"]):
                row.update(facts)
                yield number, row

    named: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for _, row in sound(PLEDGE_PARTIES):
        named[row["pledge"], row["role"]].append((row["position"], row["party"]))

    def in_role(ref: str, role: str) -> list[str]:
        return [code for _, code in sorted(named.get((ref, role), ()))]

    pledges = [
        (number, rows.pledge(row, in_role(row["ref"], "party"), in_role(row["ref"], "partner")))
        for number, row in sourced(PLEDGES)
    ]
    follow_ups = [(number, rows.follow_up(row)) for number, row in sourced(FOLLOW_UPS)]
    disputes = [(number, rows.dispute(row)) for number, row in sourced(DISPUTES)]
    memberships = [rows.membership(row) for _, row in sound(MEMBERSHIPS)]
    rules.check_pledges(pledges, problems)
    among.add(memberships)
    among.pledges.update((each.ref, each) for number, each in pledges if problems.sound(PLEDGES, number))
    rules.check_said(FOLLOW_UPS, follow_ups, follow_up_faults, among, problems)
    rules.check_said(DISPUTES, disputes, dispute_faults, among, problems)
    relations = [(number, relation(row)) for number, row in sound(RELATIONS)]
    rules.check_relations(relations, among, problems)
    return Package(
        parties=[rows.party(row) for _, row in sound(PARTIES)],
        documents=[rows.document(row, texts.get(row["ref"])) for _, row in sound(DOCUMENTS)],
        memberships=memberships,
        pledges=[each for _, each in pledges],
        follow_ups=[each for _, each in follow_ups],
        enquiries=[rows.enquiry(row) for _, row in sound(ENQUIRIES)],
        rules=[Rule(**row) for _, row in sound(RULES)],
        originals=[rows.original(row) for _, row in sound(ORIGINALS)],
        feeds=[rows.feed(row) for _, row in sound(FEEDS)],
        proposals=[proposals.filed(row) for _, row in sound(PROPOSALS)],
        decisions=[Decision(**row) for _, row in sound(DECISIONS)],
        scans=[Scan(**row) for _, row in sound(SCANS)],
        disputes=[each for _, each in disputes],
        relations=[each for _, each in relations],
        citations=[Citation(**row) for _, row in sound(CITATIONS)],
        foreign_ids=[ForeignId(**row) for _, row in sound(FOREIGN_IDS)],
        folder=sources.folder,
    )
