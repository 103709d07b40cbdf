"""`bilat seal`: the checkpoint is printed, recorded and signed; a private key stays private."""

import stat
from pathlib import Path

import pytest

from bilat.events.log.log import open_log
from bilat.events.log.transparency.checkpoint import Checkpoint
from bilat.events.log.transparency.key_files import read_public
from bilat.events.log.transparency.signed_notes import Note
from tests.cli.conftest import Bilat
from tests.events.log.verify.tampering import behind_the_back


def test_a_seal_is_recorded_and_its_checkpoint_printed(ledger: Bilat) -> None:
    with open_log("bilat.db") as log:
        before = log.head
    sealed = ledger("seal")
    assert (sealed.code, sealed.err) == (0, f"recorded 1 event @{before.size + 1}\n")
    assert sealed.out == Checkpoint.of(before.ledger, before.size, before.root).text
    with open_log("bilat.db") as log:
        (event,) = log.stream(f"ledger/{log.id}")
    assert (event.kind, getattr(event, "size", 0), getattr(event, "root", "")) == ("ledger-sealed", *before[1:3])


def test_an_empty_ledger_can_be_sealed(bilat: Bilat) -> None:
    bilat("init")
    assert bilat("seal").out.splitlines()[1:] == ["0", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="]
    assert bilat("verify").code == 0


def test_a_key_is_made_and_signs(ledger: Bilat) -> None:
    made = ledger("seal", "--new-key", "seals.key")
    assert made.code == 0
    assert stat.S_IMODE(Path("seals.key").stat().st_mode) == 0o600
    assert Path("seals.key.pub").read_text() == made.out
    note = Note.parse(ledger("seal", "--key", "seals.key").out.encode())
    public = read_public("seals.key.pub")
    assert note.objection(public) == ""
    assert public.name == note.text.splitlines()[0], "the key is named after the origin"
    with open_log("bilat.db") as log:
        assert log.head.size == 5, "making a key records nothing"


def test_a_key_may_have_another_name_and_need_no_ledger(bilat: Bilat) -> None:
    made = bilat("seal", "--new-key", "k", "--name", "example.org/seals")
    assert (made.code, made.out.split("+")[0]) == (0, "example.org/seals")


def test_a_key_is_never_overwritten(ledger: Bilat) -> None:
    ledger("seal", "--new-key", "k")
    before = Path("k").read_text()
    again = ledger("seal", "--new-key", "k")
    assert (again.code, Path("k").read_text()) == (2, before)
    assert "exists already" in again.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--key", "none.key"), "cannot read the key none.key"),
        (("--key", "k.pub"), "this is a public key"),
        (("--key", "text"), "no Ed25519 key"),
        (("--key", "k", "--new-key", "l"), "--new-key makes a key"),
        (("--name", "n"), "--name is that of a new key"),
        (("--new-key", "l", "--name", "a b"), "no spaces and no plus"),
        (("--new-key", "none/l"), "is its folder there"),
    ],
)
def test_bad_input_records_nothing(ledger: Bilat, words: tuple[str, ...], said: str) -> None:
    ledger("seal", "--new-key", "k")
    Path("text").write_text("-----BEGIN PRIVATE KEY-----\nMIIEvQ\n")
    answer = ledger("seal", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    with open_log("bilat.db") as log:
        assert log.head.size == 4


def test_a_private_key_is_never_printed(ledger: Bilat) -> None:
    ledger("seal", "--new-key", "k")
    secret = Path("k").read_text().strip()
    Path("spoiled").write_text(secret[:-6])
    Path("head.txt").write_text(ledger("seal").out)
    answers = [
        ledger("seal", "--key", "k"),
        ledger("seal", "--key", secret),
        ledger("seal", "--key", "spoiled"),
        ledger("seal", "--new-key", secret),
        ledger("verify", "--checkpoint", "head.txt", "--key", "k"),
        ledger("verify", "--checkpoint", "head.txt", "--key", secret),
    ]
    assert [answer.code for answer in answers] == [0, 2, 2, 2, 2, 2]
    kept = secret.split("+", 4)[4]
    assert not [answer for answer in answers if kept[5:-5] in answer.out + answer.err or "PRIVATE+KEY" in answer.err]


def test_what_does_not_verify_is_not_sealed(ledger: Bilat) -> None:
    with behind_the_back("bilat.db") as connection:
        connection.execute(
            "UPDATE stored_events SET state = CAST(replace(state, 'Japan', 'China') AS BLOB) WHERE rowid = 1"
        )
    sealed = ledger("seal")
    assert (sealed.code, sealed.out) == (2, "")
    assert "nothing recorded" in sealed.err
    assert "@1" in sealed.err
