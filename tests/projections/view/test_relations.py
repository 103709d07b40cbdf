"""Relations: an event belongs to every pair of its parties, and to their parents' relations."""

import re
from datetime import date
from typing import Any

import polars as pl
import pytest

from bilat.events.errors import BadInput
from bilat.projections.columns import decode_lines
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from bilat.projections.view.parties import memberships, parties, sides
from bilat.projections.view.relations import bounded, in_relation, select_events
from tests.histories import canonical, stamped

Draft = dict[str, Any]
PARENTS = {
    "JP": None,
    "JICA": "JP",
    "JICADESK": "JICA",
    "ASEAN": None,
    "JAIF": "ASEAN",
    "VN": None,
    "US": None,
}
PARTIES: list[Draft] = [
    {"kind": "party-registered", "stream": f"party/{code}", "name": code.title(), "type": "other"}
    | ({"parent": parent} if parent else {})
    for code, parent in PARENTS.items()
]


def frame_of(*drafts: Draft) -> pl.DataFrame:
    return decode_lines(b"\n".join(map(canonical, stamped([*PARTIES, *drafts]))))


def event(kind: str, stream: str, on: str = "2020-11-12", **fields: Any) -> Draft:
    return {"kind": kind, "stream": stream, "on": on, "cites": []} | {k.rstrip("_"): v for k, v in fields.items()}


def membership(act: str, on: str) -> Draft:
    return event(f"membership-{act}", "party/ASEAN", on, member="VN")


def belonging(pair: tuple[str, str], *drafts: Draft, members: bool = False) -> list[str]:
    boundary = Boundary(pair, members=members)
    return in_relation(as_of(frame_of(*drafts), Boundary()), boundary).collect()["event"].to_list()


MEETING = event("meeting-held", "meeting/m", name="M", parties=["ASEAN", "JP"])


@pytest.mark.parametrize(
    ("draft", "belongs"),
    [
        (event("pledge-announced", "pledge/a", donor="JP", recipient=["US", "ASEAN"]), True),
        (event("pledge-announced", "pledge/a", donor="JICADESK", recipient="JAIF"), True),
        (event("programme-opened", "programme/a", donor="ASEAN", recipient="JP"), True),
        (event("pledge-announced", "pledge/a", donor=["JP", "ASEAN"], recipient="US"), False),
        (event("pledge-announced", "pledge/a", donor="JP", recipient="VN"), False),
        (event("meeting-held", "meeting/a", parties=["US", "JP", "ASEAN"]), True),
        (event("agreement-reached", "agreement/a", parties=["JP", "VN"]), False),
        (event("statement-made", "statement/a", parties=["JP"], to=["ASEAN"]), True),
        (event("statement-made", "statement/a", parties=["JP"], to=["US"], meeting="meeting/m"), False),
        (event("statement-made", "statement/a", parties=["JP"], meeting="meeting/m"), True),
        (event("statement-made", "statement/a", parties=["VN"], meeting="meeting/m"), False),
        (event("statement-made", "statement/a", parties=["JP", "ASEAN"]), True),
        (event("statement-made", "statement/a", parties=["JP"]), False),
        (event("figure-reported", "series/a", from_="JP", to="ASEAN"), True),
        (event("figure-reported", "series/a", from_="ASEAN", to="JP", reporter="US"), True),
        (event("figure-reported", "series/a", from_="ASEAN", reporter="JP"), True),
        (event("figure-reported", "series/a", to="ASEAN", reporter="Nikkei"), False),
        (event("figure-reported", "series/a", to="US", from_="ASEAN", reporter="JP"), False),
        (event("source-registered", "source/a"), False),
    ],
)
def test_an_event_belongs_where_one_pair_of_its_parties_does(draft: Draft, belongs: bool) -> None:
    ref = f"{draft['stream']}#1"
    assert (ref in belonging(("ASEAN", "JP"), MEETING, draft)) is belongs
    assert (ref in belonging(("JP", "ASEAN"), MEETING, draft)) is belongs


