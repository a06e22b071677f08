"""Who must act: by pronouns and counts, by apposition, by whose means, beside those who are only near."""

from __future__ import annotations

import pytest
from afternoon import read


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # "he" and "she" go on with the person that the sentence before began with
        ("The Danish minister met his Polish colleague. He will send 12 cranes by May.", "DK"),
        ("The Danish minister met his Polish colleague. The latter will send 12 cranes by May.", "PL"),
        ("Mark Carney came late. He said he was sorry. He will send 12 cranes by May.", "CA"),
        ("Keir Starmer spoke. Then Emmanuel Macron took the floor. He will send 12 cranes by May.", "FR"),
        ("Zelensky thanked Mette Frederiksen on Monday. She will send 12 cranes by May.", "DK"),
        ("The Irish premier spoke of Peru’s treasury. In Cork she said 12 cranes would be sent by May.", "IE"),
        # "they" are the two who met, "it" goes on with who did a thing
        ("Luís Montenegro received Pedro Sánchez in Évora. They will lay a cable by May.", "PT ES"),
        ("Two ferries were ordered by Norway. It will pay for them by May.", "NO"),
        ("Norway was told of the plan by Denmark. It will pay €40 million by May.", "NO"),
        # who tells whom
        ("Kenya's envoy informed the group that 40 clinics would be built by May.", "KE"),
        ("Norway has been informed that Sweden will pay €40 million by May.", "SE"),
        ("Jordan has been promised $40 million by Japan, payable by May.", "JP"),
        # lists
        ("Poland as well as Germany will repair 40 trams by May.", "PL DE"),
        ("Not only Poland but also Germany will repair 40 trams by May.", "PL DE"),
        ("Not Poland but Germany will repair 40 trams by May.", "DE"),
        ("Poland, as Germany before it, will repair 40 trams by May.", "PL"),
        ("Joined by Spain and Italy, Portugal will repair 40 trams by May.", "PT ES IT"),
        ("Sweden, which was joined by Finland in 2024, will repair 40 trams by May.", "SE"),
        ("Accompanied by the Polish minister, Merz went on and promised to repair 40 trams by May.", "DE"),
        # a member, not its group
        ("NATO member Canada will send 40 cranes by May.", "CA"),
        ("G7 chair Canada will send 40 cranes by May.", "CA"),
        ("EU member state Malta will pay €4 million by May.", "MT"),
        ("Non-EU Norway will pay €4 million by May.", "NO"),
        ("NATO's eastern members will send 40 cranes by May.", "NATO"),
        # by whose means
        ("The bridge will be rebuilt with Japanese help by May, said Ukraine's minister.", "JP"),
        ("Under the Japanese plan, 40 million trees will be planted in Kenya by 2028.", "JP"),
        ("Sudan will build the bridge with Japanese help by May.", "SD"),
        # titles and peoples
        ("Presidents Ruto and Macron promised to open the road by May.", "KE FR"),
        ("The president of Kenya and the prime minister of Ethiopia promised to open the road by May.", "KE ET"),
        ("The Dane promised to open the road by May. Her Finnish colleague said nothing.", "DK"),
        ("Whatever Rome does, Berlin will open the road by May.", "DE"),
        ("There will be 40 million trees by 2028, Japan's minister promised the Kenyans.", "JP"),
        # a report sent from a capital
        ("STOCKHOLM, Jan 14 (Wire) - The government will cut the tax by 4 per cent by May, it said.", "SE"),
        ("STOCKHOLM, Jan 14 (Wire) - Norway will cut the tax by 4 per cent by May, it said.", "NO"),
        # coalitions of states, and such as govern
        ("Ukraine and Spain met Canada. Leaders of the coalition will train 4,000 men by May.", "COW"),
        ("Ukraine was not discussed. In the Dutch cabinet, the coalition agreed to cut the tax by May.", "NL"),
    ],
)
def test_who_acts_is_who_is_meant(text: str, parties: str) -> None:
    assert {*read(text)[-1].actors.parties} == {*parties.split()}


@pytest.mark.parametrize(
    ("text", "title", "parties"),
    [
        ("The two of us will lay a cable by June.", "Press conference with the Estonian prime minister", "FI EE"),
        ("None of us knows. We will lay a cable by June.", "Press conference with the Estonian prime minister", "FI"),
        ("All seven of us agreed to set up a register by June.", "Press conference at the G7 summit", "G7"),
        ("Sweden and Norway were here. The three of us will lay a cable by June.", "Press conference", "FI SE NO"),
        ("President Macron and I agreed to lay a cable by June.", "Press conference", "FI FR"),
        ("The president and I agreed to lay a cable by June.", "Press conference with the French president", "FI FR"),
        ("Sweden and we will lay a cable by June.", "Press conference", "FI SE"),
        ("I thank Sweden and we will lay a cable by June.", "Press conference", "FI"),
        ("The minister resigned, and I will lay a cable by June.", "Press conference", "FI"),
        ("Our two countries will lay a cable by June.", "Press conference with the Estonian prime minister", "FI EE"),
        ("Our two ships will lay a cable by June.", "Press conference with the Estonian prime minister", "FI"),
    ],
)
def test_so_many_of_us_are_the_speaker_and_those_beside_him(text: str, title: str, parties: str) -> None:
    assert {*read(text, "Prime Minister of Finland", title, issuer="FI")[-1].actors.parties} == {*parties.split()}


@pytest.mark.parametrize(
    ("agreed", "parties"),
    [
        ("It was agreed that a fund of $40 million will be set up by May.", "NO PE CL"),
        ("It was agreed that Peru will host the office by May.", "PE"),
        ("It was agreed that the 40 boats will be given by Chile by May.", "CL"),
        ("It was decided that the railways of the European Union will carry 400 cars by May.", "EU"),
    ],
)
def test_what_was_agreed_binds_who_is_to_do_it_else_those_who_met(agreed: str, parties: str) -> None:
    text = f"Delegations of Norway, Peru and Chile met. Norway spoke last. {agreed}"
    found = read(text, "Conference Secretariat", "Summary")[-1].actors.parties
    assert {*found} == {*parties.split()}


@pytest.mark.parametrize(("title", "parties"), [("Opening speech at the forum", "DE"), ("A day at the forum", "EU")])
def test_i_is_whom_the_head_of_a_speech_names(title: str, parties: str) -> None:
    head = f"{title}\nFederal Minister Katherina Reiche, 23 May 2025"
    text = f"{head}\n\nThe European Union is here.\n\nI will bring 40 boats by June."
    assert read(text, "Archive", title)[-1].actors.parties == (parties,)
