"""Two who make a register, or bring it up to date, at the same time: one of them does."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tracker.register import migrate
from tracker.register.engine import engine
from tracker.register.location import Location

pytestmark = pytest.mark.repeated

WAITING = """
import sys
from pathlib import Path
from tracker.errors import ConflictError
from tracker.register import migrate
from tracker.register.location import locate

def tell(frame, event, called):
    if event == "call" and frame.f_code.co_name in ("_begin_immediate", "_one_writer"):
        sys.setprofile(None)
        print("waiting", flush=True)

location, where = locate(sys.argv[1]), [Path(each) for each in sys.argv[2:]]
sys.setprofile(tell)
try:
    done = migrate.upgrade(location, *where) if where else migrate.init(location)
    print(*done[:2] if where else [done])
except ConflictError:
    print("refused")
"""


def at_once(location: Location, *where: Path) -> list[str]:
    """What two processes say that wait until it is their turn, having looked at the register before."""
    house = str(Path(migrate.__file__).parents[2])
    with ExitStack() as ended:
        with engine(location, foreign_keys=False).begin():
            others = [
                ended.enter_context(
                    subprocess.Popen(
                        [sys.executable, "-c", WAITING, location.target, *map(str, where)],
                        stdout=subprocess.PIPE,
                        text=True,
                        env={**os.environ, "PYTHONPATH": house},
                    )
                )
                for _ in range(2)
            ]
            assert [each.stdout.readline() for each in others] == ["waiting\n"] * 2
        return sorted(each.communicate(timeout=60)[0].strip() for each in others)


@pytest.mark.parametrize("nowhere", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_of_two_who_make_a_register_at_once_one_is_refused(nowhere) -> None:
    # Two who make a file give it its name when it is whole, and that can be done once.
    assert at_once(nowhere) == [migrate.head(), "refused"]


def test_of_two_who_upgrade_at_once_one_finds_it_done(told, newer) -> None:
    where = newer("op.add_column('party', sa.Column('seat', sa.Text()))")
    before, after = migrate.head(), migrate.head(where)
    assert at_once(told, where) == [f"{before} {after}", f"{after} {after}"]
