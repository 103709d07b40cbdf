"""Figures: claims to the same figure stand side by side, and the policy says which one is shown."""

from typing import Any

import polars as pl
import pytest

from bilat.events.errors import BadInput
from bilat.projections.columns import decode_lines
from bilat.projections.reports.trade import TRADE, report, trade
from bilat.projections.view.boundary import Boundary
from tests.histories import canonical, stamped

Draft = dict[str, Any]
RELATION = ("ASEAN", "JP")


def source(slug: str, published: str, **fields: str) -> Draft:
    return {
        "kind": "source-registered",
        "stream": f"source/{slug}",
        "published": published,
        "type": "news",
    } | fields


GIVEN: list[Draft] = [
    {"kind": "party-registered", "stream": "party/JP", "name": "Japan"},
    {"kind": "party-registered", "stream": "party/ASEAN", "name": "ASEAN"},
    source("ministry", "2022-01", type="official"),
    source("wire", "2022-05-01"),
    source("daily", "2023-01-01"),
    source("copy", "2023-02-01", origin="wire"),
    source("copied", "2023-03-01", origin="copy"),
]


def claim(value: str | None, cites: str = "ministry", period: str = "2021", unit: str = "USD", **fields: Any) -> Draft:
    amount = {} if value is None else {"value": {"value": value, "unit": unit, "bound": "exact"}}
    draft = {
        "kind": "figure-reported",
        "stream": "series/s",
        "on": "2022-01-01",
        "indicator": "exports",
        "period": period,
        "from": "JP",
        "to": "ASEAN",
        "cites": [{"source": cites}],
    }
    return draft | amount | {name.rstrip("_"): value for name, value in fields.items()}


def trade_of(*drafts: Draft) -> pl.DataFrame:
    return decode_lines(b"\n".join(map(canonical, stamped([*GIVEN, *drafts]))))


def rows(*drafts: Draft, **asked: Any) -> list[Draft]:
    rows: list[Draft] = report(trade_of(*drafts), Boundary(RELATION, **asked), {})["rows"]
    return rows


def chosen(*drafts: Draft, **asked: Any) -> list[str]:
    return [row["value"]["value"] for row in rows(*drafts, **asked) if row["chosen"]]


def test_a_row_has_exactly_the_keys_of_the_report() -> None:
    assert rows(claim("120.50", change_percent="3.20", rank=4, reporter="JP", status="final")) == [
        {
            "series": "series/s",
            "indicator": "exports",
            "period": "2021",
            "from": "JP",
            "to": "ASEAN",
            "reporter": "JP",
            "value": {"value": "120.5", "unit": "USD", "bound": "exact"},
            "change_percent": "3.2",
            "share_percent": None,
            "rank": 4,
            "place": 4,
            "status": "final",
            "published": "2022-01",
            "chosen": True,
            "spread_percent": None,
            "growth_percent": None,
            "mirror": [],
            "event": "series/s#1",
            "sources": ["ministry"],
        }
    ]


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        (None, ["9"]),
        ("newest", ["9"]),
        ("official", ["11"]),
        ("highest", ["11"]),
        ("lowest", ["9"]),
        ("interval", ["11", "10", "9"]),
    ],
)
def test_the_policy_says_which_claim_is_shown(policy: str | None, shown: list[str]) -> None:
    claims = [claim("11"), claim("10", "wire"), claim("9", "daily")]
    assert chosen(*claims, policy=policy) == shown
    assert {row["spread_percent"] for row in rows(*claims, policy=policy)} == {"22.22"}
    boundary = report(trade_of(*claims), Boundary(RELATION, policy=policy), {})["boundary"]
    assert boundary["policy"] == (policy or "newest")


def test_without_an_official_source_the_newest_is_shown() -> None:
    assert chosen(claim("10", "daily"), claim("9", "wire"), policy="official") == ["10"]


def test_the_later_of_two_vintages_of_one_source_is_newest() -> None:
    assert chosen(claim("10", on="2022-07-01"), claim("9", on="2022-06-01")) == ["10"]
    assert chosen(claim("10"), claim("9")) == ["9"]


def test_copies_of_one_origin_are_one_witness() -> None:
    claims = [claim("10"), claim("11", "wire"), claim("19", "copy"), claim("20", "copied")]
    assert chosen(*claims, policy="interval") == ["10", "11"]
    assert {row["spread_percent"] for row in rows(*claims)} == {"10"}
    assert chosen(claims[2], claims[3], policy="interval") == ["19"], "the first copy stands for a silent original"
    both = claim("19", "copy") | {"cites": [{"source": "copy"}, {"source": "ministry"}]}
    assert chosen(claims[1], both, policy="interval") == ["11", "19"], "a claim with a source of its own is no copy"


