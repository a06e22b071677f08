"""Words that are one word, spelt or shortened in several ways: "km" and "kilometre", "defense" and "defence"."""

from __future__ import annotations

# Plurals that ``stem`` takes off are told only where a singular is told that it would not reach.
_WAYS = {
    # units
    "kilometre": "km kms kilometer kilometers",
    "metre": "meter meters",
    "hectare": "ha",
    "litre": "liter liters",
    "tonne": "ton tons",
    "kilogram": "kg kilo kilos kilogramme kilogrammes",
    "gigawatt": "gw",
    "megawatt": "mw",
    "kilowatt": "kw",
    # months
    "january": "jan",
    "february": "feb",
    "april": "apr",
    "august": "aug",
    "september": "sep sept",
    "october": "oct",
    "november": "nov",
    "december": "dec",
    # American spelling
    "aeroplane": "airplane airplanes",
    "aluminium": "aluminum",
    "armour": "armor",
    "armoured": "armored",
    "artefact": "artifact artifacts",
    "authorise": "authorize authorized",
    "catalogue": "catalog",
    "centre": "center centers",
    "defence": "defense defenses",
    "enrol": "enroll enrolled",
    "fibre": "fiber fibers",
    "finalise": "finalize finalized",
    "fulfil": "fulfill fulfilled",
    "harbour": "harbor harbors",
    "immobilise": "immobilize immobilized",
    "immunise": "immunize immunized",
    "instalment": "installment installments",
    "labour": "labor",
    "legalise": "legalize legalized",
    "licence": "license licenses",
    "mobilise": "mobilize mobilized",
    "modernise": "modernize modernized",
    "neighbour": "neighbor neighbors",
    "offence": "offense offenses",
    "organise": "organize organized",
    "plough": "plow plows",
    "programme": "program programs",
    "subsidise": "subsidize subsidized",
    "theatre": "theater theaters",
    "tyre": "tire tires",
}
SPELT = {way: word for word, ways in _WAYS.items() for way in ways.split()}
