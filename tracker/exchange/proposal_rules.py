"""What proposals, the decisions on them and scans must keep to: their words, their fingerprint, their structure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tracker.exchange.fields import LARGEST
from tracker.exchange.links import Known, Tables
from tracker.exchange.problems import Problems, shown
from tracker.exchange.resources import FOLLOW_UPS, PLEDGES
from tracker.exchange.review_resources import DECISIONS, PROPOSALS
from tracker.exchange.rules import misquotes
from tracker.exchange.sources import Sources
from tracker.language.passages import Passage
from tracker.language.sightings import UNCLEAR
from tracker.proposals import fingerprint
from tracker.rows import Row
from tracker.words import Outcome

Faults = Iterator[tuple[str, str]]  # a column, and what is wrong in it

# What is read of the facts by name, with its types.
_WORDS, _MAYBE, _LIST = (str,), (str, type(None)), (list,)
_AMOUNT = {"amount": (str, int, type(None)), "unit": _MAYBE, "qualifier": _MAYBE}
_FACTS: dict[str, dict[str, tuple[type, ...]]] = {
    "pledge": {
        **dict.fromkeys(("parties", "partners"), _LIST),
        **dict.fromkeys(("summary", "topic"), _WORDS),
        **dict.fromkeys(("speaker", "condition"), _MAYBE),
        "deadline": (dict, type(None)),
        **_AMOUNT,
    },
    "follow-up": {"outcome": _WORDS, "party": _MAYBE, "dated": _MAYBE, "others": _LIST, **_AMOUNT},
}
_DEADLINE = {"phrase": _WORDS, **dict.fromkeys(("earliest", "latest", "basis", "rule", "rules"), _MAYBE)}
_OTHER: dict[str, tuple[type, ...]] = {"pledge": _WORDS, "rank": (int,), "outcome": _WORDS, "score": (int, float)}
_CUE: dict[str, tuple[type, ...]] = {"rule": _WORDS, "weight": (int, float), "start": (int,), "end": (int,)}
_MENTION: dict[str, tuple[type, ...]] = {"document": _WORDS, "quote": _WORDS, "start": (int,), "end": (int,)}
_OUTCOMES = (*map(str, Outcome), UNCLEAR)
_TAKEN_BY = {"accepted": {"accepted", "edited"}, "rejected": {"rejected"}}


def check(
    tables: Tables, held: Sources, known: Known, problems: Problems, recorded: Container[str] | None = None
) -> None:
    """Report proposals and decisions that no scan and no review could have made.

    ``recorded`` has the refs of the package's pledges and follow-ups, where their rows are not among ``tables``.
    """
    if recorded is None:
        recorded = {row["ref"] for resource in (PLEDGES, FOLLOW_UPS) for _, row in tables[resource]}
    _check_decisions(tables, recorded, known, problems)
    decided: defaultdict[str, set[str]] = defaultdict(set)
    for _, row in tables[DECISIONS]:
        decided[row["proposal"]].add(row["decided"])
    rows_of: dict[str, int] = {}
    for number, row in tables[PROPOSALS]:
        if not problems.sound(PROPOSALS, number):
            continue
        first = rows_of.setdefault(row["fingerprint"], number)
        if first != number:
            problems.row(PROPOSALS, number, "fingerprint", f"it is that of row {first} already; keep one of them")
        for column, says in _faults(row, held):
            problems.row(PROPOSALS, number, column, says)
        needed = _TAKEN_BY.get(row["state"])
        if needed and not needed & decided[row["ref"]] and problems.faultless(DECISIONS):
            says = f"it is {row['state']}, but by no decision in {DECISIONS.file}; add that, or write pending"
            problems.row(PROPOSALS, number, "state", says)


def _check_decisions(tables: Tables, recorded: Container[str], known: Known, problems: Problems) -> None:
    """Decisions are counted without a gap, and what they recorded is there."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, row in tables[DECISIONS]:
        if row["proposal"] and row["number"] is not None:
            numbers[row["proposal"]].append(row["number"])
        ref = row["record"]
        target = FOLLOW_UPS if ref and "." in ref else PLEDGES
        if ref and ref not in recorded and problems.read_whole(target) and not known.has(target, ref):
            where = target.file if known.reader is None else f"{target.file} or in the register"
            problems.row(DECISIONS, number, "record", f"{ref} is not in {where}; add it, or correct the ref")
    if not problems.faultless(DECISIONS):
        return
    gaps = {ref for ref, counted in numbers.items() if sorted(counted) != [*range(1, len(counted) + 1)]}
    for number, row in tables[DECISIONS]:
        counted = numbers[row["proposal"]]
        if row["proposal"] in gaps and row["number"] == max(counted):
            told = ", ".join(map(str, sorted(counted)))
            says = f"the decisions on {row['proposal']} are numbered {told}; number them from 1 without a gap"
            problems.row(DECISIONS, number, "number", says)


