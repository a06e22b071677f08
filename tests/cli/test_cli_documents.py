"""``add document``: files, folders, lists and addresses of any format; what is found in them, kept and asked."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pty
import sqlite3
import subprocess
import termios
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import tracker
from tests.cli.conftest import DIALECTS, NOON, Result, Run, Say, contents, environment, invoke, program, unchanged
from tests.documents.samples import Line, mail, paragraph, pdf
from tests.documents.server import PLAIN, Site, serving
from tracker.cli import main
from tracker.cli.app import App
from tracker.register import migrate
from tracker.register.location import Location

BODY = (
    "The ministers of seven coastal states met in Helsinki and agreed to rebuild the two ferries that carry grain "
    "across the strait. They will pay for new engines together and they will train forty sailors before the ice "
    "breaks. Work on the first ship begins when the yard in Turku has finished the icebreaker that it builds now."
)
STATEMENT = f"Joint statement of the harbour ministers\n\n25 November 2025\n\n{BODY}\n"
WIRE = f"""Seven states to rebuild grain ferries

HELSINKI, November 26, 2025 (Harbour News) – Ministers have spoken.

{BODY}

The shipyard did not wish to comment on the engines, and the sailors were not asked.
"""
ANALYSIS = f"""What the ferries will cost and who is going to pay for them

27 November 2025

Nobody on the quay believes in new engines. The last promise was made nine years ago, and all that came of it was a
coat of paint, a brass band and a long lunch for the guests from the capital, who left before the rain began.
This time the words are firmer. {BODY.split(". ")[0]}. That is what the paper says, and it says little else: no sum
is named, no captain has been hired, and the old boats lie where they have been lying since the spring flood, with
gulls on their railings and a padlock on each gangway. Whoever wants bread in the north buys it from the railway.
"""
GERMAN = """Sieben Staaten bauen die Fähren wieder auf

25. November 2025

