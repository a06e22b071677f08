"""A web page as a document: its bytes decoded, its article whole, and what it says of itself."""

from __future__ import annotations

import json
import subprocess
import sys
from time import process_time

import pytest

from tracker.documents.found import Found, Raw
from tracker.documents.html import read_html
from tracker.errors import BadInputError

SENTENCES = (
    "The ministry will deliver forty armoured vehicles to the eastern brigade before the end of the spring.",
    "Officials said that the loan would be paid out in three equal parts in the course of the coming year.",
    "A third sentence adds that the training of the crews is to begin in the summer at two bases abroad.",
    "The last one repeats that the allies stand together and will meet again within weeks to take stock.",
)
TITLE = "Ministry promises forty vehicles"
RUSSIAN = "Министерство передаст бригаде сорок машин до конца весны, сообщили чиновники в понедельник."


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines or SENTENCES)


def page(body: str = "", head: str = "", attributes: str = "") -> str:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body or paragraphs()}</body></html>"


def read(
    html: str | bytes, *, content_type: str | None = None, encoding: str | None = None, url: str | None = None
) -> Found:
    data = html.encode() if isinstance(html, str) else html
    return read_html(Raw(data, "page.html", content_type, encoding, url, "2025-12-01"))


def dates(found: Found) -> list[tuple[str, str]]:
    return [(each.source, each.day) for each in found.dates]


def record(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


# -- the text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{paragraphs()}</article>",
        f"<main><h1>{TITLE}</h1><div>{'</div><div>'.join(SENTENCES)}</div></main>",
        f"<div class=content>{'<br><br>'.join(SENTENCES)}</div>",
        f"<article><header><p class=teaser>{SENTENCES[0]}</p></header>{paragraphs(*SENTENCES[1:])}</article>",
        f"<main><ul><li>{'<li>'.join(SENTENCES[:2])}</ul><blockquote>{paragraphs(*SENTENCES[2:])}</blockquote></main>",
        f"<main><dl><dt>Question?</dt><dd>{SENTENCES[0]}</dd></dl>{paragraphs(*SENTENCES[1:])}</main>",
        f"<form><div>{paragraphs()}</div></form>",
        f"<article></article><div>{paragraphs()}</div>",
        f"<article><p>Also new: a short notice.</p></article><div>{paragraphs()}</div>",
        f"<main><article>{'</article><article>'.join(f'<p>{each}</p>' for each in SENTENCES)}</article></main>",
        f"<article><div class=social><h1>{TITLE}</h1>{SENTENCES[0]}</div>{paragraphs(*SENTENCES[1:])}</article>",
        f"<article><section class=sharing-tools>Share</section>{paragraphs()}</article>",
    ],
)  # fmt: skip
def test_every_sentence_of_an_article_is_in_the_text(body: str) -> None:
    text = read(page(body)).text
    assert [sentence for sentence in SENTENCES if sentence not in text] == []


def test_lines_end_in_newlines_and_never_inside_a_sentence() -> None:
    broken = SENTENCES[0].replace(" ", "\r\n  ", 3).replace("forty", "<b>forty</b>\n")
    text = read(page(f"<article>{paragraphs(broken, *SENTENCES[1:])}</article>")).text
    assert text == "".join(f"{sentence}\n" for sentence in SENTENCES)


def test_invisible_marks_inside_words_are_left_out() -> None:
    hyphened = SENTENCES[0].replace("ministry", "mini&shy;stry").replace("armoured", "armoured\u200b")
    found = read(page(f"<article>{paragraphs(hyphened, *SENTENCES[1:])}</article>"))
    assert found.text.startswith(f"{SENTENCES[0]}\n")
    assert found.extractor.startswith("trafilatura")


def test_navigation_cookie_lines_comments_and_templates_are_left_out() -> None:
    noise = (
        "<nav><a href=/>Sections of this site that nobody asked for.</a></nav>",
        "<div class=cookie><p>We and our partners store cookies on your device.</p></div>",
        "<noscript><p>Please enable scripts to read the comments here.</p></noscript>",
        "<template><p>{{ teaser }}</p></template>",
        "<footer><p>All rights of everybody are reserved for ever.</p></footer>",
    )
    text = read(page(f"{''.join(noise)}<article>{paragraphs()}</article>{noise[0]}")).text
    assert text == "".join(f"{sentence}\n" for sentence in SENTENCES)


def test_a_page_laid_out_with_tables_keeps_its_paragraphs() -> None:
    cell = f"<h1>{TITLE}</h1><div>20.02.2024 11:15</div>{paragraphs()}"
    text = read(page(f"<table><tr><td>{cell}</td><td>See also</td></tr></table>")).text
    assert [line for line in ("20.02.2024 11:15", *SENTENCES) if line not in text.split("\n")] == []


