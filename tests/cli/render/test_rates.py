"""Implied rates and converted cells at 80 columns."""

from typing import Any

from bilat.cli.render.amounts import amount, number
from bilat.cli.render.rates import converted, layers, rates_grid, short
from bilat.cli.render.sheet import Sheet
from tests.cli.render.printing import printed, usd
from tests.pages import assert_page

ROW: dict[str, Any] = {
    "event": "programme/covid-grants#1",
    "and_event": "programme/covid-grants#2",
    "title": "Grants for medical goods",
    "on": "2021-10-27",
    "amount": {"value": "32000000000", "unit": "JPY", "bound": "about"},
    "equivalent": usd("296300000", "about"),
    "currency": "JPY",
    "per_unit_of": "USD",
    "rate": "107.99865001687478907",
    "ecb_day": "113.62658173366617888",
    "ecb_date": "2021-10-27",
    "deviation_percent": "-4.95",
    "sources": ["mofa"],
}
OURS = {"rate": "0.0088", "basis": "ecb-day", "date": "2021-10-27", "layer": "converted"}


def test_an_implied_rate_stands_beside_the_ecbs() -> None:
    unknown = ROW | {"and_event": None, "ecb_day": None, "deviation_percent": None}
    assert_page("render-rates", printed(Sheet("Rates.", [rates_grid([ROW, unknown, ROW], 2)])))


def test_a_rate_has_six_significant_digits() -> None:
    rates = ("0.0088007575757575757576", "15292.498836668217776", "1", "108.0000001")
    assert [short(rate) for rate in rates] == ["0.00880076", "15,292.5", "1", "108"]


def test_a_converted_cell_says_by_which_rate() -> None:
    cell = usd("1689745454.55") | OURS
    assert converted(cell) == ["= USD 1.6897bn", "ecb-day 2021-10-27"]
    own = usd("1690000000") | OURS | {"basis": "stated", "date": None, "layer": "equivalent"}
    assert converted(own) == ["= USD 1.69bn", "the source's own"]
    mixed = usd("3379745454.55") | dict.fromkeys(OURS) | {"parts": [cell, own]}
    assert converted(mixed) == ["= USD 3.3797bn", "2 rates"]
    restated = cell | {"deflator": {"iso": "JP", "year": 2021, "index": "110", "base": "100"}}
    assert converted(restated) == ["= USD 1.6897bn", "ecb-day 2021-10-27", "prices by JP"]


def test_what_is_as_told_adds_nothing() -> None:
    assert converted(None) == []
    assert converted(usd("5") | {"rate": "1", "basis": "stated", "date": None, "layer": "stated"}) == []
    kind = {"value": "5", "unit": "dose", "bound": "exact", "rate": None, "layer": "unconverted"}
    assert converted([kind, usd("1500") | OURS]) == ["= USD 1.5k", "ecb-day 2021-10-27"]


def test_only_reckoned_sums_are_rounded() -> None:
    record = usd("1689745454.55")
    assert amount(record) == "USD 1,689,745,454.55"
    assert amount(record | OURS) == "USD 1.6897bn"
    assert amount(record | {"layers": {"stated": "1689745454.55"}}) == "USD 1,689,745,454.55"
    assert amount(record | {"layers": {"equivalent": "1689745454.55"}}) == "USD 1.6897bn"
    assert number("12.345", rounded=True) == "12.345"


def test_a_sum_says_what_of_it_is_of_which_layer() -> None:
    assert layers({"layers": {"converted": "1500", "stated": "20"}}) == ["as told 20", "by rates 1.5k"]
    assert layers({"layers": {"stated": "20"}}) == layers({}) == []
