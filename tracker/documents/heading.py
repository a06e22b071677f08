"""What a text says of itself: the title, the publisher and the days at its head and foot; and who speaks in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from tracker.documents.dating import DAY_AND_MONTH, LABEL, labelled_dates, nearest, read_day
from tracker.documents.found import DateFound
from tracker.language.parties import known_party, named, read_words

_HEAD, _FOOT = 6000, 3000  # characters at either end
_LINES = 40
_LONGEST_TITLE = 240
_LONGEST_DATE_LINE = 160

_HEADER = re.compile(r"[ \ufeff]?date (\d{4}-\d\d-\d\d)(?: (.*))?")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%")
_TIME = re.compile(
    r"\d{1,2}[:.]\d\d(?::\d\d)?|\b(?:Uhr|GMT|UTC|CES?T|BST|E[SD]?T|[ap]\.?m\.?|at|on|am|um|le|à|г\.|р\.|page \d+"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:[\w’']+ section|(?:press|media|news) (?:releases?|statement|contacts?)(?: .{0,20})?|pressemitteilung.{0,20}"
    r"|communiqué de presse|statement|news|latest|новини|новости|speech|briefing(?: note)?(?: \S*\d\S*)?|menu|home"
    r"|print|for immediate release|share.{0,40}|skip to .{0,40}|\d+ min(?:ute)?s?\.? read|lesezeit.{0,90}"
    r"|subscribe.{0,40}|advertisement|sign (?:in|up).{0,40}|.{0,20}\bcomments?|photo:.{0,90}|read more.{0,40}"
    r"|listen.{0,40}|world|europe|politics?|politik|business|economy|opinion|health|defen[cs]e|sports?|culture"
    r"|climate|society|international|contact:.{0,90}|staff and agencies|page \d+(?: of \d+)?|\W*)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:from|{LABEL.pattern}):?", re.IGNORECASE)
_BYLINE = re.compile(r"(?:by|von|par|autor|author|автор|edited by|ed\.|text)\b:? .{2,80}", re.IGNORECASE)
_DESK = re.compile(r"[Bb]y (?:the )?([A-Z]\S*(?: [A-Z]\S*){1,4}) (?:\w+ )?(?:desk|staff|newsroom|reporters?)")
_FROM = re.compile(r"(?:from|publisher|herausgeber|issued by): ?(.{2,120})", re.IGNORECASE)
_CREDIT = re.compile(r"(?:source|quelle|źródło|источник|джерело): ?([^,;/]{2,60})", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)[\s©\d,–-]{1,20}([^\d|.©]{2,60})", re.IGNORECASE)
_EXTRACT = re.compile(r" ?[(\[](?:extract|excerpts?|auszug|extrait)[)\]]$", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\d/()|:;!?\"“—–]{1,40}?)[,.]{0,2}\s{1,2}"
    rf"(?:(?P<day>{DAY_AND_MONTH})(?P<year>,?\s(?:19|20)\d\d)?|(?P<figures>\d{{1,2}}\.\d{{1,2}}\.\d{{4}}))?"
    r"[.,]?\s?(?:[/(](?P<agency>[^/()]{2,30})[/)])?\.?\s?(?P<dash>[-–—:])?\s",
    re.IGNORECASE,
)
_SMALL = {
    "of", "the", "for", "and", "in", "on", "de", "la", "le", "du", "des", "et", "der", "die", "das", "für", "und",
    "&", "z", "w", "i", "від", "та", "з", "при",
}  # fmt: skip
_NAMES_A_BODY = re.compile(
    r"\b(?:minist(?:ry|ère|erium|erstwo)|міністерство|министерство|office|president|presidency|government|council|"
    r"commission|cabinet|chancellery|department|institute|agency|embassy|radio|gazette|courier|times|post|tageblatt|"
    r"zeitung|tribune|dispatch|ledger|service|president(?:ia)?|президент|уряд|agentur|elysée|élysée|bundesregierung)\b",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:news|agency|radio|tv|times|post|gazette|press(?! (?:office|service))|journal|magazine|media|daily|herald"
    r"|dispatch|chronicle|courier|tribune|telegraph|institute|university|party|watch|city|county|borough|district|mayor|former)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:president|presidency|presidential|prime minister|chancell(?:or|ery)|government|minist(?:ry|er)|department"
    r"|cabinet|embassy|(?:foreign|state) office|armed forces|general staff)\b",
    re.IGNORECASE,
)
_BODIES = {
    "GB": r"(?:10 )?downing street|hm (?:treasury|government)|gov\.uk|foreign, commonwealth (?:&|and) development",
    "FR": r"[ée]lys[ée]e|matignon|présidence de la république|ministère des armées",
    "DE": r"bundesregierung|bundeskanzler(?:amt)?|auswärtiges amt|bundesministerium",
    "US": r"white house|pentagon",
    "UA": r"президент україни|офіс президента|кабінет міністрів україни",
    "RU": r"kremlin",
    "EU": r"european (?:commission|council|external action service)|council of the (?:european union|eu)",
}
_HOSTS = {
    "GB": "gov.uk mod.uk", "FR": "gouv.fr elysee.fr gouvernement.fr", "US": "whitehouse.gov state.gov war.gov mil"
    " defense.gov treasury.gov energy.gov", "DE": "bundesregierung.de bundeskanzler.de auswaertiges-amt.de bmvg.de"
    " bundesfinanzministerium.de diplo.de", "PL": "prezydent.pl", "IT": "governo.it esteri.it difesa.it quirinale.it",
    "RU": "kremlin.ru government.ru mid.ru mil.ru", "CA": "canada.ca gc.ca", "NL": "government.nl rijksoverheid.nl",
    "SE": "regeringen.se government.se", "NO": "regjeringen.no", "DK": "stm.dk fmn.dk um.dk", "FI": "valtioneuvosto.fi",
    "JP": "go.jp", "KR": "go.kr", "CH": "admin.ch", "EE": "valitsus.ee president.ee", "LT": "lrv.lt president.lt",
    "RO": "presidency.ro", "EU": "europa.eu", "NATO": "nato.int", "UN": "un.org", "G7": "g7italy.it",
}  # fmt: skip
_GOVERNMENT = re.compile(r"(?:.*\.)?(?:gov|gob|gouv|govt)\.([a-z]{2})")
_FEDERATIONS = ("au", "br", "cn", "in", "mx")  # their states share the ending


class Heading(NamedTuple):
    """What the head and the foot of a text say: each is ``None`` or empty where they say nothing."""

    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    dates: tuple[DateFound, ...] = ()


def read_heading(text: str, *, retrieved_on: str | None = None, known: Iterable[str] = ()) -> Heading:
    """Read the lines above and below the body of a text; the body itself names neither title nor day.

    A dateline without a year is completed by the nearest other day found (or ``known`` from elsewhere), else by
    ``retrieved_on`` (ISO). Looks at a few thousand characters at either end, whatever the text's length.
    """
    above = _Above()
    lines = _lines(text[:_HEAD])
    for line in islice(lines, _LINES):
        if not above.take(line):
            break
    rest = [*lines, *_lines(text[-_FOOT:])] if len(text) > _HEAD else list(lines)
    printed, credited = _foot(rest[-12:])
    dates = [*above.dates, *printed]
    stated = [*(each.day for each in dates), *known]
    anchors = stated or ([retrieved_on[:10]] if retrieved_on else [])
    if above.yearless and (day := nearest(above.yearless, anchors, past=not stated)):
        dates.append(DateFound("dateline", day, above.yearless))
    if not dates and above.in_title:
        dates.append(above.in_title)
    title = above.title() if "\n" in text.strip() else None  # a single line is the body
    publisher = above.issued_by or above.publisher(title) or above.desk or above.agency or credited
    return Heading(title and _EXTRACT.sub("", title), publisher, dates=tuple(dict.fromkeys(dates)))


@lru_cache(maxsize=1000)  # many documents have the publisher of the one before them
def issuer_of(publisher: str | None, url: str | None) -> str | None:
    """The code of the party that speaks for itself under a publisher's name or at an address.

    ``None`` for the press, for bodies below a state, and wherever it is not sure: an issuer decides what counts as
    self-declared.
    """
    words = " ".join((publisher or "").split())[:200]
    if _NEWS.search(words):
        return None
    for code, names in _BODIES.items():
        if re.search(rf"\b(?:{names})\b", words, re.IGNORECASE):
            return code
    party = named(words)
    if party and (party.kind != "country" or words.removeprefix("The ").casefold() == party.name.casefold()):
        return party.code
    parties = {each.code for _, each in read_words(words.split())[0]} if _OFFICE.search(words) else set()
    return parties.pop() if len(parties) == 1 else _at_home(url)


def _at_home(url: str | None) -> str | None:
    """The party whose own site an address is on."""
    try:
        host = (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return None
    for code, homes in _HOSTS.items():
        if any(host == home or host.endswith(f".{home}") for home in homes.split()):
            return code
    state = _GOVERNMENT.fullmatch(host)
    party = known_party(state[1]) if state and state[1] not in _FEDERATIONS else None
    return party.code if party else None


def spelt(host: str, names: Iterable[str]) -> str | None:
    """The first of the names that the name of a host spells: "Ledger & Trade" for www.ledgertrade.com."""
    labels = {label.replace("-", "") for label in host.split(".")[:-1] if len(label) > 3}
    return next((each for each in names if re.sub(r"\band\b|^the\b|[\W_]", "", each.lower()) in labels), None)


def _lines(text: str) -> Iterator[str]:
    """The lines that hold words, without the marks of Markdown, and with each run of blanks as one."""
    text = text.replace("\r", "\n").replace("\f", "\n").replace("\u2028", "\n")
    lines = (" ".join(line.strip("#*_> \t").split()) for line in text.split("\n"))
    return filter(None, lines)


class _Above:
    """The lines above the body, taken one by one."""

    def __init__(self) -> None:
        self.dates: list[DateFound] = []
        self.in_title: DateFound | None = None
        self.yearless: str | None = None
        self.label = ""
        self.issued_by: str | None = None
        self.desk: str | None = None
        self.agency: str | None = None
        self.candidates: list[str] = []

    def take(self, line: str) -> bool:
        """Sort a line; tell whether the body is still to come."""
        if not self.candidates and not self.dates and (header := _HEADER.fullmatch(line)):
            self.dates.append(DateFound("header", header[1], f"date {header[1]}"))
            line = (header[2] or "").strip()
        if not line or _TEMPLATE.search(line):
            return True
        line, self.label = f"{self.label}{line}", ""
        if _ALONE.fullmatch(line):  # the label of what the next line says
            self.label = f"{line.rstrip(':')}: "
            return True
        if self._dateline(line) or _is_body(line):
            return False
        if origin := _FROM.fullmatch(line):
            self.issued_by = british(re.split(r",? and The Rt Hon|, The Rt Hon", origin[1])[0].strip())
        elif _BYLINE.fullmatch(line):
            desk = _DESK.fullmatch(line)
            self.desk = desk[1] if desk else self.desk
        elif not _FURNITURE.fullmatch(line) and not self._dated(line):
            self._candidate(line)
        return True

    def _candidate(self, line: str) -> None:
        last = self.candidates[-1] if self.candidates else ""
        if last and line[:1].islower() and not _ends(last) and len(last) + len(line) < _LONGEST_TITLE:
            self.candidates[-1] = f"{last} {line}"  # a title set over two lines
        else:
            self.candidates.append(line)

    def _dated(self, line: str) -> bool:
        """Take the day of a line that is there for its day."""
        found = list(labelled_dates(line)) if len(line) <= _LONGEST_DATE_LINE else []
        if not found:
            return False
        rest = line
        for each in found:
            rest = rest.replace(each.words, "|")
        parts = [part.strip(" ,.:-–—") for part in re.split(r"[|•·]| [-–—] ", _TIME.sub("", LABEL.sub("", rest)))]
        parts = [part for part in parts if part and not _FURNITURE.fullmatch(part)]
        if any(not _is_name(part) for part in parts):
            self.in_title = self.in_title or found[0]
            return False
        self.dates += found
        self.candidates += [part for part in parts if _NAMES_A_BODY.search(part) and part not in self.candidates]
        return True

    def _dateline(self, line: str) -> bool:
        """Take the day and the agency of a line that begins with a dateline."""
        match = _DATELINE.match(line)
        if not match or not _is_name(match["place"]):
            return False
        day, agency = match["day"] or match["figures"], match["agency"]
        if not (match["place"].isupper() or match["dash"] or (day and agency)) or not (day or agency):
            return False
        if len(line) < _LONGEST_TITLE / 2 and not agency and not match["dash"] and len(line) < match.end() + 30:
            return False
        self.agency = agency
        words = f"{day}{match['year'] or ''}" if day else ""
        if match["year"] or match["figures"]:
            self.dates += [DateFound("dateline", each, words) for each in [read_day(words)] if each]
        elif day:
            self.yearless = day
        return True

    def title(self) -> str | None:
        """The first line of several words that is not a publisher's name; of short lines the one below the name."""
        others = [each for each in self.candidates if not (_is_name(each) and _NAMES_A_BODY.search(each))]
        long = (each for each in others if len(each.split()) >= 4)
        return next(long, next(iter(self.candidates[1:2] or others), None))

    def publisher(self, title: str | None) -> str | None:
        """The first name above the title."""
        end = self.candidates.index(title) if title in self.candidates else len(self.candidates)
        for part in re.split(r" ?[|•·\n] ?", "\n".join(self.candidates[:end])):
            party = named(part)  # "NATO" publishes; "HEALTH" and "Ukraine" are sections
            section = _FURNITURE.fullmatch(part) or (" " not in part and (not party if part.isupper() else party))
            short = len(part.split()) < 4 and part[:1].isupper() and not _ends(part)
            if (short and not section) or (_is_name(part) and (not section or _NAMES_A_BODY.search(part))):
                return part
        return None