Die Minister von sieben Staaten haben in Helsinki beschlossen, dass sie die beiden Fähren gemeinsam wieder aufbauen
werden, und dass die Arbeit daran noch im Winter beginnt.
"""
PAGE = """<!doctype html><html lang="en"><head><title>Forty sailors wanted | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2025-11-27T09:00:00Z">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-11-28T06:00:00Z"}</script>
</head><body><article><h1>Forty sailors wanted</h1>
<p>TURKU, November 26, 2025 (HG) – Captains, sailors and bakers heard it with joy on every quay of the coast.</p>
<p>The gulls were not asked, and nobody had expected that they would be; the tide came in.</p>
</article></body></html>"""


def shown(say: Say, ref: str) -> dict[str, Any]:
    """A record as data."""
    record: dict[str, Any] = json.loads(say("show", ref, "--format", "json"))
    return record


def add(run: Run, folder: Path, text: str, *flags: str, name: str = "statement.txt") -> Result:
    """Add a text as a file of its own."""
    (folder / name).write_text(text, encoding="utf-8")
    return run("add", "document", str(folder / name), *flags)


# -- every format -------------------------------------------------------------------------------


def letter() -> bytes:
    """A DOCX as a word processor saves it."""
    import docx

    document = docx.Document()
    document.core_properties.created = datetime(2025, 11, 24, 8, 0)
    document.core_properties.title, document.core_properties.author = "", "M. Typist"
    for line in ("A letter on the two ferries of the strait", "24 November 2025", "We will send forty ropes."):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


FILES = {
    "call.eml": mail(
        "We will train forty sailors before the ice breaks.\n",
        from_="Ministry of Harbours <press@example.org>",
        subject="A call on the sailors",
        date="Tue, 25 Nov 2025 23:30:00 +0200",
    ).data,
    "gazette.html": PAGE.encode(),
    "letter.docx": letter(),
    "notes.md": b"# Notes on the two ferries\n\n24 November 2025\n\nThe yard has **begun** with the first ship.\n",
    "paper.pdf": pdf(
        [Line(70, 760, "A paper on the price of ferries", 18), Line(70, 735, "24 November 2025")],
        paragraph(700, "They will pay for the engines together."),
    ).data,
    "words.txt": b"\xef\xbb\xbfA word on the two ferries and ropes\r\n\r\n24 November 2025\r\n\r\nThe ropes are new.",
}
FOUND = {
    "call.eml": ("message/rfc822", "email (Python", "A call on the sailors", "2025-11-25", "mail"),
    "gazette.html": ("text/html", "trafilatura ", "Forty sailors wanted", "2025-11-28", "json-ld"),
    "letter.docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "python-docx ",
        "A letter on the two ferries of the strait",
        "2025-11-24",
        "visible",
    ),
    "notes.md": ("text/markdown", "plain text 1", "Notes on the two ferries", "2025-11-24", "visible"),
    "paper.pdf": ("application/pdf", "pypdfium2 ", "A paper on the price of ferries", "2025-11-24", "visible"),
    "words.txt": ("text/plain", "plain text 1", "A word on the two ferries and ropes", "2025-11-24", "visible"),
}
WORDS = {
    "call.eml": "We will train forty sailors before the ice breaks.",
    "gazette.html": "The gulls were not asked, and nobody had expected that they would be; the tide came in.",
    "letter.docx": "We will send forty ropes.",
    "notes.md": "The yard has **begun** with the first ship.",
    "paper.pdf": "They will pay for the engines together.",
    "words.txt": "The ropes are new.",
}


class Shelf:
    """A register to which a folder with a file of every format was added in one command."""

    def __init__(self, location: Location, folder: Path) -> None:
        self.location = location
        for name, data in FILES.items():
            (folder / name).write_bytes(data)
        self.added = invoke("add", "document", str(folder), register=location.target)
        self.refs = dict(zip(FILES, self.added.out.split(), strict=True))

    def say(self, *words: str) -> str:
        done = invoke(*words, register=self.location.target)
        assert done.code == 0, done.err
        return done.out


@pytest.fixture(scope="module")
def shelves(
    new_register: Callable[[str], Location], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Shelf]:
    return cache(lambda dialect: Shelf(new_register(dialect), tmp_path_factory.mktemp("shelf")))


@pytest.fixture(params=DIALECTS)
def shelf(request: pytest.FixtureRequest, shelves: Callable[[str], Shelf]) -> Shelf:
    """The shelf, to be read only."""
    return shelves(request.param)


@pytest.fixture(params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a file of one format."""
    return str(request.param)


def test_a_folder_is_added_in_the_order_of_its_names_and_counted(shelf: Shelf) -> None:
    assert shelf.added.code == 0
    assert list(shelf.refs.values()) == [f"D-2025-00{number}" for number in range(1, 7)]
    assert shelf.added.err.splitlines()[-1] == "Added 6 of 6 documents."


def test_every_format_is_kept_with_its_words_its_type_and_what_read_it(name: str, shelf: Shelf) -> None:
    media_type, extractor, title, day, source = FOUND[name]
    document = shown(shelf.say, shelf.refs[name])
    assert (document["title"], document["published_on"], document["dated_by"]) == (title, day, source)
    assert WORDS[name] in document["text"]
    assert document["sha256"] == hashlib.sha256(document["text"].encode()).hexdigest()
    original = document["original"]
    assert (original["media_type"], original["name"]) == (media_type, name)
    assert original["extractor"].startswith(extractor)


def test_the_original_is_kept_byte_for_byte(name: str, shelf: Shelf) -> None:
    runner = CliRunner(env={"TRACKER_REGISTER": shelf.location.target})
    saved = runner.invoke(main, ["open", shelf.refs[name], "--save", "-"], obj=App(lambda: NOON)).stdout_bytes
    assert saved == FILES[name]
    original = shown(shelf.say, shelf.refs[name])["original"]
    assert (original["sha256"], original["size"]) == (hashlib.sha256(saved).hexdigest(), len(saved))
    assert original["retrieved_at"] == "2026-02-02T12:00:00Z"


def test_originals_are_kept_compressed(shelf: Shelf) -> None:
    for document, *_, data in contents(shelf.location)["original"] if shelf.location.dialect == "sqlite" else ():
        assert zlib.decompress(data) in FILES.values(), document


