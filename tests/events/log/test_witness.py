"""Witnesses: they cosign what continues what they cosigned, and nothing else."""

import base64
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bilat.events.errors import BadInput
from bilat.events.log.log import Log, open_log
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.cosignatures import WitnessKey, vouched
from bilat.events.log.transparency.keys import PrivateKey
from bilat.events.log.transparency.merkle import Tree
from bilat.events.log.transparency.signed_notes import Note
from bilat.events.log.verify.proof_files import Proof, prove_consistency
from bilat.events.log.witness import Inconsistent, witness
from tests.events.log.verify.tampering import SIZE, sealed_ledger

NOW = datetime(2024, 1, 1, 12, tzinfo=UTC)
LOG = PrivateKey("example.org/log", bytes(range(32)))
MINE = PrivateKey("witness.example", bytes(range(1, 33)))


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return open_log(sealed_ledger(tmp_path / "ledger.db"))


def head(log: Log, size: int, key: PrivateKey = LOG) -> Note:
    """The signed checkpoint of the first events."""
    tree = Tree().extended(log.lines(1, size))
    return Note.parse(Note(Checkpoint.of(log.id, size, tree.root.hex()).text).signed(key).encode())


def cosign(log: Log, size: int, state: Path, proof: Proof | None = None, **more: Note) -> Note:
    text = witness(head(log, size), MINE, NOW, state, proof=proof, log_key=LOG.public, **more)
    return Note.parse(text.encode())


def test_a_cosignature_is_that_of_the_public_format(log: Log, tmp_path: Path) -> None:
    """Checked by the text of c2sp.org/tlog-cosignature alone."""
    note = cosign(log, 5, tmp_path / "state")
    assert note.objection(LOG.public) == "", "the log's own signature stays"
    (line,) = [each for each in note.signatures if each.name == "witness.example"]
    raw = MINE.public.raw
    assert line.key_id == sha256(b"witness.example\n\x04" + raw).digest()[:4]
    time, signature = line.signature[:8], line.signature[8:]
    assert int.from_bytes(time, "big") == int(NOW.timestamp())
    message = b"cosignature/v1\ntime %d\n" % NOW.timestamp() + note.text.encode()
    Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
    name, _, encoded = str(WitnessKey(MINE.public)).split("+", 2)
    assert (name, base64.b64decode(encoded)) == ("witness.example", b"\x04" + raw)


def test_it_is_told_who_vouches_and_since_when(log: Log, tmp_path: Path) -> None:
    note, key = cosign(log, 5, tmp_path / "state"), WitnessKey(MINE.public)
    assert vouched(note, WitnessKey.parse(str(key))) == vouched(note, WitnessKey.parse(str(MINE.public)))
    assert (vouched(note, key).since, vouched(note, key).objection) == (NOW, "")
    assert "did not cosign" in vouched(head(log, 5), key).objection
    assert "did not cosign" in vouched(note, WitnessKey(LOG.public)).objection, "to sign is not to cosign"
    moved = note._replace(text=note.text.replace("\n5\n", "\n6\n"))
    assert "does not fit the text" in vouched(moved, key).objection
    again = Note.parse(witness(note, MINE, NOW.replace(hour=13), tmp_path / "state").encode())
    assert vouched(again, key).since == NOW.replace(hour=13)
    assert len(again.signatures) == 2, "the newer one takes the place of the older"


def test_what_grew_is_cosigned_by_its_proof_alone(log: Log, tmp_path: Path) -> None:
    state = tmp_path / "state"
    cosign(log, 5, state)
    with pytest.raises(BadInput, match="no proof that the log only grew"):
        cosign(log, 9, state)
    with pytest.raises(BadInput, match="is not of the last that was cosigned"):
        cosign(log, 9, state, prove_consistency(log, 4, 9))
    cosign(log, 9, state, prove_consistency(log, 5, 9))
    cosign(log, SIZE, state, prove_consistency(log, 9, SIZE))


def test_two_histories_are_never_cosigned(log: Log, tmp_path: Path) -> None:
    state = tmp_path / "state"
    cosign(log, 9, state)
    rewritten = Tree().extended([*log.lines(1, 8), b"another line"])
    other = Checkpoint.of(log.id, 9, rewritten.root.hex()).text
    signed = Note.parse(Note(other).signed(LOG).encode())
    before = state.read_bytes()
    with pytest.raises(Inconsistent, match="another root of the same 9 events"):
        witness(signed, MINE, NOW, state)
    with pytest.raises(Inconsistent, match="the last that was cosigned of 9"):
        cosign(log, 5, state)
    forged = prove_consistency(log, 9, SIZE)._replace(path=())
    with pytest.raises(Inconsistent, match="does not lead from the first 9"):
        cosign(log, SIZE, state, forged)
    with pytest.raises(Inconsistent, match="the last that was cosigned is of 9 events"):
        cosign(log, SIZE, state, prove_consistency(log, 5, SIZE), old=head(log, 5))
    assert state.read_bytes() == before, "what was refused is not remembered"


def test_without_a_state_the_old_checkpoint_says_where_to_begin(log: Log, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no proof"):
        cosign(log, 9, tmp_path / "state", old=head(log, 5))
    cosign(log, 9, tmp_path / "state", prove_consistency(log, 5, 9), old=head(log, 5))


def test_the_logs_own_key_is_remembered(log: Log, tmp_path: Path) -> None:
    state = tmp_path / "state"
    cosign(log, 5, state)
    with pytest.raises(BadInput, match=r"not cosigned: it is signed by witness\.example"):
        witness(head(log, 5, MINE), MINE, NOW, state)


@pytest.mark.parametrize("text", ["{", "[]", '{"bilat/x": 5}', '{"bilat/x": {"checkpoint": "x"}}'])
def test_a_state_that_cannot_be_read_stops_it(log: Log, tmp_path: Path, text: str) -> None:
    (tmp_path / "state").write_text(text)
    with pytest.raises(BadInput):
        cosign(log, 5, tmp_path / "state")
