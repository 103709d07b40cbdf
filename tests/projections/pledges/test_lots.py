"""Lots: what each claim comes to within its pledge, and the same numbers event by event."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.projections.columns import decode_lines
from bilat.projections.pledges.limits import TooLarge
from bilat.projections.pledges.lots import LOTS, lots
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from tests.benchmarks import synthetic
from tests.full import few
from tests.histories import RELATION, Draft, canonical, histories, stamped
from tests.projections.pledges.summed import by_columns, by_fold
from tests.projections.reports.promised import event, found, kept, pledge
from tests.projections.view.whom import boundaries

BOUNDARIES = boundaries(
    members=st.booleans(),
    known_by=st.none() | st.dates().map(lambda day: str(day.replace(year=2020 + day.year % 4, day=1))),
)


@settings(max_examples=few(150))
@given(histories(max_size=60), BOUNDARIES)
def test_the_columns_hold_what_the_fold_finds(drafts: list[Draft], boundary: Boundary) -> None:
    lines = stamped(drafts)
    rows = lots(as_of(decode_lines(b"\n".join(map(canonical, lines))), boundary), boundary)
    assert by_columns(rows) == by_fold(lines, boundary)


@pytest.mark.parametrize("boundary", [Boundary(RELATION, members=True), Boundary(known_by="2019-06")])
def test_a_long_history_comes_to_what_the_fold_finds(boundary: Boundary) -> None:
    lines = stamped(synthetic.history(4_000))
    assert by_columns(lots(as_of(decode_lines(b"\n".join(map(canonical, lines))), boundary), boundary)) == by_fold(
        lines, boundary
    )


def test_nothing_recorded_gives_no_lots_with_all_columns() -> None:
    nothing = found()
    assert nothing.is_empty()
    assert nothing.schema == LOTS


def test_a_rise_is_new_money_on_its_own_day_and_a_fall_takes_the_newest() -> None:
    assert kept(
        pledge("p", "USD 50"),
        event("pledge-revised", "p", "USD 80", "2022"),
        event("pledge-revised", "p", "USD 60", "2023"),
    ) == [
        ("p#1", "50", "USD", "net"),
        ("p#2", "10", "USD", "net"),
        ("p#2", "50", "USD", "restated"),
        ("p#2", "20", "USD", "superseded"),
        ("p#3", "60", "USD", "restated"),
    ]


def test_what_a_fall_took_does_not_come_back_with_a_rise() -> None:
    lots = kept(
        pledge("p", "USD 50"),
        event("pledge-revised", "p", "USD 20", "2022"),
        event("pledge-revised", "p", "USD 50", "2023"),
    )
    assert ("p#1", "30", "USD", "superseded") in lots
    assert ("p#3", "30", "USD", "net") in lots


def test_order_of_recording_does_not_decide_order_of_days() -> None:
    told_late = event("pledge-topped-up", "p", "USD 5", "2021-06")
    lots = kept(pledge("p", "USD 50"), event("pledge-revised", "p", "USD 60", "2022"), told_late)
    assert ("p#3", "5", "USD", "net") in lots
    assert ("p#2", "55", "USD", "restated") in lots


def test_a_revision_in_another_unit_supersedes_all() -> None:
    assert kept(pledge("p", "USD 50"), event("pledge-revised", "p", "JPY 900", "2022")) == [
        ("p#1", "50", "USD", "superseded"),
        ("p#2", "900", "JPY", "net"),
    ]


def test_the_first_restatement_stands_in_for_an_announcement_without_amount() -> None:
    assert kept(
        pledge("p"), event("pledge-restated", "p", "USD 5"), event("pledge-restated", "p", "USD 6", "2022")
    ) == [("p#2", "5", "USD", "net"), ("p#3", "6", "USD", "restated")]


def test_commitments_stand_in_and_a_decommitment_takes_the_newest() -> None:
    assert kept(
        pledge("p", "USD 5", kind="pledge-committed"),
        event("pledge-committed", "p", "USD 7", "2022"),
        event("pledge-committed", "p", "USD -4", "2023"),
    ) == [
        ("p#1", "5", "USD", "net"),
        ("p#2", "3", "USD", "net"),
        ("p#2", "4", "USD", "superseded"),
        ("p#3", "-4", "USD", "superseded"),
    ]


def test_a_cancelled_pledge_keeps_what_it_paid() -> None:
    paid = event("pledge-disbursed", "p", "USD 20", "2022")
    assert kept(pledge("p", "USD 50"), paid, event("pledge-cancelled", "p", on="2023")) == [
        ("p#1", "30", "USD", "cancelled"),
        ("p#1", "20", "USD", "net"),
    ]


def test_money_per_year_is_multiplied_by_the_horizon() -> None:
    [lot] = found(pledge("p", "USD 50", pace="per-year", horizon="P3Y")).iter_rows(named=True)
    assert (lot["value"], lot["unit"], lot["about"]) == (150, "USD", True)


def test_money_per_year_without_a_horizon_is_another_unit() -> None:
    assert kept(pledge("p", "USD 50", pace="per-year")) == [("p#1", "50", "USD/year", "net")]


def test_a_running_total_is_never_counted() -> None:
    total = event("total-reported", "p", "USD 9", measure="disbursed")
    assert kept(pledge("p"), total) == [("p#2", "9", "USD", "running-total")]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"new_money": False}, "not-new"),
        ({"donor": ["JP", "US"]}, "shared"),
        ({"flow": "mixed"}, "mobilised"),
        ({"flow": "private"}, "mobilised"),
        ({"flow": "official"}, "net"),
    ],
)
def test_what_a_pledge_is_decides_whether_it_counts(fields: Draft, why: str) -> None:
    assert kept(pledge("p", "USD 5", **fields)) == [("p#1", "5", "USD", why)]


def test_a_pledge_outside_the_relation_is_not_in_its_report() -> None:
    assert kept(pledge("p", "USD 5", donor="US")) == []


def test_sums_that_no_column_can_hold_are_an_error_not_a_wrong_number() -> None:
    much = "9" * 18
    claims = [event("pledge-committed", "p", f"USD {much}") for _ in range(10_000)]
    with pytest.raises(TooLarge, match="told in USD add up to more"):
        found(pledge("p", f"USD {much}", kind="pledge-committed"), *claims)
