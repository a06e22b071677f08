"""A web page as a document: its bytes decoded, its article whole, its traps avoided."""

from __future__ import annotations

import subprocess
import sys
from time import process_time

import pytest

from tests.documents.webpages import RUSSIAN, SENTENCES, TITLE, page, paragraphs, read
from tracker.errors import BadInputError

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
