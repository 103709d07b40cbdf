"""Tiles kept beside a ledger: proofs read a few of them, and never rest on them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bilat.domain.sealing import seal
from bilat.events.log import kept_tiles
from bilat.events.log.log import Log
from bilat.events.log.verify.proof_files import prove_consistency, prove_inclusion
from tests.conftest import MIDNIGHT, Recording
from tests.domain.facts import WORLD, source
from tests.events.log.transparency.tlog_client import Client


@pytest.fixture
def sealed(ledger: Log, given: Recording) -> Log:
    """A sealed ledger of some 320 events."""
    given(*WORLD, *(source(f"s{number}") for number in range(310)))
    seal(ledger.location, "tester", lambda: MIDNIGHT, None)
    return ledger


class Counted:
    """A log that counts the lines which are read of it."""

    def __init__(self, log: Log) -> None:
        self.log, self.read = log, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.log, name)

    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        """The lines, counted."""
        for line in self.log.lines(start, stop):
            self.read += 1
            yield line


def test_sealing_keeps_tiles_that_any_client_reads(sealed: Log) -> None:
    client = Client(Path(f"{sealed.location}.tiles"))
    assert (client.size, client.root.hex()) == (sealed.head.size, sealed.head.root)
    assert client.tree_hash(0, client.size) == client.root


def test_a_proof_reads_the_line_that_it_is_of_and_those_since_the_seal(sealed: Log, given: Recording) -> None:
    given(source("later"))
    log, size = Counted(sealed), sealed.head.size
    assert not list(prove_inclusion(log, 5, size).faults())
    assert log.read == 2
    assert not list(prove_consistency(log, 100, size - 1).faults())
    assert log.read == 3


def test_a_later_seal_adds_to_the_tiles_and_leaves_no_partial_ones_behind(sealed: Log, given: Recording) -> None:
    folder = Path(f"{sealed.location}.tiles")
    full = folder / "tile/0/000"
    before = full.stat().st_mtime_ns
    given(*(source(f"t{number}") for number in range(250)))
    seal(sealed.location, "tester", lambda: MIDNIGHT, None)
    assert full.stat().st_mtime_ns == before, "a full tile never changes"
    client = Client(folder)
    assert client.tree_hash(0, client.size).hex() == sealed.head.root
    assert len([*folder.rglob("*.p/*")]) == 2


@pytest.mark.parametrize("change", ["flip", "cut", "remove", "checkpoint", "other"])
def test_tiles_that_were_changed_are_not_believed(sealed: Log, change: str) -> None:
    folder = Path(f"{sealed.location}.tiles")
    tile = folder / "tile/0/000"
    match change:
        case "flip":
            tile.write_bytes(bytes([tile.read_bytes()[0] ^ 1]) + tile.read_bytes()[1:])
        case "cut":
            tile.write_bytes(tile.read_bytes()[:-1])
        case "remove":
            tile.unlink()
        case "checkpoint":
            (folder / "checkpoint").write_text("bilat/other\n1\n")
        case "other":
            (folder / "checkpoint").write_text(f"bilat/{sealed.id}\n12\n{'A' * 43}=\n")
    proof = prove_inclusion(sealed, 2, sealed.head.size)
    assert not list(proof.faults())
    assert proof.root == sealed.head.root
    kept_tiles.keep(sealed, sealed.head.size)
    if change != "flip":  # which shows where that tile is asked, not in the root
        assert Client(folder).tree_hash(0, sealed.head.size).hex() == sealed.head.root


def test_where_no_tiles_can_be_kept_proofs_are_made_of_the_lines(sealed: Log) -> None:
    folder = Path(f"{sealed.location}.tiles")
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    folder.rmdir()
    folder.write_text("a file stands here")
    kept_tiles.keep(sealed, sealed.head.size)
    assert not list(prove_inclusion(sealed, 2, 300).faults())


def test_the_tiles_of_another_ledger_do_not_stay_where_a_new_one_lies(sealed: Log, tmp_path: Path) -> None:
    folder = Path(f"{sealed.location}.tiles")
    other = folder / "tile/0/x001/000"
    other.parent.mkdir()
    other.write_bytes(b"of a longer log")
    (folder / "tile/notes.txt").write_text("ours by nobody's rule")
    (folder / "checkpoint").write_text(f"bilat/{'f' * 32}\n256001\n{'A' * 43}=\n")
    kept_tiles.keep(sealed, sealed.head.size)
    assert not other.exists()
    assert (folder / "tile/notes.txt").exists()
    assert Client(folder).tree_hash(0, sealed.head.size).hex() == sealed.head.root
