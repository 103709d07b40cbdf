"""Upcasters: lines of an older schema, read as those of today."""

from typing import Any

import pytest

from bilat.events.base import Event
from bilat.events.errors import StoreError
from bilat.events.log.codec import canonical, content, decode, encode, read_event
from bilat.events.log.upcasters import DOWNCASTERS, UPCASTERS, lift, lower

OLD: dict[str, Any] = {"kind": "pledge-completed", "stream": "pledge/x", "finished": "2023", "why": "paid"}


def renamed(line: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 calls the day `on`."""
    return {("on" if name == "finished" else name): value for name, value in line.items()}


def reasoned(line: dict[str, Any]) -> dict[str, Any]:
    """Schema 3 calls the cause `reason`."""
    return {("reason" if name == "why" else name): value for name, value in line.items()}


CHAIN = {("pledge-completed", 1): renamed, ("pledge-completed", 2): reasoned}


def test_an_old_line_is_lifted_through_every_schema_in_turn() -> None:
    before = dict(OLD)
    lifted = lift(OLD, 3, CHAIN)
    assert lifted == {
        "kind": "pledge-completed",
        "stream": "pledge/x",
        "on": "2023",
        "reason": "paid",
        "schema": 3,
    }
    assert before == OLD, "the line that was read stays as it is"


def test_a_line_of_a_middle_schema_is_lifted_from_there() -> None:
    line = {"kind": "pledge-completed", "stream": "pledge/x", "on": "2023", "why": "paid", "schema": 2}
    assert lift(line, 3, CHAIN)["reason"] == "paid"


def test_a_line_of_today_is_left_alone() -> None:
    assert lift(OLD, 1) is OLD
    assert UPCASTERS.keys() == {(kind, schema - 1) for kind, schema in DOWNCASTERS}, (
        "what is lifted is written as it was"
    )


def test_a_line_newer_than_this_program_is_refused() -> None:
    with pytest.raises(StoreError, match="use a newer bilat"):
        lift(OLD | {"schema": 2}, 1)


def test_a_missing_step_is_a_bug_and_says_so() -> None:
    with pytest.raises(StoreError, match="no upcaster lifts pledge-completed from schema 2"):
        lift(OLD, 3, {("pledge-completed", 1): renamed})


@pytest.mark.parametrize("schema", [0, -1, 2, "1", None, 1.5, [1]])
def test_an_event_of_input_with_a_strange_schema_is_refused(schema: Any) -> None:
    found = read_event(OLD | {"schema": schema}, "line 1")
    assert isinstance(found, list)
    assert found[0].rule in ("schema", "event")


def test_the_names_that_python_gives_fields_are_unknown_to_the_format() -> None:
    line = {"kind": "pledge-completed", "stream": "pledge/x", "on": "2023", "cites": ["s"], "schema_": 2}
    found = read_event(line, "line 1")
    assert isinstance(found, list)
    assert "unknown field" in found[0].message


FIGURE: dict[str, Any] = {
    "kind": "figure-reported",
    "stream": "series/x",
    "from": "ASEAN",
    "to": "JP",
    "indicator": "trade",
    "period": "2020",
    "on": "2021",
    "cites": [{"source": "a"}],
    "place": 4,
}


def test_the_place_of_a_figure_is_lifted_to_its_rank_and_the_line_written_as_it_was() -> None:
    old = canonical(FIGURE)
    event = decode(old)
    assert event.content_fields() | {"rank": 4, "schema": 2} == event.content_fields()
    assert "place" not in event.content_fields()
    assert encode(event) == old
    assert lower(lift(FIGURE, 2), 1) == FIGURE


def test_a_figure_told_in_words_of_today_is_written_in_the_schema_of_today() -> None:
    today = {name: value for name, value in FIGURE.items() if name != "place"} | {"rank": 4}
    for line in (today, today | {"schema": 2}):
        event = read_event(line, "")
        assert isinstance(event, Event)
        assert encode(event) == canonical(today | {"schema": 2})
        assert content(event) == content(decode(canonical(FIGURE))), "one fact, in whichever schema"
