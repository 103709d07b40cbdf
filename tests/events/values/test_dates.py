"""Dates: EDTF text and the days it covers."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bilat.events.errors import BadInput
from bilat.events.values.dates import (
    Day,
    ExactDay,
    Horizon,
    When,
    add_months,
    fiscal_span,
    fiscal_year,
    horizon_span,
    horizon_years,
    span,
)
from tests.events.values.strategies import dates, horizons


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-12-17", "2023-12-17", "2023-12-17"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-12-16/2023-12-18", "2023-12-16", "2023-12-18"),
        ("2021/2023-03", "2021-01-01", "2023-03-31"),
        ("2021~", "2021-01-01", "2021-12-31"),
        ("2021-05?", "2021-05-01", "2021-05-31"),
        ("2021-05-03%", "2021-05-03", "2021-05-03"),
        ("1984?/2004~", "1984-01-01", "2004-12-31"),
        ("2021-21", "2021-03-01", "2021-05-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("2021-12-XX", "2021-12-01", "2021-12-31"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    assert span(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-02-30",
        "2023-13",
        "2023-00",
        "0000",
        "23-12-17",
        "17.12.2023",
        "2023-12-18/2023-12-16",
        "2023/2022",
        "2023/",
        "/2023",
        "..",
        "2023/..",
        "../2023",
        "2020/2021/2022",
        " 2023",
        "2023-12-17 ",
        "20231217",
        "2023-1-7",
        "2023-1X",
        "1" * 400,
        "１２３４",
        "yesterday",
        "-0999",
        "Y17E7",
        "FY2020",
        "P5Y",
        "2023-12-17\n",
    ],
)
def test_what_is_no_date_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadInput):
        span(text)
    assert capsys.readouterr().out == "", "edtf's own prints stay off standard output"


@given(text=dates())
def test_the_first_day_is_never_after_the_last(text: str) -> None:
    assert span(text).first <= span(text).last


@pytest.mark.parametrize(
    ("text", "first", "last", "years"),
    [
        ("2020/2024", "2020-01-01", "2024-12-31", "5"),
        ("2020-04-01/2021-03-31", "2020-04-01", "2021-03-31", "1"),
        ("../2030", "2023-12-17", "2030-12-31", None),
        ("2023-12-17/..", "2023-12-17", None, None),
        ("P5Y", "2023-12-17", "2028-12-16", "5"),
        ("P1Y6M", "2023-12-17", "2025-06-16", None),
        ("P30D", "2023-12-17", "2024-01-15", None),
        ("2023/9999", "2023-01-01", "9999-12-31", "7977"),
    ],
)
def test_a_horizon_covers_days_from_the_opening_where_it_says_so(
    text: str, first: str, last: str | None, years: str | None
) -> None:
    opened = date(2023, 12, 17)
    assert horizon_span(text, opened) == (date.fromisoformat(first), last and date.fromisoformat(last))
    if years:
        assert horizon_years(text, opened) == Decimal(years)


def test_the_length_of_a_horizon_is_in_days_where_it_is_no_whole_years() -> None:
    assert horizon_years("2023-01-01/2023-01-01", date(2023, 1, 1)) == 1 / Decimal("365.25")
    assert horizon_years("2023-01-01/..", date(2023, 1, 1)) is None
    assert horizon_years(None, date(2023, 1, 1)) is None


@given(text=horizons(), opened=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_horizon_has_a_length_or_no_end(text: str, opened: date) -> None:
    years = horizon_years(text, opened)
    assert years is None or years > 0


@pytest.mark.parametrize("text", ["P0Y", "P", "PT5H", "5Y", "P-5Y", "../..", "2023-02-30/..", "2024/2023", "P1.5Y"])
def test_what_is_no_horizon_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Horizon).validate_python(text)


def test_fiscal_years_begin_where_the_country_says() -> None:
    assert fiscal_year("FY2020") == 2020
    assert fiscal_year("2020") is None
    assert fiscal_span(2020, date(2000, 4, 1)) == "2020-04-01/2021-03-31"
    assert fiscal_span(2020, date(1999, 10, 1)) == "2019-10-01/2020-09-30"
    assert fiscal_span(2000, date(2000, 1, 1)) == "2000-01-01/2000-12-31"
    with pytest.raises(BadInput, match="leaves the calendar"):
        fiscal_span(9999, date(2000, 4, 1))


def test_months_are_added_with_the_last_day_where_the_month_is_shorter() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 1, 31), -2) == date(2023, 11, 30)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [(When, "FY2020", "FY20"), (Day, "2023-12", "2023/2024"), (ExactDay, "2000-04-01", "2000-04")],
)
def test_each_kind_of_date_takes_its_own_forms(kind: Any, good: str, bad: str) -> None:
    assert TypeAdapter(kind).validate_python(good) == good
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(bad)
