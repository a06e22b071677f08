"""What a document has in common with those in the register: passages that it copies, the event that it reports on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tracker.language import copies, events
from tracker.model import Document
from tracker.register import records
from tracker.register.connect import Reader

_FIRST_ASKED, _ASKED = 32, 128  # shingles of a sample that others are found by: a copy shows in the first few
_PLAIN = 0.65  # of them that another has: a copy beyond doubt. Below, whole texts are compared
_ENOUGH = 20  # shingles asked for, for their share to stand for that of the whole
_WORTH = 0.03  # of them that another has, for a comparison to be worth its time
_COMPARED = 3  # documents whose whole texts are compared: those that share most
_NEAR = 40  # documents of the same days that are looked through for the event


class Kin(NamedTuple):
    """A recorded document that another copies, holds most of or quotes from (``kind``, as in ``copies.Copy``), and
    the share of the other's words that it is about.
    """

    ref: str
    title: str
    kind: str
    share: float

    def told(self, words: str = "") -> str:
        """What the two have in common, in a line; ``words`` are some that stand in both."""
        shown = words if len(words) <= 90 else words[:90].rsplit(None, 1)[0] + " …"
        said = {
            "copy": f"Copies {self.ref}: {self.share:.0%} of its words stand there",
            "quotes": f"Quotes {self.ref}: {self.share:.0%} of its words stand there",
            "holds": f"Holds {self.share:.0%} of the words of {self.ref}",
        }[self.kind]
        return f"{said}{f', as “{shown}”' if shown else ''}"


class Kinship(NamedTuple):
    """What a document has in common with the register: kin, most first, and the event that it may be of."""

    kin: tuple[Kin, ...]
    event: events.EventGuess | None


class Comparer:
    """Compares documents with a register; keeps what it has worked out of recorded texts, which never change."""

    def __init__(self) -> None:
        self.shingles = lru_cache(maxsize=256)(copies.shingles)
        self.sketch = lru_cache(maxsize=256)(events.sketch)

    def kinship(self, reader: Reader, document: Document, sample: Sequence[int]) -> Kinship:
        """Compare a document, recorded or about to be, with all others; ``sample`` is that of its shingles."""
        kin = self.kin(reader, document, sample)
        return Kinship(kin, self._event(reader, document, kin))

    def kin(self, reader: Reader, document: Document, sample: Sequence[int]) -> tuple[Kin, ...]:
        """The recorded documents that a document copies or quotes from; a plain copy of one needs no second."""
        for most in (_FIRST_ASKED, _ASKED):
            found: list[Kin] = []
            for each in self._kin(reader, document, sample[:most]):
                found.append(each)
                if each.kind == "copy":
                    return tuple(found)
        return tuple(found)

    def words(self, reader: Reader, document: Document, kin: Kin) -> str:
        """The longest passage that a document shares with its kin."""
        mine, other = document.text or "", records.document_text(reader, kin.ref) or ""
        return next((mine[start:end] for (start, end), _ in copies.shared_passages(mine, other, most=1)), "")

    def _kin(self, reader: Reader, document: Document, asked: Sequence[int]) -> Iterator[Kin]:
        if not asked or document.text is None:
            return
        first, day = _first(document.ref), str(document.published_on or "9")
        sharing = reader.rows(reader.sql.STATEMENTS["sharing"], hashes=reader.listed(asked))
        worth = (
            (ref, shared / len(asked))
            for ref, shared, published_on in sharing
            # The one published first is the one that is quoted.
            if shared >= _WORTH * len(asked) and _first(ref) != first and (published_on or "9") <= day
        )
        for ref, share in list(islice(worth, _COMPARED)):
            title = records.document(reader, ref).title
            if share >= _PLAIN and len(asked) >= _ENOUGH:
                yield Kin(ref, title, "copy", share)
                continue
            text = records.document_text(reader, ref) or ""
            judged = copies.judge(self.shingles(document.text), self.shingles(text))
            if judged.kind:
                yield Kin(ref, title, judged.kind, judged.held if judged.kind == "holds" else judged.share)

    def _event(self, reader: Reader, document: Document, kin: tuple[Kin, ...]) -> events.EventGuess | None:
        """The event of another document that this one seems to report on too."""
        day = document.published_on
        if day is None:
            return None
        if kin and kin[0].kind == "copy":
            other = records.document(reader, kin[0].ref)
            if other.published_on is None or abs((other.published_on - day).days) > events.NEAR:
                return None
            return events.EventGuess(other.event, other.ref, 1.0, (f"copies {other.ref}",))
        below, beyond = (day + timedelta(days=days) for days in (-events.NEAR, events.NEAR))
        around = [row["ref"] for row in reader.dicts("days_around", below=below.isoformat(), beyond=beyond.isoformat())]
        near = [ref for ref in dict.fromkeys([each.ref for each in kin] + around) if ref in around]
        others = [records.document(reader, ref, text=True) for ref in near[:_NEAR] if ref != document.ref]
        if not others:
            return None
        return events.guess(self._sketched(document), [self._sketched(each) for each in others if each.text])

    def _sketched(self, each: Document) -> events.Sketch:
        day = each.published_on.isoformat() if each.published_on else None
        return self.sketch(each.ref, day, each.event, each.title, each.text or "")


def _first(ref: str) -> str:
    """The ref of the first version."""
    return ref.partition(".")[0]