def test_without_an_articles_element_a_teaser_beside_it_is_no_part_of_it() -> None:
    teaser = "<td><a href=/x>Another story, of which this page only says that it is to be read elsewhere.</a></td>"
    found = read(page(f"<table><tr><td><h1>{TITLE}</h1>{paragraphs(*SENTENCES * 2)}</td>{teaser * 3}</tr></table>"))
    assert found.extractor.startswith("trafilatura")


def test_a_table_in_an_article_stays_a_table() -> None:
    table = "<table><tr><th>Country</th><th>Vehicles</th></tr><tr><td>France</td><td>12</td></tr></table>"
    text = read(page(f"<article>{paragraphs()}{table}{paragraphs(*SENTENCES[:1])}</article>")).text
    assert "| France | 12 |" in text


def test_what_made_the_text_is_named_with_its_version() -> None:
    import lxml.etree
    import trafilatura

    assert read(page()).extractor == f"trafilatura {trafilatura.__version__}"
    deep = "<div>" * 500 + paragraphs() + "</div>" * 500
    assert read(page(deep)).extractor == f"lxml {lxml.etree.__version__}"


# -- encodings ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codec", "head", "content_type"),
    [
        ("utf-8", "", None),
        ("utf-8-sig", "<meta charset=windows-1251>", "text/html; charset=windows-1251"),
        ("cp1251", "<meta charset='windows-1251'>", None),
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', None),
        ("cp1251", "<meta charset=utf-8>", 'text/html; charset="Windows-1251"'),
        ("koi8-r", "<meta charset=koi8-r>", "text/html"),
        ("utf-16", "", None),
        ("utf-16-le", "", "text/html; charset=utf-16le"),
        ("utf-8", "<meta charset=utf-16>", None),
        ("utf-8", "<meta charset=no-such-thing>", None),
    ],
)
def test_the_encoding_is_what_mark_header_or_meta_tag_say(codec: str, head: str, content_type: str | None) -> None:
    found = read(page(paragraphs(RUSSIAN, RUSSIAN), head).encode(codec), content_type=content_type)
    assert found.text.startswith(f"{RUSSIAN}\n")
    assert found.warnings == ()


def test_the_encoding_that_a_person_names_goes_before_all() -> None:
    data = page(paragraphs(RUSSIAN, RUSSIAN), "<meta charset=utf-8>").encode("cp1251")
    assert read(data, content_type="text/html; charset=utf-8", encoding="windows-1251").text.startswith(RUSSIAN)


def test_latin_1_is_read_as_browsers_read_it() -> None:
    words = f"{SENTENCES[0]} “Soon” – he said."
    assert words in read(page(paragraphs(words), "<meta charset=iso-8859-1>").encode("cp1252")).text


def test_a_page_that_is_utf_8_in_spite_of_what_it_says_is_read_with_a_warning() -> None:
    found = read(page(paragraphs(f"{RUSSIAN} И")).encode(), content_type="text/html; charset=us-ascii")
    assert found.text.startswith(RUSSIAN)
    assert found.warnings == ("The page says that it is in cp1252; its bytes are UTF-8 and were read so.",)


@pytest.mark.parametrize("encoding", [None, "utf-8"])
def test_an_encoding_is_never_guessed(encoding: str | None) -> None:
    with pytest.raises(BadInputError) as caught:
        read(page(paragraphs(RUSSIAN)).encode("cp1251"), encoding=encoding)
    assert caught.value.what == "page.html is not in utf-8."
    assert caught.value.remedy == "Name its encoding, for example: --encoding windows-1251"


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "punycode"])
def test_an_encoding_that_writes_no_pages_is_refused(encoding: str) -> None:
    with pytest.raises(BadInputError, match=f"There is no encoding called {encoding}"):
        read(page(), encoding=encoding)


# -- hostile and empty pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"  \n", b"<html></html>", b"<!-- x -->", b"\0\0", b"<script>write()</script>"])
def test_a_page_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(BadInputError) as caught:
        read(data)
    assert caught.value.what == "page.html is a page without words."
    assert caught.value.remedy


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Sign in to continue</h1>",
        "<h1>Welcome</h1><form><input name=u><input type=password></form>",
        "<p>Subscribe to read the rest of this story.</p>",
        "<p>Please enable JavaScript.</p>",
        "<div id=root></div><noscript>You need JavaScript to run this app.</noscript>",
    ],
)
def test_a_wall_before_the_article_is_warned_of(body: str) -> None:
    (warning,) = read(page(body)).warnings
    assert "login, consent or JavaScript" in warning


