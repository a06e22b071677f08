"""Deeds that are only steps, ends that are denied, parts told of a whole: what became of a pledge, in plain prose."""

from __future__ import annotations

from datetime import date

import pytest

from tests.language.linked import outcomes, pledge
from tracker.language.linking import read_follow_ups
from tracker.language.pledge_index import PledgeIndex
from tracker.model import Document

PLEDGES = {
    each.ref: each
    for each in (
        pledge("hospice", "SI", "Slovenia will build a children's hospice in Maribor by 2027.", 1, "hospice"),
        pledge("rivers", "PE", "Peru will pass a law protecting the headwaters of the Marañón."),
        pledge("meals", "LT", "Lithuania will submit a bill on school meals to the Seimas in the spring session."),
        pledge("ferries", "UY", "Uruguay will bring 12 electric ferries into service on the Plata.", 12, "ferries"),
        pledge("clinics", "SK", "Slovakia will equip 300 village clinics with X-ray machines.", 300, "village clinics"),
        pledge("wells", "SE", "Sweden will give 80 million kronor for wells in Turkana.", 80_000_000, "SEK"),
        pledge("bronzes", "GB", "Britain will lend museums 120 bronzes from Benin.", 120, "bronzes"),
        pledge("agents", "GE", "Georgia will repeal the foreign agents law."),
        pledge("reactor", "BE", "Belgium will close the Tihange 1 reactor by October 2026."),
        pledge("toll", "KE", "Kenya will lower the toll on the Mombasa road."),
        pledge("post", "KE", "Kenya will open a border post at Lodwar."),
        pledge("levy", "MW", "Malawi will abolish the levy on seed."),
        pledge("fuel", "ZM", "Zambia will end subsidies on fuel within a year."),
        pledge("judges", "TG", "Togo will hire judges for the land court."),
        pledge("logs", "PL", "Poland will ban the export of logs."),
        pledge("talks", "MW", "Malawi will hold a conference on maize."),
        pledge("quota", "IS", "Iceland will not raise its mackerel quota."),
        pledge("ward", "IT", "Italy will not close the hospital in Sulmona."),
        pledge("fees", "DK", "Denmark will impose no new fees on students."),
        pledge("turbines", "NO", "Norway will not build turbines on Fosen."),
    )
}


@pytest.mark.parametrize(
    ("ref", "outcome", "sentence"),
    [
        # a piece, or what has to come first
        ("hospice", "advances", "Slovenia has completed the purchase of the site for the hospice in Maribor."),
        ("hospice", "advances", "The first phase of the hospice in Maribor was completed, said Slovenia."),
        ("hospice", "fulfils", "The last phase of the children's hospice in Maribor was completed, said Slovenia."),
        ("ferries", "advances", "Uruguay's navy yard has finished the hulls of the electric ferries for the Plata."),
        ("ferries", "advances", "The crews of the electric ferries finished their training in Uruguay."),
        ("ferries", "fulfils", "Every one of Uruguay's electric ferries has its licence and is in service."),
        # a bill on its way
        ("rivers", "advances", "Peru's cabinet adopted the bill on the headwaters of the Marañón on Wednesday."),
        ("rivers", "advances", "Peru's congress passed the headwaters bill for the Marañón at first reading."),
        ("rivers", "fulfils", "Peru's congress passed the Marañón bill at its third and final reading."),
        ("meals", "fulfils", "Lithuania's government submitted the bill on school meals to the Seimas on 14 April."),
        # more of the same, and all of it
        ("ferries", "advances", "Uruguay put another three electric ferries into service on the Plata."),
        ("ferries", "fulfils", "Two more electric ferries entered service in Uruguay, bringing the fleet to 12."),
        ("wells", "advances", "Of the 80 million kronor for wells in Turkana, Sweden had paid out 35 million in May."),
        ("wells", "fulfils", "Sweden paid all of the 80 million kronor for wells in Turkana in May."),
        ("bronzes", "restates", "Britain has trimmed the loan of bronzes from Benin from 120 to 90 pieces."),
        # an end, and one that is denied
        ("clinics", "drops", "Slovakia gave up the X-ray machines for the village clinics to save money."),
        ("clinics", "drops", "Slovakia stopped buying X-ray machines for its village clinics."),
        ("clinics", "drops", "Slovakia has refused to equip the village clinics with X-ray machines."),
        ("clinics", "restates", "Slovakia's X-ray machines for village clinics have not been cancelled."),
        ("clinics", "restates", "Slovakia would not retreat from its promise of X-ray machines for clinics."),
        ("agents", "drops", "Georgia's foreign agents law will remain on the books, the ruling party said."),
        ("agents", "fulfils", "Georgia's parliament repealed the foreign agents law by 98 votes to 22."),
        ("reactor", "fulfils", "Belgium's Tihange 1 reactor was shut down for good on 30 September."),
        # the opposite of what was promised, and the very thing
        ("toll", "unclear", "The toll on the Mombasa road was raised in May."),
        ("toll", "fulfils", "The toll on the Mombasa road was cut in May."),
        ("post", "unclear", "The border post at Lodwar was closed in May."),
        ("post", "fulfils", "The border post at Lodwar was inaugurated in May."),
        ("post", "fulfils", "Kenya closed the old gate at Lodwar and opened the border post."),
        ("judges", "unclear", "Togo removed two judges from the land court."),
        ("judges", "fulfils", "Togo recruited judges for the land court."),
        ("logs", "unclear", "Poland lifted the ban on the export of logs."),
        ("logs", "fulfils", "Poland banned the export of logs in May."),
        ("levy", "unclear", "The levy on seed was doubled in May."),
        ("levy", "advances", "Malawi halved the levy on seed."),
        ("levy", "fulfils", "The levy on seed was abolished in May."),
        ("hospice", "advances", "Slovenia published a brochure on the hospice in Maribor."),
        ("hospice", "advances", "A conference on the hospice in Maribor was hosted by Slovenia."),
        ("talks", "fulfils", "A conference on maize was hosted by Malawi."),
        # what was not to be
        ("quota", "drops", "Iceland raised its mackerel quota by a tenth in May."),
        ("quota", "unclear", "Iceland has not raised its mackerel quota."),
        ("quota", "restates", "Iceland said it would not raise its mackerel quota."),
        ("ward", "drops", "Italy closed the hospital in Sulmona on 1 June."),
        ("ward", "unclear", "Italy repaired the roof of the hospital in Sulmona."),
        ("fees", "drops", "Denmark introduced a new fee for students in September."),
        ("fees", "restates", "Denmark promised again to impose no new fees on students."),
        ("turbines", "drops", "Norway has built four turbines on Fosen."),
        ("turbines", "drops", "Contrary to its promise Norway is building turbines on Fosen."),
        ("turbines", "restates", "Norway repeated its promise not to build turbines on Fosen."),
        ("turbines", "drops", "Norway put up turbines on Fosen, contrary to its undertaking that it would build none."),
        # some of it was done, and all of the rest, or none yet
        ("bronzes", "advances", "Of the bronzes from Benin Britain has sent a third; the remainder is due in June."),
        ("bronzes", "advances", "Britain sent 60 bronzes from Benin in May and the rest will follow in July."),
        ("bronzes", "fulfils", "Britain has sent museums the remaining bronzes from Benin."),
        # made less where it was to end, and put off to a day that is told
        ("levy", "advances", "Malawi halved the levy on seed in May."),
        ("fuel", "advances", "On fuel, the subsidy had been halved in November."),
        ("post", "restates", "The opening of the border post at Lodwar was put off to June 2027."),
        ("post", "restates", "Kenya delayed the opening of the border post at Lodwar to 2027."),
        ("post", "unclear", "Kenya delayed the opening of the border post at Lodwar."),
    ],
)  # fmt: skip
def test_what_became_of_a_pledge(ref: str, outcome: str, sentence: str) -> None:
    document = Document("D9", "", "The Courier", date(2026, 8, 27), text=sentence, language="en")
    found = [each.reading for each in read_follow_ups(document, PledgeIndex([PLEDGES[ref]])) if each.rank == 1]
    assert found[:1] == [outcome]


