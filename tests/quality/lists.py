"""Expressions of time and sentences that are easily cut wrongly, one by one: how many are read as people read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tests.quality.score import Figure
from tests.quality.targets import Target
from tracker.model import Deadline

TARGETS = (
    Target("lists", "dates", 58 / 60),
    Target("lists", "dates_negative", 0.0, at_most=True),
)


def measure(folder: Path) -> dict[str, Figure]:
    """How many cases of each list are right: by last days that agree, deadlines where there are none, and cuts."""
    dates, negative, hard = (_cases(folder, name) for name in ("dates", "dates_negative", "sentence_hard_cases"))
    return {
        "dates": _counted(_last_day(_deadline(each)) == each["to"] for each in dates),
        "dates_negative": _counted(_deadline(each) is not None for each in negative),
        "sentences": _counted(_cut(" ".join(each["sentences"])) == each["sentences"] for each in hard),
    }


def written(figures: dict[str, Figure]) -> str:
    """The figures of the lists as lines, each with its counts and its verdict."""
    lines = ["lists"]
    for name, figure in figures.items():
        target = next((each for each in TARGETS if each.figure == name), None)
        verdict = {True: "met", False: "missed", None: ""}[target.met(figure) if target else None]
        lines.append(f"  {name.replace('_', ' '):<22}{figure.hit:>10} of {figure.of}  {verdict}".rstrip())
    return "\n".join(lines)


def _deadline(case: dict[str, Any]) -> Deadline | None:
    from tracker.language.spotting import spot_deadline

    found = spot_deadline(case["sentence"], date.fromisoformat(case["pub"]))
    return found.deadline if found else None


def _last_day(deadline: Deadline | None) -> str | None:
    return deadline.latest.isoformat() if deadline and deadline.latest else None


def _cut(text: str) -> list[str]:
    from tracker.language.sentences import sentences

    return [text[each.start : each.end] for each in sentences(text)]


def _cases(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    return map(json.loads, (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())


def _counted(answers: Iterator[bool]) -> Figure:
    listed = [*answers]
    return Figure(sum(listed), len(listed))
