"""What is said once is recorded once: which record says already what a new one would say.

A pledge with the same words, parties, amount, window and condition; a follow-up to the same pledge with the same words,
outcome and party; a dispute of the same pledge with the same words and party; an enquiry of the same day, person and
place. What was retracted says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.errors import ConflictError
from tracker.model import Dispute, Enquiry, FollowUp, Pledge, Quote
from tracker.register import records
from tracker.register.connect import Reader

Said = Pledge | FollowUp | Dispute | Enquiry
Key = tuple[object, ...]


def told(record: Said) -> Key | None:
    """What a record says, to be held against others of its kind; ``None``: nothing, it was retracted."""
    if record.retracted is not None:
        return None
    if isinstance(record, Enquiry):
        return record.pledge, record.enquired_on, _flat(record.enquirer), _flat(record.place)
    if isinstance(record, Pledge):
        return (
            _place(record.quote),
            frozenset(record.parties),
            *_due(record),
            *_amount(record),
            _flat(record.condition),
        )
    outcome = record.outcome if isinstance(record, FollowUp) else None
    return _place(record.quote), record.pledge, outcome, record.party


def require_first(reader: Reader, record: Said) -> None:
    """Refuse what another record says already (ConflictError); a record is not held against itself."""
    said = told(record)
    if said is None:
        return
    for each in _beside(reader, record):
        if each.ref != record.ref and told(each) == said:
            raise _repeated(record, each)


def repeated(reader: Reader) -> Iterator[tuple[str, str]]:
    """What a register holds twice nevertheless, by an import: each ref with that of the first that says the same."""
    for group in _alike(reader):
        first: dict[Key, str] = {}
        for each in group:
            if (said := told(each)) is not None and first.setdefault(said, each.ref) != each.ref:
                yield each.ref, first[said]


def _alike(reader: Reader) -> Iterator[Iterable[Said]]:
    """Records among which some say the same, or nearly."""
    found = reader.sql.STATEMENTS
    for document, words in list(reader.rows(found["quoted_twice"])):
        yield records.pledges_quoting(reader, Quote(document, words, None, None))
    for (ref,) in list(reader.rows(found["followed_twice"])):
        yield records.follow_ups_of(reader, ref)
    for (ref,) in list(reader.rows(found["disputed_twice"])):
        yield records.disputes_of(reader, ref)


def _beside(reader: Reader, record: Said) -> Iterable[Said]:
    """The records that could say the same."""
    if isinstance(record, FollowUp):
        return records.follow_ups_of(reader, record.pledge)
    if isinstance(record, Dispute):
        return records.disputes_of(reader, record.pledge)
    if isinstance(record, Enquiry):
        return records.enquiries_of(reader, record.pledge)
    return [*records.pledges_quoting(reader, record.quote)]


def _repeated(record: Said, there: Said) -> ConflictError:
    if isinstance(record, Enquiry):
        return ConflictError(
            f"{there.ref} is recorded already: {record.enquirer} looked at {record.place} on {record.enquired_on}.",
            remedy=f"Change what is there with: tracker edit {there.ref} --set NAME=VALUE.",
        )
    assert not isinstance(there, Enquiry)
    words = f"these words of {record.quote.document}"
    change = f"Change what is there with: tracker edit {there.ref} --set NAME=VALUE."
    if isinstance(record, Pledge):
        return ConflictError(
            f"{there.ref} is recorded already, from {words}.",
            why="Its parties, amount, deadline and condition are the same: it would count twice.",
            remedy=f"{change} If the sentence makes a second pledge, quote the words that make it.",
        )
    if isinstance(record, Dispute):
        return ConflictError(
            f"{there.ref} is recorded already: {record.party} disputes {record.pledge} with {words}.",
            remedy=f"{change} A second answer has words of its own.",
        )
    return ConflictError(
        f"{there.ref} is recorded already: {words} are linked to {record.pledge} as {record.outcome}.",
        why="What a document says once counts once.",
        remedy=f"{change} If the sentence tells of a second deed, quote the words that tell it.",
    )


def _place(quote: Quote) -> Key:
    """Where the words stand; of a text that is not held, the words."""
    return (quote.document, quote.start, quote.end) if quote.start is not None else (quote.document, _flat(quote.text))


def _due(pledge: Pledge) -> Key:
    return (pledge.deadline.earliest, pledge.deadline.latest) if pledge.deadline else (None, None)


def _amount(pledge: Pledge) -> Key:
    return (pledge.quantity.amount, pledge.quantity.unit) if pledge.quantity else (None, None)


def _flat(words: str | None) -> str:
    return " ".join((words or "").split()).casefold()
