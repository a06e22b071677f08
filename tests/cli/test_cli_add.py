"""``add``: record parties, documents, pledges and enquiries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SPEECH, Run, Say


def shown(say: Say, ref: str, *options: str) -> dict[str, Any]:
    """A record as data."""
    record: dict[str, Any] = json.loads(say("show", ref, "--format", "json", *options))
    return record


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


# -- add pledge ----------------------------------------


def pledge(say: Say, document: str, *options: str, quote: str = "We will deliver fourteen tanks") -> str:
    """Record a pledge out of the speech, and return its ref."""
    given = dict(zip(options[::2], options[1::2], strict=True))
    facts = {"--party": "GB", "--summary": "Deliver tanks", "--topic": "tanks", "--quote": quote, **given}
    words = [word for pair in facts.items() for word in pair]
    return say("add", "pledge", "--document", document, *words).strip()


def test_the_register_gives_the_refs(say: Say, speech: str) -> None:
    assert pledge(say, speech) == "GB-2025-001"
    assert pledge(say, speech) == "GB-2025-002"
    assert pledge(say, speech, "--made-on", "2024-12-31") == "GB-2024-001"


def test_a_pledge_is_kept_with_its_words_and_their_place(say: Say, speech: str) -> None:
    made = shown(say, pledge(say, speech))
    assert (made["document"], made["quote"]) == (speech, "We will deliver fourteen tanks")
    assert (made["start"], made["end"], made["made_on"], made["recorded_on"]) == (0, 30, "2025-03-03", "2026-02-02")


@pytest.mark.parametrize(
    ("due", "understood"),
    [
        ("by the end of March", "is 2025-03-03 to 2025-03-31, stated (rule end-of-month, table en-1)"),
        ("in the coming weeks", "is 2025-03-03 to 2025-04-28, inferred (rule vague-weeks, table en-1)"),
        ("within 90 days", "is 2025-03-03 to 2025-06-01, stated (rule within, table en-1)"),
        ("by spring", "is 2025-03-03 to 2025-05-31, inferred (rule season, table en-1)"),
        ("2025-04-01", "is 2025-03-03 to 2025-04-01, stated (rule date, table en-1)"),
        ("2025-04-01..2025-06-30", "is 2025-04-01 to 2025-06-30, stated (rule window, table en-1)"),
        ("as soon as possible", "gives no window (no-window): never late"),
    ],
)
def test_what_was_understood_of_a_deadline_is_said(due: str, understood: str, run: Run, speech: str) -> None:
    facts = ("--party", "GB", "--document", speech, "--quote", "We will deliver", "--summary", "s", "--topic", "t")
    done = run("add", "pledge", *facts, "--due", due)
    assert done.code == 0, done.err
    assert done.err.startswith(f"  Quote: characters 0–15 of {speech}\n  Deadline: “{due}” ")
    assert understood in done.err


def test_a_quote_may_be_retyped_with_other_quotation_marks_dashes_and_blanks(say: Say, speech: str) -> None:
    ref = pledge(say, speech, quote='The minister\'s words -  "nobody doubts it" -\nwere heard')
    assert shown(say, ref)["quote"] == "The minister’s words – “nobody doubts it” – were heard"


def test_words_that_stand_twice_need_their_place(run: Run, say: Say, speech: str) -> None:
    text = SPEECH.split("---\n")[2]
    second = text.rindex("We stand")
    facts = (
        "--party",
        "GB",
        "--document",
        speech,
        "--quote",
        "We stand with Ukraine",
        "--summary",
        "s",
        "--topic",
        "t",
    )
    refused = run("add", "pledge", *facts)
    assert refused.code == 2
    assert f"stands 2 times in {speech}: at {text.index('We stand')}, {second}" in refused.err
    ref = say("add", "pledge", *facts, "--at", str(second)).strip()
    assert shown(say, ref)["start"] == second


def test_words_that_are_not_there_are_refused_with_the_closest_passage(run: Run, speech: str) -> None:
    facts = ("--party", "GB", "--document", speech, "--summary", "s", "--topic", "t")
    done = run("add", "pledge", *facts, "--quote", "We shall deliver 14 tanks by the end of March")
    assert done.code == 2
    assert "reads: “We will deliver fourteen tanks by the end of March.”" in done.err


def test_a_condition_stops_the_clock(say: Say, speech: str) -> None:
    ref = pledge(say, speech, "--condition", "Once a ceasefire holds", "--due", "within 90 days")
    assert shown(say, ref, "--as-of", "2026-01-01")["standing"] == "conditional"


def test_a_quantity_is_kept_exactly(say: Say, speech: str) -> None:
    made = shown(say, pledge(say, speech, "--amount", "14.50", "--unit", "tanks", "--qualifier", "at least"))
    assert (made["amount"], made["unit"], made["qualifier"]) == ("14.5", "tanks", "at least")


@pytest.mark.parametrize("amount", [("--amount", "14"), ("--unit", "tanks"), ("--amount", "many", "--unit", "tanks")])
def test_half_a_quantity_is_refused(amount: tuple[str, ...], run: Run, speech: str) -> None:
    facts = ("--party", "GB", "--document", speech, "--quote", "We will deliver", "--summary", "s", "--topic", "t")
    assert run("add", "pledge", *facts, *amount).code == 2


def test_parties_pledge_together_and_partners_have_not_pledged(say: Say, speech: str) -> None:
    for code in ("FR", "US", "UA"):
        say("add", "party", code)
    facts = ("--document", speech, "--quote", "We will deliver", "--summary", "Deliver", "--topic", "tanks")
    ref = say("add", "pledge", "--party", "fr", "--party", "GB", "--with", "US", "--speaker", "UA", *facts).strip()
    assert ref == "FR-2025-001"
    made = shown(say, ref)
    assert (made["parties"], made["partners"], made["speaker"]) == (["FR", "GB"], ["US"], "UA")
    assert ref in say("status", "--country", "GB", "--as-of", "2025-03-04")
    assert ref not in say("status", "--country", "US", "--as-of", "2025-03-04")


def test_a_topic_is_one_short_word(say: Say, speech: str) -> None:
    assert shown(say, pledge(say, speech, "--topic", "Air Defence"))["topic"] == "air-defence"


def test_nobody_pledges_after_the_document_that_quotes_it(run: Run, speech: str) -> None:
    facts = ("--party", "GB", "--document", speech, "--quote", "We will deliver", "--summary", "s", "--topic", "t")
    assert run("add", "pledge", *facts, "--made-on", "2025-03-04").code == 5


def test_a_rule_table_of_ones_own_is_used_and_named(run: Run, speech: str, tmp_path: Path) -> None:
    own = tmp_path / "rules.toml"
    own.write_text('version = "ours-1"\n[vague.vague-weeks]\nlatest = "42 days"\n')
    facts = ("--party", "GB", "--document", speech, "--quote", "We will deliver", "--summary", "s", "--topic", "t")
    done = run("add", "pledge", *facts, "--due", "in the coming weeks", TRACKER_RULES=str(own))
    assert "is 2025-03-03 to 2025-04-14, inferred (rule vague-weeks, table ours-1)" in done.err
    foot = run("report", "overdue", "--as-of", "2025-05-01").out
    assert 'vague-weeks (inferred, table ours-1): "in the coming weeks" and the like: 42 days' in foot


# -- add enquiry ----------------------------------------


def test_an_enquiry_is_dated_and_signed(say: Say, speech: str) -> None:
    ref = pledge(say, speech)
    assert say("add", "enquiry", ref, "--place", "GOV.UK news") == "E-2026-001\n"
    made = shown(say, "E-2026-001")
    assert (made["enquired_on"], made["enquirer"], made["place"]) == ("2026-02-02", "editor", "GOV.UK news")


def test_an_enquiry_may_be_somebody_elses_and_of_another_day(say: Say, speech: str) -> None:
    given = ("--on", "2025-12-24", "--enquirer", "Night desk", "--note", "Only headlines read.")
    say("add", "enquiry", pledge(say, speech), "--place", "GOV.UK", *given)
    assert shown(say, "E-2025-001")["enquirer"] == "Night desk"


def test_nobody_looks_before_the_pledge_was_made(run: Run, say: Say, speech: str) -> None:
    assert run("add", "enquiry", pledge(say, speech), "--place", "x", "--on", "2025-03-02").code == 5
