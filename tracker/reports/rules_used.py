"""The rules that read the deadlines of a report, for its foot."""

from collections.abc import Iterable, Iterator, Mapping

from tracker.reports import Under
from tracker.reports.lines import Line

_PHRASES = 5  # that are shown of those which a rule has read


def rules_used(lines: Iterable[Line], rules: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The rule table as far as a report uses it, with the words read; ``rules`` says what (version, name) means."""
    used: dict[tuple[str, str, str], set[str]] = {}
    for rule, version, basis, phrase in {(line.rule, line.rules, line.basis, line.phrase) for line in lines}:
        if rule:
            used.setdefault((rule, version or "", basis or ""), set()).add(phrase or "")
    if used:
        yield "Deadline rules used, as kept in the register:"
    for name, version, basis in sorted(used):
        says = rules.get((version, name)) or "not kept with this register"
        yield Under(f"{name} ({basis}, table {version}): {says}. Said here: {_some(used[name, version, basis])}.")


def _some(phrases: Iterable[str]) -> str:
    said = sorted(phrases)
    more = f" and {len(said) - _PHRASES} more" if len(said) > _PHRASES else ""
    return ", ".join(f"“{phrase}”" for phrase in said[:_PHRASES]) + more
