"""A chart drawn, and what is found in the drawing."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import pytest

from tracker.render.drawing import draw
from tracker.render.frame import NARROW, WIDE
from tracker.reports.charts import Chart

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])


def drawn(chart: Chart, width: int = WIDE) -> Element:
    return fromstring(draw(chart, "c", width))


def shapes(sheet: Element, said: str) -> dict[str, Element]:
    """The shapes that say something, by what they say, of which it matches a pattern."""
    found = {str(each.findtext(f"{SVG}title")): each for each in sheet if each.find(f"{SVG}title") is not None}
    return {words: each for words, each in found.items() if re.search(said, words)}


def words(sheet: Element) -> list[str]:
    return [str(each.text) for each in sheet.iter(f"{SVG}text")]


def size(shape: Element, name: str) -> float:
    return float(shape.attrib[name])
