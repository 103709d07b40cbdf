"""Running totals against each other and against the ledger's own sums; parts against their whole."""

from typing import Any

import pytest

from tests.projections.checks.checked import found
from tests.projections.reports.promised import amount, event, pledge

OPENED = {"donor": "JP", "recipient": "ASEAN", "title": "doses"}


def total(money: str, on: str = "2021", **fields: Any) -> dict[str, Any]:
    return event("total-reported", "programme/d", money, on, **{"measure": "disbursed"} | fields)


def of(*versions: int) -> list[str]:
    return [f"programme/d#{version}" for version in versions]


@pytest.mark.parametrize(
    ("before", "after", "falls"),
    [
        ("USD 25", "USD 18", True),
        ("USD 18", "USD 25", False),
        ("USD 1540", "USD 1500", False),  # 1,500 may be 1,540 rounded
        ("USD 1560", "USD 1500", True),
        ("USD 25", "USD at-least 18", False),
        ("USD at-least 25", "USD 18", True),
        ("USD at-most 25", "USD 18", False),
        ("USD 25", "USD between 18 26", False),
    ],
)
def test_a_total_that_falls_is_found(before: str, after: str, falls: bool) -> None:
    items = found(total(before, **OPENED), total(after, "2022"))
    assert items == ([("total-falls", of(1, 2))] if falls else [])


def test_budgets_and_what_is_outstanding_may_fall() -> None:
    assert not found(total("USD 25", measure="outstanding", **OPENED), total("USD 18", "2022", measure="outstanding"))


def test_a_conversion_is_compared_with_a_total_in_that_currency_and_not_with_another_conversion() -> None:
    yen = {"equivalents": [amount("USD 18")]}
    dollars = total("USD 25", **OPENED)
    assert found(dollars, total("JPY 2000", "2022", **yen), kind="total-falls") == [("total-falls", of(1, 2))]
    weak: dict[str, Any] = {"equivalents": [amount("USD 25")]} | OPENED
    assert found(total("JPY 2500", **weak), total("JPY 3000", "2022", **yen), kind="total-falls") == []


def test_one_day_with_two_amounts_or_two_bounds_is_found() -> None:
    assert found(total("USD 195", **OPENED), total("USD 192")) == [("totals-differ", of(1, 2))]
    assert found(total("USD at-least 23", **OPENED), total("USD about 23")) == [("total-bounds-differ", of(1, 2))]
    assert found(total("USD 23", **OPENED), total("USD 23")) == []
    assert found(total("USD 23", **OPENED), total("USD 29", since="2019")) == [], "they count different spans"


def test_more_paid_than_committed_later_is_found() -> None:
    committed = total("USD 18", "2022", measure="committed")
    assert found(total("USD 25", **OPENED), committed) == [("totals-out-of-order", of(1, 2))]
    assert found(total("USD 18", "2022", measure="committed", **OPENED), total("USD 25", "2023")) == []
    assert found(total("USD 18", **OPENED), total("USD 25", "2022", measure="announced")) == []


def test_a_total_below_what_is_on_record_is_found() -> None:
    paid = [event("pledge-disbursed", "p", "USD 10", on) for on in ("2021-02-01", "2021-03-01", "2022-02-01")]
    record = event("total-reported", "p", "USD 15", "2021-12-31", measure="disbursed")
    assert found(pledge("p", "USD 90"), *paid, record) == [("total-off-ledger", ["p#5", "p#2", "p#3"])]
    low = event("total-reported", "p", "USD 25", "2021-12-31", measure="disbursed")
    assert found(pledge("p", "USD 90"), *paid, low) == [("total-off-ledger", ["p#5", "p#2", "p#3"])]
    right = event("total-reported", "p", "USD 20", "2021-12-31", measure="disbursed")
    assert found(pledge("p", "USD 90"), *paid, right) == []
    assert found(pledge("p", "USD 90"), low) == [], "nothing on record contradicts nothing"


def test_the_parts_of_a_programme_are_held_against_its_total_from_above_alone() -> None:
    def parts(text: str) -> list[Any]:
        half = {"part_of": "programme/d", "kind": "pledge-committed"}
        opened = total(text, "2021-12-31", measure="committed", **OPENED)
        part = event("pledge-committed", "whole", "USD 8", "2021-05-01")
        whole = pledge("whole", "USD 90", part_of="programme/d")
        return [opened, pledge("p", "USD 7", "2021-05-01", **half), whole, part]

    assert found(*parts("USD 12")) == [("total-off-ledger", ["programme/d#1", "p#1", "whole#2"])]
    assert found(*parts("USD 15")) == found(*parts("USD 99")) == []


def test_parts_above_their_whole_are_found() -> None:
    whole = pledge("whole", "USD 170")
    parts = [pledge("a", "USD 139", part_of="pledge/whole"), pledge("b", "USD 35", part_of="pledge/whole")]
    assert found(whole, *parts) == [], "170 may stand for 174"
    assert found(pledge("whole", "USD 171"), *parts) == [("parts-above-whole", ["whole#1", "a#1", "b#1"])]
    assert found(pledge("whole", "USD at-least 160"), *parts) == []


def test_parts_in_other_money_count_as_their_source_converts_them() -> None:
    dollars: dict[str, Any] = {"part_of": "pledge/whole", "equivalents": [amount("USD 180.5")]}
    assert found(pledge("whole", "USD 171"), pledge("a", "JPY 20000", **dollars), kind="parts-above-whole") == [
        ("parts-above-whole", ["whole#1", "a#1"])
    ]
    assert found(pledge("whole", "USD 171"), pledge("a", "JPY 20000", part_of="pledge/whole")) == []


def test_a_part_that_was_cut_or_cancelled_is_not_above_its_whole() -> None:
    whole, part = pledge("whole", "USD 171"), pledge("a", "USD 200", part_of="pledge/whole")
    assert found(whole, part, kind="parts-above-whole") != []
    assert found(whole, part, event("pledge-cancelled", "a"), kind="parts-above-whole") == []
    assert found(whole, part, event("pledge-revised", "a", "USD 150", "2022"), kind="parts-above-whole") == []
