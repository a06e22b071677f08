"""A register of public commitments: who said they would do what, in which words, and how it stands.

The map, from the inside out; imports point inwards only (``tests/test_shape.py`` holds them to it)::

    errors     one tree of refusals, each class with its exit code
    words      the vocabulary: standings, outcomes, bases
    model      the records: Party, Document, Quote, Deadline, Pledge, FollowUp, Dispute, Enquiry, Decision, Span
    lineage    pledges that are part of another, or replace another; what cannot be among them
    law        history(pledge, follow_ups) -> spans: how a pledge stands on any day
    explanation  explain(...) -> the reasons for a standing, in sentences
    language   what words mean: deadlines, parties, pledges, outcomes, copies, events; its rules are data (en/*.toml)
    llm        a language model, asked on request: it may point at words of a text, and nothing more
    proposals  what the machine proposes, as records that a person accepts, edits or rejects
    scan       documents x recorded pledges -> what each seems to contain, over an executor
    agreement  how good proposals have been, and how far two people agree: arithmetic on decisions
    regression  logistic regression with a penalty: arithmetic on rows and marks
    ranking    an order of review learned from decisions, used where it beats the plain one on those held back
    days       days as people give them
    currencies  what tells a sum of money from a thing counted
    wording     whether words stand in a text
    rows       records as flat rows of plain values: for storage, audit and the data package
    documents  files, pages and feeds -> the text of a document, its day, title and publisher
    forms      how the values of records are written: refs, codes, amounts
    faults     what a single record must keep to, at the door and in a check
    belonging  what memberships must keep to, beside one another
    checks     what must hold in a register; each check yields findings
    proposal_checks  what must hold of proposals: their words still stand
    reports    one file a report: (records, as_of) -> Report; they never print
    register   the store: SQLite or PostgreSQL; SQLAlchemy lives here and nowhere else
    exchange   the data package, out and in
    render     a Report -> terminal, plain, csv, json, jsonl, markdown, html, xlsx, ics; charts
    site       the register as a folder of pages: a static website
    cli        the commands; the one clock and the one error boundary

``db/`` beside this package holds the migrations; it ships inside the wheel as ``tracker.db``.
"""

__version__ = "0.1.0"
