"""Which rows of a table are pledges, which follow one, and which do not come: blank, ragged, equal, older, left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tracker.exchange.amounts_in import read_number
from tracker.exchange.cells import Line, at, first, folded, text_of
from tracker.exchange.found import Left
from tracker.exchange.mapping import TableMapping
from tracker.exchange.row_fields import Fields
from tracker.exchange.values import UNFIT


class Placed(NamedTuple):
    """A row that may come: the ``word`` of its kind, its ``role`` (pledge, part, deed), the ``parent`` named."""

    line: Line
    id: str
    word: str = ""
    role: str = "pledge"
    parent: str = ""


def sound_lines(
    lines: Iterable[Line], columns: Sequence[str], fields: Fields, left: list[Left]
) -> Iterator[tuple[Line, str]]:
    """The rows that are whole and not there twice, with their ids; the others go to ``left``."""
    seen: dict[tuple[str, ...], int] = {}
    mapping = fields.mapping
    for line in lines:
        texts = tuple(text_of(each) for each in line.cells.values())
        id_ = text_of(first(line, mapping.id.column))
        if not any(texts):
            left.append(Left(line, (), "an empty row", skipped=True))
        elif line.width is not None and line.width != len(columns):
            short = line.width < len(columns)
            code, how = ("record_short", "ends after") if short else ("record_long", "has")
            left.append(Left(line, (code,), f"the row {how} {line.width} of {len(columns)} cells", id_))
        elif UNFIT.search("".join(texts)):
            left.append(Left(line, ("unfit_character",), "it holds a NUL or half a character: take that out", id_))
        elif texts in seen:
            reason = f"equal to row {seen[texts]} in every column: counted once"
            left.append(Left(line, ("duplicate_row",), reason, id_, skipped=True))
        else:
            seen[texts] = line.number
            yield line, id_


def latest_lines(found: list[tuple[Line, str]], fields: Fields, left: list[Left]) -> Iterator[tuple[Line, str]]:
    """The rows of the highest version of each id."""
    column = fields.mapping.rows.version
    if not column:
        yield from found
        return
    versions = {line.number: read_number(first(line, column), fields.missing).number or 0 for line, _ in found}
    best: dict[str, Line] = {}
    for line, id_ in found:
        if id_ not in best or versions[line.number] > versions[best[id_].number]:
            best[id_] = line
    for line, id_ in found:
        latest = best[id_]
        if latest is line or not id_:
            yield line, id_
            continue
        if versions[line.number] < versions[latest.number]:
            said = f"an older version of {id_}; the latest is row {latest.number}"
            left.append(Left(line, ("older_version",), said, id_, skipped=True))
        else:
            said = f"{id_} stands on row {latest.number} in the same version with other content: which one holds?"
            left.append(Left(line, ("version_repeated",), said, id_))


def placed(found: Iterable[tuple[Line, str]], fields: Fields, left: list[Left]) -> list[Placed]:
    """Rows with their roles, as far as they have an id and a kind that the mapping knows and are not left out."""
    mapping, kept = fields.mapping, []
    roles = {folded(word): role for role in ("pledge", "part", "deed") for word in getattr(mapping.rows, role)}
    for line, id_ in found:
        skip = next(
            (
                each
                for each in mapping.rows.skip
                if folded(text_of(first(line, each.column))) in map(folded, each.words)
            ),
            None,
        )
        if skip:
            left.append(Left(line, (skip.code,) if skip.code else (), skip.because, id_, skipped=True))
            continue
        if not id_ or fields.missing(id_):
            nobody = all(fields.missing(each) for place in mapping.party.columns for each in at(line, place))
            codes = ("id_missing", *(["party_missing"] if nobody else []))
            names = " and ".join([mapping.id.column, *(mapping.party.columns if nobody else ())])
            left.append(Left(line, codes, f"no {names}: nothing is filled down from the row above"))
            continue
        word = text_of(first(line, mapping.rows.kind)) if mapping.rows.kind else ""
        role = roles.get(folded(word), "") if mapping.rows.kind else "pledge"
        if not role:
            code, said = (
                ("type_unknown", f"“{word}” is no kind of row that the mapping knows")
                if word
                else ("type_missing", "is blank")
            )
            left.append(Left(line, (code,), f"{mapping.rows.kind}: {said}", id_))
            continue
        kept.append(Placed(line, id_, word, role, _parent(line, mapping)))
    return kept


def _parent(line: Line, mapping: TableMapping) -> str:
    return text_of(first(line, mapping.belongs.parent)) if mapping.belongs.parent else ""
