"""Amounts for readers: what is rounded stays true."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat.cli.page.amounts import bare, brief, interval, machine, said, short, three

NUMBERS = st.decimals(min_value=1, max_value=10**15, places=2)


def total(value: str, low: str, high: str | None, bound: str, unit: str = "USD") -> dict[str, str | None]:
    return {"value": value, "low": low, "high": high, "bound": bound, "unit": unit}


@pytest.mark.parametrize(
    ("given", "sentence", "table"),
    [
        (total("1948030937.8", "1948030937.8", None, "at-least"), "at least USD 1.94 billion", "≥ USD 1.94bn"),
        (total("1948030937.8", "0", "1948030937.8", "at-most"), "at most USD 1.95 billion", "≤ USD 1.95bn"),
        (total("85300", "85249", "85351", "between"), "USD 85,200 to 85,400", "USD 85.2k–85.4k"),
        (total("85300", "85300", "85301", "between"), "USD 85,300 to 85,400", "USD 85.3k–85.4k"),
        (total("85300", "85200", None, "between"), "at least USD 85,200", "≥ USD 85.2k"),
        (total("6000", "6000", "6000", "about", "person"), "about 6,000 people", "~6,000 people"),
        (total("1", "1", "1", "exact", "vessel"), "1 vessel", "1 vessel"),
        (total("0", "0", "0", "exact"), "USD 0", "USD 0"),
        ({"value": "20", "unit": "USD", "bound": "between", "upper": "30"}, "USD 20 to 30", "USD 20–30"),
    ],
)
def test_what_is_said(given: dict[str, str], sentence: str, table: str) -> None:
    assert (said(given), brief(given)) == (sentence, table)


def worth(text: str) -> Decimal:
    """The number in a short amount."""
    digits = text.split()[-1]
    scale = {"tn": 12, "bn": 9, "m": 6, "k": 3}
    for mark, power in scale.items():
        if digits.endswith(mark):
            return Decimal(digits.removesuffix(mark)).scaleb(power)
    return Decimal(digits)


@given(NUMBERS)
def test_a_bound_is_never_made_stronger_by_rounding(number: Decimal) -> None:
    text = f"{number}"
    assert worth(brief(total(text, text, None, "at-least"))) <= number
    assert worth(brief(total(text, "0", text, "at-most"))) >= number
    assert abs(three(number) - number) <= number / 200


def test_short_forms() -> None:
    at_least = total("1948030937.8", "1948030937.8", None, "at-least")
    assert short(at_least) == "≥ 1.948bn"
    assert bare(at_least, 9) == "1.9"
    assert machine(at_least) == "1948030937.8|1948030937.8||at-least|USD"
    five = Decimal(5)
    assert interval({"value": "5", "unit": "USD", "bound": "at-most"}) == (five, Decimal(0), five)
