"""`bilat page`, `bilat chart`, `bilat site`: files come out whole, or nothing is written."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Bilat


@pytest.fixture
def sealed(ledger: Bilat) -> Bilat:
    """The small ledger, sealed by a key; and another key, which has signed nothing."""
    ledger("seal", "--new-key", "k")
    ledger("seal", "--new-key", "other", "--name", "somebody.example")
    Path("head.txt").write_text(ledger("seal", "--key", "k").out)
    return ledger


def test_a_sealed_page_goes_into_a_file_and_verifies(sealed: Bilat) -> None:
    asked = ("page", "ASEAN-JP", "--checkpoint", "head.txt", "--key", "k", "-o", "page.html")
    assert sealed(*asked)[:2] == (0, "")
    before = Path("page.html").read_bytes()
    assert sealed(*asked).code == 0
    assert Path("page.html").read_bytes() == before, "the same question gives the same bytes"
    found = sealed("verify", "page.html", "--key", "k.pub", "--checkpoint", "head.txt")
    assert found.code == 0
    assert "verified: the page made again" in found.out
    Path("page.html").write_bytes(before.replace(b"JPY 40bn", b"JPY 50bn"))
    changed = sealed("verify", "page.html", "--format", "json")
    assert (changed.code, json.loads(changed.out)["ok"]) == (1, False)


def test_an_unsealed_page_says_so(ledger: Bilat) -> None:
    html = ledger("page", "ASEAN-JP").out
    assert "none: this page is not sealed" in html
    data = json.loads(ledger("page", "ASEAN-JP", "--format", "json").out)
    assert (data["proof"]["key"], data["proof"]["size"]) == (None, 4)


@pytest.mark.parametrize(
    ("asked", "title", "said"),
    [
        (("JP",), "Japan – the world", "Japan has promised the world "),
        (("*->ASEAN",), "The world → ASEAN", "The world has promised ASEAN "),
        (("ASEAN->JP",), "ASEAN → Japan", "No promise of money from ASEAN to Japan is on record."),
        ((), "All parties", "The parties on record have promised each other "),
    ],
)
def test_a_page_of_one_party_or_of_the_whole_ledger_says_who_promised(
    ledger: Bilat, asked: tuple[str, ...], title: str, said: str
) -> None:
    assert ledger("page", *asked, "-o", "page.html").code == 0
    html = Path("page.html").read_text()
    assert f"<title>{title}: " in html
    assert said in html
    assert ledger("verify", "page.html").code == 0


def test_a_chart_of_the_whole_ledger_needs_no_relation(ledger: Bilat) -> None:
    assert "All parties: from the press total to new money" in ledger("chart").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--checkpoint", "head.txt", "--key", "other"), "the checkpoint does not fit the key"),
        (("--key", "k"), "give the checkpoint"),
        (("--checkpoint", "none.txt"), "cannot read the checkpoint none.txt"),
        (("--checkpoint", "k.pub"), "this is no checkpoint"),
        (("--checkpoint", "bytes.txt"), "this is no checkpoint: not UTF-8 text"),
        (("--checkpoint", "far.txt"), "the ledger holds 5"),
        (("--checkpoint", "foreign.txt"), "this ledger is bilat/"),
        (("--recorded-by", "@5", "--checkpoint", "head.txt"), "@5 is beyond the checkpoint"),
        (("--in", "USD", "--rates", "file:r.csv"), "it takes no file of rates"),
    ],
)
def test_bad_input_writes_nothing(sealed: Bilat, words: tuple[str, ...], said: str) -> None:
    text = Path("head.txt").read_text().split("\n\n")[0] + "\n"
    Path("far.txt").write_text(text.replace("\n4\n", "\n9\n"))
    Path("foreign.txt").write_text("bilat/" + "0" * 32 + text[text.index("\n") :])
    Path("bytes.txt").write_bytes(b"\xe3\n")
    answer = sealed("page", "ASEAN-JP", *words, "-o", "page.html")
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert not Path("page.html").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.html", "<!doctype html><title>x</title>"),
        ("x.html", "<html></html>"),
        ("x.HTM", ""),
        ("x.html", "{}"),
        ("x", "<HTML lang=en>"),
        ("none.html", None),
    ],
)
def test_a_file_that_is_no_page_is_bad_input(ledger: Bilat, name: str, text: str | None) -> None:
    if text is not None:
        Path(name).write_text(text)
    answer = ledger("verify", name)
    assert (answer.code, answer.out) == (2, "")
    assert "page" in answer.err


def test_a_log_is_held_against_a_page_alone(ledger: Bilat) -> None:
    assert ledger("verify", "--log", "log.jsonl").code == 2


def test_a_chart_goes_into_a_file(ledger: Bilat) -> None:
    assert ledger("chart", "ASEAN-JP", "--kind", "fall", "-o", "fall.svg").code == 0
    assert Path("fall.svg").read_text().startswith("<svg")
    assert ledger("chart", "ASEAN-JP", "--kind", "trade").code == 2


def test_a_site_goes_into_a_folder_and_nowhere_else(ledger: Bilat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path("cache").absolute()))
    assert "files written, 0 kept" in ledger("site", "www").err
    assert "0 files written" in ledger("site", "www").err
    Path("mine").mkdir()
    Path("mine/thesis.txt").write_text("x")
    refused = ledger("site", "mine")
    assert (refused.code, [*Path("mine").iterdir()]) == (2, [Path("mine/thesis.txt")])
    assert ledger("site", "www2", "--base", "javascript:x").code == 2
    assert not Path("www2").exists()
