"""Locations: every form is recognised or refused, and none with a secret is repeated or becomes a file."""

from pathlib import Path

import pytest

import bilat
from bilat.events.bounded import read_file
from bilat.events.errors import BadInput
from bilat.events.location import checked, redact_location
from bilat.events.log.log import create_log
from bilat.events.outputs import written_beside

SECRET = "hunter2"
CONNECTIONS = [
    f"postgresql+psycopg://u:{SECRET}@h/d",
    f"POSTGRES+asyncpg://u:{SECRET}@h/d",
    f"postgresql:u:{SECRET}@h/d",
    f"Postgres:/u:{SECRET}@h/d",
    f" postgresql://u:{SECRET}@h/d",
    f"jdbc:postgresql://h/d?password={SECRET}",
    f"mysql://u:{SECRET}@h/d",
    f"sqlite:///{SECRET}.db",
    f"file:{SECRET}.db?mode=rw",
    f"host=h password={SECRET}",
    f"PASSWORD = {SECRET} host=h",
    f"dbname=d user=u password='{SECRET} x'",
    f"service={SECRET}",
    f"u:{SECRET}@h/d",
    f"//u:{SECRET}@h:5432/d",
    f"PRIVATE+KEY+{SECRET}+00000000+AAAA",
    f"{SECRET}\udce9.db",
    f"{SECRET}\x00.db",
    f"{SECRET}\x1b[2J.db",
]


@pytest.mark.parametrize("location", CONNECTIONS)
def test_what_is_no_path_and_no_known_url_is_refused_and_not_repeated(
    location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for use in (checked, create_log, bilat.open, bilat.create):
        with pytest.raises(BadInput) as caught:
            use(location)
        assert SECRET not in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "POSTGRESQL", "PostGres"])
def test_a_server_is_known_by_its_scheme_in_any_case(scheme: str) -> None:
    assert checked(f"{scheme}://u:p@h/d?sslmode=require") == "postgresql://u:p@h/d?sslmode=require"


PATHS = [
    "bilat.db",
    "./host=h",
    "/tmp/u:p@h/x.db",
    "../postgresql:x",
    "a b.db",
    "日本.db",
    "x=1.db",
    "a@b.db",
    "C:x.db",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_is_left_as_it_is(path: str) -> None:
    assert checked(path) == path


@pytest.mark.parametrize("scheme", ["postgresql://", "POSTGRES://", "postgresql+psycopg://", "postgresql:/"])
def test_no_file_to_read_or_write_is_named_with_a_password(scheme: str, tmp_path: Path) -> None:
    place = f"{scheme}u:{SECRET}@h/d/file"
    assert redact_location(place) == f"{scheme}u@h/d/file"
    with pytest.raises(BadInput) as unread:
        read_file(place, 10, "the checkpoint", "")
    with pytest.raises(BadInput) as unwritten, written_beside(Path(place)):
        raise AssertionError
    for refused in (unread.value, unwritten.value):
        assert "u@h/d/file" in refused.message
        assert SECRET not in f"{refused}"
