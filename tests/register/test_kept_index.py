"""The index of pledges is kept between runs, and answers as one that is made anew whatever happened meanwhile."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from samples import PARTIES, document, pledge, recording

from tracker.exchange.package import Package
from tracker.language.pledge_index import PledgeIndex
from tracker.model import Document, Pledge, Quantity, Quote
from tracker.register import kept_index, load, records
from tracker.register.connect import Reader, reading
from tracker.register.location import Location, cache_folder, locate
from tracker.register.repair import repair
from tracker.register.writes import Writer

MANY, LATE = 230, 215  # pledges; the last of them are of a document of their own
DEEDS = ("Deliver", "Finance", "Repair", "Train", "Build", "Publish")
THINGS = ("launchers", "hospitals", "bridges", "nurses", "ferries", "radars", "schools", "shells")
PLACES = ("Odesa", "Riga", "Narvik", "Cork", "Varna", "Malmö")


def package(numbers: range, **other: Any) -> Package:
    chance = random.Random(numbers.start)
    source = document(f"D-2026-{numbers.start:04d}", text=f"Statement {numbers.start}.")
    pledges = [
        pledge(
            f"{('GB', 'FR', 'DE')[number % 3]}-2025-{number:04d}",
            summary=f"{chance.choice(DEEDS)} {chance.randint(2, 400)} {chance.choice(THINGS)}, {chance.choice(PLACES)}",
            quote=Quote(source.ref, "Statement", 0, 9),
            quantity=Quantity(Decimal(chance.randint(1, 90)), "EUR") if number % 4 else None,
            **other,
        )
        for number in numbers
    ]
    return Package([], [source], [], pledges, [], [], [])


def bring(writer: Writer, numbers: range, **other: Any) -> None:
    load.load(writer, package(numbers), digest=str(numbers), **other)


@pytest.fixture(scope="module")
def many(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that is large enough for its index to be kept."""
    path = tmp_path_factory.mktemp("many") / "register.sqlite"
    shutil.copyfile(sqlite_template, path)
    fill(locate(str(path)))
    return path


def fill(location: Location) -> None:
    with recording(location, "import") as writer:
        for party in PARTIES:
            writer.add_party(party)
        bring(writer, range(1, LATE))
        bring(writer, range(LATE, MANY + 1))


