"""Running totals as stocks: what they grew by is a pair of bounds, and no false difference."""

from typing import Any

import pytest

from bilat.projections.columns import decode_lines
from bilat.projections.pledges.identities import MONEY, events
from bilat.projections.pledges.running_totals import CHANGES, POINTS, changes, points
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from tests.projections.reports.promised import columns, event, plain

OPENED = {"donor": "JP", "recipient": "ASEAN", "title": "doses"}


def total(money: str, on: str, **fields: Any) -> dict[str, Any]:
    return event("total-reported", "programme/doses", money, on, **{"measure": "disbursed"} | fields)


def grown(*claims: tuple[str, str]) -> list[tuple[str | None, str | None, str]]:
    """The low, high and bound of each change between totals (money, day)."""
    drafts = [total(money, on, **(OPENED if not number else {})) for number, (money, on) in enumerate(claims)]
    frame = changes(events(as_of(columns(*drafts), Boundary())))
    rows = frame.select("low", "high", "bound").rows()
    return [(low and plain(low), high and plain(high), bound) for low, high, bound in rows]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("dose at-least 16", "dose at-least 23", (None, None, "unknown")),
        ("dose 9.6", "dose at-least 16", ("6.4", None, "at-least")),
        ("dose at-least 16", "dose 23", (None, "7", "at-most")),
        ("dose 16", "dose 23", ("7", "7", "exact")),
        ("dose about 16", "dose 23", ("7", "7", "about")),
        ("dose between 10 12", "dose 23", ("11", "13", "between")),
        ("dose at-most 12", "dose 23", ("11", "23", "between")),
        ("dose 23", "dose 16", ("-7", "-7", "exact")),
    ],
)
def test_a_change_is_told_as_bounds(before: str, after: str, change: tuple[str | None, str | None, str]) -> None:
    assert grown((before, "2021"), (after, "2022")) == [change]


def test_several_totals_of_one_day_are_one_point() -> None:
    assert grown(("JPY 185", "2021-08"), ("JPY 195", "2021-10"), ("JPY 192", "2021-10"), ("JPY 295", "2022")) == [
        ("7", "10", "between"),
        ("100", "103", "between"),
    ]


def test_totals_of_other_measures_units_and_beginnings_are_not_compared() -> None:
    drafts = [
        total("dose 10", "2021", **OPENED),
        total("dose 20", "2022", measure="announced"),
        total("USD 20", "2022"),
        total("dose 20", "2022", since="2021"),
    ]
    assert changes(events(as_of(columns(*drafts), Boundary()))).is_empty()


def test_a_total_counts_up_to_the_day_it_names() -> None:
    record = [total("dose 10", "2022-05", as_of="2020", **OPENED), total("dose 4", "2021-05", as_of="2019")]
    found = changes(events(as_of(columns(*record), Boundary())))
    assert found.select("low", "events").rows() == [(6, ["programme/doses#2", "programme/doses#1"])]


def test_no_totals_give_no_points() -> None:
    nothing = events(as_of(decode_lines(b""), Boundary()))
    assert set(MONEY) == set(nothing.columns)
    assert dict(points(nothing).schema) == POINTS
    assert dict(changes(nothing).schema) == CHANGES
