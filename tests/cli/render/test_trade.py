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
    "place": 4,
    "status": None,
    "published": "2023-12-15",
    "chosen": True,
    "spread_percent": "0.2",
    "growth_percent": "10.2",
    "event": "series/t#2",
    "sources": ["sggp"],
}
UNTOLD: dict[str, Any] = {"growth_percent": None, "spread_percent": None, "place": None}
REPORT = {
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
            "place": None,
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


def test_every_claim_is_shown_and_the_chosen_one_marked() -> None:
    assert_page(
        "render-trade", printed(sheet(REPORT, edition("ASEAN and JP.", {"sggp": "SGGP, 2023-12-15. PM leaves"}, 100)))
    )
