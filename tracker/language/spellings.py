"""Words that are one word, spelt or shortened in several ways: "km" and "kilometre", "defense" and "defence"."""

from __future__ import annotations

# What stands first is read as what stands second. Ends that ``stem`` takes off are left out, a plural and "-ization" among them.
SPELT = {
    "km": "kilometre", "kms": "kilometre", "kilometer": "kilometre", "kilometers": "kilometre", "gw": "gigawatt",
    "mw": "megawatt", "kw": "kilowatt", "gwh": "gigawatt-hour", "mwh": "megawatt-hour", "twh": "terawatt-hour",
    "ha": "hectare", "kg": "kilogram", "kilogramme": "kilogram", "kilogrammes": "kilogram", "kilo": "kilogram",
    "kilos": "kilogram", "ton": "tonne", "tons": "tonne", "liter": "litre", "liters": "litre",
    "meter": "metre", "meters": "metre", "sqm": "metre",
    "defense": "defence", "defenses": "defence", "offense": "offence", "license": "licence", "licenses": "licence",
    "center": "centre", "centers": "centre", "theater": "theatre", "theaters": "theatre", "program": "programme",
    "programs": "programme", "labor": "labour", "harbor": "harbour", "harbors": "harbour", "armor": "armour",
    "armored": "armoured", "neighbor": "neighbour", "neighbors": "neighbour", "fiber": "fibre", "plow": "plough",
    "aluminum": "aluminium", "airplane": "aeroplane", "airplanes": "aeroplane", "tire": "tyre", "tires": "tyre",
    "jewelry": "jewellery", "artifact": "artefact", "artifacts": "artefact", "catalog": "catalogue",
    "fulfill": "fulfil", "enroll": "enrol", "enrollment": "enrolment", "installment": "instalment", "installments": "instalment", "organize": "organise", "organized": "organised",
    "mobilize": "mobilise", "mobilized": "mobilised", "immobilize": "immobilise", "immobilized": "immobilised",
    "modernize": "modernise", "modernized": "modernised", "immunize": "immunise", "immunized": "immunised",
    "authorize": "authorise", "authorized": "authorised", "finalize": "finalise", "finalized": "finalised",
    "legalize": "legalise", "legalized": "legalised", "subsidize": "subsidise", "subsidized": "subsidised",
    "jan": "january", "feb": "february", "apr": "april", "aug": "august", "sept": "september", "sep": "september",
    "oct": "october", "nov": "november", "dec": "december",
}  # fmt: skip
