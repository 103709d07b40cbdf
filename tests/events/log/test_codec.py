"""The canonical line: events and their bytes."""

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.base import Event
from bilat.events.errors import StoreError
from bilat.events.kinds import KINDS
from bilat.events.log.codec import canonical, content, decode, encode, read_event
from tests.events.strategies import events, lines
from tests.full import FULL, tries

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc_xyz"), inner, max_size=3),
    max_leaves=8,
)
"""JSON as events hold it: keys are ASCII, no number is a float, integers are exact in any reader."""


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=tries(25))
@given(data=st.data())
def test_decoding_an_encoded_event_gives_the_event(kind: str, data: st.DataObject) -> None:
    event = data.draw(events(kind))
    line = encode(event)
    assert decode(line) == event
    assert encode(decode(line)) == line


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=tries(5))
@given(data=st.data())
def test_a_line_is_sorted_dense_json_without_floats_or_empty_fields(kind: str, data: st.DataObject) -> None:
    line = encode(data.draw(events(kind)))
    fields = json.loads(line, parse_float=_no_float)
    again = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert json.loads(again) == fields
    assert list(fields) == sorted(fields)
    assert b"\n" not in line
    assert all(value not in (None, [], {}) for value in fields.values())


@given(line=st.sampled_from(sorted(KINDS)).flatmap(lines))
def test_the_content_leaves_out_what_the_ledger_adds(line: dict[str, Any]) -> None:
    record = {name: value for name, value in line.items() if name not in ("version", "recorded_at", "recorder")}
    later = record | {"version": 7, "recorded_at": "2024-01-31T23:59:59.000001Z", "recorder": "somebody else"}
    first, second = read_event(record, ""), read_event(later, "")
    assert isinstance(first, Event)
    assert isinstance(second, Event)
    assert content(first) == content(second)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=100 if FULL else 10)
@given(data=st.data())
def test_a_line_is_what_an_independent_writer_of_rfc_8785_makes_of_it(kind: str, data: st.DataObject) -> None:
    line = encode(data.draw(events(kind).filter(_within_doubles)))
    assert rfc8785.dumps(json.loads(line)) == line


def _within_doubles(event: Event) -> bool:
    """RFC 8785 knows no whole number beyond 2**53 - 1; a size in bytes is held exactly all the same."""
    return int(event.content_fields().get("size", 0)) < 2**53


@settings(max_examples=500 if FULL else 50)
@given(fields=st.dictionaries(st.text("abc_xyz", min_size=1), JSON, min_size=1))
def test_texts_of_any_script_and_nested_objects_are_written_as_rfc_8785_says(fields: dict[str, Any]) -> None:
    assert canonical(fields) == rfc8785.dumps(fields)


def test_keys_are_sorted_at_every_depth_and_empty_cites_are_left_out() -> None:
    assert canonical({"b": {"d": 1, "c": "é"}, "a": [], "cites": []}) == '{"a":[],"b":{"c":"é","d":1}}'.encode()


@pytest.mark.parametrize(
    "line",
    [b"", b"[]", b"{}", b'{"kind":"pledge-lost"}', b'{"kind":"pledge-completed"}', b"\xff", b'{"kind":7}'],
)
def test_a_stored_line_that_cannot_be_read_names_the_remedy(line: bytes) -> None:
    with pytest.raises(StoreError, match="bilat verify"):
        decode(line)


def _no_float(text: str) -> None:
    raise AssertionError(f"a float: {text}")
