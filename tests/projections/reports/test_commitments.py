"""Commitments: the report's rows, totals and slices, and the laws that its sums obey."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.projections.columns import decode_lines
from bilat.projections.pledges.totals import KEYS
from bilat.projections.reports.commitments import report
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import RELATION, Draft, canonical, histories, stamped
from tests.projections.reports.promised import amount, event, pledge, report_of

LINES = ("headline", "net", "mobilised")
Sums = dict[tuple[str, str], Decimal]


def asked(drafts: list[Draft], **asked: Any) -> dict[str, Any]:
    """The report of a random history."""
    return report(decode_lines(b"\n".join(map(canonical, stamped(drafts)))), Boundary(RELATION, **asked), {})


def sums(*totals: dict[str, Any]) -> Sums:
    """The sums of several totals, by line or reason and unit, without zeros."""
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for each in totals:
        for line in LINES:
            for total in each[line]:
                found[line, total["unit"]] += Decimal(total["value"])
        for lot in each["excluded"]:
            found[lot["reason"], lot["amount"]["unit"]] += Decimal(lot["amount"]["value"])
    return {name: value for name, value in found.items() if value}


@settings(max_examples=few(100))
@given(histories(max_size=40), st.sampled_from([*KEYS]), st.booleans())
def test_slices_add_up_to_the_whole(drafts: list[Draft], by: str, members: bool) -> None:
    record = asked(drafts, by=by, members=members)
    assert sums(*(each["totals"] for each in record["slices"])) == sums(record["totals"])


@settings(max_examples=few(50))
@given(histories(max_size=40))
def test_money_spread_over_horizons_adds_up_to_the_whole(drafts: list[Draft]) -> None:
    record = asked(drafts, by="year", spread="horizon")
    assert sums(*(each["totals"] for each in record["slices"])) == sums(record["totals"])


@settings(max_examples=few(25))
@given(histories(max_size=40), st.sampled_from([*KEYS]))
def test_a_slice_equals_the_filter(drafts: list[Draft], by: str) -> None:
    for each in asked(drafts, by=by)["slices"]:
        assert asked(drafts, filters={by: each["key"]})["totals"] == each["totals"]


@settings(max_examples=few(25))
@given(histories(max_size=40))
def test_the_slice_of_a_year_equals_its_window_and_windows_add_up(drafts: list[Draft]) -> None:
    record = asked(drafts, by="year")
    for each in record["slices"]:
        assert asked(drafts, since=each["key"], until=each["key"])["totals"] == each["totals"]
    halves = asked(drafts, until="2021-06")["totals"], asked(drafts, since="2021-07")["totals"]
    assert sums(*halves) == sums(record["totals"])


@settings(max_examples=few(50))
@given(histories(max_size=40))
def test_headline_is_net_and_mobilised_and_excluded(drafts: list[Draft]) -> None:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for (line, unit), value in sums(asked(drafts)["totals"]).items():
        found[unit] += value if line == "headline" else -value
    assert not any(found.values())


def test_a_row_has_exactly_the_keys_of_the_report() -> None:
    opening = pledge("p", "USD at-least 50", "2020-11-12", flow="oda", topics=["health"], horizon="P3Y")
    found = report_of(opening, event("pledge-restated", "p", "USD 50", "2021-10"))
    assert {name: found[name] for name in ("report", "boundary", "stamp", "running_totals")} == {
        "report": "commitments",
        "boundary": Boundary(RELATION).json(),
        "stamp": {"ledger": "x"},
        "running_totals": [],
    }
    assert found["rows"] == [
        {
            "pledge": "pledge/p",
            "title": "p",
            "donor": ["JP"],
            "recipient": ["ASEAN"],
            "via": None,
            "instrument": "grant",
            "flow": "oda",
            "topics": ["health"],
            "horizon": "P3Y",
            "opened_on": "2020-11-12",
            "announced_on": "2020-11-12",
            "stage": "announced",
            "announced": amount("USD at-least 50"),
            "current": amount("USD at-least 50"),
            "remainder": None,
            "committed": [],
            "disbursed": [],
            "converted": None,
            "counted": True,
            "reason": None,
            "restated": 1,
            "part_of": None,
            "events": ["pledge/p#1", "pledge/p#2"],
            "sources": ["a"],
        }
    ]
    assert {name: each for name, each in found["totals"].items() if name != "way"} == {
        "headline": [{"value": "100", "low": "100", "high": None, "unit": "USD", "bound": "at-least"}],
        "net": [{"value": "50", "low": "50", "high": None, "unit": "USD", "bound": "at-least"}],
        "mobilised": [],
        "unconverted": [],
        "excluded": [{"event": "pledge/p#2", "amount": amount("USD 50"), "reason": "restated"}],
    }


def test_nothing_recorded_gives_an_empty_report() -> None:
    found = report_of(by="year", spread="horizon")
    assert (found["rows"], found["running_totals"], found["slices"]) == ([], [], [])
    assert found["totals"] == {name: [] for name in (*LINES, "unconverted", "excluded", "way")}
    assert found["known"] == {"committed": [], "paid": []}


def test_rows_tell_payments_of_all_time_and_only_pledges_with_an_event_in_the_window() -> None:
    drafts = (
        pledge("old", "USD 9", "2019"),
        pledge("p", "USD 5", "2021"),
        event("pledge-committed", "p", "USD 3", "2023"),
    )
    [row] = report_of(*drafts, since="2020", until="2021")["rows"]
    assert (row["pledge"], row["committed"], row["stage"]) == ("pledge/p", [amount("USD 3")], "committed")


def test_a_pledge_that_does_not_count_says_why() -> None:
    [umbrella, part] = report_of(pledge("u", "USD 9"), pledge("v", "USD 5", part_of="pledge/u"))["rows"]
    assert (umbrella["counted"], umbrella["reason"], umbrella["remainder"]) == (True, None, [amount("USD 4")])
    assert (part["counted"], part["reason"], part["part_of"]) == (False, "part-of", "pledge/u")
    assert part["current"] == amount("USD 5")


def test_the_latest_running_total_is_the_one_that_counts_up_to_the_latest_day() -> None:
    programme = pledge("programme/x", kind="programme-opened")
    totals = [
        event("total-reported", "programme/x", f"USD {value}", "2023", measure="disbursed", as_of=as_of)
        for value, as_of in ((7, "2022-12"), (4, "2021-12"))
    ]
    found = report_of(programme, *totals)
    assert [(total["event"], total["amount"]["value"]) for total in found["running_totals"]] == [("programme/x#2", "7")]
    assert {lot["reason"] for lot in found["totals"]["excluded"]} == {"running-total"}


@pytest.mark.parametrize(
    ("stages", "stage"),
    [
        (["committed"], "committed"),
        (["committed", "disbursed"], "disbursing"),
        (["suspended", "committed"], "committed"),
        (["committed", "suspended"], "suspended"),
        (["suspended", "completed"], "completed"),
        (["completed", "cancelled"], "cancelled"),
    ],
)
def test_the_stage_is_the_first_that_applies(stages: list[str], stage: str) -> None:
    events = [
        event(f"pledge-{name}", "p", "USD 1" if name in ("committed", "disbursed") else None, f"202{year}")
        for year, name in enumerate(stages, 2)
    ]
    assert report_of(pledge("p", "USD 5"), *events)["rows"][0]["stage"] == stage


def test_what_is_not_public_yet_has_no_amount_and_no_row_of_its_own() -> None:
    late = {"cites": [{"source": "a", "published": "2023"}]}
    drafts = pledge("p", "USD 5", "2021", **late), event("pledge-restated", "p", "USD 6", "2022")
    [row] = report_of(*drafts, known_by="2022-12-31")["rows"]
    assert (row["events"], row["announced"], row["current"]) == (["pledge/p#2"], None, amount("USD 6"))
    assert report_of(drafts[0], known_by="2022-12-31")["rows"] == []


@pytest.mark.parametrize("asked", [{"by": "colour"}, {"filters": {"flows": "oda"}}, {"spread": "years"}])
def test_an_unknown_way_to_cut_the_money_is_refused(asked: Any) -> None:
    with pytest.raises(BadInput):
        report_of(**asked)
