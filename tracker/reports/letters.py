"""A line of the overdue report in sentences, for reports that are read as a letter: what, which words, since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from tracker.reports.lines import counted, days_between, some, times
from tracker.wording import stands_in


class Letter(NamedTuple):
    """Puts a row in words: what is promised, and sentences on it.

    ``keys`` name the values of a row; ``replaced`` holds what replaces a pledge, by its ref.
    """

    keys: tuple[str, ...]
    as_of: str
    replaced: Mapping[str, Sequence[str]] = MappingProxyType({})

    def told(self, row: Sequence[Any]) -> tuple[str, ...]:
        """What a row is about, and the sentences."""
        line = dict(zip(self.keys, row, strict=True))
        return (f"{line['ref']}: {line['summary']}", *_sentences(line, self.as_of, self.replaced.get(line["ref"], ())))


def _sentences(line: Mapping[str, Any], as_of: str, replaced: Sequence[str]) -> Iterator[str]:
    made = f" on {line['made_on']}" if line["made_on"] else ""
    place = f", characters {line['characters']}" if line["characters"] else ""
    yield f"Promised by {', '.join(line['parties'].split())}{made}: “{line['quote']}” ({line['document']}{place})."
    yield from _due(line, as_of)
    yield from _instead((line["counted_as"] or "").split(), replaced)
    if line["restated"]:
        yield f"Said again since: {times(line['restated'])}."
    if line["slip_days"] is not None:
        later = date.fromisoformat(line["deadline"]) + timedelta(days=line["slip_days"])
        yield f"Now promised for {later}, {_apart(line['slip_days'])}. The first deadline stays the one that counts."
    by = f" ({line['last_document']})" if line["last_document"] else ""
    heard = f"Last document on it: {line['last_word']}{by}." if line["last_word"] else "No document on it since."
    looked = line["last_enquiry"]
    signed = f" by {line['looked']}" if line["looked"] else ""
    yield f"{heard} Looked for on {looked}{signed}, and nothing found." if looked else heard
    if line["parts_done"]:
        yield f"A part is told as done, not the whole: by {line['parts_done']}."
    if line["done_so_far"]:
        yield f"Done so far, not the whole: {line['done_so_far']}."
    if line["answer"]:
        yield f"Disputed {line['answer']}"


def _due(line: Mapping[str, Any], as_of: str) -> Iterator[str]:
    deadline, late = line["deadline"], line["days_late"]
    if not deadline:
        return
    passed = f"which passed {counted(late, 'day')} ago" if late is not None else ""
    if line["basis"] == "inferred":
        words = f"“{line['phrase']}”" if line["phrase"] else f"what was given with the record ({line['given']})"
        read = f"the rule {line['rule']} reads {words} as by {deadline}"
        if passed:
            yield f"For review: {read}, {passed}. No day was stated, so that it is not called overdue."
            return
        yield f"Due {_ahead(as_of, deadline)}: {read}."
    elif passed:
        yield f"Overdue: due by {deadline} {_stated(line)}, {passed}."
    else:
        said = f": “{line['phrase']}”" if line["phrase"] else f", {_stated(line)}"
        yield f"Due by {deadline}, {_ahead(as_of, deadline)}{said}."


def _stated(line: Mapping[str, Any]) -> str:
    """Where the day comes from: the quote, the rest of its document, or the person who recorded it."""
    if line["phrase"] is None:
        given = f" ({line['given']})" if line["given"] not in (None, line["deadline"]) else ""
        return f"as given with the record{given}, not in words quoted here"
    place = "" if stands_in(line["quote"], line["phrase"]) else " elsewhere in the document"
    return f"as stated{place} (“{line['phrase']}”)"


def _instead(counted_as: Sequence[str], replaced: Sequence[str]) -> Iterator[str]:
    """What counts in its place: what replaced it, or the items of the package that it is."""
    if items := [ref for ref in counted_as if ref not in replaced]:
        yield f"A package, counted by its items: {some(items)}."
    if replaced:
        yield f"Replaced by {some(replaced)}, counted in its place; its own clock runs on."


def _ahead(as_of: str, deadline: str) -> str:
    days = days_between(as_of, deadline)
    return f"in {counted(days, 'day')}" if days else "today"


def _apart(days: int) -> str:
    return f"{counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}" if days else "the same day"
