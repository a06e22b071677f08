"""The fields of one row: its day, words, count, amount and sources, each with what is to be told of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tracker.exchange.amounts_in import NumberRead, read_currency, read_number
from tracker.exchange.cells import Cell, Line, Missing, filled, first, folded, one_line, text_of
from tracker.exchange.dates_in import DayRead, read_day
from tracker.exchange.due_cells import DueRead, read_due
from tracker.exchange.mapping import Condition, Day, Money, TableMapping
from tracker.language.deadlines import Rules


class AmountRead(NamedTuple):
    """An amount with its currency, or what is to be told of it (``report``, ``info``)."""

    amount: Decimal | None = None
    currency: str = ""
    report: tuple[str, ...] = ()
    info: tuple[str, ...] = ()


class CountRead(NamedTuple):
    """A count with its unit; a unit alone says that the count is not told or cannot be read."""

    counted: Decimal | None = None
    unit: str = ""
    unreadable: bool = False


class Fields:
    """Reads the fields of rows as a mapping says.

    ``last``: the last day that the table covers, where one is given. ``rules`` read deadlines: ours unless given.
    """

    def __init__(self, mapping: TableMapping, last: date | None = None, rules: Rules | None = None) -> None:
        self.mapping, self._rules = mapping, rules
        self.missing = Missing(mapping.table.missing)
        self._first, covered = mapping.table.days
        self.last = last or covered

    def holds(self, line: Line, condition: Condition) -> bool:
        """Whether a row has what a condition asks for."""
        cell = first(line, condition.column)
        if condition.filled:
            return not self.missing(cell) and cell != []
        return folded(text_of(cell)) in {folded(each) for each in condition.words}

    def all_hold(self, line: Line, conditions: Sequence[Condition]) -> bool:
        return all(self.holds(line, each) for each in conditions)

    def day(self, line: Line, column: str = "") -> DayRead:
        """The day of a row, or of what it tells in another column."""
        how: Day = self.mapping.date
        if not (column or how.column):
            return DayRead(code="date_missing")
        cell = first(line, column or how.column)
        read = read_day(
            cell,
            self.missing,
            how.forms,
            find=how.find,
            serial=how.numbers == "serial",
            first=self._first,
            last=self.last,
        )
        if read.day and how.not_after:
            update = read_day(text_of(first(line, how.not_after))[:10], self.missing, ("YYYY-MM-DD",)).day
            if update and read.day > update:
                return DayRead(code="date_after_update", words=read.day.isoformat())
        return read

    def deadline(self, line: Line, made_on: date | None, country: str) -> DueRead:
        """The deadline of a row: a day by its own form, else words that a rule of the house reads."""
        how = self.mapping.deadline
        cell = first(line, how.column) if how.column else None
        return read_due(cell, self.missing, how.forms or self.mapping.date.forms, made_on, self._rules, country)

    def condition(self, line: Line) -> str:
        """On what a row's pledge hangs."""
        column = self.mapping.condition.column
        cell = first(line, column) if column else None
        return "" if self.missing(cell) else one_line(text_of(cell))

    def words(self, line: Line, columns: Sequence[str] = ()) -> str:
        """What describes a row: the first of the columns that has something."""
        how = self.mapping.words
        for column in columns or how.columns:
            cell = first(line, column)
            if not self.missing(cell):
                return one_line(text_of(cell))
        if columns:
            return self.words(line)
        return one_line(filled(how.otherwise, line.cells)) if how.otherwise else ""

    def count(self, line: Line, column: str = "", unit: str = "") -> CountRead:
        """How many of what a row counts."""
        how = self.mapping.counts
        column, unit = column or how.column, unit or how.unit
        if not column:
            return CountRead()
        cell = first(line, unit) if unit else how.unit_is
        named = "" if self.missing(cell) else one_line(text_of(cell))
        read = self._number(first(line, column))
        return CountRead(read.number if named else None, named, read.unreadable)

    def _number(self, cell: Cell) -> NumberRead:
        where = self.mapping.table
        return read_number(cell, self.missing, where.thousands, where.decimal)

    def amount(self, line: Line, *, pledge: bool) -> AmountRead:
        """The amount of a row: the first of the mapping's that has one."""
        told: tuple[str, ...] = ()
        for how in self.mapping.money:
            read = self._amount(line, how, pledge)
            if read.amount is not None or any(each != "original_amount_missing" for each in (*read.report, *read.info)):
                return read._replace(report=told + read.report)
            told += read.report
        return AmountRead(report=told)

    def _amount(self, line: Line, how: Money, pledge: bool) -> AmountRead:
        cell = first(line, how.column)
        currency = how.currency_is or read_currency(first(line, how.currency), self.missing) or ""
        read = self._number(cell)
        if read.unreadable:
            return AmountRead(report=("amount_unreadable",))
        if read.number is None:
            several = currency and len(self.mapping.money) > 1 and not how.currency_is
            return AmountRead(report=("original_amount_missing",) if several else ())
        if how.left and self.all_hold(line, how.left):
            return AmountRead(report=("amount_is_remainder",))
        if not self.all_hold(line, how.pledge_where if pledge else how.follow_up_where):
            return AmountRead(info=("amount_repeated",))
        if not read.number:
            return AmountRead(report=("amount_zero",))
        if not currency:
            return AmountRead(report=("currency_unreadable",))
        return AmountRead(read.number, currency)

    def topic(self, line: Line) -> str:
        """What a row is about, as topics are written: small letters and hyphens."""
        how = self.mapping.topic
        said = one_line(text_of(first(line, how.column))) if how.column else ""
        said = {folded(word): topic for word, topic in how.values.items()}.get(folded(said), said)
        return "-".join(said.lower().split()) or how.otherwise
