"""What an import of a table tells: what would come and what not, codes, counts, and why nothing could be taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cli.app import App
from tracker.errors import BadInputError
from tracker.reports.lines import counted

if TYPE_CHECKING:
    from tracker.exchange.found import Found
    from tracker.exchange.offering import Offer

_ROWS_TOLD = 8
_FIT = "See whether the mapping fits: tracker import TABLE --guess writes a first one."
_PARTIES = 'Give parties their codes in the mapping, under [party.values]; or take every name: [party] unknown = "add".'


def require_some(offered: Offer, path: Path) -> None:
    """Refuse a table of which nothing could be taken."""
    if any(offered.refs):
        return
    rejected = [each for each in offered.left if not each.skipped]
    listed = [f"row {each.line.number}: {each.reason}" for each in rejected[:_ROWS_TOLD]]
    if len(rejected) > _ROWS_TOLD:
        listed.append(f"and {counted(len(rejected) - _ROWS_TOLD, 'row')} more")
    parties = any("party_unknown" in each.codes for each in rejected)
    raise BadInputError(
        f"Nothing of {path} could be taken; nothing was imported.",
        why="" if rejected else "It has no rows that are pledges.",
        remedy=_PARTIES if parties else _FIT,
        problems=tuple(listed),
    )


def said(offered: Offer, added: tuple[int, int], updated: int, *, dry_run: bool) -> str:
    counts = f"{counted(added[0], 'pledge')} and {counted(added[1], 'follow-up')}"
    verb = "Would import" if dry_run else "Imported"
    rejected = sum(not each.skipped for each in offered.left)
    noted = sum("quantity_noted" in each.report for each, ref in _coming(offered) if ref)
    more = f"; {counted(noted, 'quantity', 'quantities')} only noted" if noted else ""
    return (
        f"{verb} {counts} of {counted(offered.judged.lines, 'row')};"
        f" {offered.unchanged:,} unchanged, {updated:,} updated,"
        f" {counted(rejected, 'row')} rejected, {len(offered.left) - rejected:,} skipped{more}."
    )


def _coming(offered: Offer) -> Iterator[tuple[Found, str]]:
    """What was found, each with the ref under which it comes, empty where it does not."""
    return zip(offered.judged.found, offered.refs, strict=True)


def tell_codes(app: App, offered: Offer) -> None:
    """Tell what is to be known of the rows that come, one line for each thing."""
    from tracker.exchange.found import SAID

    rows: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
    for each, ref in _coming(offered):
        if ref:
            for code in each.report:
                rows[False, code].append(each.line.number)
            for code in each.info:
                rows[True, code].append(each.line.number)
    for (info, code), numbers in sorted(rows.items()):
        numbers = list(dict.fromkeys(numbers))
        where = "" if info else f": {_listed(numbers)}"
        app.tell(f"  {code} ({counted(len(numbers), 'row')}{where}) {SAID.get(code, '')}".rstrip())


def _listed(numbers: list[int]) -> str:
    return " ".join(map(str, numbers[:_ROWS_TOLD])) + (" …" if len(numbers) > _ROWS_TOLD else "")


def tell_rest(app: App, offered: Offer, *, dry_run: bool) -> None:
    rejected = [each for each in offered.left if not each.skipped]
    if not dry_run:
        for each in rejected[:_ROWS_TOLD]:
            app.tell(f"  row {each.line.number} rejected: {each.reason}")
        if len(rejected) > _ROWS_TOLD:
            app.tell(f"  and {len(rejected) - _ROWS_TOLD:,} rows more: see them with --dry-run or --rejects FILE")
    if offered.edited:
        app.tell(f"  {counted(offered.edited, 'record')} edited here since: left as edited")
    if offered.gone:
        gone = " ".join(offered.gone[:_ROWS_TOLD]) + (" …" if len(offered.gone) > _ROWS_TOLD else "")
        app.tell(f"  {counted(len(offered.gone), 'record')} whose row is not in the table any more: left ({gone})")


def as_report(offered: Offer, as_of: str, path: Path) -> Any:
    """What would come, and what not, row by row."""
    from tracker.reports import Column, Report, Section

    columns = (
        Column("row", "Row", "number"),
        Column("what", "What"),
        Column("ref", "Ref", "ref"),
        Column("day", "Day", "day"),
        Column("deadline", "Deadline", "day", keep=3, below=True),
        Column("quantity", "Quantity", keep=2, below=True),
        Column("words", "Words or reason", wide=True),
        Column("told", "Told", keep=1, below=True),
    )
    comes = [
        (each.line.number, _what(each), ref, each.day, _latest(each), quantity.shown(), each.words, _codes(each))
        for each, ref, quantity in zip(offered.judged.found, offered.refs, offered.quantities, strict=True)
        if ref
    ]
    stays = {
        skipped: [
            (each.line.number, each.id, None, None, None, None, each.reason, " ".join(each.codes))
            for each in offered.left
            if each.skipped == skipped
        ]
        for skipped in (False, True)
    }
    sections = (
        Section("comes", f"Would come: {len(comes)}", comes),
        Section("rejected", f"Rejected: {len(stays[False])}", stays[False]),
        Section("skipped", f"Skipped: {len(stays[True])}", stays[True]),
    )
    return Report("import", f"What {path.name} would bring", as_of, columns, sections)


def _what(each: Found) -> str:
    part = f", a part of row {each.package}" if each.package else ""
    return f"{each.outcome} ({each.kind})" if each.kind else f"pledge{part}"


def _latest(each: Found) -> date | None:
    return each.deadline.latest if each.deadline else None


def _codes(each: Found) -> str:
    return " ".join(each.report + each.info)