def test_a_long_article_beside_a_login_is_no_wall() -> None:
    form = "<form><input type=password></form>"
    assert read(page(f"{form}<article>{paragraphs(*SENTENCES * 3)}</article>")).warnings == ()


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td"])
def test_a_page_nested_a_hundred_thousand_deep_is_refused_at_once(tag: str) -> None:
    begun = process_time()
    with pytest.raises(BadInputError, match=r"nested over 2,000 elements deep"):
        read(page(paragraphs() + f"<{tag}>" * 100_000 + "deep"))
    assert process_time() - begun < 2


def test_a_page_too_deep_for_trafilatura_is_read_all_the_same() -> None:
    text = read(page("<ul><li>Words" * 900 + paragraphs())).text
    assert text.count("Words") == 900
    assert SENTENCES[0] in text


@pytest.mark.slow
@pytest.mark.parametrize(
    "html",
    [
        page(paragraphs() * 10_000),
        page("<a href=x>word</a> " * 100_000 + paragraphs()),
        page(f'<div class="{"related " * 100_000}">{paragraphs()}</div>'),
        page(paragraphs(), f'<script type="application/ld+json">{"[" * 500_000}</script>'),
        page(paragraphs(), f"<title>{' - ' * 100_000}</title>"),
        page("<div class=related>" * 1_000 + paragraphs() * 2_000 + f"<h1>{SENTENCES[0]}</h1>"),
    ],
    ids=["paragraphs", "links", "class", "record", "title", "clutter"],
)
def test_a_hostile_page_takes_bounded_time(html: str) -> None:
    begun = process_time()
    assert SENTENCES[0] in read(html, url="https://a.example/2025/11/25/x").text
    assert process_time() - begun < 3


# -- title, publisher, address, language ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "top"),
    [
        (f"<meta property=og:title content='{TITLE}'><title>Another</title>", "<h1>A third</h1>"),
        (record(**{"@type": "NewsArticle"}, headline=TITLE), "<h1>Another</h1>"),
        ("<title>Something else</title>", f"<h1>{TITLE}</h1>"),
        (f"<title>{TITLE} | The Example Post</title>", ""),
        (
            f"<title>The Example Post - {TITLE}</title>",
            f"<h1>The Example Post</h1><h1>{TITLE}</h1>".partition("</h1>")[2],
        ),
        (f"<meta property=og:site_name content='The Example Post'><title>{TITLE} – The Example Post</title>", ""),
        ("<title>{{ page.title }}</title>", f"<h1>{TITLE}</h1>"),
    ],
    ids=["og", "record", "top", "tab", "before", "site", "template"],
)
def test_a_title_comes_without_the_name_of_the_site(head: str, top: str) -> None:
    assert read(page(f"<article>{top}{paragraphs()}</article>", head)).facts["title"] == TITLE


@pytest.mark.parametrize(
    ("html", "publisher"),
    [
        (page(head=record(**{"@type": "NewsArticle"}, publisher={"name": "Post &amp; Courier"})), "Post & Courier"),
        (
            page(head=record(**{"@graph": [
                {"@type": "WebPage", "name": "x"}, {"@type": ["NewsArticle"], "publisher": {"@id": "#us"}},
                {"@id": "#us", "@type": "Organization", "name": "The Example Post"},
            ]})),
            "The Example Post",
        ),
        (page(head="<meta property=og:site_name content='The Example Post'>"), "The Example Post"),
        (page(head=f"<title>{TITLE} | The Example Post</title>"), "The Example Post"),
        (page(f"<h1>{TITLE}</h1>{paragraphs()}", f"<title>The Example Post - {TITLE}</title>"), "The Example Post"),
        (page(f"<header><span>Post & Times</span></header>{paragraphs()}"), "Post & Times"),
    ],
    ids=["record", "graph", "og", "tab", "before", "spelt"],
)  # fmt: skip
def test_a_publisher_is_stated_or_stands_beside_the_title_or_is_spelt_by_the_address(html: str, publisher: str) -> None:
    assert read(html, url="https://www.posttimes.example/a").facts["publisher"] == publisher


def test_a_dateline_names_the_publisher_of_a_page_that_does_not() -> None:
    body = f"<article><h1>{TITLE}</h1><p>KYIV, 3 March (Meridian) – {SENTENCES[0]}</p>{paragraphs()}</article>"
    found = read(page(body))
    assert (found.facts["publisher"], dates(found)) == ("Meridian", [("dateline", "2025-03-03")])


