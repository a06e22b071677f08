"""Proposals as a text for an editor: a block for each, a fact a line, and room for the decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from tracker.cli.accepting import FOLLOW_UP_FACTS, PLEDGE_FACTS, facts_of
from tracker.errors import UsageError
from tracker.proposals import Proposal

_HEAD = """\
# Write accept or reject after "decision:", and a reason if you like; what you leave empty stays pending.
# The other lines are what accepting records: change them as you need. Lines that begin with # say nothing.
"""
_WIDTH = 100
_NAMES = frozenset(("ref", "decision", "reason", *PLEDGE_FACTS, *FOLLOW_UP_FACTS))

Row = tuple[int, Mapping[str, str] | UsageError]


def as_text(queue: Sequence[Proposal]) -> str:
    """The proposals, each with its words above it."""
    return _HEAD + "".join(map(_block, queue))


def _block(each: Proposal) -> str:
    told = f"{each.band} {each.kind}, score {each.score:g}, {each.quote.document}: “{each.quote.text}”"
    words = (f"# {line}\n" for line in wrap(told, _WIDTH))
    facts = {"ref": each.ref, "decision": "", "reason": "", **facts_of(each)}
    lines = (f"{name}: {' '.join(value.split())}".rstrip() + "\n" for name, value in facts.items())
    return f"\n{''.join(words)}{''.join(lines)}"


def rows_of(text: str) -> Iterator[Row]:
    """The blocks of such a text, each with the line of its ref; where one cannot be read, what is wrong."""
    start, row, wrong = 0, dict[str, str](), ""
    for number, line in enumerate([*text.splitlines(), "ref:"], 1):
        name, colon, value = line.partition(":")
        name = name.strip()
        if name == "ref" and colon:
            if start:
                yield start, UsageError(wrong) if wrong else row
            start, row, wrong = number, {}, ""
        elif not line.strip() or line.startswith("#"):
            continue
        if not colon or name not in _NAMES:
            wrong = wrong or f"Line {number}, “{line.strip()}”, is no fact of a proposal."
        elif name in row:
            wrong = wrong or f"Line {number} tells the {name} again."
        row[name] = value.strip()
