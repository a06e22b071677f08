"""A corpus as a register would hold it, had a person recorded every pledge and every mention of the gold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count

from tests.quality.corpus import RULES, Corpus, Mention, Pledged, as_pledge, quoted
from tracker.exchange.package import Package
from tracker.language.parties import known_party
from tracker.model import Deadline, Document, FollowUp, Party, Pledge, Quantity, Rule
from tracker.words import Basis, Outcome, PartyKind

_GROUPS = {"DEVELOPED": "Developed countries", "DONORS": "Donors"}  # that only the corpus knows
_RULES = (
    Rule(RULES, "gold", "the window that a person read from the document"),
    Rule(RULES, "no-window", "the words set no date"),
)
_MONEY = {"EUR": "€|euros?|євро", "GBP": "£|pounds?|фунт\\w*", "USD": r"\$|dollars?", "CAD": "canadian|канадськ\\w*"}


def package(corpus: Corpus) -> Package:
    """Every record of a corpus: parties, documents, pledges under their ids, and what the mentions mean for them."""
    documents = {each.ref: each for each in corpus.documents}
    gold = {each.id: each for each in corpus.pledges}
    pledges = {each.id: as_pledge(each, documents[each.file]) for each in corpus.pledges}
    serials = {ref: count(1) for ref in pledges}
    follow_ups = [
        follow_up
        for each in corpus.mentions
        for follow_up in _follow_ups(each, gold[each.pledge], pledges, documents[each.file], serials)
    ]
    codes = {code for each in pledges.values() for code in each.parties}
    codes |= {each.issuer for each in corpus.documents if each.issuer}
    return Package(
        parties=[_party(code) for code in sorted(codes)],
        documents=[*corpus.documents],
        memberships=[],
        pledges=[*pledges.values()],
        follow_ups=follow_ups,
        enquiries=[],
        rules=[*_RULES],
    )


def _party(code: str) -> Party:
    known = known_party(code)
    if known:
        return Party(code, known.name, PartyKind(known.kind))
    return Party(code, _GROUPS.get(code, code), PartyKind.COALITION)


def _follow_ups(
    mention: Mention,
    gold: Pledged,
    pledges: Mapping[str, Pledge],
    document: Document,
    serials: Mapping[str, Iterator[int]],
) -> Iterator[FollowUp]:
    """What a mention means for its pledge: nothing, what the gold says, and that a condition is met."""
    if mention.relation == "none":
        return
    pledge = pledges[gold.id]
    outcomes = [_outcome(mention, pledge, document)] + [Outcome.ACTIVATES] * mention.condition_met
    for outcome in outcomes:
        yield FollowUp(
            ref=f"{pledge.ref}.{next(serials[pledge.ref])}",
            pledge=pledge.ref,
            outcome=outcome,
            quote=quoted(document, mention.quote),
            recorded_on=document.published_on or pledge.recorded_on,
            published_on=document.published_on,
            dated=mention.dated,
            quantity=_quantity(mention, gold),
            deadline=_deadline(mention),
            issuer=document.issuer,
            event=document.event,
        )


def _outcome(mention: Mention, pledge: Pledge, document: Document) -> Outcome:
    """The gold's relation; within the event of a pledge the register knows no restatement."""
    same_event = document.ref == pledge.quote.document or (document.event and document.event == pledge.event)
    outcome = Outcome(mention.relation)
    return Outcome.CORROBORATES if outcome is Outcome.RESTATES and same_event else outcome


def _quantity(mention: Mention, gold: Pledged) -> Quantity | None:
    """The amount told, where the sentence names what the pledge counts in: the gold gives no unit of its own.

    Things are counted in whole numbers.
    """
    if mention.amount is None or gold.amount is None or not gold.unit:
        return None
    if gold.currency:
        named = _MONEY.get(gold.currency, gold.currency)
    else:
        named = "|".join(re.findall(r"[a-z]{4,}", gold.unit.casefold()))
    alike = gold.currency or mention.amount == mention.amount.to_integral_value()
    said = re.search(rf"(?<!\w)(?:{named})(?!\w)|(?:{named})(?=\d)", mention.quote.casefold())
    return Quantity(mention.amount, gold.unit) if named and alike and said else None


def _deadline(mention: Mention) -> Deadline | None:
    """The new last day, where the mention gives one."""
    day = mention.changed_to
    return Deadline(day.isoformat(), None, day, Basis.STATED, "gold", RULES) if day else None
