"""One line per kind and schema, kept for ever: what was written once is read and written the same."""

import json
from pathlib import Path

import pytest

from bilat.events.kinds import KINDS
from bilat.events.log.codec import decode, encode
from bilat.events.registry import event_class

LINES = Path(__file__).with_name("golden.jsonl").read_bytes().splitlines()


@pytest.mark.parametrize("line", LINES, ids=lambda line: json.loads(line)["kind"])
def test_a_golden_line_is_read_and_written_back_to_the_byte(line: bytes) -> None:
    assert encode(decode(line)) == line


def test_every_kind_has_a_golden_line_in_every_schema() -> None:
    found = [(fields["kind"], fields.get("schema", 1)) for fields in map(json.loads, LINES)]
    assert found == [(kind, schema) for kind in KINDS for schema in range(1, event_class(kind).SCHEMA + 1)]


def test_every_field_of_every_kind_is_in_some_golden_line() -> None:
    items = {name for line in LINES for name in json.loads(line)}
    known = {field.alias or name for kind in KINDS for name, field in event_class(kind).model_fields.items()}
    assert known == items
