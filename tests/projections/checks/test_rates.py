"""Rates that no market knew, and one sum converted to amounts far apart."""

from typing import Any

import pytest

from tests.projections.checks.checked import found, rows
from tests.projections.reports.promised import amount, event, pledge

DAY = "2021-10-27"  # JPY 113.627 to the dollar


def converted(money: str, equivalent: str, on: str = DAY, **fields: Any) -> dict[str, Any]:
    return pledge("p", money, on, equivalents=[amount(equivalent)], **fields)


@pytest.mark.parametrize(
    ("money", "equivalent", "far"),
    [
        ("JPY 32000", "USD 281.6", False),
        ("JPY 32000", "USD 296.3", True),  # 108 yen: 5.21 per cent, whichever way round
        ("USD 296.3", "JPY 32000", True),
        ("JPY 32000", "USD 267", True),
        ("JPY 32000", "USD 295", False),
        ("JPY 32000", "USD at-least 250", False),
        ("JPY 32000", "USD at-least 300", True),
        ("JPY 32000", "USD at-most 300", False),
        ("JPY 32000", "USD between 250 300", False),
        ("JPY at-least 32000", "USD 296.3", False),
        ("JPY at-most 32000", "USD 296.3", True),
        ("JPY 32000", "dose 5", False),
    ],
)
def test_a_rate_far_from_the_days_is_found(money: str, equivalent: str, far: bool) -> None:
    assert found(converted(money, equivalent), kind="implied-rate") == ([("implied-rate", ["p#1"])] if far else [])


def test_two_tellings_of_one_day_imply_a_rate() -> None:
    record = [pledge("p", "JPY 32000", DAY), event("pledge-restated", "p", "USD 296.3", DAY)]
    (row,) = rows(*record, kind="implied-rate")
    assert row["events"] == ["pledge/p#1", "pledge/p#2"]
    assert row["message"] == (
        "JPY 32k for USD 296.3 is 107.999 JPY per USD, 5.21 per cent from the ECB's 113.627 of 2021-10-27"
    )


def test_conversions_far_apart_are_found() -> None:
    opened = converted("JPY 61000", "USD 442.5")
    again = event("pledge-restated", "p", "JPY 61000", "2022", equivalents=[amount("USD 500")])
    assert found(opened, again, kind="conversions-differ") == [("conversions-differ", ["p#1", "p#2"])]
    near = event("pledge-restated", "p", "JPY 61000", "2022", equivalents=[amount("USD 450")])
    assert found(opened, near, kind="conversions-differ") == []
    other = event("pledge-restated", "p", "JPY 70000", "2022", equivalents=[amount("USD 500")])
    assert found(opened, other, kind="conversions-differ") == [], "another sum is worth something else"


def test_conversions_of_a_raised_pledge_are_not_those_of_the_first_promise() -> None:
    raised = event("pledge-revised", "p", "JPY 90000", "2022", equivalents=[amount("USD 700")])
    assert found(converted("JPY 61000", "USD 537"), raised) == []


def test_conversions_of_one_total_are_compared_and_those_of_another_day_are_not() -> None:
    opened = {"donor": "JP", "recipient": "ASEAN", "title": "x", "measure": "disbursed"}

    def total(money: str, on: str, **fields: Any) -> dict[str, Any]:
        return event("total-reported", "programme/d", money, on, **{"measure": "disbursed"} | fields)

    first = total("JPY 32000", DAY, equivalents=[amount("USD 281.6")], **opened)
    items = found(first, total("USD 296.3", DAY), kind="conversions-differ")
    assert items == [("conversions-differ", ["programme/d#1", "programme/d#2"])]
    assert found(first, total("USD 296.3", "2021-10-28"), kind="conversions-differ") == []
