"""The index of a site: who promised whom, each pledge once, and no sum that says more than its pledges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bilat.cli.page.amounts import brief
from bilat.cli.page.site.index import matrix
from bilat.cli.page.site.summary import Given, Summary


def given(pledge: str, value: int, low: int | None = None, high: int | None = -1, *, about: bool = False) -> Given:
    """New money of Japan to ASEAN; without bounds it is exact."""
    top = None if high is None else Decimal(value if high < 0 else high)
    return Given(pledge, "JP", "ASEAN", Decimal(value), Decimal(value if low is None else low), top, about)


def relation(code: str, *net: Given) -> Summary:
    return Summary(code, f"{code}.html", {}, list(net), {}, b"{}", b"[]", b"[]")


@pytest.mark.parametrize(
    ("net", "shown"),
    [
        ([given("a", 50), given("b", 7)], "USD 57"),
        ([given("a", 50, about=True), given("b", 7)], "~USD 57"),
        ([given("a", 50, high=None), given("b", 7)], "≥ USD 57"),
        ([given("a", 50, low=0)], "≤ USD 50"),
        ([given("a", 50, high=60), given("b", 7)], "USD 57–67"),
    ],
)
def test_a_sum_of_the_matrix_keeps_its_bound(net: list[Given], shown: str) -> None:
    (found,) = matrix([relation("ASEAN-JP", *net)], "USD").values()
    assert (brief(found.money), found.path) == (shown, "ASEAN-JP.html")


def test_a_pledge_of_two_relations_counts_once() -> None:
    found = matrix([relation("ASEAN-JP", given("a", 50)), relation("JP-VN", given("a", 50), given("b", 1))], "USD")
    assert {cell: each.money["value"] for cell, each in found.items()} == {("JP", "ASEAN"): "51"}
