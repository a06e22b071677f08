"""Judge somebody's table row by row: what each says as a pledge or a follow-up, or why it does not come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tracker.exchange.against import set_against
from tracker.exchange.cells import Cell, Line, at, first, folded, lookalike, one_line, text_of
from tracker.exchange.due_cells import DueRead
from tracker.exchange.found import Found, Judged, Left
from tracker.exchange.mapping import Follow, TableMapping
from tracker.exchange.packages_in import pack
from tracker.exchange.party_cells import PartyTable
from tracker.exchange.row_fields import Fields
from tracker.exchange.row_kinds import Placed, latest_lines, placed, sound_lines
from tracker.exchange.source_cells import read_sources, sources_of
from tracker.exchange.tables_in import TableRead
from tracker.language.deadlines import Rules

Follower = tuple[Placed, Placed, tuple[str, ...]]  # a row, what it follows, and what is told of that


def judge(table: TableRead, mapping: TableMapping, last: date | None = None, rules: Rules | None = None) -> Judged:
    """Judge every row of a table: each comes, or is left with its reason.

    ``last``: the last day that the table can tell of, such as that of its release. ``rules`` read its deadlines: ours
    unless given.
    """
    judging = _Judging(mapping, last, rules)
    lines = 0

    def counted() -> Iterable[Line]:
        nonlocal lines
        for line in table.rows:
            lines += 1
            yield line

    sound = list(sound_lines(counted(), table.columns, judging.fields, judging.left))
    rows = placed(latest_lines(sound, judging.fields, judging.left), judging.fields, judging.left)
    judging.take(rows)
    found = sorted(judging.found, key=lambda each: (each.line.number, bool(each.of == each.line.number)))
    left = sorted(judging.left, key=lambda each: each.line.number)
    return Judged(found, left, judging.parties.names, table.columns, lines)


class _Judging:
    """The pass over one table: pledges first, then what follows them, wherever it stands."""

    def __init__(self, mapping: TableMapping, last: date | None, rules: Rules | None) -> None:
        self.mapping = mapping
        self.fields = Fields(mapping, last, rules)
        self.parties = PartyTable(mapping.party, self.fields.missing)
        self.found: list[Found] = []
        self.left: list[Left] = []
        self.pledges: dict[int, Found] = {}  # by row
        self.once: dict[tuple[str, ...], int] = {}
        self.left_by_row: dict[int, Left] = {}

    def take(self, rows: list[Placed]) -> None:
        by_id: dict[str, Placed] = {}
        commitments: defaultdict[str, list[Placed]] = defaultdict(list)
        for row in rows:
            by_id.setdefault(row.id, row)
            if row.role == "pledge":
                commitments[row.id].append(row)
        linked = bool(self.mapping.belongs.parent)
        followers: list[Follower] = []
        for row in rows:
            several = commitments[row.id] if self.mapping.belongs.same and row.id in commitments else []
            if linked and row.parent and not self.fields.missing(row.parent):
                if (parent := by_id.get(row.parent)) is None:
                    said = f"{row.parent}, which it is a part of, is not in the file: nothing to attach it to"
                    self._leave(row, ("parent_not_in_file",), said)
                else:
                    followers.append((row, parent, ()))
            elif several and row.role != "pledge":
                followers.append((row, several[0], ("several_commitments",) if len(several) > 1 else ()))
            elif row.role == "deed":
                self._leave(row, (), "a deed, and no pledge of it in the file: nothing is promised", skipped=True)
            else:
                again = several[:1] and several[0] is not row
                self._pledge(row, ("several_commitments",) if again else (), by_id)
        for row, parent, told in self._without_items(followers, by_id):
            self._follow(row, self._root(parent, by_id), told)

    def _root(self, parent: Placed, by_id: dict[str, Placed]) -> Placed:
        """The pledge that a chain of parts leads to: the first that is a pledge itself, or the row at the top."""
        seen = {parent.id}
        while not self._is_item(parent) and parent.parent and parent.parent in by_id and parent.parent not in seen:
            parent = by_id[parent.parent]
            seen.add(parent.id)
        return parent

    def _is_item(self, row: Placed) -> bool:
        """Whether a row that is a part of another is a pledge nevertheless, by the word of its kind."""
        followed = (word for kind in self.mapping.follow_up for word in kind.of)
        return bool(row.role == "pledge" and row.parent and folded(row.word) not in map(folded, followed))

    def _without_items(self, followers: list[Follower], by_id: dict[str, Placed]) -> list[Follower]:
        """Take those that are pledges themselves, each as a part of a package; returns the others."""
        items = {row.line.number: parent for row, parent, _ in followers if self._is_item(row)}
        for row, _, told in followers:
            if row.line.number in items:
                self._pledge(row, told, by_id)
        pack(items, self.pledges, self.found, by_id)
        return [each for each in followers if each[0].line.number not in items]

    def _leave(self, row: Placed, codes: tuple[str, ...], reason: str, *, skipped: bool = False) -> None:
        self.left_by_row[row.line.number] = left = Left(row.line, codes, reason, row.id, skipped)
        self.left.append(left)

    # -- pledges ---------------------------------------------------------------------------------------

    def _pledge(self, row: Placed, told: tuple[str, ...], by_id: dict[str, Placed]) -> None:
        line = row.line
        parties = self.parties.read(line)
        faults = self._faults(line)
        if parties.unknown:
            faults["party_unknown"] = f"“{'”, “'.join(parties.unknown)}” is no party that is known"
        elif not parties.codes:
            faults["party_missing"] = "no party is named"
        if faults:
            self._leave(row, tuple(faults), "; ".join(faults.values()))
            return
        report = [
            *told,
            *(["id_reused"] if self._reused(row) else []),
            *(["id_lookalike"] if lookalike(row.id) else []),
        ]
        children = [text_of(each) for each in self._children(line)]
        report += ["children_not_in_file"] if any(each not in by_id for each in children) else []
        found = self._read(row, parties.codes, report, ["party_added"] if parties.added else [])
        self.pledges[line.number] = found
        self.found.append(found)
        self._also(row, found)

    def _faults(self, line: Line) -> dict[str, str]:
        """Why a row cannot be taken at all, by code."""
        faults = {}
        if not self.fields.words(line):
            faults["words_missing"] = "no words: there is no pledge without"
        for each in self.mapping.follow_up:
            word = text_of(first(line, each.status)) if each.status else ""
            if word and folded(word) not in map(folded, each.outcomes):
                faults["status_unknown"] = (
                    f"the status “{word}” is not in the mapping; without it the pledge would look open"
                )
        return faults

    def _reused(self, row: Placed) -> bool:
        how = self.mapping.id
        if not how.once or not self.fields.all_hold(row.line, how.once_where):
            return False
        key = tuple(text_of(first(row.line, each)) for each in how.once)
        return self.once.setdefault(key, row.line.number) != row.line.number

    def _children(self, line: Line) -> list[Cell]:
        place = self.mapping.belongs.children
        return [each for each in at(line, place) if not self.fields.missing(each)] if place else []

    def _read(
        self, row: Placed, parties: tuple[str, ...], report: list[str], info: list[str], follow: Follow | None = None
    ) -> Found:
        """What a row itself says: a pledge, or a follow-up of a kind."""
        fields, line = self.fields, row.line
        day = fields.day(line, follow.date if follow else "")
        count, amount = fields.count(line), fields.amount(line, pledge=follow is None)
        links, others = sources_of(line, self.mapping.sources, fields.missing)
        report += [day.code] if day.code else []
        report += ["quantity_unreadable"] if count.unreadable else []
        report += amount.report
        due = fields.deadline(line, day.day, parties[0]) if follow is None else DueRead()
        report += [due.code] if due.code else []
        listed = bool(self.mapping.sources.columns)
        report += ["source_not_a_link"] if others and listed else []
        return Found(
            line=line,
            id=row.id,
            key=tuple(text_of(first(line, each)) for each in self.mapping.id.key or (self.mapping.id.column,)),
            parties=parties,
            words=fields.words(line),
            day=day.day,
            date_words=day.words,
            topic=fields.topic(line),
            deadline=due.deadline,
            due_words=due.words,
            condition=fields.condition(line) if follow is None else "",
            counted=count.counted,
            unit=count.unit,
            amount=amount.amount,
            currency=amount.currency,
            links=links,
            others=others,
            title=one_line(text_of(first(line, self.mapping.sources.title))) if self.mapping.sources.title else "",
            report=tuple(report),
            info=(*info, *amount.info),
        )

    # -- follow-ups ------------------------------------------------------------------------------------

    def _follow(self, row: Placed, parent: Placed, told: tuple[str, ...]) -> None:
        pledge = self.pledges.get(parent.line.number)
        if pledge is None:
            left = self.left_by_row.get(parent.line.number)
            if left and left.skipped and row.role == "deed":
                self._leave(row, (), left.reason, skipped=True)
            else:
                said = f"row {parent.line.number}, which it is a part of, does not come as a pledge"
                self._leave(row, ("pledge_left",), said)
            return
        if faults := self._faults(row.line):
            self._leave(row, tuple(faults), "; ".join(faults.values()))
            return
        parties = self.parties.read(row.line)
        if not parties.codes and not parties.unknown:
            self._leave(row, ("party_missing",), "no party is named")
            return
        report = [*told, *(["party_differs"] if set(parties.codes) != set(pledge.parties) else [])]
        kind = next((each for each in self.mapping.follow_up if folded(row.word) in map(folded, each.of)), None)
        if kind is None:
            self._leave(row, ("type_unknown",), f"the mapping has no follow-up of “{row.word}”")
            return
        found = self._read(row, pledge.parties, report, [], kind)
        self.found.append(set_against(found, pledge, kind, self.fields.last))
        self._also(row, pledge)

    def _also(self, row: Placed, pledge: Found) -> None:
        """What a row says besides itself: a delivery, a status."""
        for kind in self.mapping.follow_up:
            if kind.of:
                continue
            count = self.fields.count(row.line, kind.counts, kind.unit) if kind.counts else None
            word = text_of(first(row.line, kind.status)) if kind.status else ""
            outcome = {folded(each): outcome for each, outcome in kind.outcomes.items()}.get(folded(word), kind.outcome)
            if count and count.unreadable:
                self._tell(row.line, "delivered_unreadable")
            if kind.status and not word:
                self._tell(row.line, "status_missing")
            if (kind.status and (not word or outcome == "none")) or (kind.counts and not (count and count.counted)):
                continue
            links, others = read_sources(row.line, kind.sources, kind.split, self.fields.missing)
            day = self.fields.day(row.line, kind.date) if kind.date else None
            found = Found(
                line=row.line,
                id=row.id,
                key=tuple(text_of(first(row.line, each)) for each in self.mapping.id.key or (self.mapping.id.column,)),
                parties=pledge.parties,
                words=self.fields.words(row.line, kind.words),
                day=day.day if day else None,
                date_words=day.words if day else "",
                own=False,
                outcome=outcome,
                counted=count.counted if count else None,
                unit=count.unit if count else "",
                links=links,
                others=others,
                note=one_line(text_of(first(row.line, kind.note))) if kind.note else "",
                report=(
                    *(["source_not_a_link"] if others else []),
                    *(["no_delivery_source"] if kind.source_expected and not (links or others) else []),
                ),
                info=(
                    *([] if day and day.day else [f"{kind.kind}_undated"]),
                    *("contested" for each in kind.tell if self.fields.holds(row.line, each)),
                ),
            )
            self.found.append(set_against(found, pledge, kind, self.fields.last))

    def _tell(self, line: Line, code: str) -> None:
        """Add a code to what the row itself is."""
        for place in range(len(self.found) - 1, -1, -1):
            each = self.found[place]
            if each.line is line and each.own:
                self.found[place] = told = each._replace(report=(*each.report, code))
                if not each.kind:
                    self.pledges[line.number] = told
                return
