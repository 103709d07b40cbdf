"""Rates from a file: periods and their inverses and products, and every way a file can be wrong."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bilat.events.errors import BadInput
from bilat.projections.currency import Rate, RateTable, table

HEADER = "period,currency,per_unit_of,rate\n"


@pytest.fixture
def rates(tmp_path: Path) -> Path:
    """Where a file of rates may be written."""
    return tmp_path / "rates.csv"


def read(path: Path, *lines: str, header: str = HEADER) -> RateTable:
    path.write_text(header + "".join(f"{line}\n" for line in lines))
    return table(f"file:{path}")


def found(rates: RateTable, unit: str, to: str, first: str, last: str | None = None) -> tuple[Decimal, str] | None:
    rate = rates.rate(unit, to, date.fromisoformat(first), date.fromisoformat(last or first))
    return None if rate is None else (rate.rate, rate.dated)


def test_units_of_a_currency_per_unit_of_another_and_the_inverse(rates: Path) -> None:
    items = read(rates, "2021,JPY,USD,125")
    assert found(items, "USD", "JPY", "2021-10-27") == (Decimal(125), "2021")
    assert found(items, "JPY", "USD", "2021-10-27") == (Decimal("0.008"), "2021")
    assert found(items, "JPY", "USD", "2022-10-27") is None
    assert found(items, "JPY", "EUR", "2021-10-27") is None
    day = date(2021, 1, 1)
    assert items.rate("USD", "JPY", day, day) == Rate(Decimal(125), "file", "2021")


def test_the_shortest_period_that_covers_the_days_is_meant(rates: Path) -> None:
    items = read(rates, "2021,JPY,USD,110", "2021-10,JPY,USD,113", "2021-10-27,JPY,USD,108")
    assert found(items, "USD", "JPY", "2021-10-27") == (Decimal(108), "2021-10-27")
    assert found(items, "USD", "JPY", "2021-10-01", "2021-10-31") == (Decimal(113), "2021-10")
    assert found(items, "USD", "JPY", "2021-01-01", "2021-12-31") == (Decimal(110), "2021")


def test_days_that_no_period_covers_have_the_mean_of_their_rates(rates: Path) -> None:
    items = read(rates, "2021-01,JPY,USD,100", "2021-02,JPY,USD,110")
    assert found(items, "USD", "JPY", "2021-01-31", "2021-02-01") == (Decimal(105), "2021-01-31/2021-02-01")
    assert found(items, "USD", "JPY", "2021-02-28", "2021-03-01") is None


def test_a_week_end_has_the_rate_of_the_day_before_it(rates: Path) -> None:
    items = read(rates, "2021-10-29,JPY,USD,114", "2021-11-01,JPY,USD,115")
    assert found(items, "USD", "JPY", "2021-10-31") == (Decimal(114), "2021-10-29")
    assert found(items, "USD", "JPY", "2021-11-06") is None


def test_two_rates_lead_through_a_third_currency(rates: Path) -> None:
    items = read(rates, "2021,JPY,USD,100", "2021,PHP,USD,50")
    assert found(items, "JPY", "PHP", "2021-05-05") == (Decimal("0.5"), "2021")


def test_the_version_names_the_file_and_its_content(rates: Path) -> None:
    one = read(rates, "2021,JPY,USD,100").version
    assert str(rates) in one
    assert one != read(rates, "2021,JPY,USD,101").version


@pytest.mark.parametrize(
    ("header", "lines", "message"),
    [
        ("period,currency,rate\n", ["2021,JPY,1"], "line 1, column per_unit_of: it is missing"),
        ("period,currency,per_unit_of,rate,rate\n", ["2021,JPY,USD,1,1"], "line 1, column rate: it is there twice"),
        (HEADER, ["2021,JPY,USD,"], "line 2, column rate: nothing here"),
        (HEADER, ["2020,JPY,USD,1", "2021,,USD,1"], "line 3, column currency: nothing here"),
        (HEADER, ["2021,JPY,USD"], "line 2, column rate: 3 cells"),
        (HEADER, ["2021,JPY,USD,1,2"], "line 2, column rate: 5 cells"),
        (HEADER, ["2021,JPY,USD,0"], "line 2, column rate: 0 cannot divide"),
        (HEADER, ["2021,JPY,USD,0.00"], "line 2, column rate: 0.00 cannot divide"),
        (HEADER, ["2021,JPY,USD,-5"], "line 2, column rate: '-5' is not a number above 0"),
        (HEADER, ["2021,JPY,USD,1e5"], "line 2, column rate: '1e5' is not a number"),
        (HEADER, ["2021,JPY,USD,NaN"], "line 2, column rate: 'NaN' is not a number"),
        (HEADER, ["2021,JPN,USD,1"], "line 2, column currency: unknown currency 'JPN'"),
        (HEADER, ["2021,JPY,JPY,1"], "line 2, column per_unit_of: a currency has no rate to itself"),
        (HEADER, ["21,JPY,USD,1"], "line 2, column period: cannot read the date '21'"),
        (HEADER, ["2021,JPY,USD,1", "2021,JPY,USD,2"], "line 3, column period: JPY and USD in 2021 stand on line 2"),
        (HEADER, ["2021,JPY,USD,2", "2021,USD,JPY,2"], "line 3, column period: JPY and USD in 2021 stand on line 2"),
        (HEADER, ["2022,JPY,USD,1", "2020,JPY,USD,1"], "line 2, column period: nothing is told of JPY per USD"),
        (HEADER, ["2021-10-01,JPY,USD,1", "2021-10-07,JPY,USD,1"], "line 3, column period: nothing is told"),
        (HEADER, [], "line 2: no line after the header"),
        ("", [], "line 1, column period: it is missing"),
        (HEADER, ['2021,"JPY,USD,1'], "line 2: unexpected end of data"),
    ],
)
def test_a_bad_file_is_refused_by_line_and_column(rates: Path, header: str, lines: list[str], message: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(rates, *lines, header=header)
    assert refused.value.message.startswith(f"{rates}, {message}")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No such file"):
        table(f"file:{tmp_path / 'none.csv'}")
    with pytest.raises(BadInput, match="Is a directory"):
        table(f"file:{tmp_path}")
    (tmp_path / "latin.csv").write_bytes(HEADER.encode() + b"2021,JPY,USD,\xe9\n")
    with pytest.raises(BadInput, match="line 2: not UTF-8"):
        table(f"file:{tmp_path / 'latin.csv'}")


def test_a_spreadsheets_mark_and_line_ends_do_no_harm(rates: Path) -> None:
    rates.write_bytes(b"\xef\xbb\xbf" + b"rate,period,note,currency,per_unit_of\r\n110,2021,x,JPY,USD\r\n\r\n")
    assert found(table(f"file:{rates}"), "USD", "JPY", "2021-01-01") == (Decimal(110), "2021")
