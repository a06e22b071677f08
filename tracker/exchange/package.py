"""A data package as records: read with every fault in it told at once, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from tracker import proposals, rows
from tracker.checks import dispute_faults, follow_up_faults
from tracker.errors import BadInputError, RegisterError
from tracker.exchange import fields, links, proposal_rules, rules, tables
from tracker.exchange.fields import Resource
from tracker.exchange.links import Known, Tables
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
    RESOURCES,
    RULES,
)
from tracker.exchange.review_resources import DECISIONS, PROPOSALS, SCANS
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
from tracker.register.connect import Reader
from tracker.rows import Row

_FACTS = ("published_on", "issuer", "event")


class Package(NamedTuple):
    """The records of a data package, in the order of its files; documents come with their texts."""

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
    citations: Sequence[Citation] = ()
    foreign_ids: Sequence[ForeignId] = ()
    folder: Path = Path()

    def bytes_of(self, original: Original) -> bytes:
        """The bytes of an original, from their file."""
        return (self.folder / fields.original_file(original.document, original.media_type)).read_bytes()


def read(folder: Path, reader: Reader | None = None) -> Package:
    """Read a data package and judge it whole; ``reader`` is the register that its rows may also refer to.

    Raises BadInputError, whose ``problems`` lists every bad row with file, row (the header is row 1), column,
    value and remedy; RegisterError for a package in a newer format. ``datapackage.json`` may be missing.
    """
    if not folder.is_dir():
        raise BadInputError(
            f"There is no data package at {folder}.",
            why="A data package is a folder with pledges.csv and its other files in it.",
            remedy="Give the path of that folder; tracker export DIR writes one.",
        )
    problems, known = Problems(), Known(reader)
    require_format(folder, problems)
    read_tables = {each: list(tables.read(each, folder, problems)) for each in RESOURCES}
    links.check(read_tables, known, problems)
    texts = rules.texts(read_tables, folder, problems)
    rules.check_originals(read_tables, folder, problems)
    rules.check_rows(read_tables, texts, known, problems)
    proposal_rules.check(read_tables, texts, known, problems)
    package = _records(read_tables, texts, known, problems)._replace(folder=folder)
    if found := problems.lines():
        count = f"{len(found)} problems" if len(found) > 1 else "a problem"
        raise BadInputError(
            f"The data package {folder} has {count}; nothing of it was taken.",
            remedy="Mend the rows named, then give it again.",
            problems=found,
        )
    return package


def format_of(folder: Path) -> int | None:
    """The format that ``datapackage.json`` states; ``None``: it is none of ours (ValueError: no JSON)."""
    try:
        described = json.loads((folder / fields.DESCRIPTION).read_bytes())
    except FileNotFoundError:
        return None
    ours = isinstance(described, dict) and described.get("name") == fields.NAME
    stated = described.get("tracker") if ours else None
    found = stated.get("format") if isinstance(stated, dict) else None
    return found if isinstance(found, int) else None


def require_format(folder: Path, problems: Problems) -> None:
    """Refuse a package that a newer program has written."""
    try:
        found = format_of(folder)
    except (ValueError, OSError) as error:
        problems.file(fields.DESCRIPTION, f"it is no JSON ({error}); mend it, or do without it")
        return
    if found is not None and found > fields.FORMAT:
        raise newer(folder, found)


def newer(folder: Path, found: int) -> RegisterError:
    """A package in a format that this program does not know."""
    return RegisterError(
        f"The data package {folder} comes from a newer tracker (its format is {found}, not {fields.FORMAT}).",
        remedy="Update the program: pip install --upgrade commitment-tracker",
    )


def digest(package: Package) -> str:
    """The sha256 of a package's content: of the CSV files as an export writes them, one after another.

    Texts are in it through their hashes. The order of rows in the files read makes no difference, nor whether the files
    that came with format 3 are missing or empty.
    """
    sha256 = hashlib.sha256()
    for resource, listed in flattened(package):
        if resource.since > 2 and not listed:
            continue
        tables.write(resource, listed, lambda line: sha256.update(line.encode()))
    return sha256.hexdigest()


def flattened(package: Package) -> Iterator[tuple[Resource, Iterable[Row]]]:
    """The files of a package and their rows in order."""
    yield PARTIES, _sorted(package.parties, lambda row: row["code"])
    yield DOCUMENTS, _sorted(package.documents, lambda row: row["ref"])
    yield ORIGINALS, _sorted(package.originals, lambda row: row["document"])
    yield FEEDS, _sorted(package.feeds, lambda row: row["url"])
    yield MEMBERSHIPS, _sorted(package.memberships, membership_order)
    pledges = sorted(package.pledges, key=lambda each: each.ref)
    yield PLEDGES, map(rows.flat, pledges)
    named = (party_rows(each.ref, each.parties, each.partners) for each in pledges)
    yield PLEDGE_PARTIES, chain.from_iterable(named)
    yield FOLLOW_UPS, _sorted(package.follow_ups, lambda row: (row["pledge"], len(row["ref"]), row["ref"]))
    yield DISPUTES, _sorted(package.disputes, lambda row: (row["pledge"], len(row["ref"]), row["ref"]))
    yield ENQUIRIES, _sorted(package.enquiries, lambda row: row["ref"])
    yield RULES, _sorted(package.rules, lambda row: (row["version"], row["rule"]))
    filed = sorted(package.proposals, key=lambda each: (len(each.ref), each.ref))
    yield PROPOSALS, [proposals.flat(each) for each in filed]
    yield DECISIONS, _sorted(package.decisions, lambda row: (len(row["proposal"]), row["proposal"], row["number"]))
    yield SCANS, _sorted(package.scans, lambda row: row["document"])
    yield CITATIONS, _sorted(package.citations, lambda row: (row["record"], row["document"]))
    yield FOREIGN_IDS, _sorted(package.foreign_ids, lambda row: tuple(row[name] for name in FOREIGN_IDS.key))


def party_rows(pledge: str, parties: Sequence[str], partners: Sequence[str]) -> Iterator[Row]:
    """The rows that name a pledge's parties, then its partners."""
    roles = [(code, "party") for code in parties] + [(code, "partner") for code in partners]
    for position, (code, role) in enumerate(roles, start=1):
        yield {"pledge": pledge, "position": position, "party": code, "role": role}


