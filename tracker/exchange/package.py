"""A data package as records: read with every fault in it told at once, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
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
from tracker.register.connect import Reader
from tracker.rows import Row

__all__ = ["Package"]


def read(folder: Path, reader: Reader | None = None) -> Package:
    """Read a data package and judge it whole; ``reader`` is the register that its rows may also refer to.

    Raises BadInputError, whose ``problems`` lists every bad row with file, row (the header is row 1), column,
    value and remedy; RegisterError for a package in a newer format. ``datapackage.json`` may be missing.
    """
    require_folder(folder)
    problems, known = Problems(), Known(reader)
    require_format(folder, problems)
    read_tables = {each: list(tables.read(each, folder, problems)) for each in RESOURCES}
    links.check(read_tables, known, problems)
    sources = Sources(folder, known, room=None)
    texts = rules.offer_documents(read_tables, sources, problems)
    rules.check_originals(read_tables, folder, problems)
    rules.check_rows(read_tables, sources, problems)
    proposal_rules.check(read_tables, sources, known, problems)
    package = build(read_tables, texts, sources, rules.Among(known), problems)
    require_sound(folder, problems)
    return package


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


def flattened(package: Package) -> Iterator[tuple[Resource, Iterable[Row]]]:
    """The files of a package and their rows in order."""
    yield PARTIES, _sorted(package.parties, lambda row: row["code"])
    yield DOCUMENTS, _sorted(package.documents, lambda row: row["ref"])
    yield ORIGINALS, _sorted(package.originals, lambda row: row["document"])
    yield FEEDS, _sorted(package.feeds, lambda row: row["url"])
    yield MEMBERSHIPS, _sorted(package.memberships, membership_order)
    pledges = sorted(package.pledges, key=lambda each: each.ref)
    told = package.told
    yield PLEDGES, (told.get(each.ref) or rows.flat(each) for each in pledges)
    named = (party_rows(each.ref, each.parties, each.partners) for each in pledges)
    yield PLEDGE_PARTIES, chain.from_iterable(named)
    follow_ups = sorted(package.follow_ups, key=lambda each: (each.pledge, len(each.ref), each.ref))
    yield FOLLOW_UPS, (told.get(each.ref) or rows.flat(each) for each in follow_ups)
    yield DISPUTES, _sorted(package.disputes, lambda row: (row["pledge"], len(row["ref"]), row["ref"]))
    yield RELATIONS, _sorted(package.relations, lambda row: (len(row["ref"]), row["ref"]))
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
