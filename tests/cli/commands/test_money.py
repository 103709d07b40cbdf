"""`bilat commitments --in`, `--prices` and `--show rates` through the command line."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Bilat

COMMITMENTS = ("commitments", "ASEAN-JP")


@pytest.fixture
def deflators(tmp_path: Path) -> str:
    """A file of price indices."""
    path = tmp_path / "deflators.csv"
    path.write_text("iso,year,index\nJPN,2020,100\nJPN,2021,100\nJPN,2022,100\nJPN,2023,110\n")
    return path.name


def test_the_flags_reach_the_report(ledger: Bilat, deflators: str) -> None:
    flags = ("--in", "USD", "--rates", "ecb-day", "--prices", "2020", "--deflators", deflators)
    value = json.loads(ledger(*COMMITMENTS, *flags, "--format", "json").out)
    boundary = value["boundary"]
    asked = tuple(boundary[name] for name in ("in", "rates", "prices", "deflators"))
    assert asked == ("USD", "ecb-day", "2020", deflators)
    cell = value["rows"][0]["converted"]
    assert (cell["value"], cell["basis"], cell["deflator"]["index"]) == ("256549380.36", "ecb-day", "110")


def test_the_table_says_how_money_was_converted(ledger: Bilat) -> None:
    out = ledger(*COMMITMENTS, "--in", "USD", "--rates", "ecb-day").out
    for text in ("in USD at ecb-day rates", "= USD 282.2043m", "ecb-day 2023-12-15", "by rates 282.2043m"):
        assert text in out


def test_csv_has_the_rate_in_columns_of_its_own(ledger: Bilat) -> None:
    out = ledger(*COMMITMENTS, "--in", "USD", "--rates", "ecb-year", "--format", "csv").out
    (row,) = csv.DictReader(io.StringIO(out))
    assert [row[f"converted_{part}"] for part in ("unit", "basis", "date", "layer")] == [
        "USD",
        "ecb-year",
        "2023",
        "converted",
    ]


def test_implied_rates_are_a_table_of_their_own(ledger: Bilat) -> None:
    ledger(
        "append",
        "pledge-restated",
        "--stream",
        "pledge/exchange",
        "--on",
        "2023-12-17",
        "--cites",
        "mofa",
        "--amount",
        "JPY 40bn",
        "--equivalents",
        "USD 280m",
    )
    out = ledger(*COMMITMENTS, "--show", "rates").out
    assert "142.857" in out
    assert "+0.79%" in out
    assert "Totals" not in out
    (row,) = csv.DictReader(io.StringIO(ledger(*COMMITMENTS, "--show", "rates", "--format", "csv").out))
    assert (row["event"], row["rate"], row["per_unit_of"]) == ("pledge/exchange#2", "142.85714285714285714", "USD")
    assert len(json.loads(ledger(*COMMITMENTS, "--show", "rates", "--format", "json").out)["rates"]) == 1


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--in", "usd"), "did you mean USD"),
        (("--in", "USD", "--rates", "ecbday"), "did you mean ecb-day"),
        (("--rates", "ecb-day"), "--in USD"),
        (("--in", "USD", "--rates", "file:none.csv"), "none.csv"),
        (("--in", "USD", "--rates", "file:bad.csv"), "bad.csv, line 2, column rate"),
        (("--in", "USD", "--prices", "2020", "--deflators", "bad.csv"), "bad.csv, line 1, column iso"),
        (("--in", "USD", "--prices", "2020"), "--deflators FILE"),
        (("--prices", "2020", "--deflators", "bad.csv"), "--in USD"),
        (("--show", "colours"), "rates"),
    ],
)
def test_bad_questions_exit_2(ledger: Bilat, tmp_path: Path, flags: tuple[str, ...], said: str) -> None:
    (tmp_path / "bad.csv").write_text("period,currency,per_unit_of,rate\n2023,JPY,USD,0\n")
    answer = ledger(*COMMITMENTS, *flags)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
