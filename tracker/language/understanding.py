"""Understand the bare words of a question: ``france missiles overdue`` is a country, a text and a standing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from tracker.language.parties import KnownParty, known_party, read_words
from tracker.words import Standing

_ALSO = {"late": Standing.OVERDUE, "review": Standing.REVIEW_DUE, "done": Standing.FULFILLED}


class Understood(NamedTuple):
    """What some words were taken for; ``said`` tells it in a line."""

    country: str | None
    topic: str | None
    standings: tuple[str, ...]
    text: str | None
    said: str


def understand(words: Sequence[str], topics: Collection[str], codes: Collection[str] = ()) -> Understood:
    """Take words for standings, one topic of the register, one party, and else for text, in that order.

    ``codes`` are the parties of the register: a code of its own is understood, and a known country that is not
    in it is still a country (about which nothing is recorded).
    """
    left = [part for word in words for part in word.split()]
    standings, left = _standings(left)
    topic, left = _topic(left, topics)
    own = next((word for word in left if word in codes or (len(word) > 2 and word.upper() in codes)), None)
    if own:
        left.remove(own)
        parties = [(own, known_party(own) or KnownParty(own.upper(), own.upper(), ""))]
    else:
        parties, left = read_words(left)
    country = parties[0][1] if parties else None
    left = [word for words, _ in parties[1:] for word in words.split()] + left
    text = " ".join(left) or None
    said = [
        f"country {country.code} ({country.name})" if country else "",
        f"topic {topic}" if topic else "",
        f"standing {' or '.join(standings)}" if standings else "",
        f"text “{text}”" if text else "",
    ]
    line = " · ".join(part for part in said if part)
    return Understood(
        country.code if country else None, topic, tuple(standings), text, line and f"Understood as: {line}"
    )


def _standings(words: list[str]) -> tuple[list[str], list[str]]:
    found: list[str] = []
    left: list[str] = []
    at = 0
    while at < len(words):
        pair = " ".join(words[at : at + 2]).casefold().replace("-", " ")
        one = words[at].casefold().replace("-", " ")
        if pair in tuple(Standing) and pair != one:
            found.append(pair)
            at += 2
        elif one in tuple(Standing) or one in _ALSO:
            found.append(str(_ALSO.get(one, one)))
            at += 1
        else:
            left.append(words[at])
            at += 1
    return list(dict.fromkeys(found)), left


def _topic(words: list[str], topics: Collection[str]) -> tuple[str | None, list[str]]:
    """The longest run of words that spells a topic ("air defence" spells air-defence)."""
    spelt = {topic.casefold().replace("-", " "): topic for topic in topics}
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length]).casefold().replace("-", " ")
            if run in spelt:
                return spelt[run], words[:start] + words[start + length :]
    return None, words
