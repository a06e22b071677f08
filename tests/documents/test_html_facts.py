"""What a web page says of itself: its title, its publisher, its address, its language, its days."""

from __future__ import annotations

import pytest

from tests.documents.webpages import SENTENCES, TITLE, dates, page, paragraphs, read, record

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
