"""The architecture, held as a test: who may import whom, how large a part may grow, what is installed."""

from __future__ import annotations

import ast
import configparser
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import tracker
from tracker.reports.lines import LATE, STANDINGS
from tracker.words import Standing

ROOT = Path(__file__).parents[1]

# Imports point inwards: a part of the program, and the parts that it may import beside itself.
MAY_IMPORT = {
    "errors": "",
    "words": "errors",
    "model": "words errors",
    "days": "errors",
    "currencies": "",
    "wording": "",
    "lineage": "model words errors",
    "rows": "days lineage model words errors",
    "law": "rows days lineage model words errors",
    "explanation": "wording law rows days lineage model words errors",
    "forms": "",
    "faults": "forms law rows days lineage model words errors",
    "belonging": "faults forms law rows days lineage model words errors",
    "checks": "belonging faults forms law rows days lineage model words errors",
    "proposal_checks": "proposals checks belonging faults forms language law rows days lineage model words errors",
    "agreement": "",
    "regression": "",
    "ranking": "regression proposals language law rows days lineage model words errors",
    "proposals": "language law rows days lineage model words errors",
    "scan": "proposals language law rows days lineage model words errors",
    "language": "wording law rows days currencies lineage model words errors",
    "llm": "language law rows days lineage model words errors",
    "documents": "language law rows days lineage model words errors",
    "reports": "wording agreement ranking proposals faults forms explanation language law rows days currencies"
    " lineage model words errors",
    "register": "wording version proposals checks belonging faults forms explanation language reports law rows days"
    " lineage model words errors",
    "render": "proposals faults forms explanation language reports law rows days lineage model words errors",
    "exchange": "scan proposals register faults forms explanation language reports law rows days currencies"
    " lineage model words errors",
    "site": "wording version render exchange register explanation reports language law rows lineage model words errors",
    "cli": "wording site version scan llm ranking proposals exchange render register documents proposal_checks checks"
    " belonging faults forms explanation language reports law rows days lineage model words errors",
    "__main__": "cli",
    "version": "",  # tracker/__init__.py
    "db": "register",
}

# Where a package from outside may be imported. What is not named here is not imported anywhere.
HOMES = {
    "click": ("tracker/cli/",),
    "rich": ("tracker/cli/", "tracker/render/"),
    "sqlalchemy": ("tracker/register/", "db/"),
    "alembic": ("tracker/register/migrate.py", "db/"),
    "psycopg": ("tracker/register/",),
    "httpx": ("tracker/llm/",),
    "python_calamine": ("tracker/exchange/",),
    **dict.fromkeys(
        ("trafilatura", "htmldate", "lxml", "pypdfium2", "docx", "urllib3", "protego", "feedparser"),
        ("tracker/documents/",),
    ),
    **dict.fromkeys(("xlsxwriter", "icalendar"), ("tracker/render/",)),
    "jinja2": ("tracker/render/", "tracker/site/"),
    "markupsafe": ("tracker/site/",),
}

PUTS_OFF = "tracker/cli/later.py"  # imports what it is given, of the standard library
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
# `make sql` compiles the statements into these two: nobody reads or writes them.
GENERATED = ("tracker/register/sql/postgresql.py", "tracker/register/sql/sqlite.py")
MIGRATIONS = "db/versions/"  # each makes its tables in one list; a migration that has run is never rewritten


def python(*folders: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for each in folders for path in (ROOT / each).rglob("*.py"))


FILES, TESTS = python("tracker", "db"), python("tests")
WRITTEN = [file for file in FILES if file not in GENERATED]
BY_NAME = ("__import__", "import_module")


@cache
def tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"), file)


def part(file: str) -> str:
    """The part of the program that a file belongs to: ``tracker/cli/app.py`` belongs to ``cli``."""
    package, _, rest = file.partition("/")
    if package == "db":
        return "db"
    return rest.split("/")[0].removesuffix(".py").replace("__init__", "version")


@cache
def nodes(file: str) -> list[ast.AST]:
    return list(ast.walk(tree(file)))


@cache
def imported(file: str) -> list[tuple[str, int]]:
    """Every module that a file imports, wherever the statement stands, with its line."""
    return list(_imported(file))


def _imported(file: str) -> Iterator[tuple[str, int]]:
    for node in nodes(file):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno} imports by a relative name"
            module = node.module or ""
            if module == "tracker":
                yield from ((f"tracker.{name.name}", node.lineno) for name in node.names)
            else:
                yield module, node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BY_NAME:
            module = re.sub(r"^f?'|\{.*|'$", "", ast.unparse(node.args[0])).rstrip(".")
            assert file == PUTS_OFF or not module.startswith("self."), f"{file}:{node.lineno} imports what it is given"
            if file != PUTS_OFF:
                yield module, node.lineno


# -- imports --------------------------------------------------------------------------------------------------


def test_every_part_of_the_program_has_its_place() -> None:
    assert {part(file) for file in FILES} == set(MAY_IMPORT)


def test_no_part_is_further_inside_than_what_it_imports() -> None:
    inward = {name: set(may.split()) for name, may in MAY_IMPORT.items()}
    for name, may in inward.items():
        for other in may:
            assert name not in inward[other], f"{name} and {other} may import each other"


def test_imports_point_inwards() -> None:
    outward = []
    for file in FILES:
        own = part(file)
        for module, line in imported(file):
            if module.split(".")[0] == "tracker":
                other = module.split(".")[1].replace("__version__", "version")
                if other != own and other not in MAY_IMPORT[own].split():
                    outward.append(f"{file}:{line} imports {module}")
    assert outward == []


