"""Which ledger, which recorder: the command line, the environment, bilat.toml, the default."""

from pathlib import Path

import pytest

from tests.cli.conftest import Bilat


def test_the_nearest_word_about_the_ledger_counts(bilat: Bilat, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bilat("init").out == "created bilat.db\n"
    Path("bilat.toml").write_text('ledger = "told.db"\n')
    assert bilat("init").out == "created told.db\n"
    monkeypatch.setenv("BILAT_LEDGER", "env.db")
    assert bilat("init").out == "created env.db\n"
    assert bilat("--ledger", "line.db", "init").out == "created line.db\n"


def test_the_recorder_is_told_the_same_way(bilat: Bilat) -> None:
    bilat("init")
    Path("bilat.toml").write_text('recorder = "desk"\n')
    party = ("append", "party-registered", "--name", "x", "--type", "state", "--stream")
    bilat(*party, "party/JP")
    bilat("--as", "auditor", *party, "party/VN")
    items = bilat("log", "--format", "csv").out.splitlines()
    assert [line.split(",")[2] for line in items[1:]] == ["desk", "auditor"]


@pytest.mark.parametrize("text", ["ledger = 5", "leger = 'x'", "ledger", "ledger = ''"])
def test_a_bad_bilat_toml_is_named(bilat: Bilat, text: str) -> None:
    Path("bilat.toml").write_text(text)
    answer = bilat("parties")
    assert answer.code == 2
    assert "bilat.toml" in answer.err
