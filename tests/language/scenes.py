"""Texts with the parties that must act marked in them.

They are invented: nobody in them has said what they say here.
"""

from __future__ import annotations

import re
from datetime import date

from tracker.model import Document

# A document begins with its day, publisher, title and issuer; a line that begins with blanks goes on the one before.
# ‹GB FR› stands before a verb: those must act. "told by US": and that party says so.


SCENES = """
## 2024-05-02 | Daily Post | Norway to send missiles
Norway ‹NO› will hand over 30 launchers this summer, Prime Minister Jonas Gahr Støre said. Oslo ‹NO› is also to pay
  for spare parts. It ‹NO› will train two hundred mechanics. The launchers ‹NO› will be shipped by rail.

## 2024-05-02 | - | -
The Dutch defence minister, Kajsa Ollongren, said the Netherlands and Belgium ‹NL BE› would buy the radars together
  with Germany. She added that Ukraine ‹NL› would receive the first of them in June. Spain, which had been asked
  twice, ‹ES› will not take part.

## 2025-03-02 | - | -
Ukraine ‹JP› will be given 12 generators by Japan, Tokyo announced. Polish firefighters ‹PL› are to deliver them.
  Warsaw ‹PL› promised another four.

## 2024-02-02 | - | Nordic ministers meet
The Nordic countries and the Baltic states ‹DK FI IS NO SE EE LV LT› will set up a joint fund, their foreign
  ministers agreed in Tallinn on Friday. They ‹DK FI IS NO SE EE LV LT› will meet again in May.

## 2024-02-02 | Ministry of Defence | Joint statement | SE
1. We, the defence ministers of Sweden, Finland and Denmark, met in Malmö today.
2. We ‹SE FI DK› will pool our stocks of spare parts.
3. A joint depot ‹SE FI DK› will be opened by the end of the year.
Finland: two ferries ‹FI› will be provided.
Sweden: crews ‹SE› will be trained. Their pay ‹SE› will be met from the national budget.
4. We call on others to join.

## 2024-06-20 | - | -
President Joe Biden told reporters that Washington ‹US› would lift the limit. Britain and France ‹GB FR told by US›
  had promised to do the same, he said, and ‹GB FR› will publish a timetable next week. German Chancellor Olaf Scholz
  said his government ‹DE› would wait.

## 2024-06-20 | - | -
“We ‹DK› will double our contribution,” said Mette Frederiksen, the Danish prime minister. “Our factories ‹DK› will
  run day and night,” she added. The money ‹DK› will come from the new defence fund.

## 2024-06-20 | - | -
The European Commission ‹EU› will propose a ban by July, its president, Ursula von der Leyen, told parliament.
  Member states ‹EU› are to vote on it in the autumn. The bloc ‹EU› has set aside €50 million. Hungary has threatened
  a veto.

## 2025-06-20 | - | -
Zelenskyy said that the Czech Republic ‹CZ told by UA› would deliver 1.8 million shells this year. According to him,
  Canada ‹CA told by UA› is preparing a new package. Kyiv hopes that Australia ‹AU told by UA› will follow.

## 2025-06-20 | - | -
Two battalions ‹FR PL› will be trained by France and Poland under the scheme. Under a deal signed in Rome, Italy
  ‹IT› is to host the centre. The centre ‹EU› will be financed by the European Union.

## 2025-06-20 | - | -
Leaders of the G7 ‹G7› pledged to keep sanctions in place. The group ‹G7› will review the price cap in September.
  Japan's contribution ‹JP› will be paid in two instalments. Russian assets ‹G7› will stay frozen, they said.

## 2024-11-20 | - | Climate
Rich countries ‹DEVELOPED› will provide $300 billion a year by 2035 under the text adopted in Baku. Norway, Sweden
  and Denmark said they ‹NO SE DK› would go first. The United Kingdom ‹GB› intends to cut emissions by 81 per cent, Ed
  Miliband announced.

## 2024-09-20 | The Thames Gazette | Government publishes housing plan
The British government ‹GB› will build 1.5 million homes, the deputy prime minister, Angela Rayner, told MPs.
  Ministers ‹GB› plan to change the rules by Christmas. Councils will be given new targets. The department said that
  it ‹GB› would publish a map in October. The Treasury ‹GB› will find the money.

## 2025-02-20 | Ministry of Defence (UK) | Defence Secretary visits
The Defence Secretary announced today that 50 armoured vehicles ‹GB› will be sent. We ‹GB› will also repair those
  damaged in the field. Officials ‹GB› will report to Parliament in May. The Prime Minister has asked the department
  to speed up orders.

## 2025-09-20 | - | -
The coalition of the willing ‹COW› has agreed to keep a headquarters in Paris. France and the United Kingdom ‹FR GB›
  will lead it, with Turkey in charge at sea. Once a ceasefire holds, the force ‹COW› will deploy within weeks.
  Members ‹COW› will meet monthly.

## 2025-09-20 | - | -
In Helsinki the government ‹FI› has decided to close two crossings. President Alexander Stubb said Finland, which
  shares a long border with Russia, ‹FI› would reopen them when it is safe. Estonia and Latvia, whose ministers were
  in town, ‹EE LV› will follow suit.

## 2025-09-20 | - | -
NATO ‹NATO› will send two ships to the Baltic Sea, Secretary General Mark Rutte told a news conference. The alliance
  has also asked Lithuania to host a radar. Vilnius agreed and ‹LT› will start building in spring.

## 2025-09-20 | - | -
Asked about the reports, a spokesman for the Élysée confirmed that 20 jets ‹FR› would be delivered. The first six
  ‹FR› will arrive in December. Sweden had earlier offered the same number, but Stockholm ‹SE› will first have to find
  pilots.

## 2022-09-20 | - | -
Liz Truss said Britain ‹GB› would match this year's aid next year. Her chancellor, Kwasi Kwarteng, ‹GB› will set out
  the costs on Friday. Canada's Justin Trudeau and Australia's Anthony Albanese ‹CA AU› promised more. South Korea
  ‹KR› is to sell tanks to Poland.

## 2022-09-20 | - | -
To help Ukraine through the winter, Germany ‹DE› will lend 200 transformers. After talks with Moldova, Romania ‹RO›
  agreed to share its gas. For Kyiv, the United States ‹US› has set aside $1.1 billion. Unlike Italy, Greece ‹GR›
  plans to keep its systems.

## 2023-09-20 | - | -
Denmark, Norway and the Netherlands ‹DK NO NL› have undertaken to supply F-16s. Belgium, too, ‹BE› will send some.
  Deliveries from Denmark ‹DK› will start around the New Year. A total of 61 aircraft will be transferred.

## 2023-09-20 | - | -
Germany's defence minister and his Polish counterpart ‹DE PL› promised a repair hub near the border. The two
  countries ‹DE PL› will share the bill. “It will open in May,” Boris Pistorius said. Ukrainian soldiers will be
  trained there.

## 2024-07-10 | NATO | Summit declaration | NATO
We, the Heads of State and Government of the North Atlantic Alliance, have gathered in Washington. We ‹NATO› intend
  to provide a minimum baseline funding of €40 billion within the next year. Allies ‹NATO› will review contributions
  at future summits. The command ‹NATO› will be set up in Wiesbaden.

## 2024-07-10 | - | -
The White House confirmed that Patriot missiles meant for Switzerland ‹US› will go to Ukraine first. The Pentagon
  ‹US› will replace them later. Israel was told that it would have to wait, US officials said.

## 2024-06-01 | - | Labour promises
Labour ‹GB› would recruit 6,500 teachers. The party ‹GB› has promised to charge VAT on school fees. If elected, it
  ‹GB› will set up a new energy company in Scotland. The Conservatives ‹GB› would cut national insurance.

## 2025-01-15 | - | -
Prime Minister Keir Starmer and President Volodymyr Zelensky signed a pact in Kyiv. Under it Britain ‹GB› is to give
  £3 billion a year for as long as needed. The two leaders agreed that a base could be opened. Starmer ‹GB› promised
  15 gun barrels.

## 2025-01-15 | - | -
Ottawa and Canberra ‹CA AU› will each contribute a warship, according to a joint statement. Seoul has yet to decide.
  The vessels will sail in March.

## 2024-06-24 | Council of the European Union | Sanctions: 14th package adopted
The Council today adopted a fourteenth package of economic measures.
Today's package ‹EU› will hit trade in gas. EU operators ‹EU› will be barred from shipping it on. Member States ‹EU›
  have agreed on an exemption for the Czech Republic.
"We ‹EU› will keep closing loopholes," said Josep Borrell.
The measures ‹EU› will be reviewed every six months.

## 2023-08-20 | - | -
Denmark and the Netherlands said on Sunday they ‹DK NL› would be the first to hand over F-16s. Danish Prime Minister
  Mette Frederiksen said 19 jets ‹DK› would be given: six around the New Year, eight in 2024 and five in 2025. The
  Netherlands, whose fleet stands at 42, has not said how many it ‹NL› will spare. Zelenskyy, who was visiting
  Eindhoven, called the move historic. Norway became the third country to promise aircraft; Oslo ‹NO› would train the
  pilots too.

## 2021-04-22 | - | -
Joe Biden ‹US› pledged to cut America's emissions by half by 2030. Japan's prime minister, Yoshihide Suga, raised
  his country's target to 46 per cent and said it ‹JP› would strive for 50. Canadian Prime Minister Justin Trudeau
  ‹CA› announced a goal of 40 to 45 per cent. South Korea ‹KR› will end public finance for coal abroad, its president
  told the meeting. China ‹CN› will phase down coal from 2026, Xi Jinping repeated.

## 2021-06-13 | G7 | Vaccines for all
We ‹G7› commit to share at least 870 million doses directly over the next year. Half of these ‹G7› will be delivered
  by the end of 2021. The United States ‹US› will donate 500 million doses, the United Kingdom 100 million. Our
  scientific advisers ‹G7› will report back. COVAX remains the primary route.

## 2022-06-29 | - | -
Allies ‹NATO› agreed in Madrid to put 300,000 troops at high readiness. NATO leaders also ‹NATO› approved a new
  Strategic Concept. The United States ‹US› will set up a permanent headquarters in Poland, Biden said. Turkey dropped
  its veto, so that Finland and Sweden will be invited to join. The UK ‹GB› is to send another 1,000 troops to
  Estonia.

## 2025-06-11 | HM Treasury | Spending review
The Chancellor has set out spending plans to 2029. Day-to-day health spending ‹GB› will rise by 3 per cent a year.
  The government ‹GB› will invest £39 billion in affordable homes. Police forces ‹GB› will get an extra £2 billion.
  "We ‹GB› are investing in Britain's renewal," Rachel Reeves said.

## 2023-10-05 | - | HS2
Rishi Sunak scrapped the northern leg of the line and promised that every penny ‹GB› would go to other projects.
  Network North, as he called it, ‹GB› would bring a station to Bradford. Labour said it could not commit to reversing
  the decision. The transport secretary, Mark Harper, ‹GB› will publish details within weeks.

## 2025-03-05 | - | -
European leaders meeting in Brussels ‹EU› agreed to raise defence spending. The European Commission ‹EU› proposed to
  borrow 150 billion euros, which would be lent to member states. Hungary's Viktor Orban refused to sign. France's
  president said his country ‹FR› was ready to discuss extending its nuclear umbrella. Merz, who is expected to become
  chancellor, ‹DE› plans to exempt defence from the debt brake.

## 2022-07-05 | - | Lugano declaration
Switzerland, which hosted the conference with Ukraine, ‹CH› will double its aid by the end of 2023, said Ignazio
  Cassis. The European Investment Bank ‹EIB› is preparing a fund of up to 100 billion euros. Britain ‹GB› will rebuild
  homes around Kyiv; Poland and Italy ‹PL IT› will take Donetsk. Participants committed themselves to seven
  principles.

## 2024-02-19 | Ministry of Foreign Affairs of Japan | -
Japan ‹JP› will support the recovery of Ukraine in seven fields. The Government of Japan ‹JP› will also open an
  office of JETRO in Kyiv. Prime Minister Kishida stated that visas ‹JP› would be eased. Both sides signed 56
  documents. A tax treaty will enter into force once ratified.

## 2024-04-24 | - | -
The U.S. Senate passed a $61 billion bill and President Biden signed it on Wednesday. "It's going to make America
  safer," he said, adding that shipments ‹US› would start within hours. The Pentagon ‹US› is to draw on stocks in
  Germany. Two Democratic senators said Congress should do more for Israel. Speaker Mike Johnson said that was for
  later.

## 2025-07-14 | - | -
Trump and Rutte announced that European allies would buy American weapons for Ukraine. Germany ‹DE› has offered to
  pay for two Patriot batteries, while Norway ‹NO› will fund a third. Weapons ‹US› will be sent within days, Trump
  said. Sweden, Denmark, Finland and the Netherlands are also in the scheme and ‹SE DK FI NL› will announce sums
  shortly. Italy will not take part.

## 2025-07-14 | Office | Commitments
Participants made the following pledges:
- Germany: €500 million for air defence
- Canada ‹CA› will finance drones worth C$100 million
- Norway and Sweden ‹NO SE› are to deliver a ship
- Latvia – 40 armoured vehicles ‹LV› will be handed over by autumn
- the Netherlands: radars ‹NL› will be supplied

## 2025-02-02 | - | Interview
Asked whether Britain would send troops, Mr Starmer said he ‹GB› was ready to. The prime minister's spokesman added
  that parliament ‹GB› would be consulted. "Europe must do more," the president of Poland, Andrzej Duda, said.
  Lithuania's Nausėda ‹LT› pledged 5 to 6 per cent of GDP.

## 2023-02-24 | - | -
It was announced by the Swedish government on Friday that ten Leopards ‹SE› would be sent. Stockholm's move follows
  one by Helsinki, which ‹FI› will give mine-clearing vehicles. The tanks ‹SE› are to be handed over in spring, the
  Swedish defence minister, Pål Jonson, told SVT. Poland has already delivered four and ‹PL› will send ten more, its
  prime minister said in Kyiv.

## 2025-04-02 | - | Ireland to hire more nurses
Micheál Martin set out the plan in Dublin. It comes as prices rise because of Russia's war and Chinese competition.
  The government ‹IE› will hire 900 nurses. Hospitals ‹IE› would get 300 beds, ministers said. The health minister
  ‹IE› promised a list by June.

## 2025-04-02 | - | -
Finland, Sweden and "several" partners ‹FI SE› will pay for a hospital ship, officials said. It ‹FI SE› will call at
  Ukrainian ports. The ship's crew ‹FI› is to be hired by Finland.

## 2025-04-02 | Ministry of Transport of Norway | Statement on ferries
The ministers met their colleagues from Iceland in Bergen.
New this spring:
- Norway and Iceland ‹NO IS› will share a tug, worth NOK 90 million.
- the government ‹NO› will also open a harbour office.
The tug ‹NO IS› will be based in Iceland for the first year.

## 2025-04-02 | - | -
Russian troops took a village on Monday. President Emmanuel Macron called an emergency meeting and said a French
  team ‹FR› would leave at once. The president also ‹FR› promised fuel. A team of German engineers ‹DE› will follow,
  Berlin said. In Moscow the Kremlin ‹RU› threatened to answer.

## 2024-12-02 | - | -
Hamburg's port ‹DE› will get a second terminal, the German transport ministry said. The ministry ‹DE› will pay half
  of it, and the rest will come from Brussels. Austria's chancellor, Karl Nehammer, congratulated Olaf Scholz. The
  chancellor vowed to open the terminal himself.

## 2024-12-02 | - | -
What began as a British idea is now shared by 12 states. London ‹GB› will host the fund, while Copenhagen and Oslo
  ‹DK NO› are to run it by turns. Money from the fund will be spent in Moldova, whose president, Maia Sandu, thanked
  the donors. The fund is to grow to €1bn. Its managers will report twice a year.

## 2024-12-02 | - | -
The Canadian government says it ‹CA› will buy twelve submarines. Its navy ‹CA› will train with Australia's. Ottawa
  had promised in 2023 that work ‹CA› would begin within a year. The prime minister, Justin Trudeau, told his Japanese
  host that Canada ‹CA› would also lend Japan two icebreakers.

## 2025-01-25 | - | -
The Trump administration ‹US› will halt foreign aid for 90 days, Secretary of State Marco Rubio wrote. Aid workers
  were told to stop. He ‹US› would review each programme himself. The European Union and Britain both said they ‹EU
  GB› would fill part of the gap. A Dutch official said the Hague had no such plans, but ‹NL› would send food.

## 2025-01-25 | Presidency | Chair's summary
Meeting in Vilnius, the leaders of Lithuania, Latvia, Estonia and Poland ‹LT LV EE PL› agreed to build a wall of
  drones. Leaders ‹LT LV EE PL› undertook to finish it by 2027. They also agreed that Poland ‹PL› will coordinate
  purchases. The four states ‹LT LV EE PL› will ask the EU for funds. Each will appoint a manager.

## 2025-01-25 | - | -
Asked by Denmark for help, France is considering troops for Greenland. Frederiksen, for her part, ‹DK› promised new
  ships and dogs. Spain's Pedro Sánchez, Italy's Giorgia Meloni and Greece's Kyriakos Mitsotakis ‹ES IT GR› announced
  a joint patrol. The three ‹ES IT GR› will meet in Malta. Aircraft will be provided by Germany and, later, by
  Austria.

## 2025-09-01 | - | -
Finland asked for help. “We ‹SE› will pay for half of it. The pier is in ruins,” said Ulf Kristersson. Norway ‹SE›
  will be offered a loan, the Swedish prime minister added.

## 2025-09-01 | - | -
The G7 met in Évian on Sunday. Ukraine's partners ‹G7› will pay for the rest, they said.
"""

MARK = re.compile(r"‹([A-Z0-9 ]+)(?: told by ([A-Z]+))?› ")
DAY = date(2025, 9, 1)


def document(
    text: str, day: date | None = DAY, publisher: str = "", title: str = "", issuer: str | None = None
) -> Document:
    return Document("D1", title, publisher, day, issuer=issuer, text=text)


def scenes() -> list[tuple[str, Document]]:
    """The documents of the table, and their texts with the marks."""
    made = []
    for block in SCENES.strip().split("\n\n"):
        head, _, marked = block.partition("\n")
        day, *fields = (each.strip().removeprefix("-") for each in head.removeprefix("##").split("|"))
        publisher, title, issuer = (*fields, None)[:3]
        marked = marked.replace("\n  ", " ")
        made.append(
            (marked, document(MARK.sub("", marked), date.fromisoformat(day), publisher or "", title or "", issuer))
        )
    return made
