"""Diff: what moved between two moments, by reason, and that the parts are the whole."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat.events.errors import BadInput
from bilat.projections.columns import decode_lines
from bilat.projections.pledges.accounts import accounts
from bilat.projections.reports import commitments, diff
from bilat.projections.reports.diff_money import LINES
from bilat.projections.reports.diff_steps import BOUNDARY, FACTS, MENDED, PARTS, RATES
from bilat.projections.view.as_of import as_of
from bilat.projections.view.boundary import Boundary
from tests.full import few
from tests.histories import RELATION, Draft, canonical, histories, stamped
from tests.projections.reports.promised import GIVEN, amount, pledge
from tests.projections.view.whom import boundaries

Sums = Mapping[tuple[str, str], Decimal]
KNOWN = ("known:2020-06", "known:2021", "known:2022-03-01")
BOUNDARIES = boundaries(
    members=st.booleans(),
    since=st.none() | st.just("2021"),
    currency=st.sampled_from([None, None, "USD"]),
)
MEND = {"kind": "entry-corrected", "stream": "pledge/a", "target": "pledge/a#1", "reason": "a typo"}


def columns(drafts: Sequence[Draft]) -> Any:
    return decode_lines(b"\n".join(map(canonical, stamped(drafts))))


def between(start: str, end: str, *drafts: Draft, then: str | None = None, **asked: Any) -> dict[str, Any]:
    return diff.report(columns([*GIVEN, *drafts]), Boundary(RELATION, **asked), {}, start, end, then)


def moved(report: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Part to line to what it was moved by, in the only unit."""
    return {part["part"]: {m["line"]: m["by"] for m in part["moved"]} for part in report["parts"] if part["moved"]}


def totals_at(drafts: Sequence[Draft], boundary: Boundary, point: str) -> Sums:
    """The totals at a point by `commitments` alone; none before both parties are on record."""
    known, size = point.removeprefix("known:"), len(drafts)
    clocks: dict[str, Any] = {"known_by": known} if known != point else {}
    if not clocks:
        size = int(point.removeprefix("@"))
    try:
        asked = Boundary(**{**vars(boundary), **clocks})
        value = commitments.report(columns(drafts[:size]), asked, {})["totals"]
    except BadInput:
        return {}
    return {
        (line, total["unit"]): Decimal(total["value"])
        for line in LINES
        for total in value[line]
        if Decimal(total["value"])
    }


@settings(max_examples=few(40))
@given(histories(max_size=30), BOUNDARIES, st.data())
def test_start_and_parts_are_the_end(drafts: list[Draft], boundary: Boundary, data: st.DataObject) -> None:
    points = st.sampled_from(KNOWN) | st.integers(0, len(drafts)).map("@{}".format)
    start, end = data.draw(points), data.draw(points)
    rates = data.draw(st.sampled_from([None, "ecb-year"])) if boundary.currency else None
    report = diff.report(columns(drafts), boundary, {}, start, end, rates)
    assert [part["part"] for part in report["parts"]] == list(PARTS)
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal, totals_at(drafts, boundary, start))
    by_pledge = defaultdict(Decimal, sums)
    for part in report["parts"]:
        for each in part["moved"]:
            key = each["line"], each["unit"]
            assert Decimal(each["from"]) == sums[key]
            sums[key] += Decimal(each["by"])
            assert Decimal(each["to"]) == sums[key]
    for row in report["rows"]:
        by_pledge[row["line"], row["unit"]] += Decimal(row["by"])
    then = Boundary(**{**vars(boundary), "rates": rates or boundary.rates})
    expected = totals_at(drafts, then, end)
    assert {key: value for key, value in sums.items() if value} == expected
    assert {key: value for key, value in by_pledge.items() if value} == expected


@settings(max_examples=few(40))
@given(histories(max_size=30), BOUNDARIES, st.data())
def test_kept_accounts_tell_the_same_difference(drafts: list[Draft], boundary: Boundary, data: st.DataObject) -> None:
    points = st.sampled_from(KNOWN) | st.integers(0, len(drafts)).map("@{}".format)
    frame, start, end = columns(drafts), data.draw(points), data.draw(points | st.none())
    folded = accounts(as_of(frame, Boundary()))
    kept = diff.report(frame, boundary, {}, start, end, folded=folded)
    assert kept == diff.report(frame, boundary, {}, start, end)


@settings(max_examples=few(15))
@given(histories(max_size=30), st.data())
def test_the_way_back_is_the_way_there(drafts: list[Draft], data: st.DataObject) -> None:
    first, second = (f"@{data.draw(st.integers(0, len(drafts)))}" for _ in range(2))
    there, back = (
        diff.report(columns(drafts), Boundary(RELATION), {}, *ends) for ends in ((first, second), (second, first))
    )
    assert [
        [(each["line"], each["unit"], Decimal(each["by"])) for each in part["moved"]] for part in there["parts"]
    ] == [[(each["line"], each["unit"], -Decimal(each["by"])) for each in part["moved"]] for part in back["parts"]]


