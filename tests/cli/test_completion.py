"""What the shell is offered."""

import subprocess
import sys

import pytest

from tests.cli.conftest import Bilat
from tests.cli.program import run


def offered(words: str) -> list[str]:
    environment = {
        "_BILAT_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    done = run(env=environment)
    assert done.returncode == 0, done
    return done.stdout.decode().split()


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("bilat commit", ["commitments"]),
        ("bilat append pledge-an", ["pledge-announced"]),
        ("bilat timeline AS", ["ASEAN-"]),
        ("bilat timeline ASEAN-", ["ASEAN-JP"]),
        ("bilat show pledge/", ["pledge/exchange"]),
        ("bilat append pledge-announced --donor ", ["ASEAN", "JP"]),
        ("bilat append pledge-announced --cites ", ["mofa"]),
        ("bilat append pledge-announced --instrument gr", ["grant"]),
        ("bilat init --with as", ["asean-japan"]),
    ],
)
def test_known_names_are_completed(ledger: Bilat, words: str, completed: list[str]) -> None:
    assert offered(words) == completed


def test_without_a_ledger_nothing_is_offered_and_nothing_fails() -> None:
    assert offered("bilat timeline AS") == []


def test_completing_a_relation_loads_no_polars(ledger: Bilat) -> None:
    code = (
        "import sys; from bilat.cli.completion import relations; from bilat.cli.main import root;"
        "ctx = root().make_context('bilat', ['log'], resilient_parsing=True);"
        "print(relations(ctx, 'J')); sys.exit('polars' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "['JP-']\n")
