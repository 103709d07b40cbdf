"""Units of goods that look like one, and money among them."""

import pytest

from tests.histories import Draft
from tests.projections.checks.checked import cites, found, rows


def given(slug: str, unit: str) -> Draft:
    return {
        "kind": "pledge-announced",
        "stream": f"pledge/{slug}",
        "on": "2023",
        "cites": cites("a"),
        "donor": "JP",
        "recipient": "VN",
        "title": slug,
        "instrument": "in-kind",
        "amount": {"value": "16", "unit": unit, "bound": "exact"},
    }


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("dose", "doses", True),
        ("patrol-vessel", "patrol-vessels", True),
        ("test-kit", "testkit", True),
        ("kilometre", "kilometer", True),
        ("vaccine", "vacine", True),
        ("person", "people", True),
        ("boat", "goat", False),
        ("ton", "tonne", False),
        ("dose", "mask", False),
        ("megawatt", "kilowatt", False),
    ],
)
def test_units_that_differ_by_number_or_spelling_are_found(one: str, other: str, alike: bool) -> None:
    drafts = [given("p", one), given("q", other), given("r", one)]
    assert found(*drafts, kind="units-alike") == ([("units-alike", ["p#1", "q#1"])] if alike else [])


def test_money_counted_as_goods_is_found_with_its_code() -> None:
    [row] = rows(given("p", "usd"), given("q", "USD"), kind="units-alike")
    assert (row["level"], row["message"], row["remedy"]) == (
        "warning",
        "usd is money, counted as goods",
        "correct it: write USD",
    )


def test_without_amounts_nothing_is_alike() -> None:
    assert found(kind="units-alike") == []