def test_show_tells_how_an_original_came_and_what_read_it(shelf: Shelf) -> None:
    lines = shelf.say("show", shelf.refs["words.txt"]).splitlines()
    digest = hashlib.sha256(FILES["words.txt"]).hexdigest()
    place = lines.index("Original")
    assert lines[place + 1 : place + 4] == [
        f"  text/plain, {len(FILES['words.txt'])} bytes, kept on 2026-02-02T12:00:00Z",
        f"  SHA-256: {digest}",
        "  Text read by plain text 1",
    ]


def test_a_register_with_documents_of_every_format_passes_its_checks(shelf: Shelf) -> None:
    assert shelf.say("check").startswith("All 5 checks hold: records, texts, originals, ")


def test_every_original_gives_its_text_again(shelf: Shelf) -> None:
    assert shelf.say("check", "--re-extract").startswith("All 6 checks hold: ")


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


def test_days_that_disagree_are_all_kept_and_the_rule_that_chose_is_told(shelf: Shelf) -> None:
    document = shown(shelf.say, shelf.refs["gazette.html"])
    assert document["dates_found"] == "json-ld 2025-11-28; meta 2025-11-27; dateline 2025-11-26"
    assert (
        "  Other dates found: 2025-11-27 (meta), 2025-11-26 (dateline). Taken: 2025-11-28, for the page's own record"
        " (JSON-LD) goes before the page's meta tags and the dateline: the publisher states it for machines\n"
    ) in shelf.added.err
    assert "Dated by: json-ld\nDates found: json-ld 2025-11-28; meta" in shelf.say("show", document["ref"])


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


# -- copies and events --------------------------------------------------------------------------


@pytest.fixture
def statement(run: Run, tmp_path: Path) -> str:
    """The ref of a statement that has no event."""
    return add(run, tmp_path, STATEMENT, "--publisher", "Ministry of Harbours").out.strip()


def test_a_copy_of_an_earlier_document_is_told_with_its_share(
    statement: str, run: Run, say: Say, tmp_path: Path
) -> None:
    done = add(run, tmp_path, WIRE, name="wire.txt")
    (kin,) = shown(say, "D-2025-002")["in_common_with"]
    assert (kin["document"], kin["kind"]) == (statement, "copy")
    assert 0.5 <= kin["share"] < 1
    copied = f"opies {statement}: {kin['share']:.0%} of its words stand there"
    assert f"  C{copied}\n" in done.err
    assert copied in say("show", "D-2025-002").partition("\nIn common with\n")[2]


def test_a_document_that_repeats_a_sentence_quotes_it_in_these_words(
    statement: str, run: Run, say: Say, tmp_path: Path
) -> None:
    done = add(run, tmp_path, ANALYSIS, name="analysis.txt")
    assert f"  Quotes {statement}: " in done.err
    assert "% of its words stand there, as “The ministers of seven coastal states met in Helsinki" in done.err
    (kin,) = shown(say, "D-2025-002")["in_common_with"]
    assert (kin["document"], kin["kind"]) == (statement, "quotes")
    assert 0.1 <= kin["share"] < 0.5


def test_the_earlier_document_copies_nothing(statement: str, run: Run, say: Say, tmp_path: Path) -> None:
    add(run, tmp_path, WIRE, name="wire.txt")
    assert shown(say, statement)["in_common_with"] == []


@pytest.mark.usefixtures("statement")
def test_a_document_on_something_else_has_nothing_in_common(run: Run, tmp_path: Path) -> None:
    done = add(run, tmp_path, PAGE, name="page.html")
    assert done.code == 0
    assert "Copies" not in done.err
    assert "event" not in done.err


def test_a_copy_shares_the_event_of_what_it_copies(run: Run, say: Say, tmp_path: Path) -> None:
    add(run, tmp_path, STATEMENT, "--event", "The ferry meeting")
    done = add(run, tmp_path, WIRE, name="wire.txt")
    assert "  Reports on the same event as D-2025-001: copies D-2025-001\n" in done.err
    assert shown(say, "D-2025-002")["event"] == "The ferry meeting"


