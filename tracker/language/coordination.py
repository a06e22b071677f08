"""Lists of those who act: "France, Germany and the UK" is one phrase, and says so of all of them."""

from __future__ import annotations

from tracker.language.noun_phrases import Phrase
from tracker.language.patterns import patterns

_PATTERNS = patterns(__name__)
_OWNER = _PATTERNS.words("owner")
_WITH = _PATTERNS.words("with")
_AND_I = _PATTERNS.words("and-i")
_OPENED = _PATTERNS["opened"]
_OF = _PATTERNS.words("of")
_OF_OR_BY = _PATTERNS.words("of-or-by")
_AND = _PATTERNS["and"]
_AND_OTHERS = _PATTERNS["and-others"]
_OPENING = _PATTERNS["opening"]
_COMMA = _PATTERNS["comma"]
FINITE = _PATTERNS["finite"]
_LISTED = ("", "role", "group")
_BEFORE = 60  # characters


def listed(text: str, parts: list[Phrase]) -> list[Phrase]:
    """Phrases with lists ("France, Germany and the UK") made one; two with a mere comma between stay apart."""
    made: list[Phrase] = []
    run: list[Phrase] = []
    closed = False
    for part in parts:
        able = run and part.start - run[-1].end < 20 and part.ref in _LISTED and run[-1].ref in _LISTED
        able = able and not (part.ref and run[0].prep in _OF_OR_BY and text.startswith(_OF, part.end))
        if joint := _with_us(text, run, part):
            run, closed = [joint], False
            continue
        if not able:
            made += _closed(text, run, closed)
            run, closed = [part], False
            continue
        gap = text[run[-1].end : part.start]
        if gap.startswith(_OWNER):
            gap = gap[2:]
        prep = "" if part.prep in _WITH and not run[-1].prep else part.prep
        if (closed or run[-1].several) and run[0].prep and gap.startswith(",") and FINITE.match(text, part.end):
            made += _closed(text, run, closed)  # "drawn up by Paris and Rome, and Berlin pledged"
            run, closed = [part], False
        elif (not prep or prep in _OF_OR_BY) and _AND.match(gap):
            run.append(part)
            closed = True
        elif not closed and not part.prep and _COMMA.match(gap):
            run.append(part)
        else:
            made += _closed(text, run, closed)
            run, closed = [part], False
    return made + _closed(text, run, closed)


def _with_us(text: str, run: list[Phrase], part: Phrase) -> Phrase | None:
    """The speaker and the one named before as one: "President Ruto and I", where they open a clause."""
    one = run[-1] if len(run) == 1 else None
    if part.ref != "we" or part.owner or part.prep or one is None or one.ref not in ("", "role") or one.owner:
        return None
    opens = _OPENED.search(text, max(0, one.start - _BEFORE), one.start)
    if one.prep or not opens or text[one.end : part.start] not in _AND_I:
        return None
    return part._replace(start=one.start, codes=one.codes if not one.ref else (), several=True)


def _closed(text: str, run: list[Phrase], closed: bool) -> list[Phrase]:
    """A list as one phrase, if an "and" closes it."""
    if len(run) < 2:
        return run
    if not closed and (others := _AND_OTHERS.match(text, run[-1].end)):
        run, closed = [*run[:-1], run[-1]._replace(end=others.end())], True
    office = run[0].ref in ("role", "group")
    if (
        closed
        and office
        and len(run) > 2
        and text.startswith(", ", run[-1].end)
        and all(not each.ref for each in run[1:])
    ):
        return [run[0], *_closed(text, run[1:], closed)]  # "the hosts, Norway and Denmark,"
    if closed and len(run) > 2 and _is_fronted(text, run):
        return [run[0], *_closed(text, [run[1]._replace(prep=""), *run[2:]], closed)]
    if (
        len(run) == 2
        and not closed
        and run[0].ref in ("role", "group")
        and not run[0].codes
        and run[1].codes
        and run[1].ref == ""
    ):
        return [run[1]._replace(start=run[0].start, prep=run[0].prep)]  # "the host, the United Arab Emirates,"
    if not (closed or len(run) > 3 or (len(run) > 2 and all(each.kind == "leader" for each in run))):
        return run
    parts = [each for each in run if each.ref == "" and each.codes]
    if not parts:
        one = next((each for each in run if len(each.codes) == 1), run[0])  # "Parliament and the member states"
        return [run[0]._replace(end=run[-1].end, several=True, ref=one.ref, codes=one.codes)]
    codes = tuple(dict.fromkeys(code for each in parts for code in each.codes))
    return [
        parts[-1]._replace(
            start=run[0].start, end=run[-1].end, codes=codes, prep=run[0].prep, several=True, owner=run[-1].owner
        )
    ]


def _is_fronted(text: str, run: list[Phrase]) -> bool:
    """Whether the first of a list opens the sentence, and the others act: "In London, Oslo and Rome will"."""
    before = text[max(0, run[0].start - _BEFORE) : run[0].start]
    return bool(run[0].prep and FINITE.match(text, run[-1].end) and _OPENING.search(before))
