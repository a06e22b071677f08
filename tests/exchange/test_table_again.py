"""A table imported into a register, and imported again: updated, never doubled, never over what a person has edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tracker.exchange.export import export
from tracker.exchange.judging import judge
from tracker.exchange.mapping_in import load_mapping
from tracker.exchange.offering import Offer, offer
from tracker.exchange.package import digest, read
from tracker.exchange.tables_in import read_table
from tracker.model import Pledge
from tracker.register import imported, records
from tracker.register.changed import changed
from tracker.register.connect import reading
from tracker.register.load import load
from tracker.register.location import Location
from tracker.register.writes import writing
from tracker.words import Outcome

pytestmark = pytest.mark.repeated

TABLES = Path(__file__).parents[2] / "fixtures" / "tables"
HEADER = "id,area,party,status,promise,statusReason,whatHappened,contested,sourceDoc,sourceUrl,evidenceUrls"


def bring(
    location: Location,
    file: Path,
    name: str = "promises",
    on: str = "2026-02-02",
    published: str = "",
    *,
    update: bool = False,
) -> Offer:
    mapping = load_mapping(name)
    where = mapping.table
    judged = judge(read_table(file, sheet=where.sheet, rows=where.rows), mapping)
    with writing(location, actor="editor", command="import", at=f"{on}T12:00:00Z") as writer:
        day = date.fromisoformat(published) if published else None
        offered = offer(writer, judged, mapping, recorded_on=date.fromisoformat(on), published_on=day, update=update)
        load(writer, offered.package, digest=digest(offered.package), update=True)
    return offered


@pytest.fixture
def table(tmp_path: Path):
    def written(*rows: str) -> Path:
        (tmp_path / "promises.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return tmp_path / "promises.csv"

    return written


def row(id_: str, promise: str, status: str = "", signed: str = "Accord", party: str = "Workers") -> str:
    return (
        f"{id_},housing,{party},{status},{promise},,,False,{signed},https://example.org/{id_},https://example.org/news"
    )


def pledges(location: Location) -> dict[str, Pledge]:
    with reading(location) as reader:
        return {each.ref: each for each in records.pledges(reader)}


@pytest.mark.parametrize(("name", "file"), [("promises", "promises.csv"), ("kiel", "kiel.xlsx"), ("fts", "fts.json")])
def test_the_same_table_again_changes_nothing(location: Location, name: str, file: str) -> None:
    first = bring(location, TABLES / file, name)
    with reading(location) as reader:
        revisions = len(list(reader.dicts("revisions")))
        before = [list(records.pledges(reader)), list(records.follow_ups(reader)), list(records.documents(reader))]
    again = bring(location, TABLES / file, name, "2026-03-03")
    with reading(location) as reader:
        assert [
            list(records.pledges(reader)),
            list(records.follow_ups(reader)),
            list(records.documents(reader)),
        ] == before
        assert len(list(reader.dicts("revisions"))) == revisions
    assert again.refs == first.refs
    assert again.unchanged == len(first.judged.found)


def test_refs_follow_the_order_of_the_table_and_the_year_of_the_day_or_of_recording(location: Location, table) -> None:
    bring(location, table(row("b", "Build.", signed="3 May 2016"), row("a", "Mend."), row("c", "Paint.")))
    assert [(each.ref, each.summary, each.made_on) for each in pledges(location).values()] == [
        ("ZZ-WRK-2016-001", "Build.", date(2016, 5, 3)),
        ("ZZ-WRK-2026-001", "Mend.", None),
        ("ZZ-WRK-2026-002", "Paint.", None),
    ]


def test_an_import_tells_as_corrected_the_records_that_it_changed_and_not_how_rows_are_found_again(
    location: Location, table
) -> None:
    bench = row("bench", "Mend every bench.", "delivered")
    bring(location, table(row("lamp", "Light every lamp."), row("bench", "Mend every bench.")))
    bring(location, table(row("lamp", "Light every lamp.", "delivered"), bench), on="2026-02-03")
    bring(location, table(row("lamp", "Light each lamp.", "delivered"), bench), on="2026-02-04")
    with reading(location) as reader:
        assert changed(reader, "2026-02-01", "2026-02-03").corrected == ()
        pledge, deed = changed(reader, "2026-02-03", "2026-02-04").corrected
    assert (pledge.ref, deed.ref) == ("ZZ-WRK-2026-001", "ZZ-WRK-2026-001.1")
    assert "summary: Light each lamp." in str(pledge.after)


def test_a_corrected_row_updates_its_record_and_keeps_its_ref(location: Location, table) -> None:
    bring(location, table(row("a", "Build 300 flats.")))
    bring(location, table(row("new", "Mend roofs."), row("a", "Build 3000 flats.")), on="2026-03-03")
    assert {ref: each.quote.text for ref, each in pledges(location).items()} == {
        "ZZ-WRK-2026-001": "Build 3000 flats.",
        "ZZ-WRK-2026-002": "Mend roofs.",
    }
    assert pledges(location)["ZZ-WRK-2026-001"].recorded_on == date(2026, 2, 2)


def test_a_status_that_has_changed_is_known_from_the_import_that_tells_so(location: Location, table) -> None:
    bring(location, table(row("a", "Build.", "in-progress")))
    bring(location, table(row("a", "Build.", "delivered")), on="2026-03-03")
    with reading(location) as reader:
        (follow_up,) = records.follow_ups(reader)
        standings = [(str(each.standing), each.since) for each in records.spans_of(reader, "ZZ-WRK-2026-001")]
    assert (follow_up.outcome, follow_up.recorded_on) == (Outcome.FULFILS, date(2026, 3, 3))
    assert standings == [("open", date(2026, 2, 2)), ("fulfilled", date(2026, 3, 3))]


def test_a_used_id_on_another_promise_is_a_pledge_of_its_own_whichever_of_them_comes_again(
    location: Location, table
) -> None:
    old, new = (
        row("ferry", "Start a ferry.", signed="1 May 2016"),
        row("ferry", "Lay a cable.", signed="1 May 2020", party="Union"),
    )
    bring(location, table(old))
    bring(location, table(new), on="2026-03-03")
    bring(location, table(new, old), on="2026-03-04")
    assert [(each.ref, each.summary) for each in pledges(location).values()] == [
        ("ZZ-UNI-2020-001", "Lay a cable."),
        ("ZZ-WRK-2016-001", "Start a ferry."),
    ]


MONEY = """
name = "money"
title = "Our table"
publisher = "us"
[id]
column = "id"
[party]
columns = ["who"]
[words]
columns = ["what"]
[date]
column = "day"
forms = ["YYYY-MM-DD"]
[deadline]
column = "due"
[[money]]
column = "sum"
currency_is = "EUR"
[[follow_up]]
kind = "status"
status = "status"
[follow_up.outcomes]
done = "fulfils"
begun = "advances"
"""
SAME_ID = (
    "1,Germany,2025-01-02,Pay,5,2025-12-31,done",
    "1,Germany,2025-01-02,Lend,6,,begun",
    "01,Germany,2025-01-02,Give,7,,",
    "1,Germany,2025-01-02,Pay,8,2025-12-31,done",
    "1,Germany,2025-01-02,Pay,8,2026-12-31,begun",
)


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (3, 4, 0, 1, 2), (1, 3, 0, 2, 4)])
def test_rows_of_one_id_in_another_order_are_the_same_rows(
    location: Location, tmp_path: Path, order: tuple[int, ...]
) -> None:
    """Rows that share an id are told apart by all that they say, whatever their order; so is what follows each."""
    mapping, file = tmp_path / "money.toml", tmp_path / "money.csv"
    mapping.write_text(MONEY, encoding="utf-8")
    header = "id,who,day,what,sum,due,status"
    file.write_text("\n".join([header, *SAME_ID]), encoding="utf-8")
    bring(location, file, str(mapping))
    before = pledges(location)
    file.write_text("\n".join([header, *(SAME_ID[place] for place in order)]), encoding="utf-8")
    again = bring(location, file, str(mapping), on="2026-03-03")
    assert (again.unchanged, again.gone, [each.reason for each in again.left]) == (9, [], [])
    assert (again.package.pledges, again.package.follow_ups, pledges(location)) == ([], [], before)


def edit(location: Location, **changes: object) -> None:
    with writing(location, actor="editor", command="edit", at="2026-02-10T12:00:00Z") as writer:
        before = records.pledge(writer.reader, "ZZ-WRK-2026-001")
        writer.change(before, replace(before, **changes))


def test_what_was_edited_here_stays_while_the_table_says_the_same(location: Location, table) -> None:
    bring(location, table(row("a", "Build.")))
    edit(location, topic="homes")
    again = bring(location, table(row("a", "Build.")), on="2026-03-03")
    assert (again.edited, pledges(location)["ZZ-WRK-2026-001"].topic) == (1, "homes")


def test_what_was_edited_here_and_changed_there_is_rejected_unless_the_tables_is_asked_for(
    location: Location, table
) -> None:
    bring(location, table(row("a", "Build.")))
    edit(location, topic="homes")
    refused = bring(location, table(row("a", "Build more.")), on="2026-03-03")
    assert [(each.codes, "--update" in each.reason) for each in refused.left] == [(("edited_here",), True)]
    assert pledges(location)["ZZ-WRK-2026-001"].summary == "Build."
    bring(location, table(row("a", "Build more.")), on="2026-03-04", update=True)
    assert pledges(location)["ZZ-WRK-2026-001"].summary == "Build more."
    assert pledges(location)["ZZ-WRK-2026-001"].topic == "housing"


def test_a_retraction_outlasts_an_update(location: Location, table) -> None:
    bring(location, table(row("a", "Build.")))
    edit(location, retracted="a joke")
    bring(location, table(row("a", "Build more.")), on="2026-03-03")
    assert pledges(location)["ZZ-WRK-2026-001"].retracted == "a joke"


def test_an_edit_of_everything_that_tells_a_record_does_not_double_it(location: Location, table) -> None:
    bring(location, table(row("a", "Build.", signed="1 May 2016")))
    with writing(location, actor="editor", command="edit", at="2026-02-10T12:00:00Z") as writer:
        before = records.pledge(writer.reader, "ZZ-WRK-2016-001")
        words = replace(before.quote, text="Build it.")
        writer.change(before, replace(before, made_on=date(2016, 5, 2), quote=words))
    again = bring(location, table(row("a", "Build.", signed="1 May 2016")), on="2026-03-03")
    assert (again.edited, len(pledges(location))) == (1, 1)


def test_rows_that_are_gone_are_told_and_their_records_stay(location: Location, table) -> None:
    bring(location, table(row("a", "Build."), row("b", "Mend.")))
    assert bring(location, table(row("b", "Mend.")), on="2026-03-03").gone == ["ZZ-WRK-2026-001"]
    assert len(pledges(location)) == 2


def test_a_pledge_without_a_day_is_known_from_the_tables_publication_else_from_its_recording(
    location: Location, table
) -> None:
    bring(location, table(row("a", "Build.")), published="2025-06-01")
    bring(location, table(row("a", "Build."), row("b", "Mend.")), on="2026-03-03")
    with reading(location) as reader:
        assert records.spans_of(reader, "ZZ-WRK-2025-001")[0].since == date(2025, 6, 1)
        assert records.spans_of(reader, "ZZ-WRK-2026-001")[0].since == date(2026, 3, 3)


def test_one_link_is_one_document_however_many_rows_cite_it(location: Location, table) -> None:
    bring(location, table(row("a", "Build.", "partly"), row("b", "Mend.", "partly")))
    with reading(location) as reader:
        urls = [each.url for each in records.documents(reader) if each.url]
        assert sorted(urls) == ["https://example.org/a", "https://example.org/b", "https://example.org/news"]
        assert [each.url for each in imported.cited_by(reader, "ZZ-WRK-2026-002.1")] == ["https://example.org/news"]
        assert imported.not_held(reader) == (4, 4)  # the table is one of them


def test_what_was_delivered_adds_up_apart_from_what_was_allocated(location: Location) -> None:
    from tracker.reports.ledger import sums

    bring(location, TABLES / "kiel.xlsx", "kiel")
    with reading(location) as reader:
        follow_ups = records.follow_ups_of(reader, "NO-2022-001")
    assert {unit: str(amount) for unit, amount in sums(follow_ups).items()} == {"sledge": "8"}
    assert [each.note for each in follow_ups] == ["allocation; 8 sledge", "delivery", "allocation; 12 sledge"]


def test_foreign_ids_and_sources_go_out_and_come_back_with_a_data_package(
    location: Location, new_register, tmp_path: Path
) -> None:
    bring(location, TABLES / "kiel.xlsx", "kiel")
    with reading(location) as reader:
        export(reader, tmp_path / "out")
        before = list(imported.foreign_ids(reader)), list(imported.citations(reader))
    other = new_register("sqlite")
    with writing(other, actor="editor", command="import", at="2026-02-03T12:00:00Z") as writer:
        package = read(tmp_path / "out", writer.reader)
        load(writer, package, digest=digest(package))
    with reading(other) as reader:
        assert (list(imported.foreign_ids(reader)), list(imported.citations(reader))) == before
    assert bring(other, TABLES / "kiel.xlsx", "kiel", "2026-03-03").unchanged == 12
