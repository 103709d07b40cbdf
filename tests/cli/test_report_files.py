"""Reports into files: the ending says the format, and a file is whole or not there."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Bilat


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("txt", "ASEAN and Japan."), ("md", "# ASEAN and Japan."), ("csv", "on,kind,"), ("json", "{"), ("xlsx", "PK")],
)
def test_the_ending_says_the_format(ledger: Bilat, ending: str, begins: str) -> None:
    answer = ledger("timeline", "ASEAN-JP", "-o", f"report.{ending}")
    assert answer == (0, "", "")
    assert Path(f"report.{ending}").read_bytes().startswith(begins.encode())


def test_a_file_holds_what_would_be_printed(ledger: Bilat) -> None:
    for words in (
        ("commitments", "ASEAN-JP"),
        ("parties",),
        ("log",),
        ("pledges",),
        ("find", "exchange"),
        ("show", "pledge/exchange"),
        ("check",),
    ):
        printed = ledger(*words, "--format", "json")
        assert ledger(*words, "-o", "r.json").code == printed.code
        assert json.loads(Path("r.json").read_text()) == json.loads(printed.out)


def test_findings_are_written_and_told_by_the_exit_code_too(ledger: Bilat) -> None:
    likely = ("--donor", "JP", "--recipient", "ASEAN", "--title", "Exchange", "--instrument", "grant")
    more = ("--stream", "pledge/again", "--amount", "JPY 40bn", "--on", "2023-12-17", "--cites", "mofa")
    ledger("append", "pledge-announced", *likely, *more)
    assert ledger("check", "-o", "found.txt").code == 1
    assert "likely duplicate" in Path("found.txt").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "report.docx"), "does not end as a report does"),
        (("-o", "report.csv", "--format", "md"), "is no file of md"),
        (("-o", "bilat.db", "--format", "csv"), "belongs to the ledger"),
        (("--follow", "-o", "report.txt"), "never ends"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    ledger: Bilat, words: tuple[str, ...], said: str
) -> None:
    before = {path.name: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    answer = ledger("timeline", "ASEAN-JP", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert {path.name for path in Path().iterdir()} <= {*before}


def test_a_question_that_cannot_be_answered_leaves_the_file_as_it_was(ledger: Bilat) -> None:
    Path("kept.txt").write_text("before")
    assert ledger("timeline", "ASEAN-XX", "-o", "kept.txt").code == 2
    assert Path("kept.txt").read_text() == "before"
