"""Amounts and their text form."""

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from bilat.events.errors import BadInput
from bilat.events.values.amounts import Amount, AnyAmount, Bound, NonZeroAmount, PositiveAmount, parse_amount
from bilat.events.values.decimals import exact
from tests.events.values.strategies import amounts, currencies, nouns


@given(amount=amounts(units=nouns()) | amounts(units=currencies()))
def test_the_text_form_of_an_amount_reads_back_as_that_amount(amount: Amount) -> None:
    assert parse_amount(str(amount)) == amount


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound", "upper"),
    [
        ("USD 50m", "50000000", "USD", "exact", None),
        ("50m USD", "50000000", "USD", "exact", None),
        ("~JPY 32bn", "32000000000", "JPY", "about", None),
        (">=16m dose", "16000000", "dose", "at-least", None),
        ("> 16m dose", "16000000", "dose", "at-least", None),
        ("<=JPY 50bn", "50000000000", "JPY", "at-most", None),
        ("<JPY 50bn", "50000000000", "JPY", "at-most", None),
        ("USD 1bn..1.2bn", "1000000000", "USD", "between", "1200000000"),
        ("USD 1,234,567.50", "1234567.5", "USD", "exact", None),
        ("0.25k person", "250", "person", "exact", None),
        ("DEM 3tn", "3000000000000", "DEM", "exact", None),
        ("USD -5", "-5", "USD", "exact", None),
        (
            "USD 123456789012345678.123456789012345",
            "123456789012345678.123456789012345",
            "USD",
            "exact",
            None,
        ),
    ],
)
def test_an_amount_is_read_with_its_scale_unit_and_bound(
    text: str, value: str, unit: str, bound: str, upper: str | None
) -> None:
    record = {"value": value, "unit": unit, "bound": bound} | ({"upper": upper} if upper else {})
    assert parse_amount(text).model_dump(mode="json", exclude_none=True) == record


@pytest.mark.parametrize("bound", get_args(Bound))
def test_every_bound_has_a_text_form(bound: Bound) -> None:
    upper = Decimal(6) if bound == "between" else None
    amount = Amount(value=Decimal(5), unit="USD", bound=bound, upper=upper)
    assert str(amount) in {"USD 5", "~USD 5", ">=USD 5", "<=USD 5", "USD 5..6"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "50",
        "50m",
        "USD",
        "50 mn",
        "USD 50mn",
        "USD 5,5,5",
        "USD 1,0000",
        "USD 1.234,56",
        "1.234,56 EUR",
        "NaN",
        "USD NaN",
        "USD inf",
        "USD 1e400",
        "USD 1e5",
        "USD +5",
        "USD .5",
        "USD 5.",
        "USD $5",
        "USD 50 dose",
        "5 Dose",
        "USD five",
        "~USD 1..2",
        "USD 1-2",
        "USD 50 million",
        "5 billion",
        "US$ 5",
        "USD ٥",
        "USD 5\n6",
        "UZD 5",
    ],
)
def test_what_is_no_amount_is_refused_with_the_grammar(text: str) -> None:
    with pytest.raises(BadInput, match=r"amounts read: .*USD 1bn\.\.1\.2bn"):
        parse_amount(text)


@pytest.mark.parametrize("text", ["USD 2..1", "USD 1bn..1bn", "USD -1..-2"])
def test_a_range_that_does_not_rise_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="ends before it starts"):
        parse_amount(text)


@pytest.mark.parametrize("text", ["USD 1234567890123456789", "USD 1000000tn", "USD 0." + "0" * 15 + "1"])
def test_a_number_beyond_the_digits_kept_is_refused_not_rounded(text: str) -> None:
    with pytest.raises(BadInput, match="at most 18 digits before and 15 after"):
        parse_amount(text)


def test_digits_too_many_on_both_sides_of_the_point_are_refused() -> None:
    with pytest.raises(BadInput, match="at most 18 digits"):
        exact(Decimal("123456789012345678.12345678901234567890"))
    with pytest.raises(BadInput, match="at most 18 digits"):
        parse_amount("USD 1." + "0" * 30 + "1m")


def test_trailing_zeros_are_dropped_and_zero_has_no_sign() -> None:
    assert str(exact(Decimal("1.500"))) == "1.5"
    assert str(exact(Decimal("-0.0"))) == "0"
    assert str(exact(Decimal("1E+3"))) == "1000"


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        (PositiveAmount, "USD -5", "above 0"),
        (PositiveAmount, "USD 0", "above 0"),
        (NonZeroAmount, "USD 0", "not 0"),
        (AnyAmount, {"value": 5.5, "unit": "USD", "bound": "exact"}, "floating point"),
        (AnyAmount, {"value": True, "unit": "USD", "bound": "exact"}, "not numbers"),
        (AnyAmount, {"value": "1e3", "unit": "USD", "bound": "exact"}, "cannot read the number"),
        (AnyAmount, {"value": "5", "unit": "USD", "bound": "exact", "upper": "6"}, "goes with the bound"),
        (AnyAmount, {"value": "5", "unit": "USD", "bound": "between"}, "goes with the bound"),
        (AnyAmount, {"value": "5", "unit": "USD", "bound": "between", "upper": "5"}, "above"),
        (AnyAmount, {"value": "5", "unit": "USD", "bound": "exact", "currency": "USD"}, "Extra"),
        (AnyAmount, {"value": "5", "unit": "USB", "bound": "exact"}, "unknown currency"),
        (AnyAmount, {"value": "5", "unit": "USD"}, "Field required"),
    ],
)
def test_an_amount_out_of_bounds_is_refused(kind: Any, given: Any, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        TypeAdapter(kind).validate_python(given)


def test_money_may_flow_back() -> None:
    assert TypeAdapter(NonZeroAmount).validate_python("USD -5").value == -5
