"""What may be named as documents: files, folders, addresses, lists of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracker.documents.sources import expanded, is_address, listed, read_list
from tracker.errors import BadInputError


def files(folder: Path, *names: str) -> None:
    """Make empty files below a folder."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")


def below(folder: Path) -> list[str]:
    return [os.path.relpath(each, folder) for each in expanded([str(folder)])]


@pytest.mark.parametrize("given", ["http://example.org/a", "https://example.org", "HTTPS://example.org", "ftp://x/y"])
def test_what_has_a_scheme_is_an_address(given: str) -> None:
    assert is_address(given)


@pytest.mark.parametrize("given", ["-", "a.txt", "/tmp/a.html", "C:\\a.txt", "notes on https://example.org.txt"])
def test_what_has_none_is_a_file(given: str) -> None:
    assert not is_address(given)


def test_a_folder_stands_for_all_files_in_it_and_below_in_the_order_of_their_names(tmp_path: Path) -> None:
    files(tmp_path, "b.txt", "a.pdf", "z/c.html", "c/2.txt", "c/10.txt", "c/d/1.txt")
    assert below(tmp_path) == ["a.pdf", "b.txt", "c/10.txt", "c/2.txt", "c/d/1.txt", "z/c.html"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    files(tmp_path, ".hidden.txt", ".git/config.txt", "seen.txt", "c/.DS_Store")
    assert below(tmp_path) == ["seen.txt"]


def test_a_hidden_file_that_is_named_itself_is_meant(tmp_path: Path) -> None:
    files(tmp_path, ".hidden.txt")
    assert list(expanded([str(tmp_path / ".hidden.txt")])) == [str(tmp_path / ".hidden.txt")]


def test_a_link_to_a_folder_is_not_followed_so_that_none_leads_in_a_circle(tmp_path: Path) -> None:
    files(tmp_path, "c/a.txt")
    (tmp_path / "c" / "again").symlink_to(tmp_path)
    assert below(tmp_path) == ["c/a.txt"]


def test_an_empty_folder_stands_for_nothing(tmp_path: Path) -> None:
    assert below(tmp_path) == []


def test_what_is_no_folder_passes_as_it_was_named() -> None:
    given = ["https://example.org/a", "-", "missing.txt"]
    assert list(expanded(given)) == given


def test_a_list_names_one_source_a_line_and_may_have_remarks() -> None:
    lines = ["a.txt\n", "\n", "# what follows is from the web\n", "  https://example.org/a \r\n", "b c.txt"]
    assert list(listed(lines)) == ["a.txt", "https://example.org/a", "b c.txt"]


def test_a_list_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("Überblick.txt\n\n#x\nb.txt\n", encoding="utf-8")
    assert read_list(str(tmp_path / "list")) == ["Überblick.txt", "b.txt"]


@pytest.mark.parametrize(("held", "why"), [(None, "No such file"), (b"\xff\xfe\xff", "it is not UTF-8")])
def test_a_list_that_cannot_be_read_is_refused(held: bytes | None, why: str, tmp_path: Path) -> None:
    if held:
        (tmp_path / "list").write_bytes(held)
    with pytest.raises(BadInputError, match=why) as refusal:
        read_list(str(tmp_path / "list"))
    assert str(tmp_path / "list") in refusal.value.what