def _faults(row: Row, held: Sources) -> Faults:
    """What is wrong with a proposal, each column for itself."""
    score = Decimal(row["score"]) * 1000
    if score != int(score) or abs(score) > LARGEST:
        yield "score", f"{row['score']} is no score; write thousandths at most, like 2.875"
    if (row["kind"] == "follow-up") != bool(row["pledge"]):
        says = "leave it empty: a pledge is proposed" if row["pledge"] else "name the pledge that a follow-up is about"
        yield "pledge", says
    else:
        yield from _misplaced(row, held)
    yield from (("facts", says) for says in _unlike(row["facts"], _FACTS[row["kind"]]))
    if row["kind"] == "pledge":
        yield from _pledge_faults(row["facts"])
    else:
        yield from _follow_up_faults(row["facts"])
    yield from _cue_faults(row["cues"], held.text(row["document"]))
    yield from _mention_faults(row["mentions"], held)


def _misplaced(row: Row, held: Sources) -> Faults:
    """Whether the words stand where they are said to stand, and the fingerprint is theirs."""
    found = list(misquotes(row, held.text(row["document"])))
    document = held.document(row["document"])
    if found or document is None:
        yield from found
        return
    meant = fingerprint(document, row["kind"], Passage(row["start"], row["end"]), row["pledge"] or "")
    if row["fingerprint"] != meant:
        yield "fingerprint", f"that of this text, place and pledge is {meant}; write that, if they are right"


def _pledge_faults(facts: Mapping[str, Any]) -> Faults:
    for name in ("parties", "partners"):
        if isinstance(listed := facts.get(name), list) and not all(isinstance(each, str) for each in listed):
            yield "facts", f"{name} holds something other than words"
    if isinstance(deadline := facts.get("deadline"), dict):
        yield from (("facts", f"deadline: {says}") for says in _unlike(deadline, _DEADLINE))


def _follow_up_faults(facts: Mapping[str, Any]) -> Faults:
    if isinstance(outcome := facts.get("outcome"), str) and outcome not in _OUTCOMES:
        yield "facts", f"outcome {shown(outcome)} is none of its words; write one of: {', '.join(_OUTCOMES)}"
    yield from (("facts", says) for says in _unsure(facts))
    others = facts.get("others")
    yield from (
        ("facts", f"others, {says}") for says in _unlike_each(others if isinstance(others, list) else (), _OTHER)
    )


def _unsure(facts: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with how sure an outcome is; older programs do not tell it."""
    reading = facts.get("reading")
    if reading is not None and reading not in _OUTCOMES:
        yield f"reading {shown(reading)} is none of its words; write one of: {', '.join(_OUTCOMES)}"
    for name in ("chance", "about"):
        chance = facts.get(name)
        number = isinstance(chance, int | float) and not isinstance(chance, bool)
        if chance is not None and not (number and 0 <= chance <= 1):
            yield f"{name} {shown(chance)} is no number from 0 to 1"


def _cue_faults(cues: Sequence[Any], text: str | None) -> Faults:
    if wrong := _unlike_each(cues, _CUE):
        yield from (("cues", says) for says in wrong)
        return
    for number, each in enumerate(cues, start=1):
        if not -LARGEST <= each["weight"] <= LARGEST:
            yield "cues", f"{number}: its weight is beyond {LARGEST}"
        if not 0 <= each["start"] <= each["end"] <= (LARGEST if text is None else len(text)):
            yield "cues", f"{number}: there is no place {each['start']}–{each['end']} in the text"


def _mention_faults(mentions: Sequence[Any], held: Sources) -> Faults:
    if wrong := _unlike_each(mentions, _MENTION):
        yield from (("mentions", says) for says in wrong)
        return
    for number, each in enumerate(mentions, start=1):
        if held.missing(each["document"]):
            yield "mentions", f"{number}: there is no document {shown(each['document'])}; add it, or correct the ref"
        else:
            found = misquotes(each, held.text(each["document"]))
            yield from (("mentions", f"{number}, {column}: {says}") for column, says in found)


def _unlike_each(listed: Sequence[Any], shape: Mapping[str, tuple[type, ...]]) -> list[str]:
    """What is wrong with the members of a list that must all be objects of one shape."""
    found = []
    for number, each in enumerate(listed, start=1):
        if isinstance(each, dict):
            found += [f"{number}: {says}" for says in _unlike(each, shape)]
        else:
            found.append(f"{number}: {shown(each)} is no object with {', '.join(shape)}")
    return found


def _unlike(given: Mapping[str, Any], shape: Mapping[str, tuple[type, ...]]) -> Iterator[str]:
    """Which members of an object are missing or of another type than they must be."""
    for name, types in shape.items():
        if name not in given:
            yield f"{name} is missing"
        elif not isinstance(given[name], types) or isinstance(given[name], bool):
            yield f"{name} {shown(given[name])} is not {' or '.join(_CALLED[each] for each in types)}"


_CALLED = {
    str: "words",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "an object",
    type(None): "null",
}
