"""A diff at 80 columns, to the letter."""

from typing import Any

from bilat.cli.render.diff import sheet
from bilat.cli.render.expansion import expanded
from bilat.projections.rows.diff import DiffRow
from bilat.projections.rows.fields import columns
from tests.cli.render.printing import STAMP, edition, printed, usd
from tests.pages import assert_page


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
    assert_page("render-diff", printed(sheet(REPORT, edition("All parties.", {}, 100))))


def test_rows_beyond_the_limit_are_counted() -> None:
    assert "\n1 more (--limit N" in printed(sheet(REPORT, edition("All parties.", {}, 2)))


def test_rows_for_csv_name_the_events() -> None:
    *_, because = expanded(columns(DiffRow), REPORT["rows"])
    assert (because.header, because.values[1]) == ("because", ["pledge/a#2", "pledge/a#3"])


def test_the_steps_lead_to_the_nominal_value_of_a_total_that_lies_between_others() -> None:
    total = usd("45000000", "between", low="40000000", high="50000000")
    after = {"recorded": 13, "known_by": None, "totals": {"headline": [], "net": [total]}}
    parts = [{"part": "new facts", "moved": [moved("net", "0", "45000000", "45000000")]}]
    text = printed(sheet(REPORT | {"and": after, "parts": parts, "rows": []}, edition()))
    assert text.index("USD +45m") < text.index("USD 45m") < text.rindex("USD 40m–50m")
