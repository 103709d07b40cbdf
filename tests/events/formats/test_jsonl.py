"""JSON Lines: what is read from lines, and what is wrong with bad ones."""

import inspect
from io import BytesIO
from typing import Any

import orjson
import pytest

from bilat.events.base import Event
from bilat.events.errors import BadInput, Problem
from bilat.events.formats import reader, writer
from bilat.events.formats.jsonl import LINE_LIMIT, read, write
from bilat.events.formats.reading import Context, Reading
from bilat.events.log.codec import encode

GOOD = b'{"cites":[{"source":"s"}],"kind":"pledge-completed","on":"2023","stream":"pledge/x"}'


def readings(content: bytes) -> list[Reading]:
    """Everything that is read from these bytes."""
    return list(read(BytesIO(content), Context()))


def events(content: bytes) -> list[tuple[str, str]]:
    """Stream and place of each event; the test fails where a line tells none."""
    found = []
    for reading in readings(content):
        assert isinstance(reading, tuple)
        assert isinstance(reading[0], Event), reading
        found.append((reading[0].stream, str(reading[1])))
    return found


def padded(length: int) -> bytes:
    """A line of so many bytes."""
    return GOOD + b" " * (length - len(GOOD))


@pytest.mark.parametrize(
    ("content", "places"),
    [
        (b"", []),
        (b"\n\n  \n", []),
        (GOOD, ["line 1"]),
        (GOOD + b"\n", ["line 1"]),
        (GOOD + b"\r\n" + GOOD + b"\r\n", ["line 1", "line 2"]),
        (b"\xef\xbb\xbf" + GOOD, ["line 1"]),
        (b"\n\n" + GOOD + b"\n\n" + GOOD, ["line 3", "line 5"]),
        (padded(LINE_LIMIT) + b"\r\n" + GOOD, ["line 1", "line 2"]),
    ],
)
def test_lines_are_counted_and_blank_ones_passed_over(content: bytes, places: list[str]) -> None:
    assert events(content) == [("pledge/x", place) for place in places]


def test_a_line_separator_inside_a_text_does_not_end_the_line() -> None:
    line = GOOD.replace(b'"on"', '"note":"one\u2028two","on"'.encode())
    assert events(line + b"\n" + line) == [("pledge/x", "line 1"), ("pledge/x", "line 2")]


@pytest.mark.parametrize(
    ("line", "rule", "message"),
    [
        (b"pledge", "json", "not JSON"),
        (b'{"kind":', "json", "not JSON"),
        (GOOD + GOOD, "json", "not JSON"),
        (b'{"kind":NaN}', "json", "not JSON"),
        (b'{"kind":1e400}', "json", "not JSON"),
        (b'{"kind":"\\ud800"}', "json", "not JSON"),
        (b'{"a":' + b"[" * 300 + b"]" * 300 + b"}", "json", "nested too deeply"),
        (b"[" * 100_000, "json", "not JSON"),
        (b"[]", "json", "an event is a JSON object"),
        (b'"pledge"', "json", "an event is a JSON object"),
        (GOOD.replace(b"2023", b"20\xff3"), "utf-8", "not UTF-8 at byte 61"),
        (GOOD[:-1] + b',"on":"2022"}', "json", "the key 'on' stands twice"),
        (GOOD.replace(b'"s"', b'"s","source":"s"'), "json", "the key 'source' stands twice"),
        (padded(LINE_LIMIT + 1), "length", "at most 1,048,576 bytes"),
        (padded(3 * LINE_LIMIT), "length", "at most 1,048,576 bytes"),
        (b"{}", "kind", "needs its `kind`"),
        (b'{"kind":null}', "kind", "needs its `kind`"),
        (b'{"kind":"pledge-promised"}', "kind", "unknown kind"),
        (GOOD[:-1] + b',"reasn":"r"}', "reasn", "unknown field"),
        (GOOD[:-1] + b',"schema":2}', "schema", "newer bilat"),
    ],
)
def test_a_bad_line_is_a_problem_with_its_number_and_the_next_line_is_read(
    line: bytes, rule: str, message: str
) -> None:
    problem, after = readings(GOOD.join([b"", b"\n"]) + line + b"\n" + GOOD)[1:]
    assert isinstance(problem, Problem)
    assert (problem.where, problem.rule) == ("line 2", rule)
    assert message in str(problem)
    assert problem.remedy or rule == "reasn"
    assert isinstance(after, tuple)
    assert after[1] == "line 3"


def test_every_field_that_is_wrong_is_a_problem_of_its_own() -> None:
    line: dict[str, Any] = orjson.loads(GOOD) | {"on": "2023-02-30", "reason": "", "stream": "plege/x"}
    found = readings(orjson.dumps(line))
    assert {each.rule for each in found if isinstance(each, Problem)} == {"on", "reason", "stream"}


def test_what_is_written_are_the_lines_and_newline_bytes() -> None:
    file = BytesIO()
    write([GOOD, GOOD], file)
    assert file.getvalue() == GOOD + b"\n" + GOOD + b"\n"
    [reading] = readings(GOOD)
    assert isinstance(reading, tuple)
    assert isinstance(reading[0], Event)
    assert encode(reading[0]) == GOOD


def test_formats_are_found_by_name() -> None:
    assert inspect.unwrap(reader("jsonl")) is read
    assert writer("jsonl") is write
    with pytest.raises(BadInput, match="did you mean jsonl"):
        reader("jsnol")
