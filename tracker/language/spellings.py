"""Words that are one word, spelt or shortened in several ways: "km" and "kilometre", "defense" and "defence"."""

from __future__ import annotations

from tracker.language.patterns import patterns

_PATTERNS = patterns(__name__)
SPELT = {
    way: word
    for name in ("units", "months", "american")
    for word, *ways in map(str.split, _PATTERNS.words(name))
    for way in ways
}
