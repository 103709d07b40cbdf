"""Proofs of a log: written, read, and checked by whoever holds a root."""

import json
import sqlite3
from pathlib import Path

import pytest

from bilat.events.errors import BadInput, StoreError
from bilat.events.log.log import Log, open_log
from bilat.events.log.verify.proof_files import Proof, check_origin, prove_consistency, prove_inclusion, read
from tests.events.log.verify.tampering import SIZE, behind_the_back, sealed_ledger


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """A log of thirteen events."""
    return open_log(sealed_ledger(tmp_path / "ledger.db"))


@pytest.mark.parametrize("size", range(1, SIZE + 1))
def test_every_event_and_every_prefix_is_proved(log: Log, size: int) -> None:
    for number in range(1, size + 1):
        for proof in (prove_inclusion(log, number, size), prove_consistency(log, number, size)):
            again = read(json.dumps(proof.as_record()).encode())
            assert again == proof
            assert list(again.faults()) == []
    assert prove_inclusion(log, size, SIZE).root == log.head.root


def test_an_inclusion_proof_says_all_that_is_needed(log: Log) -> None:
    record = prove_inclusion(log, 5, SIZE).as_record()
    assert list(record) == ["proof", "event", "position", "line", "leaf", "origin", "size", "root", "path"]
    assert (record["event"], record["position"], record["origin"]) == ("pledge/p1#1", 5, f"bilat/{log.id}")
    assert record["line"].encode() == next(log.lines(5, 5))


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"position": 6}, "does not lead from the line at 6"),
        ({"size": 40}, "does not lead from the line at 5"),
        ({"root": "0" * 64}, "does not lead from the line at 5"),
        ({"path": ()}, "does not lead from the line at 5"),
        ({"line": "{}"}, "does not lead from the line at 5"),
        ({"event": "pledge/p2#1"}, "the line is pledge/p1#1, not pledge/p2#1"),
    ],
)
def test_a_changed_proof_does_not_hold(log: Log, changed: dict[str, object], cause: str) -> None:
    proof = Proof(**{**prove_inclusion(log, 5, SIZE)._asdict(), **changed})
    (fault,) = proof.faults()
    assert cause in fault.cause


def test_a_consistency_proof_holds_for_its_own_roots(log: Log) -> None:
    proof = prove_consistency(log, 5, SIZE)
    (fault,) = proof._replace(first=6).faults()
    assert "from the first 6 events to all 13" in fault.cause
    assert list(proof.contradictions("the log", {5: proof.first_root, 7: "f" * 64})) == []
    (found,) = proof.contradictions("the log", {5: "f" * 64})
    assert found.cause == "the proof and the log tell different roots of the first 5 events"


def test_a_proof_for_another_tree_is_bad_input(log: Log) -> None:
    with pytest.raises(BadInput, match="for another tree"):
        check_origin(prove_inclusion(log, 5, SIZE), "bilat/other", "this ledger is")


@pytest.mark.parametrize(("position", "size"), [(0, 13), (14, 13), (5, 4), (5, 14), (5, 0)])
def test_an_event_beyond_the_tree(log: Log, position: int, size: int) -> None:
    with pytest.raises(BadInput, match=r"is not among|there is no tree"):
        prove_inclusion(log, position, size)


@pytest.mark.parametrize(("first", "size"), [(0, 13), (14, 13), (-1, 13), (5, 14), (5, 4)])
def test_a_tree_beyond_the_log(log: Log, first: int, size: int) -> None:
    with pytest.raises(BadInput, match="no tree of"):
        prove_consistency(log, first, size)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"proof":"faith"}',
        b'{"proof":"inclusion","origin":"a","size":1}',
        b'{"proof":"consistency","origin":"a","size":1,"root":"00","path":[],"first":1,"first_root":"00"}',
    ],
)
def test_what_is_no_proof(raw: bytes) -> None:
    with pytest.raises(BadInput, match="no proof"):
        read(raw)


def test_nothing_is_proved_of_a_log_that_was_changed(log: Log) -> None:
    def change(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE stored_events SET state = replace(state, 'Japan will', 'Japan may') WHERE rowid = 5")

    with behind_the_back(log.location) as connection:
        change(connection)
    with pytest.raises(StoreError, match="`bilat verify`"):
        prove_inclusion(log, 7, SIZE)
