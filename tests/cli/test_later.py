"""A module that is put off: nothing is loaded until something of it is used, and then it is the module itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tracker.cli.later import Later

PUT_OFF = "import sys; from tracker.cli.later import put_off; put_off('colorsys'); import colorsys; "


def said(source: str) -> str:
    return subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True).stdout.strip()


def test_naming_a_module_that_is_put_off_does_not_load_it() -> None:
    source = PUT_OFF + "import colorsys as again; print(type(again).__name__, hasattr(again, '__file__'))"
    assert said(source) == "Later False"


def test_using_it_loads_it_and_who_imports_it_from_then_on_gets_it() -> None:
    source = PUT_OFF + (
        "print(colorsys.rgb_to_hsv(1, 0, 0)[1]); from colorsys import hsv_to_rgb;"
        " print(type(sys.modules['colorsys']).__name__, hsv_to_rgb is colorsys.hsv_to_rgb)"
    )
    assert said(source).split("\n") == ["1.0", "module True"]


def test_what_is_loaded_by_now_stays() -> None:
    assert said("import colorsys; before = colorsys; " + PUT_OFF + "print(colorsys is before)") == "True"


def test_what_a_module_has_not_is_refused_as_by_any_module() -> None:
    with pytest.raises(AttributeError, match="not loaded yet"):
        _ = Later("colorsys").__file__
    with pytest.raises(AttributeError, match="colorsys"):
        _ = Later("colorsys").nothing
