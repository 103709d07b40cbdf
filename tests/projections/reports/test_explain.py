"""Explain: every total down to events and sources, and that it adds up."""

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.projections.columns import decode_lines
from bilat.projections.reports import commitments, explain
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import RELATION, Draft, canonical, histories, stamped
from tests.projections.reports.promised import GIVEN, amount, event, pledge

BOUNDARIES = st.builds(
    Boundary,
    relation=st.sampled_from([None, RELATION]),
    members=st.booleans(),
    known_by=st.none() | st.just("2021"),
    since=st.none() | st.just("2021"),
    by=st.sampled_from([None, "year", "donor"]),
    spread=st.sampled_from([None, "horizon"]),
    currency=st.sampled_from([None, "USD"]),
)
RETOLD = {2: "100", 3: "100", 4: "at-most 100"}
QUOTED = [{"source": "a", "locator": "para 9", "quote": "fifty million", "published": "2021-02"}]


def lines_of(drafts: Sequence[Draft]) -> list[bytes]:
    return [canonical(line) for line in stamped(drafts)]


def explained(drafts: Sequence[Draft], boundary: Boundary) -> dict[str, Any]:
    lines = lines_of(drafts)
    return explain.report(decode_lines(b"\n".join(lines)), boundary, {}, lines)


def tree(*drafts: Draft, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = explained([*GIVEN, *drafts], Boundary(RELATION, **asked))["tree"]
    return found


def value(node: dict[str, Any]) -> Decimal:
    return Decimal(node["amount"]["value"])


@settings(max_examples=few(40))
@given(histories(max_size=30), BOUNDARIES)
def test_every_node_is_the_sum_of_what_is_below_it(drafts: list[Draft], boundary: Boundary) -> None:
    report = explained(drafts, boundary)
    whole: dict[tuple[str, str], Decimal] = {}
    for unit in report["tree"]:
        assert Decimal(unit["headline"]["value"]) == sum(map(value, unit["lines"]))
        for line in unit["lines"]:
            key = (line["line"], unit["unit"])
            whole[key] = whole.get(key, Decimal(0)) + value(line)
            assert value(line) == sum(map(value, line["pledges"]))
            for each in line["pledges"]:
                assert value(each) == sum(map(value, each["events"]))
    for name in ("net", "mobilised"):
        totals = {total["unit"]: Decimal(total["value"]) for total in report["totals"][name]}
        assert totals == {unit: value for (line, unit), value in whole.items() if line == name}


@settings(max_examples=few(15))
@given(histories(max_size=30), BOUNDARIES)
def test_the_totals_are_those_of_commitments(drafts: list[Draft], boundary: Boundary) -> None:
    lines = lines_of(drafts)
    record = commitments.report(decode_lines(b"\n".join(lines)), boundary, {})
    assert explained(drafts, boundary)["totals"] == record["totals"]


def test_an_event_has_its_place_its_hash_and_its_sources() -> None:
    drafts = [*GIVEN, pledge("a", "USD 50", cites=QUOTED)]
    (unit,) = explained(drafts, Boundary(RELATION))["tree"]
    (found,) = unit["lines"][0]["pledges"][0]["events"]
    line = lines_of(drafts)[4]
    assert found["position"] == 5
    assert found["sha256"] == sha256(line).hexdigest()
    assert found["leaf"] == sha256(b"\0" + line).hexdigest(), "RFC 6962, section 2.1"
    assert (found["recorder"], found["recorded_at"]) == ("test", "2024-01-01T00:00:04.000000Z")
    source = {"title": "A", "publisher": "P", "url": None}
    assert found["sources"] == [QUOTED[0] | source]


def test_what_mended_an_event_stands_below_it() -> None:
    wrong = {"kind": "entry-corrected", "stream": "pledge/a", "target": "pledge/a#1", "reason": "a typo"}
    again = {"kind": "entry-cited", "stream": "pledge/a", "target": "pledge/a#1", "cites": QUOTED}
    (unit,) = tree(pledge("a", "USD 50"), wrong | {"fields": {"amount": amount("USD 5")}}, again)
    (found,) = unit["lines"][0]["pledges"][0]["events"]
    assert [(entry["event"], entry["reason"]) for entry in found["entries"]] == [
        ("pledge/a#2", "a typo"),
        ("pledge/a#3", None),
    ]
    assert found["entries"][0]["fields"] == {"amount": amount("USD 5")}
    assert [cite["quote"] for cite in found["sources"]] == [None, "fifty million"]


def because(*drafts: Draft) -> dict[str, list[str]]:
    """Reason to the events for which money does not count."""
    return {
        line["reason"]: [each["event"] for each in line["pledges"][0]["events"][0]["because"]]
        for unit in tree(*drafts)
        for line in unit["lines"]
        if line["reason"]
    }


def test_what_does_not_count_names_the_event_that_decides() -> None:
    opened = pledge("a", "USD 50")
    assert because(opened, event("pledge-restated", "a", "USD 50")) == {"restated": ["pledge/a#1"]}
    assert because(opened, event("pledge-cancelled", "a")) == {"cancelled": ["pledge/a#2"]}
    revised = event("pledge-revised", "a", "USD 20", "2021-05-01")
    assert because(opened, event("pledge-restated", "a"), revised) == {
        "superseded": ["pledge/a#3"],
        "restated": ["pledge/a#1"],
    }
    merged = event("pledge-merged", "a", into="pledge/b", reason="twice")
    assert because(opened, pledge("b", "USD 50"), merged) == {"merged": ["pledge/a#2"]}
    assert because(opened, pledge("p", "USD 20", part_of="pledge/a")) == {"part-of": ["pledge/a#1"]}
    assert because(pledge("n", "USD 20", new_money=False)) == {"not-new": []}


@pytest.mark.parametrize("name", ["a", "pledge/a"])
def test_one_pledge_can_be_asked_for(name: str) -> None:
    (unit,) = tree(pledge("a", "USD 50"), pledge("b", "USD 20"), filters={"pledge": name})
    assert (unit["headline"]["value"], [each["pledge"] for each in unit["lines"][0]["pledges"]]) == ("50", ["pledge/a"])


def test_an_unknown_pledge_is_refused_with_near_names() -> None:
    with pytest.raises(BadInput, match="no pledge 'bridge'") as refused:
        tree(pledge("bridges", "USD 50"), filters={"pledge": "bridge"})
    assert "pledge/bridges" in refused.value.remedy


def test_nothing_recorded_explains_nothing() -> None:
    assert tree() == []


def test_a_sum_of_what_does_not_count_has_the_low_and_the_high_of_its_amounts() -> None:
    # given a promise that was told again as firm money twice, and once as money "at most"
    again = [event("pledge-restated", "a", f"USD {each}", f"2021-0{month}-01") for month, each in RETOLD.items()]
    (unit,) = tree(pledge("a", "USD 100"), *again)
    # then what does not count lies between the firm money and all of it
    apart = {"value": "300", "unit": "USD", "bound": "between", "low": "200", "high": "300", "upper": "300"}
    assert [line["amount"] for line in unit["lines"] if line["reason"]] == [apart]
    assert unit["lines"][1]["pledges"][0]["amount"] == apart


def test_a_sum_that_is_open_above_has_a_low_and_no_high_or_upper() -> None:
    again = [event("pledge-restated", "a", f"USD {each} 100", "2021-02-01") for each in ("at-least", "at-most")]
    (unit,) = tree(pledge("a", "USD 100"), *again)
    apart = {"value": "200", "unit": "USD", "bound": "between", "low": "100", "high": None}
    assert [line["amount"] for line in unit["lines"] if line["reason"]] == [apart]


def span_of(amount: dict[str, Any]) -> tuple[Decimal, Decimal | None]:
    """Read how much an amount, or a sum of them, can mean."""
    value, bound = Decimal(amount["value"]), amount["bound"]
    if "high" in amount:
        return Decimal(amount["low"]), amount["high"] and Decimal(amount["high"])
    if bound == "at-most":
        return min(value, Decimal(0)), value
    upper = amount.get("upper") if bound == "between" else None if bound == "at-least" else amount["value"]
    return Decimal(amount.get("low", value)), upper and Decimal(upper)


@settings(max_examples=few(40))
@given(histories(max_size=30), BOUNDARIES)
def test_lows_and_highs_of_what_does_not_count_add_up(drafts: list[Draft], boundary: Boundary) -> None:
    for unit in explained(drafts, boundary)["tree"]:
        for line in (line for line in unit["lines"] if line["reason"]):
            spans = [span_of(pledge["amount"]) for pledge in line["pledges"]]
            low, high = span_of(line["amount"])
            assert low == sum(least for least, _ in spans)
            assert high == (None if None in [most for _, most in spans] else sum(most or 0 for _, most in spans))


def test_one_pledge_comes_with_its_payments_and_its_parts() -> None:
    drafts = [
        pledge("whole", "USD 50"),
        pledge("part", "USD 20", "2022", part_of="pledge/whole"),
        event("pledge-committed", "whole", "USD 50", "2022"),
        event("pledge-disbursed", "whole", "USD 5", "2023"),
        event("pledge-disbursed", "part", "USD 3", "2023"),
    ]
    record = explained([*GIVEN, *drafts], Boundary(RELATION, filters={"pledge": "whole"}))
    paid = [(each["event"], each["kind"], each["amount"]["value"]) for each in record["payments"]]
    assert paid == [("pledge/whole#2", "pledge-committed", "50"), ("pledge/whole#3", "pledge-disbursed", "5")]
    assert record["payments"][0]["sources"][0]["publisher"] == "P"
    assert record["parts"] == [
        {"pledge": "pledge/part", "title": "part", "stage": "disbursing", "amounts": [amount("USD 20")]}
    ]
    assert not {"payments", "parts"} & set(explained([*GIVEN, *drafts], Boundary(RELATION)))


def test_what_is_left_out_reaches_from_the_least_to_the_most_that_it_can_be() -> None:
    told = (("USD 100", "2022"), ("USD 100", "2023"), ("USD at-most 100", "2024"))
    again = [event("pledge-restated", "a", money, on) for money, on in told]
    [unit] = explained([*GIVEN, pledge("a", "USD 100"), *again], Boundary(RELATION))["tree"]
    restated = unit["lines"][1]["amount"]
    assert (restated["low"], restated["value"], restated["high"], restated["upper"]) == ("200", "300", "300", "300")