def test_what_comes_from_outside_is_imported_in_its_home_only() -> None:
    astray = []
    for file in FILES:
        for module, line in imported(file):
            package = module.split(".")[0]
            home = package == "tracker" or package in sys.stdlib_module_names
            if not home and not file.startswith(HOMES.get(package, ())):
                astray.append(f"{file}:{line} imports {module}")
    assert astray == []


def test_a_migration_does_not_depend_on_the_program_which_will_change() -> None:
    may = {"alembic", "sqlalchemy", *sys.stdlib_module_names}
    migrations = [file for file in FILES if file.startswith(MIGRATIONS)]
    assert migrations
    assert [
        f"{file}:{line} imports {module}"
        for file in migrations
        for module, line in imported(file)
        if module.split(".")[0] not in may
    ] == []


# -- the clock ------------------------------------------------------------------------------------------------

CLOCKS = {"now", "today", "utcnow", "localtime", "gmtime", "current_date", "current_time", "current_timestamp"}
# Views are read without tracker, so that only the database can know the day; tracker reads none of them.
VIEWS = "tracker/register/views.py"
CLOCKS_IN_SQL = re.compile(r"\bcurrent_(date|time|timestamp)\b|\bnow\(\)|\('now'", re.IGNORECASE)


def asks_for_the_time(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            return any(name.name == "time" for name in names)
        case ast.ImportFrom(module="time", names=names):
            return any(name.name not in ("sleep", "monotonic") for name in names)  # a pause, a limit: no time of day
        case ast.Attribute(attr=name):
            return name in CLOCKS
        case ast.Constant(value=str(text)):
            return bool(CLOCKS_IN_SQL.search(text))
    return False


def test_only_the_command_line_knows_what_time_it_is() -> None:
    assert [
        f"{file}: {ast.unparse(node)}"
        for file in FILES
        if part(file) != "cli" and file != VIEWS
        for node in nodes(file)
        if asks_for_the_time(node)
    ] == []


def test_tracker_reads_no_view_whose_day_is_not_the_one_asked() -> None:
    from tracker.register import views

    read = re.compile(rf"\b(FROM|JOIN) ({'|'.join(views.VIEWS)})\b")
    assert [file for file in FILES if file != VIEWS and read.search((ROOT / file).read_text(encoding="utf-8"))] == []


# -- sizes and names ------------------------------------------------------------------------------------------


def test_a_module_is_short_enough_to_be_read_in_one_go() -> None:
    lengths = {file: len((ROOT / file).read_text(encoding="utf-8").splitlines()) for file in (*WRITTEN, *TESTS)}
    assert {file: length for file, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_a_function_is_short_enough_to_be_read_at_a_glance() -> None:
    long = {}
    for file in WRITTEN:
        for node in nodes(file):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not file.startswith(MIGRATIONS):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{file}:{node.lineno} {node.name}"] = lines
    assert long == {}


def test_nothing_is_called_by_a_name_that_says_nothing() -> None:
    empty = re.compile(r"util|helper|manager", re.IGNORECASE)
    assert [file for file in FILES if empty.search(file)] == []
    classes = [node for file in WRITTEN for node in nodes(file) if isinstance(node, ast.ClassDef)]
    assert classes
    assert [node.name for node in classes if empty.search(node.name)] == []


def test_the_map_in_the_docstring_of_the_package_names_every_part() -> None:
    named = set(re.findall(r"^ {4}(\w+)  ", tracker.__doc__ or "", re.MULTILINE))
    assert named == set(MAY_IMPORT) - {"db", "version", "__main__"}


def test_the_standings_are_spelt_the_same_where_they_are_spelt_without_their_module() -> None:
    assert tuple(Standing) == STANDINGS
    assert LATE == (Standing.OVERDUE, Standing.REVIEW_DUE)


# -- what is installed ----------------------------------------------------------------------------------------


def settings() -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None)
    read.read(ROOT / "setup.cfg", encoding="utf-8")
    return read


def installed_as(folder: str) -> str:
    return folder.replace("/", ".") if folder.startswith("tracker") else f"tracker.{folder.replace('/', '.')}"


def test_every_folder_that_holds_python_is_installed() -> None:
    listed = settings()["options"]["packages"].split()
    assert sorted(listed) == sorted({installed_as(file.rpartition("/")[0]) for file in FILES})


def test_every_other_file_that_the_program_needs_is_installed_with_it() -> None:
    listed = settings()["options.package_data"].items()
    data = {package: [glob.strip() for glob in re.split(r"[,\n]", globs) if glob.strip()] for package, globs in listed}
    for folder in ("tracker", "db"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix not in (".py", ".pyc"):
                home = next(each for each in path.parents if any(each.glob("*.py")) or each.parent == ROOT)
                globs = data.get(installed_as(home.relative_to(ROOT).as_posix()), [])
                assert any(path in home.glob(each) for each in globs), path


def test_every_package_from_outside_is_a_requirement() -> None:
    extras = settings()["options.extras_require"]
    required = settings()["options"]["install_requires"]
    required += "".join(
        extras[name] for name in ("postgresql", "html", "pdf", "docx", "web", "llm", "xlsx", "ics", "tables")
    )
    names = {re.split(r"[\[><=]", line)[0].lower() for line in required.split()}
    # python-docx is imported as docx; an lxml of which trafilatura needs a part that comes apart from it.
    assert names - {"lxml_html_clean"} == {
        {"docx": "python-docx", "python_calamine": "python-calamine"}.get(each, each) for each in HOMES
    }
