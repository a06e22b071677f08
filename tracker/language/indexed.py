"""Recorded pledges as the index holds them, and the terms that they are found by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tracker.language.contradictions import names
from tracker.language.mentions import mentions
from tracker.language.passages import Passage
from tracker.language.patterns import patterns
from tracker.language.refusals import is_negative
from tracker.language.terms import each_term, figure, stem
from tracker.language.vocabulary import Vocabulary

_PATTERNS = patterns(__name__)
_PLURAL = re.compile(r"\b[a-z]{2,}s\b(?<!ss)")
_CEILING, _ENDING, _EACH = _PATTERNS["ceiling"], _PATTERNS["ending"], _PATTERNS["each"]


class Indexed(NamedTuple):
    """What the index holds of a pledge. ``words``: summary, quote, topic and condition, in one text.

    ``made_on``: an ISO day; ``amount`` is of ``unit``; ``condition``: whether something must happen first;
    ``negative``: whether something is not to be done; ``names``: the names in it; ``awaits``: the words of the
    condition, by stems; ``ceiling``: whether the amount is one to come down to; ``ends``: whether something is
    to end; ``each``: whether each of several parties is to do it, and the amount is that of one; ``several``: what
    is told of in the plural, by stems.
    """

    ref: str
    words: str
    parties: tuple[str, ...]
    partners: tuple[str, ...]
    made_on: str | None
    event: str | None
    document: str
    amount: Decimal | None
    unit: str | None
    condition: bool
    negative: bool = False
    names: tuple[str, ...] = ()
    awaits: tuple[str, ...] = ()
    ceiling: bool = False
    ends: bool = False
    each: bool = False
    several: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """The event at which a pledge was made, or the document that tells it."""
        return self.event or self.document


def indexed(
    *,
    ref: str,
    summary: str,
    quote: str,
    topic: str,
    condition: str | None,
    parties: Iterable[str],
    partners: Iterable[str],
    made_on: str | None,
    event: str | None,
    document: str,
    amount: Decimal | None,
    unit: str | None,
) -> Indexed:
    """A pledge as the index holds it; ``made_on`` is an ISO day."""
    return Indexed(
        ref,
        " ".join(filter(None, (summary, quote, topic.replace("-", " "), condition))),
        tuple(parties),
        tuple(partners),
        made_on,
        event,
        document,
        amount,
        unit,
        condition is not None,
        is_negative(quote),
        names(quote),
        _stems(condition) if condition else (),
        _CEILING.search(quote) is not None,
        _ENDING.search(quote) is not None,
        _EACH.search(quote) is not None,
        tuple(sorted({stem(each) for each in _PLURAL.findall(quote.lower())})) if amount is None else (),
    )


def _stems(words: str) -> tuple[str, ...]:
    """The stems of some words, those that tell nothing among them."""
    return tuple(dict.fromkeys(map(stem, re.findall(r"[^\W\d_]+", words.lower()))))


def counted(pledge: Indexed, words: Vocabulary) -> Counter[str]:
    """The terms of a pledge in the order in which they are told, and how often it has each."""
    day = date.fromisoformat(pledge.made_on) if pledge.made_on else None
    text = pledge.words
    found = Counter(each_term(text, Passage(0, len(text)), mentions(text, day), words))
    for code in (*pledge.parties, *pledge.partners):
        found[f"={code}"] += 1
    if pledge.amount is not None:
        found[figure(pledge.amount)] += 1
    if pledge.made_on:
        found[f"@{pledge.made_on[:7]}"] = 1
    return found
