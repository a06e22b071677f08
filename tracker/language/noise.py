"""What stands in a text and is none of its sentences: templates, datelines, by-lines, credits, cookie lines.

Noise is masked, never cut: the masked text has the same length, so that every offset holds in both. A rule takes a
whole line or a fixed form, and rather leaves noise standing than masks a sentence of the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

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
_HEADER = re.compile(r"[ \xa0\ufeff]{0,3}date \d{4}-\d\d-\d\d(?=\s|$)")
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,300}\}\}|\{%[^%\n]{0,300}%\}|\{#[^#\n]{0,300}#\}")
_TEMPLATED = 3  # words that a line may hold beside a template and be none of the body

_CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŠŽĐΑ-ΩЀ-Я"
_CITY = rf"(?P<city>[{_CAPITAL}][\w'’\-]{{1,20}}(?: [{_CAPITAL}a-z][\w'’\-]{{1,20}}){{0,2}})"
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|"
    r"ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)[^\W\d_]{0,8}\.?"
)
_DAY = rf"(?P<day>\d{{1,2}}\.? {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?"
_DATELINE = re.compile(
    rf" {{0,9}}{_CITY}(?:, [{_CAPITAL}][\w.]{{1,20}})?(?:[,.]? {_DAY})?"
    r"(?:\.? ?/[\w ]{2,20}/\.?|\.? ?\((?P<agency>[^()]{2,40})\) ?[-–—]{1,2}|(?P<bare> ?[–—]| --?|\.(?! {1,3}\d))) {1,3}"
    rf"(?=[\"“«„'‘]?[{_CAPITAL}\d])"
)
_AGENCY = re.compile(
    r"(?:AP|AFP|Reuters|dpa|PAP|TASS|ANSA|EFE|Ukrinform|Interfax|Belga|APA|NTB|TT|Ritzau|Xinhua)\b", re.IGNORECASE
)

_CREDIT = re.compile(
    r"(?P<told>.{0,600}?)(?P<credit>\b(?:(?:Photos?|Photographs?|Pictures?|Images?|Foto|Bild|Zdjęcie|Фото):"
    r"|Photo(?:graph)? by (?=[A-Z])) ?\w(?:[^.]|(?<=\b[A-Z])\.){1,80}\.?)"
)
_CREDITS = ("Photo", "Picture", "Image", "Foto", "Bild", "Zdjęcie", "Фото")  # no credit without one of these
_SENTENCE_END = re.compile(r"[.!?][\"”’]?(?: |$)")
_CAPTIONED = 2  # sentences; what stands before a credit and has more is a paragraph
_REPEATED = 30  # characters; a shorter line that stands twice may be meant
_SOURCE = re.compile(
    r"(?:Sources?|Quellen?|Джерел[оа]|Источники?|Źródł[oa]|Fuentes?|Font[ei]|Bron|Zdroj) ?: ?.{1,119}"
    r"(?<![.!?…:][\"”»])(?<![.!?…:])"
)
_PAGE = re.compile(
    r"\[?(?:page|seite|strona|стор\.|стр\.) ?\d{1,4}(?: ?(?:of|/|von|z|із|из) ?\d{1,4})?\]?|[-–—] ?\d{1,4} ?[-–—]"
    r"|\d{1,4} ?/ ?\d{1,4}|[^.!?]{1,120}(?:\b\d{4}|[-–—|•]) Page \d{1,4}",
    re.IGNORECASE,
)

_ROLES = (
    r"(?:(?:[Cc]hief|[Ss]enior|[Pp]olitical|[Dd]iplomatic|[Dd]efen[cs]e|[Hh]ealth|[Ff]oreign|[Oo]ur|economics?|"
    r"[Bb]usiness|Europe|[Ss]ecurity|[Ee]nvironment|[Cc]limate|[Ss]taff) ){0,3}"
    r"(?:reporters?|correspondents?|editors?|writers?|desk|agencies|bureau|team|[Ss]taff)"
)
_WHEN = re.compile(
    r"January|February|March|April|May|June|July|August|September|October|November|December|\w{2,6}day|Christmas|Easter"
)
_CREDITED = re.compile(rf"(?:^|[ ,]){_ROLES}$")
_NAMED = rf"[{_CAPITAL}][\w'’\-]{{1,20}} [{_CAPITAL}][\w'’\-]{{1,20}}"
_IN_PLACES = rf"{_NAMED} in [{_CAPITAL}]\w{{2,20}}(?:(?:,| and) {_NAMED} in [{_CAPITAL}]\w{{2,20}}){{1,3}}"
_BYLINE = re.compile(
    r"(?:(?:By|Von|Par|Por|Od|Автор|Autore?|Text|Author|Written by|ed\.|Autorzy)[: ] ?(?P<names>.{3,110})"
    r"|\([^\W\d_A-Z]{2,3}(?:/[^\W\d_A-Z]{2,3}){0,3}\)"
    r"|\((?:Additional |With )?(?:[Rr]eporting|Writing|Editing|Compiled|Translat\w{2,4}|Mit Material)\b[^()]{2,200}\)"
    r"|(?:(?:Additional r|R)eporting|Editing) by (?P<reporters>.{3,200})"
    rf"|(?P<reporter>[^,]{{5,50}}), {_ROLES}|{_ROLES}(?: and agencies)?|{_IN_PLACES})\.?"
)
_JOINING = re.compile(
    r"in|and|for|the|at|und|y|et|i|та|и|w|aus|z|reporting|editing|writing|additional|by|"
    r"de|da|di|del|della|van|von|der|den|al|el|bin|ter"
)

_FURNITURE = re.compile(
    r"(?:We and our (?:\d{1,5} )?partners (?:use cookies|store (?:and|or|and/or) access)|"
    r"(?:This|Our) (?:web)?site uses cookies|We use (?:\w{1,12} )?cookies|Your privacy, your choice\b|"
    r"(?:Wir verwenden|Diese (?:Webs|S)eite verwendet|Nous utilisons|Ta strona używa|Сайт використовує|"
    r"Мы используем) (?:\w{1,12} ){0,2}(?:[Cc]ookies?|файл)|"
    r"By (?:continuing to (?:browse|use)|clicking [\"“]?(?:Accept|OK|Agree))|Please enable JavaScript|"
    r"(?:Sign up|Subscribe|Register) (?:for|to) (?:our|the|my) (?:[\w’']{1,20} ){0,3}"
    r"(?:newsletter|briefing|channel|alerts?|email)|"
    r"(?:Підписуйтесь|Подписывайтесь) на |©|Copyright (?:©|\(c\)|\d{4})).{0,400}"
    r"|(?:Read (?:more|also)|See also|Also read|Related(?: \w{1,10})?|Tags?|Topics?|Lesen Sie auch|Mehr zum Thema|"
    r"Siehe auch|Читайте (?:також|также)|(?:À )?[Ll]ire aussi|Zobacz (?:też|także)|Czytaj (?:też|także)|"
    r"Leggi anche|Lee también|Теги) ?: .{1,250}"
    r"|(?:Updates to this page|Last (?:review|updated?)|Lesezeit|Reading time|Переглядів|Просмотров) ?: .{0,80}"
    r"|More (?:from|on) (?:the )?[A-Z]\w{1,20}(?: \w{1,20}){0,2}|[^.]{0,150}\bAll rights reserved\b.{0,100}"
)
_PART = re.compile(
    r"Share(?: this(?: (?:page|article|story|post))?)?(?: (?:on|via|by) \w{1,12})?|Tweet|Copy link|"
    r"Print(?: this page)?|Send to a friend|Save(?:Gift)?|Gift|Teilen|Merken|Drucken|Artikel anhören|Поделиться|"
    r"Поширити|Udostępnij|Partager|Accept(?: all)?(?: cookies)?|Reject(?: all)?|Agree(?:Reject)?|"
    r"Manage (?:options|preferences|cookies|settings)|Cookie settings|Skip to (?:main )?content|"
    r"Subscribe(?: now)?|Sign (?:in|up)|Log in|Register|Menu|Home|RSS|About us|Contact(?: us)?|"
    r"Privacy(?: policy)?|Terms(?: of use)?|Cookies|Advertisement|Anzeige|Реклама|Reklama|"
    r"Related(?: (?:stories|articles|content))?|See also|Most read|Read (?:more|also)|Newsletter|"
    r"\d{1,2} min read|Lesezeit: \d{1,2} Min\.|Comments?|\d{1,5} comments?",
    re.IGNORECASE,
)
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
