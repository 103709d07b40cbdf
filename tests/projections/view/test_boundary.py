"""The boundary: what a report was asked, read and said back."""

from datetime import date
from typing import Any

import pytest

from bilat.events.errors import BadInput
from bilat.projections.view.boundary import Boundary
from tests.projections.view.whom import WHOM


def test_the_relation_is_sorted_and_the_span_covers_whole_dates() -> None:
    boundary = Boundary(("JP", "ASEAN"), since="2020", until="2023-02", known_by="2021~")
    assert boundary.relation == ("ASEAN", "JP")
    assert (boundary.from_day, boundary.to_day) == (date(2020, 1, 1), date(2023, 2, 28))
    assert boundary.known_day == date(2021, 12, 31)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("@57", 57),
        ("2023-12-31", "2023-12-31T23:59:59.999999Z"),
        ("2023-12-31T12:00:00", "2023-12-31T12:00:00.000000Z"),
        ("2023-12-31T12:00:00.5+09:00", "2023-12-31T03:00:00.500000Z"),
    ],
)
def test_a_recording_time_is_a_position_or_a_time(text: str, until: int | str) -> None:
    assert Boundary(recorded_by=text).recorded_until == until


@pytest.mark.parametrize(
    "record",
    [
        {"recorded_by": "yesterday"},
        {"recorded_by": "@-1"},
        {"recorded_by": "2023-W01"},
        {"recorded_by": "2023-13-01"},
        {"known_by": "soon"},
        {"since": "then"},
        {"until": ""},
        {"since": "2023", "until": "2022"},
        {"direction": "gives"},
        {"party": "JP", "direction": "both"},
        {"relation": ("ASEAN", "JP"), "party": "JP"},
        {"relation": ("ASEAN", "JP"), "party": "VN", "direction": "gets"},
    ],
)
def test_what_cannot_be_read_is_an_error(record: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        Boundary(**record)


def test_its_json_reads_back() -> None:
    boundary = Boundary(("ASEAN", "JP"), "2020", None, True, {"indicator": "exports"}, by="year", currency="USD")
    assert list(Boundary().json()) == [
        "relation",
        "party",
        "direction",
        "from",
        "to",
        "members",
        "filters",
        "known_by",
        "recorded_by",
        "in",
        "rates",
    ]
    assert boundary.json()["relation"] == "ASEAN-JP"
    assert Boundary.of_json(boundary.json()) == boundary
    for whom in WHOM:
        assert Boundary.of_json(Boundary(**whom).json()) == Boundary(**whom)
    with pytest.raises(BadInput, match="colour"):
        Boundary.of_json({"colour": "red"})


def test_it_says_in_words_what_is_counted() -> None:
    plain = Boundary(("JP", "ASEAN"), "2020", "2023").words({"JP": "Japan"})
    assert plain == "ASEAN and Japan, 2020 to 2023"
    members = Boundary(("JP", "ASEAN"), until="2023", members=True).words()
    assert members == "ASEAN and JP with their members, by membership on each day, up to 2023"
    rich = Boundary(None, "2020", members=True, currency="USD", known_by="2022", recorded_by="@7").words()
    assert rich == (
        "All parties, from 2020 on, in USD at stated rates, publicly known by 2022, as recorded in the first 7 events"
    )


def test_its_ends_are_those_asked_for_and_the_whole_world() -> None:
    assert Boundary().ends is None
    assert Boundary(("JP", "ASEAN")).ends == ("ASEAN", "JP")
    assert Boundary(party="JP").ends == ("JP", None)
    assert Boundary(party="JP", direction="gets").ends == (None, "JP")
    assert Boundary(("JP", "ASEAN"), party="JP", direction="gives").ends == ("JP", "ASEAN")
    assert Boundary(("JP", "ASEAN"), party="JP", direction="gets").ends == ("ASEAN", "JP")
    assert Boundary(party="JP", direction="gets").codes == {"JP"}