def test_a_party_alone_is_no_pair_with_itself() -> None:
    assert belonging(("JICA", "JP"), event("meeting-held", "meeting/a", parties=["JICA", "US"])) == []
    assert belonging(("JICA", "JP"), event("meeting-held", "meeting/a", parties=["JICA", "JP"])) == ["meeting/a#1"]


def test_later_events_belong_as_their_opening_does() -> None:
    opening = event("pledge-announced", "pledge/a", donor="JP", recipient="ASEAN")
    later = event("pledge-restated", "pledge/a", "2022", donor="US", recipient="US")
    assert belonging(("ASEAN", "JP"), opening, later) == ["pledge/a#1", "pledge/a#2"]


@pytest.mark.parametrize(
    ("day", "belongs"),
    [
        ("1995-07-27", False),
        ("1995-07-28", True),
        ("2009-12-31", True),
        ("2010-01-01", False),
        ("2015", True),
    ],
)
def test_members_count_from_entry_to_exit_as_of_the_openings_day(day: str, belongs: bool) -> None:
    history = [
        membership("began", "1995-07-28"),
        membership("ended", "2010-01-01"),
        membership("began", "2015"),
    ]
    opening = event("pledge-announced", "pledge/a", day, donor="JP", recipient="VN")
    later = event("pledge-disbursed", "pledge/a", "2012-01-01")
    found = belonging(("ASEAN", "JP"), *history, opening, later, members=True)
    assert found == (["pledge/a#1", "pledge/a#2"] if belongs else [])
    assert belonging(("ASEAN", "JP"), *history, opening, members=False) == []


def test_memberships_are_spans_and_the_last_word_of_a_day_stands() -> None:
    acts = [
        ("began", "2015"),
        ("began", "1995"),
        ("began", "1996"),
        ("ended", "2010"),
        ("began", "2010"),
        ("ended", "2010"),
    ]
    spans = memberships(as_of(frame_of(*(membership(*act) for act in acts)), Boundary()))
    assert spans.rows() == [
        ("ASEAN", "VN", date(1995, 1, 1), date(2010, 1, 1)),
        ("ASEAN", "VN", date(2015, 1, 1), None),
    ]


def test_a_side_is_the_code_and_its_descendants() -> None:
    seen = as_of(frame_of(), Boundary())
    stand = sides(seen, Boundary(("JP", "ASEAN"))).select("side", "code").collect().rows()
    assert stand == [(0, "ASEAN"), (0, "JAIF"), (1, "JICA"), (1, "JICADESK"), (1, "JP")]
    assert parties(seen).row(1) == ("JAIF", "Jaif", "other", "ASEAN")


def test_a_ring_of_parents_ends() -> None:
    ring = {
        "kind": "entry-corrected",
        "stream": "party/JP",
        "target": "party/JP#1",
        "fields": {"parent": "JICA"},
    }
    assert sides(as_of(frame_of(ring), Boundary()), Boundary(("JP", "ASEAN"))).collect().height == 5


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (None, {}),
        ("JP-asean", {"relation": ("ASEAN", "JP")}),
        ("ASEAN-JP", {"relation": ("ASEAN", "JP")}),
        ("jp", {"party": "JP"}),
        ("JP->*", {"party": "JP", "direction": "gives"}),
        ("*->VN", {"party": "VN", "direction": "gets"}),
        ("*→VN", {"party": "VN", "direction": "gets"}),
        ("JP->ASEAN", {"relation": ("ASEAN", "JP"), "party": "JP", "direction": "gives"}),
    ],
)
def test_a_boundary_is_read_of_any_size(text: str | None, asked: Draft) -> None:
    assert bounded(Boundary(members=True), text, PARENTS) == Boundary(**asked, members=True)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("JP-JP", "itself"),
        ("JP->JP", "itself"),
        ("JP-ASIAN", "ASEAN"),
        ("JP-QQ", "on record"),
        ("ASIAN", "ASEAN"),
        ("ASIAN->*", "ASEAN"),
        ("JP-", "quote what goes one way: 'JP->\\*'"),
        ("JP->", "quote what goes one way"),
        ("JP-*", "two party codes"),
        ("*", "two party codes"),
        ("*->*", "two party codes"),
        ("", "two party codes"),
        ("JP-VN-US", "two party codes"),
        ("Viet Nam", "two party codes"),
    ],
)
def test_what_names_no_parties_is_refused_with_near_names(text: str, hint: str) -> None:
    with pytest.raises(BadInput) as refused:
        bounded(Boundary(), text, PARENTS)
    assert re.search(hint, f"{refused.value}\n{refused.value.remedy}")


