"""Invent large data packages, row by row, in the order in which an export writes them: always the same ones.

Per pledge three follow-ups on average, 1.3 parties, and one document in ten: a statement holds twenty promises, a later
report is quoted some sixty times. Proportions are those of :mod:`tests.benchmarks.invented`.
"""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from math import exp
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.benchmarks.invented import (
    COUNTRIES,
    FIRST,
    GROUPS,
    INFERRED,
    LAST,
    LAST_MADE,
    OUTCOMES,
    STATED,
    THINGS,
    TOPICS,
    VERBS,
)
from tracker.words import Outcome

_PROMISES = 20  # a statement holds
_RARE = 1 / 20  # documents of either kind a pledge
_WEIGHTS = [weight for weight, _ in OUTCOMES.values()]
_HEADERS = {
    "parties": "code name kind",
    "documents": "ref title publisher published_on issuer url retrieved_on language event archive_url dates_found"
    " dated_by sha256",
    "memberships": "group member since until document",
    "pledges": "ref made_on recorded_on summary topic document quote start end speaker condition deadline_phrase"
    " deadline_earliest deadline_latest deadline_basis deadline_rule deadline_rules amount unit qualifier retracted",
    "pledge_parties": "pledge position party role",
    "follow_ups": "ref pledge outcome document quote start end recorded_on dated party deadline_phrase"
    " deadline_earliest deadline_latest deadline_basis deadline_rule deadline_rules amount unit qualifier note"
    " retracted",
    "enquiries": "ref pledge enquired_on enquirer place note retracted",
    "rules": "version rule says",
    "originals": "document sha256 size media_type name extractor retrieved_at content_type encoding final_url",
    "feeds": "url title publisher issuer added_on",
}
_NO_DEADLINE = ("",) * 6


class _Said(NamedTuple):
    """A document that was invented, and the promises in it: topic, words, start, end, deadline, condition."""

    ref: str
    day: date
    promises: tuple[tuple[str, str, int, int, tuple[str, ...], str], ...] = ()
    places: tuple[tuple[int, int], ...] = ()


