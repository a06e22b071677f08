"""What ``add document`` finds in a text, what a person says instead, and what cannot be recorded."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import tracker
from tests.cli.conftest import Run, Say, environment, program, unchanged
from tests.cli.documents.texts import ANALYSIS, FILES, GERMAN, PAGE, STATEMENT, WIRE, add, shown
from tracker.register.location import Location

# -- what was found -----------------------------------------------------------------------------


def test_what_was_found_is_told_beside_the_ref(run: Run, tmp_path: Path) -> None:
    done = add(run, tmp_path, STATEMENT, "--publisher", "Ministry of Harbours", "--event", "Helsinki meeting")
    assert (done.code, done.out) == (0, "D-2025-001\n")
    assert done.err == (
        "  Joint statement of the harbour ministers — Ministry of Harbours, 2025-11-25 (visible), "
        f"{len(STATEMENT):,} characters, event “Helsinki meeting”\n"
    )


def test_quiet_tells_nothing_but_the_ref(run: Run, tmp_path: Path) -> None:
    assert add(run, tmp_path, STATEMENT, "--quiet") == (0, "D-2025-001\n", "")


def test_a_body_that_speaks_for_itself_is_the_issuer_and_its_party_is_added(run: Run, say: Say, tmp_path: Path) -> None:
    done = add(run, tmp_path, STATEMENT, "--publisher", "Prime Minister of the United Kingdom")
    assert "  Issuer: GB, speaking for itself\n" in done.err
    assert "  Party GB (United Kingdom) added: its issuer\n" in done.err
    assert shown(say, "D-2025-001")["issuer"] == "GB"
    assert shown(say, "GB")["kind"] == "country"


def test_an_issuer_that_nobody_knows_is_refused_and_nothing_is_kept(
    run: Run, tmp_path: Path, location: Location
) -> None:
    with unchanged(location):
        done = add(run, tmp_path, STATEMENT, "--issuer", "FERRIES")
    assert (done.code, done.out) == (4, "")


def test_what_is_refused_on_the_way_leaves_no_gap_in_the_refs(run: Run, tmp_path: Path) -> None:
    for name, issuer, words in (("a.txt", "GB", STATEMENT), ("b.txt", "FERRIES", WIRE), ("c.txt", "GB", ANALYSIS)):
        facts = f"---\nissuer: {issuer}\npublished_on: 2025-11-27\n---\n"
        (tmp_path / name).write_text(facts + words, encoding="utf-8")
    done = run("add", "document", str(tmp_path))
    assert (done.code, done.out) == (6, "D-2025-001\nD-2025-002\n")


def test_every_fact_can_be_said_by_a_flag(run: Run, say: Say, tmp_path: Path) -> None:
    given = {
        "title": "The statement",
        "publisher": "The ministry",
        "published_on": "2025-11-24",
        "issuer": "FI",
        "url": "https://example.org/statement",
        "archive_url": "https://archive.example.org/1",
        "retrieved_on": "2026-01-31",
        "language": "fi",
        "event": "The meeting",
    }
    flags = [word for name, value in given.items() for word in (f"--{name.replace('_', '-')}", value)]
    assert add(run, tmp_path, STATEMENT, *flags).code == 0
    document = shown(say, "D-2025-001")
    assert {name: document[name] for name in given} == given
    assert (document["dated_by"], document["dates_found"]) == ("given", "visible 2025-11-25")


@pytest.mark.slow
def test_flags_go_before_what_is_found_in_every_source(say: Say, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STATEMENT, encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE, encoding="utf-8")
    say("add", "document", str(tmp_path), "--publisher", "Night desk", "--published-on", "2025-12-01")
    found = [shown(say, f"D-2025-00{number}") for number in (1, 2)]
    assert {(each["publisher"], each["published_on"]) for each in found} == {("Night desk", "2025-12-01")}


def test_front_matter_goes_before_the_heading(run: Run, say: Say, tmp_path: Path) -> None:
    head = "---\ntitle: The ferries\npublisher: Office of the Captain\npublished_on: 2025-11-24\n---\n"
    done = add(run, tmp_path, head + STATEMENT)
    assert "The ferries — Office of the Captain, 2025-11-24, " in done.err
    document = shown(say, "D-2025-001")
    assert document["text"] == STATEMENT
    assert document["dates_found"] == "front matter 2025-11-24; visible 2025-11-25"


@pytest.mark.slow
def test_a_dateline_without_a_year_is_of_the_year_that_the_page_states(run: Run, say: Say, tmp_path: Path) -> None:
    page = PAGE.replace("November 26, 2025", "November 26")
    assert add(run, tmp_path, page, name="gazette.html").code == 0
    assert shown(say, "D-2025-001")["dates_found"] == "json-ld 2025-11-28; meta 2025-11-27; dateline 2025-11-26"


def test_another_language_is_told_by_its_words_and_kept(run: Run, say: Say, tmp_path: Path) -> None:
    done = add(run, tmp_path, GERMAN)
    assert ", 2025-11-25 (visible), de, " in done.err
    assert "  Language: de; it is kept, and outside what scan reads (en)\n" in done.err
    document = shown(say, "D-2025-001")
    assert (document["language"], document["text"]) == ("de", GERMAN)


@pytest.mark.slow
def test_a_page_that_names_the_wrong_language_is_told(run: Run, tmp_path: Path) -> None:
    page = f'<html lang="en"><title>Fähren</title><article><p>{GERMAN.splitlines()[4]}</p></article></html>'
    done = add(run, tmp_path, page, "--published-on", "2025-11-25", name="page.html")
    assert "  Language: says that it is en, reads as de\n" in done.err


# -- what cannot be recorded --------------------------------------------------------------------


def test_a_text_is_not_recorded_twice(run: Run, tmp_path: Path, location: Location) -> None:
    add(run, tmp_path, STATEMENT)
    with unchanged(location):
        done = add(run, tmp_path, STATEMENT, "--title", "Another", name="copy.md")
    assert (done.code, done.out) == (5, "")
    assert "is recorded already, as D-2025-001." in done.err
    assert "See: tracker show D-2025-001" in done.err


@pytest.mark.slow
def test_a_file_is_not_recorded_twice(run: Run, tmp_path: Path, location: Location) -> None:
    data = FILES["paper.pdf"]
    (tmp_path / "one.pdf").write_bytes(data)
    assert run("add", "document", str(tmp_path / "one.pdf")).code == 0
    (tmp_path / "other.pdf").write_bytes(data)
    with unchanged(location):
        assert run("add", "document", str(tmp_path / "other.pdf")).code == 5


def test_two_of_one_text_in_one_command_are_recorded_once(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STATEMENT, encoding="utf-8")
    done = run("add", "document", str(tmp_path))
    assert (done.code, done.out) == (5, "D-2025-001\n")
    assert f"{tmp_path}/b.txt is recorded already, as D-2025-001." in done.err


def test_a_source_that_is_named_twice_is_read_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STATEMENT, encoding="utf-8")
    assert run("add", "document", str(tmp_path / "a.txt"), str(tmp_path)).out == "D-2025-001\n"


def test_a_text_without_a_day_is_kept_where_that_is_said(run: Run, say: Say, tmp_path: Path) -> None:
    text = STATEMENT.replace("25 November 2025\n\n", "")
    assert add(run, tmp_path, text).code == 6
    done = add(run, tmp_path, text, "--undated")
    assert (done.code, done.out) == (0, "D-2026-001\n")
    assert "not known, no date, " in done.err
    assert shown(say, "D-2026-001")["published_on"] is None


@pytest.mark.slow
def test_bad_sources_stop_no_others_and_are_told_at_the_end_one_a_line(run: Run, tmp_path: Path) -> None:
    for name, data in (("a.txt", STATEMENT.encode()), ("b.pdf", b"%PDF-1.4 broken"), ("c.txt", b"\xff\xfe\xff")):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "d.html").write_text(PAGE, encoding="utf-8")
    done = run("add", "document", str(tmp_path), str(tmp_path / "missing.txt"))
    assert (done.code, done.out) == (6, "D-2025-001\nD-2025-002\n")
    said = done.err[done.err.index("Added 2 of 5") :].splitlines()
    assert said[:2] == ["Added 2 of 5 documents.", "Error: 3 of 5 sources were not added; the others were."]
    for name in ("b.pdf", "c.txt", "missing.txt"):
        assert len([line for line in said[2:] if f"{tmp_path}/{name}" in line]) == 1


def test_where_none_could_be_added_nobody_is_told_that_others_were(run: Run, tmp_path: Path) -> None:
    done = run("add", "document", str(tmp_path / "one.txt"), str(tmp_path / "two.txt"))
    assert (done.code, done.out) == (6, "")
    assert "Error: None of the 2 sources was added.\n" in done.err


def test_a_file_whose_name_is_no_utf_8_is_added_under_a_name_that_can_be_read(
    run: Run, say: Say, tmp_path: Path
) -> None:
    with open(os.path.join(os.fsencode(tmp_path), b"f\xe4hre.txt"), "w", encoding="utf-8") as file:
        file.write("The ferry will sail again, the ministry says.")
    (tmp_path / "other.txt").write_text(STATEMENT, encoding="utf-8")
    done = run("add", "document", str(tmp_path), "--published-on", "2025-11-25")
    assert (done.code, done.out) == (0, "D-2025-001\nD-2025-002\n")
    document = shown(say, "D-2025-001")
    assert (document["title"], document["original"]["name"]) == (
        "f\N{REPLACEMENT CHARACTER}hre",
        "f\N{REPLACEMENT CHARACTER}hre.txt",
    )


def test_a_folder_counts_without_what_is_hidden(run: Run, tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The ferry {name}", encoding="utf-8")
    done = run("add", "document", str(tmp_path), "--published-on", "2025-11-25")
    titles = [json.loads(run("show", ref, "--format", "json").out)["original"]["name"] for ref in done.out.split()]
    assert titles == ["b.txt", "z.txt"]


@pytest.mark.parametrize("place", ["-", "list"])
def test_sources_may_stand_in_a_list(place: str, run: Run, say: Say, tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text(STATEMENT, encoding="utf-8")
    (tmp_path / "c.txt").write_text(GERMAN, encoding="utf-8")
    listed = f"# to be added\n{tmp_path}/c.txt\n\n{tmp_path}/a b.txt\n"
    (tmp_path / "list").write_text(listed, encoding="utf-8")
    where = "-" if place == "-" else str(tmp_path / "list")
    done = run("add", "document", "--files-from", where, stdin=listed if place == "-" else None)
    assert (done.code, done.out) == (0, "D-2025-001\nD-2025-002\n")
    assert shown(say, "D-2025-001")["language"] == "de"


def test_a_title_is_for_one_document(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    done = run("add", "document", str(tmp_path), "--title", "Ferries")
    assert (done.code, "--title is for one document, and there are 2." in done.err) == (2, True)


@pytest.mark.slow
def test_a_library_that_is_missing_is_named_with_what_to_install(tmp_path: Path, new_register: Any) -> None:
    gone = tmp_path / "gone"
    for name in ("trafilatura", "pypdfium2", "docx", "urllib3", "protego"):
        (gone / name).mkdir(parents=True)
        (gone / name / "__init__.py").write_text(f"raise ImportError('{name}')")
    names = ("gazette.html", "letter.docx", "paper.pdf", "words.txt")
    for name in names:
        (tmp_path / name).write_bytes(FILES[name])
    house = str(Path(tracker.__file__).parents[1])
    env = environment(new_register("sqlite").target, PYTHONPATH=f"{gone}:{house}")
    sources = [*(str(tmp_path / name) for name in names), "http://127.0.0.1:9/page"]
    done = subprocess.run(
        program("add", "document", "--allow-private", *sources), env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (6, "D-2025-001\n")
    for source, extra in zip(sources[:3] + sources[4:], ("html", "docx", "pdf", "web"), strict=True):
        line = next(line for line in done.stderr.splitlines() if source in line)
        assert line.endswith(f"pip install 'commitment-tracker[{extra}]'")
