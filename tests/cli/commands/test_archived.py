"""`bilat append source-archived --file`: the text is kept, quotes are held to it, `verify` hashes it again."""

import hashlib
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Bilat

TEXT = b"<p>Japan will provide <b>fifty</b> million dollars.</p>\n"
KEPT = Path("bilat.db.archive") / hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def archived(ledger: Bilat) -> Bilat:
    """A ledger whose source mofa has its text archived."""
    Path("page.html").write_bytes(TEXT)
    answer = ledger("append", "source-archived", "--stream", "source/mofa", "--file", "page.html")
    assert (answer.code, answer.out) == (0, "recorded source/mofa#2 @5\n"), answer
    return ledger


def quoted(bilat: Bilat, quote: str) -> Answer:
    line = (
        '{"kind":"statement-made","stream":"statement/s","on":"2023","parties":["JP"],"text":"t",'
        f'"cites":[{{"source":"mofa","quote":"{quote}"}}]}}\n'
    )
    Path("said.jsonl").write_text(line)
    return bilat("import", "said.jsonl")


def test_the_text_is_kept_and_told(archived: Bilat) -> None:
    assert KEPT.read_bytes() == TEXT
    assert '"media_type":"text/html"' in archived("export").out
    assert "archived texts: 1 kept here, 0 not" in archived("verify").out


def test_a_quote_is_held_to_it(archived: Bilat) -> None:
    refused = quoted(archived, "sixty million dollars")
    assert refused.code == 2
    assert "does not contain 'sixty million dollars'" in refused.err
    assert quoted(archived, "fifty  million dollars").code == 0


def test_a_changed_text_is_found(archived: Bilat) -> None:
    KEPT.chmod(0o644)
    KEPT.write_bytes(TEXT.replace(b"fifty", b"sixty"))
    answer = archived("verify")
    assert answer.code == 1
    assert f"@5: the archived text {KEPT} was changed" in answer.out
    assert quoted(archived, "sixty million dollars").code == 3


def test_a_text_that_is_not_here_is_counted(archived: Bilat) -> None:
    KEPT.unlink()
    answer = archived("verify")
    assert answer.code == 0
    assert "archived texts: 0 kept here, 1 not" in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--file", "none.txt"), "cannot read none.txt"),
        (("--file", "page.html", "--sha256", "0" * 64), "leave --sha256 and --size out"),
    ],
)
def test_bad_input_archives_nothing(ledger: Bilat, words: tuple[str, ...], said: str) -> None:
    Path("page.html").write_bytes(TEXT)
    answer = ledger("append", "source-archived", "--stream", "source/mofa", *words)
    assert answer.code == 2
    assert said in answer.err
    assert not KEPT.parent.exists()
