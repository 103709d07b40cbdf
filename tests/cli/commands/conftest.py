"""A ledger whose papers were handed out: an export, checkpoints, proofs and a key."""

import contextlib
import io
import shutil
from pathlib import Path

import pytest

from bilat.cli.exits import run
from bilat.cli.main import root
from tests.cli.conftest import Bilat


@pytest.fixture(scope="session")
def papers(small_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small ledger, sealed, and with its papers. Made once, to be copied."""
    folder = Path(shutil.copytree(small_ledger, tmp_path_factory.mktemp("papers") / "ledger"))

    def printed(*args: str) -> str:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            assert run(root(), ["--ledger", "bilat.db", *args]) == 0
        return out.getvalue()

    with contextlib.chdir(folder):
        Path("head.txt").write_text(printed("seal"))
        printed("seal", "--new-key", "k")
        Path("signed.txt").write_text(printed("seal", "--key", "k"))
        printed("export", "-o", "log.jsonl")
        printed("prove", "pledge/exchange#1", "-o", "proof.json")
        printed("prove", "pledge/exchange#1", "--to", "5", "-o", "old.json")
        printed("prove", "--from", "5", "-o", "growth.json")
    return folder


@pytest.fixture
def handed_out(bilat: Bilat, papers: Path) -> Bilat:
    """A sealed ledger, with what was handed out of it: head.txt, signed.txt, k.pub, log.jsonl, proofs."""
    shutil.copytree(papers, ".", dirs_exist_ok=True)
    return bilat
