"""A summary says what the other reports say, on one screen."""

from typing import Any

from bilat.projections.reports import check, commitments, delivery, timeline
from bilat.projections.reports.summary import report
from bilat.projections.view.boundary import Boundary
from tests.histories import Draft
from tests.projections.reports.promised import RELATION, columns, event, pledge


def source(slug: str, published: str) -> Draft:
    return {
        "kind": "source-registered",
        "stream": f"source/{slug}",
        "title": slug,
        "publisher": "P",
        "type": "news",
        "published": published,
    }


def meeting(slug: str, kind: str, on: str, **fields: Any) -> Draft:
    return {"kind": kind, "stream": f"meeting/{slug}", "on": on, "cites": [{"source": "new"}]} | fields


HELD = {"name": "First", "parties": ["JP", "ASEAN"]}
EVENTS = [
    source("new", "2023-12-01"),
    source("later", "2025-01-01"),
    meeting("first", "meeting-held", "2022-05", **HELD, place="Tokyo"),
    meeting("second", "meeting-planned", "2022-06-01", **HELD | {"name": "Second"}, planned_for="2024-03"),
    meeting("third", "meeting-planned", "2022-06-01", **HELD | {"name": "Third"}, planned_for="2024-02"),
    meeting("third", "meeting-called-off", "2023-01-01"),
    pledge("small", "USD 5", "2020-01-01"),
    pledge("large", "JPY 90000", "2021-01-01"),
    pledge("part", "JPY 40000", "2021-01-01", part_of="pledge/large"),
    event("pledge-disbursed", "small", "USD 2", "2022-02-02"),
    event("pledge-disbursed", "small", "USD 2", "2024-02-02", cites=[{"source": "later"}]),
]
FRAME = columns(*EVENTS)
ASKED = Boundary(RELATION, as_of="2023-12-31")
FOUND = report(FRAME, ASKED, {"ledger": "x"})


def test_the_last_meeting_and_the_next_are_those_around_the_day() -> None:
    assert FOUND["meetings"] == {
        "last": {"stream": "meeting/first", "name": "First", "on": "2022-05", "place": "Tokyo"},
        "next": {"stream": "meeting/second", "name": "Second", "on": "2024-03", "place": None},
    }
    later = report(FRAME, Boundary(RELATION, as_of="2024-04-30"), {})["meetings"]
    assert (later["last"]["name"], later["next"]) == ("First", None)


def test_money_is_what_commitments_say_and_what_was_paid_stands_in_its_year() -> None:
    money, whole = FOUND["money"], commitments.report(FRAME, ASKED, {})
    assert {line: money[line] for line in ("net", "mobilised")} == {
        line: whole["totals"][line] for line in ("net", "mobilised")
    }
    assert money["paid"] == whole["known"]["paid"] == [{"value": "2", "unit": "USD", "bound": "exact"}]
    years = {year["year"]: ([each["value"] for each in year["net"]], year["paid"]) for year in money["years"]}
    assert years == {"2020": (["5"], []), "2021": (["90000"], []), "2022": ([], money["paid"])}


def test_the_largest_promises_are_compared_in_one_currency_and_no_part_stands_beside_its_whole() -> None:
    assert [row["stream"] for row in FOUND["largest"]] == ["pledge/large", "pledge/small"]
    told = {row["stream"]: row for row in delivery.report(FRAME, ASKED, {})["rows"]}
    assert all(row == told[row["stream"]] for row in FOUND["largest"])
    assert FOUND["states"] == delivery.report(FRAME, ASKED, {})["states"]


def test_it_counts_events_findings_and_sources_as_they_were_on_the_day() -> None:
    rows = timeline.timeline(FRAME, ASKED)
    assert FOUND["span"] == {"events": rows.height, "first": "2020-01-01", "last": "2023-01-01"}
    assert FOUND["findings"] == check.report(FRAME, Boundary(RELATION), {})["levels"]
    assert FOUND["sources"] == {
        "count": 2,
        "newest": {"source": "new", "title": "new", "publisher": "P", "published": "2023-12-01", "days": 30},
    }


def test_nothing_on_record_is_no_error() -> None:
    empty = report(columns(), ASKED, {})
    assert (empty["span"]["events"], empty["largest"], empty["figures"]) == (0, [], [])
    assert (empty["sources"], empty["meetings"]) == ({"count": 0, "newest": None}, {"last": None, "next": None})


def test_what_others_found_is_counted_by_the_latest_word_of_each_on_each() -> None:
    def judged(name: str, on: str, assessor: str, verdict: str) -> Draft:
        return event("promise-assessed", name, on=on, assessor=assessor, verdict=verdict)

    told = [
        judged("small", "2021-01-01", "Watch", "not-kept"),
        judged("small", "2022-01-01", "Watch", "kept"),
        judged("small", "2022-01-01", "JP", "in-part"),
        judged("large", "2022-01-01", "Watch", "kept"),
        judged("large", "2024-01-01", "Watch", "not-kept"),  # after the day that is asked about
    ]
    found = report(columns(*EVENTS, *told), ASKED, {})
    assert found["assessed"] == {
        "streams": 2,
        "verdicts": [{"verdict": "kept", "count": 2}, {"verdict": "in-part", "count": 1}],
    }
    assert (found["money"], found["states"]) == (FOUND["money"], FOUND["states"])
    assert FOUND["assessed"] == {"streams": 0, "verdicts": []}
