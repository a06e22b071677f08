"""A data package as records: read with every fault in it told at once, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any

from tracker import proposals, rows
from tracker.errors import BadInputError, RegisterError
from tracker.exchange import fields, links, proposal_rules, rules, tables, tables_out
from tracker.exchange.built import Package, build
from tracker.exchange.fields import Resource
from tracker.exchange.links import Known
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
    RESOURCES,
    RULES,
)
from tracker.exchange.review_resources import DECISIONS, PROPOSALS, SCANS
from tracker.exchange.sources import Sources
from tracker.exchange.tables_out import Cells
from tracker.register.connect import Reader

__all__ = ["Package"]


def read(folder: Path, reader: Reader | None = None) -> Package:
    """Read a data package and judge it whole; ``reader`` is the register that its rows may also refer to.

    Raises BadInputError, whose ``problems`` lists every bad row with file, row (the header is row 1), column,
    value and remedy; RegisterError for a package in a newer format. ``datapackage.json`` may be missing.
    """
    require_folder(folder)
    problems, known = Problems(), Known(reader)
    require_format(folder, problems)
    read_tables = {each: tables.read(each, folder, problems) for each in RESOURCES}
    links.check(read_tables, known, problems)
    sources = Sources(folder, known, room=None)
    texts = rules.offer_documents(read_tables, sources, problems)
    rules.check_originals(read_tables, folder, problems)
    rules.check_rows(read_tables, sources, problems)
    proposal_rules.check(read_tables, sources, known, problems)
    package = build(read_tables, texts, sources, rules.Among(known), problems)
    require_sound(folder, problems)
    return package._replace(told={})


def require_folder(folder: Path) -> None:
    """Refuse a place where there is no package."""
    if not folder.is_dir():
        raise BadInputError(
            f"There is no data package at {folder}.",
            why="A data package is a folder with pledges.csv and its other files in it.",
            remedy="Give the path of that folder; tracker export DIR writes one.",
        )


def require_sound(folder: Path, problems: Problems) -> None:
    """Refuse a package that has problems, with all of them."""
    if found := problems.lines():
        count = f"{len(found)} problems" if len(found) > 1 else "a problem"
        raise BadInputError(
            f"The data package {folder} has {count}; nothing of it was taken.",
            remedy="Mend the rows named, then give it again.",
            problems=found,
        )


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
        tables_out.write(resource, listed, lambda line: sha256.update(line.encode()))
    return sha256.hexdigest()


def flattened(package: Package) -> Iterator[tuple[Resource, Sequence[Cells]]]:
    """The files of a package and their rows in order, as an export writes them."""

    def of(
        resource: Resource, records: Iterable[Any], order: Callable[[Mapping[str, Any]], Any]
    ) -> tuple[Resource, list[Cells]]:
        return resource, [*tables_out.cells(resource, sorted(map(rows.flat, records), key=order))]

    yield of(PARTIES, package.parties, lambda row: row["code"])
    yield of(DOCUMENTS, package.documents, lambda row: row["ref"])
    yield of(ORIGINALS, package.originals, lambda row: row["document"])
    yield of(FEEDS, package.feeds, lambda row: row["url"])
    yield of(MEMBERSHIPS, package.memberships, membership_order)
    yield PLEDGES, sorted(_told(package, PLEDGES, package.pledges), key=itemgetter(0))
    pledges = sorted(package.pledges, key=lambda each: each.ref)
    named = (party_rows(each.ref, each.parties, each.partners) for each in pledges)
    yield PLEDGE_PARTIES, [*chain.from_iterable(named)]
    follow_ups = _told(package, FOLLOW_UPS, package.follow_ups)
    yield FOLLOW_UPS, sorted(follow_ups, key=lambda cells: (cells[1], len(cells[0]), cells[0]))
    yield of(DISPUTES, package.disputes, lambda row: (row["pledge"], len(row["ref"]), row["ref"]))
    yield of(RELATIONS, package.relations, lambda row: (len(row["ref"]), row["ref"]))
    yield of(ENQUIRIES, package.enquiries, lambda row: row["ref"])
    yield of(RULES, package.rules, lambda row: (row["version"], row["rule"]))
    filed = sorted(package.proposals, key=lambda each: (len(each.ref), each.ref))
    yield PROPOSALS, [*tables_out.cells(PROPOSALS, map(proposals.flat, filed))]
    yield of(DECISIONS, package.decisions, lambda row: (len(row["proposal"]), row["proposal"], row["number"]))
    yield of(SCANS, package.scans, lambda row: row["document"])
    yield of(CITATIONS, package.citations, lambda row: (row["record"], row["document"]))
    yield of(FOREIGN_IDS, package.foreign_ids, lambda row: tuple(row[name] for name in FOREIGN_IDS.key))


def _told(package: Package, resource: Resource, records: Iterable[Any]) -> Iterable[Cells]:
    """The rows of pledges or follow-ups: those that were read, where they are at hand."""
    if told := package.told.get(resource.name):
        return [values for _, values in told.lines]
    return tables_out.cells(resource, map(rows.flat, records))


def party_rows(pledge: str, parties: Sequence[str], partners: Sequence[str]) -> Iterator[Cells]:
    """The rows that name a pledge's parties, then its partners."""
    roles = [(code, "party") for code in parties] + [(code, "partner") for code in partners]
    return ((pledge, position, code, role) for position, (code, role) in enumerate(roles, start=1))


def membership_order(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """By group, member and first day; a day that is not known comes first."""
    return row["group"], row["member"], row["since"] or ""
