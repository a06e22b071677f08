"""``review --order learned``: the order that people's own decisions teach, where it beats the score."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from tests import sighted
from tests.cli.conftest import DIALECTS, Result, Run, Say, invoke, unchanged
from tests.cli.review.desk import AT, decisions
from tests.cli.review.test_review_terminal import Terminal
from tests.conftest import refill
from tests.sighted import RULES, document
from tracker.language.sightings import PledgeSighting
from tracker.model import Document, Party, Pledge, Quote
from tracker.proposals import Proposal
from tracker.register.location import Location, locate
from tracker.register.proposing import decide, keep
from tracker.register.writes import writing
from tracker.words import PartyKind

DOCUMENTS = 22
VERBS = {"will send": 4.0, "hopes to build": 3.5, "will pay": 2.0}
WILL_SEND, HOPES, WILL_PAY, LINK = ("P-2025-067", "P-2025-068", "P-2025-069", "P-2025-070")  # what is pending
BY_SCORE = [WILL_SEND, HOPES, LINK, WILL_PAY]
LEARNED = [WILL_SEND, WILL_PAY, LINK, HOPES]  # the follow-up keeps its place
USED = (
    "Learned order of pledges: used; of 196 held-back pairs of a taken and a rejected one it has 1.00 in the right"
    " order, the chance 0.50 (gain +0.50, standard error 0.00;"
    " 44 taken in 22 documents, 22 rejected in 22 documents).\n"
)
TOO_FEW = (
    "Learned order of follow-ups: not used, too few decisions to tell (0 taken in 0 documents, 0 rejected in 0"
    " documents). It needs taken ones in 20 documents and rejected ones in 20; with fewer, luck looks like skill.\n"
)
Reviewer = Callable[[Proposal], bool]
Taught = Callable[..., Location]


def dislikes_hopes(each: Proposal) -> bool:
    return "hopes" not in each.quote.text


def by_lot(each: Proposal) -> bool:
    """Rejects one pledge of each document, whichever."""
    return not each.quote.text.startswith(f"Britain {Random(each.quote.document).choice([*VERBS])}")


def pledges(where: Document) -> list[PledgeSighting]:
    """What Britain says in a document that it will do, or hopes to."""
    return [
        sighted.pledge(
            where,
            words.strip(),
            "GB",
            score=score,
            band="likely" if score >= 2.8 else "possible",
            weights={verb.split()[0]: 1.0},
        )
        for (verb, score), words in zip(VERBS.items(), (where.text or "").split("."), strict=False)
    ]


def teach(location: Location, reviewer: Reviewer, documents: int) -> None:
    """Have Ann decide on all that some documents seem to contain; one more is scanned, and waits."""
    with writing(location, actor="ann", command="review", at=AT) as writer:
        writer.add_party(Party("GB", "United Kingdom", PartyKind.COUNTRY))
        for number in range(1, documents + 2):
            where = document(f"D-2025-{number:03}", " ".join(f"Britain {verb} item {number}." for verb in VERBS))
            writer.add(where)
            found = sighted.proposals(where, *pledges(where))
            if number <= documents:
                for each in keep(writer, where.ref, found, rules=RULES, at=AT).new:
                    decide(writer, each, "accepted" if reviewer(each) else "rejected", reviewer="ann", at=AT)
                continue
            quote = Quote("D-2025-001", "Britain will send item 1", 0, 24)
            day = date(2025, 3, 3)
            writer.add(Pledge("GB-2025-001", ("GB",), "Send item 1", "other", quote, made_on=day, recorded_on=day))
            link = sighted.follow_up(
                where, f"Britain will pay item {number}", "GB-2025-001", band="possible", score=2.75
            )
            keep(writer, where.ref, [*found, *sighted.proposals(where, link)], rules=RULES, at=AT)


@pytest.fixture(scope="module")
def taught(new_register: Callable[[str], Location]) -> Taught:
    """A register in a dialect in which a reviewer has decided on some documents; made once, to be read or copied."""

    @cache
    def make(dialect: str, reviewer: Reviewer = dislikes_hopes, documents: int = DOCUMENTS) -> Location:
        location = new_register(dialect)
        teach(location, reviewer, documents)
        return location

    return make


@pytest.fixture
def table(request: pytest.FixtureRequest, taught: Taught, tmp_path: Path) -> Location:
    """The register of a reviewer who rejects whatever "hopes" fires in, to be written in; in SQLite unless asked."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return locate(str(shutil.copyfile(taught("sqlite").path, tmp_path / "desk.sqlite")))
    refill(taught("postgresql"), "taught")
    return taught("postgresql")


both = pytest.mark.parametrize("table", DIALECTS, indirect=True)


def listed(review: Run, *flags: str) -> list[str]:
    done = review(*flags, "--format", "jsonl")
    assert done.code == 0, done.err
    return [json.loads(line)["ref"] for line in done.out.splitlines()]


def learned(location: Location, *flags: str) -> Result:
    return invoke("review", "--order", "learned", *flags, register=location.target)


# -- where it beats the score --------------------------------------------------------------------------------------


@both
def test_what_a_reviewer_is_likely_to_take_comes_first_where_that_beats_the_score(review: Run) -> None:
    assert listed(review) == listed(review, "--order", "chance") == BY_SCORE
    assert listed(review, "--order", "learned") == LEARNED


