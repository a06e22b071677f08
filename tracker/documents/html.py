"""Read a web page as a document: the article's text by trafilatura, and what the page says of itself."""

from __future__ import annotations

import codecs
import json
import logging
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from tracker.documents.dating import declared, guessed
from tracker.documents.found import Found, Raw
from tracker.documents.heading import Heading, british, read_heading, spelt
from tracker.documents.text import without_controls
from tracker.errors import BadInputError

_MOST_ELEMENTS = 30_000  # more would keep trafilatura busy for many seconds
_FEW = 600  # characters; an article is longer
_BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr",
}  # fmt: skip
_ASIDE = {
    "script", "style", "noscript", "template", "head", "nav", "aside", "footer", "button", "figcaption", "svg",
}  # fmt: skip
_CLUTTER = re.compile(
    r"(?i)(?:^|[\s_-])(?:cookies?|consent|newsletter|related|shar(?:e|ing)|social|promo|advert\w*|comments?|sidebar|popup"
    r"|modal|breadcrumbs?|sr-only)(?:$|[\s_-])"
)
_WALL = re.compile(
    r"(?i)(?:sign|log) ?in to (?:continue|read)|subscribe to (?:read|continue)|javascript|accept (?:all )?cookies"
    r"|before you continue|for subscribers|verify (?:that )?you are"
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.+-]{2,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CODEC = re.compile(r"utf-(?:8|16|32).*|cp\d+|iso8859-\d+|koi8-\w|mac-\w+|gb\w+|big5\w*|shift_jis\w*|euc_\w+|ascii")
_AS_BROWSERS_READ = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_META_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "citation_publisher", "application-name")
_KINDS = ("Article", "BlogPosting", "Report")  # of JSON-LD records that speak of the page itself
_JOINTS = "|-–—·•»:"


class _Page(NamedTuple):
    """A parsed page: the tree, the element of its article, its metas by name, its article's record in JSON-LD."""

    tree: Any
    article: Any
    metas: dict[str, str]
    record: dict[str, Any]


def read_html(raw: Raw) -> Found:
    """Read a page: every sentence of its article as text; title, publisher, url, language and dates.

    Raises ``BadInputError`` for bytes that do not fit the encoding declared, a page without words, one nested over
    2,000 deep, and where trafilatura is not installed.
    """
    html, warnings = _decoded(raw)
    tree, unwieldy = _parsed(html, raw.name)
    page = _page(tree)
    within = tree if page.article is None else page.article
    lines = list(_lines(within))
    stated = list(declared(_word(page.record.get("datePublished")), page.metas, within.iter("time"), raw.url or ""))
    known = [each.day for each in stated]
    heading = read_heading("\n".join(lines[:60]), retrieved_on=raw.retrieved_on, known=known)
    facts = _facts(page, heading, raw.url)
    dates = [*stated, *heading.dates]
    dates = dates or ([] if unwieldy else guessed(html, raw.url, raw.retrieved_on))
    text, extractor = _text(page, lines, unwieldy)
    if not text:
        raise BadInputError(
            f"{raw.name} is a page without words.",
            why="It may be made by a script, or stand behind a login.",
            remedy="Open it in a browser, save the text and add that.",
        )
    if len(text) < _FEW and (tree.find(".//input[@type='password']") is not None or _WALL.search(text)):
        warnings = (
            *warnings,
            "The page is short and asks for a login, consent or JavaScript: its text may be missing.",
        )
    return Found(text, "text/html", extractor, facts, tuple(dict.fromkeys(dates)), warnings)


def _decoded(raw: Raw) -> tuple[str, tuple[str, ...]]:
    """Decode by the encoding that a person named, else by mark, by header, by meta tag, else as UTF-8."""
    if raw.encoding and not _codec(raw.encoding):
        raise BadInputError(f"There is no encoding called {raw.encoding}.")
    mark = next((codec for mark, codec in _MARKS if raw.data.startswith(mark)), None)
    header = re.search(r"charset=[\"']?([\w:.+-]{2,40})", raw.content_type or "", re.IGNORECASE)
    meta = _CHARSET.search(raw.data[:4096])
    meta_codec = _codec(meta[1].decode("ascii").lower().replace("utf-16", "utf-8")) if meta else None  # it is ASCII
    named = _codec(raw.encoding or "") or mark or (_codec(header[1]) if header else None) or meta_codec or "utf-8"
    other = f"The page says that it is in {named}; its bytes are UTF-8 and were read so."
    for codec, warnings in ((named, ()), ("utf-8", (other,))):
        try:
            return _CONTROL.sub("", raw.data.decode(codec)).removeprefix("\ufeff"), warnings
        except UnicodeDecodeError:
            if raw.encoding:
                break
    raise BadInputError(
        f"{raw.name} is not in {named}.",
        why="Guessing an encoding can change the words that were said.",
        remedy="Name its encoding, for example: --encoding windows-1251",
    )


