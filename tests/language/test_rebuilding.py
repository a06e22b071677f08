"""What is built for a country at war is reconstruction; what is built at home is not."""

from __future__ import annotations

import pytest
from afternoon import read

ABROAD = "The war has left Sudan without bridges: shelling destroyed two in Khartoum. Sudan has asked for help. "
CALM = "Malawi has asked its friends for help with the roads. Malawi lies far from the sea. "
HOME = "The war in Sudan and the shelling of its towns raise prices. Denmark is rich. Denmark pays. Denmark can. "


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (ABROAD + "Denmark will build 14 bridges by June.", "reconstruction"),
        (ABROAD + "Denmark will hand over 20 locomotives by June.", "reconstruction"),
        (ABROAD + "Denmark will put up 900 flats by June.", "reconstruction"),
        (ABROAD + "Denmark will mend 40 schools by June.", "reconstruction"),
        (ABROAD + "Denmark will pay for 40 teachers by June.", "education"),
        (ABROAD + "Sudan will reopen the railway by June.", "transport"),  # its own
        (ABROAD + "Denmark will build 300 flats in Aarhus by June.", "housing"),  # at home
        (CALM + "Denmark will mend 40 miles of railway by June.", "transport"),  # no war
        (HOME + "Denmark will build 300 flats by June.", "housing"),  # a text on Denmark
        (HOME + "Denmark will open the railway by June.", "transport"),
    ],
)
def test_what_is_built_for_a_country_at_war_rebuilds_it(text: str, topic: str) -> None:
    assert read(text)[-1].topic == topic
