"""Who must act, in the words of many hands: together, by their money, their capital, their office."""

from __future__ import annotations

import pytest
from afternoon import read


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("It was agreed that the advisers would meet again. It was agreed that Poland will host them in May.", "PL"),
        ("Together with Sweden and Norway, Denmark will build a factory by May.", "DK SE NO"),
        ("Jointly with France, Poland will build a factory by May.", "PL FR"),
        ("Along with Spain, Portugal will build a line by May.", "PT ES"),
        ("Denmark, together with Sweden and Norway, will build a factory by May.", "DK SE NO"),
        ("Denmark and its Nordic neighbours will build a factory by May.", "DK"),
        ("Norwegian and Finnish engineers will repair 40 boats by May.", "NO FI"),
        ("The Finnish and Estonian governments will repair 40 boats by May.", "FI EE"),
        ("The prime ministers of Finland and Estonia promised to repair 40 boats by May.", "FI EE"),
        ("The Foreign Ministers of France, Germany and Poland pledged to repair 40 boats by May.", "FR DE PL"),
        ("Helsinki and Tallinn will repair 40 boats by May.", "FI EE"),
        ("He said this: Norway will send 40 boats by May.", "NO"),
        ("The news came late; Norway will send 40 boats by May.", "NO"),
        ("Of the 40 boats, Norway will send 30 by May.", "NO"),
        ("Forty boats will come from Norway by May.", "NO"),
        ("Forty boats are to come out of Norwegian stocks by May.", "NO"),
        ("Forty boats, paid for by Norway and built in Poland, will be delivered by May.", "NO"),
        ("Forty boats will be delivered by May with Norwegian money.", "NO"),
        ("With Norwegian funding, 40 boats will be delivered by May.", "NO"),
        ("Thanks to Norway, 40 schools will be rebuilt by May.", "NO"),
        ("Forty schools will be rebuilt by May at Norway's expense.", "NO"),
        ("Forty schools will be rebuilt by May at the expense of the Norwegian government.", "NO"),
        ("Forty schools will be rebuilt by May on behalf of Norway.", "NO"),
        ("Norway's parliament approved the deal on Monday: 40 boats will be sent by May.", "NO"),
        ("A loan of €40 million from Norway will be paid out by May.", "NO"),
        ("A Norwegian loan of €40 million will be paid out by May.", "NO"),
        ("The Norwegian share of €40 million will be paid by May.", "NO"),
        ("Norway's share, €40 million, will be paid by May.", "NO"),
        ("The third tranche of the Norwegian grant will be released by May.", "NO"),
        ("The EU's next tranche, €4 billion, will be released in May.", "EU"),
        ("The World Bank will lend Moldova €40 million by May.", "WB"),
        ("The EBRD will lend Moldova €40 million by May.", "EBRD"),
        ("The European Investment Bank will lend Moldova €40 million by May.", "EIB"),
        ("The IMF will release the tranche in May.", "IMF"),
        ("Commissioner Dombrovskis promised a law on boats by May.", "EU"),
        ("The High Representative said the Union would train 40 officers by May.", "EU"),
        ("The United Nations will feed 40,000 people until May.", "UN"),
        ("The G7 will hold the cap at 40 dollars until May.", "G7"),
        ("Germany's development ministry will pay for 40 schools by May.", "DE"),
        ("Germany's KfW will pay for 40 schools by May.", "DE"),
        ("Tokyo's ambassador said 40 excavators would be handed over by May.", "JP"),
        ("The Japanese ambassador handed over a letter: 40 excavators will be sent by May.", "JP"),
        ("The Japan International Cooperation Agency will repair 40 bridges by May.", "JP"),
        ("JICA will repair 40 bridges by May.", "JP"),
        ("USAID will repair 40 bridges by May.", "US"),
        ("The US State Department will repair 40 bridges by May.", "US"),
        ("The Treasury will impose sanctions on 40 banks by May, the White House said.", "US"),
        ("Bern will freeze 40 accounts by May.", "CH"),
        ("The Swiss Federal Council will freeze 40 accounts by May.", "CH"),
        ("Switzerland's government has decided to freeze 40 accounts by May.", "CH"),
        ("Norges Bank will sell 40 shares by May.", "NO"),
        ("The Czech-led initiative will deliver 40,000 shells by May.", "CZ"),
        ("The two neighbours, Spain and Portugal, will build a line by May.", "ES PT"),
        ("Spain and Portugal met on Monday. The two neighbours will build a line by May.", "ES PT"),
        ("Spain and Portugal met on Monday. Both countries will build a line by May.", "ES PT"),
        ("Spain and Portugal met on Monday. The pair will build a line by May.", "ES PT"),
        ("Spain and Portugal met on Monday. Each will give €40 million by May.", "ES PT"),
        ("Spain met Portugal on Monday. Lisbon will pay half by May, Madrid the rest.", "PT"),
        ("The Baltic states will send 40 boats by May.", "EE LV LT"),
        ("The Nordic countries will send 40 boats by May.", "DK FI IS NO SE"),
        ("The Benelux countries will send 40 boats by May.", "BE NL LU"),
        ("The Visegrad countries will send 40 boats by May.", "CZ HU PL SK"),
        ("France and others will send 40 boats by May.", "FR"),
        ("In Oslo the finance minister told deputies that 40 boats would be sent by May.", "NO"),
        ("In Berlin, the cabinet agreed to send 40 boats by May.", "DE"),
        ("The cabinet in Berlin agreed to send 40 boats by May.", "DE"),
        ("The Berlin government agreed to send 40 boats by May.", "DE"),
        ("The government of Friedrich Merz agreed to send 40 boats by May.", "DE"),
        ("Merz's government will send 40 boats by May.", "DE"),
        ("Germany's chancellor will send 40 boats by May.", "DE"),
        ('"We will send 40 boats by May," said Jonas Gahr Støre.', "NO"),
        ("Norway's foreign minister told reporters in Kyiv: “We will send 40 boats by May.”", "NO"),
        ("Asked by a reader from Poland, the Norwegian minister said: “We will send 40 boats by May.”", "NO"),
        ("Zelenskyy said that he had spoken with Støre and that Norway would send 40 boats by May.", "NO"),
        ("Zelenskyy said that 40 boats would come from Norway by May.", "NO"),
        ("President Zelenskyy thanked Norway: 40 boats will be sent by May.", "NO"),
        ("Ukraine will receive 40 boats from Norway by May.", "NO"),
        ("Ukraine is to get 40 boats by May, Oslo has promised.", "NO"),
        ("Lviv will get 40 buses from Poland by May.", "PL"),
        ("Odesa's port will get 40 cranes from Denmark by May.", "DK"),
        ("Ukraine and Norway will build 40 boats by May.", "UA NO"),
        ("Ukraine itself will build 40 boats by May.", "UA"),
        ("The Ukrainian government undertakes to pass the law by May.", "UA"),
        ("Ukraine undertakes to pass the law by May in return for the money.", "UA"),
        ("On its side, Poland will hand over 40 transformers by May.", "PL"),
        ("From the side of Poland 40 transformers will be handed over by May.", "PL"),
        ("By the Polish side 40 transformers will be handed over by May.", "PL"),
        ("Sofia: 40 transformers by the end of May.", "BG"),
        ("Kenya's president, William Ruto, said his country would plant 40 million trees by 2027.", "KE"),
        ("Nairobi promised to plant 40 million trees by 2027.", "KE"),
        ("Brazil's Lula promised to end logging by 2030.", "BR"),
        ("India will add 40 gigawatts by 2030.", "IN"),
        ("South Africa will close 40 plants by 2030, said Cyril Ramaphosa.", "ZA"),
        ("Riyadh and Abu Dhabi will each give $40 million by May.", "SA AE"),
        ("Wellington will resettle 40 families by May.", "NZ"),
        ("Canberra's foreign minister, Penny Wong, said Australia would send 40 boats by May.", "AU"),
    ],
)
def test_who_acts_is_found_in_their_words(text: str, parties: str) -> None:
    assert {*read(text)[-1].actors.parties} == {*parties.split()}


def test_those_who_act_together_with_the_subject_are_parties_too() -> None:
    text = "Together with Sweden and Norway we will build a factory by May."
    assert {*read(text, "Government of Denmark", issuer="DK")[0].actors.parties} == {"DK", "SE", "NO"}
    beside = read("Denmark will build a factory with Sweden by May.")[0].actors
    assert beside.parties == ("DK",)
    assert beside.partners == ("SE",)


def test_it_was_agreed_is_nobody_s_word() -> None:
    text = "Russian troops took a village on Monday. It was agreed that Poland will host the talks in May."
    assert read(text)[-1].actors.speaker is None
