"""Corrections: a record that was mended equals one that was written right."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings

from bilat.projections.columns import decode_lines
from bilat.projections.view import corrections
from tests.full import few
from tests.histories import canonical, histories, stamped

Draft = dict[str, Any]
OPENING: Draft = {
    "kind": "pledge-announced",
    "stream": "pledge/a",
    "on": "2020-11-12",
    "cites": [{"source": "x"}],
    "donor": "JP",
    "recipient": "ASEAN",
    "title": "A",
    "amount": {"value": "5", "unit": "USD", "bound": "exact"},
}
RESTATED: Draft = {"kind": "pledge-restated", "stream": "pledge/a", "on": "2021", "cites": [{"source": "y"}]}


def mended(columns: pl.DataFrame) -> pl.DataFrame:
    return corrections.corrected(columns).collect()


def frame_of(*drafts: Draft) -> pl.DataFrame:
    return decode_lines(b"\n".join(map(canonical, stamped(drafts))))


def corrected(target: int = 1, **fields: Any) -> Draft:
    return entry("corrected", target, fields={name.rstrip("_"): value for name, value in fields.items()}, reason="r")


def entry(act: str, target: int = 1, **fields: Any) -> Draft:
    return {"kind": f"entry-{act}", "stream": "pledge/a", "target": f"pledge/a#{target}"} | fields


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "B", "note": "n"},
        {"on": "2020-11/2020-12"},
        {"donor": ["JP", "US"], "cites": [{"source": "z"}]},
        {"amount": {"value": "6", "upper": "7", "unit": "JPY", "bound": "between"}},
        {"new_money": False, "topics": ["health"]},
    ],
)
def test_a_corrected_event_equals_one_written_right(fields: Draft) -> None:
    assert mended(frame_of(OPENING, RESTATED, corrected(**fields))).equals(frame_of(OPENING | fields, RESTATED))


def test_null_removes_a_field_and_all_its_columns() -> None:
    right = {name: value for name, value in OPENING.items() if name not in ("amount", "title")}
    assert mended(frame_of(OPENING, corrected(amount=None, title=None))).equals(frame_of(right))


def test_the_last_value_told_stands_each_field_for_itself() -> None:
    after = mended(frame_of(OPENING, corrected(title="B", on="2019"), corrected(title="C"), corrected(2, note="n")))
    assert after.select("title", "on", "first").row(0) == ("C", "2019", date(2019, 1, 1))
    assert after.height == 1


def test_amounts_and_citations_may_be_told_as_text() -> None:
    after = mended(frame_of(OPENING, corrected(amount="~JPY 32bn", cites=["z#para 9", "y"])))
    assert after.select("amount_value", "amount_unit", "amount_bound").row(0) == (
        32_000_000_000,
        "JPY",
        "about",
    )
    assert after["cites"].item() == '[{"source": "z", "locator": "para 9"}, {"source": "y"}]'


def test_another_source_joins_the_citations_in_log_order() -> None:
    after = mended(frame_of(OPENING, entry("cited", cites=[{"source": "z"}]), entry("cited", cites=[{"source": "y"}])))
    assert after["cites"].item() == '[{"source": "x"}, {"source": "z"}, {"source": "y"}]'


def test_corrected_citations_replace_what_was_cited_before_and_not_what_came_after() -> None:
    before, after = entry("cited", cites=[{"source": "b"}]), entry("cited", cites=[{"source": "a"}])
    cites = mended(frame_of(OPENING, before, corrected(cites=[{"source": "z"}]), after))["cites"].item()
    assert cites == '[{"source": "z"}, {"source": "a"}]'


def test_a_retracted_event_leaves_no_trace() -> None:
    retracted = entry("retracted", 2, reason="r")
    assert mended(frame_of(OPENING, RESTATED, corrected(2, note="n"), retracted)).equals(frame_of(OPENING))


def test_retracting_the_opening_voids_the_stream() -> None:
    other = OPENING | {"stream": "pledge/a1"}
    after = mended(frame_of(OPENING, RESTATED, other, entry("retracted", reason="r")))
    assert after["event"].to_list() == ["pledge/a1#1"]


def test_a_seal_is_no_event() -> None:
    seal = {"kind": "ledger-sealed", "stream": "ledger/x", "size": 1, "root": "00"}
    assert mended(frame_of(OPENING, seal)).equals(frame_of(OPENING))


@settings(max_examples=few(30), deadline=None)
@given(histories())
def test_mending_twice_changes_nothing(drafts: list[Draft]) -> None:
    once = mended(frame_of(*drafts))
    assert mended(once).equals(once)
    assert not once["kind"].str.starts_with("entry-").any()
