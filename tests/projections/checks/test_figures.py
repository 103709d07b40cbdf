"""Claims to one figure that cannot all be true, and growth that the figures do not bear out."""

from typing import Any

import pytest

from tests.projections.checks.checked import cites, found, rows, source
from tests.projections.reports.promised import amount


def claim(money: str | None = None, period: str = "2021", **fields: Any) -> dict[str, Any]:
    record = {"value": amount(money)} if money else {}
    figure = {"kind": "figure-reported", "stream": "series/s", "on": "2023", "indicator": "trade", "period": period}
    return figure | {"from": "JP", "to": "ASEAN", "cites": cites("a")} | record | fields


def of(*versions: int) -> list[str]:
    return [f"series/s#{version}" for version in versions]


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("USD 268.5", "USD 282", True),
        ("USD 268.5", "USD 281", False),
        ("USD 100", "USD at-least 90", False),
        ("USD 100", "USD at-least 106", True),
        ("USD 100", "USD at-most 94", True),
        ("USD 100", "USD between 80 96", False),
        ("USD -10", "USD -11", True),
        ("USD 0", "USD 0.1", True),
        ("USD 268", "JPY 30000", False),
    ],
)
def test_claims_more_than_five_per_cent_apart_are_found(one: str, other: str, conflict: bool) -> None:
    assert found(claim(one), claim(other)) == ([("conflicting-claims", of(1, 2))] if conflict else [])


def test_a_slip_of_scale_is_named() -> None:
    (row,) = rows(claim("USD 268500000000"), claim("USD about 268000000"))
    assert row["message"] == (
        "trade between ASEAN and JP in 2021 is told as USD 268.5bn and ~USD 268m, 100086.57 per cent apart"
    )
    assert "about a thousand times the other" in row["remedy"]
    assert row["relation"] == "ASEAN-JP"


def test_copies_do_not_conflict_and_other_periods_neither() -> None:
    copied = [source("wire", "2023"), source("copy", "2023", origin="wire")]
    record = [claim("USD 100", cites=cites("wire")), claim("USD 200", cites=cites("copy"))]
    assert found(*copied, *record) == []
    record = [claim("USD 100", cites=cites("wire")), claim("USD 200", period="2020")]
    assert found(*copied, *record) == []


def test_ranks_and_shares_that_differ_are_found() -> None:
    assert found(claim("USD 1", rank=2), claim("USD 1", rank=4)) == [("conflicting-places", of(1, 2))]
    assert found(claim("USD 1", rank=2), claim(rank=2)) == []
    assert found(claim(share_percent="7"), claim(share_percent="11.6")) == [("conflicting-claims", of(1, 2))]
    assert found(claim(share_percent="11.5"), claim(share_percent="11.6")) == []


@pytest.mark.parametrize(
    ("before", "now", "change", "borne_out"),
    [
        ("USD 225.9", "USD 204", "-9.7", True),
        ("USD 20.4", "USD 8.5", "-64.4", False),
        ("USD 48", "USD 54", "13.8", True),  # 47.6 and 54.2 round to them
        ("USD 480.1", "USD 540.1", "13.8", False),
        ("USD 204", "USD 239", "17", True),
        ("USD 204", "USD 239", "19", False),
        ("USD -10", "USD -5", "50", True),
        ("USD 0", "USD 5", "50", False),
        ("USD 1", "USD 1", "0", True),
        ("USD 900000000000000000", "USD 1", "900000000000000000", False),
    ],
)
def test_growth_is_held_against_the_figures(before: str, now: str, change: str, borne_out: bool) -> None:
    items = found(claim(before, "2020"), claim(now, change_percent=change))
    assert items == ([] if borne_out else [("growth-not-borne-out", of(2, 1))])


def test_growth_is_borne_out_where_any_claim_bears_it_out() -> None:
    revised = claim("USD 23.9", "2020", on="2024")
    record = [claim("USD 20.4", "2020"), claim("USD 8.5", change_percent="-64.4")]
    assert found(*record, revised, kind="growth-not-borne-out") == []


def test_growth_told_without_a_value_is_held_against_the_value_of_that_year() -> None:
    record = [claim("USD 100", "2020"), claim("USD 110"), claim(change_percent="30")]
    assert found(*record) == [("growth-not-borne-out", of(3, 2, 1))]
    assert found(claim("USD 110"), claim(change_percent="30")) == [("growth-without-base", of(2, 1))]
    assert found(claim(change_percent="30")) == [], "there is nothing to hold it against"


def test_growth_of_months_is_not_judged() -> None:
    assert found(claim("USD 10", "2020-05"), claim("USD 20", "2021-05", change_percent="1")) == []
