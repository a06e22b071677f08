"""Which web addresses may be asked, however they are spelt."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.addresses import Address, is_public, joined, numbers, parse, resolved
from tracker.errors import BadInputError

PUBLIC, PRIVATE = "93.184.216.34", "10.0.0.1"


def refusal(url: str) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        parse(url)
    return caught.value


# -- spellings ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/A?b=C#part", "https://example.org/A?b=C"),
        ("  https://example.org/a  ", "https://example.org/a"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("http://example.org:/", "http://example.org/"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://élysée.example/", "https://xn--lyse-9oad.example/"),
        ("https://xn--lyse-9oad.example/", "https://xn--lyse-9oad.example/"),
        ("https://example。org/", "https://example.org/"),
        ("https://example.org/déclaration du 4?à=é", "https://example.org/d%C3%A9claration%20du%204?%C3%A0=%C3%A9"),
        ("https://example.org/d%C3%A9j%C3%A0%2F", "https://example.org/d%C3%A9j%C3%A0%2F"),
        ("https://example.org?q", "https://example.org/?q"),
        ("https://[2606:4700:0:0::1111]:8443/", "https://[2606:4700::1111]:8443/"),
        ("https://_dmarc.example.org/", "https://_dmarc.example.org/"),
    ],
)
def test_an_address_has_one_spelling(url: str, plain: str) -> None:
    assert parse(url).url == plain
    assert parse(plain).url == plain


def test_the_host_header_names_a_port_only_where_it_is_unusual() -> None:
    assert parse("https://example.org:443/").netloc == "example.org"
    assert parse("http://example.org:8080/").netloc == "example.org:8080"
    assert parse("http://[::1]:8080/").netloc == "[::1]:8080"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/a", "example.org/a", "javascript:alert(1)", "//example.org/", ""]
)
def test_only_http_and_https_are_fetched(url: str) -> None:
    assert refusal(url).what == f"{url} is not fetched: only http and https addresses are."


@pytest.mark.parametrize("url", ["https://anna:secret@example.org/", "https://anna@example.org/", "http://@a.example/"])
def test_a_password_in_an_address_is_refused_and_not_repeated(url: str) -> None:
    refused = refusal(url)
    assert "holds a name or a password" in refused.what
    assert "secret" not in str(refused)
    assert "anna" not in str(refused)


@pytest.mark.parametrize(
    "host", ["0x7f.1", "0x7f000001", "2130706433", "127.1", "0177.0.0.1", "127.0.0.01", "1.2.3.4.5", "１２７.1", "a.0x"]
)
def test_a_number_in_an_odd_spelling_is_refused_since_it_hides_where_it_leads(host: str) -> None:
    assert "is an IP number in an unusual spelling" in refusal(f"http://{host}/").why


@pytest.mark.parametrize(
    "host",
    ["", ".", "a..b", "-a.example", "a b.example", "a%2e.example", "a\\.example", "a,b", f"{'a' * 64}.example",
     ".".join(["abcdefg"] * 40)],
)  # fmt: skip
def test_what_is_no_name_of_a_host_is_refused(host: str) -> None:
    assert "is no name of a host" in refusal(f"http://{host}/").why


@pytest.mark.parametrize("url", ["http://[::1", "http://[fe80::1%25eth0]/", "http://[v1.a]/", "http://[::1]a/"])
def test_what_is_no_ipv6_number_is_refused(url: str) -> None:
    assert "is no web address" in refusal(url).what


@pytest.mark.parametrize("port", ["0", "65536", "-1", "８０", "1e3"])
def test_what_is_no_port_is_refused(port: str) -> None:
    assert "is no web address" in refusal(f"http://example.org:{port}/").what


@pytest.mark.parametrize(
    "url", ["http://a.example/\r\nHost: b.example", "http://a.exa\tmple/", "http://a.example/\x00"]
)
def test_control_characters_are_refused(url: str) -> None:
    refused = refusal(url)
    assert "holds a control character" in refused.what
    assert "\n" not in refused.what


@pytest.mark.parametrize("host", ["straße.example", "a\u200db.example"])
def test_a_name_that_old_and_new_rules_read_differently_is_refused(host: str) -> None:
    assert "cannot be written in ASCII without doubt" in refusal(f"https://{host}/").what


def test_an_endless_address_is_refused_in_a_short_message() -> None:
    refused = refusal("https://example.org/" + "a" * 5000)
    assert refused.what.endswith("… has over 4000 characters.")
    assert len(str(refused)) < 200


@given(st.text(max_size=60).map("http://{}".format) | st.text(max_size=40))
def test_any_text_is_read_as_an_address_or_refused(url: str) -> None:
    try:
        address = parse(url)
    except BadInputError:
        assert "\n" not in refusal(url).what
        return
    assert parse(address.url) == address
    assert address.url.isascii()
    assert not set(" \r\n\t\\@") & set(address.netloc)


def test_a_link_is_read_from_the_page_that_it_stands_on() -> None:
    page = parse("https://example.org/news/today?page=2")
    assert joined(page, "../map").url == "https://example.org/map"
    assert joined(page, "//other.example/a").url == "https://other.example/a"
    assert joined(page, "?page=3").url == "https://example.org/news/today?page=3"
    with pytest.raises(BadInputError):
        joined(page, "file:///etc/passwd")
    with pytest.raises(BadInputError):
        joined(page, "https://[::1/")


# -- machines -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::1",
    ],
)  # fmt: skip
def test_a_number_of_the_internet_is_public(number: str) -> None:
    assert is_public(ip_address(number))


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0.1.2.3",
        "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1",
        "192.88.99.1", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fe80::1", "fec0::1",
        "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "3fff::1", "2001::1", "100::1", "5f00::1",
        "64:ff9b::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1.1.1.1", "2002:a00:1::1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_a_number_of_this_machine_or_its_network_is_not_public(number: str) -> None:
    assert not is_public(ip_address(number))


def asked(url: str, *found: str, allow_private: bool = False) -> tuple[str, ...]:
    return numbers(parse(url), allow_private, lambda _host, _port: found)


def test_a_host_is_asked_at_the_numbers_that_it_was_found_at() -> None:
    assert asked("https://example.org/", PUBLIC, "2606:4700::1111") == (PUBLIC, "2606:4700::1111")
    assert asked("https://1.1.1.1/", PUBLIC) == ("1.1.1.1",)


@pytest.mark.parametrize("found", [(PRIVATE,), (PUBLIC, PRIVATE), ("::ffff:10.0.0.1",), ("fe80::1%2",)])
def test_a_host_with_any_private_number_is_refused(found: tuple[str, ...]) -> None:
    with pytest.raises(BadInputError) as caught:
        asked("https://intranet.example:8443/a", *found)
    assert caught.value.what == (
        "https://intranet.example:8443 is not fetched: it is not on the public internet"
        f" (intranet.example is {found[-1]})."
    )
    assert caught.value.remedy == "If that is meant, allow it: --allow-private"
    assert asked("https://intranet.example/", *found, allow_private=True) == found


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::ffff:127.0.0.1]/", "http://[::1]/", "http://10.1/"])
def test_a_private_number_is_refused_without_a_look_up(url: str) -> None:
    with pytest.raises(BadInputError):
        asked(url, PUBLIC)


def test_localhost_is_looked_up_and_refused_in_any_spelling() -> None:
    for host in ("localhost", "LOCALHOST.", "ⓛocalhost"):
        with pytest.raises(BadInputError, match="is not on the public internet"):
            numbers(parse(f"http://{host}:9/"))


@pytest.mark.parametrize("host", ["fe80::1%no-such-card", "a..example"])  # found wanting without asking the net
def test_a_host_that_does_not_exist_is_refused(host: str) -> None:
    with pytest.raises(BadInputError) as caught:
        resolved(host, 80)
    assert caught.value.what == f"There is no host called {host}, as far as this machine can tell."
    assert caught.value.remedy


def test_every_number_of_a_host_is_found_once() -> None:
    found = resolved("localhost", 80)
    assert len(found) == len(set(found))
    assert set(found) <= {"127.0.0.1", "::1"}
    assert Address("http", "localhost", 80, "/").origin == "http://localhost"
