"""Where an export writes: into an empty folder, or over an older package, and nowhere else."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.exchange.exported import OURS, change
from tracker.errors import ConflictError, RegisterError, TrackerError
from tracker.exchange.fields import FORMAT
from tracker.model import Document
from tracker.register.writes import writing

pytestmark = pytest.mark.repeated


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_an_export_over_an_older_one_replaces_it_and_leaves_other_files_alone(
    taken, packages, tmp_path, new_register
) -> None:
    out = tmp_path / "out"
    packages.give(taken, out)
    (out / "README.md").write_text("ours")
    (out / "texts" / "notes.txt").write_text("ours too")
    given = packages.give(new_register("sqlite"), out)
    assert given.keys() == {*OURS, "README.md", "texts/notes.txt"}
    assert given["pledges.csv"].count(b"\n") == 1
    assert sorted(tmp_path.iterdir()) == [out]


def test_what_is_left_out_is_taken_away_from_an_older_package(judged, packages, tmp_path) -> None:
    packages.give(judged, tmp_path)
    (tmp_path / "notes.csv").write_text("ours")
    assert packages.give(judged, tmp_path, proposals=False).keys() & {"proposals.csv", "notes.csv"} == {"notes.csv"}
    assert (tmp_path / "pledges.csv").exists()


@pytest.mark.parametrize("before", [[], [".git"]])
def test_an_empty_folder_is_filled_be_it_under_git_or_not(before, taken, packages, tmp_path) -> None:
    for name in before:
        (tmp_path / name).mkdir()
    assert packages.give(taken, tmp_path).keys() > OURS


def test_a_folder_with_something_else_in_it_is_refused_and_left(taken, packages, tmp_path) -> None:
    (tmp_path / "pledges.csv").write_text("mine")
    with pytest.raises(ConflictError, match="something other than a data package"):
        packages.give(taken, tmp_path)
    assert packages.bytes_of(tmp_path) == {"pledges.csv": b"mine"}


def test_the_data_package_of_another_program_is_refused(taken, packages, tmp_path) -> None:
    (tmp_path / "datapackage.json").write_text('{"name": "weather", "tracker": {"format": 1}}')
    with pytest.raises(ConflictError):
        packages.give(taken, tmp_path)


def test_a_file_is_refused_as_a_target(taken, packages, tmp_path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ConflictError, match="is a file"):
        packages.give(taken, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_a_package_of_a_newer_program_is_not_overwritten(taken, packages, tmp_path) -> None:
    packages.give(taken, tmp_path)
    described = json.loads((tmp_path / "datapackage.json").read_text())
    described["tracker"]["format"] = FORMAT + 1
    (tmp_path / "datapackage.json").write_text(json.dumps(described))
    with pytest.raises(RegisterError, match="newer"):
        packages.give(taken, tmp_path)


def test_an_export_that_runs_out_of_room_leaves_the_old_package_whole(taken, packages, tmp_path) -> None:
    before = packages.give(taken, tmp_path / "out")
    change(taken, "COW-2025-001", summary="Another")
    with files_of_at_most(1000), pytest.raises(TrackerError, match="cannot be written") as refusal:
        packages.give(taken, tmp_path / "out")
    assert "Make room" in refusal.value.remedy
    assert packages.bytes_of(tmp_path / "out") == before
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_a_ref_that_would_lead_out_of_the_folder_is_refused(taken, packages, tmp_path) -> None:
    out = tmp_path / "deep" / "out"
    before = packages.give(taken, out)
    text, sha256 = "escaped", "0" * 64
    stray = Document("../../../stray", "T", "P", None, text=text, sha256=sha256)
    with writing(taken, actor="tests", command="add document", at="2026-03-01T00:00:00Z") as writer:
        writer.add_judged(stray)
    with pytest.raises(ConflictError, match=r"\.\./stray"):
        packages.give(taken, out)
    assert packages.bytes_of(tmp_path) == {f"deep/out/{name}": data for name, data in before.items()}
