"""Pledges in the words of many hands: terse lists, translated releases, radio, chairs, speakers; and who must act."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.language.pledging import read_pledges
from tracker.language.sightings import PledgeSighting
from tracker.model import Document

SAID_ON = date(2026, 1, 14)


def read(
    text: str, publisher: str = "The Courier", title: str = "An afternoon in town", issuer: str | None = None
) -> tuple[PledgeSighting, ...]:
    return read_pledges(Document("D", title, publisher, SAID_ON, issuer=issuer, language="en", text=text))


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("Norway: €150 million extra for water connections, with every cent allocated by the end of Q1.", "NO"),
        ("Paris promises €2.4 billion over four years for hiring.", "FR"),
        ("Canada - four extra water bombers by June.", "CA"),
        ("Canada – four extra water bombers, on the ground by June.", "CA"),
        ("Canada: four extra water bombers, June.", "CA"),
        ("Mr Carney promised to introduce, subject to a vote, a benefit of $300 a month.", "CA"),
        ("Germany - three IRIS-T SLM fire units, one each in September, December and March 2027.", "DE"),
        ("Lithuania - will keep military aid at no less than 0.25 % of GDP through fiscal 2029.", "LT"),
        ("Latvia – 42 Patria carriers, first ten by Christmas.", "LV"),
        ("UK: £4.5bn for drones this financial year.", "GB"),
        ("France - two more Mirage jets in the autumn.", "FR"),
        ("From Helsinki, 40 more Sisu carriers in the spring.", "FI"),
        ("Italy, for its part, €200 million for the grid by winter.", "IT"),
        ("Spain's share: €120 million by the end of 2026.", "ES"),
        ("Norway's pledge: NOK 85 billion a year until 2030.", "NO"),
        ("Norway's commitment stands at NOK 85 billion a year until 2030.", "NO"),
        ("On offer from Tokyo: 20 excavators before the end of March.", "JP"),
        ("Berlin is putting €3 billion on the table for interceptors.", "DE"),
        ("Berlin will front-load €400m from the defence fund.", "DE"),
        ("Berlin will fast-track the delivery of two Patriot batteries.", "DE"),
        ("Berlin will ringfence €400m for interceptors.", "DE"),
        ("Rome will stump up €400m for interceptors.", "IT"),
        ("Rome will cough up €400m for interceptors.", "IT"),
        ("Rome has promised to foot the bill for the repairs.", "IT"),
        ("Rome will shell out €400m for interceptors.", "IT"),
        ("Rome will pick up the tab for repairs.", "IT"),
        ("The Dutch will chip in with €30 million.", "NL"),
        ("The Danes are doubling down with another DKK 900m.", "DK"),
        ("The Danes are to throw in another DKK 900m.", "DK"),
        ("Tokyo has signed up to fund 20 transformers.", "JP"),
        ("Tokyo gave its word that 20 transformers would be shipped by May.", "JP"),
        ("Tokyo has given an undertaking that 20 transformers will be shipped by May.", "JP"),
        ("Tokyo has bound itself to ship 20 transformers by May.", "JP"),
        ("Tokyo has made itself responsible for 20 substations.", "JP"),
        ("Tokyo has taken it upon itself to repair 20 substations by May.", "JP"),
        ("Tokyo takes it upon itself to repair 20 substations by May.", "JP"),
        ("The Japanese side takes upon itself the repair of 20 substations until the end of March.", "JP"),
        ("The Japanese side will realise the repair of 20 substations until the end of March.", "JP"),
        ("The Ministry of Energy of Poland obliges itself to deliver 20 transformers.", "PL"),
        ("The Polish government obliged itself to deliver 20 transformers.", "PL"),
        ("The Polish side will effect the transfer of 20 transformers.", "PL"),
        ("It is foreseen that Poland will deliver 20 transformers in May.", "PL"),
        ("The delivery of 20 transformers by Poland is foreseen for May.", "PL"),
        ("The transfer of 20 transformers is planned for May, the Polish ministry said.", "PL"),
        ("The handover of the 20 transformers by Poland is scheduled for 3 May.", "PL"),
        ("Poland envisages the delivery of 20 transformers in May.", "PL"),
        ("Poland has budgeted for 20 transformers in 2027.", "PL"),
        ("Provision will be made in the Irish budget for 400 teachers.", "IE"),
        ("Provision has been made for 400 more teachers in Ireland from September.", "IE"),
        ("A sum of €40 million has been put aside by the Irish government for schools.", "IE"),
        ("I can tell the House that Britain will deliver 140 boats by June.", "GB"),
        ("The Government of Ireland shall lay a bill before both Houses in May.", "IE"),
        ("It is the intention of the Irish government to publish the scheme by July.", "IE"),
        ("Ireland's aim is to have 40 schools open by May.", "IE"),
        ("Japan means to open 40 schools by May.", "JP"),
        ("Japan is bent on opening 40 schools by May.", "JP"),
        ("Japan has every intention of opening 40 schools by May.", "JP"),
        ("Japan is to put up half of the money.", "JP"),
        ("The Leaders agreed that Poland host the office.", "PL"),
        ("The Leaders endorsed the creation of a fund of €300 million by the G7 by June.", "G7"),
        ("The Heads of State and Government of Spain and France decided on the transfer of 40 boats.", "ES FR"),
        ("Training for 900 officers will start in Poland in May, Warsaw announced.", "PL"),
        ("Work on the bridge is to begin in May, the Polish minister told reporters.", "PL"),
        ("Construction begins in Poland in May, with Warsaw paying two thirds.", "PL"),
        ("The first trains will roll across the border in May, Poland promised.", "PL"),
        ("The first 20 buses will be on the road by May, said the Polish minister.", "PL"),
        ("Sweden is upping its aid to SEK 30 billion next year.", "SE"),
        ("Sweden is to up its aid to SEK 30 billion.", "SE"),
        ("Sweden to double aid to Moldova by 2028, minister says.", "SE"),
        ("Aid to Moldova will double by 2028, Stockholm said.", "SE"),
        ("Sweden's aid to Moldova is set to double by 2028.", "SE"),
        ("Sweden vows 40 lorries for Moldova by May.", "SE"),
        ("Sweden commits to 40 lorries a month.", "SE"),
        ("Sweden has undertaken that no school will close before 2030.", "SE"),
        ("Poland will be rid of coal by 2034.", "PL"),
        ("Poland's last coal plant will be gone by 2034.", "PL"),
        ("Poland will wind up coal subsidies by 2034.", "PL"),
        ("Poland guarantees to take 40 per cent of the output.", "PL"),
        ("Another 40 doctors are on their way from Poland and will be in Lviv by Friday.", "PL"),
        ("Forty doctors from Poland fly out on Friday.", "PL"),
        ("The Danish contribution is to be raised to 40 tonnes of fuel a month.", "DK"),
        ("Denmark's contribution of 40 tonnes of fuel a month is to run to the end of 2027.", "DK"),
        ("Sanctions against the bank are prolonged until 31 July, the Council decided.", "EU"),
        ("The ban on flights stays in force until May, the Danish minister said.", "DK"),
        ("Denmark earmarks DKK 40m for generators in its 2027 budget.", "DK"),
        ("In the Danish budget for 2027 DKK 40m is reserved for generators.", "DK"),
        ("In the 2027 budget, Denmark sets aside DKK 40m for generators.", "DK"),
        ("Denmark is prepared to go further: another DKK 40m will follow in May.", "DK"),
        ("Two frigates, Danish and Dutch, will sail for the Black Sea in May.", "DK NL"),
        ("My Danish and Spanish colleagues will send engineers in May, said the Norwegian minister.", "DK ES"),
        ("Our French friends are sending 40 engineers.", "FR"),
        ("The French president assured me that 40 engineers would come in May.", "FR"),
        ("President Macron assured President Zelenskyy of 40 more engineers.", "FR"),
        ("Lisbon and Madrid, which share a grid, undertook to build a third line by 2029.", "PT ES"),
    ],
)
def test_a_pledge_is_likely_however_it_is_put(sentence: str, parties: str) -> None:
    found = read(sentence)[0]
    assert found.band == "likely"
    assert {*found.actors.parties} == {*parties.split()}


@pytest.mark.parametrize(
    "sentence",
    [
        "We're sending another 50 counter-drone turrets, and they leave Aalborg by Friday.",
        "I've told my finance minister to find half a billion kroner for generators.",
        "I have instructed the Danish army to hand over its last howitzers.",
        "I've asked my ministers to draw up a plan and we will publish it in May.",
        "I will bring a memo on school transport to Cabinet in the new year.",
        "Canada: spending hits 2.5 per cent of GDP in fiscal 2027-28, a year sooner than was planned.",
        "Defence spending in Canada reaches 2.5 per cent of GDP in 2028.",
        "Canada's defence spending rises to 2.5 per cent of GDP next year.",
        "Norway's aid climbs to 1.1 per cent of GNI in 2027.",
        "The government undertook in May to bring forward a bill on rents.",
        "Belgium: F-16s, all 30 of them, by 2028.",
        "Expected from Warsaw: 40 tanks by May.",
        "Tokyo takes on 20 substations.",
        "Money has been found in Ireland for 400 more teachers.",
        "We shall table legislation in the autumn.",
        "I can confirm to the House today that a further £40 million will go to Moldova.",
        "My right hon. Friend the Defence Secretary will lay the order before the House next week.",
        "It is our intention to publish the scheme by July.",
        "It is planned to build 40 schools in Moldova with French money by 2028.",
        "My officials are drawing up a list, which we will publish in May.",
        "The intention is that the bill be published before the summer recess, the Irish minister told deputies.",
        "Japan stands ready to put up half of the money.",
        "It was agreed that the office would open in Warsaw by 1 March.",
        "Agreement was reached on opening an office in Warsaw by 1 March.",
        "Participants agreed on the establishment of an office in Kyiv by 1 March.",
        "Sweden ups its aid to SEK 30 billion.",
        "Sweden to give 40 lorries to Moldova.",
        "“Every family will have heating by November,” Ulf Kristersson promised.",
        '"The money is there, and it goes out on Monday," said Ulf Kristersson.',
        "The last coal plant in Poland shuts in 2034.",
        "There is to be a fourth hospital in Gdansk by 2029, the Polish government says.",
        "Forty doctors leave Warsaw on Friday.",
        "The Danish contribution will be 40 tonnes of fuel a month.",
        "Denmark tops up its contribution by DKK 40m.",
        "Denmark extends the mission by a year.",
        "The Danish mission is extended until June 2027.",
        "The Danish parliament has until 1 May to pass the law, and will.",
        "The President thanked Giorgia Meloni for her decision to send a SAMP/T battery by June.",
        "A new package from Italy is being prepared: it will include a SAMP/T battery.",
        "The sides agreed to open a joint plant in Odense by June.",
    ],
)
def test_a_pledge_of_fewer_words_is_seen(sentence: str) -> None:
    assert read(sentence)


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


@pytest.mark.parametrize(
    "text",
    [
        "Monday: 40 people at the market by noon.",
        "In May, 40 boats for Malta.",
        "Tickets: 40 euros by May.",
        "Sweden to meet Norway in May.",
        "40 per cent of the Norwegian boats by May, the reporter guessed.",
        "Five things to know about Norway by May.",
        "Norway called on all states to pay:\n- 40 clinics by the end of 2026",
        "Norwegian boats: 410 off the line by 30 December.",
        "Norwegian boats: a third one, bought from Israel, is a separate affair.",
        "The minister for energy of Ireland: I propose to take Questions 41 and 44 together.",
    ],
)
def test_lines_without_a_verb_that_promise_nothing_are_left_alone(text: str) -> None:
    assert read(text, "Norwegian Courier") == ()


def test_an_item_of_a_government_s_list_needs_no_verb() -> None:
    items = "HOUSING\n• €150 million more for water connections, with every cent allocated by the end of Q1."
    assert read(items, "Government of Ireland", issuer="IE")[0].actors.parties == ("IE",)


def test_those_who_act_together_with_the_subject_are_parties_too() -> None:
    text = "Together with Sweden and Norway we will build a factory by May."
    assert {*read(text, "Government of Denmark", issuer="DK")[0].actors.parties} == {"DK", "SE", "NO"}
    beside = read("Denmark will build a factory with Sweden by May.")[0].actors
    assert beside.parties == ("DK",)
    assert beside.partners == ("SE",)


def test_it_was_agreed_is_nobody_s_word() -> None:
    text = "Russian troops took a village on Monday. It was agreed that Poland will host the talks in May."
    assert read(text)[-1].actors.speaker is None
