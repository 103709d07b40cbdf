"""The lines that a page carries: reports of them alone are the reports of the whole log."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import orjson
import pytest

from bilat.projections.page.carried import Carried
from bilat.projections.page.closure import SMALL, Record
from bilat.projections.reports.query import open_query, run_report
from bilat.projections.view.boundary import Boundary
from tests.cli.page.pages import ShippedLog, page_data_of, shipped
from tests.full import FULL

CLOCKED = {"since": "2021", "known_by": "2023-06"}
CONVERTED = {"members": True, "currency": "USD"}
PAIRS = ["ASEAN-JP", "JP-VN", "ID-JP", "JP-PH", "JP-TH", "BT-JP", "JP-KH", "JP-MY"]
CASES = list(product(PAIRS, [{}, CONVERTED, CLOCKED])) if FULL else [("JP-VN", {}), ("ASEAN-JP", CONVERTED | CLOCKED)]


@pytest.mark.parametrize(("pair", "asked"), CASES)
def test_reports_of_the_carried_lines_are_those_of_the_whole_log(pair: str, asked: dict[str, Any]) -> None:
    log = shipped()
    question = open_query(log, pair, Boundary(**asked, as_of="2024-06-01"), ["lines"])
    record = Record(log, question.frame, log.head.size)
    carried = Carried(record.of(question.boundary)).query(question.boundary, question.stamp)
    for name in ("commitments", "explain", "timeline", "trade", "check", "delivery"):
        assert plain(run_report(name, carried)) == plain(run_report(name, question)), name


def plain(report: Mapping[str, Any]) -> Any:
    """A report as JSON says it; what a filter of known kinds does not know is no matter."""
    return orjson.loads(orjson.dumps(report, default=str))


def test_every_stream_is_carried_whole_with_what_it_names() -> None:
    lines = [orjson.loads(line) for _, line in page_data_of()["proof"]["lines"]]
    streams = {event["stream"] for event in lines}
    for event in map(orjson.loads, shipped().kept):
        if event["stream"] in streams:
            assert event in lines
    for event in lines:
        assert {f"source/{cite['source']}" for cite in event.get("cites", ())} <= streams
        assert event.get("meeting") in {*streams, None}


def test_a_small_log_is_carried_whole() -> None:
    log = ShippedLog(shipped().kept[:SMALL])
    question = open_query(log, "ASEAN-JP", Boundary())
    assert len(Record(log, question.frame, SMALL).of(question.boundary)) == SMALL


def test_a_page_of_nothing_can_be_asked_for() -> None:
    """Two parties between whom nothing is on record still have their names."""
    lines = [orjson.loads(line) for _, line in page_data_of("BT-FJ", None)["proof"]["lines"]]
    assert {"party/BT", "party/FJ"} <= {event["stream"] for event in lines}
