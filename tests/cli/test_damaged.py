"""A damaged ledger: whatever is asked of it, the answer is right, or a refusal that leads to `verify`."""

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bilat.events.errors import StoreError
from bilat.events.log.log import create_log, open_log
from bilat.events.log.stores.application import StoredLine
from bilat.events.log.stores.sqlite import TRIGGERS
from bilat.projections.cache import columns
from bilat.projections.cache import segments as cache_segments
from tests.cli.conftest import Bilat
from tests.full import FULL
from tests.histories import canonical, history, stamped
from tests.projections.cache.test_columns_folder import commitments

ASKED = (
    ("commitments",),
    ("commitments", "--known-by", "2022"),
    ("timeline",),
    ("trade",),
    ("check",),
    ("replay",),
    ("show", "@2"),
    ("show", "@9"),
    ("parties",),
    ("sources",),
    ("log",),
    ("explain",),
    ("export",),
    ("diff", "--between", "@5", "--and", "@9"),
    ("append", "party-registered", "--stream", "party/FR", "--name", "France", "--type", "state"),
)
"""Every way to ask; a relation is added where one is needed."""
SOME = (ASKED[0], ASKED[7], ASKED[10], ASKED[-1])


Answers = Callable[[Callable[[Path], None]], list[tuple[str, int, str]]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    lines = stamped(history(3, 60))
    with create_log(str(path)) as log:
        written = [StoredLine(line["stream"], line["version"], line["kind"], canonical(line)) for line in lines]
        log.record(written, lines[-1]["recorded_at"], after=0)
    return path


def edit(place: Path, statement: str) -> None:
    """Change the file behind the back of its triggers, which are put back."""
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for name, body in TRIGGERS.items():
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
}


@pytest.fixture
def answers(bilat: Bilat, tmp_path: Path, whole: Path) -> Answers:
    """Everything that is asked of a ledger that was changed so: question, exit code, and what was said."""

    def asked(change: Callable[[Path], None]) -> list[tuple[str, int, str]]:
        found = []
        place = tmp_path / "damaged.db"
        for words in ASKED if FULL else SOME:
            for path in tmp_path.glob("damaged.db*"):
                path.unlink()
            shutil.copy(whole, place)
            change(place)
            command = [*words]
            if words[0] in ("commitments", "timeline", "trade", "replay", "explain", "diff"):
                command.insert(1, "ASEAN-JP")
            code, _, err = bilat("--ledger", str(place), *command)
            found.append((" ".join(command), code, err))
        return found

    return asked


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_ledger_is_answered_from_or_refused_with_verify(damage: str, answers: Answers) -> None:
    for asked, code, err in answers(lambda place: edit(place, DAMAGE[damage])):
        assert code in (0, 1, 2, 3), (asked, code, err)
        assert "this is a bug" not in err
        assert "Traceback" not in err
        if code == 3:
            assert "verify" in err, (asked, err)


MUTATIONS = 300 if FULL else 8


def test_corrupt_parquet_under_mended_hashes_ends_in_no_panic(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bilat: Bilat
) -> None:
    """A forger who mends every hash, and whose files are none: the answer is right or a refusal."""
    monkeypatch.setattr(columns, "MIN_EVENTS_TO_CACHE", 1)
    monkeypatch.setattr(columns, "MIN_NEW_EVENTS", 1)
    place = shutil.copy(whole, tmp_path / "ledger.db")
    folder = tmp_path / "ledger.db.columns"
    draw = random.Random(16)
    for _ in range(MUTATIONS):
        with open_log(str(place)) as log:
            commitments(log)
        spoiled = draw.choice((folder, folder / "accounts"))
        kept = cache_segments.manifest(spoiled)
        assert kept is not None
        before = {path: path.read_bytes() for path in spoiled.glob("*.*")}
        segments = [*kept.segments]
        number = draw.randrange(len(segments))
        held = bytearray(before[spoiled / segments[number].file])
        for _ in range(draw.randrange(1, 9)):
            held[draw.randrange(len(held))] = draw.randrange(256)
        (spoiled / segments[number].file).write_bytes(held)
        segments[number] = segments[number]._replace(sha256=hashlib.sha256(held).hexdigest())
        cache_segments.write_manifest(spoiled, kept._replace(segments=tuple(segments)))
        code, _, err = bilat("--ledger", str(place), "commitments", "ASEAN-JP")
        assert code in (0, 3), (code, err)
        assert "Traceback" not in err
        assert "columns kept of it cannot be read" in err or code == 0
        for path, held_before in before.items():
            path.write_bytes(held_before)


def test_an_occupied_position_on_a_server_is_refused_with_verify(database: str) -> None:
    """A row behind the head, where the next event belongs."""
    (line,) = stamped(history(3, 60))[:1]
    event = StoredLine(line["stream"], line["version"], line["kind"], canonical(line))
    with create_log(database) as log:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(b"INSERT INTO stored_events VALUES ('party/XX', 1, 'x', 'x', 1)")
        with pytest.raises(StoreError, match="is taken") as refused:
            log.record([event], line["recorded_at"], after=0)
        assert "bilat verify" in refused.value.remedy
        assert log.head.size == 0


@pytest.mark.parametrize("ahead", [True, False])
def test_an_append_where_rows_and_head_disagree_is_refused_with_verify(
    ahead: bool, whole: Path, tmp_path: Path, bilat: Bilat
) -> None:
    """A row that the head does not count, or a head that counts one too many: the next would stand elsewhere."""
    place = tmp_path / "ledger.db"
    shutil.copy(whole, place)
    with closing(sqlite3.connect(place)) as stored, stored:
        if ahead:
            stored.execute("INSERT INTO stored_events VALUES ('party/XX', 1, 'x', 'x')")
        else:
            stored.execute("UPDATE head SET size = size + 1")
        before = stored.execute("SELECT count(*) FROM stored_events").fetchall()
    code, _, err = bilat("--ledger", str(place), *ASKED[-1])
    assert code == 3, err
    assert "run `bilat verify" in err
    with closing(sqlite3.connect(place)) as stored:
        assert stored.execute("SELECT count(*) FROM stored_events").fetchall() == before
