"""Payments beyond the promise, and promises recorded twice."""

from typing import Any

import pytest

from tests.projections.checks.checked import found, rows
from tests.projections.reports.promised import event, pledge


def paid(money: str | None, on: str = "2021-06-01") -> dict[str, Any]:
    return event("pledge-disbursed", "p", money, on)


def test_more_disbursed_than_committed_is_found() -> None:
    signed = event("pledge-committed", "p", "USD 11")
    assert found(pledge("p", "USD 50"), signed, paid("USD 7"), paid("USD 6")) == [("over-disbursed", ["p#3", "p#4"])]
    assert found(pledge("p", "USD 50"), signed, paid("USD 11")) == []
    assert found(pledge("p", "USD 50"), signed, paid("USD 13"), paid("USD -2")) == [], "a refund came back"
    assert found(pledge("p", "USD 50"), signed, paid("USD at-most 13")) == []


def test_without_commitments_the_promise_is_the_limit() -> None:
    assert found(pledge("p", "USD 11"), paid("USD 13")) == [("over-disbursed", ["p#2"])]
    assert found(pledge("p", "USD at-least 11"), paid("USD 13")) == []
    assert found(pledge("p", kind="pledge-disbursed", money="USD 13"), paid("USD 9")) == []


def test_money_paid_after_the_cancellation_is_found() -> None:
    cancelled = event("pledge-cancelled", "p", on="2021-05")
    late = [("disbursed-after-cancellation", ["p#2", "p#3"])]
    assert found(pledge("p", "USD 50"), cancelled, paid("USD 5")) == late
    assert found(pledge("p", "USD 50"), cancelled, paid(None)) == late
    assert found(pledge("p", "USD 50"), cancelled, paid("USD 5", "2021-05-31")) == []
    assert found(pledge("p", "USD 50"), cancelled, paid("USD -5")) == [], "a refund is no payment"


def test_money_paid_in_another_unit_is_found() -> None:
    assert found(pledge("p", "USD 50"), paid("JPY 5"), paid("JPY 6")) == [("disbursed-in-another-unit", ["p#2", "p#3"])]
    assert found(pledge("p", "USD 50"), event("pledge-committed", "p", "JPY 5"), paid("JPY 5")) == []
    assert found(pledge("p"), paid("JPY 5")) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"money": "USD 50"}, {"money": "USD 50", "on": "2021-03-04"}, True),
        ({"money": "USD 50"}, {"money": "USD 50", "on": "2021-03-05"}, False),
        ({"money": "USD 50", "on": "2021"}, {"money": "USD 50", "on": "2022-03"}, True),
        ({"money": "USD 1540"}, {"money": "USD about 1500"}, True),
        ({"money": "USD 1560"}, {"money": "USD 1500"}, False),
        ({"money": "USD 0.98"}, {"money": "USD 1"}, True),
        ({"money": "USD 140"}, {"money": "USD 100"}, False),
        ({"money": "USD 50"}, {"money": "JPY 50"}, False),
        ({"money": "USD 50"}, {"money": "USD 50", "recipient": "US"}, False),
        ({"money": "USD 50", "donor": ["US", "JP"]}, {"money": "USD 50", "donor": ["JP", "US"]}, True),
        ({"money": "USD 50"}, {"money": "USD 50", "part_of": "pledge/one"}, False),
    ],
)
def test_pledges_that_look_alike_are_found(one: dict[str, Any], other: dict[str, Any], alike: bool) -> None:
    items = found(pledge("one", **one), pledge("other", **other), kind="likely-duplicate")
    assert items == ([("likely-duplicate", ["one#1", "other#1"])] if alike else [])


def test_an_agency_stands_for_the_party_above_it() -> None:
    agency = {"kind": "party-registered", "stream": "party/JICA", "name": "JICA", "type": "agency", "parent": "JP"}
    record = rows(agency, pledge("one", "USD 50"), pledge("other", "USD 50", donor="JICA"))
    assert [(row["kind"], row["relation"]) for row in record] == [("likely-duplicate", "ASEAN-JP")]


def test_what_was_merged_is_no_duplicate() -> None:
    merged = event("pledge-merged", "other", into="pledge/one", reason="twice")
    assert found(pledge("one", "USD 50"), pledge("other", "USD 50"), merged) == []


def test_a_part_of_a_part_is_no_duplicate_and_two_parts_are() -> None:
    whole, part = pledge("a", "USD 50"), pledge("b", part_of="pledge/a")
    assert found(whole, part, pledge("c", "USD 50", part_of="pledge/b")) == []
    twins = [pledge(slug, "USD 5", part_of="pledge/a") for slug in ("b", "c")]
    assert found(whole, *twins) == [("likely-duplicate", ["b#1", "c#1"])]


def test_a_thousand_alike_are_one_finding() -> None:
    many = [pledge(f"p{number:04}", "USD 50", f"2021-{1 + number % 12:02}-01") for number in range(1000)]
    items = found(*many)
    assert [(kind, len(events)) for kind, events in items] == [("likely-duplicate", 1000)]


def test_pledges_of_one_title_or_one_worth_are_alike() -> None:
    title = "Railway to the airport"
    twins = pledge("a", "USD 50", title=title), pledge("b", title=f"The {title}")
    assert found(*twins, kind="likely-duplicate") == [("likely-duplicate", ["a#1", "b#1"])]
    one, other = pledge("c", "JPY 142000000", "2023-12-15"), pledge("d", "USD 1000000", "2023-12-17")
    assert found(one, other, kind="likely-duplicate") == [("likely-duplicate", ["c#1", "d#1"])]


def test_meetings_sources_and_parties_that_look_alike_are_found() -> None:
    def met(slug: str) -> dict[str, Any]:
        return event("meeting-held", f"meeting/{slug}", name=slug, parties=["ASEAN", "JP"])

    twice = {"kind": "party-registered", "stream": "party/NIPPON", "name": "JAPAN", "type": "other"}
    copy = {"kind": "source-registered", "stream": "source/b", "title": "A!", "publisher": "p", "type": "news"}
    items = found(met("x"), met("y"), twice, copy, kind="likely-duplicate")
    assert sorted(refs for _, refs in items) == [
        ["meeting/x#1", "meeting/y#1"],
        ["party/JP#1", "party/NIPPON#1"],
        ["source/a#1", "source/b#1"],
    ]
