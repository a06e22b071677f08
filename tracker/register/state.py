"""What an answer rests on: the state of the register, the tables of deadline rules, the program."""

from tracker import __version__
from tracker.register.connect import Reader


def foot(reader: Reader) -> str:
    """The state of the register's log, the tables of its deadline rules and the program, as a report's foot says it."""
    last = next(reader.dicts("last_revision"), None)
    state = f"revision {last['id']} of its log, sha256 {last['sha256'][:16]}…" if last else "empty"
    return f"Register: {state}; {made_by(reader)}"


def made_by(reader: Reader) -> str:
    """The tables of deadline rules that the register has used, and the program: what changes seldom."""
    tables = sorted({row["version"] for row in reader.dicts("rules")})
    rules = f"deadline rules {', '.join(tables)}; " if tables else ""
    return f"{rules}tracker {__version__}."
