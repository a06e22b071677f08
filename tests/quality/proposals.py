"""What the machine proposes for a corpus: what ``scan --format jsonl`` writes, one line for each sighting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.indexed import index_of
from tests.quality.corpus import Corpus, as_pledge
from tests.quality.topics import in_layout, keeps_to_layout
from tracker.exchange.sightings import rows
from tracker.scan import read


def propose(corpus: Corpus) -> Iterator[dict[str, Any]]:
    """Scan every document in the order of days, against the pledges of the gold made by then, under the gold's ids.

    Topics are told in the words of the corpus.
    """
    plain = keeps_to_layout(each.topic for each in corpus.pledges)
    documents = {each.ref: each for each in corpus.documents}
    for document in corpus.documents:
        known = index_of(as_pledge(each, documents[each.file]) for each in corpus.known_to(document))
        for row in rows(read(document, known), document.ref):
            yield row | {"topic": in_layout(row["topic"])} if plain and "topic" in row else row