@both
def test_the_order_is_told_with_its_figures_and_so_is_the_kind_that_keeps_its_places(review: Run) -> None:
    done = review("--order", "learned", "--format", "plain")
    assert done.err == USED + TOO_FEW
    assert done.out.endswith(f"\n# {USED}# {TOO_FEW}")
    assert json.loads(review("--order", "learned", "--format", "json").out)["notes"] == [USED.strip(), TOO_FEW.strip()]
    assert review("--order", "learned", "--quiet").err == ""


def test_the_score_of_the_list_stays_the_score(review: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(review("--order", "learned", "--format", "csv").out)))
    assert [each["score"] for each in rows] == ["4", "2", "2.75", "3.5"]


@pytest.mark.parametrize("form", ["plain", "csv", "json", "jsonl", "md", "table"])
def test_every_format_lists_in_the_learned_order(form: str, review: Run) -> None:
    text = review("--order", "learned", "--format", form).out
    assert sorted(BY_SCORE, key=text.index) == LEARNED


@pytest.mark.parametrize(
    ("flags", "refs"),
    [
        (("--limit", "2"), LEARNED[:2]),
        (("--band", "likely"), [WILL_SEND, HOPES]),
        (("--kind", "follow-up"), [LINK]),
        (("--document", "D-2025-001"), []),
    ],
)
def test_a_narrowed_list_is_in_the_learned_order_too(flags: tuple[str, ...], refs: list[str], review: Run) -> None:
    assert listed(review, "--order", "learned", *flags) == refs


@pytest.mark.parametrize("name", ["proposals.csv", "proposals.jsonl"])
def test_a_file_to_decide_in_is_in_the_learned_order(name: str, review: Run, tmp_path: Path) -> None:
    path = tmp_path / name
    done = review("--order", "learned", "--to", str(path))
    text = path.read_text(encoding="utf-8")
    assert sorted(BY_SCORE, key=text.index) == LEARNED
    assert done.err.startswith(USED + TOO_FEW + f"Wrote 4 proposals to {path}")


@pytest.mark.slow
def test_at_a_terminal_the_first_screen_tells_the_order_and_the_screens_are_in_it(table: Location) -> None:
    sat = Terminal(table)("s", "r", ("Why", "\n"), "q", flags=("--order", "learned"))
    _, first, second, *_ = sat.out.split("\x1b[2J\x1b[1;1H")
    told, _, rest = first.partition("1 of 4\n\n")
    assert " ".join(told.split()) == " ".join((USED + TOO_FEW).split())
    assert rest.startswith(f"{WILL_SEND}: likely pledge, score 4")
    assert second.startswith(f"2 of 4\n\n{WILL_PAY}")
    assert [each[:2] for each in decisions(table)[66:]] == [(WILL_PAY, "rejected")]


@pytest.mark.postgresql
@pytest.mark.slow
def test_both_databases_give_the_same_order_and_figures(taught: Taught) -> None:
    for flags in (("--format", "json"), ("--stats", "--format", "json")):
        assert learned(taught("sqlite"), *flags) == learned(taught("postgresql"), *flags)


# -- where it does not ---------------------------------------------------------------------------------------------


def test_what_a_reviewer_decides_by_lot_leaves_the_order_and_that_is_said(taught: Taught) -> None:
    register = taught("sqlite", by_lot)
    done = learned(register, "--kind", "pledge", "--format", "csv")
    assert done.out == invoke("review", "--kind", "pledge", "--format", "csv", register=register.target).out
    assert done.err.startswith("Learned order of pledges: not used, that of the chance stays; of ")
    assert done.err.endswith("It must gain 3 standard errors.\n")


def test_too_few_decisions_leave_the_order_and_say_how_many_are_needed(taught: Taught) -> None:
    register = taught("sqlite", dislikes_hopes, 2)
    done = learned(register, "--kind", "pledge", "--format", "csv")
    assert done.out == invoke("review", "--kind", "pledge", "--format", "csv", register=register.target).out
    assert done.err == TOO_FEW.replace("follow-ups", "pledges").replace(
        "0 taken in 0 documents, 0 rejected in 0", "4 taken in 2 documents, 2 rejected in 2"
    )


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--again",), "--order learned does not go with --again."),
        ((WILL_PAY,), "--order learned does not go with refs"),
        (("--order", "best"), "best"),
    ],
)
def test_an_order_that_cannot_be_is_refused(flags: tuple[str, ...], said: str, table: Location) -> None:
    with unchanged(table):
        refused = learned(table, *flags)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


# -- which decisions count -----------------------------------------------------------------------------------------


@both
def test_a_proposal_counts_once_as_it_is_settled_whoever_decided_and_codes_it_again(review: Run, done: Say) -> None:
    review("--undo", "P-2025-001", "--by", "bob")  # taken by Ann
    review("--undo", "P-2025-002", "--by", "ann")  # rejected by her, and by Bob then
    review("--reject", "P-2025-002", "--by", "bob")
    review("--again", "--reject", "P-2025-003", "--accept", "P-2025-005", "--by", "bob")
    review("--again", "--reject", WILL_PAY, "--by", "bob")
    told = json.loads(done("--stats", "--format", "json"))["notes"]
    assert "; 43 taken in 22 documents, 22 rejected in 22 documents)" in told[-2]


@both
def test_statistics_tell_what_the_learned_order_would_give(done: Say) -> None:
    assert json.loads(done("--stats", "--format", "json"))["notes"][-2:] == [USED.strip(), TOO_FEW.strip()]


@both
def test_nothing_is_written_to_learn_an_order(table: Location) -> None:
    with unchanged(table):
        assert learned(table).code == 0
