"""The columnar log: every field of every kind has its column, whatever form its JSON takes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.events.kinds import KINDS
from bilat.events.registry import event_class
from bilat.projections.columns import (
    AMOUNTS,
    SCHEMA,
    amount_text,
    decimal_text,
    decode_lines,
    first_and_last_days,
    physical,
    read,
    records,
)
from tests.full import few
from tests.histories import canonical, histories, stamped


def frame_of(*drafts: dict[str, Any]) -> pl.DataFrame:
    return decode_lines(b"\n".join(map(canonical, stamped(drafts))))


class Chunks:
    """A log of lines, handed out two at a time."""

    def __init__(self, lines: list[bytes]) -> None:
        self.lines = lines

    def read_chunks(self, start: int = 1, stop: int | None = None) -> Iterator[bytes]:
        for at in range(start - 1, len(self.lines), 2):
            yield b"\n".join(self.lines[at : at + 2])


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_kind_has_columns(kind: str) -> None:
    for name in event_class(kind).own_fields():
        assert set(physical(name)) <= SCHEMA.keys()


def test_no_lines_give_no_rows_of_the_same_schema() -> None:
    assert dict(decode_lines(b"").schema) == SCHEMA
    assert dict(read(Chunks([])).schema) == SCHEMA
    assert decode_lines(b"").is_empty()


def test_one_code_and_several_are_lists() -> None:
    pledges = frame_of({"kind": "pledge-announced", "stream": "pledge/a", "donor": "JP", "recipient": ["VN", "PH"]})
    assert pledges.select("donor", "recipient", "via").row(0) == (["JP"], ["VN", "PH"], None)


def test_an_amount_has_four_columns_and_keeps_every_digit() -> None:
    amount = {"value": "0.000000000000001", "upper": "999999999999999999", "unit": "USD", "bound": "between"}
    row = frame_of({"kind": "pledge-announced", "stream": "pledge/a", "amount": amount}).row(0, named=True)
    assert AMOUNTS == ("amount", "value")
    assert (row["amount_value"], row["amount_upper"]) == (Decimal("1E-15"), Decimal("999999999999999999"))
    assert (row["amount_unit"], row["amount_bound"], row["value_value"]) == ("USD", "between", None)


def test_amounts_go_back_to_the_text_they_came_from() -> None:
    between = {"value": "-1200", "unit": "USD", "bound": "between", "upper": "0.5"}
    exact = {"value": "100", "unit": "dose", "bound": "exact"}
    drafts = [
        {"kind": "pledge-announced", "stream": f"pledge/{n}", "amount": a} for n, a in enumerate((between, exact))
    ]
    amounts = frame_of(*drafts, {"kind": "pledge-completed", "stream": "pledge/0"}).select(amount_text("amount"))
    assert [row["amount"] for row in records(amounts, "amount")] == [between, exact, None]
    assert pl.select(decimal_text(pl.lit(Decimal("0.00")))).item() == "0"


def test_other_lists_and_objects_are_their_json_text() -> None:
    cites = [{"source": "a", "quote": 'said "[so]"'}]
    row = frame_of({"kind": "statement-made", "stream": "statement/a", "cites": cites, "text": "[1]"})
    assert row["cites"].str.json_decode(pl.List(pl.Struct({"quote": pl.String}))).to_list() == [
        [{"quote": 'said "[so]"'}]
    ]
    assert row["text"].item() == "[1]"


def test_the_rank_of_a_figure_is_not_the_town_of_a_meeting() -> None:
    both = frame_of(
        {"kind": "meeting-held", "stream": "meeting/a", "place": "3"},
        {"kind": "figure-reported", "stream": "series/a", "place": 3, "change_percent": "-1.25"},
        {"kind": "figure-reported", "stream": "series/a", "rank": 4, "schema": 2},
    )
    assert both.select("place", "rank", "change_percent").rows() == [
        ("3", None, None),
        (None, 3, Decimal("-1.25")),
        (None, 4, None),
    ]


def test_the_days_of_on_are_read_once_and_joined_back() -> None:
    first, last = first_and_last_days(pl.Series(["2020-11", None, "2020-11", "2021-01-05/2021-01-07"]))
    assert first.to_list() == [date(2020, 11, 1), None, date(2020, 11, 1), date(2021, 1, 5)]
    assert last.to_list() == [date(2020, 11, 30), None, date(2020, 11, 30), date(2021, 1, 7)]
    with pytest.raises(BadInput):
        first_and_last_days(pl.Series(["soon"]))


@settings(max_examples=few(20), deadline=None)
@given(histories(), st.integers(1, 10**6))
def test_reading_in_chunks_equals_reading_at_once(drafts: list[dict[str, Any]], first_position: int) -> None:
    lines = [canonical(line) for line in stamped(drafts)]
    whole = decode_lines(b"\n".join(lines))
    assert read(Chunks(lines)).equals(whole)
    assert dict(whole.schema) == SCHEMA
    assert whole["position"].to_list() == list(range(1, len(lines) + 1))
    assert decode_lines(b"\n".join(lines), first_position)["position"].item(0) == first_position
