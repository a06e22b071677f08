"""Who speaks: turns of a transcript, members of parliament, publishers that are offices and newspapers on them."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.language.actors import Scene
from tracker.language.antecedents import Antecedents
from tracker.language.pledging import read_pledges
from tracker.language.sentences import sentences
from tracker.model import Document


def document(text: str, publisher: str = "The Herald") -> Document:
    return Document(ref="D", title="Debate", publisher=publisher, published_on=date(2026, 3, 2), text=text)


def issuer(publisher: str) -> str | None:
    told = document("In Oslo, Norway and the Norwegian people met. Bergen and Oslo will build.", publisher)
    referents: Antecedents = Scene(told, sentences(told.text or "")).referents
    return referents.issuer


def test_a_member_of_parliament_speaks_for_the_government_only_in_office() -> None:
    text = (
        "The Secretary of State for Defence (John Healey): In Stockholm the Riksdag voted for it.\n\n"
        "Forty guns will be handed over by May 2026.\n\n"
        "Rosa Grey (North Wold) (Con): The Riksdag was quick. Sixty guns will be handed over by June 2026."
    )
    first, *_ = read_pledges(document(text, "House of Commons Official Report"))
    assert first.actors.parties == ("GB",)
    assert first.actors.how == "speaker"


@pytest.mark.parametrize("label", ["Quebec", "Hostel owners", "Speakers of Welsh"])
def test_a_label_that_only_begins_like_one_who_asks_is_no_turn(label: str) -> None:
    told = document(f"Q: Why?\n\n{label}: Oslo will pay.\n\nHost: And then?")
    scene = Scene(told, sentences(told.text or ""))
    assert len(scene.referents._turns) == 2


@pytest.mark.parametrize(
    ("publisher", "official"),
    [("Ministry of Ports", True), ("Government Gazette", True), ("Parliament Magazine", False), ("Army Times", False)],
)
def test_a_newspaper_on_an_office_is_no_office(publisher: str, *, official: bool) -> None:
    assert (issuer(publisher) is not None) is official
