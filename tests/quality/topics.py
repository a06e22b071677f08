"""The topics of the corpus layout, and which of them holds each of our finer ones.

The layout knows twenty topics (its checker refuses others), and what none of them holds is ``other``. The register
tells housing from justice. So what is proposed for a corpus that keeps to the layout's words is told in them too. A
corpus that tells finer topics itself is held against them as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

LAYOUT = frozenset({
    "air-defence", "long-range-missiles", "ammunition", "armour", "aircraft", "drones", "financing", "frozen-assets",
    "sanctions", "security-guarantees", "military-planning", "training", "humanitarian", "reconstruction", "energy",
    "diplomacy", "climate", "health", "migration", "other",
})  # fmt: skip
_HELD_BY: Mapping[str, str] = {
    "deployment": "security-guarantees",
    "monitoring": "security-guarantees",
    "military-support": "financing",
    "peace-deal": "diplomacy",
}


def keeps_to_layout(topics: Iterable[str]) -> bool:
    """Tell whether these topics are all of the layout."""
    return LAYOUT.issuperset(topics)


def in_layout(topic: str) -> str:
    """The topic of the layout that a topic is, or that holds it."""
    return topic if topic in LAYOUT else _HELD_BY.get(topic, "other")
