"""Every link of a site has its target: of joint pledges, parts, replaced ones, disputes, sources without text."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest
from furnished import LATER
from pages import elements, inside, links, parsed

from tests.site.conftest import files
from tracker.law import known_on
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.location import Location

pytestmark = pytest.mark.slow

_HTML = "{http://www.w3.org/1999/xhtml}"


@cache
def anchors(path: Path) -> frozenset[str]:
    """The places of a page that a fragment may name."""
    return frozenset(each.attrib["id"] for each in parsed(path.read_bytes()).iter() if "id" in each.attrib)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_every_link_inside_and_every_fragment_has_its_target(whole: Path) -> None:
    there, kinds = set(files(whole)), defaultdict(int)
    for link in links(whole):
        target, fragment = inside(link), unquote(urlsplit(link.to).fragment)
        if target is None:
            continue
        assert target in there, link
        kinds[target.partition("/")[0] if "/" in target else target] += 1
        if "=" in fragment:
            assert target == "pledges/index.html", link
            asked = dict(each.split("=") for each in fragment.split("&"))
            assert asked.keys() <= {"party", "topic", "standing"}, link
        elif fragment:
            assert fragment in anchors(whole / target), link
            kinds["fragment"] += 1
    assert {"pledges", "documents", "parties", "topics", "events", "reports", "data", "fragment"} <= kinds.keys()


def test_the_site_has_what_makes_links_hard(furnished: Location) -> None:
    with reading(furnished) as reader:
        assert {str(each.kind) for each in records.relations_known(reader, LATER)} == {"part_of", "supersedes"}
        assert [each for each in records.documents(reader) if not each.sha256]
        assert list(records.disputes(reader))
        assert [each for each in records.pledges(reader) if each.retracted]
        assert [each for each in records.pledges(reader) if each.parties == ("COW",)]


def test_each_follow_up_leads_to_its_quote_on_the_page_of_its_document_and_to_its_source(
    whole: Path, furnished: Location
) -> None:
    seen = 0
    with reading(furnished) as reader:
        for pledge in records.pledges(reader):
            told = [each for each in records.follow_ups_of(reader, pledge.ref) if each.retracted is None]
            page = f"pledges/{pledge.ref}.html"
            articles = {each.get("id"): each for each in elements((whole / page).read_bytes(), "article")}
            expected = {f"follow-up-{each.ref.rpartition('.')[2]}": each for each in told if not pledge.retracted}
            assert articles.keys() == expected.keys()
            for anchor, each in expected.items():
                document = records.document(reader, each.quote.document)
                quote, source = [one.attrib["href"] for one in articles[anchor].iter(f"{_HTML}a")]
                assert quote == f"../documents/{document.ref}.html#{each.ref}"
                (cited,) = [
                    one
                    for one in elements((whole / f"documents/{document.ref}.html").read_bytes(), "li")
                    if one.get("id") == each.ref
                ]
                assert " ".join(each.quote.text.split()) in words(cited)
                back = [one.attrib["href"] for one in cited.iter(f"{_HTML}a")]
                assert back[0] == f"../{page}#{anchor}"
                assert source == document.url
                assert str(known_on(each)) in words(articles[anchor])
                seen += 1
    assert seen >= 10


def test_a_pledge_leads_to_its_own_words_and_a_retracted_one_to_the_document(whole: Path) -> None:
    def targets(ref: str) -> list[str]:
        (main,) = elements((whole / f"pledges/{ref}.html").read_bytes(), "main")
        return [each.attrib["href"] for each in main.iter(f"{_HTML}a")]

    assert "../documents/D-2025-003.html#GB-2025-001" in targets("GB-2025-001")
    assert "../documents/D-2025-001.html" in targets("JP-2025-001")
