"""The templates of the site with what they may use, the style and the script: all of it shipped with the program.

Every text that a template puts out is first made harmless (``cells.markup``) and then escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tracker import __version__
from tracker.errors import UsageError
from tracker.render import cells
from tracker.render.palette import LOOKS, slug
from tracker.site import addresses
from tracker.site.asked import Asked, digest

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

# What every page leads to, with the words of the link; the front page has the title of the site.
NAVIGATION = {
    "index.html": "",
    "pledges/index.html": "Pledges",
    "parties/index.html": "Parties",
    "topics/index.html": "Topics",
    "documents/index.html": "Documents",
    "reports/index.html": "Reports",
    "methodology.html": "Methodology",
    "data/index.html": "Data",
}
_PAGES: dict[str, Callable[[str], str]] = {
    "pledge": addresses.pledge,
    "document": addresses.document,
    "party": addresses.party,
    "topic": addresses.topic,
    "event": addresses.event,
}
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def frame() -> str:
    """A digest of the program as far as pages depend on it."""
    parts = [
        (each.name, each.read_bytes())
        for folder in ("tracker.site", "tracker.render")
        for each in sorted(files(folder).iterdir(), key=lambda file: file.name)
        if each.name.endswith((".html", ".css", ".js", ".py"))
    ]
    return digest(__version__, parts)


def style() -> bytes:
    """The style sheet: that of reports, what the site adds, and the colours of the standings."""
    parts = [_read("tracker.render", "page.css"), _read("tracker.site", "site.css")]
    parts += [f".as-{slug(each)}::before {{ border-color: {look.fill}; }}\n" for each, look in LOOKS.items()]
    return "".join(parts).encode()


def asset(name: str) -> bytes:
    """A file that is put into the site as it is."""
    return _read("tracker.site", name).encode()


class Pages:
    """Renders pages. ``known`` holds the addresses of all pages: nothing links to one that there is not."""

    def __init__(self, asked: Asked, known: Container[str]) -> None:
        self._asked = asked
        self._known = known
        self._templates: dict[str, Template] = {}
        self._part: Callable[[str, str, str], str] = cache(self._rendered)
        self._environment = _environment()
        self._environment.filters["codes"] = lru_cache(maxsize=10_000)(self._codes)
        self._leading = self._environment.filters["leading"]
        self._environment.filters["link"] = lru_cache(maxsize=10_000)(self._link)
        given = self._environment.globals
        given.update(
            asked=asked,
            place=self.place,
            navigation=lambda root, address: self._part(
                "navigation.html", root, address if address in NAVIGATION else ""
            ),
            foot=lambda root: self._part("foot.html", root, ""),
            pages=NAVIGATION,
        )
        given["parts"] = self._environment.get_template("parts.html").make_module()

    def _rendered(self, name: str, root: str, address: str) -> str:
        """A part that is the same on most pages."""
        return self._template(name).render(root=root, address=address).rstrip("\n")

    def _template(self, name: str) -> Template:
        if name not in self._templates:
            made = self._templates[name] = self._environment.get_template(name)
            made.globals = dict(made.globals)  # a chain of mappings, which Jinja would flatten again for every page
        return self._templates[name]

    def _link(self, said: str, kind: str, root: str, name: str | None = None, title: str = "", place: str = "") -> str:
        """Words that lead to the page of a record of some kind, where there is one; its name unless given.

        ``place`` is what of the page they lead to.
        """
        address = _PAGES[kind](said if name is None else name)
        to = f"{root}{address}{'#' if place else ''}{quote(place)}" if address in self._known else ""
        made: str = self._leading(said, to, title)
        return made

    def _codes(self, parties: str, root: str) -> str:
        """The codes of parties, with blanks between them, each leading to its page and telling its name."""
        names = self._asked.names
        blank: Markup = self._leading(" ")
        return blank.join(self._link(code, "party", root, title=names.get(code, "")) for code in parties.split())

    def place(self, name: str) -> str:
        """The page about whatever has this name or ref; ``""`` if there is none."""
        name = name.rpartition(".")[0] if "." in name and not name.startswith("D-") else name
        every = (addresses.document if name.startswith("D-") else addresses.pledge, addresses.party, addresses.topic)
        return next((page for page in (each(name) for each in every) if page in self._known), "")

    def page(self, template: str, address: str, **given: Any) -> bytes:
        """Render a page for the place where it will stand."""
        root = "../" * address.count("/")
        canonical = self._asked.base_url + address if self._asked.base_url else ""
        return self._template(template).render(root=root, address=address, canonical=canonical, **given).encode()


def _environment() -> Environment:
    try:
        from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

        from tracker.site import marks
    except ImportError:
        raise UsageError("A site needs the package Jinja2.", remedy="Run: pip install Jinja2") from None

    made = Environment(
        loader=ChoiceLoader([PackageLoader("tracker.site", ""), PackageLoader("tracker.render", "")]),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        slug=slug,
        web=_web,
        tongue=marks.tongue,
        spoken=marks.spoken,
        day=marks.day,
        standing=marks.standing,
        leading=marks.leading,
        whole=marks.whole,
    )
    made.globals.update(looks=LOOKS)
    return made


def _harmless(value: object) -> object:
    """Plain strings are made harmless; what a template has marked as safe is its own."""
    if type(value) is str:
        return value if value.isprintable() else cells.markup(value)
    return "" if value is None else value


def _web(address: str | None) -> str:
    """An address that may be followed, else nothing: only the web's."""
    return address if address and _ADDRESS.fullmatch(address) and address.isprintable() else ""


def _read(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")
