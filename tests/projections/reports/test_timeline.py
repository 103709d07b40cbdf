"""The timeline: what happened between two parties, in order, in the record's own words."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings

from bilat.events.errors import BadInput
from bilat.projections.columns import decode_lines
from bilat.projections.reports.timeline import TIMELINE, report, timeline
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import canonical, histories, stamped

Draft = dict[str, Any]
RELATION = ("ASEAN", "JP")
USD5 = {"value": "5", "unit": "USD", "bound": "exact"}
GIVEN: list[Draft] = [
    {"kind": "party-registered", "stream": "party/JP", "name": "Japan"},
    {"kind": "party-registered", "stream": "party/ASEAN", "name": "ASEAN"},
    {"kind": "source-registered", "stream": "source/a", "published": "2021-10-27"},
]


def event(kind: str, stream: str, on: str = "2020-11-12", **fields: Any) -> Draft:
    record = {name.rstrip("_"): value for name, value in fields.items()}
    return {"kind": kind, "stream": stream, "on": on, "cites": [{"source": "a"}]} | record


PLEDGE = event("pledge-announced", "pledge/p", donor="JP", recipient="ASEAN", title="A centre", amount=USD5)
MEETING = event("meeting-planned", "meeting/m", name="Summit", parties=["ASEAN", "JP"], planned_for="2020-12")


def timeline_of(*drafts: Draft) -> pl.DataFrame:
    return decode_lines(b"\n".join(map(canonical, stamped([*GIVEN, *drafts]))))


def rows(*drafts: Draft, **asked: Any) -> list[Draft]:
    rows: list[Draft] = report(timeline_of(*drafts), Boundary(RELATION, **asked), {})["rows"]
    return rows


def test_a_row_has_exactly_the_keys_of_the_report() -> None:
    boundary = Boundary(RELATION)
    assert report(timeline_of(PLEDGE), boundary, {"ledger": "x"}) == {
        "report": "timeline",
        "boundary": boundary.json(),
        "rows": [
            {
                "on": "2020-11-12",
                "kind": "pledge-announced",
                "event": "pledge/p#1",
                "parties": ["JP", "ASEAN"],
                "who": "Japan",
                "what": "A centre",
                "amount": USD5,
                "sources": ["a"],
                "published": "2021-10-27",
                "place": None,
                "absent": [],
                "quotes": [],
            }
        ],
        "stamp": {"ledger": "x"},
    }


@pytest.mark.parametrize(
    ("drafts", "who", "what"),
    [
        ([MEETING], None, "Summit, planned for 2020-12"),  # nobody is said to chair it
        ([MEETING, event("meeting-held", "meeting/m", chairs=["Suga", "Phuc"])], "Suga, Phuc", "Summit"),
        (
            [event("agreement-reached", "agreement/a", title="Treaty", parties=["JP", "ASEAN"])],
            "Japan, ASEAN",
            "Treaty",
        ),
        (
            [event("statement-made", "statement/s", parties=["JP"], to=["ASEAN"], text="Said so")],
            "Japan",
            "Said so",
        ),
        (
            [event("statement-made", "statement/s", parties=["JP"], to=["ASEAN"], text="So", speaker="Suga")],
            "Suga",
            "So",
        ),
        (
            [PLEDGE, event("pledge-restated", "pledge/p", title="The centre", donor="US")],
            "Japan",
            "The centre",
        ),
        ([PLEDGE, event("pledge-cancelled", "pledge/p", reason="no funds")], "Japan", "A centre: no funds"),
        (
            [PLEDGE, event("pledge-merged", "pledge/p", into="pledge/q")],
            "Japan",
            "A centre, merged into pledge/q",
        ),
        (
            [PLEDGE, event("total-reported", "pledge/p", measure="disbursed")],
            "Japan",
            "A centre, disbursed in total",
        ),
        (
            [
                event(
                    "figure-reported",
                    "series/s",
                    indicator="exports",
                    from_="JP",
                    to="ASEAN",
                    period="2020",
                    reporter="JP",
                    change_percent="-3.50",
                    rank=3,
                )
            ],
            "Japan",
            "exports from Japan to ASEAN in 2020, change -3.5%, place 3",
        ),
        (
            [
                event(
                    "figure-reported",
                    "series/s",
                    indicator="trade",
                    from_="JP",
                    to="ASEAN",
                    period="2020",
                    share_percent="15",
                )
            ],
            None,
            "trade between Japan and ASEAN in 2020, share 15%",
        ),
        (
            [
                event(
                    "figure-reported",
                    "series/s",
                    indicator="arrivals",
                    to="JP",
                    period="2020",
                    reporter="ASEAN",
                )
            ],
            "ASEAN",
            "arrivals to Japan in 2020",
        ),
    ],
)
def test_it_says_who_did_what(drafts: list[Draft], who: str | None, what: str) -> None:
    last = rows(*drafts)[-1]
    assert (last["who"], last["what"]) == (who, what)
    assert sorted(last["parties"]) == ["ASEAN", "JP"]


def test_order_is_by_day_then_by_recording_and_what_has_no_day_comes_last() -> None:
    merged = {"kind": "pledge-merged", "stream": "pledge/p", "into": "pledge/q"}
    late = event("meeting-held", "meeting/m", "2020-11")
    found = [row["event"] for row in rows(PLEDGE, merged, MEETING, late)]
    assert found == ["pledge/p#1", "meeting/m#1", "meeting/m#2", "pledge/p#2"]


def test_the_window_selects_by_the_first_day() -> None:
    drafts = [
        event("pledge-disbursed", "pledge/p", on) for on in ("2020-12-31/2021-01-02", "2021", "2021-12-31", "2022")
    ]
    assert [row["on"] for row in rows(PLEDGE, *drafts, since="2021", until="2021")] == ["2021-12-31", "2021"]


def test_registrations_memberships_and_corrections_are_no_events_of_the_timeline() -> None:
    joined = event("membership-began", "party/ASEAN", member="JP")
    mend = {"kind": "entry-corrected", "stream": "pledge/p", "target": "pledge/p#1", "fields": {"title": "B"}}
    found = report(timeline_of(PLEDGE, joined, mend), Boundary(), {})["rows"]
    assert [(row["event"], row["what"]) for row in found] == [("pledge/p#1", "B")]


def test_an_opening_published_later_is_not_told_but_names_what_is() -> None:
    drafts = [
        PLEDGE,
        event("pledge-restated", "pledge/p") | {"cites": [{"source": "a", "published": "2020-12"}]},
    ]
    assert [(row["event"], row["what"]) for row in rows(*drafts, known_by="2020")] == [("pledge/p#2", "A centre")]


def test_nothing_between_them_is_a_report_without_rows() -> None:
    assert rows() == []
    assert dict(timeline(timeline_of(), Boundary(RELATION)).schema) == TIMELINE


@settings(max_examples=few(20), deadline=None)
@given(histories())
def test_adjacent_windows_add_up_to_the_dated_whole(drafts: list[Draft]) -> None:
    events = decode_lines(b"\n".join(map(canonical, stamped(drafts))))
    asked = Boundary(RELATION, until="2021"), Boundary(RELATION, since="2022"), Boundary(RELATION)
    early, late, whole = (timeline(events, boundary) for boundary in asked)
    dated = whole.filter(pl.col("on").is_not_null())
    assert pl.concat([early, late]).sort("event").equals(dated.sort("event"))
    assert dict(whole.schema) == TIMELINE


def test_a_partial_date_comes_after_the_days_in_it_and_no_event_before_its_opening() -> None:
    drafts = [
        event("meeting-held", f"meeting/m{number}", on, name="M", parties=["ASEAN", "JP"])
        for number, on in enumerate(["2022", "2022-12", "2022-12-31", "2022-03", "2022-03-01"])
    ]
    assert [row["on"] for row in rows(*drafts)] == ["2022-03-01", "2022-03", "2022-12-31", "2022-12", "2022"]
    # given a pledge of some time in 2021, told again on a day of that year
    told = [PLEDGE | {"on": "2021"}, event("pledge-restated", "pledge/p", "2021-03-02")]
    assert [row["event"] for row in rows(*told)] == ["pledge/p#1", "pledge/p#2"]
    # given a span, which stands where it begins
    span = [PLEDGE, event("pledge-restated", "pledge/p", "2020-11/2021-12"), HELD | {"on": "2020-12"}]
    assert [row["event"] for row in rows(*span)] == ["pledge/p#1", "pledge/p#2", "meeting/m#1"]


def test_the_newest_come_first_where_asked() -> None:
    log = timeline_of(PLEDGE, event("pledge-restated", "pledge/p", "2022"))
    turned = report(log, Boundary(RELATION), {}, "newest-first")
    assert ([row["event"] for row in turned["rows"]], turned["order"]) == (["pledge/p#2", "pledge/p#1"], "newest-first")
    with pytest.raises(BadInput, match="sideways"):
        report(log, Boundary(RELATION), {}, "sideways")


HELD = event(
    "meeting-held", "meeting/m", "2022", name="M", parties=["ASEAN", "JP"], place="Tokyo", absent=["ASEAN"]
) | {"cites": [{"source": "a", "quote": "they met"}]}
AGENCY = {"kind": "party-registered", "stream": "party/JICA", "name": "JICA", "type": "agency", "parent": "JP"}
FUND = event("pledge-announced", "pledge/f", donor="JICA", recipient="ASEAN", title="A fund", topics=["health", "sea"])
PAID = event("pledge-disbursed", "pledge/f", "2023", amount=USD5)


def test_place_absentees_and_quotes_are_told() -> None:
    [row] = rows(HELD)
    assert (row["place"], row["absent"], row["quotes"]) == ("Tokyo", ["ASEAN"], ["they met"])


@pytest.mark.parametrize(
    ("asked", "events"),
    [
        ({"kind": "meeting"}, ["meeting/m#1"]),
        ({"kind": "pledge-disbursed"}, ["pledge/f#2"]),
        ({"topic": "sea"}, ["pledge/f#1", "pledge/f#2"]),
        ({"party": "JICA"}, ["pledge/f#1", "pledge/f#2"]),
        ({"party": "jp"}, ["pledge/f#1", "meeting/m#1", "pledge/f#2"]),
        ({"source": "a", "kind": "pledge"}, ["pledge/f#1", "pledge/f#2"]),
        ({"party": "JICA", "kind": "meeting"}, []),
    ],
)
def test_kind_topic_party_and_source_select(asked: dict[str, str], events: list[str]) -> None:
    found = report(timeline_of(AGENCY, HELD, FUND, PAID), Boundary(party="JP", filters=asked), {})["rows"]
    assert [row["event"] for row in found] == events


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ({"kind": "meetings"}, "meeting"),
        ({"topic": "helth"}, "health"),
        ({"party": "JCA"}, "JICA"),
        ({"source": "b"}, "a"),
    ],
)
def test_what_is_not_on_record_is_refused_with_near_names(asked: dict[str, str], near: str) -> None:
    with pytest.raises(BadInput) as refused:
        timeline(timeline_of(AGENCY, HELD, FUND), Boundary(RELATION, filters=asked))
    assert near in f"{refused.value.remedy}"
