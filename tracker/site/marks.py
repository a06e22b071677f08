"""What stands on pages again and again, as markup: a day, a standing, a link.

Templates have them as filters, which cost a fraction of a macro.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from tracker.render import cells
from tracker.render.palette import slug

# Words of these are not marked: pages are English, and of what is undetermined there is nothing to tell.
_UNMARKED = ("", "en", "und")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_WHOLE = re.compile(r"\b((?:[A-Z]{1,12}-)?\d{4}-\d{2,6}(?:-\d\d)?(?:\.\d+)?)\b")  # refs and days


def safe(value: object) -> Markup:
    """A value as a page may hold it: made harmless, then escaped."""
    return escape(cells.markup(value) if type(value) is str else "" if value is None else value)


@lru_cache(maxsize=10_000)
def day(value: object, blank: str = "not known") -> Markup:
    """A day (a date, or ISO text)."""
    said = safe(value)
    return Markup(f'<time datetime="{said}">{said}</time>') if said else escape(blank)


@lru_cache(maxsize=100)
def standing(name: str, declared: object = False) -> Markup:
    """A standing with its colour, and whether it rests on the pledgers' own word."""
    own = ' <span class="faint">(self-declared)</span>' if declared else ""
    return Markup(f'<span class="as as-{slug(name)}">{safe(name)}</span>{own}')


def tongue(language: str | None) -> str:
    """A language as HTML names it, else nothing."""
    return language if language and _LANGUAGE.fullmatch(language) else ""


def spoken(said: str, language: str | None) -> Markup:
    """Words in the language that they are in: that of a page is English."""
    known = tongue(language)
    return whole(said) if known in _UNMARKED else Markup('<span lang="{}">{}</span>').format(known, whole(said))


def whole(said: str, quoted: Iterable[tuple[str, str]] = ()) -> Markup:
    """Words in which no line ends within a ref or a day; of those ``quoted`` in them each is told by its language."""
    for quote, language in quoted:
        before, found, after = said.partition(f"“{quote}”")
        if found and tongue(language) not in _UNMARKED:
            told = Markup("“{}”").format(spoken(quote, language))
            return whole(before, quoted) + told + whole(after, quoted)
    parts = _WHOLE.split(cells.markup(said))
    kept = Markup('<span class="whole">{}</span>')
    return Markup("").join(kept.format(part) if place % 2 else part for place, part in enumerate(parts))


def leading(said: str, to: str = "", title: str = "") -> Markup:
    """Words that lead to an address of ours, if there is one; ``title`` says what they stand for."""
    words, more = safe(said), f' title="{safe(title)}"' if title else ""
    return Markup(f'<a href="{to}"{more}>{words}</a>') if to else words
