"""The three reports through the command line: flags, formats, errors."""

import csv
import io
import json

import pytest

from tests.cli.conftest import Bilat

REPORTS = ("timeline", "commitments", "trade")


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_has_four_formats(ledger: Bilat, report: str) -> None:
    value = json.loads(ledger(report, "JP-ASEAN", "--format", "json").out)
    assert value["report"] == report
    assert value["boundary"]["relation"] == "ASEAN-JP"
    assert value["stamp"]["events"] == 4
    rows = list(csv.DictReader(io.StringIO(ledger(report, "ASEAN-JP", "--format", "csv").out)))
    assert len(rows) == len(value["rows"])
    assert ledger(report, "ASEAN-JP", "--format", "md").out.startswith("ASEAN")
    assert ledger(report, "ASEAN-JP").out.startswith("ASEAN")


def test_flags_reach_the_boundary(ledger: Bilat) -> None:
    flags = ("--from", "2020", "--to", "2023", "--known-by", "2024", "--recorded-by", "@3", "--members")
    value = json.loads(ledger("timeline", "ASEAN-JP", *flags, "--format", "json").out)["boundary"]
    assert (value["from"], value["to"], value["known_by"], value["recorded_by"]) == ("2020", "2023", "2024", "@3")
    assert value["members"] is True
    value = json.loads(
        ledger("commitments", "ASEAN-JP", "--by", "year", "--instrument", "loan", "--format", "json").out
    )
    assert (value["boundary"]["filters"], value["boundary"]["by"]) == ({"instrument": "loan"}, "year")


def test_rows_beyond_the_limit_are_counted(ledger: Bilat) -> None:
    ledger("append", "pledge-restated", "--stream", "pledge/exchange", "--on", "2024", "--cites", "mofa")
    assert "1 more (--limit N" in ledger("timeline", "ASEAN-JP", "--limit", "1").out
    assert " more (" not in ledger("timeline", "ASEAN-JP", "--limit", "0").out


@pytest.mark.parametrize(
    "words",
    [
        ("timeline", "ASEAN"),
        ("timeline", "ASEAN-JB"),
        ("timeline", "ASEAN-JP", "--from", "2023-13"),
        ("timeline", "ASEAN-JP", "--from", "2023", "--to", "2020"),
        ("timeline", "ASEAN-JP", "--known-by", "yesterday"),
        ("timeline", "ASEAN-JP", "--recorded-by", "@99"),
        ("timeline", "ASEAN-JP", "--recorded-by", "soon"),
        ("timeline", "ASEAN-JP", "--format", "xml"),
        ("timeline", "ASEAN-JP", "--limit", "-1"),
        ("commitments", "ASEAN-JP", "--by", "colour"),
        ("trade", "ASEAN-JP", "--policy", "best"),
    ],
)
def test_questions_that_make_no_sense_are_refused(ledger: Bilat, words: tuple[str, ...]) -> None:
    answer = ledger(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_hostile_text_is_shown_inert(ledger: Bilat) -> None:
    title = "[red]x[/red] :bomb: \x9b2J \u202e \r\n=1+1"
    ledger(
        "append",
        "agreement-reached",
        "--stream",
        "agreement/x",
        "--title",
        title,
        "--parties",
        "JP",
        "--parties",
        "ASEAN",
        "--on",
        "2023",
        "--cites",
        "mofa",
    )
    for format in ("table", "csv", "md", "json"):
        text = ledger("timeline", "ASEAN-JP", "--format", format).out
        assert not {"\x9b", "\u202e", "\r"} & set(text)
        assert ":bomb:" in text
    assert title in json.loads(text)["rows"][0]["what"]
