"""Implied rates: what the record's own sums say that one currency is worth in another."""

from typing import Any

import pytest

from bilat.events.errors import BadInput
from tests.histories import Draft
from tests.projections.reports.promised import amount, event, pledge, report_of


def rates(*drafts: Draft, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = report_of(*drafts, show="rates", **asked)["rates"]
    return found


def implied(*drafts: Draft, **asked: Any) -> list[tuple[str | None, ...]]:
    names = ("event", "and_event", "rate", "currency", "per_unit_of")
    return [tuple(row[name] for name in names) for row in rates(*drafts, **asked)]


def test_an_equivalent_implies_a_rate_beside_the_ecbs() -> None:
    assert rates(pledge("p", "JPY 32000000", "2021-10-27", equivalents=[amount("USD 281600")])) == [
        {
            "event": "pledge/p#1",
            "and_event": None,
            "title": "p",
            "on": "2021-10-27",
            "amount": amount("JPY 32000000"),
            "equivalent": amount("USD 281600"),
            "currency": "JPY",
            "per_unit_of": "USD",
            "rate": "113.63636363636363636",
            "ecb_day": "113.62658173366617888",
            "ecb_date": "2021-10-27",
            "deviation_percent": "0.01",
            "sources": ["a"],
        }
    ]


def test_two_tellings_of_one_total_on_one_day_imply_108_yen_to_the_dollar() -> None:
    total = {"donor": "JP", "recipient": "ASEAN", "title": "Grants", "measure": "disbursed"}
    yen = event("total-reported", "programme/g", "JPY 32000000", "2021-10-27", **total)
    same = {"measure": "disbursed", "on": "2021-10-27"}
    dollars = event("total-reported", "programme/g", "USD about 296300", **same)
    assert implied(
        yen,
        dollars,
        event("total-reported", "programme/g", "JPY 32000000", **same),
        event("total-reported", "programme/g", "USD 300", **same | {"measure": "committed"}),
        event("total-reported", "programme/g", "USD 300", **same | {"on": "2021-10-28"}),
    ) == [("programme/g#1", "programme/g#2", "107.99865001687478907", "JPY", "USD")]


def test_a_restatement_of_the_day_in_another_currency_implies_a_rate() -> None:
    again = event("pledge-restated", "p", "JPY 540", "2021-01-01")
    raised = event("pledge-topped-up", "p", "USD 1", "2021-01-01")
    assert implied(pledge("p", "USD 5"), again, raised) == [("pledge/p#1", "pledge/p#2", "108", "JPY", "USD")]


def test_a_rate_is_told_the_way_round_that_is_1_or_more() -> None:
    assert implied(pledge("p", "USD 1", equivalents=[amount("JPY 110")])) == [("pledge/p#1", None, "110", "JPY", "USD")]


def test_things_in_kind_and_sums_of_other_signs_imply_no_rate() -> None:
    back = event("pledge-disbursed", "p", "USD -5", "2022", equivalents=[amount("JPY 500")])
    assert not implied(
        pledge("p", "dose 500", equivalents=[amount("USD 50")]),
        pledge("q", "USD 500", equivalents=[amount("firm 30")]),
        back,
    )


def test_commitments_imply_rates_too_and_the_window_chooses() -> None:
    paid = event("pledge-committed", "p", "JPY 500", "2022-03", equivalents=[amount("USD 4")])
    opening = pledge("p", "JPY 500", equivalents=[amount("USD 5")])
    assert [row[2] for row in implied(opening, paid)] == ["100", "125"]
    assert [row[2] for row in implied(opening, paid, since="2022")] == ["125"]
    assert not implied(opening, paid, filters={"instrument": "loan"})


def test_no_rate_of_the_ecbs_leaves_its_columns_empty() -> None:
    (row,) = rates(pledge("p", "VND 500", equivalents=[amount("USD 5")]))
    assert (row["rate"], row["ecb_day"], row["ecb_date"], row["deviation_percent"]) == ("100", None, None, None)


def test_the_report_has_rates_and_names_the_table_only_where_they_are_asked_for() -> None:
    assert "rates" not in report_of(pledge("p", "USD 5"))
    asked = report_of(pledge("p", "USD 5"), show="rates")
    assert (asked["rates"], asked["boundary"]["show"]) == ([], "rates")
    assert asked["stamp"]["rates"].startswith("ECB reference rates")
    with pytest.raises(BadInput, match="no 'colours' to show"):
        report_of(show="colours")