class _Inventor:
    def __init__(self, folder: Path, size: int) -> None:
        self.folder, self.size, self.random = folder, size, Random(1)
        self.serials: Counter[str] = Counter()
        self.documents: list[tuple[str, ...]] = []

    def write(self) -> None:
        (self.folder / "texts").mkdir(parents=True)
        count = max(1, int(self.size * _RARE))
        later = sorted((self._later() for _ in range(count)), key=lambda each: each.day)
        said: defaultdict[int, list[_Said]] = defaultdict(list)
        for _ in range(count):
            each = self._statement()
            said[each.day.year].append(each)
        self._small_files()
        days = [each.day for each in later]
        files = {name: self._file(name) for name in ("pledges", "pledge_parties", "follow_ups")}
        pledges, parties, follow_ups = ((csv.writer(each, lineterminator="\n")) for each in files.values())
        for ref, codes, year in self._refs([*said]):
            statement = self.random.choice(said[year])
            made = statement.day
            row, condition, latest = self._pledge(ref, statement)
            pledges.writerow(row)
            parties.writerows((ref, number, code, "party") for number, code in enumerate(codes, start=1))
            follow_ups.writerows(self._follow_ups(ref, codes, made, condition, bool(latest), later, days))
        for each in files.values():
            each.close()

    def _file(self, name: str) -> Any:
        file = (self.folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
        file.write(",".join(_HEADERS[name].split()) + "\n")
        return file

    def _small_files(self) -> None:
        parties = [(code, f"Country {code}", "country") for code in COUNTRIES]
        parties += [(code, f"The {code}", "coalition") for code in GROUPS]
        members = [(code, COUNTRIES[place], "", "", "") for code, places in GROUPS.items() for place in places]
        small: dict[str, list[tuple[str, ...]]] = {
            "parties": sorted(parties),
            "documents": sorted(self.documents),
            "memberships": sorted(members),
            "rules": sorted(("en-1", name, f"the window that “{name}” means") for name in ("by", *INFERRED)),
            "enquiries": [],
            "originals": [],
            "feeds": [],
        }
        for name, listed in small.items():
            with self._file(name) as file:
                csv.writer(file, lineterminator="\n").writerows(listed)

    def _refs(self, years: list[int]) -> Iterator[tuple[str, tuple[str, ...], int]]:
        made = []
        for _ in range(self.size):
            codes, year = self._parties(), self.random.choice(years)
            made.append((self._ref(codes[0], year), codes, year))
        return iter(sorted(made))

    def _ref(self, series: str, year: int) -> str:
        series = f"{series}-{year}-"
        self.serials[series] += 1
        return f"{series}{self.serials[series]:03d}"

    def _parties(self) -> tuple[str, ...]:
        kind = self.random.random()
        if kind < 0.05:
            return (self.random.choice(tuple(GROUPS)),)
        number = 1 if kind < 0.85 else self.random.randint(2, 5)
        found: dict[str, None] = {}
        while len(found) < number:
            found[COUNTRIES[int(len(COUNTRIES) * self.random.random() ** 2)]] = None
        return tuple(found)

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(self.random.randint(0, (last - first).days))

    def _later(self) -> _Said:
        day = self._day(FIRST, LAST)
        ref = self._ref("D", day.year)
        sentences = [f"Report {ref}.", *(sentence for _, sentence in OUTCOMES.values()), "More in the next report."]
        text = " ".join(sentences)
        places = [(text.index(each), text.index(each) + len(each)) for each in sentences[1:-1]]
        issuer = self.random.choice(COUNTRIES) if self.random.random() < 0.3 else ""
        self._keep(ref, f"What became of it, {day}", day, issuer, text)
        return _Said(ref, day, (), tuple(places))

    def _statement(self) -> _Said:
        day = self._day(FIRST, LAST_MADE)
        ref = self._ref("D", day.year)
        text, promises = f"Statement of {day}.", []
        for _ in range(_PROMISES):
            topic, verb, thing = (self.random.choice(each) for each in (TOPICS, VERBS, THINGS))
            deed = f"{verb} {self.random.randint(2, 900)} {thing} for {topic.replace('-', ' ')}"
            deadline = self._deadline(day)
            condition = "once a ceasefire holds" if self.random.random() < 0.06 else ""
            words = " ".join(filter(None, ("will", deed, deadline[0], condition)))
            text += " They "
            promises.append((topic, words, len(text), len(text) + len(words), deadline, condition))
            text += words + "."
        self._keep(ref, f"Statement {ref}", day, self.random.choice((*COUNTRIES, "", "")), text)
        return _Said(ref, day, tuple(promises))

    def _keep(self, ref: str, title: str, day: date, issuer: str, text: str) -> None:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        (self.folder / "texts" / f"{ref}.txt").write_text(text, encoding="utf-8")
        self.documents.append(
            (ref, title, "The Daily Register", str(day), issuer, "", "", "en", "", "", "", "", sha256)
        )

    def _deadline(self, said: date) -> tuple[str, ...]:
        kind = self.random.random()
        if kind < 0.4:
            return _NO_DEADLINE
        if kind < 0.75:
            latest = min(said + timedelta(self.random.choice(STATED)), LAST)
            return (f"by {latest:%d %B %Y}", "", str(latest), "stated", "by", "en-1")
        phrase = self.random.choice(tuple(INFERRED))
        return (phrase, str(said), str(said + timedelta(INFERRED[phrase])), "inferred", phrase, "en-1")

    def _pledge(self, ref: str, source: _Said) -> tuple[tuple[Any, ...], str, str]:
        topic, words, start, end, deadline, condition = self.random.choice(source.promises)
        summary = words.removeprefix("will ").capitalize()
        amount = (words.split()[2], "pieces", "") if self.random.random() < 0.3 else ("", "", "")
        made = str(source.day)
        row = (ref, made, made, summary, topic, source.ref, words, start, end, "", condition, *deadline, *amount, "")
        return row, condition, deadline[2]

    def _follow_ups(
        self,
        pledge: str,
        codes: tuple[str, ...],
        made: date,
        condition: str,
        due: bool,
        later: list[_Said],
        days: list[date],
    ) -> Iterator[tuple[Any, ...]]:
        begin = bisect_left(days, made)
        left = len(later) - begin
        drawn = (int(self.random.expovariate(8) * len(later)) for _ in range(self._number()))
        for number, place in enumerate(sorted(begin + each % left for each in drawn) if left else (), start=1):
            source = later[place]
            (outcome,) = self.random.choices([*OUTCOMES], _WEIGHTS)
            if outcome is Outcome.ACTIVATES and not condition:
                outcome = Outcome.ADVANCES
            slips = outcome is Outcome.RESTATES and due and self.random.random() < 0.3
            deadline = self._deadline(source.day) if slips else _NO_DEADLINE
            party = codes[0] if len(codes) > 1 and self.random.random() < 0.2 else ""
            words = OUTCOMES[outcome][1]
            start, end = source.places[[*OUTCOMES].index(outcome)]
            said = (f"{pledge}.{number}", pledge, outcome, source.ref, words, start, end, str(source.day), "", party)
            yield (*said, *deadline, "", "", "", "", "")

    def _number(self) -> int:
        """A number from Poisson's distribution, three on average."""
        number, product, enough = 0, self.random.random(), exp(-3)
        while product > enough:
            number, product = number + 1, product * self.random.random()
        return number


def package(folder: Path, size: int) -> Path:
    """The data package with ``size`` pledges; made now if it is not there."""
    place = folder / f"package-{size}"
    if not place.exists():
        making = folder / f"package-{size}.{os.getpid()}.part"
        shutil.rmtree(making, ignore_errors=True)
        _Inventor(making, size).write()
        making.rename(place)
    return place


if __name__ == "__main__":
    package(Path(sys.argv[1]), int(sys.argv[2]))
