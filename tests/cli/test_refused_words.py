"""Words that would destroy a record, could not be read again, or must not be repeated: exit code 2, nothing done."""

from pathlib import Path

import pytest

from bilat.domain import importing
from bilat.events.errors import StoreError
from tests.cli.conftest import Bilat

PARTY = ("append", "party-registered", "--name", "x", "--type", "state", "--stream", "party/VN")
KEY = "PRIVATE+KEY+desk+00000000+c2VjcmV0"


@pytest.mark.parametrize("words", [("export",), ("export", "--format", "csv"), ("prove", "@1")])
@pytest.mark.parametrize("target", ["bilat.db", "./bilat.db", "bilat.db-wal", "link", "other.db"])
def test_no_output_takes_the_place_of_a_ledger(ledger: Bilat, words: tuple[str, ...], target: str) -> None:
    assert ledger("init", "other.db").code == 0
    Path("link").symlink_to("bilat.db")
    before = Path("bilat.db").read_bytes(), Path("other.db").read_bytes()
    answer = ledger(*words, "-o", target)
    assert (answer.code, answer.out) == (2, "")
    assert "nothing written" in answer.err
    assert (Path("bilat.db").read_bytes(), Path("other.db").read_bytes()) == before


@pytest.mark.parametrize("words", [("--as", "r" * 201), ("--as", "a\x1b[2Jb"), ("--as", "\u200b"), ("--as", "\udce9")])
def test_a_recorder_that_could_not_be_read_is_refused(ledger: Bilat, words: tuple[str, ...]) -> None:
    answer = ledger(*words, *PARTY)
    assert (answer.code, answer.out) == (2, "")
    assert ledger("verify", "--deep").code == 0
    assert "4 events" in ledger("log").out


def test_a_recorder_of_the_environment_is_looked_at_too(ledger: Bilat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILAT_RECORDER", "\udce9")
    assert ledger(*PARTY).code == 2
    monkeypatch.setenv("BILAT_LEDGER", "caf\udce9.db")
    assert ledger("log").code == 2


@pytest.mark.parametrize("words", [("--ledger", KEY, "log"), ("--as", KEY, *PARTY), ("show", KEY), ("import", KEY)])
def test_a_key_in_the_place_of_a_name_is_not_repeated(ledger: Bilat, words: tuple[str, ...]) -> None:
    answer = ledger(*words)
    assert answer.code == 2
    assert "c2VjcmV0" not in answer.out + answer.err
    assert "this is a private key" in answer.err


@pytest.mark.parametrize("word", ["show", "timeline", "prove", "explain", "import", "new"])
def test_words_that_are_not_utf8_are_refused(ledger: Bilat, word: str) -> None:
    answer = ledger(word, "caf\udce9")
    assert (answer.code, "is not UTF-8" in answer.err) == (2, True)


@pytest.mark.parametrize("words", [("import",), ("verify",), ("init",)])
def test_the_url_of_a_server_typed_as_a_file_is_not_repeated(bilat: Bilat, words: tuple[str, ...]) -> None:
    bilat("init")
    answer = bilat(*words, "POSTGRES+x://desk:secret@db/bilat")
    assert answer.code == 2
    assert "secret" not in answer.out + answer.err


def test_a_history_that_cannot_be_recorded_leaves_no_ledger(bilat: Bilat, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError("the disk is full", "make room")

    monkeypatch.setattr(importing, "record", full)
    assert bilat("init", "a.db", "--with", "asean-japan").code == 3
    assert list(Path().iterdir()) == []


def test_a_ledger_that_cannot_be_made_leaves_nothing(bilat: Bilat, monkeypatch: pytest.MonkeyPatch) -> None:
    from bilat.events.log.stores.sqlite import HeadedRecorder

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(HeadedRecorder, "create_ledger", full)
    assert bilat("init", "a.db").code == 3
    assert list(Path().iterdir()) == []


def test_what_another_ledger_wrote_last_is_not_taken_into_a_new_one(bilat: Bilat) -> None:
    Path("a.db-wal").write_bytes(b"frames")
    answer = bilat("init", "a.db")
    assert (answer.code, Path("a.db").exists()) == (2, False)


def test_the_file_of_another_program_is_left_in_its_mode(bilat: Bilat) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect("other.db")) as connection:
        connection.execute("CREATE TABLE head (x)")
        connection.execute("CREATE TABLE stored_events (y)")
    before = Path("other.db").read_bytes()
    for words in (("log",), PARTY, ("parties",)):
        answer = bilat("--ledger", "other.db", *words)
        assert (answer.code, "not a ledger" in answer.err) == (3, True)
    assert Path("other.db").read_bytes() == before


@pytest.mark.parametrize("words", [("log",), PARTY, ("verify",)])
def test_a_device_is_no_ledger(bilat: Bilat, words: tuple[str, ...]) -> None:
    answer = bilat("--ledger", "/dev/null", *words)
    assert answer.code == 3
    assert "remove it" not in answer.err


@pytest.mark.parametrize("words", [("show",), ("commitments",), ()], ids=lambda words: " ".join(words) or "command")
def test_a_password_is_not_repeated_wherever_it_was_typed(ledger: Bilat, words: tuple[str, ...]) -> None:
    answer = ledger(*words, "postgresql://writer:hunter2@db.example/ledger")
    assert answer.code == 2
    assert "hunter2" not in answer.out + answer.err
