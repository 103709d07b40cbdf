"""Recording while the clock, the disk or another writer does as it likes."""

import pickle
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import orjson
import pytest

from bilat.domain import admission
from bilat.events.errors import Conflict, Problem, Refused, StoreError
from bilat.events.log.head import LogAdvanced
from bilat.events.log.log import Log, create_log, open_log
from bilat.events.log.transparency.merkle import Tree
from tests.conftest import MIDNIGHT, Recording
from tests.domain.batches import imported
from tests.domain.facts import WORLD, pledge, then


@pytest.fixture
def ledger(place: str) -> Iterator[Log]:
    """An empty ledger on each store."""
    with create_log(place) as log:
        yield log


COPY = {"kind": "source-archived", "stream": "source/paper", "sha256": "0" * 64, "media_type": "text/plain"}


def test_the_time_of_recording_never_goes_back(given: Recording, ledger: Log, place: str) -> None:
    given(*WORLD)
    given(pledge(), now=lambda: MIDNIGHT - timedelta(days=1))
    given(then("completed"), now=lambda: MIDNIGHT + timedelta(microseconds=1))
    times = [orjson.loads(line)["recorded_at"] for line in ledger.lines()]
    assert times == ["2024-01-01T00:00:00.000000Z"] * 6 + ["2024-01-01T00:00:00.000001Z"]
    assert ledger.head.recorded_at == times[-1]


def test_a_failure_between_the_events_and_the_head_leaves_nothing(
    given: Recording, ledger: Log, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(*WORLD)
    before = ledger.head
    with monkeypatch.context() as broken:
        broken.setattr(Tree, "grown", lambda *_: (_ for _ in ()).throw(OSError("the disk is full")))
        with pytest.raises(StoreError, match="the disk is full"):
            given(pledge(), then("completed"))
    assert (ledger.head, len(list(ledger.lines()))) == (before, 5)
    assert given(pledge()).first_position == 6, "the store goes on after it"


def test_a_batch_overtaken_by_another_writer_is_judged_again(given: Recording, ledger: Log, place: str) -> None:
    given(*WORLD)
    rushed = iter([True])

    def now() -> Any:
        if next(rushed, False):
            with open_log(place, "w") as other:
                imported(other, pledge(), recorder="the other")
        return MIDNIGHT

    with pytest.raises(Refused, match="a second pledge-announced"):
        given(pledge(title="Mine"), now=now)
    assert given(pledge(), now=now).already == 1


def test_a_batch_overtaken_by_what_it_does_not_rest_on_follows_it(given: Recording, ledger: Log, place: str) -> None:
    given(*WORLD)

    def now() -> Any:
        with open_log(place, "w") as other:
            imported(other, pledge("other"))
        return MIDNIGHT - timedelta(days=1)

    outcome = given(pledge("mine"), now=now)
    assert outcome.first_position == ledger.position("pledge/mine", 1) == ledger.head.size == 7
    assert outcome.recorded[0].recorded_at == ledger.head.recorded_at == "2024-01-01T00:00:00.000000Z"
    assert Tree().extended(ledger.lines()).root.hex() == ledger.head.root


def test_a_batch_that_is_always_overtaken_gives_up(
    given: Recording, ledger: Log, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "PAUSE", 0)
    given(*WORLD)
    days = iter(range(100))

    def now() -> Any:
        with open_log(place, "w") as other:
            imported(other, {**COPY, "size": next(days)})
        return MIDNIGHT

    with pytest.raises(Conflict, match=r"source/paper stands at version 21, this event was made for version 20"):
        given(pledge("mine"), now=now)
    assert "pledge/mine" not in ledger.streams()


def test_errors_cross_to_other_processes() -> None:
    for error in (Conflict("pledge/a", 1, 2), LogAdvanced(3, 4), Refused([Problem("line 1", "x", "y")])):
        copy = pickle.loads(pickle.dumps(error))
        assert (type(copy), str(copy), copy.__dict__) == (type(error), str(error), error.__dict__)
