"""Lists of pledges on a day, narrowed, ordered and limited: compiled text put together, run by the driver."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tracker.days import Day, asked_day
from tracker.errors import UsageError
from tracker.register.connect import Reader
from tracker.reports.lines import LATE, STANDINGS, Line

_DAYS = ("made_since", "due_before", "due_from", "begun_after")
SORTS = ("pressing", "deadline", "made", "ref")
NEVER = "9999-12-32"  # after every deadline, before what orders the pledges that have none


class Filters(NamedTuple):
    """What a list is narrowed to; ``standings`` empty means all; ``direct`` drops joint ones.

    What nothing can fit is refused where a list is asked for, as an empty list would look like an answer: another
    standing, or what is no day (UsageError), and a party that is not recorded (NotFoundError).

    ``country`` is a party's code. ``undated`` keeps only pledges whose day is not known, ``begun_after`` those whose
    standing began after a day, ``disputed`` those that a party is known to dispute. ``counted`` leaves out
    what is counted by other pledges (packages, and what was replaced), ``uncounted`` keeps nothing else.
    """

    country: str | None = None
    direct: bool = False
    topic: str | None = None
    standings: tuple[str, ...] = ()
    made_since: Day | None = None
    due_before: Day | None = None
    due_from: Day | None = None
    text: str | None = None
    undated: bool = False
    begun_after: Day | None = None
    disputed: bool = False
    counted: bool = False
    uncounted: bool = False

    def named(self, reader: Reader) -> tuple[list[str], dict[str, Any]]:
        """The names of the predicates, and the values, that say this in SQL; without the standing."""
        self.require_known(reader)
        values = {
            name: asked_day(value, name) if name in _DAYS else value
            for name in ("country", "topic", *_DAYS)
            if (value := getattr(self, name)) is not None
        }
        if self.due_from is not None:
            values.setdefault("due_before", NEVER)  # a range: what has no deadline comes after every day
        names = ["direct" if self.direct and name == "country" else name for name in values]
        if self.text is not None:
            from tracker.register import words

            names.append("text")
            # Words that are none match nothing rather than everything.
            values["words"] = words.query(reader.location.dialect, self.text) or (
                '""' if reader.location.dialect == "sqlite" else ""
            )
        names += [name for name in ("undated", "disputed", "counted", "uncounted") if getattr(self, name)]
        return names, values

    def require_known(self, reader: Reader) -> None:
        """Refuse a standing that is none and a party that is not recorded."""
        for each in self.standings:
            if each not in STANDINGS:
                raise UsageError(f"“{each}” is no standing.", remedy=f"Give some of: {', '.join(STANDINGS)}.")
        if self.country is not None and self.country not in reader.parties_met:
            if not reader.row(reader.sql.STATEMENTS["party"], code=self.country):
                from tracker.register.records import unknown_party

                raise unknown_party(self.country)
            reader.parties_met.add(self.country)

    def due_by(self, day: str) -> "Filters":
        """The same, without what is due on a day or after it."""
        if self.due_before is not None:
            day = min(day, asked_day(self.due_before, "due_before"))
        return self._replace(due_before=day)

    def conditions(self, reader: Reader) -> tuple[list[str], dict[str, Any]]:
        """The predicates and the values that say this in SQL; without the standing."""
        names, values = self.named(reader)
        return [reader.sql.PREDICATES[name] for name in names], values

    def standing_in(self) -> list[str]:
        """The standings asked for as a condition, if any are; only our own words get into the SQL."""
        listed = ", ".join(f"'{each}'" for each in STANDINGS if each in self.standings)
        return [f"span.standing IN ({listed})"] if listed else []


ALL = Filters()


def counts(reader: Reader, as_of: Day, filters: Filters = ALL) -> dict[str, int]:
    """How many pledges are listed with each standing on a day; standings that none has are left out."""
    found = _counts(reader, as_of, filters)
    wanted = filters.standings or STANDINGS
    return {standing: found[standing] for standing in STANDINGS if standing in wanted and found.get(standing)}


def totals(reader: Reader, as_of: Day, filters: Filters = ALL, listed: dict[str, int] | None = None) -> dict[str, int]:
    """How many pledges count for each standing: a package counts by its items, what was replaced by what replaces it.

    ``listed`` saves counting again what :func:`counts` has returned for the same day and filters.
    """
    listed = counts(reader, as_of, filters) if listed is None else listed
    # Without the standings, which would have every late pledge asked for whether it is among these few.
    aside = counts(reader, as_of, filters._replace(uncounted=True, standings=()))
    counted = {standing: count - aside.get(standing, 0) for standing, count in listed.items()}
    return {standing: count for standing, count in counted.items() if count}


def _counts(reader: Reader, as_of: Day, filters: Filters) -> dict[str, int]:
    names, values = filters.named(reader)
    if names:
        base = "span_counts" if set(names) <= set(reader.sql.SPAN_PREDICATES) else "counts"
        predicates = [reader.sql.PREDICATES[name] for name in ("as_of", *names)]
        where = " AND ".join([*filters.standing_in(), *predicates])
        sql = f"{reader.sql.STATEMENTS[base]} WHERE {where} GROUP BY span.standing"
    else:
        sql = reader.sql.STATEMENTS["tally"]
    return {standing: int(count) for standing, count in reader.rows(sql, as_of=as_of, **values)}


def counted_as(reader: Reader, as_of: Day) -> dict[str, str]:
    """The pledges that are counted by others on a day: their refs, with those of the others."""
    found: dict[str, list[str]] = {}
    for row in reader.dicts("relations_known", as_of=as_of):
        found.setdefault(row["other"], []).append(row["pledge"])
    return {ref: " ".join(others) for ref, others in found.items()}


def lines(
    reader: Reader,
    as_of: Day,
    filters: Filters = ALL,
    *,
    sort: str = "pressing",
    limit: int | None = None,
    counted: dict[str, int] | None = None,
) -> Iterator[Line]:
    """The pledges on a day, most pressing first (or by another of ``SORTS``), at most ``limit``.

    ``counted`` saves counting again what :func:`counts` has returned for the same day and filters.
    """
    if sort not in SORTS:
        raise UsageError(f"“{sort}” is no order of a list.", remedy=f"Give one of: {', '.join(SORTS)}.")
    if limit is not None and limit < 0:
        raise UsageError(f"{limit} is no limit of a list.", remedy="Give a number from 0 on.")
    as_of = asked_day(as_of, "as_of")
    counted = counts(reader, as_of, filters) if counted is None else counted
    return _lines(reader, as_of, filters, _selects(reader, as_of, filters, sort, limit, counted))


def _lines(
    reader: Reader, as_of: str, filters: Filters, selects: Iterable[tuple[str, dict[str, Any]]]
) -> Iterator[Line]:
    groups, others = _groups(reader, filters), counted_as(reader, as_of)
    for sql, values in selects:
        for row in reader.rows(sql, **values):
            via = _via(row[1], row[7], filters, groups) if groups else ""
            yield _line(row, via, others.get(row[0], ""))


def _line(row: tuple[Any, ...], via: str, counted_as: str) -> Line:
    """A row of the statement; what its follow-ups say stands in one text there."""
    *before, heard, last_enquiry, disputed, start, end = row
    restated, _, slipped_to, last_word, last_document = heard.split(" ") if heard else ("0", "", "", None, None)
    after = (last_word, last_enquiry, disputed, via, counted_as, last_document, start, end)
    return Line._make((*before, int(restated), slipped_to or None, *after))


def _selects(
    reader: Reader, as_of: str, filters: Filters, sort: str, limit: int | None, counted: dict[str, int]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """One select a standing when the most pressing come first (an index has that order), else one for all."""
    conditions, values = filters.conditions(reader)
    predicates, order = reader.sql.PREDICATES, reader.sql.ORDERINGS[sort]
    base, where = reader.sql.STATEMENTS["lines"], [predicates["as_of"], *conditions]
    values["as_of"] = as_of
    left = sum(counted.values()) if limit is None else limit
    if sort == "pressing":
        alone = reader.location.dialect == "sqlite" and {*filters.named(reader)[0]} <= {*reader.sql.SPAN_PREDICATES}
        for standing, count in counted.items():
            if left <= 0:
                return
            narrowed = [predicates["standing"], *([predicates["late"]] if standing in LATE else []), *where]
            if alone and count <= left:
                narrowed = [_gathered(narrowed)]
            here = {**values, "standing": standing, "today": as_of, "limit": min(left, count)}
            yield _put_together(base, narrowed, order, reader), here
            left -= min(left, count)
        return
    yield _put_together(base, [*filters.standing_in(), *where], order, reader), {**values, "limit": left}


def _gathered(where: list[str]) -> str:
    """What spans alone answer, as their places: SQLite reads them in the order of the file, and sorts what it found."""
    return f"span.rowid IN (SELECT span.rowid FROM span WHERE {' AND '.join(where)})"


def _put_together(base: str, where: list[str], order: str, reader: Reader) -> str:
    limit = ":limit" if reader.location.dialect == "sqlite" else "%(limit)s"
    return f"{base} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT {limit}"


def _groups(reader: Reader, filters: Filters) -> list[dict[str, Any]]:
    """The memberships of the country asked for."""
    if not filters.country or filters.direct:
        return []
    return list(reader.dicts("groups_of", code=filters.country))


def _via(parties: str, made_on: str | None, filters: Filters, groups: list[dict[str, Any]]) -> str:
    """The groups among a pledge's parties that the country belonged to on the day (any day, where not known)."""
    codes = parties.split()
    if filters.country in codes:
        return ""
    bound = {
        each["group"]
        for each in groups
        if made_on is None or ((each["since"] or "") <= made_on < (each["until"] or "~"))
    }
    return " ".join(code for code in codes if code in bound)