@pytest.mark.parametrize("promise", ["end", "abolish", "lift", "phase out", "do away with", "drop", "suspend", "waive"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Austria has ended the entry fee for nurses, as it had promised.",
        "Austria scrapped the entry fee for nurses in May.",
        "Austria dropped the entry fee for nurses in May.",
        "The entry fee for nurses was cancelled in March.",
        "The entry fee for nurses no longer exists.",
    ],
)
def test_the_end_of_what_was_to_end_is_no_end_of_the_promise(promise: str, sentence: str) -> None:
    index = PledgeIndex([pledge("fee", "AT", f"Austria will {promise} the entry fee for nurses by the end of June.")])
    assert outcomes(sentence, index, date(2026, 8, 27)) == [("fee", "fulfils")]


@pytest.mark.parametrize(
    ("quote", "outcome", "sentence"),
    [
        (
            "Austria will abolish the fee for nurses.",
            "drops",
            "Austria dropped its plan to abolish the fee for nurses.",
        ),
        ("Austria will end the fee for nurses.", "drops", "The promise to end the fee for nurses was scrapped."),
        ("Austria will suspend the fee for nurses.", "drops", "Austria gave up the suspension of the fee for nurses."),
        ("Austria will end the fee for nurses.", "restates", "Austria will end the fee for nurses in July."),
        (
            "Austria will open a school for nurses by the end of May.",
            "drops",
            "Austria scrapped the school for nurses.",
        ),
        ("Austria will pay nurses to end the strike.", "drops", "Austria dropped the pay for nurses."),
        ("Austria will lift the pay of nurses by a tenth.", "drops", "Austria scrapped the pay for nurses."),
        ("Austria will not end the grant for nurses.", "drops", "Austria ended the grant for nurses."),
        (
            "Austria will replace its diesel ferries.",
            "fulfils",
            "Austria's diesel ferries were replaced with new ones.",
        ),
        ("Austria and Italy will end coal loans abroad.", "advances", "Italy ended its coal loans abroad in May."),
    ],
)
def test_the_end_of_a_promise_is_no_end_of_what_was_to_end(quote: str, outcome: str, sentence: str) -> None:
    index = PledgeIndex([pledge("it", "AT IT" if "Italy" in quote else "AT", quote)])
    assert outcomes(sentence, index, date(2026, 8, 27)) == [("it", outcome)]