def _codec(name: str) -> str | None:
    """The codec that browsers use for an encoding's name; ``None`` for what encodes no page."""
    try:
        codec = codecs.lookup(name.strip().lower().removeprefix("x-").replace("win-", "windows-")).name
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS_READ.get(codec, codec) if _CODEC.fullmatch(codec) else None


def _parsed(html: str, name: str) -> tuple[Any, bool]:
    """The tree of a page, and whether it is too deep or too large to be handed to trafilatura."""
    try:
        import trafilatura  # noqa: F401  (that it is there, before a page is parsed for it)
        from lxml import etree
        from lxml.html import HTMLParser, document_fromstring
    except ImportError as error:
        raise BadInputError(
            "No reader of HTML is installed.", remedy="pip install 'commitment-tracker[html]'"
        ) from error
    for huge in (False, True):  # libxml2 cuts a page off at a depth of 256, a huge one at 2048
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=huge)
        try:
            tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
        except etree.ParserError:  # there is nothing in it
            return document_fromstring("<html></html>"), False
        if not any("xcessive depth" in each.message for each in parser.error_log):
            return tree, huge or sum(1 for _ in tree.iter()) > _MOST_ELEMENTS
    raise BadInputError(
        f"{name} is nested over 2,000 elements deep: what lies deeper cannot be read.",
        remedy="Save its words as plain text and add that.",
    )


def _text(page: _Page, lines: list[str], unwieldy: bool) -> tuple[str, str]:
    """The text, and what made it: trafilatura; the bare lines where it cannot cope or leaves out a sentence."""
    import trafilatura
    from lxml import etree

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it would say, our errors and warnings say
    text, allowed = "", 0.5 if page.article is None else 0  # without an article's element the lines hold clutter too
    if not unwieldy:
        _unfold_layout(page.tree)
        try:  # fast: without a second and a third opinion; what they are for is made sure of below
            text = trafilatura.extract(page.tree, fast=True, include_comments=False, favor_recall=True) or ""
        except (RecursionError, ValueError, AttributeError, TypeError):  # a page that it was not written for
            text = ""
    if not text.strip() or _left_out(text, lines) > allowed:
        return "".join(f"{line}\n" for line in lines), f"lxml {etree.__version__}"
    kept = (line.strip() for line in without_controls(text).split("\n"))
    return "".join(f"{line}\n" for line in kept if line), f"trafilatura {trafilatura.__version__}"


def _left_out(text: str, lines: list[str]) -> float:
    """The share of the sentences in the lines, by their length, that are not in the text."""
    kept = {"".join(line.split()).lstrip("-|") for line in text.split("\n")}
    sentences = ["".join(line.split()) for line in lines if len(line) > 60 and {*line[-2:]} & {*".!?…"}]
    strange, joined = [line for line in sentences if line not in kept][:200], "".join(text.split())
    return sum(len(line) for line in strange if line not in joined) / max(1, sum(map(len, sentences)))


def _unfold_layout(tree: Any) -> None:
    """Turn the tables that an old page is laid out with into plain blocks: a cell would come out as one line."""
    blocks = Counter(cell for block in tree.iter("p", "h1", "h2") for cell in islice(block.iterancestors("td"), 1))
    for cell in [cell for cell, count in blocks.items() if count > 2]:
        for outer in list(cell.iterancestors("table", "tbody", "tr", "td")):
            for part in (outer, *outer.iterchildren("tbody", "tr", "td")):
                part.tag = "div"


def _lines(top: Any) -> Iterator[str]:
    """The words of an element block by block, without navigation, notices and scripts."""
    from lxml import etree

    pieces: list[str] = []
    titled = {outer for title in islice(top.iter("h1"), 20) for outer in title.iterancestors()}
    walk = etree.iterwalk(top, events=("start", "end"))
    for event, element in walk:
        if element.tag in _BLOCKS or element is top:
            if line := " ".join(_INVISIBLE.sub("", "".join(pieces)).split()):
                yield line
            pieces.clear()
        if event == "end":
            pieces.append(element.tail or "")
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
        if element is not top and (element.tag in _ASIDE or (element not in titled and _CLUTTER.search(names))):
            walk.skip_subtree()
        else:
            pieces.append(element.text or "")


