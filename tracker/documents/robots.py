"""What a host asks of programs: its robots.txt (RFC 9309), read once for each scheme, host and port."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.documents.addresses import Address
from tracker.errors import BadInputError

if TYPE_CHECKING:
    from protego import Protego

LARGEST = 500 * 1024  # bytes; the least that RFC 9309 wants read, and here the most
REDIRECTS = 5  # RFC 9309, 2.3.1.2
LONGEST_DELAY = 30.0  # seconds; a host that asks for longer pauses gets this one
SAVE = "Save the page yourself in a browser, and add the file."

# Reads an address; gives the status that came in the end (a redirect's own, after too many) and the bytes.
Read = Callable[[Address], tuple[int, bytes]]

_AGENT = re.compile(r"^[ \t]*user[- ]?agent[ \t]*[: \t][ \t]*([^\s#/]*)[^\n]*$", re.IGNORECASE | re.MULTILINE)


class Robots:
    """The rules of the hosts asked so far, for the program called ``name``."""

    def __init__(self, name: str, read: Read) -> None:
        self._name = name.lower()
        self._read = read
        self._rules: dict[str, Protego | BadInputError] = {}

    def check(self, address: Address) -> None:
        """Let an address pass that its host's robots.txt leaves open to this program.

        As RFC 9309 has it: a file that is not there (4xx) allows all, one that cannot be had (5xx, 429) nothing.

        :raises BadInputError: for an address that may not be fetched, or a host that does not answer.
        """
        if not self._of(address).can_fetch(address.url, self._name):
            raise BadInputError(
                f"{address.url} is not fetched: robots.txt of {address.netloc} asks programs not to fetch this.",
                remedy=SAVE,
            )

    def delay(self, address: Address) -> float:
        """The pause in seconds that the host asks for between two requests; 0 where it names none."""
        return min(self._of(address).crawl_delay(self._name) or 0.0, LONGEST_DELAY)

    def _of(self, address: Address) -> Protego:
        if address.origin not in self._rules:
            try:
                self._rules[address.origin] = self._asked(address)
            except BadInputError as refusal:
                self._rules[address.origin] = refusal
        rules = self._rules[address.origin]
        if isinstance(rules, BadInputError):
            raise BadInputError(rules.what, why=rules.why, remedy=rules.remedy)
        return rules

    def _asked(self, address: Address) -> Protego:
        status, data = self._read(address._replace(target="/robots.txt"))
        if 200 <= status < 300:
            return rules_in(data, self._name)
        if status < 500 and status != 429:
            return rules_in(b"", self._name)
        raise BadInputError(
            f"{address.url} is not fetched: robots.txt of {address.netloc} cannot be had (status {status}).",
            why="While a host cannot say what programs may fetch, they fetch nothing (RFC 9309).",
            remedy=f"Try again later. {SAVE}",
        )


def rules_in(data: bytes, name: str) -> Protego:
    """Read the rules of a robots.txt; bytes that are no rules allow everything.

    Groups for other programs are merged beforehand: Protego keeps every rule once for each program that it is
    meant for, which for some thousands of both takes minutes.
    """
    try:
        from protego import Protego
    except ImportError:
        raise BadInputError(
            "Fetching from the web needs the package protego.", remedy="pip install 'commitment-tracker[web]'"
        ) from None

    def merged(line: re.Match[str]) -> str:
        agent = line[1].lower()
        return f"User-agent: {agent if agent in ('*', name) else '-'}"

    text = data[:LARGEST].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Protego.parse(_AGENT.sub(merged, text))
