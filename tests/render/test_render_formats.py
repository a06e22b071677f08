"""One small report, in every format, to the letter."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from tracker.errors import UsageError
from tracker.model import Quantity
from tracker.render import FORMATS, TEXT, write
from tracker.reports import Column, Report, Section
from tracker.reports.figures import Figures
from tracker.words import Qualifier, Standing

COLUMNS = (
    Column("ref", "Ref", "ref"),
    Column("standing", "Standing", "standing"),
    Column("parties", "Parties"),
    Column("due", "Due", "day", keep=1),
    Column("days", "Days late", "number", keep=2),
    Column("amount", "Amount", "number", keep=3),
    Column("summary", "Pledge", wide=True),
)
LATE = (
    (
        "GB-2025-001", Standing.OVERDUE, ("GB",), date(2026, 1, 20), 11, Decimal("1E+3"),
        "Supply additional air-defence missiles to Ukraine before the winter is over",
    ),
    ("FR-2025-001", Standing.REVIEW_DUE, ("EU", "FR"), None, None, Decimal("2.50"), "Use the frozen assets"),
)  # fmt: skip
REPORT = Report(
    name="overdue",
    title="What is late",
    as_of="2026-01-31",
    columns=COLUMNS,
    sections=(
        Section("overdue", "Overdue", LATE, more=12, note="Stated deadlines only."),
        Section("soon", "Due soon", ()),
    ),
    lead=("2 pledges",),
    notes=("Rules v1", "As of 2026-01-31"),
    facts=(("overdue", 1), ("share", Decimal("0.10")), ("asked", date(2026, 1, 31))),
)
SINGLE = REPORT._replace(title="", sections=(Section("", "", LATE),), lead=(), notes=())


def written(report: Report, form: str, *, width: int = 80, colour: bool = False) -> str:
    out = StringIO()
    write(report, form, out, width=width, colour=colour)
    return out.getvalue()


def test_a_table_in_80_columns_leaves_out_the_columns_that_may_go_and_wraps_the_wide_one() -> None:
    assert written(REPORT, "table", width=80) == (
        "What is late\n"
        "\n"
        "2 pledges\n"
        "\n"
        "Overdue\n"
        "Ref          Standing    Parties  Due         Pledge\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "GB-2025-001  overdue     GB       2026-01-20  Supply additional air-defence\n"
        "                                              missiles to Ukraine before the\n"
        "                                              winter is over\n"
        "FR-2025-001  review due  EU FR    –           Use the frozen assets\n"
        "Stated deadlines only.\n"
        "12 more; --limit 0 lists all\n"
        "\n"
        "Due soon\n"
        "none\n"
        "\n"
        "Rules v1\n"
        "As of 2026-01-31\n"
    )


def test_a_table_in_140_columns_shows_every_column_and_uses_the_room() -> None:
    assert written(SINGLE, "table", width=140) == (
        "Ref          Standing    Parties  Due         Days late  Amount  "
        "Pledge\n"
        "───────────────────────────────────────────────────────────────"
        "─────────────────────────────────────────────────────────────────────────────\n"
        "GB-2025-001  overdue     GB       2026-01-20         11   1,000  "
        "Supply additional air-defence missiles to Ukraine before the winter is over\n"
        "FR-2025-001  review due  EU FR    –                   –    2.50  "
        "Use the frozen assets\n"
    )


def test_plain_is_one_record_a_line_and_nothing_else() -> None:
    assert written(SINGLE, "plain") == (
        "GB-2025-001\toverdue\tGB\t2026-01-20\t11\t1000\t"
        "Supply additional air-defence missiles to Ukraine before the winter is over\n"
        "FR-2025-001\treview due\tEU FR\t\t\t2.50\tUse the frozen assets\n"
    )


def test_plain_names_the_section_and_puts_remarks_behind_a_hash() -> None:
    assert written(REPORT, "plain") == (
        "overdue\tGB-2025-001\toverdue\tGB\t2026-01-20\t11\t1000\t"
        "Supply additional air-defence missiles to Ukraine before the winter is over\n"
        "overdue\tFR-2025-001\treview due\tEU FR\t\t\t2.50\tUse the frozen assets\n"
        "# Stated deadlines only.\n"
        "# Overdue: 12 more; --limit 0 lists all\n"
        "# Rules v1\n"
        "# As of 2026-01-31\n"
    )


def test_csv_has_a_header_the_section_first_and_the_day_last() -> None:
    assert written(REPORT, "csv") == (
        "section,ref,standing,parties,due,days,amount,summary,as_of\n"
        "overdue,GB-2025-001,overdue,GB,2026-01-20,11,1000,"
        "Supply additional air-defence missiles to Ukraine before the winter is over,2026-01-31\n"
        "overdue,FR-2025-001,review due,EU FR,,,2.50,Use the frozen assets,2026-01-31\n"
    )
    assert written(SINGLE, "csv").startswith("ref,standing,parties,due,days,amount,summary,as_of\n")


def test_json_is_one_object_with_a_row_a_line() -> None:
    assert written(REPORT, "json") == (
        "{\n"
        '  "report": "overdue",\n'
        '  "title": "What is late",\n'
        '  "as_of": "2026-01-31",\n'
        '  "sections": [\n'
        '    {"key": "overdue", "title": "Overdue", "rows": [\n'
        '      {"ref": "GB-2025-001", "standing": "overdue", "parties": ["GB"], "due": "2026-01-20", '
        '"days": 11, "amount": 1000, '
        '"summary": "Supply additional air-defence missiles to Ukraine before the winter is over"},\n'
        '      {"ref": "FR-2025-001", "standing": "review due", "parties": ["EU", "FR"], "due": null, '
        '"days": null, "amount": 2.50, "summary": "Use the frozen assets"}\n'
        '    ], "more": 12, "note": "Stated deadlines only."},\n'
        '    {"key": "soon", "title": "Due soon", "rows": [], "more": 0, "note": ""}\n'
        "  ],\n"
        '  "facts": {\n'
        '    "overdue": 1,\n'
        '    "share": 0.10,\n'
        '    "asked": "2026-01-31"\n'
        "  },\n"
        '  "notes": [\n'
        '    "Rules v1",\n'
        '    "As of 2026-01-31"\n'
        "  ]\n"
        "}\n"
    )


def test_jsonl_is_an_object_a_row() -> None:
    assert written(REPORT, "jsonl").splitlines()[1] == (
        '{"section": "overdue", "ref": "FR-2025-001", "standing": "review due", "parties": ["EU", "FR"], '
        '"due": null, "days": null, "amount": 2.50, "summary": "Use the frozen assets", '
        '"as_of": "2026-01-31"}'
    )
    assert written(SINGLE, "jsonl").startswith('{"ref": "GB-2025-001", ')


def test_markdown_is_ready_for_a_letter() -> None:
    assert written(REPORT, "md") == (
        "# What is late\n"
        "\n"
        "2 pledges\n"
        "\n"
        "## Overdue\n"
        "\n"
        "| Ref | Standing | Parties | Due | Days late | Amount | Pledge |\n"
        "| --- | --- | --- | --- | ---: | ---: | --- |\n"
        "| GB-2025-001 | overdue | GB | 2026-01-20 | 11 | 1,000 | "
        "Supply additional air-defence missiles to Ukraine before the winter is over |\n"
        "| FR-2025-001 | review due | EU FR |  |  | 2.50 | Use the frozen assets |\n"
        "\n"
        "Stated deadlines only.\n"
        "\n"
        "12 more, not listed here.\n"
        "\n"
        "## Due soon\n"
        "\n"
        "none\n"
        "\n"
        "- Rules v1\n"
        "- As of 2026-01-31\n"
    )


@pytest.mark.parametrize("form", [form for form in TEXT if form != "table"])
def test_only_the_table_depends_on_the_terminal(form: str) -> None:
    assert written(REPORT, form, width=20, colour=True) == written(REPORT, form)


@pytest.mark.parametrize("form", [form for form in TEXT if form != "html"])
def test_a_truth_is_told_in_the_formats_own_words(form: str) -> None:
    columns = (Column("yes", "Yes"), Column("no", "No"))
    report = Report("", "", "", columns, (Section("", "", [(True, False)]),))
    words = ("true", "false") if form.startswith("json") else ("yes", "no")
    assert all(word in written(report, form).splitlines()[-1 if form != "json" else 6] for word in words)


def test_an_unknown_format_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match=", ".join(FORMATS)):
        written(REPORT, "pdf")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("table", "about 12,500 shells"),
        ("md", "| GB-2025-001 | about 12,500 shells |"),
        ("html", "about 12,500 shells"),
        ("plain", "GB-2025-001\tabout 12500 shells"),
        ("csv", "GB-2025-001,about 12500 shells,"),
        ("json", '"amount": "about 12500 shells"'),
        ("jsonl", '"amount": "about 12500 shells"'),
    ],
)
def test_thousands_of_a_quantity_are_set_off_for_people_and_not_for_programs(form: str, expected: str) -> None:
    shells = Figures([Quantity(Decimal(12_500), "shells", Qualifier.ABOUT)])
    columns = (Column("ref", "Ref", "ref"), Column("amount", "Amount", "quantity"))
    for rows in ((("GB-2025-001", shells),), (("GB-2025-001", shells), ("FR-2025-001", None))):
        report = SINGLE._replace(columns=columns, sections=(Section("", "", rows),))
        assert expected in written(report, form)