def _foot(lines: list[str]) -> tuple[list[DateFound], str | None]:
    """The labelled days in the lines below the body, and who is credited there alone."""
    dates: list[DateFound] = []
    credited = None
    for line in lines:
        if len(line) <= _LONGEST_DATE_LINE and LABEL.search(line):
            dates += [each for each in labelled_dates(line) if LABEL.search(line.partition(each.words)[0])]
        match = _RIGHTS.match(line) or _CREDIT.fullmatch(line)
        if match and _is_name(match[1].strip()):
            credited = match[1].strip()
    return dates, credited


def _is_body(line: str) -> bool:
    """Tell a paragraph from a title: it is long, holds a sentence and more, or ends like one."""
    sentence = r"[.!?…][\"”»]? |[.…][\"”»]?$" if len(line) > 110 else r"\w{3}[.…][\"”»]?$"
    return len(line) > _LONGEST_TITLE or (len(line) > 50 and bool(re.search(sentence, line)))


def _ends(line: str) -> bool:
    return line[-1:] in ".!?…:"


def _is_name(words: str) -> bool:
    """Tell a name from a phrase: few words, and each begins with a capital or a figure."""
    parts = words.split()
    capital = all(part in _SMALL or not part[0].isalpha() or part[0].isupper() for part in parts)
    return 0 < len(parts) <= 8 and capital and not _ends(words) and any(each.isalpha() for each in words)


def british(name: str) -> str:
    """The name of a body that publishes on gov.uk, told apart from its namesakes elsewhere."""
    return f"{name} (UK)" if name.startswith("Ministry of ") and not re.search(r"\bof \w+ of |\(", name) else name
