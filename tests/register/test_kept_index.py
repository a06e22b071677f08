"""The index of pledges is kept between runs, and answers as one that is made anew whatever happened meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from indexed import (
    added,
    answers,
    asked,
    bring,
    edited,
    fill,
    imported,
    moved,
    much,
    nothing,
    require_like_new,
    retracted,
    scanned,
    several,
    updated,
)
from samples import PARTIES, recording

from tracker.register import kept_index
from tracker.register.connect import reading
from tracker.register.location import Location, cache_folder
from tracker.register.writes import Writer


@pytest.mark.slow
@pytest.mark.parametrize(
    "change", [nothing, edited, retracted, added, moved, imported, updated, scanned, several, much]
)
def test_after_a_change_the_kept_index_answers_as_a_new_one(
    large: Location, folder: Path, change: Callable[[Writer], None]
) -> None:
    asked(large, folder)
    with recording(large) as writer:
        change(writer)
    require_like_new(large, folder, anew=change is much)


@pytest.mark.slow
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


def test_a_changed_pledge_is_read_and_no_other(large: Location, folder: Path) -> None:
    asked(large, folder)
    with recording(large) as writer:
        edited(writer)
    with reading(large) as reader:
        ran: list[str] = []
        reader.connection.set_trace_callback(ran.append)
        kept_index.pledge_index(reader, folder)
        reader.connection.set_trace_callback(None)
    assert len([each for each in ran if "pledge.summary" in each]) == 3  # new ones, and by the name that the log tells


def test_where_nothing_was_recorded_no_pledge_is_read_and_nothing_written(large: Location, folder: Path) -> None:
    asked(large, folder)
    (kept,) = folder.iterdir()
    before = kept.stat()
    with reading(large) as reader:
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


def test_what_was_retracted_is_not_in_the_index(sqlite: Location, folder: Path) -> None:
    with recording(sqlite) as writer:
        for party in PARTIES:
            writer.add_party(party)
        bring(writer, range(1, 4))
        retracted(writer)
    index, _ = asked(sqlite, folder)
    assert [ref in index for ref in ("DE-2025-0002", "GB-2025-0003")] == [True, False]


def test_the_file_is_its_users_own(large: Location, folder: Path) -> None:
    asked(large, folder)
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
