"""A report as a workbook: a sheet a section with typed cells, and one with title, day and notes.

Days are days and numbers numbers; a text is never a formula, a link or a macro. The same report gives the same bytes
(wherever zlib packs alike): the day of making is the day asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, BinaryIO

from tracker.errors import BadInputError, UsageError
from tracker.render import cells
from tracker.render.quantities import apart
from tracker.render.widths import SAMPLE
from tracker.reports import Column, Report, Section

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS = 1_048_575  # that a sheet holds below its heading
SHEETS = 200  # one a section at most: each keeps a file open while the workbook is made
LONGEST = 32_767  # characters that a cell holds
_NAME = 31  # characters of a sheet's name
_WIDEST, _WIDE = 40, 60  # columns of text
_NOTES = "Notes"
_FIRST_DAY = date(1900, 3, 1)  # spreadsheets believe in a 29 February 1900


def write(report: Report, out: BinaryIO, most: int = ROWS) -> None:
    """Write the workbook when its last row is known; rows wait in a file, not in memory.

    Where there are more than ``SHEETS`` sections all rows stand in one sheet, the section's key before each. A text
    that is longer than a cell can hold is cut, and the notes say how many were. Raises ``UsageError`` for more
    than ``most`` rows a sheet and when XlsxWriter is not installed, ``BadInputError`` when there is no room to wait in.
    """
    from shutil import copyfileobj

    with _packed(report, most) as packed:
        copyfileobj(packed, out)


@contextmanager
def _packed(report: Report, most: int) -> Iterator[IO[bytes]]:
    """The workbook as a file that is gone afterwards: ``out`` may be a pipe, in which nobody can go back."""
    from tempfile import TemporaryDirectory, TemporaryFile

    with ExitStack() as stack:
        try:
            packed = stack.enter_context(TemporaryFile())
            with TemporaryDirectory(prefix="workbook-") as folder:
                _pack(_made(report, folder, most), packed)
            packed.seek(0)
        except OSError as error:
            raise BadInputError(
                f"The workbook cannot be put together: {error.strerror or error}.",
                remedy="Make room where temporary files go, or name another place for them with TMPDIR.",
            ) from error
        yield packed


def _made(report: Report, folder: str, most: int) -> str:
    """Make the workbook in a folder, as the library packs it; return its path."""
    try:
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError
    except ImportError:
        raise UsageError(
            "The format xlsx needs the package XlsxWriter.", remedy="Run: pip install 'commitment-tracker[xlsx]'"
        ) from None
    path = f"{folder}/made.xlsx"
    plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    made = Workbook(path, {**plain, "constant_memory": True, "tmpdir": folder})
    try:
        _Book(_together(report) if len(report.sections) > SHEETS else report, made, most).write()
    except FileCreateError as error:
        raise error.args[0] from None  # what the system said
    finally:
        made.fileclosed = True  # else it would be packed when it is forgotten
        for sheet in made.worksheets():
            with suppress(OSError):
                sheet._opt_close()
    return path


def _pack(path: str, packed: IO[bytes]) -> None:
    """Pack a workbook again, without the hours and the rights of the files that it was made of."""
    from shutil import copyfileobj
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    with ZipFile(path) as made, ZipFile(packed, "w") as again:
        for name in made.namelist():
            part = ZipInfo(name)  # of the first day that a zip file knows
            part.compress_type, part.create_system = ZIP_DEFLATED, 3
            with made.open(name) as source, again.open(part, "w") as target:
                copyfileobj(source, target)


def _together(report: Report) -> Report:
    """The report with one section that holds the rows of all, each with the key of its own before it."""
    told = [f"{section.title}. {section.note}" if section.note else section.title for section in report.sections]
    more = sum(section.more for section in report.sections)
    rows = ((section.key, *row) for section in report.sections for row in section.rows)
    one = Section(report.name, "", rows, more)
    column = Column("section", "Section", "ref")
    return report._replace(columns=(column, *report.columns), sections=(one,), lead=(*report.lead, *told))


class _Book:
    """The workbook in the making."""

    def __init__(self, report: Report, made: Workbook, most: int) -> None:
        self._report, self._book, self._most = report, made, most
        day = _day(report.as_of)
        if day:
            self._book.set_properties({"created": datetime(day.year, day.month, day.day)})
        self._cut = 0
        add = self._book.add_format
        self._bold = add({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._title = add({"bold": True, "font_size": 14})
        self._plain = add({"valign": "top"})
        self._wrapped = add({"valign": "top", "text_wrap": True})
        self._dated = add({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})

    def write(self) -> None:
        names = list(_sheet_names(self._report))
        sheets = [self._book.add_worksheet(name) for name in names]
        for sheet, section in zip(sheets, self._report.sections, strict=False):
            self._section(sheet, section)
        self._notes(sheets[-1], names)
        self._book.close()

    def _section(self, sheet: Worksheet, section: Section) -> None:
        columns, each_row = apart(section.columns or self._report.columns, section.rows)
        rows = iter(each_row)
        head = list(islice(rows, SAMPLE))
        for place, column in enumerate(columns):
            texts = [cells.text(row[place]) for row in head]
            sheet.set_column(place, place, _width(column, texts), self._wrapped if column.wide else self._plain)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, self._text(column.title), self._bold)
        number = 0
        for number, row in enumerate(chain(head, rows), 1):
            if number > self._most:
                raise UsageError(
                    f"There are more than {self._most:,} rows, and a sheet holds no more.",
                    remedy="Narrow it with filters, or use --format csv.",
                )
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(sheet, number, place, value, column)
        if number:
            sheet.autofilter(0, 0, number, len(columns) - 1)

    def _cell(self, sheet: Worksheet, row: int, place: int, value: object, column: Column) -> None:
        typed = _typed(value, column.kind)
        if typed is None:
            return
        if isinstance(typed, bool):
            sheet.write_boolean(row, place, typed, self._plain)
        elif isinstance(typed, date):
            sheet.write_datetime(row, place, datetime(typed.year, typed.month, typed.day), self._dated)
        elif isinstance(typed, (int, Decimal)):
            sheet.write_number(row, place, typed, self._plain)
        else:
            written = self._text(typed)
            if written:
                sheet.write_string(row, place, written, self._wrapped if column.wide else self._plain)

    def _notes(self, sheet: Worksheet, names: Sequence[str]) -> None:
        report = self._report
        sheet.set_column(0, 0, 24, self._wrapped)
        sheet.set_column(1, 1, 100, self._wrapped)
        sheet.write_string(0, 0, self._text(report.title or report.name.capitalize()), self._title)
        sheet.write_string(1, 0, "As of", self._plain)
        day = _day(report.as_of)
        if day:
            sheet.write_datetime(1, 1, datetime(day.year, day.month, day.day), self._dated)
        told = [("", line) for line in report.lead]
        for name, section in zip(names, report.sections, strict=False):
            told.append((name, section.title))
            told += [("", section.note)] if section.note else []
            told += [("", f"{section.more:,} more, not listed here.")] if section.more else []
        told += [(chart.title, chart.words) for chart in report.charts]
        told += [("", note) for note in report.notes]
        told = [each for each in told if any(each)]
        if self._cut:
            told.append(("", f"Cut to {LONGEST:,} characters, which is all that a cell holds: {self._cut} texts."))
        for row, (about, said) in enumerate(told, 3):
            for place, text in enumerate((about, said)):
                if text:
                    sheet.write_string(row, place, self._text(text), self._wrapped)

    def _text(self, value: str) -> str:
        written = cells.markup(value) if "\n" not in value else "\n".join(map(cells.markup, value.split("\n")))
        if _units(written) <= LONGEST:
            return written
        self._cut += 1
        return written.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _units(text: str) -> int:
    """The length of a text as a spreadsheet counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _typed(value: object, kind: str) -> bool | int | Decimal | date | str | None:
    """What a value is to a spreadsheet: a day, a number or a text; nothing for ``None``."""
    if value is None or isinstance(value, bool):
        return value
    text = cells.text(value)
    if kind == "day" or isinstance(value, date):
        return _day(text) or text
    if isinstance(value, (int, Decimal)) or kind == "number":
        return _number(text)
    return text


def _number(text: str) -> Decimal | str:
    """A number that a spreadsheet keeps to the last digit (it knows 15), else its text."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() and len(number.normalize().as_tuple().digits) <= 15 else text


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None


def _width(column: Column, texts: Sequence[str]) -> int:
    longest = max((cells.measure(cells.markup(each)) for each in (column.title, *texts)), default=0)
    return min(longest, _WIDE if column.wide else _WIDEST) + 2


def _sheet_names(report: Report) -> Iterator[str]:
    """A name for each section and one for the notes: short, unique, of signs that a spreadsheet takes."""
    taken = {_NOTES.lower(), "history"}
    several = len(report.sections) > 1
    for section in report.sections:
        key = section.key if several else report.name
        plain = "".join(" " if each in "[]:*?/\\_'" else each for each in cells.markup(key))
        name = " ".join(plain.split())[:_NAME].strip() or "Rows"
        name = name[:1].upper() + name[1:]
        number = 1
        unique = name
        while unique.lower() in taken:
            number += 1
            unique = f"{name[: _NAME - len(str(number)) - 1].strip()} {number}"
        taken.add(unique.lower())
        yield unique
    yield _NOTES
