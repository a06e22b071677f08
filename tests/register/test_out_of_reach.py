"""PostgreSQL out of reach: the server, the database, the password, the driver."""

from __future__ import annotations

import pytest

from tests.register.refused import refusals
from tracker.errors import RegisterError
from tracker.register import migrate
from tracker.register.location import Location, locate


def test_a_server_that_does_not_answer_is_told_with_its_address() -> None:
    location = locate("postgresql://clerk:s3cret@127.0.0.1:1/pledges?connect_timeout=2")
    for refusal in (*refusals(location), _refused_init(location)):
        assert refusal.what == (
            "The PostgreSQL register postgresql://clerk:…@127.0.0.1:1/pledges?connect_timeout=2 cannot be reached."
        )
        assert "onnection refused" in refusal.why
        assert "Check that the server runs" in refusal.remedy


def _refused_init(location: Location) -> RegisterError:
    with pytest.raises(RegisterError) as refusal:
        migrate.init(location)
    return refusal.value


@pytest.mark.postgresql
def test_a_database_that_does_not_exist_is_told(server) -> None:
    location = locate(server.get_uri(database="nothing_here"))
    for refusal in refusals(location):
        assert 'database "nothing_here" does not exist' in refusal.why


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://clerk:s3cret@127.0.0.1:1/pledges",
        "postgres://clerk:s3cret@127.0.0.1:1/pledges",
        "postgresql+psycopg://clerk:s3cret@127.0.0.1:1/pledges",
        "postgresql://:s3cret@127.0.0.1:1/pledges",
        "postgresql://clerk:x@s3cret@127.0.0.1:1/pledges",
        "postgresql://clerk:x/s3cret@127.0.0.1:1/pledges",
        "postgresql://127.0.0.1:s3cret/1@127.0.0.1:1/pledges",
        "postgresql://clerk:s3cret",
        "postgresql://clerk:1s3cret/pledges",
        "postgresql://clerk:%zzs3cret@127.0.0.1:1/pledges",
        "postgresql://clerk@127.0.0.1:1/pledges?password=s3cret",
        "postgresql://clerk@127.0.0.1:1/pledges?sslmode=disable&password=s3cret&application_name=x",
        "postgresql://clerk@127.0.0.1:1/pledges?sslpassword=s3cret",
    ],
)
def test_a_password_is_never_shown(address) -> None:
    location = locate(address)
    assert "s3cret" not in str(location)
    for refusal in refusals(location):
        assert "s3cret" not in str(refusal)


@pytest.mark.parametrize("password", ["secret/1", "sec@ret", "1/2/3", "a/b?c@d"])
def test_a_password_that_parts_the_address_is_told_how_to_be_written(password) -> None:
    for refusal in refusals(locate(f"postgresql://ann:{password}@127.0.0.1:1/pledges")):
        assert "@ / : ? # % and blanks of a name or password are written %40 and so on" in refusal.why


def test_an_address_that_can_be_read_is_not_told_how_to_be_written() -> None:
    for refusal in refusals(locate("postgresql://ann:secret@127.0.0.1:1/pledges?application_name=a@b/c")):
        assert "%40" not in refusal.why


WITHOUT_DRIVER = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("psycopg", "psycopg_binary", "psycopg2"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
from tracker.cli import main
main()
"""


@pytest.mark.slow
@pytest.mark.parametrize("command", [("status",), ("add", "party", "GB")])
def test_a_missing_driver_is_told_with_what_to_install(child, command) -> None:
    done = child(WITHOUT_DRIVER, *command, "--register", "postgresql://127.0.0.1:1/pledges")
    assert (done.returncode, done.stdout) == (3, "")
    assert "psycopg" in done.stderr
    assert "pip install 'commitment-tracker[postgresql]'" in done.stderr
