"""The rows of a data package, once they are judged, as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tracker import proposals, rows
from tracker.exchange import built_many, fields, rules
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
from tracker.exchange.sources import FACTS, Facts, Sources
from tracker.exchange.tables import Rows
from tracker.faults import dispute_faults, follow_up_faults
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


class Package(NamedTuple):
    """The records of a data package, in the order of its files; documents come with their texts.

    ``told`` has the rows of its pledges and follow-ups, in the same order, where they are at hand: just what
    ``rows.flat`` makes.
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
    told: Mapping[str, Rows] = MappingProxyType({})
    folder: Path = Path()

    def bytes_of(self, original: Original) -> bytes:
        """The bytes of an original, from their file."""
        return (self.folder / fields.original_file(original.document, original.media_type)).read_bytes()


def build(tables: Tables, texts: Mapping[str, str], sources: Sources, among: Among, problems: Problems) -> Package:
    """Build the records of all sound rows of some files, and report those that the register would refuse.

    ``among`` has the pledges and memberships of the other files, and is given these.
    """

    def sound(resource: Resource) -> Rows:
        return _sound(tables.get(resource) or Rows(resource, ()), problems)

    told = {each: _sourced(sound(each), sources) for each in (PLEDGES, FOLLOW_UPS, DISPUTES)}
    numbers = {each: [number for number, _ in listed.lines] for each, (listed, _) in told.items()}
    pledges = built_many.pledges(*told[PLEDGES], sound(PLEDGE_PARTIES))
    follow_ups = built_many.follow_ups(*told[FOLLOW_UPS])
    disputes = [
        rows.dispute(row | dict(zip(FACTS, facts, strict=True)))
        for (_, row), facts in zip(*told[DISPUTES], strict=True)
    ]
    memberships = [rows.membership(row) for _, row in sound(MEMBERSHIPS)]
    rules.check_pledges(zip(numbers[PLEDGES], pledges, strict=True), problems)
    among.add(memberships)
    among.pledges.update(
        (each.ref, each)
        for number, each in zip(numbers[PLEDGES], pledges, strict=True)
        if problems.sound(PLEDGES, number)
    )
    rules.check_said(FOLLOW_UPS, zip(numbers[FOLLOW_UPS], follow_ups, strict=True), follow_up_faults, among, problems)
    rules.check_said(DISPUTES, zip(numbers[DISPUTES], disputes, strict=True), dispute_faults, among, problems)
    relations = [(number, relation(row)) for number, row in sound(RELATIONS)]
    rules.check_relations(relations, among, problems)
    return Package(
        parties=[rows.party(row) for _, row in sound(PARTIES)],
        documents=[rows.document(row, texts.get(row["ref"])) for _, row in sound(DOCUMENTS)],
        memberships=memberships,
        pledges=pledges,
        follow_ups=follow_ups,
        enquiries=[rows.enquiry(row) for _, row in sound(ENQUIRIES)],
        rules=[Rule(**row) for _, row in sound(RULES)],
        originals=[rows.original(row) for _, row in sound(ORIGINALS)],
        feeds=[rows.feed(row) for _, row in sound(FEEDS)],
        proposals=[proposals.filed(row) for _, row in sound(PROPOSALS)],
        decisions=[Decision(**row) for _, row in sound(DECISIONS)],
        scans=[Scan(**row) for _, row in sound(SCANS)],
        disputes=disputes,
        relations=[each for _, each in relations],
        citations=[Citation(**row) for _, row in sound(CITATIONS)],
        foreign_ids=[ForeignId(**row) for _, row in sound(FOREIGN_IDS)],
        told={each.name: told[each][0] for each in (PLEDGES, FOLLOW_UPS)},
        folder=sources.folder,
    )


def _sound(listed: Rows, problems: Problems) -> Rows:
    """The rows that nothing is wrong with so far."""
    lines = [line for line in listed.lines if problems.sound(listed.resource, line[0])]
    return listed if len(lines) == len(listed) else Rows(listed.resource, lines)


def _sourced(listed: Rows, sources: Sources) -> tuple[Rows, list[Facts]]:
    """The rows whose document could be read, and the facts of the document that each quotes."""
    asked = {ref: sources.facts(ref) for ref in {*listed["document"]}}
    facts = {ref: each for ref, each in asked.items() if each is not None}
    if len(facts) < len(asked):
        lines = zip(listed.lines, listed["document"], strict=True)
        listed = Rows(listed.resource, [line for line, ref in lines if ref in facts])
    return listed, [facts[ref] for ref in listed["document"]]
