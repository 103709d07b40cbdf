"""The two as-of clocks, alone and together, on every report."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.events.log.head import Head
from bilat.events.log.transparency.merkle import Tree
from bilat.projections.reports import query
from bilat.projections.reports.registry import REPORTS
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import Draft, Line, canonical, histories, stamped
from tests.projections.reports.promised import GIVEN, amount, event, pledge, report_of

TODAY = date(2023, 1, 15)
SINGLE = tuple(name for name in REPORTS if name != "diff")
"""The reports of one moment."""
ASKED: list[dict[str, Any]] = [
    {},
    {"members": True},
    {"known_by": "2021"},
    {"known_by": "2022-06", "members": True, "since": "2020-06", "until": "2022"},
]


class Written(NamedTuple):
    """A log of these lines."""

    kept: Sequence[bytes]
    location: str = "."

    @property
    def head(self) -> Head:
        return Head.of("f" * 32, Tree().extended(self.kept), "")

    def lines(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        yield from self.kept[start - 1 : stop]

    def read_chunks(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        if chosen := self.kept[start - 1 : stop]:
            yield b"\n".join(chosen)


def answered(lines: Sequence[Line], report: str, **asked: Any) -> Any:
    """The report, stamp and clock apart, or what was said instead of it."""
    try:
        log, reads = Written([*map(canonical, lines)]), REPORTS[report].reads
        question = query.open_query(log, "ASEAN-JP", query.dated(report, Boundary(**asked), TODAY), reads)
        found = query.run_report(report, question)
    except BadInput as error:
        return str(error), error.remedy
    clock = found["boundary"].pop("recorded_by")
    assert clock == asked.get("recorded_by")
    return {name: value for name, value in found.items() if name != "stamp"}


@settings(max_examples=few(40))
@given(
    histories(max_size=30),
    st.sampled_from(SINGLE),
    st.sampled_from(ASKED),
    st.integers(0, 70),
    st.sampled_from([None, "trade"]),
)
def test_recorded_by_is_the_ledger_of_that_many_events(
    drafts: list[Draft], report: str, asked: dict[str, Any], size: int, indicator: str | None
) -> None:
    lines, size = stamped(drafts), min(size, len(drafts))
    if report == "trade" and indicator:
        asked = asked | {"filters": {"indicator": indicator}}
    then = answered(lines[:size], report, **asked)
    assert answered(lines, report, recorded_by=f"@{size}", **asked) == then
    if size:
        assert answered(lines, report, recorded_by=lines[size - 1]["recorded_at"], **asked) == then


FIXED = {
    "kind": "entry-corrected",
    "stream": "pledge/a",
    "target": "pledge/a#1",
    "reason": "a typo",
    "fields": {"amount": amount("USD 5")},
}
LATE: dict[str, Any] = {"on": "2021-01-01", "cites": [{"source": "a", "published": "2022-05"}]}
DRAFTS: list[Draft] = [
    pledge("a", "USD 50"),
    pledge("b", "USD 7", **LATE),
    FIXED,
    {"kind": "entry-retracted", "stream": "pledge/b", "target": "pledge/b#1", "reason": "no such promise"},
]


def net(**asked: Any) -> list[str]:
    return [total["value"] for total in report_of(*DRAFTS, **asked)["totals"]["net"]]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["5"]),
        ({"recorded_by": "@5"}, ["50"]),
        ({"recorded_by": "@6"}, ["57"]),
        ({"recorded_by": "@7"}, ["12"]),
        ({"known_by": "2021"}, ["5"]),
        ({"known_by": "2021", "recorded_by": "@6"}, ["50"]),
        ({"known_by": "2022-05", "recorded_by": "@6"}, ["57"]),
        ({"known_by": "2021", "recorded_by": "@7"}, ["5"]),
        ({"known_by": "2020", "recorded_by": "@7"}, []),
    ],
)
def test_corrections_follow_the_recorded_clock_alone(asked: dict[str, str], expected: list[str]) -> None:
    assert net(**asked) == expected


@pytest.mark.parametrize("clock", ["recorded_by", "known_by"])
@pytest.mark.parametrize("time", ["", "soon", "@", "@-1", "@1.5", "2023-13", "2023-02-30", "2023-01-01T25:00:00Z"])
def test_a_clock_that_shows_no_time_is_an_error(clock: str, time: str) -> None:
    with pytest.raises(BadInput):
        net(**{clock: time})


def test_a_position_beyond_the_log_is_refused_by_every_report() -> None:
    lines = stamped([*GIVEN, pledge("a", "USD 50"), event("pledge-restated", "a", "USD 50")])
    for report in SINGLE:
        assert "beyond the log" in answered(lines, report, recorded_by="@99")[0]


def test_before_the_parties_were_registered_the_relation_is_unknown_either_way() -> None:
    lines = stamped([*GIVEN, pledge("a", "USD 50")])
    message, _ = answered(lines, "timeline", recorded_by="@1")
    assert message.startswith("no party 'ASEAN' is on record")
    assert answered(lines[:1], "timeline")[0] == message
