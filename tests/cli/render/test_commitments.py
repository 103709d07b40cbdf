"""Commitments at 80 columns, to the letter."""

from typing import Any

from bilat.cli.render.commitments import sheet
from tests.cli.render.printing import STAMP, edition, printed, usd
from tests.pages import assert_page

LOANS = {"value": "195000000000", "unit": "JPY", "bound": "about"}


def pledge(name: str, title: str, **more: Any) -> dict[str, Any]:
    return {
        "pledge": f"pledge/{name}",
        "title": title,
        "donor": ["JP"],
        "recipient": ["ASEAN"],
        "via": None,
        "instrument": "grant",
        "flow": "oda",
        "opened_on": "2020-11-12",
        "stage": "announced",
        "announced": usd("50000000"),
        "current": usd("50000000"),
        "remainder": None,
        "committed": [],
        "disbursed": [],
        "converted": None,
        "counted": True,
        "reason": None,
        "restated": 0,
        "part_of": None,
        "events": [f"pledge/{name}#1"],
        "sources": ["s"],
        **more,
    }


TOTALS: dict[str, Any] = {
    "headline": [usd("2400000000", "at-least", low="2400000000", high=None)],
    "net": [],
    "mobilised": [usd("1200000000", "at-least", low="1200000000", high=None)],
    "unconverted": [],
    "excluded": [
        {"event": "pledge/part#1", "amount": usd("50000000"), "reason": "part-of"},
        {
            "event": "programme/l#1",
            "amount": {**LOANS, "value": "185000000000", "bound": "exact"},
            "reason": "running-total",
        },
        {"event": "programme/l#2", "amount": LOANS, "reason": "running-total"},
    ],
}
REPORT: dict[str, Any] = {
    "rows": [
        pledge(
            "umbrella",
            "Public and private money over five years",
            flow="mixed",
            instrument="mixed",
            announced=usd("1000000000", "at-least"),
            current=usd("1200000000", "at-least"),
            remainder=[usd("1150000000", "at-least")],
            restated=1,
        ),
        pledge(
            "other",
            "Training",
            announced=None,
            current=None,
            counted=False,
            instrument="technical-cooperation",
        ),
        pledge(
            "part",
            "A port",
            part_of="pledge/umbrella",
            counted=False,
            reason="part-of",
            stage="disbursing",
            committed=[usd("40000000")],
            restated=2,
            disbursed=[usd("10000000"), {"value": "1.5", "unit": "JPY", "bound": "about"}],
        ),
        pledge("dropped", "A road", counted=False, reason="cancelled", stage="cancelled", current=[]),
    ],
    "totals": TOTALS,
    "running_totals": [
        {
            "stream": "programme/l",
            "title": "Recovery loans",
            "measure": "disbursed",
            "event": "programme/l#2",
            "since": None,
            "as_of": None,
            "on": "2021-10-27",
            "amount": LOANS,
        },
    ],
    "stamp": STAMP,
}


def test_parts_stand_under_their_umbrella_and_totals_at_the_end() -> None:
    assert_page("render-commitments", printed(sheet(REPORT, edition("ASEAN and JP, events of 2020.", {}, 100))))


def test_slices_stand_in_place_of_the_pledges() -> None:
    text = printed(
        sheet(
            {**REPORT, "slices": [{"key": "2020", "totals": TOTALS}], "boundary": {"by": "year"}}, edition("", {}, 100)
        )
    )
    assert "By year" in text
    assert "A port" not in text


def test_a_ring_of_umbrellas_loses_no_pledge() -> None:
    rows = [
        pledge("a", "One", part_of="pledge/b"),
        pledge("b", "Two", part_of="pledge/a"),
        pledge("c", "Three"),
    ]
    text = printed(sheet({**REPORT, "rows": rows}, edition("", {}, 100)))
    assert all(title in text for title in ("One", "Two", "Three"))


def test_numbers_stay_whole_where_there_is_little_room() -> None:
    long = {"value": "1693423121.45", "unit": "USD", "bound": "between", "upper": "2693423121.45"}
    rows = [pledge("a", "word " * 30, announced=long, current=long)]
    assert "USD 1,693,423,121.45–2,693,423,121.45" in printed(sheet({**REPORT, "rows": rows}, edition("", {}, 100)))
