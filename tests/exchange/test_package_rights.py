"""Who may write rows of a PostgreSQL register, and owns none of its tables, brings a package in as everybody does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tracker.exchange.taking import take_in_parts
from tracker.register.engine import engine
from tracker.register.location import Location
from tracker.register.writes import writing

pytestmark = pytest.mark.postgresql

_CLERK = """
    DROP ROLE IF EXISTS clerk;
    CREATE ROLE clerk;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clerk;
    GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO clerk
"""
_KEPT = """
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
"""


def test_a_package_comes_in_without_owning_a_table(new_register: Any, coalition: Path) -> None:
    register: Location = new_register("postgresql")
    with engine(register).begin() as connection:
        connection.exec_driver_sql(_CLERK)
        before = {*connection.exec_driver_sql(_KEPT).fetchall()}
    sign = "&" if "?" in register.target else "?"
    clerk = register._replace(target=f"{register.target}{sign}options=-c%20role%3Dclerk")
    with writing(clerk, actor="clerk", command="import", at="2026-02-03T04:05:06Z") as writer:
        done, _ = take_in_parts(writer, coalition, update=False, size=2)
    assert done.added["pledges"] == 13
    with engine(register).begin() as connection:
        assert {*connection.exec_driver_sql(_KEPT).fetchall()} == before
        connection.exec_driver_sql("DROP OWNED BY clerk; DROP ROLE clerk")