def _page(tree: Any) -> _Page:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        metas.setdefault(key.lower(), _plain(meta.get("content")))
    records = list(_records(tree))
    ranks = [2 * _word(each.get("@type")).endswith(_KINDS) + ("datePublished" in each) for each in records]
    record = records[ranks.index(max(ranks))] if records else {}
    publisher = record.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher:  # it names a record that stands elsewhere
        publisher = [each for each in records if "name" in each and each.get("@id") == publisher.get("@id", "")]
    found = [*islice(tree.iter("article"), 50), *islice(tree.iterfind(".//*[@itemprop='articleBody']"), 5)]
    lengths = [len(each.text_content()) for each in found]
    single = found and max(lengths) > max(200, sum(lengths) / 2)  # not one of many on a list or in a live report
    article = found[lengths.index(max(lengths))] if single else next(tree.iter("main"), None)
    return _Page(tree, article, metas, {**record, "publisher": publisher})


def _records(tree: Any) -> Iterator[dict[str, Any]]:
    """The records that a page holds for search engines, those inside others included."""
    left = 500
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or len(script.text or "") > 1_000_000:
            continue
        try:
            queue = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while queue and left > 0:
            node, left = queue.pop(0), left - 1
            if isinstance(node, list):
                queue += node
            elif isinstance(node, dict):
                yield node
                queue += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _word(value: object) -> str:
    """The first text of a value in JSON-LD, where a text, a list and a record with a name mean the same."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or ""
    return _plain(unescape(value)) if isinstance(value, str) else ""


def _plain(words: str | None) -> str:
    return " ".join((words or "")[:2000].split())


def _facts(page: _Page, heading: Heading, address: str | None) -> dict[str, str]:
    url = _address(page, address)
    title, site = _title(page, heading)
    ends = (_plain(words) for end in page.tree.iter("header", "footer") for words in end.itertext())
    publisher = site or spelt(urlsplit(url).hostname or "", ends) or heading.publisher or ""
    language = page.tree.get("lang") or _word(page.record.get("inLanguage")) or page.metas.get("content-language", "")
    code = re.split(r"[^a-z]", language.strip().lower())[0]
    publisher, code = "" if publisher == title else publisher, code if len(code) in (2, 3) else ""
    facts = {"title": title, "publisher": publisher, "url": url, "language": code}
    return {name: value for name, value in facts.items() if value}


def _title(page: _Page, heading: Heading) -> tuple[str, str]:
    """The title without the site's name, and the site's name, which often stands only beside the title."""
    tab = _plain(page.tree.findtext(".//title"))
    tops = [_plain(each.text_content()) for each in islice(page.tree.iter("h1"), 20)]
    top = next((each for each in tops if each and each in tab), tops[0] if tops else "")
    names = [_word(page.record.get("publisher")), *(page.metas.get(each, "") for each in _META_PUBLISHERS)]
    site = next((each for each in names if each and "/" not in each and "{{" not in each), "")
    offered = (page.metas.get("og:title", ""), _word(page.record.get("headline")), top, tab, heading.title or "")
    title = next((each for each in offered if each and "{{" not in each), "")
    around = tab.replace(top, "", 1).strip(f" {_JOINTS}") if top and top in tab else ""
    if not site and not top:
        site = (re.findall(r".{12,} [|–—-] ([^|–—]{2,40})$", title) or [""])[0]
    for joint in _JOINTS:
        for name in filter(None, (site, around)):
            title = title.removesuffix(f" {joint} {name}").removeprefix(f"{name} {joint} ")
    if site == "GOV.UK":  # where many bodies publish
        site = british(_word(page.record.get("author"))) or heading.publisher or site
    return title, site or around[:80]


def _address(page: _Page, address: str | None) -> str:
    """The address that the page gives itself, unless it is the site's front page; else where it was found."""
    links = [each.get("href") for each in page.tree.iter("link") if (each.get("rel") or "").lower() == "canonical"]
    for link in (*links, page.metas.get("og:url")):
        try:
            url = urljoin(address or "", (link or "").strip()[:2000])
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and parts.path.strip("/"):
            return str(url)
    return address or ""
