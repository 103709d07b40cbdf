"""Conversion: one rate and one rounding a claim, three layers never mixed, nothing dropped."""

from pathlib import Path
from typing import Any

import pytest

from bilat.events.errors import BadInput
from bilat.projections import currency as projections_currency
from bilat.projections.currency.conversion import convert
from bilat.projections.pledges.limits import TooLarge
from bilat.projections.pledges.lots import pledge_book
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from tests.histories import RELATION, Draft
from tests.projections.reports.promised import amount, columns, event, pledge, report_of


def cell(*drafts: Draft, currency: str = "USD", **more: Any) -> Any:
    """What the first row says under `converted`."""
    return report_of(*drafts, currency=currency, **more)["rows"][0]["converted"]


def test_192bn_yen_are_1_69bn_dollars_by_the_ecb_and_by_the_source() -> None:
    opening = pledge("p", "JPY 192000000000", "2021-10-27", equivalents=[amount("USD 1690000000")])
    by_table = {
        "value": "1689745454.55",
        "unit": "USD",
        "bound": "exact",
        "rate": "0.0088007575757575757576",
        "basis": "ecb-day",
        "date": "2021-10-27",
        "layer": "converted",
    }
    assert cell(opening, rates="ecb-day") == by_table
    by_source = {
        "value": "1690000000",
        "unit": "USD",
        "bound": "exact",
        "rate": "0.0088020833333333333333",
        "basis": "stated",
        "date": None,
        "layer": "equivalent",
    }
    assert cell(opening) == cell(opening, rates="stated") == by_source


def test_what_was_told_in_the_currency_is_as_told() -> None:
    as_written = {"rate": "1", "basis": "stated", "date": None, "layer": "stated"}
    assert cell(pledge("p", "USD at-least 5.123"), rates="ecb-year") == amount("USD at-least 5.123") | as_written


def test_an_equivalent_serves_its_own_telling_only() -> None:
    opening, again = pledge("p", "JPY 500"), event("pledge-restated", "p", "JPY 500", "2022")
    again["equivalents"] = [amount("USD 4")]
    found = report_of(opening, again, currency="USD")
    assert found["rows"][0]["converted"]["basis"] == "ecb-day"
    (restated,) = found["totals"]["excluded"]
    assert (restated["amount"]["value"], restated["amount"]["layer"]) == ("4", "equivalent")


def test_bounds_come_through_a_rate_and_an_equivalent_brings_its_own() -> None:
    def both(money: str, equivalent: str) -> tuple[str, str | None]:
        found = cell(pledge("p", money, equivalents=[amount(equivalent)]))
        return found["bound"], found.get("upper")

    assert both("JPY at-most 500", "USD 5") == ("at-most", None)
    assert both("JPY 500", "USD at-least 5") == ("at-least", None)
    assert both("JPY about 500", "USD 5") == both("JPY 500", "USD about 5") == ("about", None)
    assert both("JPY between 500 600", "USD 5") == ("between", "6")
    assert both("JPY between 500 600", "USD between 5 7") == ("between", "7")
    assert cell(pledge("p", "JPY at-least 500"), rates="ecb-day")["bound"] == "at-least"
    assert cell(pledge("p", "JPY at-most 333"), rates="ecb-day")["bound"] == "at-most"


def test_rounding_makes_no_interval_of_an_exact_sum() -> None:
    drafts = [pledge("u", "JPY 1000", flow="mixed"), pledge("a", "JPY 333", "2022", part_of="pledge/u")]
    drafts.append(pledge("b", "JPY 334", "2023", part_of="pledge/u"))
    for total in report_of(*drafts, currency="USD", rates="ecb-day")["totals"].values():
        assert all(each.get("bound", "exact") == "exact" for each in total)


def test_things_in_kind_and_currencies_without_a_rate_keep_their_unit() -> None:
    found = report_of(pledge("d", "dose 16"), pledge("v", "VND 5000"), currency="USD", rates="ecb-day")
    own = {"rate": None, "basis": None, "date": None, "layer": "unconverted"}
    assert [row["converted"] for row in found["rows"]] == [amount("dose 16") | own, amount("VND 5000") | own]
    assert {total["unit"]: total["value"] for total in found["totals"]["unconverted"]} == {
        "VND": "5000",
        "dose": "16",
    }
    assert found["totals"]["net"] == found["totals"]["headline"] == found["totals"]["unconverted"]


def test_money_per_year_becomes_dollars_per_year() -> None:
    found = report_of(pledge("p", "JPY 1000", pace="per-year"), currency="USD", rates="ecb-day")
    assert [total["unit"] for total in found["totals"]["net"]] == ["USD/year"]
    assert not found["totals"]["unconverted"]
    printed = pledge("p", "JPY 1000", pace="per-year", equivalents=[amount("USD 9")])
    assert cell(printed)["unit"] == "USD/year"
    assert cell(printed | {"horizon": "P2Y"})["value"] == "18"


