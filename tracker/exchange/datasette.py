"""What Datasette is told of a register: titles, what to hide, how to search the views, questions to begin with.

The register makes sense without it (``tracker/register/views.py``); this makes the first page one for readers.
"""

from __future__ import annotations

from typing import Any

_INTERNAL = (
    *("alembic_version", "citation", "decision", "feed", "foreign_id", "original", "pledge_party", "proposal"),
    *("revision", "rule", "scan", "shingle", "span", "tally"),
)
_WITHOUT = "Retracted records are left out."
_SHOWN: dict[str, dict[str, Any]] = {
    "pledges": {
        "description": f"Who pledged what, in which words, and how it stands today. {_WITHOUT}",
        "fts_table": "pledge_words",
        "fts_pk": "id",
        "facets": ["standing", "topic"],
        "columns": {
            "who": "Who pledged; several of a joint pledge.",
            "standing": "How it stands today, by the documents recorded.",
            "due": "The last day of the deadline; empty where none was said, or none can be read from the words.",
            "deadline_is": "stated: by the words alone. inferred: read by a house rule.",
            "qualifier": "How firmly the amount was said.",
            "text_held": "Whether the source's text is held, and so its quote verified.",
            "counted_as": "The pledges that count in its place: its items, or what replaces it.",
            "self_declared": "Whether all evidence was issued by the pledgers themselves.",
        },
    },
    "follow_ups": {"description": f"What later documents mean for pledges. {_WITHOUT}", "facets": ["outcome"]},
    "disputes": {"description": "What parties answer to what is said of their pledges. It changes no standing."},
    "relations": {"description": "Which pledge is a part of another, or supersedes it."},
    "enquiries": {"description": "Who looked where for what became of a pledge, and found nothing."},
    "documents": {
        "description": "The sources.",
        "fts_table": "document_words",
        "fts_pk": "id",
        "facets": ["publisher", "text_held"],
    },
    "parties": {"description": "Who can pledge."},
    "memberships": {"description": "Who belongs to which group, and when."},
    "standings": {"description": "How each pledge stood, from day to day: from since on, until the day before until."},
    "pledge": {"description": "The records behind pledges, those retracted too.", "label_column": "title"},
    "follow_up": {"description": "The records behind follow_ups.", "label_column": "ref"},
    "document": {"description": "The records behind documents, with their texts.", "label_column": "title"},
    "party": {"description": "The records behind parties.", "label_column": "name"},
}
_PRESSING = """select ref, who, summary, due, deadline, quote, source, url from pledges
where standing = '{standing}' order by due, ref"""
_QUERIES = {
    "overdue": {"title": "Overdue: a stated deadline has passed", "sql": _PRESSING.format(standing="overdue")},
    "review_due": {
        "title": "Review due: the window that a house rule read from vague words has passed",
        "sql": _PRESSING.format(standing="review due"),
    },
    "pledges_of": {
        "title": "The pledges of a party",
        "description": "Those that it made itself, alone or with others, by its name or a part of it.",
        "sql": "select ref, who, standing, summary, due, source, url from pledges"
        " where who like '%' || :name || '%' order by ref",
    },
}


def metadata(name: str) -> dict[str, Any]:
    """Datasette's metadata for a register whose file is called ``name``, without its ending."""
    tables = {**_SHOWN, **{each: {"hidden": True} for each in _INTERNAL}}
    about = "Public commitments: who said they would do what, in which words, and how it stands today."
    return {
        "title": "A register of public commitments",
        "description": about,
        "databases": {
            name: {
                "description": f"{about} Begin with pledges; tables in the singular are the records behind the views.",
                "tables": tables,
                "queries": _QUERIES,
            }
        },
    }
