"""Key files: private to their owner, never overwritten, never repeated in a message."""

import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bilat.events.errors import BadInput
from bilat.events.log.transparency.key_files import read_private, read_public, write_pair
from bilat.events.log.transparency.keys import PrivateKey, PublicKey, check_name

KEY = PrivateKey("example.org/seals", bytes(range(32)))
# an ECDSA key in the same form (sumdb/note calls type 2), and one of a witness (type 4)
ECDSA = (
    "rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l"
    "+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc="
)


def pem() -> str:
    made = ec.generate_private_key(ec.SECP256R1())
    return made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def test_a_pair_is_written_and_read(tmp_path: Path) -> None:
    public = write_pair(tmp_path / "k", KEY)
    assert public == tmp_path / "k.pub"
    assert stat.S_IMODE((tmp_path / "k").stat().st_mode) == 0o600
    assert (tmp_path / "k").read_text() == KEY.secret_text() + "\n"
    assert public.read_text() == f"{KEY.public}\n"
    assert read_private(tmp_path / "k").sign(b"m") == KEY.sign(b"m")
    assert str(read_public(str(public))) == str(read_public(str(KEY.public))) == str(KEY.public)


@pytest.mark.parametrize("there", ["k", "k.pub"])
def test_nothing_is_overwritten(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("precious")
    with pytest.raises(BadInput, match="exists already"):
        write_pair(tmp_path / "k", KEY)
    assert [each.name for each in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text() == "precious"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is its folder there"):
        write_pair(tmp_path / "none" / "k", KEY)


@pytest.mark.parametrize("text", [ECDSA, "", "example.org", pem(), "a+b+c", f"{KEY.public}x", "n+00000000+AQ=="])
def test_what_is_no_ed25519_key(tmp_path: Path, text: str) -> None:
    file = tmp_path / "k"
    file.write_text(text)
    with pytest.raises(BadInput, match="seal --new-key") as caught:
        read_public(str(file))
    assert text == "" or text not in str(caught.value)
    with pytest.raises(BadInput, match="seal --new-key"):
        read_private(file)


P = 2**255 - 19
EIGHTH = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc"
SMALL = {
    **{
        f"y = {y - P if y > P // 2 and y < P else y if y < P else f'p + {y - P}'}": y.to_bytes(32, "little")
        for y in (0, 1, P - 1, P, P + 1)
    },
    "order eight": bytes.fromhex(EIGHTH + "05"),
    "order eight, the other": (P - int.from_bytes(bytes.fromhex(EIGHTH + "05"), "little")).to_bytes(32, "little"),
}


@pytest.mark.parametrize("raw", SMALL.values(), ids=SMALL)
@pytest.mark.parametrize("sign", [0, 0x80], ids=["x even", "x odd"])
def test_a_key_of_small_order_is_refused(raw: bytes, sign: int) -> None:
    key = PublicKey("example.org/seals", raw[:31] + bytes([raw[31] | sign]))
    with pytest.raises(BadInput, match="this key proves nothing"):
        PublicKey.parse(str(key))


def test_a_key_that_is_no_point_of_the_curve_is_refused() -> None:
    with pytest.raises(BadInput, match="this key proves nothing"):
        PublicKey.parse(str(PublicKey("example.org/seals", (2).to_bytes(32, "little"))))


def test_every_key_that_is_made_is_read() -> None:
    for number in range(64):
        made = PrivateKey("example.org/seals", bytes([number]) * 32).public
        assert PublicKey.parse(str(made)).raw == made.raw


def test_an_id_that_does_not_fit() -> None:
    name, key_id, rest = str(KEY.public).split("+", 2)
    with pytest.raises(BadInput, match="does not fit"):
        PublicKey.parse(f"{name}+{'0' * len(key_id)}+{rest}")
    with pytest.raises(BadInput, match="does not fit"):
        PrivateKey.parse(KEY.secret_text().replace(key_id, "00000000"))


def test_a_private_key_is_in_no_message(tmp_path: Path) -> None:
    secret = KEY.secret_text()
    (tmp_path / "k").write_text(secret)
    said = [repr(KEY), str(KEY), repr(KEY.public), repr(vars(KEY.public))]
    for wrong in (
        lambda: read_public(str(tmp_path / "k")),
        lambda: read_public(secret),
        lambda: read_private(Path(secret)),
        lambda: write_pair(Path(secret), KEY),
        lambda: PrivateKey.parse(secret[:-4]),
        lambda: PrivateKey.parse(secret.replace("seals", "other")),
    ):
        with pytest.raises(BadInput) as caught:
            wrong()
        said.append(str(caught.value))
    assert not [text for text in said if secret[-44:-5] in text or secret[-40:-10] in text]


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u00a0b"])
def test_names_that_a_note_cannot_hold(name: str) -> None:
    with pytest.raises(BadInput, match="no spaces and no plus"):
        check_name(name)
