"""Days on which events cannot have been known, and meetings told of two days."""

from typing import Any

import pytest

from tests.projections.checks.checked import cites, found, rows, source
from tests.projections.reports.promised import event, pledge

MEETING = {"kind": "meeting-held", "stream": "meeting/m"}
OPENED = MEETING | {"name": "Summit", "parties": ["ASEAN", "JP"]}


@pytest.mark.parametrize(
    ("on", "published", "late"),
    [
        ("2023-12-17", "2023-12-11", True),
        ("2023-12-17", "2023-12-17", False),
        ("2023-12-17", "2023-12", False),
        ("2023-12-17", "2023-11", True),
        ("2023", "2023-05-01", False),
        ("2023-12-17", None, False),
    ],
)
def test_an_event_dated_after_its_source_is_found(on: str, published: str | None, late: bool) -> None:
    items = found(source("s", published), pledge("p", "USD 5", on, cites=cites("s")))
    assert items == ([("dated-after-publication", ["p#1"])] if late else [])


def test_the_earliest_source_is_meant_and_what_takes_effect_later_is_left_out() -> None:
    sources = [source("early", "2021-05-01"), source("late", "2023")]
    record = rows(*sources, pledge("p", "USD 5", "2022", cites=cites("late", "early")))
    assert [row["message"] for row in record] == ["dated 2022, but early, which tells it, was published 2021-05-01"]
    agreed = {"stream": "agreement/x", "cites": cites("early")}
    reached = {"kind": "agreement-reached", "title": "x", "parties": ["ASEAN", "JP"], "on": "2021-05-01"}
    force = {"kind": "agreement-entered-into-force", "on": "2022"}
    assert found(*sources, agreed | reached, agreed | force) == []


def test_an_event_before_its_pledge_is_found() -> None:
    opened = pledge("p", "USD 5", "2021-05")
    assert found(opened, event("pledge-disbursed", "p", "USD 5", "2021-04")) == [("dated-before-known", ["p#1", "p#2"])]
    assert found(opened, event("pledge-disbursed", "p", "USD 5", "2021")) == [], "it may have been after"


def test_an_event_before_any_source_told_of_its_pledge_is_found() -> None:
    sources = [source("early", "2020-12-29"), source("late", "2021-10-27")]
    opened = pledge("p", "USD 5", "2020-11-12", cites=cites("late"))
    record = event("pledge-restated", "p", "USD 5", "2020-12-29", cites=cites("early"))
    assert found(*sources, opened, record) == [("dated-before-known", ["p#1", "p#2"])]
    same_day = record | {"on": "2020-11-12"}
    assert found(*sources, opened, same_day) == [], "the opening's own day is told by whoever tells it"
    undated = opened | {"cites": cites("late", "a")}
    assert found(*sources, undated, record) == [], "an undated source may be the earliest"


def test_a_meeting_held_on_two_days_is_found() -> None:
    first = OPENED | {"on": "2023-12-16", "cites": cites("a")}
    second = MEETING | {"on": "2023-12-17", "cites": cites("a")}
    assert found(first, second) == [("meeting-dates-differ", ["meeting/m#1", "meeting/m#2"])]
    for span in ("2023-12-16/2023-12-18", "2023-12", "2023-12-16"):
        assert found(first, second | {"on": span}) == []


def test_a_day_corrected_by_another_source_is_found_and_a_misreading_is_not() -> None:
    held = OPENED | {"on": "2023-12-16", "cites": cites("a")}
    correction: dict[str, Any] = {
        "kind": "entry-corrected",
        "stream": "meeting/m",
        "target": "meeting/m#1",
        "reason": "x",
    }
    day = correction | {"fields": {"on": "2023-12-17"}}
    assert found(held, day | {"cites": cites("a")}) == [("meeting-dates-differ", ["meeting/m#1", "meeting/m#2"])]
    assert found(held, day) == []
    place = correction | {"fields": {"place": "Tokyo"}, "cites": cites("a")}
    assert found(held, place) == []
    assert found(held, day | {"cites": cites("a")}, recorded_by="@5") == [], "it was not recorded then"
