"""Saved reports: what can be read, and where two reports differ."""

import json
from typing import Any

import pytest

from bilat.events.errors import BadInput
from bilat.projections import questions, saved
from bilat.projections.boundary import Boundary
from bilat.projections.differences import Difference, differences
from bilat.projections.report_registry import REPORTS
from tests.histories import Draft, canonical, stamped
from tests.projections.promised import GIVEN, event, pledge
from tests.projections.test_recorded import Written

LOG = Written([*map(canonical, stamped([*GIVEN, pledge("a", "USD 50"), event("pledge-restated", "a", "USD 50")]))])
OWN: dict[str, dict[str, str]] = {
    "replay": {"order": "on"},
    "diff": {"between": "@4", "until": "known:2021", "rates_then": "ecb-day"},
}


def report(name: str, **asked: Any) -> dict[str, Any]:
    question = questions.ask(LOG, "ASEAN-JP", Boundary(**asked), REPORTS[name].reads)
    return questions.answer(name, question, **OWN.get(name, {}))


def checked(told: Any, log: Written = LOG) -> saved.Verdict:
    return saved.check(log, saved.read(json.dumps(told)))


def longer(*drafts: Draft) -> Written:
    return Written([*LOG.kept, *map(canonical, stamped(drafts))])


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_holds_and_still_does_when_the_log_has_grown(name: str) -> None:
    told = report(name, known_by="2024", currency="USD") if name != "diff" else report(name, currency="USD")
    for log in (LOG, longer(pledge("b", "USD 9"))):
        verdict = checked(told, log)
        assert (verdict.reasons, verdict.differences, verdict.remarks) == ([], [], [])


def test_a_report_that_was_edited_does_not_hold() -> None:
    told = report("commitments")
    told["rows"][0]["stage"] = "completed"
    verdict = checked(told)
    assert verdict.differences == [Difference("rows[pledge/a].stage", "completed", "announced")]
    assert verdict.reasons == ["the report is not what the same log, program and rates say: it was changed"]


def test_a_log_that_was_changed_has_another_root() -> None:
    told = report("timeline")
    changed = Written([line.replace(b'"value":"50"', b'"value":"51"') for line in LOG.kept])
    verdict = checked(told, changed)
    assert verdict.reasons[0].startswith("root differs: at 6 events")
    assert verdict.differences[0] == Difference("rows[pledge/a#1].amount.value", "50", "51")


def test_a_line_that_cannot_be_read_any_more_is_a_reason_too() -> None:
    verdict = checked(report("explain"), Written([*LOG.kept[:-1], b"not json"]))
    assert verdict.reasons[0].startswith("root differs")
    assert verdict.reasons[1].startswith("the report cannot be computed from this log")


def test_a_log_that_was_cut_is_named() -> None:
    assert checked(report("trade"), Written(LOG.kept[:5])).reasons == [
        "log differs: the report rests on 6 events, this ledger holds 5"
    ]


def test_another_ledger_with_the_same_events_is_remarked_upon() -> None:
    told = report("timeline")
    told["stamp"]["ledger"] = "0" * 32
    verdict = checked(told)
    assert (verdict.reasons, len(verdict.remarks)) == ([], 1)
    told["stamp"]["root"] = "0" * 64
    assert [reason.partition(":")[0] for reason in checked(told).reasons] == ["log differs", "root differs"]


@pytest.mark.parametrize(("name", "reason"), [("rates", "rate table differs"), ("bilat", "program differs")])
def test_other_rates_or_another_program_are_the_reason_where_a_row_differs(name: str, reason: str) -> None:
    told = report("commitments", currency="USD")
    told["stamp"][name] = "another"
    verdict = checked(told)
    assert (verdict.reasons, verdict.remarks[0].partition(":")[0]) == ([], reason)
    told["totals"]["net"][0]["value"] = "51"
    assert [each.partition(":")[0] for each in checked(told).reasons] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "7", "{}", '{"report": "demo"}', '{"report": ["timeline"]}', "[" * 100_000, "\ud800",
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        saved.read(text)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("stamp", None), ("stamp", {"events": "6"}), ("events", True), ("events", -1), ("root", None),
        ("boundary", None), ("boundary", {"from": 5}), ("boundary", {"colour": "red"}),
        ("boundary", {"relation": 5}), ("boundary", {"filters": {"pledge": 5}}), ("boundary", {"members": "no"}),
        ("boundary", {"recorded_by": ["@1"]}), ("boundary", {"filters": "x"}),
    ],
)  # fmt: skip
def test_a_stamp_or_boundary_that_cannot_be_read_is_refused(part: str, value: Any) -> None:
    told = report("timeline")
    (told["stamp"] if part in ("events", "root") else told)[part] = value
    with pytest.raises(BadInput):
        saved.read(json.dumps(told))


def test_a_replay_or_diff_that_does_not_say_what_it_was_asked_is_refused() -> None:
    for name, part, value in (("replay", "order", 5), ("diff", "and", None), ("diff", "between", {"asked": 5})):
        told = report(name, **({"currency": "USD"} if name == "diff" else {}))
        told[part] = value
        with pytest.raises(BadInput, match="does not say what it was asked"):
            checked(told)


def test_items_of_lists_are_matched_by_name() -> None:
    old = {"rows": [{"event": "a#1", "on": "2021"}, {"event": "b#1"}, {"x": 1}], "names": ["p", "q"]}
    new = {"rows": [{"event": "b#1"}, {"event": "a#1", "on": "2022"}, {"x": 1}], "names": ["q"]}
    assert list(differences(old, new)) == [
        Difference("rows[a#1].on", "2021", "2022"),
        Difference("rows (order)", ["a#1", "b#1", '{"x": 1}'], ["b#1", "a#1", '{"x": 1}']),
        Difference("names[p]", "p", None),
    ]
