"""What robots.txt means for this program."""

from __future__ import annotations

from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.addresses import Address, parse
from tracker.documents.robots import LARGEST, LONGEST_DELAY, Robots, rules_in
from tracker.errors import BadInputError

NAME = "commitment-tracker"


def allowed(text: str, path: str = "/news/today") -> bool:
    return bool(rules_in(text.encode(), NAME).can_fetch(f"https://example.org{path}", NAME))


class Host:
    """Answers for robots.txt, and counts the questions."""

    def __init__(self, status: int, text: str = "") -> None:
        self.status, self.text = status, text
        self.asked: list[str] = []

    def read(self, address: Address) -> tuple[int, bytes]:
        self.asked.append(address.url)
        return self.status, self.text.encode()


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("", True),
        ("User-agent: *\nDisallow:\n", True),
        ("User-agent: *\nDisallow: /\n", False),
        ("user-agent : *\r\nDISALLOW: /news\r\n", False),
        ("User-agent: *\rDisallow: /news\r", False),
        ("\ufeffUser-agent: *\nDisallow: /news\n", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/\n", True),
        ("User-agent: *\nDisallow: /*day$\n", False),
        ("User-agent: *\nDisallow: /*day/$\n", True),
        ("User-agent: other\nDisallow: /\n", True),
        ("User-agent: other\nUser-agent: *\nDisallow: /\n", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Commitment-Tracker/2.0 # us\nDisallow: /private\n", True),
        ("User-agent: commitment-tracker\nDisallow: /\n\nUser-agent: *\nAllow: /\n", False),
        ("User-agent: commitment\nDisallow: /\n", True),
        ("<!doctype html><p>User-agent: none of ours", True),
        ("\x00\xff\n:::\nDisallow: /\n", True),
    ],
)
def test_the_group_for_this_program_decides_and_else_the_one_for_all(text: str, may: bool) -> None:
    assert allowed(text) is may


def test_an_escaped_letter_is_the_same_letter() -> None:
    assert not allowed("User-agent: *\nDisallow: /d%C3%A9claration\n", "/déclaration")


def test_a_page_that_may_not_be_fetched_is_refused_with_a_way_out() -> None:
    robots = Robots(NAME, Host(200, "User-agent: *\nDisallow: /a\n").read)
    robots.check(parse("https://example.org:8443/b"))
    with pytest.raises(BadInputError) as caught:
        robots.check(parse("https://example.org:8443/a?b"))
    assert caught.value.what == (
        "https://example.org:8443/a?b is not fetched: robots.txt of example.org:8443 asks programs not to fetch this."
    )
    assert caught.value.remedy == "Save the page yourself in a browser, and add the file."


def test_robots_txt_is_read_once_for_each_scheme_host_and_port() -> None:
    host = Host(404)
    robots = Robots(NAME, host.read)
    for url in ("https://a.example/1", "https://a.example/2?q", "http://a.example/", "https://a.example:8443/"):
        robots.check(parse(url))
    assert host.asked == [f"{origin}/robots.txt" for origin in (
        "https://a.example", "http://a.example", "https://a.example:8443")]  # fmt: skip


@pytest.mark.parametrize("status", [302, 401, 403, 404, 410])
def test_a_host_without_robots_txt_allows_everything(status: int) -> None:
    Robots(NAME, Host(status, "User-agent: *\nDisallow: /").read).check(parse("https://example.org/a"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_host_that_cannot_give_its_robots_txt_allows_nothing_and_is_asked_once(status: int) -> None:
    host = Host(status)
    robots = Robots(NAME, host.read)
    for _ in range(2):
        with pytest.raises(BadInputError) as caught:
            robots.check(parse("https://example.org/a"))
        assert f"robots.txt of example.org cannot be had (status {status})." in caught.value.what
        assert "RFC 9309" in caught.value.why
    assert len(host.asked) == 1


def test_the_pause_is_that_of_the_group_within_reason() -> None:
    groups = "User-agent: *\nCrawl-delay: 5\n\nUser-agent: commitment-tracker\nCrawl-delay: {}\nAllow: /\n"
    pauses = {"2.5": 2.5, "3600": LONGEST_DELAY, "": 0.0, "soon": 0.0, "-1": 0.0, "nan": 0.0}
    for asked, kept in pauses.items():
        robots = Robots(NAME, Host(200, groups.format(asked)).read)
        assert robots.delay(parse("https://example.org/")) == kept
    assert Robots(NAME, Host(200, groups[:31]).read).delay(parse("https://example.org/")) == 5


def test_rules_beyond_the_size_that_must_be_read_are_not_read() -> None:
    head = "User-agent: *\n"
    assert allowed(head + "#" * LARGEST + "\nDisallow: /\n")
    assert not allowed(head + "#" * (LARGEST - 100) + "\nDisallow: /\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{i}\n" for i in range(15000)) + "Disallow: /a\n" * 20000,
        "User-agent: *\n" + "Disallow: /*a*b\n" * 30000,
        "User-agent: *\nDisallow: /" + "*a" * 200000,
        "User-agent " * 45000,
        "user-agent" + " " * 490000 + "x",
        ("User-agent: *\nUser-agent: b\nAllow: /\n") * 12000,
        "\n" * 500000,
    ],
    ids=["programs", "rules", "wildcards", "words", "blanks", "groups", "lines"],
)
def test_no_robots_txt_takes_long(text: str) -> None:
    began = monotonic()
    allowed(text, "/" + "a" * 3000)
    assert monotonic() - began < 2


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_text_allows_or_forbids(text: str, path: str) -> None:
    assert allowed(f"User-agent: *\n{text}", f"/{path}") in (True, False)
