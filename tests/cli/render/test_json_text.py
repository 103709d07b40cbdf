"""JSON: the same value, harmless on a terminal."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bilat.cli.render.json_text import json_text


def test_controls_are_json_escapes() -> None:
    assert json_text("\x1b\x9b\u202e\U000e0041é") == '"\\u001b\\u009b\\u202e\\udb40\\udc41é"'


@given(st.recursive(st.text(st.characters(codec=None)) | st.integers() | st.none(), st.lists))
def test_reading_it_back_gives_the_same(value: Any) -> None:
    joined = json.loads(json.dumps(value))  # Python joins halves of surrogate pairs when it reads JSON
    assert json.loads(json_text(value)) == joined
