"""Trade figures at 80 columns, to the letter."""

from typing import Any

from bilat.cli.render.trade import sheet
from tests.cli.render.printing import STAMP, edition, printed, usd
from tests.pages import assert_page

FIGURE: dict[str, Any] = {
    "series": "series/t",
    "indicator": "merchandise-trade",
    "period": "2022",
    "from": "ASEAN",
    "to": "JP",
    "reporter": None,
    "value": usd("268500000000"),
    "change_percent": None,
    "share_percent": None,
    "rank": 4,
    "status": None,
    "published": "2023-12-15",
    "chosen": True,
    "spread_percent": "0.2",
    "growth_percent": "10.2",
    "event": "series/t#2",
    "sources": ["sggp"],
}
UNTOLD: dict[str, Any] = {"growth_percent": None, "spread_percent": None, "rank": None}
REPORT: dict[str, Any] = {
    "rows": [
        {
            **FIGURE,
            **UNTOLD,
            "period": "2021",
            "value": None,
            "change_percent": "17.2",
            "status": "preliminary",
            "reporter": "ASEAN",
        },
        FIGURE,
        {
            **FIGURE,
            "value": usd("267900000000", "about"),
            "chosen": False,
            "growth_percent": None,
            "reporter": "ITC",
            "published": None,
            "rank": None,
        },
        {
            **FIGURE,
            "indicator": "fdi-flow",
            "from": "JP",
            "to": None,
            "growth_percent": "-58.33",
            "spread_percent": None,
            "period": "2021-04/2022-03",
            "share_percent": "12",
            "sources": ["mofa"],
        },
    ],
    "stamp": STAMP,
}


def test_a_period_is_a_line_and_other_claims_stand_below_where_asked() -> None:
    known = edition("ASEAN and JP.", {"sggp": "SGGP, 2023-12-15. PM leaves"}, 100)
    assert_page("render-trade", printed(sheet(REPORT, known)))
    assert_page("render-trade-claims", printed(sheet(REPORT, known._replace(whole=frozenset({"claims"})))))


def test_claims_that_disagree_point_to_check_and_no_value_is_no_figure() -> None:
    report = {"rows": [FIGURE | {"spread_percent": "50"}, FIGURE | {"period": "2023", "spread_percent": "50.01"}]}
    assert printed(sheet(report, edition())).count("these disagree: see bilat check") == 1
    assert printed(sheet(report, edition())).index("2023  ") < printed(sheet(report, edition())).index("these disagree")
    assert "no value" in printed(sheet({"rows": [REPORT["rows"][0]]}, edition()))


def test_growth_that_is_told_without_a_figure_stands_beside_the_figure() -> None:
    growth = FIGURE | UNTOLD | {"value": None, "change_percent": "31.6", "sources": ["other"]}
    text = printed(sheet({"rows": [growth, FIGURE]}, edition()))
    assert [line.split()[:6] for line in text.splitlines() if line.startswith("2022")] == [
        ["2022", "USD", "268.5bn", "+10.2%", "+31.6%", "0.2%"]
    ]


def test_of_many_claims_beside_a_figure_the_first_few_are_told() -> None:
    mirror = [{"value": usd(str(number)), "reporter": "ITC", "event": "series/m#1"} for number in range(1, 9)]
    beside = [FIGURE | UNTOLD | {"value": None, "chosen": False, "sources": [f"s{number}"]} for number in range(20)]
    text = printed(sheet({"rows": [FIGURE | {"mirror": mirror}, *beside]}, edition()), 120)
    assert (text.count("(ITC)"), "and 5 more" in text) == (3, True)
    assert [number in text for number in ("[1]", "[7]", "[8]")] == [True, True, False]
