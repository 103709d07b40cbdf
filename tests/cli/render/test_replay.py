"""A replay at 80 columns, to the letter."""

from typing import Any

from bilat.cli.render.replay import lines, sheet
from tests.cli.render.printing import STAMP, edition, printed
from tests.pages import assert_page


def move(total: str, start: str, end: str, reason: str | None = None) -> dict[str, str | None]:
    return {"total": total, "reason": reason, "unit": "USD", "from": start, "to": end}


NET = [{"value": "1250000000", "unit": "USD"}, {"value": "40000000000", "unit": "JPY"}]
REPORT: dict[str, Any] = {
    "order": "recorded",
    "rows": [
        {
            "position": 187,
            "event": "pledge/acpheed#1",
            "kind": "pledge-announced",
            "on": "2020-11-12",
            "effect": "headline USD 4.2bn to 4.25bn; net USD 1.2bn to 1.25bn",
            "moved": [move("headline", "4200000000", "4250000000"), move("net", "1200000000", "1250000000")],
            "net": NET,
        },
        {
            "position": 1910,
            "event": "statement/of-no-importance#1",
            "kind": "statement-made",
            "on": None,
            "effect": "what was said is never summed",
            "moved": [],
            "net": NET,
        },
    ],
    "totals": {"headline": NET[:1], "net": [], "mobilised": [], "excluded": []},
    "stamp": STAMP,
}


def test_replay() -> None:
    assert_page("render-replay", printed(sheet(REPORT, edition("All parties.", {}, 100))))


def test_rows_beyond_the_limit_are_counted() -> None:
    assert "\n1 more (--limit N" in printed(sheet(REPORT, edition("All parties.", {}, 1)))


def test_one_event_for_reading_along() -> None:
    assert list(lines(REPORT["rows"][0])) == [
        "@187  2020-11-12  pledge announced  pledge/acpheed#1",
        "    headline USD 4.2bn to 4.25bn",
        "    net USD 1.2bn to 1.25bn",
    ]
