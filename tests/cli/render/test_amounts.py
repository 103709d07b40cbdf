"""Amounts as they are printed."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat.cli.render.amounts import SCALES, WIDE, amount, amounts, number


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("0", "0"),
        ("1", "1"),
        ("999", "999"),
        ("1000", "1k"),
        ("1540000", "1.54m"),
        ("32000000000", "32bn"),
        ("225900000000", "225.9bn"),
        ("137633300000", "137.6333bn"),
        ("4464700000000", "4.4647tn"),
        ("1234567", "1,234,567"),
        ("1693423121.45", "1,693,423,121.45"),
        ("-2500000", "-2.5m"),
        ("0.000000000000001", "0.000000000000001"),
        ("123456000000000000", "123,456tn"),
        ("10000000000000.000000000000001", "10,000,000,000,000.000000000000001"),
    ],
)
def test_numbers_are_scaled_where_that_loses_nothing(text: str, printed: str) -> None:
    assert number(text) == printed


@given(st.decimals(min_value=Decimal("-1e18"), max_value=Decimal("1e18"), places=15, allow_nan=False))
def test_every_digit_is_kept(value: Decimal) -> None:
    printed = number(f"{value:f}").replace(",", "")
    scale = next((digits for suffix, digits in SCALES.items() if printed.endswith(suffix)), 0)
    assert Decimal(printed.rstrip("kmbtn")).scaleb(scale, WIDE) == value


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ({"value": "50000000", "unit": "USD", "bound": "exact"}, "USD 50m"),
        ({"value": "16000000", "unit": "dose", "bound": "at-least"}, "≥ 16m doses"),
        ({"value": "32000000000", "unit": "JPY", "bound": "about"}, "~JPY 32bn"),
        ({"value": "50000000000", "unit": "JPY", "bound": "at-most"}, "≤ JPY 50bn"),
        ({"value": "1000000000", "unit": "USD", "bound": "between", "upper": "1200000000"}, "USD 1bn–1.2bn"),
        ({"value": "5", "low": "3", "high": "8", "unit": "USD", "bound": "between"}, "USD 3–8"),
        ({"value": "5", "low": "0", "high": "8", "unit": "USD", "bound": "between"}, "USD 0–8"),
        ({"value": "5", "low": "3", "high": None, "unit": "USD", "bound": "between"}, "≥ USD 3"),
        ({"value": "3", "low": "3", "high": None, "unit": "USD", "bound": "at-least"}, "≥ USD 3"),
        ({"value": "100", "unit": "USD/year", "bound": "exact"}, "USD 100 a year"),
        ({"value": "1", "unit": "x\x1b", "bound": "exact"}, "1 x\\e"),
        ({"value": "1", "unit": "person", "bound": "about"}, "~1 person"),
        ({"value": "1000", "unit": "person/year", "bound": "about"}, "~1,000 people a year"),
        ({"value": "30", "unit": "patrol-vessel", "bound": "exact"}, "30 patrol vessels"),
        (None, ""),
        ({}, ""),
    ],
)
def test_amounts_carry_their_bound(given: dict[str, Any] | None, printed: str) -> None:
    assert amount(given) == printed


def test_lists_and_single_amounts_are_taken_alike() -> None:
    usd = {"value": "1", "unit": "USD", "bound": "exact"}
    assert amounts(usd) == amounts([usd]) == ["USD 1"]
    assert amounts(None) == amounts({}) == amounts([]) == []


def test_an_amount_whose_value_is_not_its_least_prints_its_low() -> None:
    apart = {"value": "300000000", "unit": "USD", "bound": "between", "low": "200000000"}
    assert amount(apart | {"upper": "300000000"}) == "USD 200m–300m"
    assert amount(apart) == "≥ USD 200m"
    assert amount(apart | {"low": "0", "upper": "300000000"}) == "USD 0–300m"
