"""Fetch a page from the web: only public machines, within limits, at a polite pace, and as its host wishes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from email.utils import parsedate_to_datetime
from time import monotonic, sleep
from typing import NamedTuple

from tracker.documents import addresses
from tracker.documents.addresses import Address, Resolver
from tracker.documents.asking import Answer, Bounds, NoAnswerError, TooLargeError, ask
from tracker.documents.robots import LARGEST as LARGEST_ROBOTS
from tracker.documents.robots import REDIRECTS as ROBOTS_REDIRECTS
from tracker.documents.robots import SAVE, Robots
from tracker.errors import BadInputError

NAME = "commitment-tracker"
PURPOSE = "a register of public commitments; fetches what a person asked for"

_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (429, 500, 502, 503, 504)
_LONGEST_WAIT = 30.0  # seconds; whoever asks for more (Retry-After) is asked again another day
_LATER = "Try again later."
_SAYS = {
    401: ("It is kept behind a name and a password.", SAVE),
    403: ("Its host does not give it to programs, or not to this one.", SAVE),
    404: ("There is no such page.", "Check the address; a page that was there once may be in a web archive."),
    410: ("The page has been taken down.", "Look for it in a web archive, and add that copy."),
    429: ("Its host was asked too often.", _LATER),
    451: ("It is withheld for legal reasons.", "Look for it in a web archive, and add that copy."),
}


class Limits(NamedTuple):
    """How much to take (bytes, unpacked), how long to wait (seconds) and how often to try, for one page.

    ``seconds`` is for all of it, retries and redirects too, save the pauses of politeness; ``pace`` is the least
    time between two requests to one host (its robots.txt may ask for more).
    """

    largest: int = 50_000_000
    seconds: float = 60.0
    connect: float = 10.0
    read: float = 20.0
    redirects: int = 10
    retries: int = 3
    pace: float = 1.0


class Fetched(NamedTuple):
    """A page as it came: ``url`` as asked for, ``final_url`` after redirects, the headers that reading needs.

    ``not_modified``: the page is still the one that ``etag`` or ``last_modified`` stand for; ``data`` is empty.
    """

    data: bytes
    url: str
    final_url: str
    content_type: str | None
    etag: str | None
    last_modified: str | None
    status: int
    not_modified: bool


USUAL = Limits()


def user_agent(version: str) -> str:
    """The name under which this program asks, so that a host can tell it from others and refuse it."""
    return f"{NAME}/{version} ({PURPOSE})"


class Fetcher:
    """Fetches pages, one after the other; remembers each host's numbers, its robots.txt and its last request.

    It sends no cookies and knows no proxies. ``user_agent`` is what :func:`user_agent` gives; robots.txt is read
    for the name before its first slash.
    """

    def __init__(
        self,
        user_agent: str,
        allow_private: bool = False,
        limits: Limits = USUAL,
        sleep: Callable[[float], None] = sleep,
        monotonic: Callable[[], float] = monotonic,
        resolver: Resolver = addresses.resolved,
    ) -> None:
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
            "Accept-Language": "en,*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        self._allow_private = allow_private
        self._limits = limits
        self._sleep = sleep
        self._monotonic = monotonic
        self._resolver = resolver
        self._robots = Robots(user_agent.partition("/")[0], self._rules)
        self._numbers: dict[str, tuple[str, ...]] = {}
        self._asked_at: dict[str, float] = {}
        self._end = 0.0  # of the time for the page that is being fetched

    def fetch(
        self, url: str, etag: str | None = None, last_modified: str | None = None, robots: bool = True
    ) -> Fetched:
        """Fetch a page; with the ``etag`` or the ``last_modified`` of an earlier copy, only if it has changed.

        Each redirect is checked like the first address, and none may lead from https to http: what a host vouches
        for must not be replaced on the way. ``robots=False`` is for an address that a person answers for.

        :raises BadInputError: for an address that may not be asked, and for anything but a whole page.
        """
        self._end = self._monotonic() + self._limits.seconds
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        conditions = {name: value for name, value in known.items() if value and value.isprintable()}
        address, answer = self._followed(addresses.parse(url), conditions, robots)
        if answer.status == 304 and conditions:
            same = _fetched(url, address, answer)
            return same._replace(etag=same.etag or etag, last_modified=same.last_modified or last_modified)
        if not 200 <= answer.status < 300 or answer.status == 206:
            raise _refused(address, answer)
        if not answer.data:
            raise BadInputError(f"{address.url} is empty: its host sent 0 bytes.", remedy=f"{_LATER} {SAVE}")
        return _fetched(url, address, answer)

    def _followed(self, address: Address, headers: dict[str, str], robots: bool) -> tuple[Address, Answer]:
        """The answer at the end of the redirects."""
        seen = {address}
        for _ in range(self._limits.redirects + 1):
            if robots:
                self._robots.check(address)
            self._keep_pace(address, robots)
            answer = self._asked(address, headers, self._limits.largest)
            if answer.status not in _REDIRECTS:
                return address, answer
            address = _next(address, answer)
            if address in seen:
                raise BadInputError(
                    f"{address.url} cannot be fetched: its redirects go in a circle.",
                    why="Some hosts do that to programs that keep no cookies.",
                    remedy=SAVE,
                )
            seen.add(address)
        raise BadInputError(
            f"{address.url} is not fetched: over {self._limits.redirects} redirects lead to it.", remedy=SAVE
        )

    def _rules(self, address: Address) -> tuple[int, bytes]:
        """Read a robots.txt: what :class:`Robots` asks for."""
        for _ in range(ROBOTS_REDIRECTS + 1):
            answer = self._asked(address, {}, LARGEST_ROBOTS, cut=True)
            if answer.status not in _REDIRECTS:
                break
            address = _next(address, answer)
        return answer.status, answer.data

    def _asked(self, address: Address, headers: dict[str, str], largest: int, cut: bool = False) -> Answer:
        """Ask until there is an answer, at most ``retries`` times more, with longer and longer pauses."""
        for attempt in range(self._limits.retries + 1):
            last = attempt == self._limits.retries
            wait = 2.0**attempt
            try:
                answer = self._asked_once(address, headers, largest, cut)
            except NoAnswerError as error:
                if not error.again or last or wait >= self._left():
                    raise _unanswered(address, str(error), attempt + 1) from error
            except TooLargeError as error:
                raise BadInputError(
                    f"{address.url} is too large: it has over {largest / 1_000_000:.3g} MB.",
                    remedy="Give the page or the part that holds the statement.",
                ) from error
            else:
                wait = max(wait, _retry_after(answer))
                if answer.status not in _AGAIN or last or wait > _LONGEST_WAIT or wait >= self._left():
                    return answer
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _asked_once(self, address: Address, headers: dict[str, str], largest: int, cut: bool) -> Answer:
        """Ask the first of a host's machines that takes the connection."""
        if address.host not in self._numbers:
            self._numbers[address.host] = addresses.numbers(address, self._allow_private, self._resolver)
        limits = self._limits
        unreached = NoAnswerError(f"{address.host} has no address", again=False)
        for number in self._numbers[address.host][:3]:
            if (left := self._left()) <= 0:
                raise NoAnswerError(f"It was not there in whole after {limits.seconds:.3g} seconds", again=False)
            bounds = Bounds(limits.connect, min(limits.read, left), left, largest, cut)
            try:
                return ask(address, number, {"Host": address.netloc, **self._headers, **headers}, bounds)
            except NoAnswerError as error:
                if error.connected:
                    raise
                unreached = error
        raise unreached

    def _keep_pace(self, address: Address, robots: bool) -> None:
        """Wait until the host may be asked again; that time is not the page's."""
        pace = max(self._limits.pace, self._robots.delay(address) if robots else 0.0)
        if address.host in self._asked_at:
            pause = self._asked_at[address.host] + pace - self._monotonic()
            if pause > 0:
                self._sleep(pause)
                self._end += pause
        self._asked_at[address.host] = self._monotonic()

    def _left(self) -> float:
        return self._end - self._monotonic()


