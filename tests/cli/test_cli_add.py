"""``add``: record parties and documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.added import pledge, shown
from tests.cli.conftest import SPEECH, Run, Say

# -- add party ----------------------------------------


def test_a_country_needs_only_its_code(run: Run, say: Say) -> None:
    done = run("add", "party", "fr")
    assert (done.code, done.out, done.err) == (0, "FR\n", "  France, country\n")
    assert shown(say, "FR") == {"code": "FR", "name": "France", "kind": "country", "memberships": []}


def test_a_body_that_is_known_needs_only_its_short_name(say: Say) -> None:
    say("add", "party", "COW")
    assert shown(say, "cow")["kind"] == "coalition"


def test_a_body_of_ones_own_needs_a_name(run: Run, say: Say) -> None:
    assert run("add", "party", "DRONES-5").code == 4
    say("add", "party", "DRONES-5", "--name", "Drone Group of Five", "--kind", "coalition")
    assert shown(say, "DRONES-5")["name"] == "Drone Group of Five"


@pytest.mark.parametrize("code", ["F", "France!", "-FR", "A" * 21])
def test_a_code_is_of_capitals_and_digits(code: str, run: Run) -> None:
    assert run("add", "party", "--name", "x", "--", code).code == 2


def test_a_party_may_be_recorded_with_its_memberships(say: Say) -> None:
    say("add", "party", "COW")
    say("add", "party", "FR", "--member-of", "COW", "--since", "2025-01-01")
    say("add", "party", "DE")
    said = say("add", "party", "DE", "--member-of", "cow", "--until", "2025-07-01")
    assert said == "DE\n"
    members = [(each["member"], each["since"], each["until"]) for each in shown(say, "COW")["memberships"]]
    assert members == [("DE", None, "2025-07-01"), ("FR", "2025-01-01", None)]


def test_neither_a_party_nor_a_membership_is_recorded_twice(run: Run, say: Say) -> None:
    say("add", "party", "COW")
    say("add", "party", "FR", "--member-of", "COW")
    assert run("add", "party", "FR").code == 5
    assert run("add", "party", "FR", "--member-of", "COW").code == 5


def test_a_membership_in_an_unknown_group_keeps_the_party_out_too(run: Run) -> None:
    assert run("add", "party", "FR", "--member-of", "COW").code == 4
    assert run("show", "FR").code == 4


def test_a_membership_gives_a_country_the_pledges_of_its_group(speech: str, say: Say) -> None:
    say("add", "party", "COW")
    pledge(say, speech, "--party", "COW")
    say("add", "party", "FR", "--member-of", "COW", "--document", speech)
    listed = say("status", "--country", "FR", "--as-of", "2025-03-04", "--format", "jsonl")
    assert '"joint_via":"COW"' in listed.replace(" ", "")


# -- add document ----------------------------------------


def test_flags_say_what_the_file_does_not(run: Run, say: Say, tmp_path: Path) -> None:
    file = tmp_path / "brief.txt"
    file.write_text("They will come.", encoding="utf-8")
    done = run("add", "document", str(file), "--publisher", "TASS", "--published-on", "2025-11-26", "--language", "ru")
    assert (done.code, done.out) == (0, "D-2025-001\n")
    assert done.err.splitlines() == [
        "  brief — TASS, 2025-11-26, ru, 15 characters",
        "  Language: ru; it is kept, and outside what scan reads (en)",
    ]
    document = shown(say, "D-2025-001")
    assert (document["title"], document["language"], document["text"]) == ("brief", "ru", "They will come.")


def test_front_matter_is_taken_off_the_text(say: Say, speech: str) -> None:
    document = shown(say, speech)
    assert document["title"] == "Statement on support for Ukraine"
    assert (document["issuer"], document["published_on"]) == ("GB", "2025-03-03")
    assert document["event"] == "Visit of 3 March 2025"
    assert document["text"] == SPEECH.split("---\n")[2]


def test_flags_win_over_front_matter(say: Say) -> None:
    say("add", "party", "FR")
    say("add", "document", "-", "--title", "Speech", "--issuer", "fr", stdin=SPEECH)
    document = shown(say, "D-2025-001")
    assert (document["title"], document["issuer"]) == ("Speech", "FR")


def test_the_text_is_kept_as_it_is_but_for_its_line_ends(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    file.write_bytes("\ufeff  Zwei\u00a0Panzer\r\nfür  Kyjiw\r".encode())
    say("add", "document", str(file), "--publisher", "x", "--published-on", "2025-01-01")
    assert shown(say, "D-2025-001")["text"] == "  Zwei\u00a0Panzer\nfür  Kyjiw\n"


def test_another_encoding_has_to_be_named(run: Run, say: Say, tmp_path: Path) -> None:
    file = tmp_path / "russian.txt"
    file.write_bytes("Мы поможем".encode("windows-1251"))
    facts = (str(file), "--publisher", "x", "--published-on", "2025-01-01")
    assert run("add", "document", *facts).code == 6
    say("add", "document", *facts, "--encoding", "windows-1251")
    assert shown(say, "D-2025-001")["text"] == "Мы поможем"


def test_several_files_are_recorded_at_once(run: Run, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in (1, 2, 3)]
    for file in files:
        file.write_text(f"---\npublisher: x\npublished_on: 2025-01-0{file.stem}\n---\nText {file.stem}")
    done = run("add", "document", *map(str, files))
    assert (done.code, done.out.split()) == (0, ["D-2025-001", "D-2025-002", "D-2025-003"])


def test_a_bad_file_stops_no_other_and_is_told_at_the_end(run: Run, say: Say, tmp_path: Path) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text(SPEECH.replace("issuer: GB\n", ""))
    empty.write_text("")
    done = run("add", "document", str(empty), str(good))
    assert (done.code, done.out) == (6, "D-2025-001\n")
    assert done.err.splitlines()[-4:-1] == [
        "Added 1 of 2 documents.",
        "Error: 1 of 2 sources was not added; the others were.",
        f"  {empty} is empty. A document needs its text: quotes are checked against it.",
    ]
    assert shown(say, "D-2025-001")["text"] == SPEECH.split("---\n")[2]


def test_the_same_text_is_not_recorded_twice(run: Run, speech: str) -> None:
    done = run("add", "document", "-", stdin=SPEECH.replace("Statement on", "Words on"))
    assert done.code == 5
    assert f"recorded already, as {speech}" in done.err


def test_the_same_bytes_are_recorded_once_whatever_their_files_are_called(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(SPEECH.replace("issuer: GB\n", ""))
    told = "is recorded already, as D-2025-001. See: tracker show D-2025-001"
    first, again = (run("add", "document", str(tmp_path)) for _ in range(2))
    assert (first.out, first.err.count(told)) == ("D-2025-001\n", 2)
    assert (again.code, again.out, again.err.count(told)) == (5, "", 3)


def test_the_same_bytes_read_in_another_way_are_another_text(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "pledge.txt"
    file.write_bytes("Wir liefern die Panzer im März".encode("latin-1"))
    texts = []
    for encoding in ("latin-1", "cp1251"):
        ref = say("add", "document", str(file), "--undated", "--encoding", encoding).strip()
        texts.append(shown(say, ref)["text"])
    assert texts == ["Wir liefern die Panzer im März", "Wir liefern die Panzer im Mдrz"]


@pytest.mark.slow
def test_bytes_that_cannot_be_read_fail_for_every_file_that_has_them(run: Run, tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in ("a.pdf", "b.pdf", "c.pdf")]
    for name in names:
        Path(name).write_bytes(b"%PDF-1.7 and nothing more")
    done = run("add", "document", *names)
    assert (done.code, done.out) == (6, "")
    assert [name for name in names if f"{name} " in done.err] == names


def test_what_a_document_must_tell_is_asked_for(run: Run) -> None:
    done = run("add", "document", "-", stdin="They will come.")
    assert done.code == 6
    assert "does not say when it was published" in done.err
    assert "--published-on" in done.err


def test_a_document_without_a_day_is_kept_where_that_is_said(run: Run, say: Say) -> None:
    done = run("add", "document", "-", "--undated", stdin="They will come.")
    assert (done.code, done.out) == (0, "D-2026-001\n")
    assert shown(say, "D-2026-001")["published_on"] is None


def test_a_publisher_that_is_not_found_is_said_not_to_be_known(run: Run, say: Say) -> None:
    done = run("add", "document", "-", "--published-on", "2025-01-01", stdin="They will come.")
    assert "Publisher: not found; give it with --publisher" in done.err
    assert shown(say, "D-2025-001")["publisher"] == "not known"