@pytest.mark.parametrize(
    ("draft", "either", "gives", "gets"),
    [
        (event("pledge-announced", "pledge/a", donor="JP", recipient="VN"), True, True, False),
        (event("pledge-announced", "pledge/a", donor="JICADESK", recipient="VN"), True, True, False),
        (event("pledge-announced", "pledge/a", donor="US", recipient=["VN", "JP"]), True, False, True),
        (event("pledge-announced", "pledge/a", donor="US", recipient="VN"), False, False, False),
        (event("pledge-announced", "pledge/a", donor="JP", recipient="JICA"), True, True, True),
        (event("statement-made", "statement/a", parties=["JP"]), True, True, False),
        (event("statement-made", "statement/a", parties=["US"], to=["JP"]), True, False, True),
        (event("statement-made", "statement/a", parties=["JP"], meeting="meeting/m"), True, True, False),
        (event("statement-made", "statement/a", parties=["ASEAN"], meeting="meeting/m"), True, False, True),
        (event("meeting-held", "meeting/a", parties=["US", "JP"]), True, False, False),
        (event("agreement-reached", "agreement/a", parties=["US", "JP"]), True, False, False),
        (event("figure-reported", "series/a", indicator="exports", from_="JP", to="US"), True, True, False),
        (event("figure-reported", "series/a", indicator="exports", to="JP", reporter="US"), True, False, True),
        (event("figure-reported", "series/a", indicator="trade", from_="JP", to="US"), True, False, False),
        (event("figure-reported", "series/a", indicator="exports", from_="US", to="VN"), False, False, False),
        (event("source-registered", "source/a"), False, False, False),
    ],
)
def test_one_party_has_all_that_it_takes_part_in_and_one_way_what_goes_that_way(
    draft: Draft, either: bool, gives: bool, gets: bool
) -> None:
    seen = as_of(frame_of(MEETING, draft), Boundary())
    asked = [Boundary(party="JP", direction=direction) for direction in (None, "gives", "gets")]
    found = [in_relation(seen, each).collect()["event"].to_list() for each in asked]
    assert tuple(f"{draft['stream']}#1" in events for events in found) == (either, gives, gets)


def test_a_party_that_was_not_recorded_yet_is_unknown() -> None:
    boundary = Boundary(("JP", "ASEAN"), recorded_by="@1")
    with pytest.raises(BadInput, match="ASEAN"):
        in_relation(as_of(frame_of(), boundary), boundary)


def test_no_relation_is_the_whole_view_and_filters_and_window_cut_it() -> None:
    seen = as_of(frame_of(MEETING, event("meeting-held", "meeting/n", "2021", parties=["US"])), Boundary())
    assert in_relation(seen, Boundary()).collect().equals(seen.collect())
    assert select_events(seen, Boundary(since="2021")).collect()["event"].to_list() == ["meeting/n#1"]
    assert select_events(seen, Boundary(until="2020", filters={"parties": "JP"})).collect()["event"].to_list() == [
        "meeting/m#1"
    ]
    with pytest.raises(BadInput, match="parties"):
        select_events(seen, Boundary(filters={"partys": "JP"}))
