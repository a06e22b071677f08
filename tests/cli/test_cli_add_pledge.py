"""``add``: record pledges and enquiries."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.added import pledge, shown
from tests.cli.conftest import SPEECH, Run, Say

# -- add pledge ----------------------------------------


def test_the_register_gives_the_refs(say: Say, speech: str) -> None:
    assert pledge(say, speech) == "GB-2025-001"
    assert pledge(say, speech, quote="We will deliver") == "GB-2025-002"
    assert pledge(say, speech, "--made-on", "2024-12-31", quote="Once a ceasefire holds") == "GB-2024-001"


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
    assert done.err.startswith(f"  Quote: text[0:15] of {speech}\n  Deadline: “{due}” ")
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


def test_a_deadline_that_nobody_said_is_told_at_once_and_never_quoted(run: Run, speech: str) -> None:
    facts = ("--party", "GB", "--document", speech, "--summary", "s", "--topic", "t", "--quote")
    done = run("add", "pledge", *facts, "We will deliver fourteen tanks", "--due", "by 13 March 2025")
    assert (
        f"Not quoted: “by 13 March 2025” does not stand in the quote, nor in the text of {speech}; reports say that it"
        " was given with the record"
    ) in " ".join(done.err.split())
    done = run("add", "pledge", *facts, "We will deliver fourteen", "--due", "2025-03-15")
    assert "Not quoted: “2025-03-15”" in done.err
    for words in ("We will deliver", "We will deliver fourteen tanks by the end of March"):
        assert "Not quoted" not in run("add", "pledge", *facts, words, "--due", "by the end of March").err
    asked = ("--as-of", "2025-05-01", "--format")
    letter = run("report", "overdue", *asked, "md").out
    assert "due by 2025-03-13 as given with the record (by 13 March 2025), not in words quoted here" in letter
    assert "due by 2025-03-15 as given with the record, not in words quoted here" in letter
    assert "as stated elsewhere in the document (“by the end of March”)" in letter
    assert "as stated (“by the end of March”)" in letter
    for page in (run("report", "overdue", *asked, "html").out, run("status", *asked, "html").out):
        assert "<q>2025-03-15</q>" not in page
        assert "<q>by 13 March 2025</q>" not in page
        assert "by 13 March 2025" in page
    assert "“2025-03-15”" not in run("show", "GB-2025-002").out + run("explain", "GB-2025-002").out


# -- add enquiry ----------------------------------------


def test_an_enquiry_is_dated_and_signed(say: Say, speech: str) -> None:
    ref = pledge(say, speech)
    assert say("add", "enquiry", ref, "--place", "GOV.UK news") == "E-2026-001\n"
    made = shown(say, "E-2026-001")
    assert (made["enquired_on"], made["enquirer"], made["place"]) == ("2026-02-02", "editor", "GOV.UK news")


def test_one_enquiry_is_recorded_once(say: Say, run: Run, speech: str) -> None:
    ref = pledge(say, speech)
    looked = ("add", "enquiry", ref, "--place", "GOV.UK news")
    say(*looked)
    again = run(*looked[:-1], "GOV.UK  News")
    assert (again.code, "E-2026-001 is recorded already: editor looked at" in again.err) == (5, True)
    say(*looked, "--enquirer", "Night desk")


def test_an_enquiry_may_be_somebody_elses_and_of_another_day(say: Say, speech: str) -> None:
    given = ("--on", "2025-12-24", "--enquirer", "Night desk", "--note", "Only headlines read.")
    say("add", "enquiry", pledge(say, speech), "--place", "GOV.UK", *given)
    assert shown(say, "E-2025-001")["enquirer"] == "Night desk"


def test_nobody_looks_before_the_pledge_was_made(run: Run, say: Say, speech: str) -> None:
    assert run("add", "enquiry", pledge(say, speech), "--place", "x", "--on", "2025-03-02").code == 5
