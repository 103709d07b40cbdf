"""Every tampering of a ledger is found or refused; those that only a checkpoint can find are found by it."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bilat.events.errors import StoreError
from bilat.events.log.head import Head
from bilat.events.log.log import open_log
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.verify.sqlite import SQLiteSource
from bilat.events.log.verify.verify import verify
from tests.campaigns import chosen
from tests.campaigns.ledger_tamperings import BEYOND_SEALS, LEDGER
from tests.events.log.verify.tampering import sealed_ledger

ASKED = 82


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The ledger before anything is done to it."""
    return sealed_ledger(tmp_path_factory.mktemp("whole") / "ledger.db")


@pytest.fixture
def place(whole: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A copy to spoil."""
    return shutil.copy(whole, str(tmp_path_factory.mktemp("spoiled") / "ledger.db"))


def wrong(place: str, head: Head | None = None) -> list[str]:
    """What is said against a ledger, held to the checkpoint of a head that it once had."""
    checkpoint = Checkpoint.of(head.ledger, head.size, head.root) if head else None
    try:
        with closing(SQLiteSource(place)) as source:
            return [each.cause for each in verify(source, checkpoint=checkpoint, now=datetime.now(UTC)).findings]
    except StoreError as refusal:
        return [refusal.message]


def test_the_campaign_is_as_large_as_asked() -> None:
    assert len(LEDGER) + len(BEYOND_SEALS) >= ASKED


def test_nothing_is_said_against_the_ledger_itself(whole: str) -> None:
    with open_log(whole) as log:
        assert (wrong(whole), wrong(whole, log.head)) == ([], [])


@pytest.mark.parametrize("name", chosen(LEDGER, 20))
def test_a_tampering_is_found_or_refused(place: str, name: str) -> None:
    LEDGER[name](place)
    assert wrong(place)


@pytest.mark.parametrize("name", BEYOND_SEALS)
def test_what_no_seal_covers_is_found_by_a_checkpoint_alone(place: str, name: str) -> None:
    with open_log(place) as log:
        head = log.head
    BEYOND_SEALS[name](place)
    assert wrong(place) == [], "a checkpoint would not be needed"
    if name != "a row added, covered up":  # what comes after a checkpoint is for the next one
        assert wrong(place, head)
    with closing(sqlite3.connect(place)) as connection:
        later = Head.from_row(connection.execute("SELECT ledger, size, root, peaks, recorded_at FROM head").fetchone())
    assert later.root != head.root
