"""A damaged ledger: whatever is asked of it, the answer is right, or a refusal that leads to `verify`."""

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bilat.events.errors import StoreError
from bilat.events.log.application import Written
from bilat.events.log.log import create_log, open_log
from bilat.events.log.sqlite import TRIGGERS
from bilat.projections.columns import cache, shelf
from tests.cli.conftest import Bilat
from tests.full import FULL
from tests.histories import canonical, history, stamped
from tests.projections.test_columns_folder import commitments

ASKED = (
    ("commitments",), ("commitments", "--known-by", "2022"), ("timeline",), ("trade",), ("check",), ("replay",),
    ("show", "@2"), ("show", "@9"), ("parties",), ("sources",), ("log",), ("explain",), ("export",),
    ("diff", "--between", "@5..@9"),
    ("append", "party-registered", "--stream", "party/FR", "--name", "France", "--type", "state"),
)  # fmt: skip
"""Every way to ask; a relation is added where one is needed."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    lines = stamped(history(3, 60))
    with create_log(str(path)) as log:
        written = [Written(line["stream"], line["version"], line["kind"], canonical(line)) for line in lines]
        log.record(written, lines[-1]["recorded_at"], after=0)
    return path


def edit(place: Path, *statements: str) -> None:
    """Change the file behind the back of its triggers, which are put back."""
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for name, body in TRIGGERS.items():
            if "DROP TABLE" not in statements[0]:
                connection.execute(f"CREATE TRIGGER {name} {body}")


def line(state: str, position: int = 9) -> str:
    return f"UPDATE stored_events SET state = CAST('{state}' AS BLOB) WHERE rowid = {position}"


DAMAGE = {
    "no head": "DELETE FROM head",
    "two heads": "INSERT INTO head SELECT 'x', size, root, peaks, recorded_at FROM head",
    "a size that is none": "UPDATE head SET size = 'many'",
    "a size beyond all": "UPDATE head SET size = 1000000000000",
    "a negative size": "UPDATE head SET size = -5",
    "peaks that are none": "UPDATE head SET peaks = 'xyz'",
    "no peaks": "UPDATE head SET peaks = ''",
    "an event missing": "DELETE FROM stored_events WHERE rowid = 7",
    "a tail cut off": "DELETE FROM stored_events WHERE rowid > 20",
    "a row too many": "INSERT INTO stored_events SELECT 'party/XX', 1, topic, state FROM stored_events WHERE rowid = 1",
    "no JSON": line("{"),
    "an empty line": line(""),
    "a list": line("[]"),
    "a number": line("5"),
    "nothing told": line("{}"),
    "a kind unknown": line('{"kind":"x","stream":"pledge/a","version":1}'),
    "a stream that is a number": line('{"kind":"pledge-announced","stream":5,"version":"x"}'),
    "a day that is none": line('{"kind":"pledge-announced","stream":"pledge/a","version":1,"on":"yesterday"}'),
    "an amount that is none": line(
        '{"kind":"pledge-announced","stream":"pledge/zz","version":1,"on":"2023","donor":"JP","recipient":"ASEAN",'
        '"amount":{"value":"much","unit":"USD","bound":"exact"},"recorded_at":"2024-01-01T00:00:00.000000Z"}'
    ),
    "a version that is none": "UPDATE stored_events SET originator_version = 99 WHERE rowid = 9",
    "bytes that are no text": "UPDATE stored_events SET state = x'ff00fe' WHERE rowid = 9",
    "a party that is none": line('{"kind":"party-registered"}', 1),
    "a correction of nothing": line(
        '{"kind":"entry-corrected","stream":"pledge/zz","version":1,"target":"pledge/zz#0","fields":{"on":7}}'
    ),
    "a table missing": "DROP TABLE stored_events",
}


@pytest.fixture
def answers(bilat: Bilat, tmp_path: Path, whole: Path) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
    """Everything that is asked of a ledger that was changed so: question, exit code, and what was said."""

    def asked(change: Callable[[Path], object]) -> list[tuple[Any, ...]]:
        found = []
        place = tmp_path / "damaged.db"
        for words in ASKED:
            for path in tmp_path.glob("damaged.db*"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            shutil.copy(whole, place)
            change(place)
            command = [*words]
            if words[0] in ("commitments", "timeline", "trade", "replay", "explain", "diff"):
                command.insert(1, "AA-BB")
            code, _, err = bilat("--ledger", str(place), *command)
            found.append((" ".join(command), code, err))
        return found

    yield asked


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_ledger_is_answered_from_or_refused_with_verify(
    damage: str, answers: Callable[..., list[tuple[Any, ...]]]
) -> None:
    for asked, code, err in answers(lambda place: edit(place, DAMAGE[damage])):
        assert code in (0, 1, 2, 3), (asked, code, err)
        assert "this is a bug" not in err
        assert "Traceback" not in err
        if code == 3:
            assert "verify" in err, (asked, err)
