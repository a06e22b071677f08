"""What a role, a database or the environment sets for a PostgreSQL session changes nothing in a register."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from samples import FR, GB, document, recording

from tests.register.refused import read_all
from tests.register.roles import session
from tracker.exchange.export import export
from tracker.model import Party
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.location import Location
from tracker.words import PartyKind

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.parametrize("location", ["postgresql"], indirect=True),
]
TR = Party("TR", "Türkiye", PartyKind.COUNTRY)
QUOTED = document("D-2026-009", text="“Łódź”, said the minister, “is C:\\ready”. It’s 12°.")
STRANGE = (
    *("datestyle=German", "bytea_output=escape", "standard_conforming_strings=off", "timezone=Pacific/Apia"),
    *("extra_float_digits=-15", "default_transaction_isolation=serializable", "default_transaction_deferrable=on"),
)


def exported(location: Location, folder: Path) -> dict[str, bytes]:
    with reading(location) as reader:
        export(reader, folder)
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def write(location: Location) -> None:
    with recording(location) as writer:
        writer.add_party(TR)
        writer.add(QUOTED)


def written(location: Location) -> tuple[object, object]:
    with reading(location) as reader:
        return records.party(reader, "TR"), records.document(reader, QUOTED.ref, text=True)


@pytest.mark.parametrize("style", ["German", "SQL,DMY", "Postgres,MDY"])
def test_days_are_read_and_exported_as_they_are_in_every_style_of_dates(told, tmp_path, style) -> None:
    usual = exported(told, tmp_path / "usual")
    strange = session(told, f"datestyle={style}")
    assert exported(strange, tmp_path / "strange") == usual
    read_all(strange)


def test_nothing_else_that_a_session_sets_changes_what_is_read_or_written(told, tmp_path) -> None:
    strange = session(told, *STRANGE)
    write(strange)
    assert written(told) == written(strange) == (TR, QUOTED)
    assert exported(strange, tmp_path / "strange") == exported(told, tmp_path / "usual")
    read_all(strange)


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII", "WIN1252"])
def test_the_encoding_that_the_environment_asks_for_changes_nothing(told, monkeypatch, encoding) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", encoding)
    monkeypatch.setenv("PGDATESTYLE", "SQL, DMY")
    write(told)
    assert written(told) == (TR, QUOTED)
    read_all(told)


def test_a_writer_who_has_waited_sees_what_was_written_meanwhile(location) -> None:
    def add_france() -> list[tuple[str]]:
        with recording(session(location, "default_transaction_isolation=serializable")) as writer:
            writer.add_party(FR)
            return list(writer.reader.rows("SELECT code FROM party ORDER BY code"))

    with ThreadPoolExecutor(1) as other:
        with recording(location) as writer:
            writer.add_party(GB)
            waiting = other.submit(add_france)
            while not writer.reader.row("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
                assert not waiting.done()
        assert waiting.result(30) == [("FR",), ("GB",)]
