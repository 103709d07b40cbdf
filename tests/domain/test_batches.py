"""Batches: all of it or nothing, whatever is wrong with it."""

from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings

from bilat.events.errors import Refused
from bilat.events.log.log import Log, create_log
from bilat.events.log.transparency.merkle import Tree
from tests.conftest import Line, Recording
from tests.domain.batches import imported
from tests.domain.facts import WORLD, cited, corrected, merged, party, pledge, programme, retracted, source, then
from tests.full import tries
from tests.histories import histories


def test_one_bad_line_of_nine_refuses_all_and_is_named(ledger: Log) -> None:
    with pytest.raises(Refused, match=r"nothing recorded: 1 problem\nline 7: .* unknown currency") as caught:
        imported(ledger, *WORLD, pledge("a"), pledge("b", amount="USB 5"), pledge("c"), pledge("d"))
    assert [problem.where for problem in caught.value.problems] == ["line 7"]
    assert ledger.head.size == 0


def test_every_bad_line_is_reported_of_reading_and_of_rules(ledger: Log) -> None:
    lines: list[Line | bytes] = [
        b"not json",
        *WORLD,
        pledge("a", donor="KH"),
        pledge("b"),
        pledge("b", title="Again"),
        {"kind": "gift"},
    ]
    with pytest.raises(Refused) as caught:
        imported(ledger, *lines)
    assert [(each.where, each.rule) for each in caught.value.problems] == [
        ("line 1", "json"),
        ("line 10", "kind"),
        ("line 7", "reference"),
        ("line 9", "once"),
    ]
    assert ledger.head.size == 0


def test_what_follows_a_refused_opening_is_judged_on_its_own(given: Recording) -> None:
    given(*WORLD)
    with pytest.raises(Refused) as caught:
        given(
            pledge(donor="KH"),
            then("topped-up", amount="USD 5"),
            then("completed", version=3),
            then("restated"),
        )
    assert [each.where for each in caught.value.problems] == ["line 1"]


def test_a_batch_may_refer_to_what_comes_later_in_it(given: Recording) -> None:
    later = [merged("b", "a"), pledge("a", part_of="programme/loans", cites=["leaflet"]), programme(), *WORLD]
    outcome = given(pledge("b"), *later, source("leaflet", origin="paper"))
    assert [event.ref for event in outcome.recorded[:3]] == ["pledge/b#1", "pledge/b#2", "pledge/a#1"]


def test_a_fiscal_year_may_stand_before_its_party(given: Recording) -> None:
    outcome = given(pledge(on="FY2020"), *WORLD)
    assert (outcome.recorded[0].on, outcome.recorded[0].label) == ("2020-04-01/2021-03-31", "FY2020")


CIRCLE = {"a": "pledge/b", "b": "pledge/c", "c": "programme/a"}
UMBRELLAS = [(programme if slug == "a" else pledge)(slug, part_of=above) for slug, above in CIRCLE.items()]


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ([pledge("a", part_of="pledge/b"), pledge("b", part_of="pledge/a")], "part-of"),
        (UMBRELLAS, "part-of"),
        (
            [pledge("a"), pledge("b", part_of="pledge/a"), corrected("pledge/a#1", part_of="pledge/b")],
            "part-of",
        ),
        ([party("BUREAU", parent="AGENCY"), party("AGENCY", parent="BUREAU")], "parent"),
        ([source("a", origin="b"), source("b", origin="a")], "origin"),
    ],
)
def test_a_circle_of_what_stands_above_is_refused(given: Recording, ledger: Log, lines: list[Line], rule: str) -> None:
    with pytest.raises(Refused, match=r"a circle: .* -> ") as caught:
        given(*WORLD, *lines)
    assert {each.rule for each in caught.value.problems} == {rule}
    assert ledger.head.size == 0


def test_a_circle_closed_by_a_later_correction_is_refused(given: Recording) -> None:
    given(*WORLD, pledge("a"), pledge("b", part_of="pledge/a"), pledge("c", part_of="pledge/b"))
    with pytest.raises(Refused, match=r"a circle: pledge/a -> pledge/c -> pledge/b -> pledge/a"):
        given(corrected("pledge/a#1", part_of="pledge/c"))
    given(retracted("pledge/b#1"))
    assert given(corrected("pledge/a#1", part_of="pledge/c")).recorded, "what is void closes no circle"


def test_a_dry_run_tells_what_would_be_recorded_and_records_nothing(given: Recording, ledger: Log) -> None:
    outcome = given(*WORLD, pledge(), dry_run=True)
    assert (len(outcome.recorded), outcome.first_position) == (6, 1)
    assert outcome.recorded[5].recorder == "tester"
    assert ledger.head.size == 0


@settings(max_examples=tries(20))
@drawn(drafts=histories(max_size=20))
def test_every_random_history_is_admitted_and_the_log_holds_it(drafts: list[Line], tmp_path_factory: Any) -> None:
    with create_log(str(tmp_path_factory.mktemp("drawn") / "ledger.db")) as log:
        outcome = imported(log, *drafts)
        assert outcome.already == 0
        assert log.head.tree == Tree().extended(log.lines())
        again = imported(log, *reversed(drafts), dry_run=True)
        assert (again.already, again.count) == (len(drafts), 0)


def test_rows_that_fail_only_because_one_could_not_be_read_are_counted(ledger: Log) -> None:
    with pytest.raises(Refused) as refused:
        imported(
            ledger,
            *WORLD[1:],
            source("paper", type="gossip"),
            pledge("a", instrument="gift"),
            then("restated", "a"),
            then("disbursed", "b", cites=[{"source": "elsewhere"}]),
            cited("pledge/a#1"),
        )
    listed = {each.where for each in refused.value.problems}
    assert listed == {"line 5", "line 6", "line 8"}
    assert refused.value.following == 2
    assert str(refused.value).endswith("\n2 more fail only because of these")
