"""The rules by which pledges are found: cues, bands, weights and topics, a versioned table open to edits."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tracker.language import tables
from tracker.language.cue_rules import check_kinds, read_classes, read_rules, refusal
from tracker.language.cues import CueTable, build
from tracker.language.tables import Table, parse
from tracker.language.topics import TopicTable, load_topics

_WEIGHTS = (
    "amount", "deadline", "condition", "actor", "no-actor", "heading", "question", "run", "campaign", "list", "item",
    "lead", "told-of", "which-one", "says-nothing", "guessed", "outsider", "bare", "row",
)  # fmt: skip
_HEAVIEST = 10


class PledgeRules(NamedTuple):
    """The cues, their bands, the weights of what is no phrase, and the topics; ``version`` names them all."""

    version: str
    cues: CueTable
    likely: float
    possible: float
    weights: Mapping[str, float]
    topics: TopicTable


def load_pledge_rules(overlay: Path | None = None, topics: Path | None = None) -> PledgeRules:
    """The shipped cues and topics, or these with a user's own tables laid over them.

    :raises BadInputError: naming the file and the place, when a table cannot be taken.
    """
    rules = _shipped() if overlay is None else _overlaid(overlay)
    return rules if topics is None else rules._replace(topics=load_topics(topics))


def _overlaid(overlay: Path) -> PledgeRules:
    own, pattern = parse(overlay), parse(_path())
    tables.check_version(own, pattern, overlay, tables.PLEDGES)
    if unknown := [key for key in own if key not in pattern]:
        raise refusal(f"{overlay}: {unknown[0]}", f"is not known; known here: {', '.join(pattern)}")
    check_kinds(own, pattern, str(overlay))
    for kind in ("bands", "weights"):
        if unknown := [key for key in own.get(kind, ()) if key not in pattern[kind]]:
            raise refusal(f"{overlay}: {kind}.{unknown[0]}", f"is not known; known here: {', '.join(pattern[kind])}")
    rules = _built(tables.overlay(pattern, own), overlay)
    _check_examples(rules.cues, own.get("cues", ()), overlay)
    return rules


def _check_examples(cues: CueTable, own: Container[str], path: Path) -> None:
    """Refuse a user's cue that does not stand in the sentence that must fire it, or stands in the one that must not."""

    def stands(name: str, sentence: str) -> bool:
        return any(cue.rule == name for _, cue in cues.match(cues.words(sentence)))

    for rule in (each for each in cues.rules if each.name in own):
        if not stands(rule.name, rule.fires):
            raise refusal(f"{path}: cues.{rule.name}.fires", "is a sentence in which none of its phrases stands")
        if not rule.where and not rule.beside and stands(rule.name, rule.spares):
            raise refusal(f"{path}: cues.{rule.name}.spares", "is a sentence in which one of its phrases stands")


@cache
def _shipped() -> PledgeRules:
    return _built(parse(_path()), _path())


def _path() -> Path:
    return Path(__file__).parent / "en" / tables.PLEDGES


def _built(table: Table, path: Path) -> PledgeRules:
    numbers = {
        name: _number(table, name, path)
        for name in ("bands.likely", "bands.possible", *(f"weights.{each}" for each in _WEIGHTS))
    }
    if numbers["bands.possible"] >= numbers["bands.likely"]:
        raise refusal(f"{path}: bands.likely", "must be more than bands.possible")
    cues = build(read_rules(table["cues"], str(path)), read_classes(table, str(path)), str(path))
    weights = {name: numbers[f"weights.{name}"] for name in _WEIGHTS}
    return PledgeRules(
        table["version"], cues, numbers["bands.likely"], numbers["bands.possible"], weights, load_topics()
    )


def _number(table: Table, place: str, path: Path) -> float:
    kind, _, name = place.partition(".")
    value: Any = table[kind].get(name) if isinstance(table[kind], dict) else None
    if type(value) not in (int, float) or abs(value) > _HEAVIEST:
        raise refusal(f"{path}: {place}", f"must be a number between -{_HEAVIEST} and {_HEAVIEST}")
    return float(value)