@pytest.fixture
def register(many: Path, tmp_path: Path) -> Location:
    path = tmp_path / "register.sqlite"
    shutil.copyfile(many, path)
    return locate(str(path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def answers(index: PledgeIndex) -> list[Any]:
    """All that an index says of each of its pledges, and of what each is near to."""
    refs = sorted(ref for ref in REFS if ref in index)
    assert len(refs) == len(index)
    said: list[Any] = []
    for ref in refs:
        terms = index.terms_of(ref)
        said.append((index[ref], terms, index.nearest(reversed(terms), 8), index.made_at(index.origin(ref))))
    return [*said, [index.is_common(f"={each.code}") for each in PARTIES]]


REFS = [f"{code}-2025-{number:04d}" for number in range(MANY + 50) for code in ("GB", "FR", "DE")]


@contextmanager
def read_anew(reader: Reader) -> Iterator[list[bool]]:
    """Whether all pledges were read."""
    ran: list[str] = []
    found: list[bool] = []
    reader.connection.set_trace_callback(ran.append)
    yield found
    reader.connection.set_trace_callback(None)
    found.append(reader.sql.STATEMENTS["indexed"] in ran)


def asked(register: Location, folder: Path) -> tuple[PledgeIndex, bool]:
    """The index, and whether all pledges were read for it."""
    with reading(register) as reader, read_anew(reader) as anew:
        index = kept_index.pledge_index(reader, folder)
    return index, anew[0]


def require_like_new(register: Location, folder: Path, *, anew: bool) -> None:
    """What is kept must answer as what is made now, and be made anew or not as is expected."""
    index, was_anew = asked(register, folder)
    assert was_anew is anew
    fresh, _ = asked(register, folder / "elsewhere")
    assert answers(index) == answers(fresh)
    again, was_anew = asked(register, folder)
    assert not was_anew
    assert answers(again) == answers(fresh)


# -- what happens between two runs ---------------------------------------------------------------------------


def nothing(writer: Writer) -> None:
    """Write nothing."""


def edited(writer: Writer) -> None:
    before = records.pledge(writer.reader, "GB-2025-0003")
    writer.change(before, replace(before, summary="Send zebras and launchers to Odesa", topic="zoos"))


def retracted(writer: Writer) -> None:
    before = records.pledge(writer.reader, "GB-2025-0003")
    writer.change(before, replace(before, retracted="entered twice"))


def added(writer: Writer) -> None:
    writer.add(told("FR-2025-0000"))
    writer.add(told("GB-2025-0100"))


def told(ref: str) -> Pledge:
    return pledge(ref, summary="Repair 40 bridges near Cork", quote=Quote("D-2026-0001", "Statement", 0, 9))


def moved(writer: Writer) -> None:
    before: Document = records.document(writer.reader, f"D-2026-{LATE:04d}")
    writer.change(before, replace(before, event="riga-2026"))


def imported(writer: Writer) -> None:
    bring(writer, range(MANY + 1, MANY + 11))


def updated(writer: Writer) -> None:
    changed = package(range(1, LATE))
    pledges = [replace(each, summary="Publish 7 zebras") for each in changed.pledges[:9]]
    load.load(writer, Package([], changed.documents, [], pledges, [], [], []), digest="again", update=True)


def scanned(writer: Writer) -> None:
    writer.log("D-2026-0001/scan", None, "{}")


def several(writer: Writer) -> None:
    for each in (edited, added, scanned, moved):
        each(writer)


def much(writer: Writer) -> None:
    for each in (edited, added, moved, imported, updated):
        each(writer)


@pytest.mark.parametrize(
    "change", [nothing, edited, retracted, added, moved, imported, updated, scanned, several, much]
)
def test_after_a_change_the_kept_index_answers_as_a_new_one(
    register: Location, folder: Path, change: Callable[[Writer], None]
) -> None:
    asked(register, folder)
    with recording(register) as writer:
        change(writer)
    require_like_new(register, folder, anew=change is much)


@pytest.mark.postgresql
def test_a_register_on_a_server_has_its_index_kept_too(new_register: Any, folder: Path) -> None:
    server = new_register("postgresql")
    fill(server)
    with reading(server) as reader:
        kept_index.pledge_index(reader, folder)
    with recording(server) as writer:
        edited(writer)
        imported(writer)
    with reading(server) as reader:
        brought_along = kept_index.pledge_index(reader, folder)
        fresh = kept_index.pledge_index(reader, folder / "elsewhere")
    assert answers(brought_along) == answers(fresh)


def test_a_changed_pledge_is_read_and_no_other(register: Location, folder: Path) -> None:
    asked(register, folder)
    with recording(register) as writer:
        edited(writer)
    with reading(register) as reader:
        ran: list[str] = []
        reader.connection.set_trace_callback(ran.append)
        kept_index.pledge_index(reader, folder)
        reader.connection.set_trace_callback(None)
    assert len([each for each in ran if "pledge.summary" in each]) == 3  # new ones, and by the name that the log tells


def test_where_nothing_was_recorded_no_pledge_is_read_and_nothing_written(register: Location, folder: Path) -> None:
    asked(register, folder)
    (kept,) = folder.iterdir()
    before = kept.stat()
    with reading(register) as reader:
        ran: list[str] = []
        reader.connection.set_trace_callback(ran.append)
        kept_index.pledge_index(reader, folder)
    assert not [each for each in ran if "pledge.summary" in each]
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_the_index_of_a_small_register_is_not_kept(sqlite: Location, folder: Path) -> None:
    with recording(sqlite) as writer:
        for party in PARTIES:
            writer.add_party(party)
        bring(writer, range(1, 11))
    index, anew = asked(sqlite, folder)
    assert (len(index), anew, folder.exists()) == (10, True, False)


# -- what cannot be trusted ----------------------------------------------------------------------------------


def test_a_register_that_was_repaired_or_restored_has_its_index_made_anew(register: Location, folder: Path) -> None:
    asked(register, folder)
    with recording(register, "repair") as writer:
        repair(writer)
    require_like_new(register, folder, anew=True)


def test_another_history_in_the_same_place_has_its_index_made_anew(register: Location, folder: Path) -> None:
    older = register.path.read_bytes()
    with recording(register) as writer:
        edited(writer)
    asked(register, folder)
    register.path.write_bytes(older)
    require_like_new(register, folder, anew=True)
    with recording(register) as writer:
        added(writer)
    asked(register, folder)
    register.path.write_bytes(older)
    with recording(register) as writer:
        retracted(writer)
        updated(writer)
        imported(writer)
    require_like_new(register, folder, anew=True)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def emptied(_: bytes) -> bytes:
    return b""


def garbage(data: bytes) -> bytes:
    return random.Random(1).randbytes(len(data))


def one_byte_in_the_middle(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :]


def the_last_byte(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def as_of_a_later_pledge(data: bytes) -> bytes:
    head, body = data.split(b"\n", 1)
    changed = head.replace(f", {MANY}]".encode(), f", {MANY + 40}]".encode())
    assert changed != head
    return changed + b"\n" + body


def by_other_rules(data: bytes) -> bytes:
    return data.replace(b'{"basis": "', b'{"basis": "0', 1)


def a_head_alone(data: bytes) -> bytes:
    return data.split(b"\n", 1)[0]


@pytest.mark.parametrize(
    "spoil",
    [
        *(cut, emptied, garbage, one_byte_in_the_middle, the_last_byte),
        *(as_of_a_later_pledge, by_other_rules, a_head_alone),
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_not_used(
    register: Location, folder: Path, spoil: Callable[[bytes], bytes]
) -> None:
    asked(register, folder)
    (kept,) = folder.iterdir()
    kept.write_bytes(spoil(kept.read_bytes()))
    require_like_new(register, folder, anew=True)


def test_the_index_of_another_register_is_not_used(register: Location, folder: Path, tmp_path: Path) -> None:
    other = locate(str(tmp_path / "other.sqlite"))
    shutil.copyfile(register.path, other.path)
    with recording(other) as writer:
        edited(writer)
    asked(register, folder)
    asked(other, folder)
    one, two = folder.iterdir()
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    for place in (register, other):
        index, _ = asked(place, folder)
        assert answers(index) == answers(asked(place, folder / "elsewhere")[0])


def test_where_nothing_can_be_written_each_run_makes_its_own(register: Location, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.write_text("a file where the folder would be")
    for _ in range(2):
        index, anew = asked(register, folder)
        assert anew
        assert len(index) == MANY


def test_who_is_killed_while_writing_leaves_what_was_there(register: Location, folder: Path, child: Any) -> None:
    asked(register, folder)
    (kept,) = folder.iterdir()
    before = kept.read_bytes()
    done = child(
        """
        import os, sys
        from pathlib import Path
        from tracker.register import kept_index
        from tracker.register.connect import reading
        from tracker.register.location import locate
        from samples import recording
        from dataclasses import replace
        from tracker.register import records
        register = locate(sys.argv[1])
        with recording(register) as writer:
            before = records.pledge(writer.reader, "GB-2025-0003")
            writer.change(before, replace(before, summary="Send zebras"))
        os.replace = lambda *_: os._exit(9)
        with reading(register) as reader:
            kept_index.pledge_index(reader, Path(sys.argv[2]))
        """,
        register.target,
        folder,
    )
    assert done.returncode == 9, done.stderr
    assert kept.read_bytes() == before
    require_like_new(register, folder, anew=False)


def test_two_at_once_are_in_nobodys_way(register: Location, folder: Path, child: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor

    text = """
        import sys
        from pathlib import Path
        from tracker.register import kept_index
        from tracker.register.connect import reading
        from tracker.register.location import locate
        with reading(locate(sys.argv[1])) as reader:
            print(len(kept_index.pledge_index(reader, Path(sys.argv[2]))))
    """
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: child(text, register.target, folder), range(2)))
    assert [each.stdout for each in done] == [f"{MANY}\n"] * 2, done
    assert len([*folder.iterdir()]) == 1
    require_like_new(register, folder, anew=False)


def test_the_file_is_its_users_own(register: Location, folder: Path) -> None:
    asked(register, folder)
    (kept,) = folder.iterdir()
    assert os.name == "nt" or kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("chosen", [None, "", "/srv/cache"])
def test_it_is_kept_in_the_platforms_folder_for_caches(monkeypatch: pytest.MonkeyPatch, chosen: str | None) -> None:
    from platformdirs import user_cache_dir

    if chosen is None:
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", chosen)
    assert cache_folder() == user_cache_dir("commitment-tracker", appauthor=False)
