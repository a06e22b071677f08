"""Whatever scraps of reports are put together: they are read without fault, the same again, and places are exact."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.linked import INDEX
from tracker.language.linking import read_follow_ups
from tracker.language.pledging import read_pledges
from tracker.model import Document

WHO = (
    "Norway|Norway and Chad|it|they|we|“We|The Norwegian ambassador, Martin Berg,|Berg|26 countries|Half of them|None|"
    "Several states, including Germany,|Allies such as Spain and Peru|Sweden (as a member of NATO)|The first 40 boats|"
    "From Sweden Kenya|A club of states"
)
DOES = (
    "will send|would send|pledged|has promised|announced that it would pay|said on Friday it was sending|is to get|"
    "sent 12, promising|agreed to build|will be sent|has sent|has made good on its promise of|shelved its plan to send|"
    "will keep|refused to say when it would send"
)
WHAT = (
    "40 ambulances|17 and 10 million dollars|€35B|US$112 million|12|a third|at least 3.5% of GDP|plus up to 1.5%|"
    "respectively|, respectively,|to Southport|to Kenya|by May|in June|back in June|beyond today|within three months|"
    "on 1 February|on August 99|next year|until 2030|for this year|if the survey is approved|, with the first four|"
    "and the rest|some of which have arrived|by the club and its friends|from Sweden|of the 40|out of the 10|"
    "(in Oslo)|(|)|each|”|said Berg|–|;|:"
)


def one_of(scraps: str) -> st.SearchStrategy[str]:
    return st.sampled_from(scraps.split("|"))


TOLD = st.tuples(one_of(WHO), one_of(DOES), st.lists(one_of(WHAT), max_size=7).map(" ".join)).map(" ".join)
TEXTS = st.lists(TOLD, max_size=4).map(". ".join).map("{}.".format)


@settings(max_examples=150)
@given(TEXTS)
def test_scraps_are_read_the_same_again_and_every_place_is_inside_the_text(text: str) -> None:
    document = Document("D9", "", "The Northern Courier", date(2025, 9, 12), text=text, language="en")
    pledges, follow_ups = read_pledges(document), read_follow_ups(document, INDEX)
    assert (pledges, follow_ups) == (read_pledges(document), read_follow_ups(document, INDEX))
    for start, end in (each.quote for each in (*pledges, *follow_ups)):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
    assert len({each.quote for each in pledges}) == len(pledges), "two proposals would have one fingerprint"