def membership_order(row: Row) -> tuple[str, str, str]:
    """By group, member and first day; a day that is not known comes first."""
    return row["group"], row["member"], row["since"] or ""


def _sorted(records: Iterable[Any], key: Any) -> list[Row]:
    return sorted(map(rows.flat, records), key=key)


def _records(read: Tables, texts: dict[str, str], known: Known, problems: Problems) -> Package:
    """Build the records of all sound rows and report those that the register would refuse."""

    def sound(resource: Resource) -> Iterator[tuple[int, Row]]:
        return ((number, row) for number, row in read[resource] if problems.sound(resource, number))

    documents = [rows.document(row, texts.get(row["ref"])) for _, row in sound(DOCUMENTS)]
    facts = {each.ref: {name: rows.plain(getattr(each, name)) for name in _FACTS} for each in documents}

    def sourced(resource: Resource) -> Iterator[tuple[int, Row]]:
        """Rows together with the facts of the document that they quote."""
        for number, row in sound(resource):
            ref = row["document"]
            if ref not in facts and (held := known.document(ref)):
                facts[ref] = {name: rows.plain(getattr(held, name)) for name in _FACTS}
            if ref in facts:
                yield number, row | facts[ref]

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
    by_ref = {each.ref: each for number, each in pledges if problems.sound(PLEDGES, number)}
    among = rules.Among(by_ref, memberships, known)
    rules.check_said(FOLLOW_UPS, follow_ups, follow_up_faults, among, problems)
    rules.check_said(DISPUTES, disputes, dispute_faults, among, problems)
    return Package(
        parties=[rows.party(row) for _, row in sound(PARTIES)],
        documents=documents,
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
        citations=[Citation(**row) for _, row in sound(CITATIONS)],
        foreign_ids=[ForeignId(**row) for _, row in sound(FOREIGN_IDS)],
    )
