"""Words that are one word, spelt, shortened or bent in several ways: "km" and "kilometre", "wrote" and "write"."""

from __future__ import annotations

from tracker.language.patterns import patterns

_PATTERNS = patterns(__name__)
PASTS = {past: verb for verb, *pasts in map(str.split, _PATTERNS.words("irregular")) for past in pasts}
SPELT = PASTS | {
    way: word
    for name in ("units", "months", "american")
    for word, *ways in map(str.split, _PATTERNS.words(name))
    for way in ways
}