def _fetched(url: str, address: Address, answer: Answer) -> Fetched:
    content_type, etag, last_modified = map(answer.headers.get, ("content-type", "etag", "last-modified"))
    same = answer.status == 304
    return Fetched(answer.data, url, address.url, content_type, etag, last_modified, answer.status, same)


def _next(address: Address, answer: Answer) -> Address:
    """Where a redirect leads to."""
    location = answer.headers.get("location", "")
    with suppress(UnicodeError):  # headers are read as Latin-1, and sent as UTF-8
        location = location.encode("latin-1").decode("utf-8")
    if not location:
        raise BadInputError(f"{address.url} cannot be fetched: it redirects to nowhere.", remedy=SAVE)
    try:
        found = addresses.joined(address, location)
    except BadInputError as error:
        raise BadInputError(
            error.what, why=f"{address.url} redirects to it. {error.why}".strip(), remedy=SAVE
        ) from None
    if address.scheme == "https" and found.scheme == "http":
        raise BadInputError(
            f"{found.url} is not fetched: {address.url} redirects from https to http.",
            why="Over http anybody on the way can change the words.",
            remedy=f"If you trust the way, give the second address itself. {SAVE}",
        )
    return found


def _retry_after(answer: Answer) -> float:
    """The seconds that the host asks to wait; a day and time is measured from the host's own (``Date``)."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        until = parsedate_to_datetime(asked) - parsedate_to_datetime(answer.headers.get("date", ""))
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return until.total_seconds()


def _unanswered(address: Address, why: str, times: int) -> BadInputError:
    tries = f" (asked {times} times)" if times > 1 else ""
    return BadInputError(f"{address.url} could not be fetched.", why=f"{why}{tries}.", remedy=f"{_LATER} {SAVE}")


def _refused(address: Address, answer: Answer) -> BadInputError:
    status = answer.status
    trouble = "Its host has trouble of its own." if status >= 500 else "That is no answer that holds a page."
    why, remedy = _SAYS.get(status, (trouble, f"{_LATER} {SAVE}"))
    if (wait := _retry_after(answer)) > 0:
        why += f" It asks to wait for {wait:.0f} seconds."
    return BadInputError(f"{address.url} could not be fetched: the answer was {status}.", why=why, remedy=remedy)
