"""Trade figures at 80 columns, to the letter."""

from typing import Any

import pytest

from bilat.cli.render.trade import percent, sheet
from tests.cli.render.printing import STAMP, printed, usd

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
EXPECTED = """\
ASEAN and JP.

period            value    growth  spread  reported by                   sources
merchandise trade, ASEAN – JP
2021                                       ASEAN (preliminary)           [1]
                                           told 2023-12-15, change
                                           +17.2 %
2022      * USD 268.5bn   +10.2 %   0.2 %  not told                      [1]
                                           told 2023-12-15, place 4
2022       ~USD 267.9bn             0.2 %  ITC                           [1]
                                           undated

fdi flow, from JP
2021-04/  * USD 268.5bn  -58.33 %          not told                      [2]
2022-03                                    told 2023-12-15, share 12 %,
                                           place 4

Key
*    the claim that this report chooses among those for the same period

Sources
[1]  sggp: SGGP, 2023-12-15. PM leaves
[2]  mofa

12 events in ledger 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f, bilat 0.1.0
root abababababababababababababababababababababababababababababababab
"""


def test_every_claim_is_shown_and_the_chosen_one_marked() -> None:
    assert printed(sheet(REPORT, "ASEAN and JP.", {"sggp": "SGGP, 2023-12-15. PM leaves"}, 100)) == EXPECTED


@pytest.mark.parametrize(
    ("text", "signed", "shown"),
    [("10.2", True, "+10.2 %"), ("-58.33", True, "-58.33 %"), ("0", False, "0 %"), (None, True, "")],
)
def test_per_cents(text: str | None, signed: bool, shown: str) -> None:
    assert percent(text, signed=signed) == shown
