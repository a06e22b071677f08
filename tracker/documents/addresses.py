"""Which web addresses may be asked: http and https, on machines that are public, in one spelling."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from tracker.errors import BadInputError

Resolver = Callable[[str, int], Sequence[str]]

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4000  # characters; browsers and servers give up at about twice that
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_BRACKETS = re.compile(r"\[[^\]%]*\](?::[0-9]*)?")  # no zone (%): that names a card of this machine
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# The old rules for names (IDNA 2003) turn these four into others or drop them; the new ones (2008) keep them.
_TWO_READINGS = frozenset("ßς\u200c\u200d")
_PLAIN = "/%:@!$&'()*+,;=~"  # what a path may hold as it is, beside letters and figures (RFC 3986)
_NAT64 = IPv6Network("64:ff9b::/96")
_IN_USE = IPv6Network("2000::/3")  # all that has ever been given out for the public internet
_DOCUMENTATION = IPv6Network("3fff::/20")
_RELAYS = ("192.88.99.", "192.0.0.")  # protocol assignments that some versions of Python call public


class Address(NamedTuple):
    """A web address in its one spelling; ``host`` is lower-case ASCII without brackets, ``target`` path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """The host as a ``Host`` header names it: an IPv6 address in brackets, a port only where it is unusual."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what has one robots.txt."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return self.origin + self.target


def parse(url: str) -> Address:
    """Read an http or https address in any of its spellings.

    :raises BadInputError: for another scheme, a name or password in it, or a host that is no plain name or number.
    """
    shown = _shown(url)
    if len(url) > _LONGEST:
        raise BadInputError(f"The address {shown} has over {_LONGEST} characters.")
    if any(ord(each) < 32 or each == "\x7f" for each in url):
        raise BadInputError(f"The address {shown} holds a control character.")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise BadInputError(f"{shown} is no web address.", why=f"{str(error)[:80]}.") from None
    if parts.scheme not in _PORTS:
        raise BadInputError(
            f"{shown} is not fetched: only http and https addresses are.",
            remedy="Give an address that begins with https://, or the path of a file.",
        )
    if "@" in parts.netloc:
        raise BadInputError(
            f"The address {shown} holds a name or a password.",
            why="The register keeps addresses and shows them to every reader.",
            remedy="Save the page yourself in a browser, and add the file.",
        )
    if port == 0:
        raise BadInputError(f"{shown} is no web address.", why="There is no port 0.")
    return Address(parts.scheme, _host(parts, shown), port or _PORTS[parts.scheme], _target(parts))


def joined(address: Address, reference: str) -> Address:
    """The address that a redirect or a link names, seen from the page that it stands on."""
    try:
        return parse(urljoin(address.url, reference.strip()))
    except ValueError as error:
        raise BadInputError(f"{_shown(reference)} is no web address.", why=f"{str(error)[:80]}.") from None


def resolved(host: str, port: int) -> tuple[str, ...]:
    """Ask the system for the numbers of a host, each once, in the order of its preference.

    How long that takes is up to the system's resolver.

    :raises BadInputError: when the name is not known, or cannot be looked up now.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadInputError(
            f"There is no host called {host}, as far as this machine can tell.",
            why=f"{getattr(error, 'strerror', None) or 'The name cannot be looked up'}.",
            remedy="Check the spelling of the address, and the connection to the internet.",
        ) from None
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def numbers(address: Address, allow_private: bool = False, resolver: Resolver = resolved) -> tuple[str, ...]:
    """Look a host up once and return its IP numbers, to which alone it is then safe to connect.

    Every number must be public: a name that stands for one public and one private machine is refused too, since
    it could be either at the next look-up.

    :raises BadInputError: for a host that is not public, unless ``allow_private``.
    """
    literal = _literal(address.host)
    found = (str(literal),) if literal else tuple(resolver(address.host, address.port))
    private = [each for each in found if not is_public(ip_address(each))]
    if private and not allow_private:
        other = "" if literal else f" ({address.host} is {private[0]})"
        raise BadInputError(
            f"{address.origin} is not fetched: it is not on the public internet{other}.",
            why="Such an address leads to this machine or into its own network.",
            remedy="If that is meant, allow it: --allow-private",
        )
    return found


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Tell whether an IP number belongs to the public internet (IANA's special-purpose registries, RFC 6890).

    A number that carries an IPv4 number inside (mapped, 6to4, NAT64) is as public as that one.
    """
    if isinstance(number, IPv4Address):
        special = number.is_multicast or number.is_reserved or number.is_private or str(number).startswith(_RELAYS)
        return number.is_global and not special
    inner = number.ipv4_mapped or number.sixtofour
    if number in _NAT64:
        inner = IPv4Address(int(number) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    return number in _IN_USE and number.is_global and number not in _DOCUMENTATION


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _host(parts: SplitResult, shown: str) -> str:
    host = parts.hostname or ""
    if "[" in parts.netloc:
        literal = _literal(host) if _BRACKETS.fullmatch(parts.netloc) else None
        if literal is None:
            raise BadInputError(f"{shown} is no web address.", why=f"[{host[:60]}] is no IPv6 number.")
        return str(literal)
    name = _ascii(host, shown).removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]) and _literal(name) is None:
        raise BadInputError(
            f"{shown} is no plain web address.",
            why=f"{name[:60]} is an IP number in an unusual spelling, which hides where it leads.",
            remedy="Write the host by its name, or as four decimal numbers.",
        )
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadInputError(f"{shown} is no web address.", why=f"“{name[:60]}” is no name of a host.")
    return name


def _ascii(host: str, shown: str) -> str:
    """The name as the net knows it: ``élysée.example`` is ``xn--lyse-9oad.example``."""
    if host.isascii():
        return host
    try:
        if _TWO_READINGS & set(host) or len(host) > 253:
            raise UnicodeError
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise BadInputError(
            f"The host in {shown} cannot be written in ASCII without doubt.",
            remedy="Copy the address from a browser that shows the host as xn--…",
        ) from None


def _target(parts: SplitResult) -> str:
    """Path and query, with what may not stand in a request percent-encoded; what is encoded stays as it is."""
    path, query = quote(parts.path, safe=_PLAIN) or "/", quote(parts.query, safe=f"{_PLAIN}?")
    return f"{path}?{query}" if query else path


def _shown(url: str) -> str:
    """An address fit for a message: short, on one line, and without a password."""
    clean = re.sub(r"[\x00-\x20\x7f]+", " ", url[:300]).strip()
    clean = re.sub(r"^([^/?#]{0,20}//)?[^/?#]*@", r"\1", clean)
    return clean if len(clean) <= 120 else f"{clean[:119]}…"