def test_a_document_without_an_event_is_given_one_together_with_the_next(
    statement: str, run: Run, say: Say, tmp_path: Path
) -> None:
    done = add(run, tmp_path, WIRE, name="wire.txt")
    event = shown(say, "D-2025-002")["event"]
    assert f"  {statement} is given the event “{event}” too\n" in done.err
    assert shown(say, statement)["event"] == event == "Helsinki, 25 November 2025"
    log = [json.loads(line) for line in say("log", statement, "--format", "jsonl").splitlines()]
    assert log[-1]["change"] == f"event: – → {event}"


def test_a_document_on_which_a_pledge_rests_is_left_as_it_is(
    statement: str, run: Run, say: Say, tmp_path: Path
) -> None:
    say("add", "party", "FI")
    facts = ("--party", "FI", "--summary", "Train", "--topic", "sailors", "--quote", "they will train forty sailors")
    say("add", "pledge", "--document", statement, *facts)
    before = shown(say, statement)
    done = add(run, tmp_path, WIRE, name="wire.txt")
    assert f"same as {statement}, which has no event: tracker edit {statement} --set event=…" in done.err
    assert shown(say, statement) == before
    assert shown(say, "D-2025-002")["event"] is None


def test_the_event_may_be_left_open(statement: str, run: Run, say: Say, tmp_path: Path) -> None:
    done = add(run, tmp_path, WIRE, "--no-event", name="wire.txt")
    assert f"Reports on the same event as {statement}" in done.err
    assert [shown(say, ref)["event"] for ref in (statement, "D-2025-002")] == [None, None]


@pytest.mark.usefixtures("statement")
def test_a_document_that_is_refused_gives_no_other_an_event(run: Run, tmp_path: Path, location: Location) -> None:
    with unchanged(location):
        assert add(run, tmp_path, WIRE, "--issuer", "FERRIES", name="wire.txt").code == 4


def test_documents_from_before_originals_were_kept_are_compared_too(
    new_register: Callable[[str], Location],
) -> None:
    old = new_register("sqlite")
    invoke("add", "document", "-", stdin=STATEMENT, register=old.target)
    migrate.downgrade(old, "0001")
    assert invoke("upgrade", register=old.target).code == 0
    done = invoke("add", "document", "-", stdin=WIRE, register=old.target)
    assert "Copies D-2025-001" in done.err


# -- on a terminal ------------------------------------------------------------------------------


