"""`bilat diff`: the formats, the flags, and what it refuses."""

import csv
import io
import json

import pytest

from tests.cli.conftest import Bilat

MOMENTS = ("diff", "ASEAN-JP", "--between", "@3", "--and", "@4")


def test_what_moved_is_told_with_its_events(ledger: Bilat) -> None:
    value = json.loads(ledger(*MOMENTS, "--format", "json").out)
    moved = {"unit": "JPY", "from": "0", "to": "40000000000", "by": "40000000000"}
    assert value["parts"][0] == {"part": "new facts", "moved": [{"line": "headline"} | moved, {"line": "net"} | moved]}
    assert [row["because"][0]["event"] for row in value["rows"]] == ["pledge/exchange#1"] * 2


def test_the_formats_tell_the_same(ledger: Bilat) -> None:
    rows = list(csv.DictReader(io.StringIO(ledger(*MOMENTS, "--format", "csv").out)))
    assert [(row["part"], row["line"], row["by"], row["because"]) for row in rows] == [
        ("new facts", line, "40000000000", "pledge/exchange#1") for line in ("headline", "net")
    ]
    assert "## From @3 to @4" in ledger(*MOMENTS, "--format", "md").out


def test_rates_at_the_second_moment_may_be_others(ledger: Bilat) -> None:
    words = ("--between", "@4", "--and", "@4", "--in", "USD", "--rates", "ecb-day", "--rates-then", "ecb-year")
    value = json.loads(ledger("diff", "ASEAN-JP", *words, "--format", "json").out)
    assert [part["part"] for part in value["parts"] if part["moved"]] == ["rate changes"]


def test_nothing_that_moved_is_said(ledger: Bilat) -> None:
    assert "every total is the same at both moments" in ledger("diff", "ASEAN-JP", "--between", "@4", "--and", "@4").out


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--and", "@1"),
        ("--since", "soon"),
        ("--between", "@1", "--and", "@99"),
        ("--between", "soon", "--and", "@4"),
        ("--between", "known:2021", "--and", "@4", "--known-by", "2022"),
        ("--between", "@1", "--and", "@4", "--in", "USD", "--rates-then", "ecb-week"),
        ("--between", "@1", "--and", "@4", "--rates-then", "ecb-day"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger: Bilat, words: tuple[str, ...]) -> None:
    answer = ledger("diff", "ASEAN-JP", *words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_since_goes_on_to_now(ledger: Bilat) -> None:
    since, both = (
        ledger("diff", "ASEAN-JP", "--since", "@1"),
        ledger("diff", "ASEAN-JP", "--between", "@1", "--and", "@4"),
    )
    assert (since.code, since.out) == (0, both.out)
