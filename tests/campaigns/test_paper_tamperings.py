"""Every tampering of a checkpoint or proof is found or refused, with the ledger at hand and without."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from bilat.cli.render.json_text import json_text
from bilat.cli.render.verify import as_json, as_text
from bilat.domain.sealing import seal
from bilat.events.errors import BadInput
from bilat.events.log.log import open_log
from bilat.events.log.transparency.key_files import write_pair
from bilat.events.log.transparency.keys import PrivateKey
from bilat.events.log.verify.audit import audit
from bilat.events.log.verify.proof_files import prove_consistency, prove_inclusion
from tests.campaigns import chosen
from tests.campaigns.paper_tamperings import CONSISTENCY, INCLUSION, NEUTRAL, SIGNED, TEXT, Edit
from tests.events.log.verify.tampering import SIZE, sealed_ledger

ASKED = 45


class Papers(NamedTuple):
    """A ledger, and the folder of what was handed out of it."""

    ledger: str
    folder: Path


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """A ledger of fourteen events with a checkpoint of thirteen, plain and signed, and two proofs."""
    folder = tmp_path_factory.mktemp("papers")
    ledger = sealed_ledger(folder / "ledger.db")
    write_pair(folder / "key", PrivateKey("example.org/seals", bytes(range(1, 33))))
    signed, _ = seal(ledger, "tester", lambda: datetime(2024, 1, 9, tzinfo=UTC), folder / "key")
    (folder / "signed").write_text(signed)
    (folder / "text").write_text(signed.partition("\n\n")[0] + "\n")
    with open_log(ledger) as log:
        (folder / "inclusion").write_text(json_text(prove_inclusion(log, 5, SIZE).as_record()))
        (folder / "consistency").write_text(json_text(prove_consistency(log, 5, SIZE).as_record()))
    return Papers(ledger, folder)


def outcome(papers: Papers, *, checkpoint: str | None = None, key: str | None = None, proof: str | None = None) -> str:
    """What `verify` makes of it: refused, found, or the text of what it takes for proved."""
    places = [str(papers.folder / name) if name else None for name in (checkpoint, key, proof)]
    try:
        found = audit(papers.ledger, now=datetime.now(UTC), checkpoint=places[0], key=places[1], proof=places[2])
    except BadInput:
        return "refused"
    assert as_json(found)
    if not found.total:
        return as_text(found, 0)
    said = as_text(found, 0)
    assert "signed by" not in said.partition("log: the checkpoint is not to be trusted")[0] or not _distrusted(said)
    return "found"


def _distrusted(said: str) -> bool:
    return "log: the checkpoint is not to be trusted" in said


def test_the_campaign_is_as_large_as_asked() -> None:
    assert len(TEXT) + len(SIGNED) + len(INCLUSION) + len(CONSISTENCY) >= ASKED


def test_what_was_handed_out_is_proved(papers: Papers) -> None:
    assert "signed by example.org/seals" in outcome(papers, checkpoint="signed", key="key.pub")
    assert "no signature checked" in outcome(papers, checkpoint="text")
    for proof in ("inclusion", "consistency"):
        assert "verified" in outcome(papers, proof=proof)
        assert "verified against the checkpoint" in outcome(papers, checkpoint="text", proof=proof)


CASES: list[tuple[str, Mapping[str, Edit]]] = [
    ("text", TEXT),
    ("signed", SIGNED),
    ("inclusion", INCLUSION),
    ("consistency", CONSISTENCY),
]
EVERY = {f"{name}: {deed}": (name, edit) for name, edits in CASES for deed, edit in edits.items()}


@pytest.mark.parametrize("named", chosen(EVERY, 30))
def test_a_tampering_is_found_or_refused(papers: Papers, named: str) -> None:
    name, edit = EVERY[named]
    raw = (papers.folder / name).read_bytes()
    changed = edit(raw)
    assert changed != raw
    (papers.folder / "changed").write_bytes(changed)
    if name in ("text", "signed"):
        answers = [outcome(papers, checkpoint="changed", key="key.pub" if name == "signed" else None)]
    else:
        answers = [
            outcome(papers, proof="changed"),
            outcome(papers, proof="changed", checkpoint="signed", key="key.pub"),
        ]
    assert set(answers) <= {"found", "refused"}, answers


def test_a_key_that_fits_everything_is_refused(papers: Papers) -> None:
    (papers.folder / "neutral.pub").write_text(f"{NEUTRAL}\n")
    assert outcome(papers, checkpoint="signed", key="neutral.pub") == "refused"