def answering(answers: str, *command: str, register: str) -> Result:
    """Run a command on a terminal on which somebody types the answers; all that is written comes back as ``out``.

    Whoever asks for more finds that nobody is there any longer (Ctrl-D).
    """
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (60, 200))
    os.write(ours, f"{answers}\x04".encode())
    env = environment(register, TERM="dumb")
    with subprocess.Popen(program(*command), stdin=theirs, stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        written = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return Result(process.returncode, written.decode().replace("\r\n", "\n"), "")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""


QUESTION = "Keep it? [Y]es, [n]o, [e]dit, [a]ll that follow, [q]uit"


class Desk:
    """A register of one's own and texts to be added at a terminal."""

    def __init__(self, register: Location, folder: Path) -> None:
        self.register, self.folder = register.target, folder
        for number in range(1, 6):
            text = f"Report number {number} on the two ferries\n\n1{number} November 2025\n\nFerry {number} is ready.\n"
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")

    def answer(self, answers: str, *flags: str) -> Result:
        return answering(answers, "add", "document", str(self.folder), *flags, register=self.register)

    def documents(self) -> dict[str, dict[str, Any]]:
        """What is recorded, by the first word of the name of the file."""
        with closing(sqlite3.connect(self.register)) as file:
            refs = [ref for (ref,) in file.execute("SELECT ref FROM document ORDER BY id")]
        found = [json.loads(invoke("show", ref, "--format", "json", register=self.register).out) for ref in refs]
        return {each["original"]["name"]: each for each in found}


@pytest.fixture
def desk(new_register: Callable[[str], Location], tmp_path: Path) -> Desk:
    return Desk(new_register("sqlite"), tmp_path)


def test_on_a_terminal_each_document_is_shown_and_asked_about(desk: Desk) -> None:
    edits = ["The ferry", "", "2025-11-20", "", "", "Launch", "https://example.org/3", ""]
    done = desk.answer("\n".join(["y", "n", "e", *edits, "", "q", ""]))
    assert (done.code, done.out.count(QUESTION)) == (0, 5), done.out  # asked again after an edit; not about the fifth
    assert f"{desk.folder}/1.txt\n  Report number 1 on the two ferries — not known, 2025-11-11 (visible), " in done.out
    kept = desk.documents()
    assert list(kept) == ["1.txt", "3.txt"]
    edited = kept["3.txt"]
    assert (edited["title"], edited["publisher"], edited["event"]) == ("The ferry", "not known", "Launch")
    assert (edited["published_on"], edited["dated_by"]) == ("2025-11-20", "given")
    assert (edited["dates_found"], edited["url"]) == ("visible 2025-11-13", "https://example.org/3")


@pytest.mark.slow
def test_all_that_follow_are_kept_without_more_questions(desk: Desk) -> None:
    done = desk.answer("n\na\n")
    assert (done.code, done.out.count(QUESTION)) == (0, 2), done.out
    assert list(desk.documents()) == ["2.txt", "3.txt", "4.txt", "5.txt"]


def test_yes_asks_nothing(desk: Desk) -> None:
    done = desk.answer("", "--yes")
    assert (done.code, QUESTION in done.out) == (0, False)
    assert len(desk.documents()) == 5


def test_a_pipe_is_asked_nothing(desk: Desk) -> None:
    done = invoke("add", "document", str(desk.folder), register=desk.register, stdin="n\n" * 9)
    assert (done.code, QUESTION in done.err, len(desk.documents())) == (0, False, 5)


@pytest.mark.slow
def test_the_event_that_seems_to_be_the_same_is_offered_and_can_be_refused(desk: Desk) -> None:
    for file in desk.folder.iterdir():
        file.unlink()
    invoke("add", "document", "-", "--event", "The ferry meeting", stdin=STATEMENT, register=desk.register)
    (desk.folder / "wire.txt").write_text(WIRE, encoding="utf-8")
    done = desk.answer("\n".join(["e", *[""] * 5, "-", "", "", "y", ""]))
    assert done.code == 0, done.out
    assert "Copies D-2025-001" in done.out
    assert "event [The ferry meeting]: " in done.out
    assert desk.documents()["wire.txt"]["event"] is None


# -- addresses ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def web() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(web: Site) -> Site:
    """A web server on this machine."""
    web.reset()
    return web


PLAINLY = ("--published-on", "2025-11-25", "--allow-private")


def test_a_page_is_fetched_and_kept_as_it_came(site: Site, run: Run, say: Say) -> None:
    done = run("add", "document", site.url("/plain"), *PLAINLY)
    assert (done.code, done.out) == (0, "D-2025-001\n"), done.err
    page = shown(say, "D-2025-001")
    assert (page["url"], page["retrieved_on"], page["text"]) == (site.url("/plain"), "2026-02-02", PLAIN)
    assert page["publisher"] == "127.0.0.1"
    assert page["original"]["sha256"] == hashlib.sha256(PLAIN.encode()).hexdigest()
    assert page["original"]["content_type"] == "text/plain; charset=utf-8"
    assert page["original"]["final_url"] is None


def test_the_program_says_who_it_is_and_reads_robots_txt_first(site: Site, run: Run) -> None:
    site.robots = (200, b"User-agent: commitment-tracker\nDisallow: /plain\n")
    done = run("add", "document", site.url("/plain"), *PLAINLY)
    assert (done.code, "robots.txt" in done.err) == (6, True)
    assert site.seen == {"/robots.txt": 1}
    said = site.headers["/robots.txt"]["user-agent"]
    assert said.startswith(f"commitment-tracker/{tracker.__version__} (a register of public commitments")


def test_where_redirects_led_is_kept(site: Site, run: Run, say: Say) -> None:
    final = site.url("/plain", host="localhost")
    given = f"{site.url('/redirect')}?{final}"
    assert run("add", "document", given, *PLAINLY).code == 0
    page = shown(say, "D-2025-001")
    assert (page["url"], page["original"]["final_url"]) == (given, final)
    assert f", from {final}\n" in say("show", "D-2025-001")


def test_a_page_on_a_private_address_is_refused_with_what_to_do(site: Site, run: Run, location: Location) -> None:
    with unchanged(location):
        done = run("add", "document", site.url("/plain"), "--published-on", "2025-11-25")
    assert (done.code, site.seen) == (6, {})
    assert "is not on the public internet" in done.err
    assert "--allow-private" in done.err


def test_a_page_that_is_not_there_is_told_and_the_rest_is_added(site: Site, run: Run) -> None:
    gone = site.url("/status/404")
    done = run("add", "document", gone, site.url("/plain", host="localhost"), *PLAINLY)
    assert (done.code, done.out) == (6, "D-2025-001\n")
    assert f"  {gone} could not be fetched: the answer was 404. There is no such page." in done.err


def test_a_register_that_is_not_there_is_told_before_anything_is_fetched(site: Site, tmp_path: Path) -> None:
    done = invoke("add", "document", site.url("/plain"), *PLAINLY, register=str(tmp_path / "none.sqlite"))
    assert (done.code, site.seen) == (3, {})


# -- check --------------------------------------------------------------------------------------


def tamper(location: Location, statement: str, *values: object) -> None:
    """Change a register behind the program's back, with nothing but the database's driver."""
    if location.dialect == "sqlite":
        with closing(sqlite3.connect(location.target)) as file, file:
            file.execute(statement, values)
        return
    import psycopg

    with psycopg.connect(location.target) as server:
        server.execute(statement.replace("?", "%s"), values)


def findings(run: Run, *flags: str) -> list[tuple[str, str, str]]:
    done = run("check", "--format", "json", *flags)
    assert done.code == 1, done
    (section,) = json.loads(done.out)["sections"]
    return [(each["check"], each["ref"], each["message"]) for each in section["rows"]]


def test_check_finds_an_original_that_was_changed(statement: str, run: Run, location: Location) -> None:
    assert run("check").code == 0
    tamper(location, "UPDATE original SET data = ?", zlib.compress(b"Other words."))
    ((check, ref, what),) = findings(run)
    assert (check, ref) == ("original", statement)
    assert "its original is not the one that was kept" in what


def test_check_finds_an_original_that_cannot_be_unpacked(statement: str, run: Run, location: Location) -> None:
    tamper(location, "UPDATE original SET data = ?", b"no zlib")
    assert [each[:2] for each in findings(run)] == [("original", statement)]


def test_check_finds_a_text_that_was_changed(statement: str, run: Run, location: Location) -> None:
    tamper(location, "UPDATE document SET text = ?", STATEMENT.replace("will pay", "may pay"))
    assert [each[:2] for each in findings(run)] == [("text", statement)]


def test_only_reading_again_finds_that_text_and_original_have_drifted_apart(
    statement: str, run: Run, location: Location
) -> None:
    other = STATEMENT.replace("will pay", "may pay")
    digest = hashlib.sha256(other.encode()).hexdigest()
    tamper(location, "UPDATE document SET text = ?, sha256 = ?", other, digest)
    assert run("check").code == 0
    ((check, ref, what),) = findings(run, "--re-extract")
    assert (check, ref) == ("drift", statement)
    assert f"another text today, by plain text 1: {len(STATEMENT)} characters instead of {len(other)}" in what


def test_reading_again_uses_the_encoding_that_a_person_named(say: Say, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Мы построим два парома.".encode("windows-1251"))
    facts = ("--encoding", "windows-1251", "--published-on", "2025-11-25")
    say("add", "document", str(tmp_path / "old.txt"), *facts)
    assert shown(say, "D-2025-001")["original"]["encoding"] == "windows-1251"
    say("check", "--re-extract")


def test_the_log_of_a_document_tells_of_its_original(run: Run, say: Say, tmp_path: Path) -> None:
    add(run, tmp_path, STATEMENT)
    assert "D-2025-001/original" in say("log", "D-2025-001")
