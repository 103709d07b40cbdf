"""Findings at 80 columns, to the letter."""

from typing import Any

from bilat.cli.render.check import sheet
from tests.cli.render.printing import STAMP, edition, printed
from tests.pages import assert_page

BOUND: dict[str, Any] = {
    "kind": "retold-bound",
    "level": "note",
    "relation": "ASEAN-JP",
    "events": ["pledge/jaif-2023#1", "pledge/jaif-2023#4"],
    "message": "USD 100m is told again as <=USD 100m",
    "remedy": "keep to the bound of the donor's own text",
}
ROWS = [
    {
        "kind": "likely-duplicate",
        "level": "warning",
        "relation": None,
        "events": [f"pledge/p{number}#1" for number in range(9)],
        "message": "9 pledges are alike",
        "remedy": "merge them",
    },
    BOUND,
    BOUND | {"relation": "JP-TH", "events": ["pledge/th#1", "pledge/th#2"], "message": "[red]\x1b[2J:bomb:"},
]


def test_the_gravest_findings_come_first_each_with_its_advice() -> None:
    assert_page(
        "render-check", printed(sheet({"rows": [*ROWS[1:], ROWS[0]], "stamp": STAMP}, edition("All parties.", {}, 100)))
    )


def test_findings_beyond_the_limit_are_counted() -> None:
    assert "2 more (--limit N" in printed(sheet({"rows": ROWS}, edition("All parties.", {}, 1)))


def test_nothing_found_is_said() -> None:
    assert "nothing found" in printed(sheet({"rows": []}, edition("All parties.", {}, 100)))


def test_findings_have_the_signs_of_every_report() -> None:
    message = "fdi-flow from JP to ASEAN, >=USD 1bn, changed by -64.4 per cent: any per cent"
    text = printed(sheet({"rows": [BOUND | {"message": message}]}, edition()), 120)
    assert "FDI flow from JP to ASEAN, ≥ USD 1bn, changed by -64.4%: any per cent" in text
