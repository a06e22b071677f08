"""Who must act, where the document tells it around the sentence: title, publisher, speaker, chair."""

from __future__ import annotations

import pytest
from afternoon import read


@pytest.mark.parametrize(
    ("text", "publisher", "title", "parties"),
    [
        (
            "We will send 40 boats by May.",
            "Speeches, Archive",
            "Speech by the Minister of Foreign Affairs of Norway in Kyiv",
            "NO",
        ),
        (
            "I will send 40 boats by May.",
            "Speeches, Archive",
            "Speech by the Norwegian Minister of Finance in Kyiv",
            "NO",
        ),
        (
            "I can promise 40 boats by May. We shall pay for them in full by June.",
            "Speeches, Archive",
            "Norway's foreign minister at the opening of the conference in Rome",
            "NO",
        ),
        (
            "My government will send 40 boats by May.",
            "Speeches, Archive",
            "Address by Prime Minister Jonas Gahr Støre",
            "NO",
        ),
        (
            "My country will send 40 boats by May.",
            "Speeches, Archive",
            "Address by Prime Minister Jonas Gahr Støre",
            "NO",
        ),
        (
            "Norway is a friend. My country will send 40 boats by May.",
            "Speeches, Archive",
            "Address by Prime Minister Jonas Gahr Støre",
            "NO",
        ),
        (
            "Germany has done much. We too will send 40 boats by May.",
            "Speeches, Archive",
            "Address by Prime Minister Jonas Gahr Støre",
            "NO",
        ),
        (
            "Germany has done much. We too will send 40 boats by May.",
            "Norwegian Ministry of Foreign Affairs",
            "Speech in Kyiv",
            "NO",
        ),
        (
            "My Danish and Spanish colleagues will send engineers by May.",
            "Norwegian Ministry of Foreign Affairs",
            "Speech in Kyiv",
            "DK ES",
        ),
        (
            "My colleague from Denmark will send 40 engineers by May.",
            "Norwegian Ministry of Foreign Affairs",
            "Speech in Kyiv",
            "DK",
        ),
        (
            "Our Swedish neighbours will send 40 engineers by May.",
            "Norwegian Ministry of Foreign Affairs",
            "Speech in Kyiv",
            "SE",
        ),
        (
            "The Storting will vote, and we will send 40 boats by May.",
            "Norwegian Ministry of Foreign Affairs",
            "Speech in Kyiv",
            "NO",
        ),
        (
            "Q: What will you do?\nA: We will send 40 boats by May.",
            "Speeches, Archive",
            "Press conference of the Norwegian prime minister",
            "NO",
        ),
        (
            "Q: What will you do?\nPrime Minister Støre: We will send 40 boats by May.",
            "Speeches, Archive",
            "Press conference in Kyiv",
            "NO",
        ),
        (
            "Q: What will you do?\nPRIME MINISTER STØRE: We will send 40 boats by May.",
            "Speeches, Archive",
            "Press conference in Kyiv",
            "NO",
        ),
        (
            "Q (Reuters): What will Germany do?\nMerz: I told the president that we will send 40 boats by May.",
            "Speeches, Archive",
            "Press conference of Merz and Støre in Kyiv",
            "DE",
        ),
        ("von der Leyen: The Commission will lend €40 million by May.", "Archive", "Press conference", "EU"),
        ("VON DER LEYEN: We will lend €40 million by May.", "Speeches, Archive", "Press conference", "EU"),
        (
            "Q: Will the Commission publish the list?\nThe Commission will publish the list by May.",
            "European Commission",
            "Written answers",
            "EU",
        ),
        ("The Government will publish the list by May.", "House of Commons Library", "Written answers", "GB"),
        (
            "The Government will publish the list by May.",
            "Westminster Record (imitation of a parliamentary report)",
            "Written answers to members",
            "GB",
        ),
        (
            "The Department will publish the list by May.",
            "Westminster Record (imitation of a parliamentary report)",
            "Written answers to members",
            "GB",
        ),
        (
            "We will publish the list by May.",
            "Westminster Record (imitation of a parliamentary report)",
            "Written answers to members",
            "GB",
        ),
        ("The Chancellor of the Exchequer will publish the list by May.", "Record", "Written answers to members", "GB"),
        ("The Council will list 40 ships by May.", "Brussels Wire", "Sanctions, a note", "EU"),
        ("Switzerland: same list, 40 ships, by May.", "Institute for Sanctions", "A note", "CH"),
        (
            "Belgium will hand over the interest, €4 billion, by May. Euroclear keeps the rest.",
            "Institute for Sanctions",
            "A note",
            "BE",
        ),
        ("Australia is in, too. It's sending 40 boats by June.", "Radio Four", "The news at six", "AU"),
        (
            "The chair noted that Norway will send 40 boats by June.",
            "Presidency of the conference",
            "Chair's summary",
            "NO",
        ),
        (
            "It was noted that 40 boats will be provided by Norway by June.",
            "Presidency of the conference",
            "Chair's summary",
            "NO",
        ),
        (
            "A contribution of €40 million, to be paid by Norway by June, was announced.",
            "Presidency of the conference",
            "Chair's summary",
            "NO",
        ),
        (
            "A contribution of €40 million to be paid by June was announced by Norway.",
            "Presidency of the conference",
            "Chair's summary",
            "NO",
        ),
        (
            "€40 million was pledged by Norway, to be paid by June.",
            "Presidency of the conference",
            "Chair's summary",
            "NO",
        ),
        (
            "Support of €40 million was announced by Norway and Sweden, payable by June.",
            "Presidency of the conference",
            "Chair's summary",
            "NO SE",
        ),
        (
            "On the Norwegian side, a readiness to host the office was expressed.",
            "Presidency of the conference",
            "Chair's summary",
            "NO",
        ),
        (
            "The next conference will be hosted by Norway in June.",
            "Presidency of the conference",
            "Chair's summary",
            "NO",
        ),
        (
            "Participants welcomed the announcement by Norway of €40 million for schools by June.",
            "Presidency of the conference",
            "Chair's summary",
            "NO",
        ),
        (
            "Participants took note of Norway's decision to provide €40 million by June.",
            "Presidency of the conference",
            "Chair's summary",
            "NO",
        ),
    ],
)
def test_who_acts_is_told_by_the_document_around_them(text: str, publisher: str, title: str, parties: str) -> None:
    assert {*read(text, publisher, title)[-1].actors.parties} == {*parties.split()}
