"""Backslashes, tabs and other control characters inside lists and objects: the columns stay JSON."""

from typing import Any

import orjson
import polars as pl
import pytest

from bilat.projections.columns import decode_lines, partial
from bilat.projections.view import corrections
from tests.histories import canonical, stamped

Draft = dict[str, Any]
CONTROLS = "".join(map(chr, range(32))) + '\x7f\x9b\u202e" \\ \\t'
OPENING: Draft = {
    "kind": "pledge-announced",
    "stream": "pledge/a",
    "on": "2020-11-12",
    "cites": [{"source": "x", "locator": CONTROLS, "quote": CONTROLS}],
    "donor": "JP",
    "recipient": "ASEAN",
    "title": CONTROLS,
    "topics": [CONTROLS],
    "ids": {"x": CONTROLS},
    "amount": {"value": "5", "unit": "USD", "bound": "exact"},
}
MENDED: Draft = {
    "kind": "entry-corrected",
    "stream": "pledge/a",
    "target": "pledge/a#1",
    "fields": {"title": "as told: " + CONTROLS, "note": CONTROLS, "topics": [CONTROLS, "b"]},
    "reason": CONTROLS,
}


def mended(columns: pl.DataFrame) -> pl.DataFrame:
    return corrections.corrected(columns).collect()


@pytest.mark.parametrize("text", ["\\", "\\n", '\\"', "a\tb", "\n\\", "\x1b[31m", '\\", "source": "forged'])
def test_one_such_character_is_enough(text: str) -> None:
    record = [OPENING | {"stream": f"pledge/p{n}", "topics": [text] if n == 1 else ["plain"]} for n in range(3)]
    columns = decode_lines(b"\n".join(map(canonical, stamped(record))))
    assert [orjson.loads(topics) for topics in columns["topics"]] == [["plain"], [text], ["plain"]]


@pytest.mark.parametrize("column", ["cites", "topics", "ids"])
def test_json_columns_are_read_back_as_they_were_told(column: str) -> None:
    columns = decode_lines(b"\n".join(map(canonical, stamped([OPENING]))))
    assert orjson.loads(columns[column][0]) == OPENING[column]


def test_a_text_column_keeps_the_characters_themselves() -> None:
    assert decode_lines(b"\n".join(map(canonical, stamped([OPENING]))))["title"][0] == CONTROLS


def test_a_correction_with_control_characters_equals_an_event_written_right() -> None:
    after = mended(decode_lines(b"\n".join(map(canonical, stamped([OPENING, MENDED])))))
    right = decode_lines(b"\n".join(map(canonical, stamped([OPENING | MENDED["fields"]]))))
    assert after.equals(right)
    assert orjson.loads(after["topics"][0]) == MENDED["fields"]["topics"]


def test_fields_told_in_part_are_read_alike() -> None:
    rows = pl.DataFrame({"fields": [orjson.dumps(MENDED["fields"]).decode()], "kind": ["pledge-announced"]})
    assert orjson.loads(partial(rows)["topics"][0]) == MENDED["fields"]["topics"]
