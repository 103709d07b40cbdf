"""A bit of a ledger's file is flipped: `verify` finds it, or refuses the file, or nobody could tell."""

import random
import shutil
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bilat.domain.sealing import seal
from bilat.events.errors import StoreError
from bilat.events.histories import path
from bilat.events.log.head import Head
from bilat.events.log.log import create_log, open_log
from bilat.events.log.verify.sqlite import SQLiteSource
from bilat.events.log.verify.verify import verify
from tests.domain.batches import imported
from tests.full import FULL

FLIPS = 100 if FULL else 12


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The shipped history, sealed."""
    place = str(tmp_path_factory.mktemp("whole") / "ledger.db")
    with create_log(place) as log:
        imported(log, *path("asean-japan").read_bytes().splitlines())
    seal(place, "tester", lambda: datetime(2024, 1, 9, tzinfo=UTC), None)
    return place


def exported(place: str) -> tuple[Head, bytes]:
    """All that anybody reads of a ledger."""
    with open_log(place) as log:
        return log.head, b"\n".join(log.read_chunks())


def outcome(place: str, before: tuple[Head, bytes]) -> str:
    try:
        with closing(SQLiteSource(place)) as source:
            found = verify(source, now=datetime.now(UTC)).total
    except StoreError:
        return "refused"
    if found:
        return "found"
    assert exported(place) == before, "a flip that shows, and that verify passes over"
    return "harmless"


def test_a_flipped_bit_is_found_or_refused_or_harmless(whole: str, tmp_path: Path) -> None:
    before = exported(whole)
    raw = Path(whole).read_bytes()
    drawn = random.Random(16)
    counts: Counter[str] = Counter()
    for _ in range(FLIPS):
        spoiled = bytearray(raw)
        place = drawn.randrange(len(raw))
        spoiled[place] ^= 1 << drawn.randrange(8)
        (tmp_path / "ledger.db").write_bytes(spoiled)
        counts[outcome(str(tmp_path / "ledger.db"), before)] += 1
        for beside in tmp_path.glob("ledger.db-*"):
            beside.unlink()
    assert counts.total() == FLIPS
    assert counts["found"] > FLIPS / 2, counts


@pytest.mark.parametrize("digit", range(0, 32, 1 if FULL else 9))
def test_a_flip_in_the_ledgers_id_is_found(whole: str, tmp_path: Path, digit: int) -> None:
    before = exported(whole)
    name = before[0].ledger.encode()
    raw = Path(whole).read_bytes()
    place = raw.index(name)
    while raw[place - 7 : place] == b"ledger/":  # the streams of seals: other places are tried above
        place = raw.index(name, place + 1)
    copy = shutil.copy(whole, str(tmp_path / "ledger.db"))
    flipped = raw[: place + digit] + bytes([raw[place + digit] ^ 1]) + raw[place + digit + 1 :]
    Path(copy).write_bytes(flipped)
    assert outcome(copy, before) in ("found", "refused")
