"""Filters of money: what is nowhere on record is refused, and what passes selects running totals too."""

from typing import Any

import pytest

from bilat.events.errors import BadInput
from bilat.projections.reports import commitments, diff, explain, overview
from bilat.projections.view.boundary import Boundary
from tests.histories import canonical, stamped
from tests.projections.reports.promised import GIVEN, RELATION, columns, event, pledge

DRAFTS = [
    pledge("grant", "USD 5", topics=["health", "sea"]),
    pledge("loan", "USD 7", instrument="loan", flow="oda"),
    event("total-reported", "grant", "USD 1", measure="disbursed"),
    event("total-reported", "loan", "USD 2", measure="disbursed"),
]


def refused(**filters: str) -> str:
    with pytest.raises(BadInput) as problem:
        commitments.report(columns(*DRAFTS), Boundary(RELATION, filters=filters), {})
    return f"{problem.value.remedy}"


@pytest.mark.parametrize(
    ("filters", "near"),
    [
        ({"instrument": "lone"}, "loan"),
        ({"flow": "privat"}, "private"),
        ({"stage": "anounced"}, "announced"),
        ({"topic": "health+see"}, "health+sea"),
        ({"colour": "red"}, "instrument"),
    ],
)
def test_what_is_nowhere_on_record_is_refused_with_near_names(filters: dict[str, str], near: str) -> None:
    assert near in refused(**filters)


def test_pledges_without_topics_are_no_word_to_choose() -> None:
    assert refused(topic="zzz") == "on record: health+sea"


def test_every_report_of_money_checks_its_filters() -> None:
    log, boundary = columns(*DRAFTS), Boundary(RELATION, filters={"instrument": "lone"})
    lines = [canonical(line) for line in stamped([*GIVEN, *DRAFTS])]
    asked: list[Any] = [
        lambda: explain.report(log, boundary, {}, lines),
        lambda: overview.report(log, boundary, {}),
        lambda: diff.report(log, boundary, {}, "@4"),
    ]
    for report in asked:
        with pytest.raises(BadInput, match="lone"):
            report()


def test_a_known_word_that_no_pledge_has_gives_an_empty_report_and_so_does_a_ledger_without_pledges() -> None:
    assert commitments.report(columns(*DRAFTS), Boundary(RELATION, filters={"flow": "private"}), {})["rows"] == []
    assert commitments.report(columns(), Boundary(RELATION, filters={"topic": "any"}), {})["rows"] == []
    early = Boundary(RELATION, filters={"topic": "health+sea"}, known_by="2019")
    assert commitments.report(columns(*DRAFTS), early, {})["rows"] == []


def test_filters_select_running_totals_too() -> None:
    found = commitments.report(columns(*DRAFTS), Boundary(RELATION, filters={"instrument": "loan"}), {})
    assert [row["stream"] for row in found["running_totals"]] == ["pledge/loan"]
    assert [row["pledge"] for row in found["rows"]] == ["pledge/loan"]


def test_a_difference_without_a_second_moment_goes_on_to_now() -> None:
    log = columns(*DRAFTS)
    since, both = diff.report(log, Boundary(RELATION), {}, "@5"), diff.report(log, Boundary(RELATION), {}, "@5", "@8")
    assert since == both
    assert since["and"]["asked"] == "@8"
