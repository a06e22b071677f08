"""Who promises how much by when, in the plain words in which pledges are reported; and what is no pledge."""

from __future__ import annotations

import pytest
from reported import told


@pytest.mark.parametrize(
    ("text", "pledges"),
    [
        ("The German government is giving Ukraine 100 generators this winter.", ["DE 100 generators this winter"]),
        ("Germany has agreed to supply 100 generators to Ukraine by December.", ["DE 100 generators by December"]),
        ("Germany, France and Italy jointly pledged 100 generators.", ["DE+FR+IT 100 generators"]),
        ("A package of 100 generators for Ukraine was announced by Germany.", ["DE 100 generators"]),
        ("Ukraine will get 100 generators from Germany by December.", ["DE 100 generators by December"]),
        ("100 generators will be sent to Ukraine by Germany before winter.", ["DE 100 generators before winter"]),
        ("Germany's chancellor vowed to keep supporting Ukraine with 100 generators a month.", ["DE 100 generators"]),
        (
            "Germany intends to deliver 100 generators to Kyiv by the end of November, Chancellor Merz told reporters.",
            ["DE 100 generators by the end of November"],
        ),
        ('"We are going to deliver 100 generators by Christmas," Merz said.', ["DE 100 generators by Christmas"]),
        ("Germany is preparing to send 100 generators to Ukraine next month.", ["DE 100 generators next month"]),
        ("Germany is considering sending 100 generators to Ukraine.", []),
        ("Germany has sent 100 generators to Ukraine.", []),
        ("Germany could send 100 generators to Ukraine.", []),
        ("Germany plans to double its aid to Ukraine to €9 billion in 2026.", ["DE 9,000,000,000 EUR in 2026"]),
        ("Germany earmarked €9 billion for Ukraine in next year's budget.", ["DE 9,000,000,000 EUR in next year's"]),
        ("Germany committed itself to spending 3.5% of GDP on defence by 2029.", ["DE 3.5 % by 2029"]),
        (
            "Germany will raise its defence spending to 3.5 per cent of GDP by 2029, three years earlier than planned.",
            ["DE 3.5 % by 2029"],
        ),
        ("Under the deal, Germany will host the headquarters of the force from March.", ["DE from March"]),
        ("Once a ceasefire is in place, Germany will send up to 500 soldiers.", ["DE 500 soldiers"]),
        ("Germany would not rule out sending soldiers.", []),
        ("Germany will not send soldiers to Ukraine.", []),
        ("France's Macron and Britain's Starmer promised to deploy troops after a peace deal.", ["FR+GB"]),
        ("Norway's parliament voted to give NOK 85 billion to Ukraine in 2026.", ["NO 85,000,000,000 NOK in 2026"]),
        (
            "Norway is to spend NOK 85 billion on Ukraine in 2026, up from NOK 50 billion.",
            ["NO 85,000,000,000 NOK in 2026"],
        ),
        ("Canada said it will extend its training mission until 2029.", ["CA until 2029"]),
        ("Japan and South Korea each promised 50 generators.", ["JP+KR 50 generators"]),
        ("Between them, Japan and South Korea promised 50 generators.", ["JP+KR 50 generators"]),
        (
            "The Dutch defence minister, Ruben Brekelmans, said they would make another €250 million available.",
            ["NL 250,000,000 EUR"],
        ),
        (
            '"We will pay €25m," said Dutch minister Ruben Brekelmans. Brekelmans also promised 100,000 drones.',
            ["NL 25,000,000 EUR", "NL 100,000 drones"],
        ),
        (
            "EU leaders gave the green light to a €90 billion loan for Ukraine for 2026 and 2027.",
            ["EU 90,000,000,000 EUR for 2026 and 2027"],
        ),
        ("The EU's 27 leaders signed off on lending Ukraine €90 billion.", ["EU 90,000,000,000 EUR"]),
        ("Estonia has set a goal of spending 0.25% of GDP on aid to Ukraine each year.", ["EE 0.25 %"]),
        ("Lithuania undertook to train a Ukrainian brigade together with Norway.", ["LT"]),
        (
            "The government will plant 30 million trees by 2030, the Irish minister said.",
            ["IE 30,000,000 trees by 2030"],
        ),
        ("Ireland's target is to plant 30 million trees by 2030.", ["IE 30,000,000 trees by 2030"]),
        ("Ireland has set itself the target of planting 30 million trees by 2030.", ["IE 30,000,000 trees by 2030"]),
        (
            "Dublin's new strategy commits the state to planting 30 million trees by 2030.",
            ["IE 30,000,000 trees by 2030"],
        ),
        ("Ireland has promised not to build new coal plants.", ["IE"]),
        ("Ireland vowed never again to close hospitals.", ["IE"]),
        ("Spain will ban short flights from 2027, Sánchez told parliament.", ["ES from 2027"]),
        ("Spain's cabinet approved a plan to build 50,000 homes by 2029.", ["ES 50,000 homes by 2029"]),
        ("Spain's cabinet on Tuesday approved €2 billion for 50,000 homes.", ["ES 2,000,000,000 EUR"]),
        ("Spanish ministers have pledged that no family will wait longer than a year.", ["ES"]),
        ("Spain's offer of 400 doctors to Cuba still stands.", ["ES 400 doctors"]),
        ("Portugal, Spain and Greece will each take in 400 refugees this year.", ["PT+ES+GR 400 refugees this year"]),
        ("Greece joined the pledge, promising to take 400 refugees.", ["GR 400 refugees"]),
        ("Brazil said that it would, in partnership with Norway, end deforestation by 2030.", ["BR by 2030"]),
        ("India announced net zero by 2070.", ["IN by 2070"]),
        ("The Australian government promised to scrap the tax within 100 days.", ["AU within 100 days"]),
        ("The mayor of Lyon promised 1,000 new bikes.", []),
        ("The company promised 1,000 new jobs in Wales.", []),
        ("Kenya will receive $40 million from the World Bank.", ["WB 40,000,000 USD"]),
        ("The World Bank approved a $40 million loan to Kenya.", ["WB 40,000,000 USD"]),
        ("The United States will withdraw 1,000 troops from Germany by spring.", ["US 1,000 troops by spring"]),
        ("The U.S. plans to cut its force in Germany to 10,000 by 2027.", ["US 10,000  by 2027"]),
        ("Washington will pay half of the cost, up to $2 billion.", ["US 2,000,000,000 USD"]),
        (
            "The UAE and Saudi Arabia will invest at least $10 billion each in Egypt over the next decade.",
            ["AE+SA 10,000,000,000 USD over the next decade"],
        ),
        (
            "China's president said his country would provide 1 billion vaccine doses to Africa.",
            ["CN 1,000,000,000 vaccine doses"],
        ),
        ("NATO allies agreed in The Hague to spend 5% of GDP on defence by 2035.", ["NATO 5 % by 2035"]),
        (
            "G7 leaders reaffirmed their commitment to mobilise $600 billion by 2027.",
            ["G7 600,000,000,000 USD by 2027"],
        ),
        (
            "The African Union will send 2,000 troops to Somalia next month, its commissioner said.",
            ["AFUN 2,000 troops next month"],
        ),
        ("Denmark will, from May, send 40 boats.", ["DK 40 boats from May"]),
        ("Denmark would, by the end of May, send 40 boats, the minister said.", ["DK 40 boats by the end of May"]),
        ("Ireland pledged never to sell its forests.", ["IE"]),
        ("The Irish minister gave a promise that every school would have a nurse by May.", ["IE by May"]),
        ("Germany said on Friday it was sending 100 generators to Ukraine.", ["DE 100 generators"]),
        (
            "Germany will raise its aid from the current level of €4 billion, about $4.6 billion, to €9 billion.",
            ["DE 9,000,000,000 EUR"],
        ),
        ("Germany pledged to double its aid, US $4 billion a year to US $8 billion.", ["DE 8,000,000,000 USD"]),
        ("Germany said it would set targets to keep warming below 1.5 degrees Celsius.", ["DE"]),
        (
            "The talks were attended by Norway, which has promised to send 40 boats by June.",
            ["NO 40 boats by June"],
        ),
        (
            "€400 million will be raised by Denmark, €300 million by Sweden and €100 million by Germany.",
            ["DK 400,000,000 EUR", "SE 300,000,000 EUR", "DE 100,000,000 EUR"],
        ),
        ("The 40 boats will be paid for by Norway and sent by Italy.", ["NO 40 boats"]),
        ("Korea will lend Ukraine $2 billion, repayable over 40 years.", ["KR 2,000,000,000 USD"]),
        ("Ukraine undertook to pass the law within ten days of the visit.", ["UA"]),
        ("Iceland has put 600 million krónur aside for 2027.", ["IS 600,000,000 ISK for 2027"]),
        ("The Baltic ministers bound themselves to withdraw from the convention by May.", ["EE+LV+LT by May"]),
        ("The Czech Republic will stay in charge of the programme through 2027.", ["CZ through 2027"]),
        ("Warsaw and Oslo aim to have the gas link up and running by May 2027.", ["PL+NO by May 2027"]),
        ("Warsaw hopes to have the gas link open by May 2027.", []),
        (
            "India and Brazil, neither of which has signed, will send 40 observers.",
            ["IN+BR 40 observers"],
        ),
        (
            "On behalf of the Nordic-Baltic Eight, Kristersson announced aid worth 500 million dollars.",
            ["NB8 500,000,000 USD"],
        ),
        ("If Moscow refuses, the eleven states will tighten the cap.", [""]),
        ("Albania plans a field hospital in Lviv by May.", ["AL by May"]),
        ("Slovenia will give Ukraine 28 M-55S tanks and twelve lorries.", ["SI 28 M-55S tanks"]),
        ("The talks continued in Rome and will resume on Wednesday in France.", []),
        ("Germany will shortly resume its cooperation with the agency.", ["DE shortly"]),
        ("Norway will take part in the mission with 40 soldiers.", ["NO 40 soldiers"]),
        (
            "Two launchers bought from Norway will be in Ukraine by September, Lithuania's president said.",
            ["LT 2 launchers by September"],
        ),
        ("Temporary protection for people from Ukraine will be extended until 4 March 2027.", [" until 4 March 2027"]),
        ("40 boats from Norway will be sent to Lima.", ["NO 40 boats"]),
        (
            "Denmark's minister, Bo Lund, met his Swedish counterpart. “We will send 40 boats,” the minister said.",
            ["DK 40 boats"],
        ),
    ],
)
def test_a_pledge_in_plain_words(text: str, pledges: list[str]) -> None:
    assert told(text) == pledges
