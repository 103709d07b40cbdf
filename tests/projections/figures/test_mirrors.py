"""Mirror figures stand beside each other."""

from typing import Any

from bilat.projections.columns import decode_lines
from bilat.projections.reports.trade import trade
from bilat.projections.view.boundary import Boundary
from tests.histories import canonical, stamped

WORLD: list[dict[str, Any]] = [
    {"kind": "source-registered", "stream": "source/s", "title": "T", "publisher": "P", "type": "dataset"},
    {"kind": "party-registered", "stream": "party/JP", "name": "Japan", "type": "state"},
    {"kind": "party-registered", "stream": "party/VN", "name": "Viet Nam", "type": "state"},
]


def figure(stream: str, indicator: str, reporter: str, value: str, period: str = "2022") -> dict[str, Any]:
    return {
        "kind": "figure-reported",
        "stream": f"series/{stream}",
        "on": "2023-05-01",
        "cites": [{"source": "s"}],
        "indicator": indicator,
        "from": "VN",
        "to": "JP",
        "period": period,
        "reporter": reporter,
        "value": {"value": value, "unit": "USD", "bound": "exact"},
    }


def test_exports_and_imports_of_one_flow_stand_side_by_side() -> None:
    lines = [
        *WORLD,
        figure("a", "exports", "VN", "24200"),
        figure("b", "imports", "JP", "26100"),
        figure("b", "imports", "JP", "9", period="2021"),
    ]
    columns = decode_lines(b"\n".join(canonical(line) for line in stamped(lines)))
    rows = {row["event"]: row for row in trade(columns, Boundary(relation=("JP", "VN"))).to_dicts()}
    assert [(each["event"], each["value"]["value"]) for each in rows["series/a#1"]["mirror"]] == [
        ("series/b#1", "26100")
    ]
    assert [each["reporter"] for each in rows["series/b#1"]["mirror"]] == ["VN"]
    assert rows["series/b#2"]["mirror"] == []
    assert rows["series/a#1"]["spread_percent"] is None
