"""How much: counts and sums of money in English words and figures, with their units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tracker.language.amount_words import RUN, AmountWords, amount_words
from tracker.language.chunks import Chunks
from tracker.language.patterns import patterns
from tracker.language.sightings import Amount
from tracker.language.type_names import is_place, names_a_type

_LONGEST_UNIT = 5  # words
_MOST = 40  # amounts of one sentence
_HEAD = 40  # characters looked at before a number
_LAST_DAY, _FIRST_YEAR = 31, 1000  # behind a month
_MODEL_DIGITS = 3  # of a figure that is part of a name
RANK = {
    "money": 0,
    "count": 0,
    "times": 1,
    "known": 1,
    "share": 2,
    "income": 2,
    "length": 3,
    "sized": 4,
    "whole": 4,
    "former": 5,
}

_OWN = ("income", "sized")  # amounts of pledges only

_PATTERNS = patterns(__name__)
_BEFORE_A_YEAR, _BEFORE_ONE = _PATTERNS.words("before-a-year"), _PATTERNS.words("before-one")
_MANY = _PATTERNS.words("many")
_NO_ADVERBS = frozenset(_PATTERNS.words("no-adverbs"))
_LEADS = _PATTERNS.words("leads")
_PER_CENT = _PATTERNS.words("per-cent")
_DATE_AFTER = _PATTERNS["date-after"]
_DATE_BEFORE = _PATTERNS["date-before"]
_COMPOUND = _PATTERNS["compound"]
_CLOCK = _PATTERNS["clock"]
_TIME = _PATTERNS["time"]
_DONE = _PATTERNS["done"]
_ELAPSED = _PATTERNS["elapsed"]
_OF_GDP = _PATTERNS["of-gdp"]
_OF_THEM, _OF_ITS = _PATTERNS["of-them"], _PATTERNS["of-its"]
_PRONOUN, _ANY = _PATTERNS["pronoun"], _PATTERNS.words("any")
_KNOWN = _PATTERNS["known"]  # "the two ministers"
_OF_THE_SAME = _PATTERNS["of-the-same"]
_SIZED = _PATTERNS["sized"]
_BEFORE_THAT = _PATTERNS["before-that"]  # "instead of 40"
_FROM, _UNTIL_ANOTHER = _PATTERNS.words("from"), _PATTERNS["until-another"]
_STUFF = _PATTERNS["stuff"]  # "40 kilometres of line"
_OF_A_YEAR = _PATTERNS["of-a-year"]  # "its 2026 budget"
_FROM_WHAT = _PATTERNS["from-what"]  # "from 40 days to 15"
_WHOLE = _PATTERNS["whole"]  # "12 of its 40"
_MORE_OF = _PATTERNS["more-of"]
_MODEL, _GLUED = _PATTERNS["model"], _PATTERNS["glued"]
_MANNERS = _PATTERNS.words("manners")
_TOLD_OF_THEM = frozenset(_PATTERNS.words("told-of-them"))
_IN = _PATTERNS.words("in")
_ROUGH = _PATTERNS.words("rough")
_ANOTHER = _PATTERNS["another"]
_YEAR = re.compile(r"(?:1[89]|20|21)[0-9]{2}\Z")
_UNIT_WORD = re.compile(r"[ \n-]?([^\W_](?:[\w’'/-]|\.(?=\w)|(?<=[A-Z]\.[A-Z])\.){0,40})")
_DOTTED, _DOTTED_MONEY = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}"), re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_KEPT, _SHORT = 128, 50_000  # stretches whose amounts are kept, and characters of the texts that they are of
_LETTERS = re.compile(r"[0-9]|[a-z]+")
_letters = Chunks[str](lambda chunk: _LETTERS.findall(chunk.lower()))


class Candidate(NamedTuple):
    amount: Amount
    kind: str  # a key of RANK


def amounts(text: str, start: int = 0, end: int | None = None) -> list[Amount]:
    """Every amount in a stretch of text, in order of place; years, dates, calibres and names of models are none.

    A share ("65 per cent") has the unit ``%``; "double" is 2 ``times``. Of a range, the first number is given. A share
    of what a country earns, and how large one thing is ("a 60-bed hospital"), are amounts only of who pledges them.
    """
    found = candidates(text, start, len(text) if end is None else end)
    return [each.amount for each in found if each.kind not in _OWN]


def candidates(text: str, start: int, end: int) -> Sequence[Candidate]:
    """What a stretch of text counts. Of the last stretches it is kept: two readers ask for most of them."""
    return _last_counted(text, start, end) if len(text) <= _SHORT else _counted(text, start, end)


def _counted(text: str, start: int, end: int) -> tuple[Candidate, ...]:
    words, letters = amount_words(), _letters.of(text[start:end])
    if words.any_number.isdisjoint(letters):
        return ()
    found: list[Candidate] = []
    for match in _amounts(text, start, end, words):
        if (candidate := _read(text, match, start, end, words)) is not None:
            found.append(candidate)
        if len(found) >= _MOST:
            break
    for times in () if words.raised.isdisjoint(letters) else words.times.finditer(text, start, end):
        value = Decimal(words.multiples[times["stem"].lower()])
        found.append(Candidate(Amount(value, "times", None, None, *times.span()), "times"))
    for part in words.fractions.finditer(text, start, end) if "by" in letters else ():
        value = Decimal(words.shares[" ".join(part["part"].lower().split())])
        found.append(Candidate(Amount(value, "%", None, None, part.start("part"), part.end()), "share"))
    return tuple(sorted(found, key=lambda each: each.amount.start))


_last_counted = lru_cache(maxsize=_KEPT)(_counted)


def _amounts(text: str, start: int, end: int, words: AmountWords) -> Iterator[re.Match[str]]:
    """What ``words.amount`` finds in a stretch, looked for only where an amount may begin."""
    after = start
    for run in RUN.finditer(text, start, end):
        at, first = run.start(), run[0]
        if at < after or not (first[0].isdigit() or first.lower() in words.begins):
            continue
        if match := words.amount.match(text, at, end):
            after = match.end()
            yield match


def _read(text: str, match: re.Match[str], start: int, end: int, words: AmountWords) -> Candidate | None:
    head = text[max(start, match.start() - _HEAD) : match.start()]
    if _YEAR.match(match["number"] or "") and _ANOTHER.match(match[0]) and head.lower().endswith(_BEFORE_A_YEAR):
        return None  # "40 per cent by the end of 2026 and 70 per cent by 2028"
    value = _value(match, words, changes=head.lower().endswith(_FROM))
    currency = _currency(match, words)
    share = (match["after"] or "").lower().replace(" ", "") in _PER_CENT
    of_income = share and _OF_GDP.match(text, match.end(), end) is not None
    if not currency and not share and _is_no_amount(text, match, head, end, words):
        return _sized(text, match, value, head, end)
    former = _is_former(text, match, head, end)
    whole = _WHOLE.search(head) is not None
    said = words.qualified.search(head)
    qualifier = words.qualifiers[said[1].lower()] if said else "about" if _is_rough(match) else None
    if currency or share:
        unit = currency or "%"
        kind = "money" if currency else "income" if of_income else "share"
        kind = "former" if former else "whole" if whole else kind
        return Candidate(Amount(value, unit, currency, qualifier, *match.span()), kind)
    if time := _TIME.match(text, match.end(), end):
        if _ELAPSED.match(text, time.end(), end):
            return None  # "two months after the deal"
        length = Amount(value, time["unit"], None, qualifier, match.start(), time.end())
        return Candidate(length, "former" if former else "length")
    own = _OF_ITS.match(text, match.end(), end)
    unit, after = unit_of(text, own.end() - 1 if own else match.end(), end)
    if not unit and (changed := _FROM_WHAT.search(head)):
        unit = changed["unit"] or changed["things"]
    if unit.lower() in words.parts_of_texts and not match["scale"]:
        return None  # "a plan of eleven measures"
    if unit.lower() in _MANNERS and head.lower().endswith(_IN):
        return None  # "in two groups"
    if not unit and not match["scale"] and not match["number"][:1].isdigit():
        return None  # "one", "two" standing alone are pronouns
    known = _KNOWN.search(head) is not None and not match["scale"]
    kind = "former" if former else "whole" if whole else "known" if known else "count"
    return Candidate(Amount(value, unit, None, qualifier, match.start(), after), kind)


def _sized(text: str, match: re.Match[str], value: Decimal, head: str, end: int) -> Candidate | None:
    """A number that is no amount by itself as one that tells how many ("ferries, three of them") or how large."""
    if (things := _OF_THE_SAME.search(head)) and _OF_THEM.match(text, match.end(), end):
        return Candidate(Amount(value, things["things"], None, None, *match.span()), "count")
    if size := _SIZED.match(text, match.end(), end):
        return Candidate(Amount(value, f"{size['unit']}s", None, None, match.start(), size.end()), "sized")
    return None


def _is_rough(match: re.Match[str]) -> bool:
    return (match["part"] or "").lower().endswith(_ROUGH)  # "a couple of million"


def _is_former(text: str, match: re.Match[str], head: str, end: int) -> bool:
    """Whether a number tells what was so far: "instead of 40", "from 40 days to 15"."""
    if _BEFORE_THAT.search(head):
        return True
    return head.lower().endswith(_FROM) and _UNTIL_ANOTHER.match(text, match.end(), end) is not None


def _is_no_amount(text: str, match: re.Match[str], head: str, end: int, words: AmountWords) -> bool:
    number = match["number"] or ""
    if not number or match["scale"]:
        return False
    after = match.end()
    if any(each.match(text, after, end) for each in (_CLOCK, _DATE_AFTER, _COMPOUND)):
        return True
    if _OF_THEM.match(text, after, end) and not (number[0].isdigit() and len(number) > 2) and not _MORE_OF.search(head):
        return True  # "two of them", and not "the first 4,000 of them", "another two of them"
    measured = words.measured.match(text, after, end)
    if measured and not _STUFF.match(text, measured.end(), end) and not _MORE_OF.search(head):
        return True
    if _is_of_a_month(head, number) or words.numbered.search(head):
        return True
    if _YEAR.match(number):
        unit, low = unit_of(text, after, end)[0], head.lower()
        single = low.endswith(_BEFORE_ONE) and not unit.endswith(_MANY)  # "a 2035 exit"
        if single or not unit or low.endswith(_BEFORE_A_YEAR) or _OF_A_YEAR.match(text, after, end):
            return True
    if number.lower() == "one" and (_PRONOUN.match(text, after, end) or head.lower().endswith(_ANY)):
        return True
    model = names_a_type(head)
    if model and (_MODEL.search(match[0]) or _GLUED.match(text, after, end)):
        return True  # Mirage 2000-5s
    return model and number.isdigit() and len(number) <= _MODEL_DIGITS


def _is_of_a_month(head: str, number: str) -> bool:
    """Whether a number is the day or the year behind a month: "June 3", and not "In June 40 boats"."""
    counts = number.isdigit() and _LAST_DAY < int(number) < _FIRST_YEAR
    return not counts and _DATE_BEFORE.search(head) is not None


def _value(match: re.Match[str], words: AmountWords, *, changes: bool) -> Decimal:
    """The number that is told; ``changes``: of "from 40 to 60 million" the one that is to be."""
    scale = Decimal(1)
    rest = Decimal(0)  # "two hundred and fifty"
    for word in _LETTERS.findall(match["scale"].lower()):
        scale *= words.scales[word]
    more = Decimal(words.scales[match["more"].strip().lower()]) if match["more"] else 1
    if match["rest"]:
        rest = more * Decimal(sum(words.numbers[part] for part in match["rest"].lower().split("-")))
        scale *= more
    if match["over"] and match["scale"]:
        rest += scale / 2  # "a million and a half"
    if match["part"]:
        return unpadded(Decimal(words.parts[match["part"].lower()]) * scale + rest)
    number = ((changes and match["to"]) or match["number"]).lower()
    if number[0].isdigit():
        plain = re.sub(r"[  ,](?=[0-9]{3})", "", number)
        money = not match["scale"] and _currency(match, words) is not None
        plain = plain.replace(".", "") if (_DOTTED_MONEY if money else _DOTTED).fullmatch(plain) else plain
        value = Decimal(plain.replace(",", "."))
    else:
        value = Decimal(sum(words.numbers[part] for part in number.split("-")))
    return unpadded((value + Decimal("0.5") if match["half"] else value) * scale + rest)


def unpadded(value: Decimal) -> Decimal:
    """The number without zeros behind its point."""
    return Decimal(int(value)) if value == int(value) else value.normalize()


def _currency(match: re.Match[str], words: AmountWords) -> str | None:
    if name := match["currency"]:
        return words.national.get((match["nation"] or "").strip().lower()) or words.currencies[name.lower()]
    sign = (match["before"] or match["after"] or "").strip()
    return words.signs.get(sign) or words.signs.get(sign.upper()) or words.currencies.get(sign.lower())


def unit_of(text: str, at: int, end: int) -> tuple[str, int]:
    """The things counted ("Challenger 2 tanks"), and where their name ends."""
    words, after = amount_words(), at
    found: list[str] = []
    while len(found) < _LONGEST_UNIT and (match := _UNIT_WORD.match(text, at, end)):
        word = match[1]
        low = word.lower()
        at = match.end()
        if not found and low in _LEADS:
            continue
        # "howitzers ordered by", "trees two months before"
        over = bool(found) and found[-1].endswith("s")
        told = over and ((low.endswith("ed") and "-" not in low) or low in words.numbers or low in _TOLD_OF_THEM)
        told = told or (over and is_place(word))  # "the seven systems Norway will give"
        told = told or (not found and _DONE.match(text, match.start(), end) is not None)  # "the first 40 sent to Rome"
        if low in words.unit_ends or told or (low.endswith("ly") and len(word) > 4 and low not in _NO_ADVERBS):
            break
        found.append(word)
        after = after if low == "of" else at
    while found and found[-1] == "of":
        found.pop()
    return (" ".join(found), after) if any(word[0].isalpha() for word in found) else ("", after)
