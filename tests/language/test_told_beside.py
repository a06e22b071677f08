"""Figures and days that are told of something else than the pledge beside which they stand."""

from __future__ import annotations

import pytest
from afternoon import read


def told(sentence: str) -> tuple[str, str]:
    """How much and by when, of the first pledge of a sentence."""
    found = read(sentence)
    assert found, sentence
    amount, deadline = found[0].amount, found[0].deadline
    last = deadline.latest if deadline else None
    return f"{amount.amount} {amount.unit}" if amount else "none", str(last or "none")


@pytest.mark.parametrize(
    ("sentence", "amount", "latest"),
    [
        (
            "Norway, which gave 300 million kroner last year, will reopen its school in Lima by June.",
            "none",
            "2026-06-30",
        ),
        ("The Danish minister, whose party has 40 seats, will open the school in May.", "none", "2026-05-31"),
        ("Germany's minister, who leads a staff of 900, promised to publish the review in May.", "none", "2026-05-31"),
        ("France will open a clinic in Lens, a town of 30,000 people, in June.", "none", "2026-06-30"),
        ("Sweden will mend the bridge at Vigo, home to 30,000 people, by May.", "none", "2026-05-31"),
        ("Sweden will help Acme, a small firm with 3,000 workers.", "none", "none"),
        ("Sweden will help Lens, a town of 3,000 people by May.", "none", "2026-05-31"),
        ("Spain will build a pier at Vigo, where 40 firms went bankrupt in 2024.", "none", "none"),
        ("Norway will mend the port, which lost 40 cranes in the storm, by May.", "none", "2026-05-31"),
        (
            "Malta will pay three million euros into Alterra, which aims to hold a billion by 2035.",
            "3000000 EUR",
            "none",
        ),
        ("Poland will join the fund, which is to reach 10 billion euros by 2030.", "none", "none"),
        ("Italy will help to carry out the plan, which runs until 2032, with ten experts.", "10 experts", "none"),
    ],
)
def test_what_is_told_of_a_thing_is_not_the_pledge_s_own(sentence: str, amount: str, latest: str) -> None:
    assert told(sentence) == (amount, latest)


@pytest.mark.parametrize(
    ("sentence", "amount", "latest"),
    [
        ("Norway will send 40 lorries, which will leave in May.", "40 lorries", "2026-05-31"),
        ("Poland will send the lorries, which are to arrive by May.", "none", "2026-05-31"),
        ("Norway will set up a fund, which is to reach 40 million euros by 2030.", "40000000 EUR", "2030-12-31"),
        ("Denmark will pay for a package, which includes 40 million euros for schools.", "40000000 EUR", "none"),
        ("Denmark will give a grant, which is worth three million euros.", "3000000 EUR", "none"),
        ("Denmark will send 40 teachers to Bonn, where it wants a school by May.", "40 teachers", "2026-05-31"),
        ("Ireland will build a hospital, which costs 40 million euros.", "40000000 EUR", "none"),
        ("Finland will send 40 doctors to Lima, where they will stay until May.", "40 doctors", "2026-05-31"),
        ("Sweden will send 300 teachers, of whom 40 will leave in May.", "300 teachers", "2026-05-31"),
        ("Ireland announced a loan, which it will pay by June.", "none", "2026-06-30"),
        (
            "The programme, which holds 40 courses, is new, and Malta will pay 300 euros by May.",
            "300 EUR",
            "2026-05-31",
        ),
        ("Malta will build a town, a port of 40 berths and 200 flats by 2030.", "40 berths", "2030-12-31"),
        ("Japan will pay for the current financial year, which runs to March.", "none", "2026-03-31"),
    ],
)
def test_what_becomes_of_the_thing_promised_is_its_own(sentence: str, amount: str, latest: str) -> None:
    assert told(sentence) == (amount, latest)