def test_a_page_on_gov_uk_is_published_by_the_body_that_wrote_it() -> None:
    said = record(**{"@type": "NewsArticle"}, publisher={"name": "GOV.UK"}, author={"name": "Ministry of Defence"})
    assert read(page(head=said)).facts["publisher"] == "Ministry of Defence (UK)"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href=https://a.example/one>", "https://a.example/one"),
        ("<link rel=canonical href=/one>", "https://a.example/one"),
        ("<meta property=og:url content=https://a.example/one>", "https://a.example/one"),
        ("<link rel=canonical href=https://a.example/>", "https://a.example/found?x=1"),
        ("<link rel=canonical href=javascript:x>", "https://a.example/found?x=1"),
        ("<link rel=canonical href=http://[>", "https://a.example/found?x=1"),
        ("", "https://a.example/found?x=1"),
    ],
)
def test_the_address_is_the_pages_own_unless_it_is_none(head: str, url: str) -> None:
    assert read(page(head=head), url="https://a.example/found?x=1").facts["url"] == url


@pytest.mark.parametrize(
    ("attributes", "head", "language"),
    [
        ("lang=en-GB", "", "en"),
        ("", record(**{"@type": "Report"}, inLanguage="uk"), "uk"),
        ("", "<meta http-equiv=content-language content=de>", "de"),
        ("lang=x-default", "", None),
    ],
)
def test_the_language_is_the_one_declared(attributes: str, head: str, language: str | None) -> None:
    assert read(page(head=head, attributes=attributes)).facts.get("language") == language


# -- dates ----------------------------------------------------------------------------------------------------


def test_all_days_of_publication_are_kept() -> None:
    head = record(**{"@type": "NewsArticle"}, datePublished="2025-11-21T10:00:00Z", dateModified="2025-11-30")
    head += "<meta property=article:published_time content=2025-11-22T10:00:00Z>"
    body = f"<h1>{TITLE}</h1><time datetime=2025-11-23>today</time><p>Published 24 November 2025</p>"
    found = read(page(f"<article>{body}{paragraphs()}</article>", head), url="https://a.example/2025/11/25/x")
    assert dates(found) == [
        ("json-ld", "2025-11-21"),
        ("meta", "2025-11-22"),
        ("time", "2025-11-23"),
        ("url", "2025-11-25"),
        ("visible", "2025-11-24"),
    ]


def test_the_record_of_the_article_counts_and_not_that_of_another() -> None:
    head = record(**{"@type": "WebSite"}, datePublished="2001-01-01") + record(
        **{"@type": "NewsArticle"}, datePublished="2025-11-21"
    )
    assert dates(read(page(head=head))) == [("json-ld", "2025-11-21")]


def test_a_time_outside_the_article_is_another_articles() -> None:
    aside = "<aside><time datetime=2020-01-01>then</time></aside>"
    found = read(page(f"{aside}<article><time datetime=2025-11-23>now</time>{paragraphs()}</article>"))
    assert dates(found) == [("time", "2025-11-23")]


@pytest.mark.parametrize(
    "body",
    [
        f"<main>NOW{''.join(f'<article>THEN{each * 3}</article>' for each in SENTENCES)}</main>",
        f"NOW<article>THEN<p>Also new: a short notice.</p></article><div>{paragraphs()}</div>",
    ],
    ids=["many", "short"],
)
def test_one_article_of_many_and_a_short_one_do_not_date_the_page(body: str) -> None:
    html = body.replace("NOW", "<time datetime=2025-11-23>now</time>").replace(
        "THEN", "<time datetime=2020-01-01>then</time>"
    )
    assert dates(read(page(html))) == [("time", "2025-11-23")]


def test_a_day_in_the_body_is_none_of_publication() -> None:
    body = f"<h1>{TITLE}</h1>{paragraphs()}<p>It was promised on 3 March 2024 in the capital, officials said.</p>"
    found = read(page(f"<article>{body}</article>", "<meta name=date content=2025-11-21>"))
    assert dates(found) == [("meta", "2025-11-21")]


def test_htmldate_guesses_only_where_nothing_else_is_found() -> None:
    body = f"<article>{paragraphs()}</article><div class=footer-date>Posted: 2025-11-21</div>"
    assert dates(read(page(body))) == [("htmldate", "2025-11-21")]
    assert dates(read(page(body, "<meta name=date content=2025-11-20>"))) == [("meta", "2025-11-20")]


# -- installation ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("library", ["trafilatura", "lxml"])
def test_a_missing_library_says_what_to_install(library: str) -> None:
    lines = (
        f"import sys; sys.modules[{library!r}] = None",
        "from tracker.documents.found import Raw",
        "from tracker.documents.html import read_html",
        "from tracker.errors import BadInputError",
        "try: read_html(Raw(b'<p>Words</p>', 'page.html'))",
        "except BadInputError as error: print(error.remedy)",
    )
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    assert done.stdout == "pip install 'commitment-tracker[html]'\n"
