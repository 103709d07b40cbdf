"""Reading bytes in a format, for tests: the events as lines, and everything else as text."""

from io import BytesIO
from typing import Any

from bilat.events.base import Event
from bilat.events.errors import Problem
from bilat.events.formats import reader
from bilat.events.formats.reading import Context, LooseCell


def fields_read(format: str, content: bytes | str, **context: Any) -> list[dict[str, Any]]:
    """What the events say, without their kind; the test fails where there is a problem."""
    found = []
    for reading in _readings(format, content, context):
        assert isinstance(reading[0], Event), str(reading)
        found.append({name: value for name, value in reading[0].content_fields().items() if value})
    return found


def problems(format: str, content: bytes | str, **context: Any) -> list[str]:
    """The problems, each as it is printed; the test fails where there is none."""
    found = [str(reading) for reading in _readings(format, content, context) if isinstance(reading, Problem)]
    assert found
    return found


def _readings(format: str, content: bytes | str, context: dict[str, Any]) -> list[Any]:
    given = content.encode() if isinstance(content, str) else content
    return [each for each in reader(format)(BytesIO(given), Context(**context)) if not isinstance(each, LooseCell)]
