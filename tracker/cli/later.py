"""Standard modules that are loaded when something of them is first used, not when they are first named.

Click names ``inspect`` for the words of ``--help`` and for a pager; loading it takes a quarter of Click's own
loading, which is most of what a list waits for. (The standard library's ``LazyLoader`` does not serve here: to
import a module that it has put off loads it.)
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """Stands where a module will; gives way to it as soon as anything is asked of it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"module {self.__name__!r} is not loaded yet, and has no {name!r}")
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def put_off(name: str) -> None:
    """Have a module of the standard library loaded at its first use, unless it is loaded by now."""
    sys.modules.setdefault(name, Later(name))
