"""A merger after which more counts than before is found, and no other."""

import pytest

from tests.histories import Draft
from tests.projections.checks.checked import found, rows
from tests.projections.reports.promised import event, pledge

KIND = "merger-raises"
YEARLY = {"pace": "per-year"}


def merger(one: str, other: str) -> Draft:
    """Find that one promise had been recorded twice."""
    return event("pledge-merged", one, into=f"pledge/{other}", reason="twice", on="2023")


def test_a_merger_that_uncovers_money_in_another_unit_is_found() -> None:
    # given a promise that covered what was told of a part by the year, merged into one by the year
    drafts = (
        pledge("m", "USD 100"),
        pledge("p", "USD 40", part_of="pledge/m", **YEARLY),
        pledge("s", "USD 10", **YEARLY),
    )
    (row,) = rows(*drafts, merger("m", "s"), kind=KIND)
    # then the finding says what counts with it and without
    assert row["events"] == ["pledge/m#2"]
    assert row["message"] == "this merger raises what is counted: USD/year 40 counts with it and USD/year 10 without"


def test_a_promise_merged_into_its_own_part_in_another_unit_is_found() -> None:
    drafts = pledge("m", "USD 100"), pledge("p", "JPY 40", part_of="pledge/m")
    assert found(*drafts, merger("m", "p"), kind=KIND) == [(KIND, ["m#2"])]


def test_a_merger_that_drops_a_refund_is_found() -> None:
    refund = event("pledge-committed", "m", "USD -30", on="2022")
    drafts = pledge("m"), refund, pledge("s", "USD 10"), merger("m", "s")
    assert found(*drafts, kind=KIND) == [(KIND, ["m#3"])]


@pytest.mark.parametrize("unit", ["USD", "JPY"])
def test_a_merger_that_raises_nothing_is_not_found(unit: str) -> None:
    drafts = pledge("m", "USD 100"), pledge("s", f"{unit} 90"), pledge("p", "USD 40", part_of="pledge/m")
    other = pledge("q", "USD 5", part_of="pledge/s"), pledge("r", "JPY 5", part_of="pledge/s")
    assert found(*drafts, *other, merger("m", "s"), kind=KIND) == []


def test_what_counts_is_asked_of_the_relation() -> None:
    # given a part that lies outside the relation
    drafts = pledge("m", "USD 100"), pledge("s", "JPY 10")
    part = pledge("p", "JPY 40", part_of="pledge/m", donor="US")
    assert found(*drafts, part, merger("m", "s"), kind=KIND, relation=("ASEAN", "JP")) == []
    assert found(*drafts, part, merger("m", "s"), kind=KIND) == [(KIND, ["m#2"])]
