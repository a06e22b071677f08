"""What a value looks like as text, what a text may not do, and how much room it takes.

Texts come from documents that nobody has vetted. Before one reaches a reader's eyes, everything in it that
a terminal would obey (control characters, escape sequences, reversals of the reading direction) is replaced
by something that the reader sees instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, cast

_BLANKS = "\t\n\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_FOLDED = frozenset(_BLANKS) | {*map(chr, range(0x2000, 0x200B))}


def text(value: object, blank: str = "", *, grouped: bool = False) -> str:
    """Write a report's value as text, exactly: ISO days, plain digits, yes or no, a tuple joined with blanks.

    ``blank`` stands for ``None``. ``grouped``, for people, sets off the thousands of an amount. The text is not yet
    harmless: see :func:`harmless` and :func:`one_line`.
    """
    return blank if value is None else (_GROUPED if grouped else _WRITERS)[type(value)](value)


def texts(values: Sequence[object], blank: str = "", *, grouped: bool = False) -> Sequence[str]:
    """Write one column's values as harmless lines; as fast as the column is plain."""
    written = cast("Sequence[str]", values)
    try:
        joined = "".join(written)
        plain = not grouped or {*map(type, values)} <= _PLAIN
    except TypeError:  # not all of them were
        plain = False
    if not plain:
        written = _written(values, blank, _GROUPED if grouped else _WRITERS)
        joined = "".join(written)
    if joined.isprintable():
        return written
    return [each if each.isprintable() else one_line(each) for each in written]


def _written(values: Sequence[object], blank: str, writers: _Writers) -> list[str]:
    kinds = {*map(type, values)}
    if len(kinds) == 1 and None not in values:
        return [*map(writers[kinds.pop()], values)]
    return [blank if value is None else writers[type(value)](value) for value in values]


class _Writers(dict[type, Callable[[Any], str]]):
    """How values of a type are written; worked out when the type is first met, so that none is imported."""

    def __init__(self, amount: str) -> None:
        self.amount = amount

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        if self is _GROUPED and hasattr(kind, "grouped"):  # says itself how people read it
            writer: Callable[[Any], str] = _grouped
        elif issubclass(kind, str):
            writer = str.__str__
        elif issubclass(kind, bool):
            writer = ("no", "yes").__getitem__
        elif issubclass(kind, int):
            writer = int.__repr__
        elif issubclass(kind, tuple):
            writer = " ".join
        elif hasattr(kind, "isoformat"):
            writer = kind.isoformat
        else:
            writer = self.amount.format
        self[kind] = writer
        return writer


_WRITERS, _GROUPED = _Writers("{:f}"), _Writers("{:,f}")
_grouped = attrgetter("grouped")
_PLAIN = {str}


def hidden(code: int) -> bool:
    """Tell whether a code point steers a terminal or the reading direction, or cannot be encoded.

    C0, DEL and C1 controls; U+202A-202E and U+2066-2069 (embeddings, overrides, isolates); surrogates.
    """
    return (
        code < 0x20
        or 0x7F <= code < 0xA0
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xD800 <= code <= 0xDFFF
    )


class _Table(dict[int, str]):
    """A table for ``str.translate`` that works out each code point when it is first met."""

    def __init__(self, show: Callable[[int], str]) -> None:
        self._show = show

    def __missing__(self, code: int) -> str:
        shown = self[code] = self._show(code)
        return shown


def _shown(code: int) -> str:
    if not hidden(code):
        return chr(code)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\u{code:04x}"


_VISIBLE = _Table(lambda code: chr(code) if code in (9, 10) else _shown(code))
_LINE = _Table(lambda code: "\n" if chr(code) in _FOLDED else _shown(code))


def harmless(value: str) -> str:
    """Replace what :func:`hidden` names by something visible; tabs stay, and line ends as line feeds."""
    if value.isprintable():
        return value
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_VISIBLE)


def one_line(value: str) -> str:
    """Make a text harmless and fold line ends, tabs and unbreakable blanks into single blanks."""
    if value.isprintable():
        return value
    parts = (part.strip(" ") for part in value.translate(_LINE).split("\n"))
    return " ".join(part for part in parts if part)


_UNMARKED = _Table(lambda code: "\ufffd" if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF else chr(code))


def markup(value: str) -> str:
    """Make a text one harmless line of what XML and HTML can hold: U+FFFD stands for what is no character."""
    line = one_line(value)
    return line if line.isprintable() else line.translate(_UNMARKED)


class _Widths(dict[str, int]):
    """The terminal columns that a character takes: 0 for a combining mark, 2 for a wide one, else 1."""

    def __missing__(self, character: str) -> int:
        import unicodedata

        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            width = 0
        else:
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        self[character] = width
        return width


_WIDTHS = _Widths({"\xad": 1, "\ufe0f": 1})  # U+FE0F widens the sign before it by one


def narrow(line: str) -> bool:
    """Tell, fast, that a harmless line takes one column a character: Windows-1252 can write it.

    ``False`` says only that it has to be measured.
    """
    if line.isascii():
        return True
    try:
        line.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def measure(line: str) -> int:
    """Count the terminal columns that a harmless line takes."""
    return len(line) if narrow(line) else sum(map(_WIDTHS.__getitem__, line))


def prefix(line: str, room: int) -> str:
    """Return the longest beginning of a line that takes at most ``room`` columns."""
    if narrow(line):
        return line[:room]
    taken = 0
    for place, character in enumerate(line):
        taken += _WIDTHS[character]
        if taken > room:
            return line[:place]
    return line


def cut(line: str, room: int) -> str:
    """Shorten a line to ``room`` columns where it takes more; ``…`` says that it was."""
    return line if measure(line) <= room else prefix(line, room - 1) + "…"


def wrap(line: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Break a harmless line at blanks into lines of at most ``width`` columns; at least one line.

    ``first`` and ``rest`` are the indents of the first and of the other lines. A word that is wider than a
    line is broken where the line ends.
    """
    lines: list[str] = []
    current, used, indent = "", 0, first
    for word in _pieces(line.split(), max(1, width - max(len(first), len(rest)))):
        size = measure(word)
        if current and len(indent) + used + 1 + size > width:
            lines.append(indent + current)
            current, used, indent = word, size, rest
        else:
            current, used = (f"{current} {word}", used + 1 + size) if current else (word, size)
    return [*lines, (indent + current).rstrip()]


def _pieces(words: Iterable[str], room: int) -> Iterable[str]:
    for word in words:
        if measure(word) <= room:
            yield word
            continue
        start = taken = 0
        for place, character in enumerate(word):
            size = _WIDTHS[character]
            if taken + size > room and place > start:
                yield word[start:place]
                start, taken = place, 0
            taken += size
        yield word[start:]
