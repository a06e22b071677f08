"""A language model asked beside the rules: by the settings of the environment; what it cost, and where it failed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from tracker import scan
from tracker.cli.app import App
from tracker.cli.windows import own_rules
from tracker.language.pledging import reads
from tracker.scan import Sighted

if TYPE_CHECKING:
    from tracker.language.pledge_index import PledgeIndex
    from tracker.llm.asking import Asker

_NAMED = 10  # documents to ask about again


class Pointing:
    """One run of asking. ``failed`` has a line for each document on all of which the model was not heard."""

    def __init__(self, app: App, asker: Asker) -> None:
        self.failed: list[str] = []
        self._app = app
        self._asker = asker
        self._again: list[str] = []
        self._new = 0

    def beside(self, read: Iterator[Sighted], index: PledgeIndex, at_once: int) -> Iterator[Sighted]:
        """What was sighted, and what the model points at beside; asks about so many documents ``at_once``."""
        overlay, model = own_rules(), self._asker.settings.model
        while some := list(islice(read, at_once)):
            told = iter(self._asker.ask([each.document.text or "" for each in some if reads(each.document)]))
            for each in some:
                heard = next(told) if reads(each.document) else None
                if heard is None or not (heard.heard or heard.failure):
                    yield each
                    continue
                if heard.failure:
                    self._note(each, heard.failure, in_part=heard.heard)
                found = scan.with_pointed(each, heard.places, model, index, overlay) if heard.heard else each
                self._new += len(found.pledges) - len(each.pledges)
                yield found

    def _note(self, sighted: Sighted, failure: str, *, in_part: bool) -> None:
        document = sighted.document
        what = "the model answered on a part of it only" if in_part else "the model did not answer"
        self.failed.append(f"{document.ref or document.title}: {what}: {failure}.")
        self._again += [document.ref] if document.ref else []

    def is_whole(self, ref: str) -> bool:
        """Whether the model was asked about all of a document."""
        return ref not in self._again

    def what_failed(self) -> str:
        """What failed, in a sentence."""
        return (
            f"About {_many(len(self.failed), 'document')} the model did not answer, or not in full;"
            " what the rules found is not touched by that."
        )

    def remedy(self) -> str:
        """How to ask again about what failed."""
        refs = " ".join(self._again) if len(self._again) <= _NAMED else "REF…"
        return f"Ask again: tracker scan {refs} --llm" if self._again else ""

    def announce(self, documents: int) -> None:
        """Say what leaves the machine, before it does."""
        asker = self._asker.settings
        if documents:
            many = _many(documents, "document")
            self._app.tell(f"To {asker.url} (model {asker.model}) goes the text of {many}, where it is in English.")

    def account(self) -> None:
        """Say what was used and what came of it."""
        spent, asker = self._asker.spent, self._asker
        untold = f" (for {_many(spent.untold, 'call')} none were told)" if spent.untold else ""
        told = [
            _many(spent.calls, "call"),
            f"{spent.sent:,} tokens in and {spent.answered:,} out{untold}",
        ]
        if asker.settings.price:
            cost = asker.settings.price.of(spent.sent, spent.answered)
            told.append(f"at least {cost}" if spent.untold else cost)
        self._app.tell(f"Model {asker.settings.model}: {', '.join(told)}.")
        self._app.tell(
            f"  Quotes: {asker.quotes}, of which {asker.thrown} thrown away (not word for word in the text, or no"
            f" sentence). Proposals beside those of the rules: {self._new}. Documents on which it failed:"
            f" {len(self.failed)}."
        )


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


@contextmanager
def pointing(app: App, wanted: bool) -> Iterator[Pointing | None]:
    """A run of asking where it is wanted; what was used is told at the end, however it ends.

    :raises UsageError: where a setting or the library is missing.
    """
    if not wanted:
        yield None
        return
    from tracker.llm.asking import Asker
    from tracker.llm.settings import settings

    given = settings(
        os.environ.get("TRACKER_LLM_URL"),
        os.environ.get("TRACKER_LLM_MODEL"),
        os.environ.get("TRACKER_LLM_KEY"),
        os.environ.get("TRACKER_LLM_PRICE"),
    )
    with Asker(given) as asker:
        run = Pointing(app, asker)
        try:
            yield run
        finally:
            if asker.spent.calls:
                run.account()
