"""Retellings that differ from what they tell again, and copies that stand as witnesses."""

from typing import Any

import pytest

from tests.projections.checks.checked import cites, found, rows, source
from tests.projections.reports.promised import amount, event, pledge

FUND = {"kind": "party-registered", "stream": "party/JAIF", "name": "JAIF", "type": "fund", "parent": "ASEAN"}
OTHER = {"kind": "party-registered", "stream": "party/AIF", "name": "AIF", "type": "fund"}


def again(money: str | None = None, on: str = "2022", **fields: Any) -> dict[str, Any]:
    return event("pledge-restated", "p", money, on, **fields)


@pytest.mark.parametrize(
    ("opening", "retelling", "kind"),
    [
        ("USD 50", "USD 50", None),
        ("USD 154", "USD 150", None),
        ("USD 156", "USD 150", "retold-amount"),
        ("USD 50", "USD 60", "retold-amount"),
        ("USD between 50 60", "USD between 50 70", "retold-amount"),
        ("USD 50", "USD about 50", "retold-bound"),
        ("USD at-least 35", "USD 35", "retold-bound"),
        ("USD 50", "JPY 7000", "retold-unit"),
    ],
)
def test_a_retelling_with_another_amount_is_found(opening: str, retelling: str, kind: str | None) -> None:
    items = found(pledge("p", opening), again(retelling), kind="retold-amount,retold-bound,retold-unit")
    assert items == ([(kind, ["p#1", "p#2"])] if kind else [])


def test_a_printed_conversion_makes_a_retelling_in_another_unit_good() -> None:
    yen = [amount("JPY 7000")]
    assert found(pledge("p", "USD 50", equivalents=yen), again("JPY 7000"), kind="retold-unit") == []
    assert found(pledge("p", "USD 50"), again("JPY 7000", equivalents=[amount("USD 50")]), kind="retold-unit") == []
    other = again("JPY 9000", equivalents=[amount("USD 80")])
    assert found(pledge("p", "USD 50", equivalents=yen), other, kind="retold-unit") != []


def test_a_retelling_of_what_the_pledge_stood_at_is_good() -> None:
    raised = [event("pledge-revised", "p", "USD 80", "2021-05"), event("pledge-topped-up", "p", "USD 9", "2021-06")]
    assert found(pledge("p", "USD 50"), *raised, again("USD 89"), again("USD 80"), again("USD 50")) == []
    assert found(pledge("p", "USD 50"), *raised, again("USD 70")) == [("retold-amount", ["p#1", "p#4"])]
    target = again("USD 85", target="pledge/p#2")
    assert found(pledge("p", "USD 50"), *raised, target) == [("retold-amount", ["p#2", "p#4"])]


def test_an_opening_without_an_amount_is_told_again_by_the_first_that_has_one() -> None:
    signed = event("pledge-committed", "p", "USD 50", "2021-05")
    assert found(pledge("p"), signed, again("USD 60")) == [("retold-amount", ["p#2", "p#3"])]
    assert found(pledge("p"), again("USD 60")) == []


def test_another_party_is_found_and_one_above_or_below_is_not() -> None:
    opened = pledge("p", "USD 50", recipient="JAIF")
    assert found(FUND, OTHER, opened, again(recipient="AIF")) == [("retold-party", ["p#1", "p#2"])]
    assert found(FUND, OTHER, opened, again(recipient="ASEAN")) == []
    assert found(FUND, OTHER, pledge("p", "USD 50"), again(recipient=["JAIF", "ASEAN"])) == []
    assert found(FUND, OTHER, pledge("p", "USD 50"), again(via="JAIF")) == [], "silence is no difference"


@pytest.mark.parametrize(
    ("opening", "retelling", "differ"),
    [
        ({"flow": "oda"}, {"flow": "private"}, True),
        ({"flow": "oda"}, {"flow": "official"}, False),
        ({"instrument": "loan"}, {"instrument": "grant"}, True),
        ({"instrument": "loan"}, {"instrument": "unspecified"}, False),
        ({"horizon": "P5Y"}, {"horizon": "2021/2025"}, False),
        ({"horizon": "P5Y"}, {"horizon": "P10Y"}, True),
        ({"horizon": "P5Y"}, {"horizon": "../2030"}, True),
        ({"horizon": "../2030"}, {"horizon": "2029/.."}, False),
        ({"new_money": True}, {"new_money": False}, True),
        ({"terms": {"rate_percent": "0.01"}}, {"terms": {"rate_percent": "0.1", "grace_years": "4"}}, True),
        ({"terms": {"rate_percent": "0.01"}}, {"terms": {"grace_years": "4"}}, False),
        ({}, {"flow": "oda", "horizon": "P5Y"}, False),
    ],
)
def test_other_terms_are_found(opening: dict[str, Any], retelling: dict[str, Any], differ: bool) -> None:
    items = found(pledge("p", "USD 50", **opening), again(**retelling))
    assert items == ([("retold-terms", ["p#1", "p#2"])] if differ else [])


def test_a_finding_says_what_was_told_first() -> None:
    record = rows(pledge("p", "USD 50", flow="oda"), again(flow="private"))
    assert record[0]["message"] == "told again with flow private (first told as oda)"


def test_copies_cited_together_are_found_also_when_one_joined_later() -> None:
    sources = [source("wire"), source("one", origin="wire"), source("two", origin="one")]
    both = pledge("p", "USD 50", cites=cites("one", "two"))
    assert found(*sources, both) == [("copies-of-one-origin", ["p#1"])]
    joined = {"kind": "entry-cited", "stream": "pledge/p", "target": "pledge/p#1", "cites": cites("wire")}
    assert found(*sources, pledge("p", "USD 50", cites=cites("two")), joined) == [("copies-of-one-origin", ["p#1"])]
    assert found(*sources, pledge("p", "USD 50", cites=cites("a", "two"))) == []


def test_copies_that_tell_a_promise_again_are_found() -> None:
    sources = [source("wire"), source("one", origin="wire")]
    opened = pledge("p", "USD 50", cites=cites("wire"))
    assert found(*sources, opened, again("USD 50", cites=cites("one"))) == [("copies-of-one-origin", ["p#1", "p#2"])]
    assert found(*sources, opened, again("USD 50", cites=cites("one", "a"))) == []
    assert found(*sources, opened, again("USD 50", cites=cites("wire"))) == [], "one source may tell it twice"
