"""A diff at 80 columns, to the letter."""

from typing import Any

from bilat.cli.render.diff import sheet
from bilat.cli.render.expansion import expanded
from bilat.projections.rows.diff import DiffRow
from bilat.projections.rows.fields import columns
from tests.cli.render.printing import STAMP, printed, usd


def moved(line: str, start: str, end: str, by: str, **more: Any) -> dict[str, Any]:
    return {"line": line, "unit": "USD", "from": start, "to": end, "by": by, **more}


BECAUSE = [
    {"event": "pledge/a#2", "position": 12, "kind": "entry-corrected", "reason": "the source says 45"},
    {"event": "pledge/a#3", "position": 13, "kind": "entry-cited", "reason": None},
]
OF = {"part": "corrections and retractions", "pledge": "pledge/a", "title": "Schools", "because": BECAUSE}
REPORT: dict[str, Any] = {
    "boundary": {"in": None},
    "between": {"asked": "@10", "recorded": 10, "known_by": "2021", "totals": {"headline": [], "net": []}},
    "and": {
        "asked": "@13",
        "recorded": 13,
        "known_by": "2021",
        "totals": {"headline": [usd("45000000", "at-least")], "net": [usd("45000000", "at-least")]},
    },
    "parts": [
        {"part": "new facts", "moved": [moved("net", "0", "50000000", "50000000")]},
        {"part": OF["part"], "moved": [moved("net", "50000000", "45000000", "-5000000")]},
    ],
    "rows": [
        {"part": "new facts", "pledge": "pledge/a", "title": None, "because": []} | moved("net", "0", "50", "50000000"),
        moved("headline", "50000000", "45000000", "-5000000", **OF),
        moved("net", "50000000", "45000000", "-5000000", **OF),
    ],
    "stamp": STAMP,
}


def test_diff() -> None:
    assert printed(sheet(REPORT, "All parties.", {}, 100)) == (
        """\
All parties.

From @10, known by 2021 to @13, known by 2021
                               nominal
net, USD
@10, known by 2021                none
new facts                     USD +50m
corrections and retractions    USD -5m
@13, known by 2021           ≥ USD 45m

New facts
pledge    total        by
pledge/a  net    USD +50m

Corrections and retractions
pledge                                   total          by
Schools                                  headline  USD -5m
pledge/a                                 net       USD -5m
@12 entry corrected: the source says 45
@13 entry cited

12 events in ledger 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f, bilat 0.1.0
root abababababababababababababababababababababababababababababababab
"""
    )


def test_rows_beyond_the_limit_are_counted() -> None:
    assert "\n1 more (--limit N" in printed(sheet(REPORT, "All parties.", {}, 2))


def test_rows_for_csv_name_the_events() -> None:
    *_, because = expanded(columns(DiffRow), REPORT["rows"])
    assert (because.header, because.values[1]) == ("because", ["pledge/a#2", "pledge/a#3"])
