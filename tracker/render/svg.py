"""A sheet of SVG: shapes and words, written the same on every machine, under any Content-Security-Policy.

Words stay words (nothing is measured with a font, so room is reckoned with by columns), looks are attributes and no
styles, and what is said of the whole stands in ``title`` and ``desc``.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from tracker.render import cells
from tracker.render.palette import INK, PAPER, Look

FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
SIZE = 12  # of letters, in units
COLUMN = 7.2  # units that a column of text takes at most, on average: letters differ


class Sheet:
    """A drawing ``width`` units wide; ``name`` begins every id, so that many can stand in one page."""

    def __init__(self, name: str, width: int, title: str, words: str) -> None:
        self.width = width
        self._name = name
        self._root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "role": "img",
                "aria-labelledby": f"{name}-title",
                "aria-describedby": f"{name}-words",
                "font-family": FONT,
                "font-size": str(SIZE),
                "fill": INK,
            },
        )
        for tag, key, said in (("title", "title", title), ("desc", "words", words)):
            SubElement(self._root, tag, {"id": f"{name}-{key}"}).text = cells.markup(said)
        self._defs = SubElement(self._root, "defs")
        self._patterns: dict[Look, str] = {}

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | Look,
        line: str = "",
        dashes: str = "",
        said: str = "",
    ) -> None:
        """Draw a bar; ``said`` is shown to who points at it."""
        given = {"x": number(x), "y": number(y), "width": number(width), "height": number(height)}
        given["fill"] = fill if isinstance(fill, str) else self._fill(fill)
        if line:
            given["stroke"] = line
        if dashes:
            given["stroke-dasharray"] = dashes
        self._add("rect", given, said)

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: str, dashes: str = "") -> None:
        """Draw a line."""
        given = {"x1": number(x), "y1": number(y), "x2": number(to_x), "y2": number(to_y), "stroke": colour}
        self._add("line", {**given, "stroke-dasharray": dashes} if dashes else given)

    def path(self, drawn: str, colour: str, said: str = "") -> None:
        """Draw a filled shape."""
        self._add("path", {"d": drawn, "fill": colour}, said)

    def text(
        self,
        x: float,
        y: float,
        said: str,
        *,
        anchor: str = "start",
        colour: str = "",
        bold: bool = False,
    ) -> None:
        """Write words with their baseline at ``y``; ``anchor`` is ``start``, ``middle`` or ``end``."""
        given = {"x": number(x), "y": number(y)}
        if anchor != "start":
            given["text-anchor"] = anchor
        if colour:
            given["fill"] = colour
        if bold:
            given["font-weight"] = "bold"
        self._add("text", given).text = cells.markup(said)

    def badge(self, x: float, y: float, said: str) -> None:
        """Write a figure in the middle of a bar, on paper, to be read on any pattern."""
        room = reach(said) + 4
        self.rect(x - room / 2, y - 6.5, room, 13, fill=PAPER)
        self.text(x, y + 4, said, anchor="middle")

    def written(self, height: float) -> str:
        """The whole drawing, ``height`` units high."""
        self._root.set("viewBox", f"0 0 {self.width} {number(height)}")
        self._root.set("width", str(self.width))
        self._root.set("height", number(height))
        if not len(self._defs):
            self._root.remove(self._defs)
        return tostring(self._root, encoding="unicode")

    def _add(self, tag: str, given: dict[str, str], said: str = "") -> Element:
        drawn = SubElement(self._root, tag, given)
        if said:
            SubElement(drawn, "title").text = cells.markup(said)
        return drawn

    def _fill(self, look: Look) -> str:
        if not look.pattern:
            return look.fill
        if look not in self._patterns:
            name = self._patterns[look] = f"{self._name}-{len(self._patterns) + 1}"
            pattern = SubElement(
                self._defs, "pattern", {"id": name, "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
            )
            SubElement(pattern, "rect", {"width": "6", "height": "6", "fill": look.fill})
            SubElement(pattern, "path", {"d": look.pattern, "stroke": PAPER, "fill": "none"})
        return f"url(#{self._patterns[look]})"


def number(value: float) -> str:
    """A coordinate to a tenth of a unit, without needless digits."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def reach(said: str) -> float:
    """The units that words take at most, on average: nobody knows the font that will be used."""
    return cells.measure(cells.markup(said)) * COLUMN


def fitted(said: str, room: float) -> str:
    """Words cut to the room that they have; ``…`` says that they were."""
    return cells.cut(cells.markup(said), columns(room))


def columns(room: float) -> int:
    """The columns of text that have room: at least one, and as many as :func:`reach` asked it for."""
    return max(1, int(room / COLUMN + 0.01))  # what is added and taken away again on the way is a little less
