"""The files of a data package on the work behind the records: proposals, decisions on them, documents scanned."""

from __future__ import annotations

from tracker.exchange.fields import (
    QUOTE,
    Field,
    Resource,
    document,
    pledge,
    proposal,
    sha256,
    text,
)
from tracker.forms import RECORD

PROPOSALS = Resource(
    "proposals",
    "What the machine takes for a pledge or a follow-up, for people to decide on.",
    ("ref",),
    (
        proposal("ref", "The proposal's ref.", names=""),
        Field("kind", "What it is taken for.", required=True, enum=("pledge", "follow-up")),
        *(each._replace(required=True) for each in QUOTE),
        pledge("pledge", "The pledge that a follow-up is about; empty where a pledge is proposed.", required=False),
        Field("band", "How sure the rules are.", required=True, enum=("likely", "possible")),
        Field("score", "The sum of its cues' weights, in thousandths.", "number", required=True, signed=True),
        text("rules", "The versions of the rules that read it.", required=True),
        sha256(
            "fingerprint",
            "The SHA-256 of what it is about: the text, the place in it, the pledge.",
            required=True,
            unique=True,
        ),
        Field("facts", "What would be recorded: parties, deadline, amount … or outcome.", "object", required=True),
        Field("cues", "What spoke for or against it: each a rule, its weight, start and end.", "array", required=True),
        Field(
            "mentions",
            "Where else it is said: each a document, the words quoted, start and end.",
            "array",
            required=True,
        ),
        Field(
            "state",
            "How it stands, by the decisions on it.",
            required=True,
            enum=("pending", "accepted", "rejected", "withdrawn"),
        ),
    ),
    since=3,
)
DECISIONS = Resource(
    "decisions",
    "What people decided on proposals. Decisions are only ever added.",
    ("proposal", "number"),
    (
        proposal("proposal", "The proposal."),
        Field("number", "The order of the decisions on that proposal, from 1.", "integer", required=True),
        Field("decided", "What was decided.", required=True, enum=("accepted", "edited", "rejected", "undone")),
        text("reviewer", "Who decided.", required=True),
        Field("at", "The moment of the decision (UTC).", "datetime", required=True),
        text("reason", "Why."),
        Field(
            "record",
            "The pledge or follow-up that was recorded.",
            pattern=RECORD,
            written="like GB-2025-001 or GB-2025-001.1",
        ),
    ),
    since=3,
)
SCANS = Resource(
    "scans",
    "Which documents were scanned, so that none is taken for new again.",
    ("document",),
    (
        document("document", "The document.", required=True),
        text("rules", "The versions of the rules that read it last.", required=True),
        Field("at", "When it was first read by these (UTC).", "datetime", required=True),
    ),
    since=3,
)
