"""Of several days the one that is the whole pledge's: not that of a part, of what goes with it or of what it is for."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.language.pledging import read_pledges
from tracker.model import Document


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("Norway will send 40 boats over the next three years, ten of them this year.", "2029-03-10"),
        ("Norway will send 40 boats, ten of them this year.", "2026-12-31"),
        ("Norway will send 40 boats by the end of June, with delivery of spare parts due in May.", "2026-06-30"),
        ("Norway will send 40 boats, with delivery due in May.", "2026-05-31"),
        ("Norway will send 40 boats in June so that they can fish for a few weeks.", "2026-06-30"),
        ("Norway will send 40 boats, so that they can fish by June.", "2026-06-30"),
    ],
)
def test_the_day_of_the_whole(sentence: str, latest: str) -> None:
    (found,) = read_pledges(Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=sentence))
    assert found.deadline
    assert str(found.deadline.latest) == latest


def test_who_has_decided_not_to_give_promises_nothing_and_not_to_take_something() -> None:
    told = "Norway has decided not to send boats.", "Norway has decided not to raise taxes."
    found = [read_pledges(Document("D-2026-001", "", "The Courier", date(2026, 3, 10), text=each)) for each in told]
    assert [[each.band for each in one] for one in found] == [[], ["likely"]]
