"""The day of publication: days as they are written, and which one counts when those found disagree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from tracker.documents.found import DateFound
from tracker.language.dates import ImpossibleError, numeric

SOURCES: tuple[tuple[str, str, str], ...] = (
    ("front matter", "the front matter", "whoever prepared the file wrote it down"),
    ("json-ld", "the page's own record (JSON-LD)", "the publisher states it for machines, as the day of publication"),
    ("meta", "the page's meta tags", "the publisher states it for machines"),
    ("feed", "the feed", "the publisher's feed states when it put the item there"),
    ("time", "the time that the page marks up", "it marks a time beside the words, which can be another event's"),
    ("visible", "the day printed at the head or foot", "it stands where readers look for the day of publication"),
    ("dateline", "the dateline", "the author wrote it when filing, perhaps the evening before"),
    ("mail", "the day an e-mail was sent", "what it holds may be older"),
    ("header", "a crawler's header", "a machine added it, often a day off"),
    ("url", "the address", "an address is made once, often from a draft"),
    ("updated", "the day of a later change", "it says when words changed, not when they came out"),
    ("file", "the file's own properties", "they tell when the file was made or saved"),
    ("htmldate", "a guess by htmldate", "nothing on the page says that it is the day of publication"),
)
"""Where a day of publication may come from, the most trusted first: its name, the source in words, and why it
stands there. A rule that chose is put together from these words."""

_EARLIEST = "1990-01-01"  # the web is younger; an earlier day is a default of some program or a mistake
_RANK = {name: rank for rank, (name, _, _) in enumerate(SOURCES)}
_WORDS = {name: words for name, words, _ in SOURCES}
_REASON = {name: reason for name, _, reason in SOURCES}

# One line a month: English, German, French, Polish, Ukrainian, Russian; as in dates, then as in calendars.
_NAMES = """
january jan januar jänner janvier janv stycznia styczeń січня січень января январь
february feb februar febr feber février févr fév lutego luty лютого лютий февраля февраль
march mar märz mär mrz mars marca marzec березня березень марта март
april apr avril avr kwietnia kwiecień квітня квітень апреля апрель
may mai maja maj травня травень мая май
june jun juni juin czerwca czerwiec червня червень июня июнь
july jul juli juillet juil lipca lipiec липня липень июля июль
august aug août aout sierpnia sierpień серпня серпень августа август
september sep sept septembre września wrzesień вересня вересень сентября сентябрь
october oct oktober okt octobre października październik жовтня жовтень октября октябрь
november nov novembre listopada listopad листопада листопад ноября ноябрь
december dec dezember dez décembre déc grudnia grudzień грудня грудень декабря декабрь
"""
_MONTHS = {name: month for month, line in enumerate(_NAMES.split("\n")) for name in line.split()}
_BY_LETTER = {
    letter: sorted((name[1:] for name in _MONTHS if name[0] == letter), key=len, reverse=True)
    for letter in sorted({name[0] for name in _MONTHS})
}
MONTH = "(?:" + "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in _BY_LETTER.items()) + r")(?!\w)\.?"
DAY_AND_MONTH = (
    rf"(?:{MONTH}\s{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s{{1,2}}(?:of\s)?{MONTH})"
)
"""The pattern of a day without its year: "November 26", "26. November", "26 листопада"."""

_WRITTEN = re.compile(
    rf"(?<![\w.])(?=\w)(?:{DAY_AND_MONTH},?\s{{1,2}}(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d|\d{1,2}([/-])\d{1,2}\1(?:19|20)\d\d)(?!\d|[./-]\d)",
    re.IGNORECASE,
)
_IN_ADDRESS = (
    re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)"),
)

_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dc.date.created", "dcterms.date", "dcterms.issued", "dcterms.created", "dcterms.available",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "citation_publication_date", "cxenseparse:recs:publishtime", "govuk:first-published-at",
)  # fmt: skip
_LABEL = (
    r"published|publication date|date|posted|issued|released|first published|veröffentlicht|publié|opublikowano"
    r"|опубліковано|опубликовано|дата"
)
_CHANGED = (
    r"updated?|stand|last review(?:ed)?|modified|aktualisiert|geändert|mis à jour|aktualizacja|оновлено|обновлено"
)
LABEL = re.compile(rf"\b(?:(?P<first>{_LABEL})|(?P<changed>{_CHANGED}))\b", re.IGNORECASE)
"""Words before a day that say what happened on it: "Published", "Stand:"."""


class Dating(NamedTuple):
    """The day chosen, its source, the rule that chose it in words, and the days found that disagree with it."""

    day: str
    source: str
    rule: str
    conflict: tuple[DateFound, ...] = ()


def choose(dates: Iterable[DateFound], *, not_after: str | None = None) -> Dating | None:
    """Choose the day from the most trusted source; of one source, the day that was found first.

    Days before 1990 or after ``not_after`` (ISO; the day of retrieval, and one more for the time zones) are no
    days of publication. Of several the trust is that of ``SOURCES``. Returns ``None`` when no day is left.
    """
    plausible = [each for each in dates if _EARLIEST <= each.day <= (not_after or "9999")]
    if not plausible:
        return None
    chosen = min(plausible, key=lambda each: _RANK.get(each.source, len(_RANK)))
    conflict = tuple(dict.fromkeys(each for each in plausible if each.day != chosen.day))
    return Dating(chosen.day, chosen.source, _rule(chosen, plausible, conflict), conflict)


def _rule(chosen: DateFound, plausible: list[DateFound], conflict: tuple[DateFound, ...]) -> str:
    words = _WORDS.get(chosen.source, chosen.source)
    others = list(dict.fromkeys(each.source for each in conflict if each.source != chosen.source))
    if others:
        beaten = " and ".join(_WORDS.get(each, each) for each in others)
        return f"{words} goes before {beaten}: {_REASON.get(others[0], 'its source is not known')}"
    if conflict:
        return f"of the days in {words} the first counts"
    return f"all that were found agree with {words}" if len(plausible) > 1 else f"{words} is all there is"


def find_dates(text: str, source: str = "visible") -> Iterator[DateFound]:
    """Yield the days written in full in a text, in order, as ISO days with the words that name them.

    Reads English, German, French, Polish, Ukrainian and Russian months, and figures that leave no doubt: 03/04/2025
    names no day. Takes time in proportion to the text.
    """
    for match in _WRITTEN.finditer(text):
        if day := read_day(match[0]):
            yield DateFound(source, day, match[0])


def labelled_dates(line: str) -> Iterator[DateFound]:
    """Yield the days of a line; a day is ``updated`` where the label before it says so."""
    place = 0
    for each in find_dates(line):
        end = line.index(each.words, place)
        labels = list(LABEL.finditer(line, place, end))
        place = end + len(each.words)
        yield each._replace(source="updated") if labels and labels[-1]["changed"] else each


def declared(stated: str, metas: Mapping[str, str], times: Iterable[Any], url: str) -> list[DateFound]:
    """The days in a page's record, in its meta tags (names in lower case), in its ``<time>``s and in its address.

    Of the elements, the first that the page calls the publication's counts; where it calls none so, the first.
    """
    stamps = [("json-ld", stated, ""), *(("meta", metas.get(name, ""), f"{name} ") for name in _METAS)]
    marked = [
        (each.get("datetime") or "", each.get("pubdate") is not None or each.get("itemprop"))
        for each in islice(times, 50)
    ]
    marked = [each for each in marked if stamped(each[0])]
    stamps += [("time", stamp, "") for stamp, _ in ([each for each in marked if each[1]] or marked)[:1]]
    found = [DateFound(source, day, f"{name}{stamp}"[:80]) for source, stamp, name in stamps if (day := stamped(stamp))]
    return found + [each for each in [in_address(url)] if each]


def guessed(page: str, url: str | None, not_after: str | None) -> list[DateFound]:
    """The day that htmldate makes out of a page which states none: slow, and no more than a guess."""
    from htmldate import find_date

    day = find_date(page, original_date=True, url=url, max_date=not_after and not_after[:10])
    return [DateFound("htmldate", day, day)] if day else []


def read_day(words: str) -> str | None:
    """The ISO day that the words of one written date name; ``None`` where they name none."""
    try:
        named = numeric(words.replace(" ", ""))
    except ImpossibleError:
        return None
    if named:
        return named.isoformat()
    figures = [int(each) for each in re.findall(r"\d{1,4}", words)]
    month = _month(words)
    return _iso(figures[1], month, figures[0]) if len(figures) == 2 and month else None


def nearest(words: str, anchors: Iterable[str], *, past: bool = False) -> str | None:
    """The ISO day that a day without its year names, in the year that brings it nearest to one of the anchors.

    ``past``: the anchor is a day of retrieval, and the day lies no later than the day after.

    >>> nearest("January 2", ["2025-12-31"])
    '2026-01-02'
    """
    figures = re.findall(r"\d{1,2}", words)
    month = _month(words)
    if len(figures) != 1 or not month:
        return None
    best: tuple[int, str] | None = None
    for anchor in map(date.fromisoformat, anchors):
        for year in (anchor.year - 1, anchor.year, anchor.year + 1):
            if day := _iso(year, month, int(figures[0])):
                apart = (date.fromisoformat(day) - anchor).days
                if not past or apart <= 1:
                    best = min(best or (abs(apart), day), (abs(apart), day))
    return best[1] if best else None


def stamped(stamp: str) -> str | None:
    """The ISO day at the head of a machine's time stamp: "2023-01-26T19:42:00Z", "20230126", "26/01/2023"."""
    stamp = stamp.strip()[:40]
    compact = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", stamp)
    if compact:
        return _iso(int(compact[1]), int(compact[2]), int(compact[3]))
    return next((each.day for each in find_dates(stamp)), None)


def in_address(url: str) -> DateFound | None:
    """The day in the path of an address: /2025/11/25/, /2025/nov/25/, -20251125."""
    path = "/" + url[:2000].partition("://")[2].partition("/")[2].partition("?")[0].lower()
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(path):
            month = int(match[2]) if match[2].isdecimal() else _MONTHS.get(match[2])
            if month and (day := _iso(int(match[1]), month, int(match[3]))):
                return DateFound("url", day, match[0])
    return None


def _month(words: str) -> int | None:
    letters = re.search(r"[^\W\d_]{3,}", re.sub(r"(?<=\d)(?:st|nd|rd|th|er)\b", "", words.lower()))
    return _MONTHS.get(letters[0]) if letters else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
