"""Mutated papers: what is handed out beside a ledger is refused in words, or says what it said when it was made.

Papers are proofs, checkpoints, keys, saved reports, and the tables of rates and prices that a report is asked with.
"""

import json
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bilat.events.errors import BadInput
from bilat.events.log.log import Log, create_log
from bilat.events.log.transparency.checkpoint import Checkpoint, origin
from bilat.events.log.transparency.keys import PrivateKey, PublicKey
from bilat.events.log.transparency.signed_notes import Note
from bilat.events.log.verify import proof_files
from bilat.projections.currency import deflators, rate_file
from bilat.projections.reports import saved
from bilat.projections.reports.query import open_query, run_report
from bilat.projections.view.boundary import Boundary
from tests.benchmarks.synthetic import fill
from tests.campaigns.mutations import SECONDS, TRIES, mutated

SHARE = 10
"""Of a hundred tries, how many are of papers."""
KEY = PrivateKey("example.org/clerk", bytes(range(32)))
RATES = b"period,currency,per_unit_of,rate\n2023,JPY,USD,140.49\n2023,EUR,USD,0.92\n2022,JPY,USD,131.5\n"
PRICES = b"iso,year,index\nJP,2020,100\nJP,2021,101.2\nUS,2020,100\nUS,2021,107\n"
SEALED = ("proof of an event", "proof of growth", "checkpoint", "public key", "private key", "report")
"""What says more than a table does: where it is believed, it says what it said."""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    with create_log(str(tmp_path_factory.mktemp("papers") / "ledger.db")) as log:
        fill(log, 300)
        yield log


@pytest.fixture(scope="module")
def papers(log: Log) -> dict[str, bytes]:
    """A good paper of every sort."""
    size, root = log.head.size, log.head.root
    report = run_report("commitments", open_query(log, "ASEAN-JP", Boundary(("ASEAN", "JP"))))
    return {
        "proof of an event": json.dumps(proof_files.prove_inclusion(log, 5, size).as_record()).encode(),
        "proof of growth": json.dumps(proof_files.prove_consistency(log, 100, size).as_record()).encode(),
        "checkpoint": Note(Checkpoint.of(log.id, size, root).text).signed(KEY).encode(),
        "public key": str(KEY.public).encode(),
        "private key": KEY.secret_text().encode(),
        "report": json.dumps(report).encode(),
        "rates": RATES,
        "prices": PRICES,
    }


def believed(sort: str, raw: bytes, log: Log, home: Path) -> object:
    """What a paper says to whoever checks it; None where it is not believed. Raises BadInput where it is refused."""
    match sort:
        case "checkpoint":
            note = Note.parse(raw)
            return None if note.objection(KEY.public) else Checkpoint.parse(note.text)
        case "public key":
            return str(PublicKey.parse(raw.decode(errors="replace")))
        case "private key":
            return PrivateKey.parse(raw.decode(errors="replace")).secret_text()
        case "report":
            same = not saved.check(log, saved.read(raw)).reasons
            return json.loads(raw)["rows"] if same else None
        case "rates" | "prices":
            (home / "table.csv").write_bytes(raw)
            path = str(home / "table.csv")
            return rate_file.read(path) if sort == "rates" else deflators.read(path, "2020")
        case _:
            proof = proof_files.read(raw)
            proof_files.check_origin(proof, origin(log.id), "this ledger is")
            return None if list(proof.faults()) else proof


@pytest.mark.parametrize("sort", [*SEALED, "rates", "prices"])
def test_a_mutated_paper_is_refused_in_words_or_says_what_it_said(
    sort: str, papers: dict[str, bytes], log: Log, tmp_path: Path
) -> None:
    good, dice, read = papers[sort], random.Random(f"16 {sort}"), 0
    says = believed(sort, good, log, tmp_path)
    assert says is not None
    for number in range(max(4, TRIES * SHARE // 100 // len(papers))):
        spoilt, started = mutated(good, papers[dice.choice(list(papers))], dice), time.process_time()
        found = None
        with suppress(BadInput):
            found = believed(sort, spoilt, log, tmp_path)
        assert sort not in SEALED or found in (None, says), (number, spoilt)
        read += found is not None
        assert time.process_time() - started < SECONDS, f"try {number} took too long"
    print(f"{sort}: {number + 1} tries, {read} read as before")