def test_a_sum_of_several_rates_names_its_parts() -> None:
    topped = event("pledge-topped-up", "p", "JPY 1000", "2021-10-27")
    found = cell(pledge("p", "JPY 1000", equivalents=[amount("USD 10")]), topped)
    assert (found["value"], found["rate"], found["basis"]) == ("18.8", None, None)
    parts = [(part["value"], part["basis"], part["layer"]) for part in found["parts"]]
    assert parts == [("10", "stated", "equivalent"), ("8.8", "ecb-day", "converted")]
    mixed = event("pledge-topped-up", "p", "dose 7", "2021-10-27")
    assert [each["unit"] for each in cell(pledge("p", "JPY 1000"), mixed)] == ["USD", "dose"]


def test_what_no_longer_stands_is_not_converted() -> None:
    assert cell(pledge("p", "JPY 1000"), event("pledge-cancelled", "p", on="2022")) is None


def test_running_totals_and_the_stamp_say_how_they_were_converted() -> None:
    total = {"donor": "JP", "recipient": "ASEAN", "title": "Loans", "measure": "disbursed"}
    loans = event("total-reported", "programme/l", "JPY 192000000000", "2021-10-27", **total)
    found = report_of(loans, currency="USD", rates="ecb-day")
    (running,) = found["running_totals"]
    assert (running["converted"]["value"], running["converted"]["date"]) == ("1689745454.55", "2021-10-27")
    assert found["stamp"]["rates"] == projections_currency.table("ecb-day").version
    assert found["boundary"] | {"in": "USD", "rates": "ecb-day"} == found["boundary"]
    assert "rates" not in report_of(loans)["stamp"]


def test_a_file_of_rates_serves_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("period,currency,per_unit_of,rate\n2021,JPY,USD,108\n")
    found = report_of(pledge("p", "JPY 1080"), currency="USD", rates=f"file:{path}")
    converted = found["rows"][0]["converted"]
    assert (converted["value"], converted["basis"], converted["date"]) == ("10", "file", "2021")
    assert found["stamp"]["rates"].startswith(str(path))
    later = report_of(pledge("p", "JPY 1080", "2022"), currency="USD", rates=f"file:{path}")
    assert later["totals"]["unconverted"][0]["unit"] == "JPY"


def test_a_refund_is_not_converted_by_an_equivalent_of_the_other_sign() -> None:
    back = event("pledge-disbursed", "p", "JPY -500", "2022", equivalents=[amount("USD 4")])
    found = report_of(pledge("p", "JPY 500", kind="pledge-disbursed"), back, currency="USD")
    assert {lot["amount"]["basis"] for lot in found["totals"]["excluded"]} == {"ecb-day"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"currency": "USD", "rates": "ecb"}, "unknown rates 'ecb'"),
        ({"currency": "DOLLAR"}, "unknown currency 'DOLLAR'"),
        ({"rates": "ecb-day"}, "none was named"),
        ({"rates": "ecb"}, "unknown rates"),
    ],
)
def test_questions_without_an_answer_are_refused(wrong: dict[str, str], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        report_of(pledge("p", "JPY 1"), **wrong)


def test_sums_that_a_rate_makes_too_large_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("period,currency,per_unit_of,rate\n2021,JPY,USD,1000000\n")
    huge = [pledge(f"p{n}", "USD 9" + "0" * 15) for n in range(2)]
    with pytest.raises(TooLarge):
        report_of(*huge, currency="JPY", rates=f"file:{path}")
    path.write_text("period,currency,per_unit_of,rate\n2021,JPY,USD,9" + "0" * 17 + "\n")
    with pytest.raises(TooLarge):
        report_of(huge[0], currency="JPY", rates=f"file:{path}")


def test_nothing_recorded_converts_to_nothing() -> None:
    kept = pledge_book(as_of(columns(), Boundary(RELATION)), Boundary(RELATION))
    money = convert(kept, "USD", projections_currency.table("stated"), stated=True)
    assert money.lots.is_empty()
    assert report_of(currency="USD", by="year")["slices"] == []


@pytest.mark.parametrize("asked", [{}, {"currency": "USD", "rates": "stated"}])
def test_a_part_that_printed_dollars_keeps_every_cent_of_them_whatever_it_is_divided_into(asked: Any) -> None:
    # given a part whose source printed ten dollars, divided into three parts of its own and nothing else
    whole = pledge("u", "USD 100", instrument="mixed")
    printed = [{"value": "10", "unit": "USD", "bound": "exact"}]
    part = pledge("a", "JPY 3000", "2021-02-01", part_of="pledge/u", instrument="loan", equivalents=printed)
    below = [pledge(name, "JPY 1000", "2021-03-01", part_of="pledge/a", instrument="loan") for name in "bcd"]
    # then no cent of it is in the slice of the remainder
    slices = report_of(whole, part, *below, by="instrument", **asked)["slices"]
    assert {each["key"]: each["totals"]["net"][0]["value"] for each in slices} == {"loan": "10", "mixed": "90"}
