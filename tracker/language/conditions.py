"""What must happen first: the words of a sentence that set a condition ("once a ceasefire holds")."""

from __future__ import annotations

import re

from tracker.language.forms import lower_case
from tracker.language.passages import Passage

# After "when" and "after" only these make a condition of what follows; else it tells a time.
_EVENTS = (
    r"(?:cease-?fire|truces?|peace|war|fighting|hostilities|guns|agreement|accord|armistice|settlement|deal|conflict|treaty|"
    r"parliament|congress|diplomacy|approval|ratification|conditions|elected|election|victory)"
)
_ALLOWED = r"(?:approved|agreed|ratified|adopted|passed|signed|cleared|granted|ended|voted)"
_NO_IF = (
    r"(?! (?:possible|necessary|needed|required|not|any|only|anything|so)\b)"
    r"(?! (?:i|he|she|it|we|they|you|there) were\b(?! to\b))"  # "if I were rich"
)
_NO_ONCE = (
    r"(?! (?:more|again|an? (?:week|day|month|year|quarter)|every|in |per |and for|said|told|hailed|seen|known|"
    r"described|called|(?:promised|pledged|vowed|hoped|planned) to))"
)
_SOON = r"(?! (?:possible|practicable|feasible|practical|we can|they can|it can))"
_BLANKS = (
    rf"\b(?:(?:but |and |only |even )?(?:if{_NO_IF}|on (?:the )?condition(?: that)?|"
    r"provided(?: that)?(?! by| for| to| with| \w{1,20}ed\b)|providing that|subject to|"
    r"(?:conditional|contingent) (?:up)?on|"
    r"(?:depending|dependent) (?:up)?on|pending|unless|assuming(?: that)?|in the event (?:of|that)|"
    rf"in (?:exchange|return) for|as and when|as soon as{_SOON}|once{_NO_ONCE}|the moment|"
    r"should (?=[\w'’-]+ [\w'’-]+(?: \w+|,)))"
    rf"|when(?= [^.,;]{{0,60}}\b(?:has|have) (?:been )?{_ALLOWED}\b)"
    rf"|(?:when|after|following|upon|from the moment|the day after|until after)(?= [^.;]{{0,60}}\b{_EVENTS}\b))\b"
)
_CONDITION = re.compile(_BLANKS.replace(" ", r"\s"))  # lines may be wrapped
_END = re.compile(
    r"[;.!?)](?=\s|$|[”\"’])|, (?!(?:as|and) (?:well|long)\b)|,? [–—] |,?[”\"](?=\s|$)"
    r"| (?:will|would|shall|said|says)\b|$"
)
_ASKED = re.compile(r"\b(?:ask|asked|wonder|wondered|know|see|unclear|as|even|say|said|decide)\s\Z", re.IGNORECASE)
_INVERTED = re.compile(r"\s?(?:the|an?|any|it|he|she|they|we|this|that|these|those|its|their|there)\s")
_LONGEST = 240  # characters


def spot_condition(text: str, start: int = 0, end: int | None = None) -> Passage | None:
    """The words that say what must happen first; "as long as" says when it ends, and sets no such condition."""
    end = len(text) if end is None else end
    low, offset = lower_case(text, start, end)
    for match in _CONDITION.finditer(low, start - offset):
        begun, after, word = match.start() + offset, match.end() + offset, match.group()
        before = text[max(start, begun - 24) : begun]
        within = before.strip(' "“') and before.rstrip(' "“')[-1] not in ",;–—"
        if word.startswith("should") and within and not _INVERTED.match(text, after, end):
            continue  # not "should the truce hold"
        if word == "if" and _ASKED.search(before):
            continue
        stop = min(end, begun + _LONGEST)
        close = next((each.start() for each in _END.finditer(text, after, stop)), stop)
        while close > after and text[close - 1] in " ,":
            close -= 1
        if close > after:
            return Passage(begun, close)
    return None
