"""Every number on the front page is accounted for: its words are walked, and the register gives each digit."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import pytest
from furnished import LATER
from pages import parsed

from tests.cli.conftest import invoke
from tests.site.conftest import DAY, build
from tracker import __version__, rows
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.lists import lines
from tracker.register.location import Location
from tracker.reports.lines import LATE, STANDINGS, Line, days_between
from tracker.reports.upcoming import AHEAD

pytestmark = pytest.mark.slow

_HTML, _SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"\b[A-Z][A-Z0-9]*-\d{4}-\d+(?:\.\d+)*|\b\d{4}-\d\d(?:-\d\d)?\b|\b[A-Z]+\d+\b|\d[\d,.]*\d|\d")
PARTIES = ("G7",)  # codes with a digit
BARS, FEW = 12, 10  # rows that the chart of parties has, and the others


class Front(NamedTuple):
    """The front page of a register on a day, in words, part by part; and the register, asked by other ways."""

    register: Location
    day: str
    figures: dict[str, str]
    captions: dict[str, str]
    drawings: dict[str, list[str]]
    sections: dict[str, str]
    rest: list[str]
    lines: list[Line]

    def report(self, name: str, *options: str) -> dict[str, list[dict[str, Any]]]:
        """The rows of a report by section."""
        asked = ("report", name, "--as-of", self.day, "--format", "json", *options)
        done = invoke(*asked, register=self.register.target)
        assert done.code == 0, done.err
        return {each["key"]: each["rows"] for each in json.loads(done.out)["sections"]}


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def apart(element: Element) -> str:
    """The words of an element in which no two pieces run together."""
    return " ".join(" ".join(element.itertext()).split())


def heading(element: Element) -> str:
    return next((said(each) for each in element if each.tag == f"{_HTML}h2"), "")


@pytest.fixture(scope="module", params=["furnished", "furnished, earlier", "large"])
def front(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Front:
    register: Location = request.getfixturevalue(request.param.partition(",")[0])
    day = LATER if request.param == "furnished" else DAY
    folder = tmp_path_factory.mktemp("front") / "site"
    build(register, folder, day=day)
    page = parsed((folder / "index.html").read_bytes())
    (main,) = page.iter(f"{_HTML}main")
    figures = {each.attrib["id"][2:]: said(each) for each in main.iter() if each.get("id", "").startswith("n-")}
    captions, drawings, sections, rest = {}, {}, {}, []
    for part in main:
        if part.tag == f"{_HTML}figure":
            (caption,) = part.iter(f"{_HTML}figcaption")
            captions[heading(part)] = said(caption).removeprefix("The figures in words").strip()
            drawings[heading(part)] = [
                said(each) for each in part.iter() if each.tag in (f"{_SVG}text", f"{_SVG}title", f"{_SVG}desc")
            ]
        elif part.tag == f"{_HTML}section":
            sections[heading(part)] = apart(part)
        else:
            rest.append(apart(part))
    (aside,) = page.iter(f"{_HTML}aside")
    (navigation,) = page.iter(f"{_HTML}nav")
    with reading(register) as reader:
        listed = list(lines(reader, day))
    return Front(register, day, figures, captions, drawings, sections, [*rest, apart(aside), apart(navigation)], listed)


def left(text: str, known: Iterable[str], accounted: Iterable[str]) -> list[str]:
    """What has digits in a text besides known passages and accounted numbers, refs and days."""
    for each in sorted({*known} - {""}, key=len, reverse=True):
        text = text.replace(" ".join(each.split()), " ")
    return [each for each in _TOKEN.findall(text) if each not in {*accounted}]


def refs_and_days(front: Front) -> set[str]:
    """Every ref of the register, every day that stands in it, on which a standing began or something was corrected."""
    found = {front.day, *PARTIES}
    with reading(front.register) as reader:
        pledges = list(records.pledges(reader))
        told = [*pledges, *records.follow_ups(reader), *records.disputes(reader), *records.enquiries(reader)]
        for each in (*told, *records.documents(reader)):
            facts = {key: value for key, value in rows.flat(each).items() if key != "text"}
            found |= {each.ref, *re.findall(r"\d{4}-\d\d-\d\d", str(facts))}
        found |= {str(span.since) for each in pledges for span in records.spans_of(reader, each.ref)}
        found |= {line["at"][:10] for line in reader.dicts("revisions")}
    return found


def by_standing(counted: dict[str, int]) -> str:
    parts = ", ".join(f"{counted[each]:,} {each}" for each in STANDINGS if counted.get(each))
    return f"{sum(counted.values()):,}" + (f" ({parts})" if parts else "")


def of_row(row: dict[str, Any]) -> dict[str, int]:
    return {each: row[each.replace(" ", "_")] or 0 for each in STANDINGS}


# -- figures and charts -------------------------------------------------------------------------------------------


def test_the_figures_are_those_of_the_scorecard_and_of_the_tables(front: Front) -> None:
    (every,) = front.report("scorecard")["all"]
    with reading(front.register) as reader:
        known = [each for each in records.documents(reader) if str(each.published_on or "") <= front.day]
        looked = [each for each in records.enquiries(reader) if str(each.enquired_on) <= front.day]
        parties = set()
        for each in front.lines:
            parties |= {*each.parties.split()}
            for member in records.memberships(reader):
                joined = not member.since or not each.made_on or str(member.since) <= each.made_on
                stayed = not member.until or not each.made_on or each.made_on < str(member.until)
                if member.group in each.parties.split() and joined and stayed:
                    parties.add(member.member)
    aside = len(front.lines) - every["made"]
    expected = {"all": every["made"], "parties": len(parties), "documents": len(known), "enquiries": len(looked)}
    expected |= {each.replace(" ", "-"): count for each, count in of_row(every).items() if count}
    expected |= {"listed": len(front.lines), "aside": aside} if aside else {}
    assert front.figures == {name: f"{count:,}" for name, count in expected.items()}


def test_the_bars_are_the_rows_of_the_scorecard_and_what_is_not_shown_is_the_rest_of_them(front: Front) -> None:
    scored = front.report("scorecard")
    (every,) = scored["all"]
    assert front.captions["All pledges by standing"] == f"Pledges by standing: All {by_standing(of_row(every))}."
    counted: defaultdict[str, dict[str, int]] = defaultdict(dict)
    names = {}
    for row in (*scored["direct"], *scored["joint"]):
        names[row["key"]] = row["name"]
        counted[row["key"]] = {each: counted[row["key"]].get(each, 0) + n for each, n in of_row(row).items()}
    order = sorted(counted, key=lambda code: (-sum(counted[code].values()), code))
    shown = "; ".join(f"{code} {names[code]} {by_standing(counted[code])}" for code in order[:BARS])
    more = f"{len(order) - BARS:,} more, with {sum(sum(counted[code].values()) for code in order[BARS:]):,} together"
    assert len(order) > BARS
    assert front.captions["By party, joint pledges included"] == f"Pledges by standing: {shown}. Not shown: {more}."


def test_the_next_deadlines_are_the_first_of_the_list_and_the_rest_are_counted(front: Front) -> None:
    due = sorted(
        (each for each in front.lines if each.standing in AHEAD and each.latest and each.latest >= front.day),
        key=lambda each: (each.latest, each.ref),
    )
    upcoming = front.report("upcoming", "--days", "9999")
    assert sorted(row["ref"] for found in upcoming.values() for row in found) == sorted(each.ref for each in due)
    told = []
    for each in due[:FEW]:
        ahead = days_between(front.day, each.latest or "")
        when = "today" if not ahead else f"{ahead:,} day{'s' if ahead > 1 else ''} ahead"
        window = f"window from {each.earliest}, " if each.earliest and each.earliest != each.latest else ""
        later = f", now promised for {each.slipped_to}" if each.slipped_to else ""
        told.append(f"{each.ref} by {each.latest} ({each.basis}, {window}{when}, {each.standing}){later}")
    more = f" Not shown: {len(due) - FEW:,} more with a deadline." if len(due) > FEW else ""
    assert front.captions["Next deadlines"] == f"Deadlines as of {front.day}: {'; '.join(told)}.{more}"


def test_the_deadlines_that_moved_and_the_amounts_are_those_of_the_reports(front: Front) -> None:
    moved = [each for each in front.lines if each.slipped_to and each.latest and each.slipped_to != each.latest]
    far = sorted(moved, key=lambda each: (-days_between(each.latest or "", each.slipped_to or ""), each.ref))
    slips = "; ".join(
        f"{each.ref} {days_between(each.latest or '', each.slipped_to or ''):,} ({each.latest} to {each.slipped_to})"
        for each in far[:FEW]
    )
    more = f" Not shown: {len(far) - FEW:,} more." if len(far) > FEW else ""
    expected = f"Days from the first to the last deadline promised: {slips}.{more}"
    assert front.captions.get("Deadlines that have moved", expected) == expected
    assert bool(moved) == ("Deadlines that have moved" in front.captions)
    units = [row for row in front.report("amounts")["all"] if row["unit"]]
    amounts = "; ".join(
        f"in {row['unit']}, {row['pledges']:,} pledge{'s' if row['pledges'] > 1 else ''} {row['pledged']:,} pledged,"
        f" {row['delivered']:,} delivered"
        for row in units
    )
    assert front.captions.get("Pledged and delivered", "") == (f"Pledged and delivered: {amounts}." if units else "")


def test_a_drawing_has_no_number_that_its_words_have_not(front: Front) -> None:
    for title, pieces in front.drawings.items():
        words = {*_TOKEN.findall(front.captions[title])}
        days = sorted(each for each in words if re.fullmatch(r"\d{4}-\d\d-\d\d", each))
        for piece in pieces:
            for token in _TOKEN.findall(piece):
                month = re.fullmatch(r"\d{4}-\d\d|\d{4}|\d\d-\d\d", token)  # of the line of time
                inside = month and days and days[0][:4] <= token[:4] <= days[-1][:4]
                assert token in words or inside, (title, piece)


# -- everything else ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("standing", LATE)
def test_the_list_of_the_longest_past_their_day_is_that_of_the_register(front: Front, standing: str) -> None:
    late = [each for each in front.lines if each.standing == standing]
    shown = front.sections.get(f"{standing.capitalize()}: longest past their day", "")
    assert bool(late) == bool(shown)
    first = sorted(late, key=lambda each: (each.latest or "", each.ref))[:FEW]
    places = [shown.index(each.ref) for each in first]
    assert places == sorted(places)
    known = [each.summary for each in front.lines] + told_words(front)
    known += [f"The first {FEW} of {len(late):,} that are listed."] if len(late) > FEW else []
    accounted = (
        {each.ref for each in first} | {each.latest or "" for each in first} | {each.made_on or "" for each in first}
    )
    accounted |= {ref for each in first for ref in each.counted_as.split()}
    assert set(left(shown, known, accounted)) <= disputed(front, first)


def disputed(front: Front, shown: Iterable[Line]) -> set[str]:
    """The refs and days of what was answered to some pledges."""
    refs = {each.ref for each in shown}
    with reading(front.register) as reader:
        answers = [each for each in records.disputes(reader) if each.pledge in refs]
        return {each.quote.document for each in answers} | {str(each.published_on) for each in answers}


def told_words(front: Front) -> list[str]:
    """All that was said, and all that the log tells of corrections: numbers in it are not the page's."""
    with reading(front.register) as reader:
        quotes = [each.quote.text for each in (*records.pledges(reader), *records.follow_ups(reader))]
        quotes += [each.quote.text for each in records.disputes(reader)]
        summaries = [each.summary for each in records.pledges(reader)]
    done = invoke("log", "--limit", "0", "--format", "json", register=front.register.target)
    changes = [row["change"] for row in json.loads(done.out)["sections"][0]["rows"] if row["command"] == "edit"]
    values = [re.sub(r"^\w+: ", "", half) for each in changes for one in each.split("; ") for half in one.split(" → ")]
    return [*quotes, *summaries, *(each for each in values if not re.fullmatch(r"\d", each))]


def test_of_the_latest_changes_nothing_but_refs_and_days_has_digits(front: Front) -> None:
    assert left(front.sections["Latest changes"], told_words(front), refs_and_days(front)) == []


def test_the_rest_of_the_page_has_the_day_the_reports_reach_and_what_it_was_made_from(front: Front) -> None:
    accounted = [*front.figures.values()]
    assert left(front.sections["How things stand"], (), accounted) == []
    assert left(front.sections["Reports"], (), ()) == ["30", "90"]
    with reading(front.register) as reader:
        last = next(reader.dicts("last_revision"))
        tables = sorted({row["version"] for row in reader.dicts("rules")})
    rules = f"deadline rules {', '.join(tables)}; " if tables else ""
    made_by = f"{rules}tracker {__version__}."
    made = f"Register: revision {last['id']} of its log, sha256 {last['sha256'][:16]}…; {made_by}"
    assert [made in each for each in front.rest].count(True) == 1
    assert [token for each in front.rest for token in left(each, [made, made_by], ())] == [front.day, front.day]
    late = {f"{each.capitalize()}: longest past their day" for each in LATE}
    assert {*front.sections} - late == {"How things stand", "Latest changes", "Reports"}
