"""What stands beside the lines of a list: which parties have done their part, and who looked last and found nothing."""

from collections.abc import Iterable

from tracker.register.connect import Reader
from tracker.reports.done import PartDone
from tracker.reports.lines import Line


def parts_done(reader: Reader, as_of: str, lines: Iterable[Line]) -> dict[str, tuple[PartDone, ...]]:
    """What is known on a day, by the pledge's ref; of each party the first day of which a document tells."""
    refs = [line.ref for line in lines if line.last_word]
    if not refs:
        return {}
    import json

    found: dict[str, dict[str, PartDone]] = {}
    for row in reader.dicts("parts_done_among", refs=json.dumps(refs)):
        known = row["published_on"] or row["recorded_on"]
        if known > as_of:
            continue
        done = PartDone(row["ref"], row["pledge"], row["party"], row["dated"] or known, row["document"])
        of = found.setdefault(done.pledge, {})
        of[done.party] = min(of.get(done.party, done), done, key=lambda each: (each.on, len(each.ref), each.ref))
    return {ref: tuple(of[party] for party in sorted(of)) for ref, of in found.items()}


def last_looked(reader: Reader, as_of: str, lines: Iterable[Line]) -> dict[str, str]:
    """Who made the last enquiry into a pledge by a day, where, and its ref; by the pledge's ref."""
    refs = [line.ref for line in lines if line.last_enquiry]
    if not refs:
        return {}
    import json

    known = [row for row in reader.dicts("enquiries_among", refs=json.dumps(refs)) if row["enquired_on"] <= as_of]
    known.sort(key=lambda row: (row["enquired_on"], len(row["ref"]), row["ref"]))
    return {row["pledge"]: f"{row['enquirer']} at {row['place']} ({row['ref']})" for row in known}
