"""The clocks: what the ledger said by then, and what the public record said by then."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.projections.columns import decode_lines
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.citations import cited, registered
from tests.full import few
from tests.histories import canonical, histories, stamped

Draft = dict[str, Any]
PUBLISHED = {"day": "2021-03-05", "month": "2020-11", "none": None}
SOURCES: list[Draft] = [
    {"kind": "source-registered", "stream": f"source/{slug}", "type": "news"} | ({"published": text} if text else {})
    for slug, text in PUBLISHED.items()
]


def frame_of(*drafts: Draft) -> pl.DataFrame:
    return decode_lines(b"\n".join(map(canonical, stamped([*SOURCES, *drafts]))))


def held(on: str, *cites: str | dict[str, str], kind: str = "meeting-held", **fields: Any) -> Draft:
    sources = [{"source": each} if isinstance(each, str) else each for each in cites]
    return {"kind": kind, "stream": "meeting/a", "on": on, "cites": sources} | fields


@pytest.mark.parametrize(
    ("event", "known"),
    [
        (held("2020-11-12", "day"), date(2021, 3, 5)),
        (held("2020-11-12", "none", "day", "month"), date(2020, 11, 30)),
        (held("2020-11-12", {"source": "day", "published": "2020-12"}), date(2020, 12, 31)),
        (held("2021-05", "day"), date(2021, 5, 1)),
        (held("2021-05", "none"), date(2021, 5, 31)),
        (held("2021-05", "day", kind="meeting-planned"), date(2021, 3, 5)),
        (held("2021-05", "none", kind="meeting-planned"), date(2021, 5, 31)),
    ],
)
def test_a_fact_is_known_from_its_earliest_dated_citation_but_not_before_it_happened(event: Draft, known: date) -> None:
    assert as_of(frame_of(event), Boundary()).select("known").collect()["known"].to_list()[-1] == known


def test_a_corrected_date_of_a_source_moves_what_was_known() -> None:
    mend = {
        "kind": "entry-corrected",
        "stream": "source/day",
        "target": "source/day#1",
        "fields": {"published": "2022"},
    }
    known = as_of(frame_of(held("2020-11-12", "day"), mend), Boundary(known_by="2021-12")).collect()
    assert "meeting/a#1" not in known["event"]


def test_what_was_published_later_is_hidden_but_never_parties_memberships_and_sources() -> None:
    party = {"kind": "party-registered", "stream": "party/ASEAN"}
    joined = {
        "kind": "membership-began",
        "stream": "party/ASEAN",
        "on": "1995-07-28",
        "cites": [{"source": "day"}],
    }
    seen = as_of(frame_of(party, joined, held("2020-11-12", "day")), Boundary(known_by="2020")).collect()
    assert seen["event"].to_list() == [
        "source/day#1",
        "source/month#1",
        "source/none#1",
        "party/ASEAN#1",
        "party/ASEAN#2",
    ]


def test_an_opening_published_later_keeps_all_but_its_amounts_once_its_stream_is_known() -> None:
    amount = {"value": "5", "unit": "USD", "bound": "exact"}
    opening = {
        "kind": "pledge-announced",
        "stream": "pledge/a",
        "on": "2020-01-01",
        "cites": [{"source": "day"}],
        "title": "A",
        "amount": amount,
        "equivalents": [{"value": "7", "unit": "JPY", "bound": "exact"}],
    }
    later = {
        "kind": "pledge-restated",
        "stream": "pledge/a",
        "on": "2020-11-12",
        "cites": [{"source": "month"}],
        "amount": amount,
    }
    columns = ["event", "title", "amount_value", "equivalents", "amount_hidden"]
    seen = as_of(frame_of(opening, later), Boundary(known_by="2020")).select(columns).collect()
    assert seen.rows()[-2:] == [("pledge/a#1", "A", None, None, True), ("pledge/a#2", None, 5, None, False)]
    assert "pledge/a#1" not in as_of(frame_of(opening, later), Boundary(known_by="2020-06")).collect()["event"]


def test_sources_are_listed_once_and_the_earliest_date_is_told_as_printed() -> None:
    seen = as_of(frame_of(held("2020", "none", "day", "month", "day"), held("2020", "none")), Boundary())
    events = seen.filter(pl.col("stream_type") == "meeting").select("event", "cites").collect()
    assert cited(events, registered(seen)).select("sources", "published").rows() == [
        (["none", "day", "month"], "2020-11"),
        (["none"], None),
    ]


def test_a_recording_time_includes_what_was_recorded_at_it() -> None:
    events = frame_of()  # recorded one second apart, from 2024-01-01T00:00:00Z on
    for until, height in {
        "2024-01-01T00:00:01Z": 2,
        "2024-01-01": 3,
        "2023-12-31": 0,
        "@0": 0,
        "@3": 3,
    }.items():
        assert as_of(events, Boundary(recorded_by=until)).collect().height == height


def test_a_position_beyond_the_log_is_an_error() -> None:
    with pytest.raises(BadInput, match="@3"):
        as_of(frame_of(), Boundary(recorded_by="@4"))


@settings(max_examples=few(30), deadline=None)
@given(histories(), st.data())
def test_recorded_by_a_position_equals_the_ledger_of_the_first_events(drafts: list[Draft], data: st.DataObject) -> None:
    lines = [canonical(line) for line in stamped(drafts)]
    first = data.draw(st.integers(0, len(lines)))
    whole, prefix = decode_lines(b"\n".join(lines)), decode_lines(b"\n".join(lines[:first]))
    assert as_of(whole, Boundary(recorded_by=f"@{first}")).collect().equals(as_of(prefix, Boundary()).collect())


@settings(max_examples=few(30), deadline=None)
@given(histories(), st.sampled_from(["2020", "2021-06", "2022", "2023-03-01"]))
def test_the_public_record_only_grows(drafts: list[Draft], known_by: str) -> None:
    events = decode_lines(b"\n".join(map(canonical, stamped(drafts))))
    then, now, ever = (as_of(events, Boundary(known_by=day)).collect() for day in (known_by, "2024", "9999"))
    assert set(then["event"]) <= set(now["event"]) <= set(ever["event"])
    assert ever.equals(as_of(events, Boundary()).collect())
