"""Later IATI files: revisions and corrections of what is recorded, never duplicates."""

import pytest

from bilat.events.log.log import Log
from tests.events.formats.activities import activity, file, org, total, transaction
from tests.events.formats.downloads import Import, balanced, fields_of, importing, kinds, standing


@pytest.fixture
def bring(ledger: Log) -> Import:
    """Import a file into the ledger."""
    return importing(ledger, "iati")


def later(*activities: str) -> str:
    """A file generated later than the first."""
    return file(*activities, generated="2023-01-01")


CHANGES = [
    ((transaction(ref="A"),), (transaction(ref="A", value="90"),), {"entry-corrected": 1}),
    ((transaction(ref="A"),), (transaction(ref="A", day="2020-04-01"),), {"entry-corrected": 1}),
    ((transaction(),), (transaction(value="90"),), {"entry-corrected": 1}),
    ((transaction(),), (transaction(day="2020-04-01"),), {"entry-corrected": 1}),
    ((transaction(),), (transaction("3", "5", "2020-01-05"), transaction()), {"pledge-disbursed": 1}),
    ((transaction("12"),), (transaction("12", "90"),), {"pledge-revised": 1}),
    ((transaction("12"),), (transaction("12"), transaction("12", "9", "2021-01-01")), {"pledge-topped-up": 1}),
    ((transaction("12"),), (transaction("12"), transaction("12", currency="USD")), {"pledge-announced": 1}),
    ((transaction("12"),), (transaction("12", currency="USD"),), {"pledge-revised": 1}),
    (
        (transaction("12"), transaction("12", currency="USD")),
        (transaction("12"), transaction("12", "9", currency="USD")),
        {"pledge-revised": 1},
    ),
    ((transaction(), total()), (transaction(), total(value="60")), {"total-reported": 1}),
    (
        (transaction(), transaction("3", ref="B")),
        (transaction(), transaction("2", ref="B")),
        {"entry-retracted": 1, "pledge-committed": 1},
    ),
    ((transaction("3", ref="B"),), (transaction("2", ref="B"),), {"entry-corrected": 1, "pledge-committed": 1}),
]


@pytest.mark.parametrize(("before", "after", "recorded"), CHANGES)
def test_a_changed_transaction_amends_the_recorded_one(
    bring: Import, before: tuple[str, ...], after: tuple[str, ...], recorded: dict[str, int]
) -> None:
    bring(file(activity(*before)))
    text = later(activity(*after))
    outcome = bring(text)
    assert kinds(outcome) == recorded
    assert balanced(outcome)
    again = bring(text)
    assert (kinds(again), balanced(again)) == ({}, True)
    assert kinds(bring(file(activity(*before)))) == {}, "the older file changes nothing back"


def test_a_changed_title_and_a_new_funder_correct_the_opening(ledger: Log, bring: Import) -> None:
    bring(file(activity(transaction())))
    funders = org("1", "Iceland", type="10") + org("1", "Norway", type="10")
    assert kinds(bring(later(activity(transaction(), title="Deep wells", funders=funders)))) == {"entry-corrected": 1}
    (opening,) = standing(ledger, "pledge/xm-1")
    assert fields_of(opening, "title", "donor") == {"title": "Deep wells", "donor": ["IS", "NO"]}


def test_a_file_generated_earlier_changes_nothing(ledger: Log, bring: Import) -> None:
    bring(later(activity(transaction(value="90"))))
    assert kinds(bring(file(activity(transaction())))) == {}
    assert fields_of(standing(ledger, "pledge/xm-1")[0], "amount")["amount"]["value"] == "90"


def test_what_a_later_file_no_longer_tells_is_left_and_said(ledger: Log, bring: Import) -> None:
    bring(file(activity(transaction(), transaction("3"))))
    outcome = bring(later(activity(transaction())))
    assert outcome.summary is not None
    assert [each.reason for each in outcome.summary.skipped] == [
        "pledge/xm-1#2 is no longer told; it is left as recorded"
    ]
    assert len(standing(ledger, "pledge/xm-1")) == 2


def test_a_programme_that_comes_to_spend_keeps_its_totals_and_gets_a_pledge(ledger: Log, bring: Import) -> None:
    bring(file(activity(total())))
    outcome = bring(later(activity(total(), transaction())))
    assert kinds(outcome) == {"pledge-committed": 1}
    assert fields_of(ledger.stream("pledge/xm-1")[0], "part_of") == {"part_of": "programme/xm-1"}
    assert not kinds(bring(later(activity(total(), transaction()) + " ")))


def test_incoming_money_stops_being_new_once_the_file_tells_where_it_goes(ledger: Log, bring: Import) -> None:
    bring(file(activity(transaction("1"))))
    bring(later(activity(transaction("1"), transaction("3"))))
    (name,) = ledger.streams("pledge/xm-1-in")
    assert fields_of(standing(ledger, name)[0], "new_money") == {"new_money": False}


def test_a_stage_is_told_once_and_taken_back_where_it_was_wrong(ledger: Log, bring: Import) -> None:
    bring(file(activity(transaction(), status="5")))
    assert kinds(bring(later(activity(transaction(), status="5")))) == {}
    text = file(activity(transaction(), status="2"), generated="2024-01-01")
    assert kinds(bring(text)) == {"entry-retracted": 1}
    assert [each.kind for each in standing(ledger, "pledge/xm-1")] == ["pledge-committed"]
