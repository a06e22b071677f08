"""A line of the overdue report as a row, and all that the report is made of."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker.reports import Column, Said
from tracker.reports.done import Deed, PartDone, delivered_told, parts_told
from tracker.reports.lines import Answer, Line, answered, days_between
from tracker.reports.sources import Source

COLUMNS = (
    Column("ref", "Ref", "ref"),
    Column("parties", "Party"),
    Column("summary", "Pledge", wide=True),
    Column("deadline", "Deadline", "day"),
    Column("days_late", "Late", "number"),
    Column("slip_days", "Slip", "number", keep=6),
    Column("restated", "Restated", "number", keep=4),
    Column("last_word", "Last word", "day", keep=2),
    Column("last_enquiry", "Last enquiry", "day", keep=3, spare=True, below=True),
    Column("disputed", "Disputed", "day", keep=5, spare=True),
    Column("counted_as", "Counted as", keep=6, spare=True, below=True),
    Column("standing", "Standing", "standing", keep=13),
    Column("basis", "Basis", keep=9),
    Column("phrase", "In the words", keep=7),
    Column("given", "Deadline as given", keep=7, spare=True),
    Column("rule", "Rule", keep=10),
    Column("made_on", "Made", "day", keep=8),
    Column("document", "Document", "ref", keep=11),
    Column("quote", "Quote", keep=12),
    Column("answer", "Dispute", keep=14, spare=True, below=True),
    Column("parts_done", "Part done", keep=15, spare=True, below=True),
    Column("done_so_far", "Done so far", keep=15, spare=True, below=True),
    Column("looked", "Who looked", keep=16, spare=True, below=True),
    Column("last_document", "Last document", "ref", keep=17, spare=True),
    Column("characters", "Characters", keep=18, spare=True),
    Column("source", "Source", keep=19, spare=True),
)


class Listed(NamedTuple):
    """One of the three lists: its lines (as many as asked), and how many there are in all that count.

    ``besides`` are all in whose place others count, whether they are among the lines or left out.
    """

    lines: Iterable[Line]
    total: int
    besides: Sequence[Line] = ()


class Overdue(NamedTuple):
    """What the report is made of. ``conditional`` counts the pledges whose condition is not met, and how many of
    them are past their deadline; ``undated`` those whose day is not known, which are never late.

    By the pledge's ref: ``answers`` are what parties answered to the lines that are disputed, ``replaced`` what
    replaces some of them, ``done`` what single parties have done of their part, ``deeds`` what was delivered short of
    the whole, ``looked`` who made the last enquiry and where. ``sources`` are the documents, by their refs;
    ``elsewhere`` the pledges whose deadline stands in the text of the document and not in the quote.
    """

    overdue: Listed
    review_due: Listed
    due_soon: Listed
    conditional: int
    conditional_past: int
    undated: int
    answers: Mapping[str, tuple[Answer, ...]] = {}
    replaced: Mapping[str, Sequence[str]] = {}
    done: Mapping[str, tuple[PartDone, ...]] = {}
    looked: Mapping[str, str] = {}
    deeds: Mapping[str, tuple[Deed, ...]] = {}
    sources: Mapping[str, Source] = {}
    elsewhere: Collection[str] = ()

    def worded(self, line: Line) -> str | None:
        """The words of a line's deadline, where they stand in its document."""
        return line.phrase if line.ref in self.elsewhere else line.said

    def documents(self, line: Line) -> Iterator[str]:
        """The refs of the documents that a line rests on, and of those that tell of it."""
        yield line.document
        if line.last_document:
            yield line.last_document
        for each in (self.answers, self.done, self.deeds):
            yield from (one.document for one in each.get(line.ref, ()))


def row(line: Line, as_of: str, found: Overdue) -> tuple[object, ...]:
    """A line as the columns have it, with what stands beside it."""
    latest, source, worded = line.latest or "", found.sources.get(line.document), found.worded(line)
    return (
        line.ref,
        line.parties,
        line.summary,
        line.latest,
        days_between(latest, as_of) if latest and latest < as_of else None,
        days_between(latest, line.slipped_to) if latest and line.slipped_to else None,
        line.restated,
        line.last_word,
        line.last_enquiry,
        line.disputed,
        line.counted_as or None,
        line.standing,
        line.basis,
        _said(worded, source),
        line.phrase if worded is None else None,
        f"{line.rule} (table {line.rules})" if line.rule else None,
        line.made_on,
        line.document,
        _said(line.quote, source),
        answered(found.answers.get(line.ref, ())),
        parts_told(found.done.get(line.ref, ())),
        delivered_told(found.deeds.get(line.ref, ())),
        found.looked.get(line.ref),
        line.last_document,
        f"{line.start}–{line.end}" if line.start is not None else None,
        source.told if source else None,
    )


def _said(words: str | None, source: Source | None) -> str | None:
    """Words as they were said, in the language of their document where it is not that of the report."""
    return Said(words, source.language) if words and source and source.language != "en" else words
