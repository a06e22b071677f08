"""What stands in a text and is none of its sentences: templates, datelines, by-lines, credits, cookie lines.

Noise is masked, never cut: the masked text has the same length, so that every offset holds in both. A rule takes a
whole line or a fixed form, and rather leaves noise standing than masks a sentence of the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tracker.language.patterns import patterns
from tracker.language.places import places


class Noise(NamedTuple):
    """A stretch of noise, in code points; ``kind`` is one of ``KINDS``."""

    kind: str
    start: int
    end: int


KINDS = ("header", "template", "dateline", "by-line", "caption", "source", "furniture", "page", "blank")

_LONGEST_SOURCE, _LONGEST_PAGE, _LONGEST_BYLINE, _LONGEST_FURNITURE = 150, 180, 330, 1000  # characters
_RUN_ON = ("by-line", "source", "furniture", "page")  # no line of these if a sentence goes on in the next

_LINE = re.compile(r"^[^\n]{4,700}", re.MULTILINE)  # no line of noise is longer; a dateline begins a longer one
_WHOLE, _REMEMBERED = 700, 10_000  # characters of such a line; lines judged
_BLANKS = "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\xad\u1680\u180e\u2028\u2029\u202f\u205f\u2060\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x2010))
)
_BLANK = re.compile(f"[{_BLANKS}]+")
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,300}\}\}|\{%[^%\n]{0,300}%\}|\{#[^#\n]{0,300}#\}")
_TEMPLATED = 3  # words that a line may hold beside a template and be none of the body

_PATTERNS = patterns(__name__)
_HEADER = _PATTERNS["header"]
_DATELINE = _PATTERNS["dateline"]
_AGENCY = _PATTERNS["agency"]

_CREDIT = _PATTERNS["credit"]
_CREDITS = _PATTERNS.words("credits")
_SENTENCE_END = re.compile(r"[.!?][\"”’]?(?: |$)")
_CAPTIONED = 2  # sentences; what stands before a credit and has more is a paragraph
_REPEATED = 30  # characters; a shorter line that stands twice may be meant
_SOURCE = _PATTERNS["source"]
_PAGE = _PATTERNS["page"]

_WHEN = _PATTERNS["when"]
_CREDITED = _PATTERNS["credited"]
_BYLINE = _PATTERNS["byline"]
_JOINING = _PATTERNS["joining"]

_FURNITURE = _PATTERNS["furniture"]
_PART = _PATTERNS["part"]
_BARRED = re.compile(r"[^|·•]{1,60}+(?:[|·•][^|·•]{1,60}+){0,12}")


def noise(text: str) -> Iterator[Noise]:
    """Every stretch of noise in a text, in order, none over another; in time in proportion to the text.

    Odd blanks (no-break spaces, tabs, soft hyphens, zero-width signs) are noise of their own kind.
    """
    end = 0
    for each in _spoken(text):
        yield from (Noise("blank", *blank.span()) for blank in _BLANK.finditer(text, end, each.start))
        yield each
        end = each.end
    yield from (Noise("blank", *blank.span()) for blank in _BLANK.finditer(text, end))


@lru_cache(maxsize=1)  # several readers of a document ask for the same
def masked(text: str) -> str:
    """The text with a blank for every character of noise: of the same length, with the same line ends."""
    parts, end = list[str](), 0
    for each in _spoken(text):
        parts.append(text[end : each.start])
        parts.append(" " * (each.end - each.start))
        end = each.end
    parts.append(text[end:])
    return _plain("".join(parts))


def dateline_place(text: str) -> str | None:
    """The place that the first dateline of a text names, as it stands there."""
    for each in noise(text):
        if each.kind == "dateline" and (found := _DATELINE.match(_plain(text[each.start : each.end + 2]))):
            return found["city"]
    return None


def _plain(text: str) -> str:
    for letter in _BLANKS:
        text = text.replace(letter, " ")
    return text


def _spoken(text: str) -> Iterator[Noise]:
    """All noise but blanks, in order, none over another."""
    text = _plain(text)
    begun = 0
    if header := _HEADER.match(text):
        begun = header.end()
        yield Noise("header", 0, begun)
    before = _Line(begun, "", ())
    for line in _lines(text, begun):
        if line.words == before.words and len(line.words) >= _REPEATED:
            line = _Line(line.start, line.words, _all(line.words, "caption"))
        elif _tell_the_same(before, line):
            before = _Line(before.start, before.words, _all(before.words, "caption"))
        if before.found:
            yield from _placed(before)
        before = line
    yield from _placed(before)


class _Line(NamedTuple):
    """A line, where it starts, and the noise in it, counted from there."""

    start: int
    words: str
    found: tuple[Noise, ...]


def _placed(line: _Line) -> list[Noise]:
    return [Noise(kind, line.start + start, line.start + end) for kind, start, end in line.found]


def _lines(text: str, begun: int) -> Iterator[_Line]:
    """The lines of a text with the noise in them. Each is judged once, however often it stands there."""
    judged: dict[str, tuple[Noise, ...]] = {}
    for found in _LINE.finditer(text):
        start = max(found.start(), begun)
        words = text[start : found.end()]
        if len(judged) > _REMEMBERED:
            judged.clear()
        if words not in judged:
            judged[words] = tuple(_judge(words))
        noise = judged[words]
        if noise and noise[0].kind in _RUN_ON and text[found.end() + 1 : found.end() + 2].islower():
            noise = ()
        yield _Line(start, words, noise)
        if found.end() - start == _WHOLE:
            end = text.find("\n", found.end())
            rest = _TEMPLATE.finditer(text, found.end(), end if end >= 0 else len(text))
            yield _Line(0, "", tuple(Noise("template", *each.span()) for each in rest))


def _judge(line: str) -> Iterator[Noise]:
    """The noise in a line: the whole of it, or what it begins, holds or ends with."""
    words = line.strip()
    if len(line) < _WHOLE and (kind := _kind(words)):
        yield from _all(line, kind)
        return
    if (place := _DATELINE.match(line)) and _is_dateline(place):
        yield Noise("dateline", 0, place.end())
    templates = list(_TEMPLATE.finditer(line)) if "{" in line else []
    rest = _TEMPLATE.sub(" ", line).split() if templates else []
    if templates and len(line) < _WHOLE and len(rest) <= _TEMPLATED and not line.endswith((".", "!", "?")):
        yield from _all(line, "template")
        return
    yield from (Noise("template", *each.span()) for each in templates)
    if not templates and (credit := _credit(words)):
        yield Noise("caption", len(line) - len(line.lstrip()) + credit.start("credit"), len(line))


def _all(line: str, kind: str) -> tuple[Noise, ...]:
    return (Noise(kind, 0, len(line)),)


def _kind(line: str) -> str | None:
    """What kind of noise the whole of a line is; a pattern is asked only about lines that it can take."""
    if (credit := _credit(line)) and len(_SENTENCE_END.findall(credit["told"])) <= _CAPTIONED:
        return "caption"
    length = len(line)
    if length > _LONGEST_FURNITURE:
        return None
    if length <= _LONGEST_SOURCE and _SOURCE.fullmatch(line):
        return "source"
    if length <= _LONGEST_BYLINE and (by := _BYLINE.fullmatch(line)) and _is_byline(by):
        return "by-line"
    if _FURNITURE.fullmatch(line) or (_BARRED.fullmatch(line) and _has_a_button(line)):
        return "furniture"
    numbered = line[-1:].isdecimal() or line[-1:] in "]-–—"
    return "page" if numbered and length <= _LONGEST_PAGE and _PAGE.fullmatch(line) else None


def _credit(line: str) -> re.Match[str] | None:
    """The credit of a photograph that a line ends with, and what it tells before."""
    return _CREDIT.fullmatch(line) if any(map(line.__contains__, _CREDITS)) else None


def _is_dateline(found: re.Match[str]) -> bool:
    """Whether a place stands there: one that is listed, or any with a date or an agency."""
    from tracker.language.parties import named

    city, agency = found["city"], found["agency"]
    listed = city.lower() in places()
    if found["bare"]:
        return listed and (city.isupper() or bool(found["day"]))
    if found["day"] or (agency and _AGENCY.match(agency)):
        return True
    return listed or (agency is None and city.isupper() and named(city) is None)


def _is_byline(found: re.Match[str]) -> bool:
    """Whether names stand where a by-line has them: every word a name, a place or one that joins them."""
    names = found["names"] or found["reporters"] or found["reporter"]
    return not names or bool(found["names"] and _CREDITED.search(names)) or _are_names(names)


def _are_names(words: str) -> bool:
    each = re.findall(r"[^\W\d_][\w.'’\-]*", words)
    names = [word for word in each if word[0].isupper() and not _WHEN.fullmatch(word)]
    joined = all(_JOINING.fullmatch(word) for word in each if not word[0].isupper())
    return len(names) >= 2 and joined and not re.search(r"\d", words)


def _has_a_button(line: str) -> bool:
    """Whether a line, or one of the parts that bars divide it into, is a button of the page."""
    return any(_PART.fullmatch(part.strip()) for part in re.split("[|·•]", line))


def _tell_the_same(before: _Line, line: _Line) -> bool:
    """Whether a caption with a credit follows the same caption without one."""
    if before.found or not before.words or not line.found or line.found[0].kind != "caption":
        return False
    credit = _credit(line.words.strip())
    return credit is not None and _letters(credit["told"]) == _letters(before.words)


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
