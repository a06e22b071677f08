"""Documents against recorded pledges: what is read, in which order, by whom, and what is handed on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.indexed import index_of
from tests.sighted import at, document
from tracker import scan
from tracker.errors import BadInputError
from tracker.model import Document, Pledge, Quantity, Quote
from tracker.scan import Sighted, read, spread, with_pointed

TANKS = "Britain will deliver fourteen tanks to Ukraine by the end of March 2025."
TRAINING = "France will train 2,000 soldiers by 1 May 2025."
DONE = "Britain has delivered all fourteen tanks to Ukraine."
SPEECH = document("D-2025-001", f"{TANKS} The weather was fine. {TRAINING}")
LATER = document("D-2025-002", f"It rained. {DONE}", "2025-09-05")
PLEDGE = Pledge(
    ref="GB-2025-001",
    parties=("GB",),
    summary="Deliver fourteen tanks to Ukraine",
    topic="armour",
    quote=Quote("D-2025-001", TANKS, 0, len(TANKS)),
    made_on=date(2025, 3, 3),
    recorded_on=date(2025, 3, 4),
)


def quoted(found: Sighted) -> list[str]:
    text = found.document.text or ""
    return [text[each.quote.start : each.quote.end] for each in found.pledges]


# -- what is read --------------------------------------------------------------------------------------------


def test_a_document_is_read_for_pledges_and_for_what_became_of_recorded_ones() -> None:
    assert quoted(read(SPEECH, index_of([]))) == [TANKS, TRAINING]
    later = read(LATER, index_of([PLEDGE]))
    (follow_up,) = (each for each in later.follow_ups if each.rank == 1)
    assert (follow_up.pledge, follow_up.outcome) == ("GB-2025-001", "fulfils")
    assert (LATER.text or "")[follow_up.quote.start : follow_up.quote.end] == DONE


def test_proposals_come_in_the_order_of_the_text_with_the_versions_of_the_rules() -> None:
    new = "France will build two ships by the end of 2026."
    both = replace(LATER, text=f"{new} {DONE} It rained. Poland will train 2,000 soldiers by 1 May 2026.")
    found = read(both, index_of([PLEDGE]))
    made = found.proposals()
    starts = [each.quote.start or 0 for each in made]
    assert starts == sorted(starts)
    assert {each.kind for each in made} == {"pledge", "follow-up"}
    assert {each.rules for each in made} == {found.rules}
    assert found.rules


def test_a_sentence_that_repeats_a_recorded_pledge_is_no_new_one() -> None:
    repeated = "Britain reaffirmed its pledge to deliver fourteen tanks to Ukraine by the end of March 2025."
    again = document("D-2025-003", f"{repeated} {TRAINING}", "2025-03-10")
    assert quoted(read(again, index_of([]))) == [repeated, TRAINING]
    assert quoted(read(again, index_of([PLEDGE]))) == [TRAINING]  # which others promise, and is new


def test_the_same_text_gives_the_same_on_every_run() -> None:
    assert read(SPEECH, index_of([PLEDGE])) == read(SPEECH, index_of([PLEDGE]))


@pytest.mark.parametrize(
    "where",
    [
        replace(SPEECH, text=None),
        replace(SPEECH, text=""),
        replace(SPEECH, text=" \n\n… — 14 !\n"),
    ],
    ids=["not held", "empty", "no words"],
)
def test_where_there_is_nothing_to_read_nothing_is_sighted(where: Document) -> None:
    found = read(where, index_of([PLEDGE]))
    assert (found.pledges, found.follow_ups, found.proposals()) == ((), (), [])
    assert found.rules == read(SPEECH, index_of([])).rules


def test_in_another_language_pledges_are_followed_up_by_figures_and_names_and_none_is_sighted() -> None:
    radars = "Britain will deliver fourteen Challenger 2 tanks to Ukraine by the end of March 2025."
    told = replace(LATER, text="Großbritannien hat der Ukraine 14 Challenger 2 übergeben.", language="de")
    found = read(told, index_of([replace(PLEDGE, quote=replace(PLEDGE.quote, text=radars))]))
    assert found.pledges == ()
    assert {(each.pledge, each.rank) for each in found.follow_ups} == {("GB-2025-001", 1)}


BUDGET = replace(
    PLEDGE,
    ref="EU-2025-001",
    parties=("EU",),
    summary="Lend Ukraine €35bn",
    quote=Quote("D-2025-001", "The EU will lend Ukraine €35bn in loans.", 0, 40),
    quantity=Quantity(Decimal(35_000_000_000), "EUR"),
)


@pytest.mark.parametrize(
    ("sentence", "new"),
    [
        ("The EU reaffirmed its pledge to lend Ukraine €35bn in loans.", False),
        ("The EU, whose ceiling had been €35bn, will now lend €18.1bn.", True),
        ("Norway, like the EU with its loans of €35bn, will lend Ukraine NOK 5bn.", True),
    ],
    ids=["the same amount", "another amount", "another party"],
)
def test_a_sentence_that_names_a_recorded_pledge_and_pledges_something_else_is_a_new_one(
    sentence: str, new: bool
) -> None:
    told = document("D-2025-003", sentence, "2025-06-10")
    assert quoted(read(told, index_of([BUDGET]))) == [sentence] * new
    assert quoted(read(told, index_of([]))) == [sentence]


OWN = {
    "deadlines.toml": '[vague.vague-weeks]\nlatest = "42 days"\n',
    "pledges.toml": "[bands]\nlikely = 9.0\n",
    "topics.toml": '[topics.health.words]\n"harpoon*" = 9\n',
    "outcomes.toml": "[settings]\nclear = 9.0\n",
    "names.toml": '[bodies]\nNO = ["Harbour Board"]\n',
}


@pytest.mark.slow
@pytest.mark.parametrize("name", OWN)
def test_each_table_of_ones_own_is_read_with_and_named(tmp_path: Path, name: str) -> None:
    said = "The Harbour Board and France will deliver ten harpoons to Ukraine in the coming weeks."
    told = replace(LATER, text=f"{said} {DONE}")
    (tmp_path / name).write_text(f'version = "ours-1"\n{OWN[name]}', encoding="utf-8")

    def told_by(overlay: Path | None) -> dict[str, object]:
        found = read(told, index_of([PLEDGE]), overlay)
        ((pledge,), (follow_up, *_)) = found.pledges, found.follow_ups
        assert pledge.deadline
        return {
            "deadlines.toml": pledge.deadline.latest,
            "pledges.toml": pledge.band,
            "topics.toml": pledge.topic,
            "outcomes.toml": follow_up.outcome,
            "names.toml": pledge.actors.parties,
            "rules": found.rules,
        }

    shipped, own = told_by(None), told_by(tmp_path)
    assert {each for each in OWN if shipped[each] != own[each]} == {name}
    assert f"{name.removesuffix('.toml')} ours-1" in str(own["rules"])
    assert "ours-1" not in str(shipped["rules"])


def test_a_single_table_of_ones_own_is_one_of_deadlines(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('version = "ours-1"\n', encoding="utf-8")
    assert "deadlines ours-1" in read(SPEECH, index_of([]), own).rules


def test_rules_that_are_not_there_are_refused(tmp_path: Path) -> None:
    for nowhere in (tmp_path / "none", tmp_path):
        with pytest.raises(BadInputError, match=str(nowhere)):
            read(SPEECH, index_of([]), nowhere)


def test_odd_texts_are_quoted_exactly() -> None:
    odd = f"\u202eשלום\u202c e\u0301\u0301 𝔘 凍結\n\n{TANKS}\r\n\x00\u2028{TRAINING}\n" + "x" * 5000
    made = read(replace(SPEECH, text=odd), index_of([])).proposals()
    assert len(made) == 2
    for each in made:
        for quote in (each.quote, *each.mentions):
            assert quote.text == odd[quote.start : quote.end]


def test_a_rule_table_with_an_error_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "pledges.toml").write_text("nonsense = [", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"pledges\.toml"):
        read(SPEECH, index_of([]), tmp_path)


# -- what a model points at -----------------------------------------------------------------------------------

NURSES = "Sweden has 300 nurses in the air to Ghana by June."


def test_what_a_model_points_at_stands_beside_what_the_rules_found_which_stays_as_it_was() -> None:
    both = document("D-2025-001", f"{TANKS} {NURSES} {TRAINING}")
    alone = read(both, index_of([]))
    found = with_pointed(alone, [at(both, NURSES), at(both, TRAINING)], "stub-1", index_of([]))
    assert quoted(found) == [TANKS, NURSES, TRAINING]
    assert tuple(each for each in found.pledges if each in alone.pledges) == alone.pledges
    assert found.rules == f"{alone.rules}, llm stub-1"
    assert found.follow_ups == alone.follow_ups
    made = found.proposals()[1]
    assert (made.quote.text, made.band, made.facts["parties"], made.rules) == (NURSES, "possible", ["SE"], found.rules)


def test_that_a_model_was_asked_is_told_though_it_pointed_at_nothing() -> None:
    alone = read(SPEECH, index_of([]))
    assert with_pointed(alone, [], "stub-1", index_of([])) == alone._replace(rules=f"{alone.rules}, llm stub-1")


def test_what_plainly_repeats_a_recorded_pledge_is_no_new_one_though_a_model_points_at_it() -> None:
    repeated = "Britain reiterated that fourteen tanks are on the list for Ukraine."
    again = document("D-2025-003", f"{repeated} {NURSES}", "2025-03-10")
    pledged = replace(PLEDGE, quantity=Quantity(Decimal(14), "tanks"))
    for known, found in ((index_of([]), [repeated, NURSES]), (index_of([pledged]), [NURSES])):
        alone = read(again, known)
        assert quoted(alone) == []
        assert quoted(with_pointed(alone, [at(again, repeated), at(again, NURSES)], "stub-1", known)) == found


def test_what_a_model_points_at_is_read_with_tables_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_text(f'version = "ours-1"\n{OWN["names.toml"]}', encoding="utf-8")
    words = "The Harbour Board has ten harpoons for us."
    told = document("D-2025-001", words)
    found = with_pointed(read(told, index_of([]), tmp_path), [at(told, words)], "stub-1", index_of([]), tmp_path)
    shipped = with_pointed(read(told, index_of([])), [at(told, words)], "stub-1", index_of([]))
    assert found.pledges[0].actors.parties != shipped.pledges[0].actors.parties


# -- over an executor -----------------------------------------------------------------------------------------

MANY = [document(f"D-2026-{number:03d}", f"{TANKS} {DONE} It was day {number}.", "2025-09-05") for number in range(12)]


class Counting(Executor):
    """An executor of its own kind, which counts what it is given and does it when asked for the result."""

    def __init__(self) -> None:
        self.given: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        scan._begin(index_of([PLEDGE]).serialise(), None)
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        self.given.append(future)
        return future


def test_any_executor_serves_and_gives_what_one_process_gives_in_the_same_order() -> None:
    packed = index_of([PLEDGE]).serialise()
    alone = list(scan.scan(MANY, index_of([PLEDGE])))
    assert [each.document.ref for each in alone] == [each.ref for each in MANY]
    assert all(each.follow_ups for each in alone)
    with ThreadPoolExecutor(2, initializer=scan._begin, initargs=(packed, None)) as pool:
        assert list(spread(iter(MANY), pool, 2)) == alone


def test_documents_are_taken_a_few_ahead_of_what_is_done_with_them() -> None:
    taken: list[str] = []

    def documents() -> Iterator[Document]:
        for each in MANY:
            taken.append(each.ref)
            yield each

    executor = Counting()
    results = spread(documents(), executor, 1)
    assert next(results).document.ref == MANY[0].ref
    assert len(taken) == len(executor.given) < len(MANY)


def test_what_is_not_wanted_any_more_is_not_read() -> None:
    class Never(Executor):
        """An executor that never comes to anything but the first."""

        given: list[Future[Sighted]]

        def submit(self, _: Any, /, *args: Any, **__: Any) -> Future[Any]:
            future: Future[Any] = Future()
            if not self.given:
                future.set_result(read(args[0], index_of([]))[1:])
            self.given.append(future)
            return future

    executor = Never()
    executor.given = []
    results = spread(MANY, executor, 1)
    next(results)
    results.close()
    first, *others = executor.given
    assert others
    assert all(each.cancelled() for each in others)
    assert not first.cancelled()
