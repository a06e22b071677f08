"""The index of pledges that was kept is not used where it cannot be trusted, and a run broken off does not spoil it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from indexed import MANY, added, answers, asked, edited, imported, require_like_new, retracted, updated
from samples import recording

from tracker.register.location import Location, locate
from tracker.register.repair import repair


@pytest.mark.slow
def test_a_register_that_was_repaired_or_restored_has_its_index_made_anew(large: Location, folder: Path) -> None:
    asked(large, folder)
    with recording(large, "repair") as writer:
        repair(writer)
    require_like_new(large, folder, anew=True)


@pytest.mark.slow
def test_another_history_in_the_same_place_has_its_index_made_anew(large: Location, folder: Path) -> None:
    older = large.path.read_bytes()
    with recording(large) as writer:
        edited(writer)
    asked(large, folder)
    large.path.write_bytes(older)
    require_like_new(large, folder, anew=True)
    with recording(large) as writer:
        added(writer)
    asked(large, folder)
    large.path.write_bytes(older)
    with recording(large) as writer:
        retracted(writer)
        updated(writer)
        imported(writer)
    require_like_new(large, folder, anew=True)


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


@pytest.mark.slow
@pytest.mark.parametrize(
    "spoil",
    [
        *(cut, emptied, garbage, one_byte_in_the_middle, the_last_byte),
        *(as_of_a_later_pledge, by_other_rules, a_head_alone),
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_not_used(
    large: Location, folder: Path, spoil: Callable[[bytes], bytes]
) -> None:
    asked(large, folder)
    (kept,) = folder.iterdir()
    kept.write_bytes(spoil(kept.read_bytes()))
    require_like_new(large, folder, anew=True)


@pytest.mark.slow
def test_the_index_of_another_register_is_not_used(large: Location, folder: Path, tmp_path: Path) -> None:
    other = locate(str(tmp_path / "other.sqlite"))
    shutil.copyfile(large.path, other.path)
    with recording(other) as writer:
        edited(writer)
    asked(large, folder)
    asked(other, folder)
    one, two = folder.iterdir()
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    for place in (large, other):
        index, _ = asked(place, folder)
        assert answers(index) == answers(asked(place, folder / "elsewhere")[0])


def test_where_nothing_can_be_written_each_run_makes_its_own(large: Location, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.write_text("a file where the folder would be")
    for _ in range(2):
        index, anew = asked(large, folder)
        assert anew
        assert len(index) == MANY


@pytest.mark.slow
def test_who_is_killed_while_writing_leaves_what_was_there(large: Location, folder: Path, child: Any) -> None:
    asked(large, folder)
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
        large.target,
        folder,
    )
    assert done.returncode == 9, done.stderr
    assert kept.read_bytes() == before
    require_like_new(large, folder, anew=False)


@pytest.mark.slow
def test_two_at_once_are_in_nobodys_way(large: Location, folder: Path, child: Any) -> None:
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
        done = list(pool.map(lambda _: child(text, large.target, folder), range(2)))
    assert [each.stdout for each in done] == [f"{MANY}\n"] * 2, done
    assert len([*folder.iterdir()]) == 1
    require_like_new(large, folder, anew=False)