def test_facts_and_corrections_are_told_apart() -> None:
    fixed = MEND | {"fields": {"amount": amount("USD 5")}}
    report = between("@5", "@7", pledge("a", "USD 50"), pledge("b", "USD 7"), fixed)
    assert moved(report) == {FACTS: {"headline": "7", "net": "7"}, MENDED: {"headline": "-45", "net": "-45"}}
    assert [(row["part"], row["pledge"], [each["event"] for each in row["because"]]) for row in report["rows"]] == [
        (FACTS, "pledge/b", ["pledge/b#1"]),
        (FACTS, "pledge/b", ["pledge/b#1"]),
        (MENDED, "pledge/a", ["pledge/a#2"]),
        (MENDED, "pledge/a", ["pledge/a#2"]),
    ]
    assert report["rows"][2]["because"][0]["reason"] == "a typo"


def test_a_part_moves_its_umbrella_because_of_the_family() -> None:
    report = between("@5", "@6", pledge("u", "USD 100"), pledge("p", "USD 30", part_of="pledge/u", flow="private"))
    rows = {(row["pledge"], row["line"]): row for row in report["rows"]}
    assert rows["pledge/u", "net"]["by"] == "-30"
    assert [each["event"] for each in rows["pledge/u", "net"]["because"]] == ["pledge/p#1"]


def test_what_became_public_is_a_new_fact() -> None:
    drafts = pledge("a", "USD 50", "2021-03-01"), pledge("b", "USD 7", "2022-03-01")
    assert moved(between("known:2021", "known:2022", *drafts)) == {FACTS: {"headline": "7", "net": "7"}}


def test_memberships_and_a_clock_set_at_one_end_move_the_boundary() -> None:
    party = {"kind": "party-registered", "stream": "party/VN", "name": "Viet Nam", "type": "state"}
    joined = {
        "kind": "membership-began",
        "stream": "party/ASEAN",
        "member": "VN",
        "on": "1995-07-28",
        "cites": [{"source": "a"}],
    }
    drafts = party, pledge("a", "USD 50", recipient="VN"), joined
    assert moved(between("@6", "@7", *drafts, members=True)) == {BOUNDARY: {"headline": "50", "net": "50"}}
    opened = pledge("a", "USD 50", "2022-03-01")
    assert moved(between("@5", "known:2021", opened)) == {BOUNDARY: {"headline": "-50", "net": "-50"}}


def test_other_rates_and_corrected_equivalents_are_rate_changes() -> None:
    opened = pledge("a", "JPY 1000", "2021-06-01", equivalents=[amount("USD 10")])
    fixed = MEND | {"fields": {"equivalents": [amount("USD 12")]}}
    report = between("@5", "@6", opened, fixed, currency="USD")
    assert moved(report) == {RATES: {"headline": "2", "net": "2"}}
    report = between("@5", "@5", opened, currency="USD", then="ecb-day")
    assert moved(report) == {RATES: {"headline": "-0.88", "net": "-0.88"}}
    assert (report["between"]["rates"], report["and"]["rates"]) == ("stated", "ecb-day")


def test_before_the_parties_are_on_record_there_is_nothing() -> None:
    report = between("@0", "@5", pledge("a", "USD 50"))
    assert report["between"]["totals"] == {"headline": [], "net": [], "mobilised": []}
    assert moved(report) == {FACTS: {"headline": "50", "net": "50"}}


def test_a_time_of_recording_is_a_moment() -> None:
    report = between("2024-01-01T00:00:03Z", "2024-01-02", pledge("a", "USD 50"))
    assert (report["between"]["recorded"], report["and"]["recorded"]) == (4, 5)


def test_what_other_clocks_the_question_sets_stand() -> None:
    drafts = pledge("a", "USD 50", "2021-03-01"), pledge("b", "USD 7", "2022-03-01")
    assert moved(between("@4", "@6", *drafts, known_by="2021")) == {FACTS: {"headline": "50", "net": "50"}}
    assert moved(between("known:2020", "known:2022", *drafts, recorded_by="@5")) == {
        FACTS: {"headline": "50", "net": "50"}
    }


@pytest.mark.parametrize(
    ("start", "asked", "words"),
    [
        ("@99", {}, "beyond the log"),
        ("yesterday", {}, "cannot read the time"),
        ("known:soon", {}, "soon"),
        ("known:2021", {"known_by": "2022"}, "twice"),
        ("@1", {"recorded_by": "@2"}, "twice"),
    ],
)
def test_a_moment_that_makes_no_sense_is_refused(start: str, asked: dict[str, str], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        between(start, "@4", **asked)