def test_sides_of_trade_have_no_order_and_those_of_exports_do() -> None:
    back = {"from": "ASEAN", "to": "JP"}
    assert len(chosen(claim("1", indicator="trade"), claim("2", "wire", indicator="trade", **back))) == 1
    assert len(chosen(claim("1"), claim("2", "wire", **back))) == 2


def test_one_period_told_in_two_ways_is_one_figure() -> None:
    assert chosen(claim("1"), claim("2", "wire", period="2021-01-01/2021-12-31")) == ["2"]


def test_the_reporter_of_one_side_stands_for_the_other() -> None:
    single = claim("2", "wire", reporter="ASEAN")
    del single["to"]
    assert chosen(claim("1"), single) == ["2"]


def test_units_are_compared_each_for_itself() -> None:
    claims = [claim("10"), claim("12", "wire"), claim("1500", "daily", unit="JPY")]
    assert [row["spread_percent"] for row in rows(*claims)] == ["20", "20", None]
    assert chosen(*claims, policy="highest") == ["12", "1500"]
    assert chosen(*claims) == ["1500"]


@pytest.mark.parametrize("policy", [None, "official", "highest", "interval"])
def test_a_claim_without_a_value_is_shown_where_none_with_a_value_stands(policy: str | None) -> None:
    growth = claim(None, "daily", change_percent="3")
    assert [row["chosen"] for row in rows(claim("10"), growth, policy=policy)] == [True, False]
    assert [row["chosen"] for row in rows(claim("10", period="2020"), growth, policy=policy)] == [True, True]


def test_a_dated_claim_is_newer_than_an_undated_one() -> None:
    sources = [source("leaflet", ""), source("page", "", type="official")]
    for each in sources:
        del each["published"]
    undated = [claim("7", "leaflet", on="2024"), claim("8", "page", on="2024")]
    assert chosen(*sources, claim("10", "wire"), *undated) == ["10"]
    assert chosen(*sources, claim("10"), *undated, policy="official") == ["10"]
    assert chosen(*sources, claim("10", "wire"), *undated, policy="official") == ["8"]
    assert chosen(*sources, *undated) == ["8"]


@pytest.mark.parametrize(
    ("before", "now", "growth"),
    [
        ("204000000000", "240600000000", "17.94"),
        ("10", "9", "-10"),
        ("-10", "-5", "50"),
        ("0", "1", None),
        ("8", "8.0002", "0"),
        ("8", "8.0004", "0"),
        ("8", "8.0012", "0.02"),
        ("0.000000000000001", "999999999999999999", None),
    ],
)
def test_growth_is_from_the_year_before(before: str, now: str, growth: str | None) -> None:
    found = rows(claim(before, period="2020"), claim("7", "ministry"), claim(now, "wire"))
    assert [row["growth_percent"] for row in found] == [None, None, growth]


def test_fiscal_years_grow_and_months_do_not() -> None:
    fiscal = [claim("10", period="2019-04-01/2020-03-31"), claim("11", period="2020-04-01/2021-03-31")]
    assert rows(*fiscal)[-1]["growth_percent"] == "10"
    assert rows(claim("10", period="2020-05"), claim("11", period="2021-05"))[-1]["growth_percent"] is None


def test_no_window_decides_which_claim_stands() -> None:
    claims = [claim("10"), claim("11", "daily", on="2024")]
    found = rows(*claims, until="2022")
    assert [(row["value"]["value"], row["chosen"], row["spread_percent"]) for row in found] == [("10", False, "10")]


def test_known_by_a_day_the_claim_known_then_is_chosen() -> None:
    assert chosen(claim("10"), claim("11", "daily"), known_by="2022") == ["10"]


def test_an_indicator_filters_and_an_unknown_one_is_refused() -> None:
    claims = [claim("10"), claim("11", indicator="imports")]
    assert chosen(*claims, filters={"indicator": "imports"}) == ["11"]
    with pytest.raises(BadInput, match="imports"):
        rows(*claims, filters={"indicator": "import"})
    with pytest.raises(BadInput, match="newest"):
        rows(*claims, policy="newst")


def test_no_figures_are_a_report_without_rows() -> None:
    assert rows(filters={"indicator": "imports"}) == []
    assert dict(trade(trade_of(), Boundary(RELATION)).schema) == TRADE
