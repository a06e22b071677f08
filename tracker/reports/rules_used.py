"""The rules that read the deadlines of a report, for its foot."""

from collections.abc import Iterable, Iterator, Mapping

from tracker.reports import Under
from tracker.reports.lines import Line

_PHRASES = 5  # that are shown of those which a rule has read


Key = tuple[str, str, str]


def rules_used(lines: Iterable[tuple[Line, str | None]], rules: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The rule table as far as a report uses it; ``rules`` says what (version, name) means.

    Each line comes with the words of its deadline, where its document says them: others were given with the record.
    """
    said: dict[Key, set[str]] = {}
    given: dict[Key, set[str]] = {}
    for line, worded in lines:
        if line.rule:
            key = (line.rule, line.rules or "", line.basis or "")
            (given if worded is None else said).setdefault(key, set()).add(line.phrase or "")
    if said or given:
        yield "Deadline rules used, as kept in the register:"
    for key in sorted({*said, *given}):
        name, version, basis = key
        says = rules.get((version, name)) or "not kept with this register"
        words = f" Said here: {_some(said[key], '“{}”')}." if key in said else ""
        words += f" Given with the record: {_some(given[key], '{}')}." if key in given else ""
        yield Under(f"{name} ({basis}, table {version}): {says}.{words}")


def _some(phrases: Iterable[str], form: str) -> str:
    listed = sorted(phrases)
    more = f" and {len(listed) - _PHRASES} more" if len(listed) > _PHRASES else ""
    return ", ".join(form.format(phrase) for phrase in listed[:_PHRASES]) + more
