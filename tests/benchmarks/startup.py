"""The wait of somebody at a terminal: help, completion, and the first page of the lists."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measure import Cost, Program, compare, python, tracker
from tests.benchmarks.registers import AS_OF, SIZES, register
from tests.benchmarks.table import Line

PASS, CLICK = "python -c pass", 'python -c "import click"'
WIDE, NARROW = (140, 50), (80, 24)
_LIMITED = ("status, ", "report overdue, ")
_LIGHT, _PIPED, _DRAWN, _FLAT = 1.5, 5, 9, 1.15


def measure(folder: Path, rounds: int) -> list[Line]:
    """Processor time of the light commands against ``import click``, of first pages against an empty Python."""
    light = _light_programs(register(folder, SIZES[-1]))
    pages = {(page, size): program for size in SIZES for page, program in _pages(register(folder, size)).items()}
    named = {f"{page} @{size}": program for (page, size), program in pages.items()}
    floors = {PASS: python("pass"), CLICK: python("import click")}
    costs = compare({**floors, **light, **named}, rounds)
    lines = [Line(name, "", None, cost=costs[name], remark="a floor") for name in floors]
    lines.append(_against(CLICK, PASS, costs))
    lines += [_against(name, CLICK, costs, _LIGHT) for name in light]
    lines += [_against(f"{page} @{size}", PASS, costs, _limit(page)) for page, size in pages]
    small, large = SIZES
    for page in dict.fromkeys(page for page, _ in pages):
        most = _FLAT if _limit(page) else None
        lines.append(_against(f"{page} @{large}", f"@{small}", costs, most, floor=f"{page} @{small}"))
    return lines


def _limit(page: str) -> float | None:
    """The limit of a first page; narrowed and reordered lists have none, and are only told."""
    if page.startswith(_LIMITED):
        return _PIPED if page.endswith("piped") else _DRAWN
    return None


def _light_programs(path: Path) -> dict[str, Program]:
    completing = tracker().having(_TRACKER_COMPLETE="bash_complete", TRACKER_REGISTER=str(path))
    return {
        "tracker --version": tracker("--version"),
        "tracker --help": tracker("--help"),
        "complete a command": completing.having(COMP_WORDS="tracker st", COMP_CWORD="1"),
        "complete an option": completing.having(COMP_WORDS="tracker status --co", COMP_CWORD="2"),
        "complete a ref": completing.having(COMP_WORDS="tracker show GB-2025-01", COMP_CWORD="2"),
        "complete a country": completing.having(COMP_WORDS="tracker status --country F", COMP_CWORD="3"),
        "complete a topic": completing.having(COMP_WORDS="tracker status --topic a", COMP_CWORD="3"),
    }


def _pages(path: Path) -> dict[str, Program]:
    asked = ("--limit", "50", "--as-of", AS_OF, "--register", str(path))
    lists = {"status": tracker("status", *asked), "report overdue": tracker("report", "overdue", *asked)}
    pages = {f"{name}, 50 rows, piped": program for name, program in lists.items()}
    for words in (("france", "tanks"), ("--country", "FR"), ("--topic", "tanks"), ("--sort", "made")):
        pages[f"status {' '.join(words)}, 50 rows, piped"] = tracker("status", *words, *asked)
    pages["explain, piped"] = tracker("explain", "GB-2025-001", *asked[2:])
    for name, program in lists.items():
        for size in (WIDE, NARROW):
            pages[f"{name}, 50 rows, in {size[0]} x {size[1]}"] = program.within(*size)
    return pages


def _against(
    name: str, shown: str, costs: dict[str, Cost], most: float | None = None, *, floor: str | None = None
) -> Line:
    """The processor time of a program over that of its floor."""
    return Line(name, shown, costs[name].cpu / costs[floor or shown].cpu, most, cost=costs[name])
