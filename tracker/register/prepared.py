"""New records made ready for their tables, but for keys: no database is asked, so that it can be done apart.

What hangs on records (who is bound, spans) names them by their places among them: who pours the rows adds the key of
the first. What is made of texts (words to search by, shingles) is made when they are poured: the texts are there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

from tracker import rows
from tracker.model import FollowUp, Membership, Pledge
from tracker.register import spans

RENAMED = {"start": "quote_start", "end": "quote_end"}
_BOUND = ("pledge_id", "position", "party", "role")

Made = dict[str, Sequence[Any]]  # columns by their names


class Columns(Protocol):
    """Rows of records by the names of their columns, just as ``rows.flat`` makes them."""

    def __getitem__(self, column: str) -> Sequence[Any]: ...


class Prepared(NamedTuple):
    """New records of one kind.

    ``columns`` are those of its table; where a record names another they have its code or ref, under the name that
    ``rows.flat`` gives it. ``beside`` has columns of other tables, of which the first is a place among the records.
    """

    kind: str
    columns: Made
    beside: dict[str, Made]

    @property
    def size(self) -> int:
        """How many records there are."""
        return len(next(iter(self.columns.values())))


def prepare(kind: str, new: Sequence[Any], told: Columns | None = None) -> Prepared:
    """Make new records of a kind ready, of which there is one at least; ``told``: their rows, if at hand.

    Proposals and originals are not made ready here; spans are by :func:`spans_made`.
    """
    names = [name for name in rows.flat(new[0]) if name != "number"]  # of a decision: their order keeps it
    if told is None:
        cells = zip(*map(itemgetter(*names), map(rows.flat, new)), strict=True)
        told = dict(zip(names, cells, strict=True))
    columns: Made = {RENAMED.get(name, name): told[name] for name in names}
    beside: dict[str, Made] = {}
    if kind == "documents":
        columns["text"] = [each.text for each in new]
    elif kind == "pledges":
        beside["pledge_party"] = dict(zip(_BOUND, zip(*_bound(new), strict=True), strict=True))
    given = {name: column for name, column in columns.items() if column.count(None) < len(new)}
    return Prepared(kind, given, beside)


def spans_made(
    pledges: Sequence[Pledge], follow_ups: Iterable[FollowUp], among: Mapping[str, Sequence[Membership]]
) -> Made:
    """The spans of pledges, all of whose follow-ups are given; ``among``: memberships by the parties they concern."""
    theirs: defaultdict[str, list[FollowUp]] = defaultdict(list)
    for follow_up in follow_ups:
        theirs[follow_up.pledge].append(follow_up)
    made: list[spans.Row] = []
    for place, pledge in enumerate(pledges):
        concerned = [each for code in pledge.parties for each in among.get(code, ())]
        made += spans.span_rows(place, pledge, theirs.get(pledge.ref, ()), concerned)
    return dict(zip(spans.COLUMNS, zip(*made, strict=True), strict=True)) if made else {}


def by_party(memberships: Iterable[Membership]) -> dict[str, list[Membership]]:
    """The memberships that concern a party, as group or as member."""
    found: defaultdict[str, list[Membership]] = defaultdict(list)
    for each in memberships:
        found[each.group].append(each)
        found[each.member].append(each)
    return found


def _bound(pledges: Iterable[Pledge]) -> Iterator[tuple[int, int, str, str]]:
    for place, pledge in enumerate(pledges):
        roles = [(code, "party") for code in pledge.parties] + [(code, "partner") for code in pledge.partners]
        for position, (code, role) in enumerate(roles, start=1):
            yield place, position, code, role
