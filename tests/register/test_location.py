from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from platformdirs import user_data_dir

from tracker.errors import UsageError
from tracker.register.location import Location, default_path, locate


@pytest.mark.parametrize("folder", [None, "", "  ", "/srv/data", "/srv/with blank/é"])
def test_the_default_register_is_in_the_platforms_folder_for_user_data(monkeypatch, folder) -> None:
    if folder is None:
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_DATA_HOME", folder)
    expected = os.path.join(user_data_dir("commitment-tracker", appauthor=False), "register.sqlite")
    assert default_path() == expected


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "PostgreSQL"])
def test_the_address_of_a_server_is_recognised(scheme) -> None:
    assert locate(f"{scheme}://clerk@db/pledges") == Location("postgresql", "postgresql://clerk@db/pledges")


def test_anything_else_is_a_path(monkeypatch) -> None:
    monkeypatch.setenv("HOME", "/home/clerk")
    assert locate("~/pledges.sqlite") == Location("sqlite", "/home/clerk/pledges.sqlite")
    assert locate("postgresql.sqlite") == Location("sqlite", "postgresql.sqlite")


@pytest.mark.parametrize("address", ["mysql://me:secret@db/x", "postgressql://me:secret@db/x", "https://x"])
def test_an_address_of_another_kind_is_no_path(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        locate(address)
    assert "secret" not in f"{refused.value} {refused.value.remedy}"


@pytest.mark.parametrize(
    "mistyped",
    [
        *("postgresql:/ann:secret@127.0.0.1/x", "postgres:ann:secret@db/x", "postgresql//ann:secret@db/x"),
        *("PostgreSQL+psycopg:/ann:secret@db/x", "postgresq:/ann:secret@db/x", "ann:secret@db:5432/x"),
        *("host=127.0.0.1 password=secret dbname=x", " dbname = x password=secret", "service=pledges"),
    ],
)
def test_a_mistyped_address_of_a_server_is_no_path_and_shows_no_password(mistyped: str) -> None:
    with pytest.raises(UsageError) as refused:
        locate(mistyped)
    assert "secret" not in str(refused.value)
    assert "postgresql://user@host/name" in refused.value.remedy


@pytest.mark.parametrize(
    "path",
    [
        *("postgres/register.sqlite", "postgresql-2026.sqlite", "./postgresql:/x", "host.sqlite", "my host=x"),
        *("/srv/10:30@home.sqlite", "./ann:home@x.sqlite", "C:\\register.sqlite", "a@b.sqlite", "12:30.sqlite"),
    ],
)
def test_a_path_may_look_a_little_like_an_address(path: str) -> None:
    assert locate(path) == Location("sqlite", path)


def test_the_password_in_an_address_is_not_shown() -> None:
    assert str(locate("postgresql://clerk:s3cret@db:5432/pledges?sslmode=require")) == (
        "postgresql://clerk:…@db:5432/pledges?sslmode=require"
    )
    assert str(locate("postgresql://db/pledges?password=s3cret&user=clerk")) == (
        "postgresql://db/pledges?password=…&user=clerk"
    )
    for plain in ("clerk@db/pledges", "db:5432/pledges", "[::1]:5432/pledges", "one:5432,two:5433/pledges", "db:/x"):
        assert str(locate(f"postgresql://{plain}")) == f"postgresql://{plain}"


@pytest.mark.parametrize("name", ["plain", "with blank", "50%20", "what?mode=memory", "a#b", "é", "\\", "a&b;c"])
def test_the_address_of_a_file_leads_to_that_file(tmp_path, name) -> None:
    path = tmp_path / name
    with closing(sqlite3.connect(locate(str(path)).address("mode=rwc"), uri=True)) as connection:
        connection.execute("CREATE TABLE here (x)")
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_relative_path_is_meant_from_where_one_stands(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    location = locate("register.sqlite")
    assert location.address("mode=ro") == f"file:{tmp_path}/register.sqlite?mode=ro"
    assert location.path == Path("register.sqlite")
